"""HTML elements as values: text is escaped unless it is markup already."""

from collections.abc import Iterable
from html import escape

from caselint.findings.visible import visible

_VOID = frozenset({"input", "meta"})


class Html(str):
    """Markup, safe as it stands."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Attribute = str | int | bool | None


def element(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """`<name>` with its children. In the names of attributes `_` stands for `-`, and at the end for nothing."""
    start = f"<{name}{''.join(_attribute(*pair) for pair in attributes.items())}>"
    return Html(start if name in _VOID else f"{start}{joined(children)}</{name}>")


def joined(children: Iterable[Child]) -> Html:
    """Children one after the other, without an element around them."""
    return Html("".join(map(_child, children)))


def _child(child: Child) -> str:
    if child is None or isinstance(child, Html):
        return child or ""
    if isinstance(child, str):
        return escape(visible(child))
    return joined(child)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{escape(visible(str(value)))}"'
