"""FRM003 wrong-front-matter-value."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Edit, Finding, Fix, Safety
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.violations import Violation

_CONFIG = '[kinds.study]\npages = ["*.md"]\nfront-matter = "study.json"\n'
_SCHEMA = """\
{"type": "object",
 "properties": {"title": {"type": "string"}, "status": {"enum": ["draft", "in-progress", "complete"]},
  "updated": {"type": "string", "format": "date"}, "version": {"type": "string"},
  "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1}}}
"""


class WrongFrontMatterValue(PageRule):
    """A front matter value is not one that the schema of the page's kind allows.

    ## Why it matters
    A status that is spelt otherwise than the site's lists expect, or a date that is none, drops the page from them.

    ## What to do
    Write one of the allowed values. The finding names them, and the nearest one. A text that YAML takes for a number,
    a date or a truth value needs quotes.
    """

    code = "FRM003"
    name = "wrong-front-matter-value"
    bad = (
        Example(
            {"page.md": "---\ntitle: Ferry\nstatus: In_Progress\n---\n", "study.json": _SCHEMA},
            finds=("page.md:3:9",),
            config=_CONFIG,
            fixed={"page.md": "---\ntitle: Ferry\nstatus: in-progress\n---\n"},
        ),
        Example(
            {"page.md": "---\nversion: 1.10\n---\n", "study.json": _SCHEMA},
            finds=("page.md:2:10",),
            config=_CONFIG,
            fixed={"page.md": '---\nversion: "1.10"\n---\n'},
        ),
        Example(
            {"page.md": "---\ntags: []\nupdated: 26.01.2025\n---\n", "study.json": _SCHEMA},
            finds=("page.md:2:1", "page.md:3:10"),
            config=_CONFIG,
        ),
        Example(
            {"page.md": "---\ntitle:\ntags:\n  - ferry\n  - 2\n---\n", "study.json": _SCHEMA},
            finds=("page.md:2:1", "page.md:5:5"),
            config=_CONFIG,
            fixed={"page.md": '---\ntitle:\ntags:\n  - ferry\n  - "2"\n---\n'},
        ),
    )
    good = (
        Example({"page.md": "---\nstatus: draft\nupdated: 2025-01-26\n---\n", "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": '---\nstatus: "complete"\nowner: 3\n---\n', "study.json": _SCHEMA}, config=_CONFIG),
        Example({"page.md": "---\nstatus: finished\n---\n"}),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for each in view.violations("wrong-value"):
            advice = each.help or "write a value that the schema allows, or mend the schema"
            yield self.finding(view.path, each.span, each.message, fix=_fix(view, each), help=advice, key=each.key)


def _fix(view: PageView, violation: "Violation") -> Fix | None:
    """Write what is meant: safe where only case, `_`, blanks or missing quotes differ from it."""
    written = violation.span.slice(view.text)
    if (
        violation.replacement is None
        or view.page.front_matter.format != "yaml"
        or written[:1] in ("&", "!", "*", "|", ">")
    ):
        return None
    same = violation.nearest is None or _folded(violation.nearest) == _folded(written.strip("'\""))
    edit = Edit(view.path, violation.span, violation.replacement)
    return Fix(f"write {violation.replacement}", Safety.SAFE if same else Safety.UNSAFE, (edit,))


def _folded(text: str) -> str:
    return text.casefold().replace("_", "-").replace(" ", "-")
