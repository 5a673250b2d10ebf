"""FRM012 lost-front-matter."""

from collections.abc import Iterator

from caselint.content.lost_front_matter import Lost, keys_of, lost_at_top, lost_in_body
from caselint.findings import Edit, Finding, Fix, Safety
from caselint.rules.rule import Example, PageRule, PageView

_MKDOCS = "site_name: Studies\n"
_BLOCK = "---\ntitle: Ferry\ntype: study\n---\n# Ferry\n"
_PAGE = "---\ntitle: Ferry\ndescription: Boats\ntype: study\nlevel: easy\n---\n\n# Ferry\n\n"


class LostFrontMatter(PageRule):
    """Front matter stands where the site generator does not look for it, so that readers see it as text.

    It starts below the first line (MkDocs reads only there) or behind a line that is no fence (`----`, an em dash); it
    has no blank behind its colons (`title:Ferry`); or it stands once more in the body of the page, where the `---`
    below it makes a heading of its last line.

    Judged only where every line could be a key; in the body, where two keys or more are those of the page's own front
    matter. Code blocks, raw HTML and comments may show what they like, and the slides of a talk may have keys of their
    own.

    ## Why it matters
    The page has no title, no description and no type in the site's lists, and opens with lines for machines.

    ## What to do
    Start the page with `---` alone on its first line, or take the second copy out of the body.
    """

    code = "FRM012"
    name = "lost-front-matter"
    bad = (
        Example(
            {"mkdocs.yml": _MKDOCS, "docs/a.md": "\n" + _BLOCK},
            finds=("docs/a.md:2:1",),
            fixed={"docs/a.md": _BLOCK},
        ),
        Example({"mkdocs.yml": _MKDOCS, "docs/a.md": "<!-- a study -->\n" + _BLOCK}, finds=("docs/a.md:2:1",)),
        Example(
            "----\ntitle: Ferry\n----\n# Ferry\n",
            ("page.md:1:1",),
            fixed={"page.md": "---\ntitle: Ferry\n---\n# Ferry\n"},
        ),
        Example(
            "—\ntitle: Ferry\n---\n# Ferry\n", ("page.md:1:1",), fixed={"page.md": "---\ntitle: Ferry\n---\n# Ferry\n"}
        ),
        Example(
            "---\ntitle:Ferry\ntype: study\n---\n# Ferry\n",
            finds=("page.md:2:1",),
            fixed={"page.md": "---\ntitle: Ferry\ntype: study\n---\n# Ferry\n"},
        ),
        Example(_PAGE + "Ferry\ndescription: Boats\ntype: study\ntags:\n- a\n---\n\nText.\n", finds=("page.md:11:1",)),
        Example(_PAGE + "---\ntitle: Ferry\ntype: study\n---\n", finds=("page.md:11:1",)),
        Example("---\ntitle: A: B\ntype: study\n---\n# A\n\ntitle: A\ntype: study\n---\n", finds=("page.md:7:1",)),
    )
    good = (
        Example({"mkdocs.yml": _MKDOCS, "docs/a.md": _BLOCK, "docs/b.md": "\n\n---\n\nText.\n\n---\n"}),
        Example({"mkdocs.yml": _MKDOCS, "docs/a.md": "\n---\nNote: the figures are estimates.\n---\n"}),
        Example("--\nname: value\n\nText.\n"),
        Example("---\nhttps://example.org\n---\n"),
        Example(_PAGE + "```yaml\n---\ntitle: Ferry\ntype: study\n---\n```\n"),
        Example(_PAGE + "<pre>\n---\ntitle: Ferry\ntype: study\n---\n</pre>\n"),
        Example(_PAGE + "<!--\ntitle: Ferry\ntype: study\n---\n-->\n"),
        Example("---\ntitle: Talk\nlayout: cover\nclass: a\n---\n# One\n\n---\nlayout: end\nclass: b\n---\n\n# Two\n"),
        Example(_PAGE + "note: one\nanswer: two\n---\n\ntitle: Ferry\n\n---\n\ndescription: a\ntype: b\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        front = view.page.front_matter
        if not front.present:
            lost = lost_at_top(view.text)
            # Hugo and others look for it below blank lines, too.
            if lost is not None and (lost.how != "below" or view.page.dialect != "commonmark"):
                yield self._finding(view, lost)
        elif front.format == "yaml":
            own = keys_of(view.text, front)
            page = view.page
            shown = [*(block.span for block in page.code), *(block.span for block in page.html), *page.comments]
            for lost in lost_in_body(view.text, front.span.end, own, shown):
                yield self._finding(view, lost)

    def _finding(self, view: PageView, lost: Lost) -> Finding:
        message, advice = _told(view, lost)
        fix = None
        if lost.edits:
            edits = tuple(Edit(view.path, span, text) for span, text in lost.edits)
            fix = Fix(advice, Safety.UNSAFE, edits)
        return self.finding(view.path, lost.span, message, fix=fix, help=advice)


def _told(view: PageView, lost: Lost) -> tuple[str, str]:
    written = lost.span.slice(view.text)
    if lost.how == "below":
        advice = "remove the lines above it" if lost.edits else "move it to the top of the page"
        return f"the front matter starts below the first line: {_keys(lost)} printed as text", advice
    if lost.how == "fence":
        return f'"{written}" opens no front matter: {_keys(lost)} printed as text', "write --- and nothing else"
    if lost.how == "colon":
        message = f'no blank follows the colon of "{written[:-1]}": {_keys(lost)} printed as text'
        return message, "write a blank behind each colon"
    return (
        f"front matter stands in the body of the page: {_keys(lost)} printed as text",
        "take it out, and what is true of it into the front matter above",
    )


def _keys(lost: Lost) -> str:
    first, *rest = (f'"{key}"' for key in dict.fromkeys(lost.keys))
    if not rest:
        return f"{first} is"
    return f"{first} and {rest[0] if len(rest) == 1 else f'{len(rest)} more keys'} are"
