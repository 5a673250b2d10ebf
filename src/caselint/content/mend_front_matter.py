"""What makes unreadable front matter readable, where one small edit does and nothing else comes into question.

An edit is tried before it is offered: with it the block has to be read by YAML 1.1 and 1.2, to the keys that its lines
name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from caselint.content.front_matter import FrontMatter, FrontMatterError, read_front_matter
from caselint.content.lines import line_start
from caselint.content.yaml_written import in_quotes
from caselint.findings.span import Span

_BEFORE_VALUE = re.compile(r"[ \t]*+(?:-[ \t]++)?(?:[\w.-]++(?>(?: [\w.-]++){0,5}):[ \t]++)?\Z")
_TABS = re.compile(r"(?:(?<=\n)|(?<=\r)) *+(?P<tabs>\t[ \t]*+)")
_TOP_KEY = re.compile(r"(?:(?<=\n)|(?<=\r))(?P<key>[A-Za-z_][\w.-]*+):(?=[ \t\r\n])")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_LONGEST = 2000
# What the advice of `yaml_errors` starts with where quotes are all that is missing, or are the wrong ones.
_QUOTES = (
    "put quotes around the whole value", "put quotes around the text", "use single quotes outside",
    "use double quotes outside",
)  # fmt: skip


class Mend(NamedTuple):
    """What to do, in words, and the edits that do it."""

    title: str
    edits: tuple[tuple[Span, str], ...]


def mend(text: str, front: FrontMatter) -> Mend | None:
    """The edits that make the YAML front matter of a page readable; None where none does, or several might."""
    error = front.error
    if error is None or front.format != "yaml" or not front.span.contains(error.span):
        return None
    for candidate in _candidates(text, front, error):
        if _is_read(text, front, candidate):
            return candidate
    return None


def _candidates(text: str, front: FrontMatter, error: FrontMatterError) -> Iterator[Mend]:
    written = error.span.slice(text)
    if error.span == Span(0, 3):
        end = len(text[: front.span.end].rstrip())
        newline = _NEWLINE.search(text)
        yield Mend("close it with ---", ((Span(end, end), f"{newline.group() if newline else chr(10)}---"),))
    elif written.startswith("---"):
        yield Mend("write ---", ((error.span, "---"),))
    elif written == "\t":
        tabs = _TABS.finditer(text, 0, front.span.end)
        edits = ((Span(*each.span("tabs")), "  " * each["tabs"].count("\t")) for each in tabs)
        yield Mend("indent with spaces", tuple(edits))
    elif error.help.startswith(_QUOTES):
        value = _value(text, error.span.start)
        quoted = None if value is None or " #" in value.slice(text) else _quoted(value.slice(text))
        if value is not None and quoted is not None:
            yield Mend(f"write {quoted}", ((value, quoted),))


def _value(text: str, at: int) -> Span | None:
    """The value of a key, or item of a list, that starts at `at` and ends with its line."""
    start = line_start(text, at)
    before = text[start:at]
    if not before.strip() or len(before) > _LONGEST or not _BEFORE_VALUE.match(before):
        return None
    line = _NEWLINE.split(text[at : at + _LONGEST], maxsplit=1)[0].rstrip()
    return Span(at, at + len(line))


def _quoted(written: str) -> str | None:
    """The value in quotes: what stands between quotes already is what the inner ones belong to."""
    quote = written[:1]
    if len(written) > _LONGEST:
        return None
    if quote not in ("'", '"'):
        return in_quotes(written)
    if len(written) > 2 and written.endswith(quote):
        inner = written[1:-1]
        return None if "\\" in inner or quote * 2 in inner else in_quotes(inner)
    return in_quotes(written)


def _is_read(text: str, front: FrontMatter, candidate: Mend) -> bool:
    head = mended(text[: front.span.end], candidate)
    wanted = {found["key"] for found in _TOP_KEY.finditer(text, 0, front.span.end)}
    for version in ((1, 1), (1, 2)):
        read = read_front_matter(head, version)
        if read.error is not None or read.root is None or {key.name for key, _ in read.root.pairs} != wanted:
            return False
    return True


def mended(text: str, candidate: Mend) -> str:
    """The text with the edits made."""
    for span, new in sorted(candidate.edits, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text
