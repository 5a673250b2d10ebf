"""FRM006 deprecated-front-matter-key."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.content.yaml_written import key_written
from caselint.findings import Edit, Finding, Fix, Safety
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.deprecated import Deprecated

_CONFIG = '[kinds.study]\npages = ["*.md"]\nfront-matter = "study.json"\n'
_SCHEMA = """\
{"properties": {"author": {"deprecated": true, "x-replaced-by": "authors"}, "authors": {"type": "array"},
  "old": {"deprecated": true, "description": "Nothing reads it since 2024."},
  "links": {"type": "array", "items": {"properties": {"href": {"deprecated": true, "x-replaced-by": "url"}}}}}}
"""


class DeprecatedFrontMatterKey(PageRule):
    """The front matter has a key that the schema of the page's kind calls deprecated.

    The schema says so by `deprecated: true`, and may name the key to use by `x-replaced-by`.

    ## Why it matters
    Nothing reads the old key any more, or soon nothing will, and its value is missing where the new one is read.

    ## What to do
    Use the key that replaces it, or remove it.
    """

    code = "FRM006"
    name = "deprecated-front-matter-key"
    bad = (
        Example(
            {"page.md": "---\nauthor: Ada  # one\nlinks:\n  - href: a.md\n---\n", "study.json": _SCHEMA},
            finds=("page.md:2:1", "page.md:4:5"),
            config=_CONFIG,
            fixed={"page.md": "---\nauthors: Ada  # one\nlinks:\n  - url: a.md\n---\n"},
        ),
        Example(
            {"page.md": "---\nold: 1\nauthor: Ada\nauthors: [Ada]\n---\n", "study.json": _SCHEMA},
            finds=("page.md:2:1", "page.md:3:1"),
            config=_CONFIG,
        ),
    )
    good = (
        Example(
            {"page.md": "---\nauthors: [Ada]\nlinks:\n  - url: a.md\n---\n", "study.json": _SCHEMA}, config=_CONFIG
        ),
        Example({"page.md": "---\nauthor: Ada\n---\n"}),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        front = view.page.front_matter
        if view.kind is None or view.kind.schema is None or front.error is not None:
            return
        if "deprecated" not in view.kind.schema.words:
            return
        from caselint.kinds.deprecated import deprecated_keys  # only where a schema asks for it

        for each in deprecated_keys(view.kind.schema.schema, front.root):
            yield self._finding(view, each)

    def _finding(self, view: PageView, each: "Deprecated") -> Finding:
        name = each.key.name
        message, fix = f'the key "{name}" is deprecated', None
        advice = each.why or "remove it"
        if each.replaced_by and each.taken:
            message += f'; "{each.replaced_by}", which replaces it, is there too'
            advice = "remove it"
        elif each.replaced_by:
            message += f'; "{each.replaced_by}" replaces it'
            advice = f'rename it to "{each.replaced_by}"'
            if each.key.span.slice(view.text) == name and each.replaced_by.replace("-", "_").isidentifier():
                edit = Edit(view.path, each.key.span, key_written(each.replaced_by))
                fix = Fix(advice.replace("it", f'"{name}"', 1), Safety.UNSAFE, (edit,))
        key = ".".join(map(str, each.path))
        return self.finding(view.path, each.key.span, message, fix=fix, help=advice, key=key)
