"""FRM002 missing-front-matter-key."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = '[kinds.study]\npages = ["*.md"]\nfront-matter = "study.json"\n'
_SCHEMA = """\
{"type": "object", "required": ["title", "status"],
 "properties": {"title": {"type": "string"}, "status": {"enum": ["draft", "complete"]},
  "metrics": {"type": "object", "required": ["users"]}}}
"""


class MissingFrontMatterKey(PageRule):
    """A key that the schema of the page's kind requires is not in the front matter.

    A misspelt key is named, and with it the name that is required. A page without any front matter is one finding.

    ## Why it matters
    Lists, badges and filters of the site are made from these keys; a page that lacks one is missing there, silently.

    ## What to do
    Add the key above the line that closes the front matter.
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
        Example({"page.md": "", "study.json": _SCHEMA}, finds=("page.md:1:1",), config=_CONFIG),
    )
    good = (
        Example({"page.md": "---\ntitle: Ferry\nstatus: draft\n---\n", "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": "---\ntitle: Ferry: a\n---\n", "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": "---\ntitle: Ferry\n---\n"}),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        if view.kind is None or view.kind.schema is None:
            return
        found = [each for each in view.kind.schema.violations(view.page) if each.kind == "missing-key"]
        if found and not view.page.front_matter.present:
            names = ", ".join(str(each.path[-1]) for each in found)
            message = f'the page has no front matter; a page of kind "{view.kind.name}" needs {names}'
            yield self.finding(
                view.path, found[0].span, message, help="open the page with the keys between two lines ---"
            )
            return
        for each in found:
            key = ".".join(map(str, each.path))
            yield self.finding(
                view.path, each.span, each.message, fix=each.rename(view.path, view.text), help=each.help, key=key
            )
