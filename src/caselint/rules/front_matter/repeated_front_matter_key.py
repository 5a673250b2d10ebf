"""FRM011 repeated-front-matter-key."""

from collections.abc import Iterator

from caselint.content.lines import Lines
from caselint.content.yaml_node import Node
from caselint.findings import Finding, Related, Span
from caselint.rules.rule import Example, PageRule, PageView


class RepeatedFrontMatterKey(PageRule):
    """A key stands twice in the front matter, or in one mapping of it.

    ## Why it matters
    Only the last one counts with most generators; others stop the build. An editor who changes the first one sees no
    effect.

    ## What to do
    Remove the one that is not meant.
    """

    code = "FRM011"
    name = "repeated-front-matter-key"
    bad = (
        Example("---\ntitle: Ferry\ntags: [a]\ntitle: The ferry\n---\n", finds=("page.md:4:1",)),
        Example("---\nmetrics:\n  users: 3\n  users: 4\n---\n", finds=("page.md:4:3",)),
        Example("---\na: &a\n  x: 3\n  x: 4\nb: *a\nc:\n  <<: *a\n---\n", finds=("page.md:4:3",)),
    )
    good = (
        Example("---\ntitle: Ferry\nmetrics:\n  title: 3\nrelated:\n  - url: a\n  - url: b\n---\n"),
        Example("---\nbase: &base\n  a: 1\nother:\n  <<: *base\n  a: 2\n---\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        front = view.page.front_matter
        if front.format != "yaml" or front.root is None:
            return
        pending = [front.root]
        walked: set[Span] = set()  # an alias brings the same mapping again
        while pending:
            node = pending.pop()
            if node.span in walked:
                continue
            walked.add(node.span)
            yield from self._mapping(view, node)
            pending += (each for each in node.elements if each.kind != "scalar")
            pending += (value for _, value in node.pairs if value.kind != "scalar")

    def _mapping(self, view: PageView, node: Node) -> Iterator[Finding]:
        if len({key.text for key, _ in node.pairs}) == len(node.pairs):
            return
        seen: dict[str, Node] = {}
        for key, _ in node.pairs:
            if not node.span.contains(key.span):
                continue  # merged from another mapping
            first = seen.setdefault(key.name, key)
            if first is not key and first.span != key.span:
                line = Lines(view.text).location(first.span).line
                yield self.finding(
                    view.path,
                    key.span,
                    f'the key "{key.name}" stands here and in line {line}; only the last one counts',
                    related=(Related(view.path, first.span, "the first one"),),
                    help="remove the one that is not meant",
                    key=key.name,
                )
