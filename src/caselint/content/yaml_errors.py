"""What a YAML parser's error means, in an editor's words and at the place where the mistake was made.

The parser says where it could not go on, which is often below the mistake: a quote that is never closed shows itself
at the next quote, a line without a colon at the line after it.
"""

import re
from typing import Any

from caselint.content.lines import line_start
from caselint.findings.span import Span

Explained = tuple[str, Span, str]

_QUOTE_HINT = "put quotes around the whole value"
_KEY_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*+[\w-]++:(?=[ \t\r\n]|\Z)")
_NEWLINE = re.compile(r"[\r\n]")
_BRACKET = re.compile(r"[][{}]")
_TIGHT_COLON = re.compile(r"[ \t]*+(?P<all>(?P<key>[A-Za-z_][\w-]{0,60}):)(?!//)\S")
_STARTS = {"@": "an @", "`": "a backtick", "%": "a percent sign", "\t": "a tab"}


def from_parser(error: Exception, text: str, last: Span) -> Explained:
    """Message, place in `text` and advice for an exception of the YAML parser.

    `last` is where the scalar stands that was read last.
    """
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    at = _index(getattr(error, "problem_mark", None), text)
    opened = _index(getattr(error, "context_mark", None), text)
    if not problem and context:
        return _lower(context), _rest_of_line(text, opened), ""
    if not problem:
        return _not_marked(error, text, last)
    if _is_open_quote(text, last):
        return _open_quote(text, last.start)
    if "mapping values are not allowed" in problem:
        return _stray_colon(text, at)
    if "could not find expected ':'" in problem:
        return _no_colon(text, opened)
    if "quoted scalar" in context:
        if "end of stream" in problem or "document separator" in problem:
            return _open_quote(text, opened)
        at = max(text.rfind("\\", opened, at), opened)
        hint = "in double quotes a backslash starts an escape: double it, or use single quotes"
        return f"{_lower(problem)} in a quoted text", _rest_of_line(text, at), hint
    if "flow" in context:
        return _flow(text, opened, at)
    if "block scalar" in context:
        return "text follows a | or > on its line", _rest_of_line(text, opened), _QUOTE_HINT
    if "sequence entries are not allowed" in problem:
        return "a list item stands on the line of its key", _line(text, at), "write the list on the lines below the key"
    if problem.startswith("expected the node content"):
        char = text[at : at + 1]
        return f"an unquoted value starts with {char}", _rest_of_line(text, at), _QUOTE_HINT
    if "cannot start any token" in problem:
        return _bad_start(text, at)
    if problem.startswith("expected <block end>"):
        return _block_end(text, at, problem)
    if "alias" in context or "anchor" in context:
        mark = "*" if "alias" in context else "&"
        start = opened if text[opened : opened + 1] == mark else text.rfind(mark, 0, at + 1)
        return f"an unquoted value starts with {mark}", _rest_of_line(text, max(start, 0)), _QUOTE_HINT
    return _lower(problem), _rest_of_line(text, at), ""


def _index(mark: Any, text: str) -> int:
    index = getattr(mark, "index", 0)
    return min(index, len(text)) if isinstance(index, int) else 0


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _rest_of_line(text: str, at: int) -> Span:
    """From `at` to the last visible character of its line; where nothing is left there, the visible line before."""
    found = _NEWLINE.search(text, at)
    end = found.start() if found else len(text)
    end = at + len(text[at:end].rstrip())
    if end > at:
        return Span(at, end)
    before = len(text[:at].rstrip())
    start = line_start(text, before)
    start += len(text[start:before]) - len(text[start:before].lstrip())
    return Span(start, before) if before > start else Span(min(at, len(text)), min(at, len(text)))


def _line(text: str, at: int) -> Span:
    start = line_start(text, at)
    rest = _rest_of_line(text, start)
    indent = len(text[start : rest.end]) - len(text[start : rest.end].lstrip())
    return Span(rest.start + indent, rest.end) if rest.start == start else rest


def _key_before(text: str, at: int) -> tuple[str, int]:
    """The key that the line of `at` starts with, and where its value starts; "" where there is none."""
    start = line_start(text, at)
    found = re.compile(r"[ \t]*+(?:-[ \t]++)?(?P<key>[\w.-]++(?>(?: [\w.-]++){0,5})):[ \t]++").match(text, start)
    return (found["key"], found.end()) if found and found.end() <= at else ("", start)


def _not_marked(error: Exception, text: str, last: Span) -> Explained:
    position = getattr(error, "position", None)
    character = getattr(error, "character", None)
    if isinstance(position, int) and isinstance(character, int):
        at = min(position, len(text))
        return f"the character U+{character:04X} is not allowed here", Span(at, min(at + 1, len(text))), "remove it"
    place = _rest_of_line(text, _next_value(text, last))
    return "an escape stands for no character", place, "write the character itself"


def _next_value(text: str, last: Span) -> int:
    at = text.find("\\", last.end)
    return at if at >= 0 else last.end


def _is_open_quote(text: str, last: Span) -> bool:
    """Whether the last scalar is a quoted one that swallowed the lines of other keys."""
    return text[last.start : last.start + 1] in ("'", '"') and _KEY_LINE.search(text, last.start, last.end) is not None


def _open_quote(text: str, start: int) -> Explained:
    quote = text[start : start + 1]
    message = f"the quote {quote} that opens here is not closed on its line"
    return message, _rest_of_line(text, start), f"close it with {quote}"


def _stray_colon(text: str, at: int) -> Explained:
    key, start = _key_before(text, at)
    if not key:
        return 'a ": " stands where no key can be', _line(text, at), _QUOTE_HINT + ", or mend the indentation"
    return f'the value of "{key}" holds ": " and has no quotes', _rest_of_line(text, start), _QUOTE_HINT


def _no_colon(text: str, at: int) -> Explained:
    tight = _TIGHT_COLON.match(text, line_start(text, at))
    if tight is not None:
        return f'no blank follows the colon of "{tight["key"]}"', Span(*tight.span("all")), "write a blank behind it"
    hint = "write `key: value`, or indent the line if it belongs to the value above"
    return "the line has no key: a colon and a value are missing", _line(text, at), hint


def _open_bracket(text: str, at: int) -> int:
    """The last bracket before `at` that nothing closes, or `at`."""
    closed = 0
    for found in reversed(list(_BRACKET.finditer(text, 0, at))):
        closed += 1 if found[0] in "]}" else -1
        if closed < 0:
            return found.start()
    return at


def _flow(text: str, opened: int, at: int) -> Explained:
    if text[opened : opened + 1] not in ("[", "{"):  # the parser names what comes after the bracket
        opened = _open_bracket(text, opened)
    bracket = text[opened : opened + 1]
    closer = {"[": "]", "{": "}"}.get(bracket, "]")
    hint = f"close it with {closer}, or put quotes around the value if the bracket is part of a text"
    if _NEWLINE.search(text, opened, at) or at >= len(text):
        return f"the bracket {bracket} that opens here is not closed", _rest_of_line(text, opened), hint
    return f"after the bracket {bracket} comes what is no list of values", _rest_of_line(text, opened), hint


def _bad_start(text: str, at: int) -> Explained:
    char = text[at : at + 1]
    if char == "\t":
        return "a tab is used for indentation", Span(at, at + 1), "indent with spaces"
    return f"an unquoted value starts with {_STARTS.get(char, char)}", _rest_of_line(text, at), _QUOTE_HINT


def _block_end(text: str, at: int, problem: str) -> Explained:
    key, start = _key_before(text, at)
    if key and text[start : start + 1] in ("[", "{"):
        bracket = text[start]
        message = f'the value of "{key}" goes on after its closing bracket'
        return message, _rest_of_line(text, start), _QUOTE_HINT + f" if the {bracket} is part of a text"
    if key and text[start : start + 1] in ("'", '"'):
        quote = text[start]
        message = f'the value of "{key}" goes on after its closing quote {quote}'
        inside = "use double quotes outside, or double the quotes inside"
        hint = inside if quote == "'" else 'use single quotes outside, or write \\" inside'
        return message, _rest_of_line(text, start), hint
    if "block mapping start" in problem or "block sequence start" in problem:
        message = "the line is indented otherwise than the lines that it belongs to"
        return message, _line(text, at), "mend the indentation"
    if text[at : at + 1] == "-":
        return "a list item stands among keys", _line(text, at), "indent the list below its key"
    hint = "mend the indentation, or write `key: value`"
    return "the line does not belong to what is above it", _line(text, at), hint
