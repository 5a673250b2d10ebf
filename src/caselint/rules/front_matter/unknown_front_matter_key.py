"""FRM004 unknown-front-matter-key."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = '[kinds.study]\npages = ["*.md"]\nfront-matter = "study.json"\n'
_SCHEMA = """\
{"type": "object", "additionalProperties": false,
 "properties": {"title": {"type": "string"}, "description": {"type": "string"}}}
"""


class UnknownFrontMatterKey(PageRule):
    """The front matter has a key that the schema of the page's kind does not know.

    Only a schema that closes itself (`"additionalProperties": false`) makes keys unknown.

    ## Why it matters
    A misspelt key is read by nothing: the value that was written there is lost, and nobody is told.

    ## What to do
    Write the key that was meant; the finding names the nearest one. If the key is right, add it to the schema.
    """

    code = "FRM004"
    name = "unknown-front-matter-key"
    bad = (
        Example(
            {"page.md": "---\ntitle: Ferry\ndescripton: Boats\n---\n", "study.json": _SCHEMA},
            finds=("page.md:3:1",),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\ntitle: Ferry\nowner: Ann\n---\n", "study.json": _SCHEMA}, ("page.md:3:1",), config=_CONFIG
        ),
    )
    good = (
        Example({"page.md": "---\ntitle: Ferry\ndescription: Boats\n---\n", "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": "---\ntitle: Ferry\nowner: Ann\n---\n", "study.json": "{}\n"}, config=_CONFIG),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for each in view.violations("unknown-key"):
            fix = each.rename(view.path, view.text)
            advice = each.help or "remove it, or add it to the schema"
            yield self.finding(view.path, each.span, each.message, fix=fix, help=advice, key=each.key)
