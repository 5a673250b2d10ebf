"""The front matter of a page: where it stands, what it says, and why it cannot be read."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from caselint.content.yaml import DEEPEST, Node, YamlError, read_yaml
from caselint.content.yaml_node import Version
from caselint.content.yaml_scalars import CORE, CORE_TAGS
from caselint.findings.span import Span

LARGEST = 64 * 1024  # characters
_LONGEST_VALUE = 4096  # of JSON that is cut off: its last text may start that far before the cut
Format = Literal["yaml", "toml", "json", ""]

_OPENER = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*+(?:\r\n|\n|\r|\Z)")
_FORMATS: dict[str, Format] = {"---": "yaml", "+++": "toml"}
_CLOSERS = {
    "---": re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*+(?:\r\n|\n|\r|\Z)"),
    "+++": re.compile(r"(?:(?<=\n)|(?<=\r))\+\+\+[ \t]*+(?:\r\n|\n|\r|\Z)"),
}
_KEY = re.compile(r"[A-Za-z_][\w.-]*+[ \t]*+:(?=[ \t\r\n]|\Z)")
_TOML_KEY = re.compile(r"[\w.\"'-]++[ \t]*+=|\[")
_JSON_START = re.compile(r"\{\s*+[\"}]")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_HEAD_END = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*+(?:[\r\n]|(?P<fence>(?:---|\+\+\+)[^\r\n]*+))")
_BLANK_LINE = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*+(?:\r\n|\n|\r)")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:\r\n|\n|\r|\Z)")
_DIRECTIVE = re.compile(r"(?:(?<=[ \t\n\r])|\A)#[ \t]*+caselint:[^\r\n]*+")
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class FrontMatterError:
    """Why a front matter cannot be read, where, and what to do (`help`; "" where the message says it all)."""

    message: str
    span: Span
    help: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a page.

    Attributes:
        span: from the start of the page to the start of its body; empty where there is none.
        present: whether the page has one, readable or not.
        root: its mapping; None where it is empty or cannot be read.
        format: "" where there is none.
        directives: each `# caselint:` comment with its text.
    """

    span: Span = _NOWHERE
    present: bool = False
    root: Node | None = None
    format: Format = ""
    error: FrontMatterError | None = None
    directives: tuple[tuple[Span, str], ...] = ()


_NONE = FrontMatter()


def read_front_matter(text: str, yaml_version: Version = (1, 2)) -> FrontMatter:
    """The front matter of a page whose byte order mark is taken off. Never raises.

    YAML stands between a first line `---` and the next line `---` or `...`, TOML between two lines `+++`, JSON from a
    `{` that opens the page. A `---` that opens no mapping is a thematic break: no front matter, and no error, unless
    the lines below it are plainly keys.
    """
    opener = _OPENER.match(text)
    if opener is None:
        return _json(text) if text.startswith("{") else _NONE
    fence = opener["fence"]
    start = opener.end()
    closer = _CLOSERS[fence].search(text, start)
    if closer is None:
        return _unclosed(text, start, fence)
    block = Span(start, closer.start())
    if block.end - block.start > LARGEST:
        return _too_long(text, block, closer.end())
    if fence == "+++":
        return _toml(text, block, closer.end())
    return _yaml(text, block, closer.end(), yaml_version)


def _yaml(text: str, block: Span, end: int, version: Version) -> FrontMatter:
    content = block.slice(text)
    try:
        root = read_yaml(content, version=version, offset=block.start)
        _check_tags(root)
    except YamlError as error:
        return _unreadable_yaml(text, block, end, error)
    if root is not None and root.kind != "mapping":
        return _NONE
    directives = tuple(_directives(text, block, root)) if "caselint:" in content else ()
    return FrontMatter(Span(0, end), True, root, "yaml", directives=directives)


def _check_tags(root: Node | None) -> None:
    """Site generators refuse tags that are not YAML's own, since these name objects of a program."""
    pending = [] if root is None else [root]
    while pending:
        node = pending.pop()
        if node.tag is not None:
            _check_tag(node, node.tag)
        pending += node.elements
        for pair in node.pairs:
            pending += pair


def _check_tag(node: Node, tag: str) -> None:
    kind = tag.removeprefix(CORE)
    name = f"!!{kind}" if kind != tag else tag
    if kind not in CORE_TAGS:
        hint = "put quotes around the value if the ! is part of it"
        raise YamlError(f'the tag "{name}" is not one that a page may use', node.span, hint)
    if kind != "!" and CORE_TAGS[kind] != node.kind:
        raise YamlError(
            f'the tag "{name}" is for a {CORE_TAGS[kind]}, and this is a {node.kind}', node.span, "remove it"
        )


def _unreadable_yaml(text: str, block: Span, end: int, error: YamlError) -> FrontMatter:
    """A block that is no YAML: front matter if its lines are keys, else text between two thematic breaks."""
    head = _head(text, block)
    if error.span.start >= head.end and _plainly_keys(head.slice(text)) and _is_body(text[head.end : block.end]):
        return _not_closed(text, head)
    if not _mostly_keys(block.slice(text)):
        return _NONE
    found = FrontMatterError(str(error), error.span, error.hint)
    directives = tuple(_directives(text, block, None))
    return FrontMatter(Span(0, end), True, None, "yaml", found, directives)


def _head(text: str, block: Span) -> Span:
    """The lines of the block up to the first blank one, or one that looks like a fence and is none."""
    stop = _HEAD_END.search(text, block.start, block.end)
    return Span(block.start, stop.start() if stop else block.end)


def _lines(block: str) -> list[str]:
    """The lines that are not indented and say something: no blank ones, no comments, no list items, no brackets."""
    return [line for line in re.split(r"[\r\n]+", block) if line.strip() and line[0] not in " \t#-]}?:"]


def _plainly_keys(block: str) -> bool:
    """Whether every line of the block that could be a key is one. One key alone has to be in lower case."""
    lines = _lines(block)
    if not lines or not all(map(_KEY.match, lines)):
        return False
    return len(lines) > 1 or lines[0][0].islower()


def _mostly_keys(block: str) -> bool:
    lines = _lines(block)
    keys = [line for line in lines if _KEY.match(line)]
    if len(keys) == 1 and (lines[0] is not keys[0] or _BLANK_LINE.search(block)):
        return False
    return bool(keys) and 2 * len(keys) >= len(lines)


def _is_body(rest: str) -> bool:
    """Whether `rest`, which follows a blank line, starts as the body of a page does: headings, then a text."""
    for line in re.split(r"[\r\n]+", rest):
        if line.strip() and not line.startswith(("#", "- ")):
            return line[0] not in " \t" and not _KEY.match(line)
    return False


def _unclosed(text: str, start: int, fence: str) -> FrontMatter:
    end = len(text)
    if end > start + LARGEST:
        end = max(text.rfind("\n", start, start + LARGEST), text.rfind("\r", start, start + LARGEST), start - 1) + 1
    head = _head(text, Span(start, end))
    lines = head.slice(text)
    keys = _plainly_keys(lines) if fence == "---" else bool(_TOML_KEY.match(lines))
    return _not_closed(text, head) if keys else _NONE


def _not_closed(text: str, head: Span) -> FrontMatter:
    fence = text[:3]
    odd = _HEAD_END.match(text, head.end)
    if odd and odd["fence"]:
        return _odd_fence(text, fence, Span(*odd.span()))
    end = len(text[: head.end].rstrip())
    line = len(_NEWLINE.findall(text, 0, end)) + 1
    message = f"the front matter that opens here is never closed: after line {line} there is no {fence}"
    error = FrontMatterError(message, Span(0, 3), f"write {fence} on a line of its own after line {line}")
    return FrontMatter(Span(0, head.end), True, None, _FORMATS[fence], error)


def _odd_fence(text: str, fence: str, line: Span) -> FrontMatter:
    """A line that was meant to close the front matter: indented, or with something behind the fence."""
    message = f"this line does not close it, since it is not {fence} alone at the start of a line"
    error = FrontMatterError(message, line, f"write {fence} and nothing else")
    rest = _NEWLINE.match(text, line.end)
    return FrontMatter(Span(0, rest.end() if rest else line.end), True, None, _FORMATS[fence], error)


def _too_long(text: str, block: Span, end: int) -> FrontMatter:
    head = _head(text, block)
    if not _plainly_keys(head.slice(text)) and not _TOML_KEY.match(head.slice(text)):
        return _NONE
    size = block.end - block.start
    message = f"the front matter has {size:,} characters; caselint reads up to {LARGEST:,}"
    advice = "move what is not about the page out of it, or close it where it ends"
    error = FrontMatterError(message, Span(0, 3), advice)
    return FrontMatter(Span(0, end), True, None, _FORMATS[text[:3]], error)


def _directives(text: str, block: Span, root: Node | None) -> Iterator[tuple[Span, str]]:
    """The comments that speak to caselint; a `#` inside of a value is none."""
    scalars = sorted(_scalar_spans(root))
    for found in _DIRECTIVE.finditer(text, block.start, block.end):
        row = bisect_right(scalars, (found.start(), block.end)) - 1
        if row < 0 or scalars[row].end <= found.start():
            yield Span(*found.span()), found.group()


def _scalar_spans(root: Node | None) -> Iterator[Span]:
    pending = [] if root is None else [root]
    while pending:
        node = pending.pop()
        if node.kind == "scalar":
            yield node.span
        pending += node.elements
        for pair in node.pairs:
            pending += pair


def _toml(text: str, block: Span, end: int) -> FrontMatter:
    from caselint.content.front_matter_toml import read_toml_block

    content = block.slice(text)
    try:
        root = read_toml_block(content, block.start)
    except YamlError as error:
        found = FrontMatterError(str(error), error.span, error.hint)
        return FrontMatter(Span(0, end), True, None, "toml", found, tuple(_directives(text, block, None)))
    return FrontMatter(Span(0, end), True, root, "toml", directives=tuple(_directives(text, block, root)))


def _json(text: str) -> FrontMatter:
    """A JSON object that opens the page (Hugo). Text that only begins like one is no front matter."""
    if not _JSON_START.match(text):
        return _NONE
    try:
        _, end = json.JSONDecoder().raw_decode(text[:LARGEST])
    except RecursionError:
        error = FrontMatterError(f"it is nested more than {DEEPEST} levels deep", Span(0, 1))
        return FrontMatter(Span(0, min(len(text), LARGEST)), True, None, "json", error)
    except json.JSONDecodeError as wrong:
        return _long_json(text, wrong.pos)
    except ValueError:  # a number of thousands of digits
        return _NONE
    rest = _REST_OF_LINE.match(text, end)
    if rest is None:
        return _NONE
    try:
        root = read_yaml(text[:end].replace("\t", " "))
    except YamlError as refused:
        found = FrontMatterError(str(refused), refused.span, refused.hint)
        return FrontMatter(Span(0, rest.end()), True, None, "json", found)
    return FrontMatter(Span(0, rest.end()), True, root, "json")


def _long_json(text: str, wrong_at: int) -> FrontMatter:
    """JSON that is none, or none as far as it is read: then it goes wrong where the reading ends."""
    if len(text) <= LARGEST or wrong_at < LARGEST - _LONGEST_VALUE:
        return _NONE
    message = f"the front matter has more than {LARGEST:,} characters, which is as far as caselint reads"
    error = FrontMatterError(message, Span(0, 1), "move what is not about the page out of it")
    return FrontMatter(Span(0, LARGEST), True, None, "json", error)
