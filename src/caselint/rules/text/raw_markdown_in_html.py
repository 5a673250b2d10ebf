"""TXT002 raw-markdown-in-html."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from caselint.content.page import Page
from caselint.findings import Edit, Finding, Fix, Safety, Span
from caselint.rules.rule import Example, PageRule, PageView

_OPENING = re.compile(r"\s*+<(?P<name>[A-Za-z][\w-]*+)")
# Each with what the block must hold: a literal is found many times faster than a pattern.
_MARKS = (
    ("heading", "#", re.compile(r"\n[ \t]*+#{1,6}[ \t]++\S")),
    ("link", "](", re.compile(r"(?<!\\)\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)")),
    ("list item", "", re.compile(r"\n[ \t]*+(?:[-*+]|\d{1,3}\.)[ \t]++\S")),
    ("bold text", "**", re.compile(r"(?<![\\*\w])\*\*[^\s*][^*\n]{0,200}\*\*")),
    ("table", "---", re.compile(r"\n[ \t]*+\|[ \t]*+:?-{3,}")),
)
# Code, scripts, pictures and comments: an opener, and by its name what ends it.
_UNREAD = re.compile(r"<(?:(?P<name>pre|code|script|style|textarea|svg|math)\b|!--)", re.IGNORECASE)
_ENDS = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("pre", "code", "script", "style", "textarea", "svg", "math")
} | {"": re.compile("-->")}
_SURE = frozenset({"heading", "link", "bold text", "table"})


class RawMarkdownInHtml(PageRule):
    """Markdown stands inside a block of raw HTML where the site prints it as it is: asterisks, hashes and all.

    A block is the outermost element; one finding speaks of everything that is lost inside it.

    ## Why it matters
    Readers see `**bold**` and `[text](link)` instead of bold text and links; its headings are missing from the
    contents, and links to them lead nowhere.

    ## What to do
    On an MkDocs site switch on the extension `md_in_html` and write `markdown` in the opening tag (`<div markdown>`),
    with the text inside not indented. Elsewhere leave a blank line after the opening tag and before the closing one, or
    write HTML inside.
    """

    code = "TXT002"
    name = "raw-markdown-in-html"
    bad = (
        Example(
            {
                "mkdocs.yml": "site_name: Studies\nmarkdown_extensions: [md_in_html]\n",
                "docs/index.md": '# All\n\n<div class="cards">\n\n### [Ferry](ferry.md)\n\n**9M rides**\n\n</div>\n',
                "docs/ferry.md": "# Ferry\n",
            },
            finds=("docs/index.md:3:1",),
        ),
        Example("# Studies\n\n<div>\n**9M rides** a day\n</div>\n", finds=("page.md:3:1",)),
    )
    good = (
        Example(
            {
                "mkdocs.yml": "site_name: Studies\nmarkdown_extensions: [md_in_html]\n",
                "docs/index.md": '# Studies\n\n<div class="cards" markdown>\n\n**9M rides**\n\n</div>\n',
            }
        ),
        Example("# Studies\n\n<div>\n\n**9M rides** a day\n\n</div>\n"),
        Example("# Studies\n\n<div>\n<pre>\n**kept** as it is\n# comment\n</pre>\n<p>5 * 3 ** 2</p>\n</div>\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        fences = [code.span for code in view.page.code if code.fenced]
        for block in view.page.html:
            if not block.raw:
                continue
            opening = _OPENING.match(view.text, *block.span)
            lost = _lost(view.page, block.span, fences) if opening is not None else []
            if opening is None or not _SURE.intersection(name for name, _ in lost):
                continue
            tag = opening["name"]
            start = opening.start("name") - 1
            span = Span(start, _tag_end(view.text, start, block.span.end))
            yield self.finding(
                view.path,
                span,
                f"the site prints the Markdown inside this <{tag}> as text: {_count(lost)}",
                help=_advice(view.page.dialect, tag),
                fix=_fix(view, span, tag),
            )


def _lost(page: Page, block: Span, fences: list[Span]) -> list[tuple[str, int]]:
    """What Markdown the block holds, code and comments apart: (kind, how many)."""
    text = page.text[block.start : block.end]
    inside = []
    for fence in fences[bisect_right(fences, (block.start, 0)) :]:
        if fence.start >= block.end:
            break
        inside.append(Span(fence.start - block.start, min(fence.end, block.end) - block.start))
    text = _blanked(text, inside)
    text = _blanked(text, _unread(text))
    text = "\n" + text
    counted = [(name, sum(1 for _ in pattern.finditer(text))) for name, sign, pattern in _MARKS if sign in text]
    return [(name, count) for name, count in counted if count]


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """`text` with blanks in place of `spans`, which are in order."""
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += text[at : span.start], " " * (span.end - max(span.start, at))
        at = max(at, span.end)
    return "".join(pieces) + text[at:]


def _unread(text: str) -> Iterator[Span]:
    """Code, scripts, pictures and comments that are closed. Each sort's end is sought in vain once at most."""
    unclosed = set()
    at = 0
    while opener := _UNREAD.search(text, at):
        at = opener.end()
        name = (opener["name"] or "").lower()
        end = None if name in unclosed else _ENDS[name].search(text, at)
        if end is None:
            unclosed.add(name)
        else:
            yield Span(opener.start(), end.end())
            at = end.end()


def _count(lost: list[tuple[str, int]]) -> str:
    words = []
    for name, count in lost:
        plural = name if count == 1 or name == "bold text" else f"{name}s"
        words.append(plural if name == "bold text" else f"{count} {plural}")
    return ", ".join(words)


def _advice(dialect: str, tag: str) -> str:
    if dialect == "commonmark":
        return f"leave a blank line after the opening <{tag}> and before the closing one"
    return f"write <{tag} markdown> (extension md_in_html) and do not indent what stands inside"


def _fix(view: PageView, tag: Span, name: str) -> Fix | None:
    if view.page.dialect == "commonmark":
        return None
    at = tag.start + 1 + len(name)
    return Fix(f"add markdown to <{name}>", Safety.UNSAFE, (Edit(view.path, Span(at, at), " markdown"),))


def _tag_end(text: str, start: int, end: int) -> int:
    close = text.find(">", start, end)
    return close + 1 if close >= 0 else end
