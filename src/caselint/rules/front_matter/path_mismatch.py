"""FRM014 path-mismatch."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from caselint.findings import Finding
from caselint.rules.rule import Example, PageRule, PageView

if TYPE_CHECKING:
    from caselint.kinds.annotated import Annotated

_CONFIG = '[kinds.recipe]\npages = ["recipes/**"]\nfront-matter = "recipe.yaml"\n'
_SCHEMA = "properties:\n  course: {x-path: folder}\n  title: {x-path: file}\n"
_OTHER = re.compile(r"[\W_]++")
_INDEXES = frozenset({"index", "readme", "_index"})


def _site(front: str, path: str = "recipes/soups/hot-pot.md") -> dict[str, str]:
    return {path: f"---\n{front}\n---\n\n# Hot pot\n", "recipe.yaml": _SCHEMA}


class PathMismatch(PageRule):
    """A value of the front matter says otherwise than the path of its page.

    The schema of the page's kind asks for it: `x-path: folder` beside a key holds its value against the name of the
    folder that the page lies in, `x-path: file` holds it against the file's name, with which the value has to begin, as
    a slug (`title: Hot pot of the house` in `hot-pot.md`). Index pages have no name of their own.

    ## Why it matters
    Lists are made from the front matter and addresses from the path: a page that was moved, copied or renamed by half
    turns up in the wrong one.

    ## What to do
    Correct the value, or move the page.
    """

    code = "FRM014"
    name = "path-mismatch"
    bad = (
        Example(
            _site("title: Cold pot\ncourse: mains"),
            finds=("recipes/soups/hot-pot.md:2:8", "recipes/soups/hot-pot.md:3:9"),
            config=_CONFIG,
        ),
    )
    good = (
        Example(_site("title: Hot pot of the house\ncourse: soups"), config=_CONFIG),
        Example(_site("title: Hot-Pot!\ncourse: Soups"), config=_CONFIG),
        Example(_site("course: [soups, mains]"), config=_CONFIG),
        Example(_site("title: All soups", "recipes/soups/index.md"), config=_CONFIG),
        Example(_site("title: Cold pot\ncourse: mains")),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        front = view.page.front_matter
        if view.kind is None or view.kind.schema is None or front.error is not None:
            return
        if "x-path" not in view.kind.schema.words:
            return
        from caselint.kinds.annotated import annotated  # only where a schema asks for it

        for each in annotated(view.kind.schema.schema, front.root, "x-path"):
            yield from self._of(view, each)

    def _of(self, view: PageView, each: "Annotated") -> Iterator[Finding]:
        *folders, file = view.path.split("/")
        stem = file.partition(".")[0]
        nodes = each.value.elements if each.value.kind == "sequence" else (each.value,)
        values = [node for node in nodes if node.kind == "scalar" and node.text.strip()]
        of_file = each.about["x-path"] == "file"
        wanted = stem if of_file else folders[-1] if folders else ""
        if not values or not _slug(wanted) or (of_file and stem.lower() in _INDEXES):
            return
        if any(_fits(_slug(node.text), _slug(wanted), whole=not of_file) for node in values):
            return
        said = " ".join(values[0].text.split())
        name = ".".join(map(str, each.path))
        what = f'the file is called "{file}"' if of_file else f'the page lies in the folder "{wanted}"'
        advice = f'let it begin with the words of "{wanted}"' if of_file else f'write "{wanted}"'
        yield self.finding(
            view.path,
            values[0].span,
            f'"{name}" is "{said}", and {what}',
            help=f"{advice}, or {'rename the file' if of_file else 'move the page'}",
            key=name,
        )


def _fits(said: str, wanted: str, *, whole: bool) -> bool:
    return said == wanted if whole else said == wanted or said.startswith(f"{wanted}-")


def _slug(text: str) -> str:
    return _OTHER.sub("-", text.casefold()).strip("-")
