"""MET020 missing-metric."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Span
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.metrics import WantedMetric

_CONFIG = '[kinds.study]\npages = ["*.md"]\nmetrics = "study.yaml"\n'
_TEMPLATE = "metrics:\n  - availability\n  - name: [requests, traffic]\n    unit: requests/s\n"
_IN_FRONT = "metrics:\n  - name: users\n    where: front-matter\n"


class MissingMetric(PageRule):
    """A page does not state a metric that every page of its kind has to state.

    A figure states it where its row, label, column or front matter key bears the name, or where what it measures or
    counts is called so: `99.9%` in a row "Availability", `5M requests/day` in a sentence.

    ## Why it matters
    Readers compare the pages of a kind, and this one cannot be compared.

    ## What to do
    State the figure. If pages may do without it, say `required: false` in the template of the kind; if they call it by
    another name, add that one to `name`.
    """

    code = "MET020"
    name = "missing-metric"
    bad = (
        Example(
            {"page.md": "# Ferry\n\nIt carries 5M requests/day.\n", "study.yaml": _TEMPLATE},
            finds=("page.md:1:1",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "# Ferry\n\n| Metric | Value |\n|---|---|\n| Availibility | 99.9% |\n| Traffic | 40/s |\n",
                "study.yaml": _TEMPLATE,
            },
            finds=("page.md:5:18",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\ntitle: Ferry\n---\n\nIt has 5M users.\n", "study.yaml": _IN_FRONT},
            finds=("page.md:1:1",),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {
                "page.md": "# Ferry\n\n- **Availability**: 99.9%\n- It serves 5M requests/day.\n",
                "study.yaml": _TEMPLATE,
            },
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\nmetrics:\n  availability: 99.9%\n  traffic: 5K/s\n---\nText.\n", "study.yaml": _TEMPLATE},
            config=_CONFIG,
        ),
        Example({"page.md": "---\nusers: 5M\n---\n\nText.\n", "study.yaml": _IN_FRONT}, config=_CONFIG),
        Example({"page.md": "---\nredirect_to: other.md\n---\n# Moved\n", "study.yaml": _TEMPLATE}, config=_CONFIG),
        Example("# Ferry\n\nNo figures.\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.metrics is None or view.facts.redirects:
            return
        from caselint.site.stated_metrics import stating  # only where a kind has metrics

        for wanted in view.kind.metrics.metrics:
            if wanted.required and not stating(wanted, view.facts.mentions):
                yield self._finding(view, wanted)

    def _finding(self, view: PageView, wanted: "WantedMetric") -> Finding:
        from caselint.site.stated_metrics import meant

        name, key = wanted.names[0], "/".join(wanted.names)
        in_front = wanted.where == "front-matter"
        message = f'the page does not state "{name}"{" in its front matter" if in_front else ""}'
        near = meant(wanted, view.facts.mentions)
        if near is not None:
            message = f'{message}; "{near.label}" may be meant as it'
            span = near.quantity.span
            return self.finding(view.path, span, message, help=f'call it "{name}"', key=key, confidence=0.9)
        return self.finding(view.path, _place(view, in_front=in_front), message, help=_help(wanted), key=key)


def _help(wanted: "WantedMetric") -> str:
    unit = f" in {wanted.units[0]}" if wanted.units else ""
    others = f" (or {', '.join(wanted.names[1:4])})" if len(wanted.names) > 1 else ""
    where = ", in the front matter" if wanted.where == "front-matter" else ""
    return f"state {wanted.names[0]}{others}{unit}{where}"


def _place(view: PageView, *, in_front: bool) -> Span:
    """The title, or the line where the front matter starts."""
    front = view.page.front_matter.span
    if in_front or not view.page.headings:
        start = front.start if in_front else front.end
        line = view.text[start:].lstrip("\n")
        start = len(view.text) - len(line) if line else 0
        return Span(start, start + len(line.partition("\n")[0].rstrip()))
    return view.page.headings[0].span
