"""What of a `mkdocs.yml` can be read although all of it cannot.

An unclosed bracket in `nav` is no reason to read the pages as if the site had no extensions: most of what would then
be found is not there. So each setting is read on its own, and each entry of a list in one that cannot be.
"""

import re
from itertools import islice, pairwise

from caselint.content.yaml import Node, YamlError, read_yaml
from caselint.findings.span import Span

_KEY = re.compile(r"^[A-Za-z_][\w-]*+[ \t]*+:(?=[ \t\r\n]|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"^( *+)-(?=[ \t\r\n])", re.MULTILINE)
_MOST_PARTS = 2_000


def salvage(text: str, most_nodes: int) -> Node:
    """The mapping of those settings of `text` that can be read by themselves; all places are those in `text`.

    Where an anchor is set and where it is used may be told apart: what uses it is then left out. Never raises.
    """
    starts = [found.start() for found in _KEY.finditer(text)]
    pairs: list[tuple[Node, Node]] = []
    for start, end in islice(pairwise([*starts, len(text)]), _MOST_PARTS):
        root = _read(text, start, end, most_nodes)
        if root is not None:
            pairs += root.pairs
            continue
        pair = _entries(text, start, end, most_nodes)
        pairs += [pair] if pair else []
    return Node("mapping", Span(0, 0), pairs=tuple(pairs))


def _read(text: str, start: int, end: int, most_nodes: int) -> Node | None:
    try:
        return read_yaml(text[start:end], version=(1, 1), offset=start, most_nodes=most_nodes)
    except YamlError:
        return None


def _entries(text: str, start: int, end: int, most_nodes: int) -> tuple[Node, Node] | None:
    """A setting whose value is a list, with those of its entries that can be read.

    Not the navigation: pages of an entry that is left out would be missed in it.
    """
    colon = text.index(":", start)
    newline = text.find("\n", colon, end)
    first = _ENTRY.search(text, newline + 1, end) if newline >= 0 else None
    name = text[start:colon].rstrip()
    if first is None or name == "nav" or text[colon + 1 : newline].partition("#")[0].strip():
        return None
    key = Node("scalar", Span(start, start + len(name)), name, name)
    starts = [found.start() for found in _ENTRY.finditer(text, first.start(), end) if found[1] == first[1]]
    elements: list[Node] = []
    for begin, stop in islice(pairwise([*starts, end]), _MOST_PARTS):
        root = _read(text, begin, stop, most_nodes)
        elements += root.elements if root is not None else ()
    return key, Node("sequence", Span(first.start(), end), elements=tuple(elements))
