"""SEC002 skipped-heading-level."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView


class SkippedHeadingLevel(PageRule):
    """A heading lies more than one level below the heading before it.

    ## Why it matters
    Readers, screen readers and tables of contents take the levels for the outline. A jump reads as a missing section.

    ## What to do
    Raise the heading by the levels that are missing, or write the section between.
    """

    code = "SEC002"
    name = "skipped-heading-level"
    bad = (
        Example("# Cache\n\n### Costs\n", finds=("page.md:3:1",)),
        Example("# A\n\n### B\n\n##### C\n", finds=("page.md:3:1", "page.md:5:1")),
    )
    good = (
        Example("# Cache\n\n## Costs\n\n### Memory\n\n## Limits\n"),
        Example("## Opens at two\n\n### Three\n"),
        Example("# Cache\n\n```python\n### a comment\n```\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        above = None
        for heading in view.page.headings:
            if not heading.rendered:
                continue
            if above is not None and heading.level > above.level + 1:
                message = f'level {heading.level} follows level {above.level} ("{above.text}")'
                help_line = f"make it level {above.level + 1}, or write the section between"
                yield self.finding(view.path, heading.span, message, help=help_line)
            above = heading
