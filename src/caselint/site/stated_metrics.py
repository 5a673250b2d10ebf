"""Which figures of a page state a metric that its kind asks for, and whether they are in its units and range."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from caselint.config.problems import nearest
from caselint.content.page import Container
from caselint.facts.page_facts import Mention
from caselint.figures import Quantity
from caselint.figures.arithmetic import admits
from caselint.figures.convert import Measure, measure
from caselint.figures.nouns import singular
from caselint.figures.units import dimension_of, period_named, unit_named
from caselint.findings import Span
from caselint.kinds.metrics import WantedMetric
from caselint.site.metric_names import SYNONYMS, metric_of

_WORD = re.compile(r"[a-z0-9%]+")
_LONGEST = 200
_NOWHERE = Span(0, 0)
# How names speak of a statistic, and how figures do.
_STATISTICS = {
    "p50": ("p50", "median"), "median": ("median", "p50"), "mean": ("mean",), "average": ("mean",), "avg": ("mean",),
    "p90": ("p90",), "p95": ("p95",), "p99": ("p99",), "p999": ("p999",), "peak": ("peak", "max"),
    "max": ("max", "peak"),
    "maximum": ("max", "peak"), "min": ("min",), "minimum": ("min",),
}  # fmt: skip


def stating(wanted: WantedMetric, mentions: Sequence[Mention]) -> list[Mention]:
    """The figures that state a metric: their label, header or key names it, or what they measure is called so."""
    names = [_words(name) for name in wanted.names]
    found = []
    for mention in mentions:
        if wanted.where == "front-matter" and mention.container is not Container.FRONT_MATTER:
            continue
        if any(_is_named(mention, words) or _measures(mention, words) for words in names):
            found.append(mention)
    return found


def labelled(wanted: WantedMetric, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The figures whose label or key is the metric's name, those behind one label together."""
    names = [_words(name) for name in wanted.names]
    groups: dict[tuple[Container, int, str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.container in (Container.CODE, Container.DIAGRAM) or not mention.label:
            continue
        if wanted.where == "front-matter" and mention.container is not Container.FRONT_MATTER:
            continue
        words = _words(mention.label)
        statistics = {word for word in words if word in _STATISTICS}
        if any(words == name or tuple(each for each in words if each not in statistics) == name for name in names):
            header = mention.header if mention.container is Container.FRONT_MATTER else ""
            groups.setdefault((mention.container, mention.section, mention.label, header), []).append(mention)
    yield from groups.values()


def meant(wanted: WantedMetric, mentions: Sequence[Mention]) -> Mention | None:
    """The figure whose label is nearly the name of a metric that the page does not state."""
    labels: dict[str, Mention] = {}
    for mention in mentions:
        if mention.label and (wanted.where == "page" or mention.container is Container.FRONT_MATTER):
            labels.setdefault(mention.label, mention)
    found = (nearest(name, list(labels)) for name in wanted.names)
    return next((labels[label] for label in found if label is not None), None)


def in_units(quantity: Quantity, units: Sequence[str]) -> bool:
    """Whether a figure is in one of the units, or in one that converts into it."""
    if not units:
        return True
    own = measure(quantity)
    return own is not None and any(_kind(own) == _kind(one) for one in map(_one, units) if one is not None)


def outside(quantity: Quantity, wanted: WantedMetric) -> str:
    """ "below" or "above" where a figure lies out of the range of its metric, else ""."""
    size = admits(quantity)
    if quantity.vague or size is None or quantity.value is None:
        return ""
    worth = Fraction(1)
    if wanted.units:
        own, one = measure(quantity), _one(wanted.units[0])
        if own is None or one is None or _kind(own) != _kind(one) or not one.high or not quantity.value:
            return ""
        worth = own.high / quantity.value / one.high
    value = quantity.value * worth
    if wanted.low is not None and value < wanted.low and quantity.bound != "at_least":
        return "below"
    return "above" if wanted.high is not None and value > wanted.high and quantity.bound != "at_most" else ""


def _kind(size: Measure) -> tuple[str, bool, str]:
    """What two figures have in common that convert into each other, whatever they count."""
    return size.dimension, size.per is not None, size.currency


def _one(unit: str) -> Measure | None:
    """One of a unit, spelt as units are anywhere: `ms`, `requests/s`, `%`, `USD per month`."""
    numerator, *denominators = re.split(r"/| per ", unit.strip())
    sign = {"$": "usd", "€": "eur", "£": "gbp", "₹": "inr", "¥": "jpy", "%": "%"}.get(numerator)
    words = numerator.lower().split() or [""]
    name = sign or unit_named(numerator, glued=True) or " ".join([*words[:-1], singular(words[-1])])
    below = [period_named(part) or unit_named(part, glued=True) or singular(part.lower()) for part in denominators]
    full = "/".join([name, *below])
    return measure(Quantity(_NOWHERE, "1", Fraction(1), unit=full, dimension=dimension_of(full)))


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in _WORD.findall(name[:_LONGEST].lower().replace("_", " ")))


def _is_named(mention: Mention, wanted: Sequence[str]) -> bool:
    """Whether the label or the header of a figure holds the name; of a key of the front matter its last part."""
    for label in (mention.label, "" if mention.container is Container.FRONT_MATTER else mention.header):
        words = _words(label) if label else ()
        if words and _holds(words, wanted):
            return True
    return False


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(tuple(words[at : at + size]) == tuple(wanted) for at in range(len(words) - size + 1))


def _measures(mention: Mention, wanted: Sequence[str]) -> bool:
    """Whether what a figure measures bears the name, its statistic and its qualifiers as well."""
    statistics = [word for word in wanted if word in _STATISTICS]
    if any(mention.quantity.stat not in _STATISTICS[word] for word in statistics):
        return False
    rest = [word for word in wanted if word not in statistics]
    metric = metric_of(mention, {})
    if not rest or not metric.name:
        return False
    name = " ".join(rest)
    if metric.name == name:
        return True
    unit = mention.quantity.unit.partition("/")[0].split()
    return metric.name == SYNONYMS.get(rest[-1], rest[-1]) and {*rest[:-1]} <= {*metric.qualifiers, *unit}
