"""HTML as a browser cuts it into tags, comments and text (WHATWG HTML, section 13.2.5), in one pass without a tree.

Linear in the text, whatever it holds: each character is looked at once, and a construct that never ends takes the rest.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from caselint.findings.span import Span

_MARKUP = re.compile(r"<(?:/?[A-Za-z]|/[^>]|[!?])")
_BARE_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+)>")
_LETTER = re.compile(r"[A-Za-z]")
_NAME = re.compile(r"[^ \t\n\f\r/>]++")
_BETWEEN = re.compile(r"[ \t\n\f\r/]*+")
_ATTRIBUTE_NAME = re.compile(r"=?+[^ \t\n\f\r/>=]*+")
_EQUALS = re.compile(r"[ \t\n\f\r]*+=[ \t\n\f\r]*+")
_UNQUOTED = re.compile(r"[^ \t\n\f\r>]++")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,10}+|#[xX][0-9a-fA-F]{1,8}+|[A-Za-z][A-Za-z0-9]{0,40}+)[;=]?+")
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Attribute(NamedTuple):
    """An attribute: its name in lower case, its value with entities resolved, and where the value stands.

    `span` is the value as written, without its quotes; behind the name and empty where there is no value.
    """

    name: str
    value: str
    span: Span


class Tag(NamedTuple):
    """A tag with its name in lower case; of attributes given twice the first, as in a browser."""

    name: str
    closing: bool
    self_closing: bool
    attributes: tuple[Attribute, ...]
    span: Span


class Comment(NamedTuple):
    """A comment, or what a browser takes for one: `<!doctype …>`, `<?…>`, `</ …>`."""

    span: Span


class Text(NamedTuple):
    """What stands between tags; all of the content of `<script>`, `<style>` and their like."""

    span: Span


def tokens(text: str, start: int, end: int) -> Iterator[Tag | Comment | Text]:
    """The tokens of `text` from `start` to `end`, in order and without gaps.

    A tag that `end` cuts off is text, with all that follows.
    """
    at = done = start
    while True:
        markup = _MARKUP.search(text, at, end)
        if markup is None:
            break
        at = markup.start()
        token = _markup(text, at, end)
        if token is None:
            break
        if at > done:
            yield Text(Span(done, at))
        yield token
        at = done = token.span.end
        if isinstance(token, Tag) and token.name in _RAW_TEXT and not token.closing and not token.self_closing:
            closing = _closing(token.name).search(text, at, end)
            at = closing.start() if closing else end
    if done < end:
        yield Text(Span(done, end))


def _markup(text: str, start: int, end: int) -> Tag | Comment | None:
    bare = _BARE_TAG.match(text, start, end)
    if bare is not None:
        return Tag(bare["name"].lower(), bare["slash"] != "", False, (), Span(start, bare.end()))
    following = text[start + 1]
    if following == "!" and text.startswith("--", start + 2):
        return Comment(Span(start, _comment_end(text, start + 4, end)))
    closing = following == "/"
    if not _LETTER.match(text, start + 1 + closing):
        close = text.find(">", start, end)
        return Comment(Span(start, close + 1 if close >= 0 else end))
    return _tag(text, start, end, closing)


def _comment_end(text: str, at: int, end: int) -> int:
    """Where a comment whose text starts at `at` ends; `<!-->` and `<!--->` are whole comments."""
    for abrupt in (">", "->"):
        if text.startswith(abrupt, at):
            return min(at + len(abrupt), end)
    close = _COMMENT_END.search(text, at, end)
    return close.end() if close else end


def _tag(text: str, start: int, end: int, closing: bool) -> Tag | None:
    name = _NAME.match(text, start + 1 + closing, end)
    assert name is not None
    attributes: dict[str, Attribute] = {}
    at = name.end()
    while True:
        between = _BETWEEN.match(text, at, end)
        assert between is not None
        previous, at = at, between.end()
        if at >= end:
            return None
        if text[at] == ">":
            slash = at > previous and text[at - 1] == "/"
            return Tag(name[0].lower(), closing, slash, tuple(attributes.values()), Span(start, at + 1))
        attribute, at = _attribute(text, at, end)
        if attribute is None:
            return None
        attributes.setdefault(attribute.name, attribute)


def _attribute(text: str, at: int, end: int) -> tuple[Attribute | None, int]:
    """The attribute at `at` and where it ends; None where its quotes are never closed."""
    name = _ATTRIBUTE_NAME.match(text, at, end)
    assert name is not None
    equals = _EQUALS.match(text, name.end(), end)
    if equals is None:
        return Attribute(name[0].lower(), "", Span(name.end(), name.end())), name.end()
    first = equals.end()
    quote = text[first : min(first + 1, end)]
    if quote in ("'", '"'):
        close = text.find(quote, first + 1, end)
        if close < 0:
            return None, end
        span, following = Span(first + 1, close), close + 1
    else:
        bare = _UNQUOTED.match(text, first, end)
        following = bare.end() if bare else first
        span = Span(first, following)
    return Attribute(name[0].lower(), _resolve(span.slice(text)), span), following


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)


def _resolve(value: str) -> str:
    """An attribute's value with its character references resolved; `&copy=1` of a query is none."""
    return _REFERENCE.sub(_referenced, value) if "&" in value else value


def _referenced(reference: re.Match[str]) -> str:
    from html import unescape
    from html.entities import html5

    written = reference[0]
    if written[1] == "#" or written.endswith(";") or written[1:] in html5:
        return unescape(written)
    return written
