"""Attribute lists: `{#id .class}` behind a heading, a block, an inline element (`markdown/extensions/attr_list.py`)."""

import re

from caselint.findings.span import Span

_LIST = r"\{:?[ ]*+(?P<list>[^{}\n]*+)\}"
_BEHIND_HEADING = re.compile(rf"[ \t]*+{_LIST}[ \t#]*+\Z")
_BEHIND_INLINE = re.compile(_LIST)
_LAST_LINE = re.compile(rf"[ \t>]*+{_LIST}[ \t]*+\Z")
_BEHIND_CELL = re.compile(rf"{_LIST}[ \t]*+\Z")
_ID = re.compile(r"""(?:^|[ ])(?:#(?P<id>[^\s{}]++)|id=["']?+(?P<value>[^\s{}"']++))""")


def take_heading_list(text: str) -> tuple[str, str | None]:
    """A heading's text without its attribute list, and the id that the list gives."""
    opener = text.rfind("{")
    match = _BEHIND_HEADING.match(text, opener) if opener >= 0 else None
    if match is None:
        return text, None
    found = _ID.search(match["list"])
    return text[:opener].rstrip(), (found["id"] or found["value"]) if found else None


def inline_id(text: str, at: int) -> Span | None:
    """Where the id stands that a list right behind an inline element gives it."""
    return _id_in(_BEHIND_INLINE.match(text, at)) if text.startswith("{", at) else None


def block_id(text: str, start: int, end: int, *, in_cell: bool) -> Span | None:
    """The same for the last line of a paragraph, or with `in_cell` for the end of a table's cell."""
    if end == start or text[end - 1] != "}":
        return None
    opener = text.rfind("{", start, end)
    if in_cell:
        behind = opener > start and text[opener - 1] == " "
        return _id_in(_BEHIND_CELL.match(text, opener, end)) if behind else None
    line = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
    return _id_in(_LAST_LINE.match(text, line, end)) if line > start else None


def fence_id(info: str, at: int) -> Span | None:
    """The same for the info string of a fence, which stands at `at`: ```` ``` {.python #example} ````."""
    opener = info.find("{")
    found = _id_in(_BEHIND_INLINE.match(info, opener)) if opener >= 0 else None
    return Span(found.start + at, found.end + at) if found else None


def _id_in(attributes: re.Match[str] | None) -> Span | None:
    found = _ID.search(attributes["list"]) if attributes else None
    if attributes is None or found is None:
        return None
    name = "id" if found["id"] else "value"
    at = attributes.start("list") + found.start(name)
    return Span(at, at + len(found[name]))
