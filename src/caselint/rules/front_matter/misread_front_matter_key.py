"""FRM013 misread-front-matter-key."""

from collections.abc import Iterator

from caselint.content.yaml_node import Node
from caselint.findings import Edit, Finding, Fix, Safety, Span
from caselint.rules.rule import Example, PageRule, PageView

_MKDOCS = "site_name: Studies\n"


class MisreadFrontMatterKey(PageRule):
    """YAML reads a front matter key as "true", "false" or "null": `on: 2025-06-01` under MkDocs.

    YAML 1.1, which MkDocs reads, takes `yes`, `no`, `on` and `off` for truth values as keys too. Numbers as keys are
    left alone.

    ## Why it matters
    Templates and plugins look for the key by its name and do not find it; the value is dropped without a word.

    ## What to do
    Put quotes around the key, or give it another name.
    """

    code = "FRM013"
    name = "misread-front-matter-key"
    bad = (
        Example(
            {"mkdocs.yml": _MKDOCS, "docs/a.md": "---\ntitle: Ferry\non: 2025-06-01\nvotes:\n  yes: 3\n  No: 4\n---\n"},
            finds=("docs/a.md:3:1", "docs/a.md:5:3", "docs/a.md:6:3"),
            fixed={"docs/a.md": '---\ntitle: Ferry\n"on": 2025-06-01\nvotes:\n  "yes": 3\n  "No": 4\n---\n'},
        ),
        Example("---\ntitle: Ferry\nnull: 3\n---\n", finds=("page.md:3:1",)),
        Example("---\na: &a\n  null: 3\nb: *a\nc:\n  <<: *a\n---\n", finds=("page.md:3:3",)),
    )
    good = (
        Example({"mkdocs.yml": _MKDOCS, "docs/a.md": '---\n"on": 2025-06-01\nonly: 3\n2025: 4\ndraft: no\n---\n'}),
        Example("---\non: 2025-06-01\nvotes:\n  yes: 3\n  no: 4\n---\n"),
        Example({"mkdocs.yml": _MKDOCS, "docs/a.md": "---\nbase: &b\n  x: 1\nother:\n  <<: *b\n---\n"}),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        front = view.page.front_matter
        if front.format != "yaml" or front.root is None:
            return
        pending = [front.root]
        told: set[Span] = set()  # an alias brings the same mapping again
        while pending:
            node = pending.pop()
            for key, value in node.pairs:
                if not isinstance(key.value, str) and _is_misread(key) and key.span not in told:
                    told.add(key.span)
                    yield self._finding(view, key)
                if value.kind != "scalar":
                    pending.append(value)
            pending += (each for each in node.elements if each.kind != "scalar")

    def _finding(self, view: PageView, key: Node) -> Finding:
        read = "null" if key.value is None else str(key.value).lower()
        quoted = f'"{key.text}"'
        edit = Edit(view.path, key.span, quoted)
        return self.finding(
            view.path,
            key.span,
            f"the key {quoted} is read as {read}, and nothing finds it by its name",
            fix=Fix(f"write {quoted}", Safety.UNSAFE, (edit,)),
            help=f"put quotes around it: {quoted}",
        )


def _is_misread(key: Node) -> bool:
    written = key.text.isalpha() and key.style == "" and key.tag is None
    return written and key.kind == "scalar" and (key.value is None or isinstance(key.value, bool))
