"""FRM002 missing-front-matter-key."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding, Fix
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.violations import Violation

_CONFIG = '[kinds.study]\npages = ["*.md"]\nfront-matter = "study.json"\n'
_SCHEMA = """\
{"type": "object", "required": ["title", "status"],
 "properties": {"title": {"type": "string"}, "status": {"enum": ["draft", "complete"]},
  "metrics": {"type": "object", "required": ["users"]}}}
"""


class MissingFrontMatterKey(PageRule):
    """A key that the schema of the page's kind requires is not in the front matter.

    A misspelt key is named, and with it the name that is required. Where a condition of the schema asks for the key
    (`if`, `dependentRequired`), the finding says what holds on the page. A page without front matter is one finding.

    ## Why it matters
    Lists, badges and filters of the site are made from these keys; a page that lacks one is missing there, silently.

    ## What to do
    Add the key. The fix adds it where the schema leaves no choice, or has a default, and takes a title from the first
    heading.
    """

    code = "FRM002"
    name = "missing-front-matter-key"
    bad = (
        Example(
            {"page.md": "---\ntitle: Ferry\n---\n# Ferry\n", "study.json": _SCHEMA}, ("page.md:3:1",), config=_CONFIG
        ),
        Example(
            {"page.md": "---\ntitle: Ferry\nstatsu: draft\n---\n", "study.json": _SCHEMA},
            finds=("page.md:3:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\ntitle: Ferry\nstatus: draft\nmetrics:\n  hosts: 3\n---\n", "study.json": _SCHEMA},
            finds=("page.md:4:1",),
            config=_CONFIG,
        ),
        Example(
            {
                "page.md": "---\nstatus: draft  # for now\ntags: [a]\n---\n# The ferry: costs\n",
                "study.json": '{"required": ["title", "version", "status"], '
                '"properties": {"title": {}, "version": {"const": 2}, "status": {}}}',
            },
            finds=("page.md:4:1", "page.md:4:1"),
            config=_CONFIG,
            fixed={
                "page.md": '---\ntitle: "The ferry: costs"\nversion: 2\nstatus: draft  # for now\ntags: [a]\n---\n'
                "# The ferry: costs\n",
            },
        ),
        Example(
            {
                "page.md": "---\ntier: gold\n---\n",
                "study.json": '{"properties": {"tier": {}, "examples": {"type": "array"}},\n'
                ' "if": {"properties": {"tier": {"const": "gold"}}, "required": ["tier"]},\n'
                ' "then": {"required": ["examples"]}}\n',
            },
            finds=("page.md:3:1",),
            config=_CONFIG,
        ),
        Example({"page.md": "", "study.json": _SCHEMA}, finds=("page.md:1:1",), config=_CONFIG),
    )
    good = (
        Example({"page.md": "---\ntitle: Ferry\nstatus: draft\n---\n", "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": "---\ntitle: Ferry: a\n---\n", "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": "---\ntitle: Ferry\n---\n"}),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        found = view.violations("missing-key")
        if found and view.kind is not None and not view.page.front_matter.present:
            names = ", ".join(str(each.path[-1]) for each in found)
            message = f'the page has no front matter; a page of kind "{view.kind.name}" needs {names}'
            yield self.finding(
                view.path, found[0].span, message, help="open the page with the keys between two lines ---"
            )
            return
        for each in found:
            fix = each.rename(view.path, view.text) or _insertion(view, each)
            advice = each.help if fix is None or each.near_key is not None else fix.title
            yield self.finding(view.path, each.span, each.message, fix=fix, help=advice, key=each.key)


def _insertion(view: PageView, missing: "Violation") -> Fix | None:
    """The line to add, where the schema, the first heading or the kind says what stands in it."""
    if missing.near_key is not None:
        return None
    from caselint.content.yaml_written import scalar_written
    from caselint.kinds.insertion import Value, insertion

    value = missing.value
    if value is None and missing.path == ("title",):
        heading = next((each for each in view.page.headings if each.level == 1 and each.rendered), None)
        written = scalar_written(heading.text) if heading is not None and heading.text else None
        value = None if written is None else Value(written, sure=False)
    elif value is None and missing.path == ("type",) and view.kind is not None:
        value = Value(scalar_written(view.kind.type) or "", sure=False)
    if value is None or not value.written:
        return None
    return insertion(view.path, view.text, view.page.front_matter, missing.path, missing.order, value)
