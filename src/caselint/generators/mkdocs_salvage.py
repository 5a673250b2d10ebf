"""What of a `mkdocs.yml` can be read although all of it cannot.

An unclosed bracket in `nav` is no reason to read the pages as if the site had no extensions: most of what would then
be found is not there. So each setting is read on its own, and each entry of a list in one that cannot be.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from caselint.content.yaml import Node, YamlError, read_yaml
from caselint.findings.span import Span

_KEY = re.compile(r"^[A-Za-z_][\w-]*+[ \t]*+:(?=[ \t\r\n]|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"^( *+)-(?=[ \t\r\n])", re.MULTILINE)
_LONGEST = 250_000  # code points; a config that a person writes is far shorter
_MOST_PARTS = 2_000  # that are read one by one


def salvage(text: str, most_nodes: int) -> Node:
    """The mapping of those settings of `text` that can be read by themselves; all places are those in `text`.

    Where an anchor is set and where it is used may be told apart: what uses it is then left out. Never raises.
    """
    parts = _Parts(text, most_nodes)
    pairs: list[tuple[Node, Node]] = []
    starts = [found.start() for found in _KEY.finditer(text)] if len(text) <= _LONGEST else []
    for start, end in pairwise([*starts, len(text)]):
        root = parts.read(start, end)
        if root is not None:
            pairs += root.pairs
        else:
            pairs += parts.list_of(start, end)
    return Node("mapping", Span(0, 0), pairs=tuple(pairs))


class _Parts:
    """Stretches of a text that are read one by one, up to a number of them."""

    def __init__(self, text: str, most_nodes: int) -> None:
        self._text = text
        self._most_nodes = most_nodes
        self._left = _MOST_PARTS

    def read(self, start: int, end: int) -> Node | None:
        """What stands between two offsets, or None where that is no YAML."""
        self._left -= 1
        if self._left < 0:
            return None
        try:
            return read_yaml(self._text[start:end], version=(1, 1), offset=start, most_nodes=self._most_nodes)
        except YamlError:
            return None

    def list_of(self, start: int, end: int) -> Iterator[tuple[Node, Node]]:
        """The setting between two offsets if its value is a list, with those of its entries that can be read.

        Not the navigation: pages of an entry that is left out would be missed in it.
        """
        text = self._text
        colon = text.index(":", start)
        newline = text.find("\n", colon, end)
        first = _ENTRY.search(text, newline + 1, end) if newline >= 0 else None
        name = text[start:colon].rstrip()
        if first is None or name == "nav" or text[colon + 1 : newline].partition("#")[0].strip():
            return
        starts = [found.start() for found in _ENTRY.finditer(text, first.start(), end) if found[1] == first[1]]
        elements: list[Node] = []
        for begin, stop in pairwise([*starts, end]):
            root = self.read(begin, stop)
            elements += root.elements if root is not None else ()
        key = Node("scalar", Span(start, start + len(name)), name, name)
        yield key, Node("sequence", Span(first.start(), end), elements=tuple(elements))
