"""MET021 wrong-metric."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.facts.page_facts import Mention
from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.metrics import WantedMetric

_CONFIG = '[kinds.study]\npages = ["*.md"]\nmetrics = "study.yaml"\n'
_TEMPLATE = (
    'metrics:\n  - name: availability\n    unit: "%"\n    min: 90\n    max: 100\n    required: false\n'
    "  - name: latency\n    unit: ms\n    max: 5000\n    required: false\n"
)


class WrongMetric(PageRule):
    """A metric is stated in another unit than its page kind asks for, or out of the range that the kind allows.

    Only figures whose row, label or front matter key is the metric's name are judged. A unit that converts into the one
    asked for is as good (`2 s` for `ms`, `5M/day` for `requests/s`), and of the figures behind one label one is enough.

    ## Why it matters
    Such a figure is mostly a slip: a comma too far, seconds for milliseconds, a share without its sign.

    ## What to do
    Correct the figure, or widen what the template of the kind allows.
    """

    code = "MET021"
    name = "wrong-metric"
    bad = (
        Example(
            {"page.md": "---\navailability: 9.99%\n---\n\nText.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:2:15",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "| Metric | Value |\n|---|---|\n| P99 latency | 12 s |\n", "study.yaml": _TEMPLATE},
            finds=("page.md:3:17",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "- **Latency**: 40%\n- **Availability**: 99.9\n", "study.yaml": _TEMPLATE},
            finds=("page.md:1:16", "page.md:2:21"),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {
                "page.md": "- **Latency**: 2 s, 20% less than before\n- **Availability**: 99.9%\n",
                "study.yaml": _TEMPLATE,
            },
            config=_CONFIG,
        ),
        Example(
            {"page.md": "Latency fell by 40%.\n\n- **Latency budget**: 9 s\n", "study.yaml": _TEMPLATE}, config=_CONFIG
        ),
        Example("- **Latency**: 40%\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.metrics is None:
            return
        from caselint.site.stated_metrics import labelled  # only where a kind has metrics

        for wanted in view.kind.metrics.metrics:
            if wanted.units or wanted.low is not None or wanted.high is not None:
                for group in labelled(wanted, view.facts.mentions):
                    yield from self._judge(view, wanted, group)

    def _judge(self, view: PageView, wanted: "WantedMetric", group: list[Mention]) -> Iterator[Finding]:
        from caselint.site.stated_metrics import in_units, outside

        fitting = [each for each in group if in_units(each.quantity, wanted.units)]
        name = wanted.names[0]
        if not fitting:
            quantity = group[0].quantity
            units = " or ".join(wanted.units)
            has = f"is in {quantity.unit}" if quantity.unit else "has no unit"
            yield self.finding(
                view.path,
                quantity.span,
                f'"{quantity.on_one_line}" {has}; "{name}" is stated in {units}',
                help=f"write it in {wanted.units[0]}",
                key=f"{name}/unit",
            )
        for each in fitting:
            side = outside(each.quantity, wanted)
            limit = wanted.low if side == "below" else wanted.high
            if side and limit is not None:
                unit = wanted.units[0] if wanted.units else ""
                bound = f"{float(limit):,.12g}{'' if unit in ('', '%') else ' '}{unit}"
                least = "at least" if side == "below" else "at most"
                yield self.finding(
                    view.path,
                    each.quantity.span,
                    f'"{each.quantity.on_one_line}" is {side} what "{name}" may be, {least} {bound}',
                    help="correct the figure, or the range in the template of the kind",
                    key=f"{name}/range",
                )
