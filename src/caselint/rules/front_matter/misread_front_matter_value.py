"""FRM010 misread-front-matter-value."""

import re
from collections.abc import Iterator

from caselint.content.yaml_node import Node
from caselint.content.yaml_written import in_quotes
from caselint.findings import Edit, Finding, Fix, Safety, Span
from caselint.rules.rule import Example, PageRule, PageView

_MKDOCS = "site_name: Studies\n"
# A comment has a blank behind its mark; `Plan #2`, `#news` and `How we met #rust` are what somebody wanted to say.
_CUT = re.compile(r"(?P<blank>[ \t]+)(?P<rest>#[^\s#!][^\r\n]*)")
_TAGS = re.compile(r"#[\w-]++(?>(?:[ \t,]++#[\w-]++)*)[ \t]*+\Z")
_SIXTY = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+\Z")
_TRAILING_ZERO = re.compile(r"[0-9]+\.[0-9]*[1-9]0+\Z|[0-9]+\.[1-9]?0\Z")
_VERSION = re.compile(r"(?:\A|[_.\s-])(?:version|release|python|node|since|introduced_in)(?:\Z|[_.\s-])", re.IGNORECASE)
_CODE = re.compile(
    r"(?:\A|[_.\s-])(?:country|countries|lang|language|locale|region|iso|code)s?(?:\Z|[_.\s-])", re.IGNORECASE
)
_WORDS = frozenset({"yes", "no", "on", "off", "y", "n"})
_MOST = 500


class MisreadFrontMatterValue(PageRule):
    """YAML reads a front matter value otherwise than it is written: `title: Plan #2` is "Plan".

    A text that ends where YAML sees a comment, written without a blank behind its `#`; a time or ratio that YAML 1.1
    takes for a number in base 60 (`12:30` is 750); zeros that a number loses (`01234`, and `1.10` where the key speaks
    of a version); `NO` for Norway, which YAML 1.1 takes for "false", among country codes or other texts of a list.
    Comments, dates, numbers of two digits (`week: 05`) and switches (`draft: no`) are left alone. What a schema asks
    for is judged by `wrong-front-matter-value`.

    ## Why it matters
    The site shows the shorter title, the number or "false", and nobody sees it in the source.

    ## What to do
    Put quotes around the value.
    """

    code = "FRM010"
    name = "misread-front-matter-value"
    bad = (
        Example(
            "---\ntitle: Plan #2 of the ferry  \ntag: #news\n---\n",
            finds=("page.md:2:8", "page.md:3:6"),
            fixed={"page.md": '---\ntitle: "Plan #2 of the ferry"  \ntag: "#news"\n---\n'},
        ),
        Example(
            {
                "mkdocs.yml": _MKDOCS,
                "docs/a.md": "---\nopens: 12:30\nratio: 16:9\nzip: 01234\ncountries: [SE, NO]\n---\n",
            },
            finds=("docs/a.md:2:8", "docs/a.md:3:8", "docs/a.md:4:6", "docs/a.md:5:17"),
            fixed={"docs/a.md": '---\nopens: "12:30"\nratio: "16:9"\nzip: "01234"\ncountries: [SE, "NO"]\n---\n'},
        ),
        Example("---\na: &a {version: 1.10}\nb: *a\nc:\n  <<: *a\n---\n", finds=("page.md:2:17",)),
        Example("---\nversion: &v 1.10\ntitle: &t Plan #2\nother: [*v, *t]\n---\n", ("page.md:2:13", "page.md:3:11")),
        Example(
            "---\npython-version: 3.10\n---\n",
            finds=("page.md:2:17",),
            fixed={"page.md": '---\npython-version: "3.10"\n---\n'},
        ),
    )
    good = (
        Example("---\ntitle: Plan  # of the ferry\nsummary: 'Plan #2'\nurl: a.md#costs\ncolor:  # none yet\n---\n"),
        Example(
            {"mkdocs.yml": _MKDOCS, "docs/a.md": "---\ndraft: no\ntoc: on\ndate: 2025-01-26\ntime: '12:30'\n---\n"}
        ),
        Example("---\nopens: 12:30\nscore: 4.50\nweight: 1.10\nzero: 0\nshare: 0.10\nflags: [yes, no]\n---\n"),
        Example("---\n#title: Old\ntitle: Ferry\nlist:\n  - a # one\n  #- b\n---\n"),
        Example("---\ndraft: true #not ready\nweight: 10 #first\ndate: 2025-01-26 #of the first draft\n---\n"),
        Example("---\nstatus: done #reviewed by Ann\nauthor: #fill in later\ntags:\n  - rust #language\n---\n"),
        Example("---\norder: 01\nweek: 05\n---\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        front = view.page.front_matter
        if front.format != "yaml" or front.root is None:
            return
        text = view.text
        if not _is_worth_a_walk(view):
            return
        told: set[Span] = set()  # an alias brings the same value again
        for row, (key, node, among) in enumerate(_scalars(front.root, "", ())):
            if row >= _MOST:
                return
            if node.style or node.tag is not None or not front.span.contains(node.span) or node.span in told:
                continue
            told.add(node.span)
            if not node.span.slice(text).endswith(node.text):  # it is folded from several lines
                continue
            value = Span(node.span.end - len(node.text), node.span.end)
            cut = _CUT.match(text, _end(text, node, front.span), front.span.end)
            if cut is not None and _is_cut(node, cut["rest"]):
                yield self._cut(view, key, node, cut.span("rest"))
            elif (read := _misread(key, node, among)) is not None:
                yield self._finding(view, key, node, value, f'"{key}" is {read}, not the text {node.text}')

    def _cut(self, view: PageView, key: str, node: Node, rest: tuple[int, int]) -> Finding:
        comment = view.text[slice(*rest)].rstrip()
        read = f'read as "{node.text}"' if node.text else "empty"
        span = Span(node.span.end - len(node.text) if node.text else rest[0], rest[0] + len(comment))
        return self._finding(view, key, node, span, f'"{key}" is {read}: YAML takes {comment} for a comment')

    def _finding(self, view: PageView, key: str, node: Node, span: Span, message: str) -> Finding:
        quoted = in_quotes(span.slice(view.text))
        fix = Fix(f"write {quoted}", Safety.UNSAFE, (Edit(view.path, span, quoted),))
        # Behind an anchor the value is that of other keys, too.
        is_shared = view.text.startswith("&", node.span.start)
        advice = f"put quotes around it: {quoted}"
        return self.finding(view.path, span, message, fix=None if is_shared else fix, help=advice, key=key)


def _is_cut(node: Node, rest: str) -> bool:
    """Whether `rest`, a comment to YAML, goes on with a value: `draft: true #not ready` and `done #by Ann` do not."""
    if node.value is None:
        return _TAGS.match(rest) is not None
    return isinstance(node.value, str) and (rest[1].isdigit() or " " in node.text)


def _is_worth_a_walk(view: PageView) -> bool:
    """Whether a value is no text, or a comment may have cut one: most blocks have neither."""
    start, end = view.page.front_matter.span
    if view.text.find(" #", start, end) >= 0 or view.text.find("\t#", start, end) >= 0:
        return True
    return any(isinstance(value.value, bool | int | float) for value in view.facts.front)


def _end(text: str, node: Node, front: Span) -> int:
    """Where a value ends; of an empty one where its key does, so that what follows on the line is looked at."""
    if node.span.end > node.span.start:
        return node.span.end
    at = node.span.start
    while at > front.start and text[at - 1] in " \t":
        at -= 1
    return at


def _scalars(node: Node, key: str, among: tuple[Node, ...]) -> Iterator[tuple[str, Node, tuple[Node, ...]]]:
    """The scalars of a block with the key that each stands under and, of a list's, its elements."""
    if node.kind == "scalar":
        yield key, node, among
    for element in node.elements:
        yield from _scalars(element, key, node.elements)
    for name, value in node.pairs:
        yield from _scalars(value, name.name, ())


def _is_ordinal(key: str, text: str) -> bool:
    """`week: 05` is a number with two places, whoever reads it; a code is not."""
    return len(text) == 2 and _CODE.search(key) is None


def _misread(key: str, node: Node, among: tuple[Node, ...]) -> str | None:
    """What YAML makes of a plain value that was meant as a text; None where it is what it looks like."""
    value, text = node.value, node.text
    if isinstance(value, bool):
        texts = [each for each in among if each is not node and isinstance(each.value, str)]
        is_code = len(text) == 2 and text.isupper() and _CODE.search(key) is not None
        if text.lower() in _WORDS and (is_code or (len(texts) > 0 and len(texts) == len(among) - 1)):
            return str(value).lower()
        return None
    if isinstance(value, int | float):
        if _SIXTY.match(text) or (_LEADING_ZERO.match(text) and str(value) != text and not _is_ordinal(key, text)):
            return f"the number {value}"
        if isinstance(value, float) and _TRAILING_ZERO.match(text) and str(value) != text and _VERSION.search(key):
            return f"the number {value}"
    return None
