"""TXT001 mojibake."""

from collections.abc import Iterator

from caselint.content.mojibake import Garbled, find_garbled
from caselint.findings import Edit, Finding, Fix, Related, Safety
from caselint.rules.rule import Example, PageRule, PageView


class Mojibake(PageRule):
    """Text was saved as UTF-8 and read in another encoding on its way, so that one character became several.

    All places of a page are one finding: they have one cause.

    ## Why it matters
    Readers see "â€™" where an apostrophe stood, and search finds neither.

    ## What to do
    Apply the fix, and look for the tool that reads the page in the wrong encoding.
    """

    code = "TXT001"
    name = "mojibake"
    bad = (
        Example("Itâ€™s fast.\n", finds=("page.md:1:3",), fixed={"page.md": "It’s fast.\n"}),
        Example("# ðŸš€ Start\n\nA â†’ B\n", finds=("page.md:1:3",), fixed={"page.md": "# 🚀 Start\n\nA → B\n"}),
        Example(
            "It scales‚Äîeven at O(n¬≤).\n", finds=("page.md:1:10",), fixed={"page.md": "It scales—even at O(n²).\n"}
        ),
    )
    good = (
        Example("It’s a château — naïve, “quoted”, 10 µs, ±5 %, O(n²) → ∞.\n"),
        Example("The operators ξ*â² and ξâ†² stand for creation and annihilation.\n"),
        Example("╔══════╗\n║ box  ║\n╚══════╝\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        found = find_garbled(view.text)
        if not found:
            return
        first, rest = found[0], found[1:]
        elsewhere = f", and {len(rest)} more like it" if rest else ""
        message = f'"{first.garbled}" is "{first.meant}", saved as UTF-8 and read as {first.encoding}{elsewhere}'
        yield self.finding(
            view.path,
            first.span,
            message,
            related=tuple(Related(view.path, each.span, _was(each), defect=True) for each in rest),
            fix=Fix(
                f'write "{first.meant}" for "{first.garbled}"{elsewhere}',
                Safety.SAFE,
                tuple(Edit(view.path, each.span, each.meant) for each in found),
            ),
        )


def _was(garbled: Garbled) -> str:
    return f'"{garbled.garbled}" is "{garbled.meant}"'
