"""Which link an entry is about, and the name that it gives the entry."""

import re
from functools import lru_cache
from typing import NamedTuple

from caselint.content.mojibake import find_garbled
from caselint.content.page import Link, LinkKind
from caselint.facts.layout import Layout, trim
from caselint.findings.span import Span

_ICON = r":[a-z][a-z0-9_+\-]{1,60}:(?>(?:\{[^{}\n]{0,80}\})?)"
# What may stand before the link that an item is about: icons, logos, tags, numbering, marks; never a word.
_ORNAMENT = re.compile(
    rf"(?>(?:{_ICON}|!\[[^\[\]\n]{{0,100}}\]\([^()\n]{{0,300}}\)|<[^<>\n]{{1,200}}>|\{{[^{{}}\n]{{0,80}}\}}"
    rf"|\d{{1,3}}[.)](?=[\s*_])|[^\w\[\]()<>{{}}:`!]|_)*)"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]{1,16}(?=\s)")
_ICONS = re.compile(_ICON)
_TAGS = re.compile(r"<[^<>\n]{1,200}>")
_LEADING = re.compile(r"(?>(?:[^\w(\[\"'“‘«#.@$<+]|\d{1,3}[.)](?=\s)|\.(?!\w))*)")
_TRAILING = " \t\n*_:→➜➔➡⇒»›▶►↗⟶>-–—|·•"
# `[A](a), [B](b)`: the item speaks of several.
_ANOTHER = re.compile(r"[\s*_)]*+(?:[,/+&|·•]|(?:and|or|vs\.?)\b)[\s*_(]*+\[")
# `[Deploy](x) to publish the image`: a sentence that happens to open with a link.
_SENTENCE = re.compile(r"[*_`]*+(?:,[ \t]|[ \t]++[a-z][\w'’-]*+[ \t]++(?:[\w'’-]++[ \t]++\w|[*_]*+\[))")
_CALL = re.compile(
    r"(?:read|view|see|explore|learn|open|get|go|browse|discover|continue|start|check|visit|try|dive|full|more|details?"
    r"|case study|study|deep dive|documentation|docs|here|link|source|website|guide)\b",
    re.IGNORECASE,
)
_CALL_ALONE = re.compile(
    r"(?:read|view|see|learn|explore|open|get|go|start|discover|show|find out)"
    r"(?>(?: (?:the|this|our|full|whole|complete|more|case|study|story|article|page|guide|details?|here"
    r"|now|started|out|it))*)"
    r"|(?:full |the |more )?(?:details?|case study|study|story|article|deep dive|documentation|docs|here|link|source"
    r"|website|guide|more|info(?:rmation)?)",
    re.IGNORECASE,
)
_STEPS = re.compile(
    r"(?:previous|prev|next)(?:$|\s*+[:→»]|\s++(?:chapter|page|section|lesson|module|step|level|part|topic|up|week|phase)\b)"
    r"|back(?:$| to\b)|return to\b|(?:home|top|up)$",
    re.IGNORECASE,
)
_NO_PAGE = re.compile(
    r"\A(?:mailto|tel|javascript|data):|\.(?:png|jpe?g|gif|svg|webp|ico|mp4|webm|zip|gz|css|js)(?:[?#]|\Z)",
    re.IGNORECASE,
)


class About(NamedTuple):
    """The link that an item is about, with the name it gives and where that stands."""

    link: Link
    name: str
    name_span: Span


def about(layout: Layout, span: Span) -> About | None:
    """The link that the text in `span` opens with, where it stands for the page it leads to."""
    link = layout.first_link(span)
    if link is None or not _opens(layout.text, span.start, link.outer.start):
        return None
    if not is_index_target(layout, link.target) or _ANOTHER.match(layout.text, link.outer.end, span.end):
        return None
    if _SENTENCE.match(layout.text, link.outer.end, span.end):
        return None
    named = name_of(layout, link)
    if named is None or is_call(named.name) or is_step(named.name) or is_step(link.text):
        return None
    return named


def name_of(layout: Layout, link: Link) -> About | None:
    """The name that a link's text gives."""
    name = clean_name(link.text)
    if not name:
        return None
    # The destination of a reference stands at its definition, anywhere on the page.
    end = link.span.start if link.outer.contains(link.span) else link.outer.end
    inside = Span(link.outer.start + 1, max(end, link.outer.start + 1))
    if link.kind is LinkKind.HTML:
        inside = Span(min(link.span.end + 1, link.outer.end), link.outer.end)
    return About(link, name, locate(layout.text, inside, name))


@lru_cache(maxsize=256)
def clean_name(text: str) -> str:
    """A link's or heading's text without icons, numbering, marks and arrows."""
    plain = " ".join(_TAGS.sub(" ", _ICONS.sub(" ", text)).split())
    start = _skip_foreign(plain, _end(_LEADING, plain, 0), 0)
    name = plain[_end(_LEADING, plain, start) :].rstrip(_TRAILING)
    while name and not (name[-1].isalnum() or name[-1] in ")]}\"'”’»!?.+#%*&…`>_") and len(name) > 1:
        name = name[:-1].rstrip(_TRAILING)
    return name if any(character.isalnum() for character in name) else ""


def locate(text: str, inside: Span, name: str) -> Span:
    """Where `name` stands in `inside`; the whole of it, trimmed, where marks break the name up."""
    at = text.find(name, *inside)
    if at >= 0:
        return Span(at, at + len(name))
    first, last = name.split()[0], name.split()[-1]
    start = text.find(first, *inside)
    end = text.rfind(last, *inside)
    if 0 <= start < end:
        return Span(start, end + len(last))
    return trim(text, inside, "*_[]`(")


def is_index_target(layout: Layout, target: str) -> bool:
    """Whether a destination may be what an entry is about: a page, no place of this one and no picture."""
    return bool(target) and not layout.leads_here(target) and _NO_PAGE.search(target) is None


def is_call(text: str) -> bool:
    """Whether a link's text only asks to follow it: "Read case study", "Learn more →"."""
    return _CALL_ALONE.fullmatch(clean_name(text)) is not None


def is_step(text: str) -> bool:
    """Whether a link's text leads a step along or up: "Next: costs", "Back to the studies"."""
    return _STEPS.match(text) is not None or text.lstrip()[:1] in tuple("←⬅«‹↑")


def asks_to_follow(text: str) -> bool:
    """Whether a link's text is, or starts as, a call to follow it: "Read the Stripe study"."""
    return _CALL.match(clean_name(text)) is not None


def _opens(text: str, start: int, link: int) -> bool:
    """Whether nothing but ornament stands between two offsets."""
    if link - start > 400:
        return False
    at = _end(_ORNAMENT, text, start, link)
    if at < link:
        at = _end(_ORNAMENT, text, _skip_foreign(text, at, start), link)
    return at == link


def _skip_foreign(text: str, at: int, low: int) -> int:
    """The end of a garbled icon (`üéØ`) around `at`, not before `low`; `at` where there is none."""
    start = at
    while start > max(low, at - 8) and not text[start - 1].isascii():
        start -= 1
    match = _FOREIGN.match(text, start)
    if match is None or match.end() < at:
        return at
    covered = sum(run.span.end - run.span.start for run in find_garbled(match.group()))
    return match.end() if covered == len(match.group()) else at


def _end(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> int:
    match = pattern.match(text, start) if end is None else pattern.match(text, start, end)
    return match.end() if match else start
