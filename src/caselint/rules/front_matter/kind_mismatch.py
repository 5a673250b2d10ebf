"""FRM005 kind-mismatch."""

from collections.abc import Iterator
from difflib import get_close_matches

from caselint.content.yaml_written import inside_quotes
from caselint.facts.page_facts import FrontValue
from caselint.findings import Edit, Finding, Fix, Safety
from caselint.rules.rule import Example, PageRule, PageView

_CONFIG = """\
[kinds.study]
pages = ["studies/*.md"]
[kinds.guide]
pages = ["guides/*.md"]
"""
_ALIKE = 0.8


class KindMismatch(PageRule):
    """The `type` in the front matter does not name the page kind that the page is of, or misspells a kind.

    The path decides which kind a page is of; `type` decides for pages that stand nowhere in particular. A `type` that
    is no kind of the configuration, nor spelt like one, says something else and is left alone.

    ## Why it matters
    A page whose `type` is misspelt is held to no schema at all, and lists that are made by type leave it out. A page
    that was moved without its `type` shows up in the wrong list.

    ## What to do
    Write the kind that is meant, or move the page.
    """

    code = "FRM005"
    name = "kind-mismatch"
    bad = (
        Example(
            {"studies/ferry.md": "---\ntype: guide\n---\n# Ferry\n", "guides/a.md": "# A\n"},
            finds=("studies/ferry.md:2:7",),
            config=_CONFIG,
        ),
        Example(
            {"studies/ferry.md": "---\ntype: studdy\n---\n# Ferry\n", "guides/a.md": "# A\n"},
            finds=("studies/ferry.md:2:7",),
            config=_CONFIG,
            fixed={"studies/ferry.md": "---\ntype: study\n---\n# Ferry\n"},
        ),
        Example(
            {"old/ferry.md": '---\ntype: "Guides"\n---\n# Ferry\n', "guides/a.md": "# A\n", "studies/b.md": "# B\n"},
            finds=("old/ferry.md:2:8",),
            config=_CONFIG,
            fixed={"old/ferry.md": '---\ntype: "guide"\n---\n# Ferry\n'},
        ),
    )
    good = (
        Example(
            {"studies/ferry.md": "---\ntype: study\n---\n", "old/b.md": "---\ntype: guide\n---\n", "guides/a.md": ""},
            config=_CONFIG,
        ),
        Example({"studies/ferry.md": "---\ntype: website\n---\n", "guides/a.md": "---\ntype:\n---\n"}, config=_CONFIG),
        Example("---\ntype: studdy\n---\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        value = view.facts.front_value("type") if view.kinds else None
        if value is None or not isinstance(value.value, str) or not value.value.strip():
            return
        told = value.value.strip()
        types = {kind.type: kind.name for kind in view.kinds}
        if view.kind is not None and told == view.kind.type:
            return
        if told in types:
            if view.kind is not None:
                yield self._misplaced(view, value, told, types[told])
            return
        meant = _meant(told, view.kind.type if view.kind is not None else None, types)
        if meant is not None:
            yield self._misspelt(view, value, told, meant)

    def _misplaced(self, view: PageView, value: FrontValue, told: str, name: str) -> Finding:
        assert view.kind is not None
        message = f'type is "{told}", the path makes the page one of kind "{view.kind.name}"'
        advice = f'write "{view.kind.type}", or move the page to those of kind "{name}"'
        return self.finding(view.path, inside_quotes(view.text, value.span), message, help=advice, key=told)

    def _misspelt(self, view: PageView, value: FrontValue, told: str, meant: str) -> Finding:
        span = inside_quotes(view.text, value.span)
        message = f'type "{told}" is no kind of page; "{meant}" may be meant'
        if view.kind is None:
            message += ", whose schema the page is not held to"
        fix = (
            Fix(f'write "{meant}"', Safety.UNSAFE, (Edit(view.path, span, meant),))
            if span.slice(view.text) == told
            else None
        )
        return self.finding(view.path, span, message, fix=fix, help=f'write "{meant}"', key=told)


def _meant(told: str, own: str | None, types: dict[str, str]) -> str | None:
    """The type that is spelt most like `told`; that of the page's own kind first."""
    folded = {_folded(name): name for name in sorted(types, reverse=True)}
    if own is not None and get_close_matches(_folded(told), [_folded(own)], n=1, cutoff=_ALIKE):
        return own
    found = get_close_matches(_folded(told), sorted(folded), n=1, cutoff=_ALIKE)
    return folded[found[0]] if found else None


def _folded(name: str) -> str:
    return name[:80].casefold().replace("_", "-").replace(" ", "-")
