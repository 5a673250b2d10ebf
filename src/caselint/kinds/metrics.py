"""Metric templates: which figures the pages of a kind state, in which units and within which range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from pathlib import Path

from caselint.config.problems import nearest, shorten
from caselint.content.yaml import Node
from caselint.kinds.document import Document
from caselint.kinds.template_file import TemplateReader

_FILE_KEYS = ("metrics",)
_METRIC_KEYS = ("name", "unit", "min", "max", "required", "where")
PLACES = ("page", "front-matter")
"""Where a metric may have to be stated: anywhere on the page, or in its front matter."""


@dataclass(frozen=True)
class WantedMetric:
    """A metric of a template.

    Attributes:
        names: what pages call it; the first is the one that findings name.
        units: what it may be stated in, and whatever converts into one of them; empty for anything.
        low, high: the least and the largest value, in the first of `units`; None for no limit.
        required: whether every page of the kind has to state it.
        where: one of `PLACES`.
    """

    names: tuple[str, ...]
    units: tuple[str, ...] = ()
    low: Fraction | None = None
    high: Fraction | None = None
    required: bool = True
    where: str = "page"


@dataclass(frozen=True)
class MetricTemplate:
    """The metrics of a page kind."""

    metrics: tuple[WantedMetric, ...]

    @classmethod
    def load(cls, path: Path) -> "MetricTemplate":
        """Read a template.

        Raises:
            ConfigError: the file cannot be read, or does not say what it should; with all problems.
        """
        return _Reader.read(path)


class _Reader(TemplateReader[MetricTemplate]):
    what = "metric template"
    listed = "metrics"

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._seen: dict[str, Node] = {}

    def _template(self) -> MetricTemplate:
        values = self._root(_FILE_KEYS)
        return MetricTemplate(() if values is None else tuple(self._metrics(self._elements(values))))

    def _metrics(self, elements: Sequence[Node]) -> Iterator[WantedMetric]:
        for element in elements:
            if element.kind == "scalar" and isinstance(element.value, str) and element.value.strip():
                self._once(element)
                yield WantedMetric((element.value.strip(),))
            elif element.kind == "mapping":
                yield self._metric(element)
            else:
                self._wrong(element, "a metric is a name, or a mapping with `name`")

    def _once(self, node: Node) -> None:
        """A name may stand in one metric only."""
        name = " ".join(str(node.value).casefold().split())
        if name in self._seen:
            line = self._document.lines.location(self._seen[name].span).line
            self._wrong(node, f"the metric `{shorten(name)}` stands in line {line} already")
        self._seen.setdefault(name, node)

    def _metric(self, node: Node) -> WantedMetric:
        values = self._values(node, _METRIC_KEYS)
        names = self._texts(values.get("name"), "name")
        if "name" not in values:
            self._wrong(node, "a metric has a `name`")
        for each in names:
            self._once(each)
        units = self._texts(values.get("unit"), "unit")
        low, high = self._number(values.get("min"), "min"), self._number(values.get("max"), "max")
        if low is not None and high is not None and low > high:
            self._wrong(values["min"], f"`min` is {values['min'].text}, above `max`, which is {values['max'].text}")
        return WantedMetric(
            tuple(str(each.value).strip() for each in names) or ("",),
            tuple(str(each.value).strip() for each in units),
            low,
            high,
            self._flag(values, "required", default=True),
            self._where(values.get("where")),
        )

    def _texts(self, node: Node | None, key: str) -> list[Node]:
        if node is None:
            return []
        nodes = node.elements if node.kind == "sequence" else (node,)
        texts = [one for one in nodes if one.kind == "scalar" and isinstance(one.value, str) and one.value.strip()]
        if not nodes:
            self._wrong(node, f"`{key}` must not be empty")
        for one in nodes:
            if one not in texts:
                self._wrong(one, f"`{key}` must be a text or a list of texts")
        return texts

    def _number(self, node: Node | None, key: str) -> Fraction | None:
        if node is None:
            return None
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self._wrong(node, f"`{key}` must be a number, in the unit that `unit` names first")
            return None
        return Fraction(str(value))

    def _where(self, node: Node | None) -> str:
        if node is None:
            return "page"
        if node.value not in PLACES:
            self._wrong(node, "`where` must be page or front-matter", nearest(str(node.value), PLACES))
            return "page"
        return str(node.value)
