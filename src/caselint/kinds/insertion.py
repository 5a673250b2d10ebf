"""Where a key that is missing from a front matter goes, and what is written for it."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from caselint.content.front_matter import FrontMatter
from caselint.content.lines import last_line, line_start
from caselint.content.yaml import Node
from caselint.content.yaml_written import key_written, scalar_written
from caselint.findings import Edit, Fix, Safety, Span
from caselint.kinds.document import Places, Steps

_NEWLINE = re.compile(r"\r\n|\n|\r")


class Value(NamedTuple):
    """What is to be written for a key; `sure` where the schema leaves no choice."""

    written: str
    sure: bool


def value_of(about: object) -> Value | None:
    """What the schema of a key says it is: its `const`, its only allowed value, or its `default`; None otherwise."""
    if not isinstance(about, Mapping):
        return None
    allowed = about.get("enum")
    if "const" in about:
        return _value(about["const"], sure=True)
    if isinstance(allowed, list) and len(allowed) == 1:
        return _value(allowed[0], sure=True)
    return _value(about["default"], sure=False) if "default" in about else None


def _value(value: object, *, sure: bool) -> Value | None:
    written = scalar_written(value)
    return None if written is None else Value(written, sure)


def insertion(
    page: str, text: str, front: FrontMatter, path: Sequence[str | int], order: Sequence[str], value: Value
) -> Fix | None:
    """The fix that adds the key at `path`, behind the keys that stand before it in `order` (the schema's).

    None where there is no front matter to add to, or a line more would say something elsewhere too: in braces and
    brackets, behind an alias or an anchor, and among keys that are merged. Nothing else of the block changes: a line of
    its own is inserted.
    """
    mapping = _block(text, front.root, tuple(path[:-1]))
    name = str(path[-1])
    if front.format != "yaml" or front.error is not None or (mapping is None and front.root is not None):
        return None
    pairs = () if mapping is None else mapping.pairs
    key = key_written(name)
    found = _NEWLINE.search(text)
    newline = found.group() if found is not None else "\n"
    if not pairs:
        if mapping is not None or len(path) > 1 or not front.present:
            return None
        at = last_line(text, front.span).start
        edit = Edit(page, Span(at, at), f"{key}: {value.written}{newline}")
    else:
        placed = _beside(text, pairs, name, order)
        if placed is None:
            return None
        at, indent, behind = placed
        line = f"{indent}{key}: {value.written}"
        edit = Edit(page, Span(at, at), f"{newline}{line}" if behind else f"{line}{newline}")
    return Fix(f"add {key}: {value.written}", Safety.SAFE if value.sure else Safety.UNSAFE, (edit,))


def _block(text: str, root: Node | None, path: Steps) -> Node | None:
    """The mapping at `path` where it, and all around it, is written on lines of its own and for this one key."""
    places = Places(root)
    for length in range(len(path) + 1):
        around = places.at(path[:length])
        # What an alias stands for starts with the anchor, too.
        if around is None or text.startswith(("&", "{", "["), around.node.span.start):
            return None
    if around is None or around.node.kind != "mapping":
        return None
    starts = [key.span.start for key, _ in around.node.pairs]
    # Keys that are merged stand elsewhere, or behind `<<`.
    is_plain = not starts or (starts[0] == around.node.span.start and starts == sorted(starts))
    return around.node if is_plain else None


def _beside(
    text: str, pairs: Sequence[tuple[Node, Node]], name: str, order: Sequence[str]
) -> tuple[int, str, bool] | None:
    """Where a line for the key goes: the offset, its indentation, and whether it goes behind a line."""
    first = pairs[0][0]
    start = line_start(text, first.span.start)
    indent = text[start : first.span.start]
    dashed = indent.replace("-", " ")
    if indent.strip(" -") or "\t" in indent:
        return None
    earlier = set(order[: order.index(name)]) if name in order else {key.name for key, _ in pairs}
    before = [pair for pair in pairs if pair[0].name in earlier]
    if not before and indent == dashed:
        return start, indent, False
    key, value = (before or pairs)[-1]
    if _keeps_blank_lines(text, value):
        return None
    last = max(key.span.end, value.span.end)
    end = _NEWLINE.search(text, last)
    return (end.start() if end is not None else len(text)), dashed, True


def _keeps_blank_lines(text: str, node: Node) -> bool:
    """Whether what a value ends with is a text below `|+` or `>+`, to which all blank lines behind it belong."""
    while node.pairs or node.elements:
        node = node.pairs[-1][1] if node.pairs else node.elements[-1]
    return node.style in ("|", ">") and "+" in _NEWLINE.split(node.span.slice(text), maxsplit=1)[0]
