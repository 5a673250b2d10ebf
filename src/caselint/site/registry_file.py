"""The file of canonical figures: YAML, read with the place of each fault; what is right in it counts all the same."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from caselint.config.problems import ConfigError, ConfigProblem, shorten
from caselint.content.page import Container
from caselint.content.yaml import Node
from caselint.facts.page_facts import Mention
from caselint.figures import Quantity, find_quantities
from caselint.figures.convert import measure
from caselint.findings.span import Span
from caselint.kinds.document import Document, read_document
from caselint.kinds.template_file import TemplateReader
from caselint.site.metric_names import metric_of
from caselint.site.registry import Fact, Registry

_FILE_KEYS = ("facts", "max-age")
_FACT_KEYS = ("subject", "metric", "value", "scope", "as_of", "max-age", "tolerance", "source", "owner", "note")
_NEEDED = ("subject", "metric", "value")
_MOST_DAYS = 40_000
_LONGEST = 200
_NOWHERE = Span(0, 0)
_TOLERANCE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%")
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")


def load_registry(path: Path, shown: str) -> tuple[Registry, tuple[ConfigProblem, ...]]:
    """The entries of the file at `path` that are right, and what is wrong with the others; `shown` is its path in
    findings.
    """
    try:
        reader = _Reader(read_document(path))
    except ConfigError as error:
        return Registry(shown), error.problems
    facts = reader.facts()
    return Registry(shown, facts), reader.problems


class _Reader(TemplateReader[tuple[Fact, ...]]):
    what = "registry of figures"
    listed = "facts"

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._seen: dict[tuple[object, ...], int] = {}
        self._max_age: int | None = None

    @property
    def problems(self) -> tuple[ConfigProblem, ...]:
        return ConfigError(self._problems).problems

    def facts(self) -> tuple[Fact, ...]:
        return self._template()

    def _template(self) -> tuple[Fact, ...]:
        values = self._root(_FILE_KEYS)
        if values is None:
            return ()
        self._max_age = self._days(values.get("max-age"))
        return tuple(self._facts(values))

    def _facts(self, values: dict[str, Node]) -> Iterator[Fact]:
        for element in self._elements(values):
            known = len(self._problems)
            if element.kind != "mapping":
                self._wrong(element, "a fact is a mapping with `subject`, `metric` and `value`")
                continue
            fact = self._fact(element)
            if fact is not None and self._is_first(fact, element) and len(self._problems) == known:
                yield fact

    def _is_first(self, fact: Fact, node: Node) -> bool:
        metric = metric_of(fact.mention, {})
        same = (fact.subject, metric.name, metric.qualifiers, fact.scope, fact.size.key, fact.size.stat)
        line = self._seen.setdefault(same, fact.line)
        if line != fact.line:
            self._wrong(node, f"{shorten(fact.subject)}: {shorten(fact.metric)} is registered in line {line} already")
        return line == fact.line

    def _fact(self, node: Node) -> Fact | None:
        values = self._values(node, _FACT_KEYS)
        missing = [key for key in _NEEDED if key not in values]
        if missing:
            self._wrong(node, f"the fact has no `{'` and no `'.join(missing)}`")
        subject, metric, scope, owner = (self._text(values, key) for key in ("subject", "metric", "scope", "owner"))
        self._text(values, "note")
        mention = self._mention(values.get("value"), metric) if not missing and metric else None
        size = None if mention is None else measure(mention.quantity)
        as_of, tolerance = self._day(values.get("as_of")), self._share(values.get("tolerance"))
        max_age = self._days(values["max-age"]) if "max-age" in values else self._max_age
        if "max-age" in values and "as_of" not in values:
            self._wrong(values["max-age"], "`max-age` is counted from `as_of`, which the fact has not")
        if mention is None or size is None or not subject:
            return None
        return Fact(
            subject=subject,
            metric=metric,
            value=" ".join(values["value"].text.split()),
            mention=mention,
            size=size,
            span=node.span,
            value_span=values["value"].span,
            line=self._document.lines.location(node.span).line,
            scope=scope or None,
            as_of=as_of,
            max_age=max_age,
            tolerance=tolerance,
            sources=tuple(self._sources(values.get("source"))),
            owner=owner,
        )

    def _text(self, values: dict[str, Node], key: str) -> str:
        node = values.get(key)
        if node is None:
            return ""
        if node.kind != "scalar" or not isinstance(node.value, str) or not node.value.strip():
            self._wrong(node, f"`{key}` must be a text")
            return ""
        if len(node.value) > _LONGEST:
            self._wrong(node, f"`{key}` is longer than {_LONGEST} characters")
            return ""
        return " ".join(node.value.split())

    def _sources(self, node: Node | None) -> Iterator[str]:
        for one in () if node is None else node.elements if node.kind == "sequence" else (node,):
            if one.kind == "scalar" and isinstance(one.value, str) and one.value.strip():
                yield shorten(one.value.strip(), _LONGEST)
            else:
                self._wrong(one, "`source` must be a text or a list of texts")

    def _mention(self, node: Node | None, metric: str) -> Mention | None:
        if node is None:
            return None
        found = stated(node.text if node.kind == "scalar" and node.value is not None else "", metric)
        if found is None:
            self._wrong(node, "`value` must be one figure as a page would write it, such as 150M+, 99.95% or p99 28 ms")
        return found

    def _day(self, node: Node | None) -> date | None:
        if node is None:
            return None
        if isinstance(node.value, datetime):
            return node.value.date()
        if isinstance(node.value, date):
            return node.value
        month = _MONTH.fullmatch(node.text.strip()) if node.kind == "scalar" else None
        try:
            if month is not None:
                return date(int(month[1]), int(month[2] or 1), 1)
            return date.fromisoformat(node.text.strip())
        except ValueError:
            self._wrong(node, "`as_of` must be a date such as 2024-03-31, 2024-03 or 2024")
            return None

    def _days(self, node: Node | None) -> int | None:
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int) or not 0 < node.value <= _MOST_DAYS:
            self._wrong(node, f"`max-age` must be a number of days from 1 to {_MOST_DAYS}")
            return None
        return node.value

    def _share(self, node: Node | None) -> Fraction | None:
        if node is None:
            return None
        percent = _TOLERANCE.fullmatch(node.text.strip()) if node.kind == "scalar" else None
        if percent is None:
            self._wrong(node, "`tolerance` must be a percentage such as 5%")
            return None
        return Fraction(percent[1]) / 100


def stated(value: str, metric: str) -> Mention | None:
    """A value as a page would state it: with its own unit, else with the metric for a noun; None if it is no figure."""
    written = " ".join(value.split())
    found = (_figure(written) or _figure(f"{written} {metric}")) if written else None
    if found is None or found.vague:
        return None
    return Mention(found, Container.TABLE, -1, True, metric, "", "", "", "", None, -1)


def _figure(text: str) -> Quantity | None:
    found = list(find_quantities(text[:_LONGEST], Span(0, min(len(text), _LONGEST))))
    only = found[0] if len(found) == 1 else None
    named = only is not None and (only.unit or only.dimension != "count")
    return only._replace(span=_NOWHERE) if only is not None and named else None
