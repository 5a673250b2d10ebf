"""In what sense a figure is stated: as a fact, a target, an assumption, something of the past, or an example."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from caselint.content.page import Container
from caselint.facts.page_facts import Mention


def _any(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, in any case."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


_TARGET = _any(
    *("targets?", "targeted", "targeting", "goals?", "slos?", "slas?", "requirements?", "required", "requires?"),
    *("thresholds?", "budgets?", "objectives?", "quota", "ideal", "recommended", "max(?:imum)? allowed", "nfrs?"),
    *("success criteria", "alerts?"),
)
# A column of what was reached, whatever the table is of.
_ACTUAL = _any("actual", "current", "achieved", "measured", "observed", "today")
# `97.4% (target: 99%)`: the next figure's.
_NEXT_TARGET = re.compile(
    r"\b(?:target|goal|slo|sla|threshold|limit)s?(?:\sof|\sis|\swas|:|=)?\s?[<>≥≤~$€£]{0,2}\d", re.IGNORECASE
)
# Above what is to be reached as well as above what was.
_SUCCESS = _any("success metrics?")
_COUNTED = frozenset({"count", "rate"})
_TARGET_BEFORE = _any(
    *("must", "should", "needs?", "aims?", "aiming (?:for|at)", "expect(?:s|ed)?", "limit(?:s|ed)?", "minimum"),
    *("if", "once", "unless", "up from", "promis(?:es|ed) to", "commit(?:s|ted) to"),
)
_WHEN = _any("when", "whenever")
_HYPOTHETICAL = _any(
    *("suppose", "assum(?:e|es|ed|ing|ptions?)", "imagine", "design (?:an?|the)", "exercises?", "estimated? (?:at|as)"),
    *("let['’]s", "what if", "back[- ]of[- ]the[- ]envelope", "hypothetical(?:ly)?", "interview(?:er|ers)?"),
    *("would (?:need|be|have|take)", r"[A-Za-z]\w{1,30}-(?:like|style)"),
    # `Google-scale` is some other company; `PB-scale` and `web-scale` are sizes.
    r"(?-i:(?!(?:Peta|Exa|Tera|Zetta|Web|Internet|Planet|Large|Global|Hyper|Cloud|Full|Massive)[\w]{0,4}-)[A-Z]\w{0,29}[a-z]-scale)",
)
_HYPOTHETICAL_NEAR = re.compile(
    r"\b(?:your?|you['’]re|assume|estimates?|estimated|calculated|for example)\b|\?", re.IGNORECASE
)
# `It runs in 19 regions, and you can move between them`
_YOU_CAN = re.compile(r",? (?:and|so|which|where|that) you (?:can|may|will)\b")
_HYPOTHETICAL_HEADING = _any(
    *("exams?", "interviews?", "templates?", "exercises?", "estimations?", "estimates?", "scenarios?"),
    "your (?:turn|task|mission|challenge|answer|solution|design|job|assignment|architecture|system|application)",
    *("assumptions?", "back[- ]of[- ]the[- ]envelope", "calculat(?:e|ion|ions|or)", "capacity planning", "what if"),
    *("problem statement", "quiz", "questions?", "practice", "design an?", "hypothetical", "constraints"),
    r"\w{1,30}-like",
)
_HYPOTHETICAL_LABEL = _any("problem", "scenario", "question", "exercise", "assumptions?", "hypothetical")
_REAL = _any(
    *("real[- ]world", "real numbers", "in production", "production (?:scale|examples?|deployments?)", "in practice"),
)
_PREMISE_PATH = re.compile(
    r"(?:\b|_)(?:exam|exams|examination|interview|template|quiz|calculator|cheat ?sheet|style ?guide)(?:s|\b|_)",
    re.IGNORECASE,
)
_INCIDENTS_PATH = re.compile(r"(?:\b|_)(?:incidents?|outages?|post ?mortems?)(?=\b|_)", re.IGNORECASE)
_PAST_BEFORE = _any(
    *(
        "grew",
        "grown?",
        "scaled (?:from|to)",
        "until",
        "originally",
        "initial(?:ly)?",
        "early",
        "earlier",
        "had",
        "was",
    ),
    *("were", "did", "used to", "previously", "once", "started", "began", "launched", "in the past", "back then"),
    *("at the time", "by then", "reached", "crossed", "passed", "peaked", "then", "founded with", "opened with"),
)
# `At the last count there were 9M`: how things are.
_SO_FAR = _any(
    *("last count", "so far", "to date", "as of (?:today|now)"),
    r"(?:highest|busiest|heaviest) \w{3,12} of (?:the|last|this) (?:last )?(?:year|season|month)",
    r"(?:over|in|during|for|taken over) the (?:last|past) (?:\w{1,10} ){0,2}(?:year|months|quarters)",
)
# `Today it is in 52 cities`, wherever that stands.
_NOW = re.compile(
    r"^\W{0,3}(?:Today|Now|Currently|At present|Nowadays)\b|\bnow (?:has|have|employs|runs|serves|counts)\b"
)
_PAST_AFTER = _any(
    *("at the time", "by then", "back then", "in the past", "ago", "originally", "initially", "until", "at launch"),
    "before",
)
# `32 engineers for 450M users` is told of the day when the team was that small.
_STAFF = re.compile(r"\bengineers\b(?! and\b)(?:\s[a-z]{1,14}){0,3}\s?\Z", re.IGNORECASE)
_PAST_HEADING = _any(
    *("evolution", "history", "growth (?:of|story|timeline|phase)", "user growth", "phases?", "migrat(?:ion|ing)"),
    *("early", "before", "after", "stages?", "origins?", "beginnings?", "mvp", "timeline of", "incident", "outage"),
    *("post-?mortem", "era", r"year \d", r"v\d", r"(?:19|20)\d\d"),
)
_YEAR = re.compile(r"(?<![\d.,$€£-])(?:19[89]\d|20[0-4]\d)(?![\d%+]|[.,]\d)")
# `$33B+ (2024)`, `9M users in 2019`: of this figure.
_OWN_YEAR = re.compile(
    r"(?:\s?[A-Za-z%/]{1,15}){0,3}\s?(?:\((?:in\s|as of\s)?|\b(?:in|by|as of|during)\s)(?P<year>(?:19[89]\d|20[0-4]\d))"
    r"\b(?![%+]|[.,-]\d)"
)
# `$1.2B (2007) to`: of the figure before this one.
_OTHERS_YEAR = re.compile(r"\d[\w.,%+]{0,15}(?:\s[A-Za-z]{1,15}){0,3}\s\((?:in\s)?(?:19|20)\d\d\)")
_NEXT_FIGURE = re.compile(r"(?<![\w.,])[~<>$€£]{0,2}(?!(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:19[89]\d|20[0-4]\d)\b)\d")
# The label of a row of a history: `1946`.
_YEAR_ROW = re.compile(r"\W{0,3}(?:in |since )?(?P<year>1\d\d\d|20[0-4]\d)\W{0,3}", re.IGNORECASE)
# `2025 Current`, `2015-Present`: how things are.
_CURRENT = re.compile(r"\b\d{4}\s?(?:[(–—-]\s?)?(?:present|current|today|now)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom(?:\s(?:just|only|about|around|over|some|nearly|a|the))?\s{0,3}\Z", re.IGNORECASE)
_TO = re.compile(r"\s{0,2}(?:(?!\w{1,10}ed\b)[\w%+-]{1,12}\s)?(?:to|→|->|⇒)\s{0,3}[~<>$]{0,2}\d", re.IGNORECASE)
_INTO = re.compile(r"\bto\b|→|->|⇒")
_CHANGED = _any(
    *("gr[eo]w[ns]?", "rose", "rises?", "risen", "f[ea]ll(?:en|s)?", "dropp?(?:ed|s)?", "cut", "up", "down", "went"),
    *("(?:in|de)creas(?:ed?|es|ing)", "reduc(?:ed?|es|ing|tion)", "improv(?:ed?|es|ing)", "scal(?:ed?|es|ing)"),
    *("mov(?:ed?|es|ing)", "shr[aiu]nk", "expand(?:ed|s)?", "chang(?:ed?|es)", "coming", "came"),
)
_NEAR_BEFORE, _NEAR_AFTER, _LABEL, _ASSERTION = 35, 25, 160, 60
# `When Ferry processes 7M orders`: that it does is said.
_ASSERTED = re.compile(
    r"(?:^|\W)[A-Z][\w.&-]{1,30} (?:has|serves|handles|processes|runs|stores|delivers|operates|employs)"
    r"(?:\s\w{1,12}){0,2}\s?\Z"
)


class Sense(NamedTuple):
    """`modality` as `caselint figures` prints it; `as_of` the year that dates it, or ""."""

    modality: str
    as_of: str


STATED = Sense("stated", "")


def tells_of_incidents(path: str) -> bool:
    """Whether a page is a list of incidents, by its name: what it counts was affected, and is no longer so."""
    return _INCIDENTS_PATH.search(path.replace("-", " ")) is not None


def is_premise_page(path: str) -> bool:
    """Whether a page is made of premises, by its name: an exam, an interview guide, a template, a calculator."""
    return _PREMISE_PATH.search(path.replace("-", " ")) is not None


def speaks_of_a_target(text: str) -> bool:
    """Whether a sentence says what is to be reached."""
    return _TARGET.search(text) is not None or _TARGET_BEFORE.search(text) is not None


def year_in(text: str) -> str:
    """The last year a text names; "" for none."""
    years = [] if _CURRENT.search(text) else _YEAR.findall(text)
    return years[-1] if years else ""


def sense_of(mention: Mention, headings: list[str]) -> Sense:
    """The sense of a mention below `headings`, nearest first."""
    if mention.container is Container.CODE:
        return Sense("example", "")
    names = (*headings, mention.label[:_LABEL], mention.header[:_LABEL], mention.intro[:_LABEL])
    is_now = _NOW.search(mention.before) is not None
    as_of = "" if is_now else _year_of(mention, names)
    if _is_hypothetical(mention, headings) or _is_size_class(mention):
        return Sense("hypothetical", as_of)
    if _is_target(mention, headings):
        return Sense("target", as_of)
    if not is_now and _is_past(mention, headings):
        return Sense("historical", as_of)
    return Sense("stated", as_of)


def _year_of(mention: Mention, names: Iterable[str]) -> str:
    """The year right behind the figure, else the last one before it, else one further behind."""
    own = _OWN_YEAR.match(mention.after) if not _CURRENT.search(mention.after[:40]) else None
    if own is not None:
        return own["year"]
    row = _YEAR_ROW.fullmatch(mention.label[:_LABEL])
    if row is not None:
        return row["year"]
    before = year_in(" ".join((*names, _OTHERS_YEAR.sub("", mention.before))))
    return before or year_in(_NEXT_FIGURE.split(mention.after[:40], maxsplit=1)[0])


def _is_hypothetical(mention: Mention, headings: list[str]) -> bool:
    for text in (mention.before, mention.after, mention.lead):
        if text and _HYPOTHETICAL.search(text):
            return True
    near = f"{mention.before[-_NEAR_BEFORE:]} {_YOU_CAN.sub('', mention.after[:_NEAR_AFTER])}"
    if _HYPOTHETICAL_NEAR.search(near):
        return True
    if mention.label and _HYPOTHETICAL_LABEL.search(mention.label[:_LABEL]):
        return True
    for heading in (mention.intro, *headings):
        if _REAL.search(heading):
            return False
        if _HYPOTHETICAL_HEADING.search(heading):
            return True
    return False


def _is_target(mention: Mention, headings: list[str]) -> bool:
    if _ACTUAL.search(mention.header[:_LABEL]) and not _TARGET.search(mention.header[:_LABEL]):
        return False
    near = " ".join(
        (
            *(mention.label[:_LABEL], mention.header[:_LABEL], mention.intro[:_LABEL]),
            *(mention.before[-_NEAR_BEFORE:], _NEXT_TARGET.split(mention.after, 1)[0][:_NEAR_AFTER]),
        )
    )
    before = mention.before[-_NEAR_BEFORE:]
    if _TARGET.search(near) or _TARGET_BEFORE.search(before):
        return True
    if _WHEN.search(before) and not _ASSERTED.search(mention.before[-_ASSERTION:]):
        return True
    if not headings:
        return False
    return _TARGET.search(headings[0]) is not None or (
        _SUCCESS.search(headings[0]) is not None and not _is_reached(mention)
    )


def _is_reached(mention: Mention) -> bool:
    """`260M+ subscribers`: a size that is told as reached, wherever it stands; goals are written `>99.9%`."""
    quantity = mention.quantity
    return quantity.dimension in _COUNTED and quantity.bound == "at_least" and quantity.surface[:1] not in "<>≥≤"


def _is_past(mention: Mention, headings: list[str]) -> bool:
    if (_PAST_BEFORE.search(mention.before[-60:]) and not _is_so_far(mention)) or _STAFF.search(mention.before[-45:]):
        return True
    if (
        _PAST_AFTER.search(mention.after[:_NEAR_AFTER])
        or _PAST_BEFORE.match(mention.label)
        or _PAST_BEFORE.match(mention.lead)
    ):
        return True
    if _is_from_side(mention):
        return True
    # `Phase 3 (2015-Present)` below `Team evolution` is how things are.
    around = (mention.intro, *headings)
    return not _CURRENT.search(mention.intro) and any(_PAST_HEADING.search(heading) for heading in around)


def _is_so_far(mention: Mention) -> bool:
    return _SO_FAR.search(mention.before) is not None or _SO_FAR.search(mention.after) is not None


def _is_from_side(mention: Mention) -> bool:
    """`from 9M users to 20M`, `grew from 9M`; not `it serves from 38 cities`."""
    if _FROM.search(mention.before[-20:]) is None:
        return _TO.match(mention.after) is not None
    return _INTO.search(mention.after) is not None or _CHANGED.search(mention.before[-60:]) is not None


def _is_size_class(mention: Mention) -> bool:
    """`<1M users`, `1K-100K users`, `Stage 2 (1M users)`: a class of sites, not a fact about one."""
    quantity = mention.quantity
    if quantity.dimension != "count":
        return False
    if quantity.bound in ("range", "at_most"):
        return True
    if quantity.bound == "at_least" and quantity.surface[:1] in "<>≥≤":
        return True
    return mention.container is Container.HEADING and mention.before.rstrip().endswith("(")
