"""What pages say of how many pages a collection has, told from what they count besides.

"91 patterns" is the count of all or of a part, and only its surroundings tell. It is taken for the count of all where
the page says so ("all 91 patterns", "a catalogue of 91 patterns"), and where the number is near the true one and
nothing around it names a part: a tier or category that divides the collection, a plan, a release, a chosen subset.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention, PageFacts
from caselint.findings.span import Span
from caselint.site.collections import Collection, Template, Words, words_of
from caselint.site.headings_above import HeadingsAbove

# Beyond these a number is no outdated count of all, whatever the page says.
_FARTHEST = 4
# Without a word that says so it is taken for one up to here, and below so many pages not at all.
_NEAR = Fraction(5, 3)
_MANY = 20
_DESCRIBING = 5
_HEADING = 200
_DIGITS = re.compile(r"[0-9](?>[0-9,.]*[0-9])?")
_TAG = re.compile(r"<[^<>]{0,200}>")
_CLAUSE = re.compile(r"[^.,;:!?()|•/<>\n]{1,80}")
_ALL = re.compile(
    r"(?:\ball(?: of)?(?: the| our| its)?|\btotal of|\b(?:catalog|catalogue|library|collection|set|list|index|directory"
    r"|inventory|compendium|handbook|repository|gallery)(?: of)?(?: all| over| more than| some)?)\s*+(?:~|the\s)?\Z",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\W{0,3}(?:in total|overall|altogether|in all\b|(?:in|on|across|throughout|of) (?:the|this|our) "
    r"(?:[\w-]{1,20} ){0,2}(?:catalog(?:ue)?|library|collection|index|handbook|repository|repo|site|website|docs"
    r"|documentation|wiki|gallery|knowledge base)\b)",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:top|first|last|only|just|these|those|this|following|next|another|other|any|some|up to|at least|at most|every"
    r"|each|than|nearly all|most of|with only|no)\s*+(?:the\s)?\Z",
    re.IGNORECASE,
)
_PLANNED_VERBS = re.compile(
    r"\b(?:(?:add|writ|creat|contribut|publish|reach|plan|target|aim|remov|deprecat|retir|migrat|need|want|propos|improv"
    r"|updat|review|convert|finish|draft|start|launch|releas|grow)(?:e|es|ed|en|s|n?ing|ned|ten|ting)?|goal|began|grew"
    r"|used to|initially|originally|had|was|were|back then|previously|formerly)\b[^.;:!?]{0,40}\Z",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(
    r"\W{0,3}(?:(?:more|left|remaining|needed|planned|missing|each|per|a (?:day|week|month|year)|so far"
    r"|at (?:launch|first)|were|had|to (?:go|write|add|migrate)|by (?:the end|q[1-4]|(?:19|20)[0-9]{2})"
    r"|in (?:19|20)[0-9]{2})\b|(?:to|→|->|=>)\s?[0-9])",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:v\.?\s?[0-9]|version|releases?|released|changelog|change log|history|what['’]s new|news|archived?"
    r"|(?:19|20)[0-9]{2}|q[1-4]\b)",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:roadmap|plans?|planned|goals?|targets?|milestones?|upcoming|future|todo|to-do|backlog|gaps?|phase|sprint"
    r"|week)\b",
    re.IGNORECASE,
)
# Chosen or judged ones among all, wherever they stand between the number and the noun.
_SUBSET_WORDS = frozenset(
    """
    new more other another additional further extra core essential key top main major important critical selected
    featured recommended related similar remaining missing planned upcoming proposed next first last existing old
    legacy deprecated retired basic advanced beginner intermediate expert foundational elementary elite popular common
    frequent favorite favourite best worst preview draft beta experimental stable ready recent latest updated different
    such complete incomplete unfinished specific particular individual distinct competing
    """.split()
)


class CountClaim(NamedTuple):
    """A figure that states how many pages a collection has.

    Attributes:
        number: where its digits stand, for a fix; None where it is written in words.
    """

    path: str
    mention: Mention
    collection: Collection
    number: Span | None

    @property
    def told(self) -> str:
        """The figure as a reader sees it."""
        return " ".join(_TAG.sub(" ", self.mention.quantity.surface).split())


def count_claims(collections: Sequence[Collection], facts: PageFacts) -> Iterator[CountClaim]:
    """The figures of a page that state how many pages one of the collections has."""
    above = HeadingsAbove(facts)
    for mention in facts.mentions:
        if mention.container is Container.CODE or mention.quantity.dimension != "count" or mention.quantity.vague:
            continue
        said = _phrase(mention)
        found = [
            (template, own, describing)
            for own in collections
            for template in own.templates
            if (describing := _described(template, said)) is not None
        ]
        # "38 Gold patterns" is counted by the collection "Gold patterns", not by that of all.
        best = max((template.length for template, *_ in found), default=0)
        for template, own, describing in found:
            if template.length == best and _is_of_all(mention, own, describing, _headings_of(mention, above), facts):
                yield CountClaim(facts.path, mention, own, said.number)
                break


class _Phrase(NamedTuple):
    """A counted phrase.

    `behind` is what the figure holds behind its number; `rest` what follows the figure, where it ends with its number.
    """

    before: Words
    behind: Words
    rest: Words
    label: Words
    number: Span | None


def _phrase(mention: Mention) -> _Phrase:
    surface = mention.quantity.surface
    digits = _DIGITS.search(surface)
    number = None
    if digits is not None:
        start = mention.quantity.span.start + digits.start()
        number = Span(start, start + len(digits.group()))
        behind = words_of(_TAG.sub(" ", surface[digits.end() :]))
    else:
        behind = words_of(_TAG.sub(" ", surface))[1:]
    clause = _CLAUSE.match(mention.after)
    bare = not behind and bool(mention.quantity.unit)  # its unit stands elsewhere
    rest = words_of(clause.group())[: _DESCRIBING + 3] if clause and not bare else ()
    return _Phrase(words_of(mention.before)[-6:], behind, rest, words_of(mention.label or mention.header), number)


def _described(template: Template, said: _Phrase) -> Words | None:
    """The words between the number and what it counts; None where the template does not fit."""
    if template.before and said.before[-len(template.before) :] != template.before:
        return _labelled(template, said)
    wanted = len(template.behind)
    if not wanted:
        return ()
    words = said.behind + said.rest
    # What the figure counts stands at its end or runs over it: "40 recipe cards" are no recipes.
    for row in range(max(len(said.behind) - wanted, 0), min(len(words), _DESCRIBING + 1)):
        if words[row : row + wanted] == template.behind:
            return words[:row]
    return _labelled(template, said)


def _labelled(template: Template, said: _Phrase) -> Words | None:
    """No words where the number's label is the counted noun, "number of" and "total" apart."""
    label = tuple(word for word in said.label if word not in ("total", "number", "count", "of", "all"))
    noun = template.before or template.behind
    return () if not said.behind and not (template.before and template.behind) and label == noun else None


def _is_of_all(mention: Mention, own: Collection, describing: Words, above: Sequence[str], facts: PageFacts) -> bool:
    """Whether a figure counts all pages of the collection."""
    number = _number(mention)
    if number is None or not number or own.size == 0 or _names_part(mention, own, describing, above, facts):
        return False
    factor = max(number / own.size, Fraction(own.size) / number)
    said = bool(_ALL.search(mention.before)) or bool(_IN_ALL.match(mention.after))
    if _is_of_another_time(mention, above, facts, said=said):
        return False
    if mention.quantity.bound == "at_least":
        return True
    return factor <= _FARTHEST if said else factor <= _NEAR and number >= _MANY


def _number(mention: Mention) -> Fraction | None:
    quantity = mention.quantity
    if quantity.bound in ("at_most", "range") or quantity.value is None:
        return None
    return quantity.value


def _names_part(mention: Mention, own: Collection, describing: Words, above: Sequence[str], facts: PageFacts) -> bool:
    if not _SUBSET_WORDS.isdisjoint(describing) or _CHOSEN.search(mention.before):
        return True
    around = (describing, *map(words_of, (mention.label, mention.lead, *above)))
    if any(own.names_part(words) for words in around) or own.holds_part(facts.path):
        return True
    return facts.path in own.pages and not _IN_ALL.match(mention.after)


def _is_of_another_time(mention: Mention, above: Sequence[str], facts: PageFacts, *, said: bool) -> bool:
    """Whether a past release or a plan is meant; what is `said` of all today is no plan."""
    if _ANOTHER_TIME.match(mention.after) or any(map(_RELEASE.search, above)):
        return True
    planned = _PLANNED_VERBS.search(mention.before) or any(map(_PLAN.search, above)) or _RELEASE.search(facts.title)
    return bool(planned) and not said


def _headings_of(mention: Mention, above: HeadingsAbove) -> list[str]:
    """The headings above a figure, without that of the page and the one that the figure itself stands in."""
    at = mention.quantity.span.start
    around = above.of(mention.section)
    return [heading.text[:_HEADING] for heading in around if not heading.span.start <= at < heading.span.end]
