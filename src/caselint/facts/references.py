"""Reference links whose label nothing defines, and definitions that nothing uses or that stand twice.

The definitions that hold are the parser's; what only looks like one in the text is not judged, and its label counts as
defined. Prose is full of brackets: only `[text][label]` and `[text][]` count as references here, never `[label]` alone,
and only where the text reads as words.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from caselint.content.destinations import definition_destination
from caselint.content.page import Leaf, Page
from caselint.facts.page_facts import Reference
from caselint.findings.span import Span

# What stands in front of a definition: the marks of quotes and lists, and any indentation.
_DEFINITION = re.compile(r"\[(?P<label>(?>(?:[^\[\]\\\n]|\\.){1,300}))\]:(?=[ \t]*(?:\r?\n)?[ \t]*\S)")
_BRACKETED = re.compile(r"\[((?>(?:[^\[\]\\\n]|\\.){1,300}))\]")
_AHEAD = re.compile(r"[ \t>*+-]*\Z")
_REFERENCE = re.compile(r"\[(?P<text>(?>(?:[^\[\]\\]|\\.){1,300}))\]\[(?P<label>(?>(?:[^\[\]\\\n]|\\.){0,300}))\]")
_BEFORE = re.compile(r"[\w\])\\$/'\"]\Z")
_BEHIND = re.compile(r"[\[(:{\w]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NO_LABEL = re.compile(r"\s*[\d\W]{0,2}\Z|.*[=<>{}|$]")
_MOST = 200  # findings of a page; each compares its label with those that are defined
_LONGEST_TEXT = 300


def folded(label: str) -> str:
    """A label as CommonMark compares it (0.31, section 4.7): any case, blanks as one."""
    return " ".join(label.split()).casefold()


def collect_references(page: Page) -> tuple[Reference, ...]:
    """The faults of a page's references, in the order of the page."""
    text = page.text
    found: list[Reference] = []
    written = list(_definitions(page)) if "]:" in text else []
    if page.definitions:
        found += _unused(page, written)
        found += _repeated(page, written)
    if "][" in text:
        found += _undefined(page, written)
    return tuple(sorted(found[:_MOST], key=lambda each: each.span))


def _definitions(page: Page) -> Iterator[tuple[str, Span, Span]]:
    """What is written as a definition outside of code: its label, where that and the destination stand."""
    text, code = page.text, page.code
    row, at = 0, page.front_matter.span.end
    for match in _DEFINITION.finditer(text, at):
        label = match["label"]
        start = match.start()
        if label[0] == "^" or not _AHEAD.match(text[text.rfind("\n", 0, start) + 1 : start][-40:]):
            continue
        while row < len(code) and code[row].span.end <= start:
            row += 1
        if row < len(code) and code[row].span.start <= start:
            continue
        end = text.find("\n", match.end() + 1)
        end = len(text) if end < 0 else end
        yield label, Span(*match.span("label")), definition_destination(text, start, min(end, start + 4000))


def _unused(page: Page, written: Sequence[tuple[str, Span, Span]]) -> Iterator[Reference]:
    used = {link.span for link in page.links}
    held = {span: label for label, span in page.definitions if span not in used}
    if not held:
        return
    # A reference that the parser does not see, in HTML or in a template, still uses it.
    times = Counter(_BRACKETED.findall(page.text.casefold()))
    for label, span, destination in written:
        if destination in held and times[label.casefold()] < 2:
            yield Reference("unused", label, span)


def _repeated(page: Page, written: Sequence[tuple[str, Span, Span]]) -> Iterator[Reference]:
    text = page.text
    holding = dict(page.definitions)
    for label, _, destination in written:
        counts = holding.get(folded(label))
        if counts is None or counts == destination:
            continue
        if counts.slice(text) != destination.slice(text) and destination.slice(text):
            yield Reference("repeated", label, destination, counts)


def _undefined(page: Page, written: Sequence[tuple[str, Span, Span]]) -> Iterator[Reference]:
    text = page.text
    links = {link.outer.start for link in page.links}
    starts = [leaf.span.start for leaf in page.leaves]
    defined = {folded(label) for label, _, _ in written} | {label for label, _ in page.definitions}
    at = page.front_matter.span.end
    while (hit := text.find("][", at)) >= 0:
        at = hit + 2
        opener = text.rfind("[", max(0, hit - _LONGEST_TEXT), hit)
        match = _REFERENCE.match(text, opener) if opener >= 0 else None
        if match is None or match.start("label") != hit + 2 or opener in links:
            continue
        label = match["label"] or match["text"]
        if folded(label) in defined or not _reads_as_reference(text, match) or label[0] == "^":
            continue
        if not _in_words(page.leaves, starts, Span(*match.span())):
            continue
        near = get_close_matches(folded(label), sorted(defined), n=1, cutoff=0.8) if len(defined) <= _MOST else []
        group = "label" if match["label"] else "text"
        yield Reference("undefined", label, Span(*match.span(group)), near=near[0] if near else "")


def _reads_as_reference(text: str, match: re.Match[str]) -> bool:
    """Whether the brackets are a link's rather than an index, a type or a formula."""
    start, end = match.span()
    if (start and _BEFORE.match(text[start - 1])) or _BEHIND.match(text[end : end + 1]):
        return False
    if not _WORD.search(match["text"]) or "`" in text[start:end]:
        return False
    return not match["label"] or _NO_LABEL.match(match["label"]) is None or match["label"].isdigit()


def _in_words(leaves: Sequence[Leaf], starts: Sequence[int], span: Span) -> bool:
    """Whether the span is text that the site shows, and no part of it code or a link."""
    row = bisect_right(starts, span.start) - 1
    if row < 0:
        return False
    leaf = leaves[row]
    if not leaf.rendered or span.end > leaf.span.end:
        return False
    return not any(hole.start < span.end and span.start < hole.end for hole in leaf.holes)
