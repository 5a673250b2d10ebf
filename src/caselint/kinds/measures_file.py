"""What a section template says of the contents of a page or section, read with the place of each fault."""

from collections.abc import Iterator
from fractions import Fraction

from caselint.config.patterns import pattern_problem
from caselint.config.problems import nearest, shorten
from caselint.content.yaml import Node
from caselint.kinds.sections import ELEMENTS, Content, Limits, Measures, SectionTemplate
from caselint.kinds.template_file import TemplateReader

MEASURE_KEYS = ("words", "lines", "contains", "code-share")
_ELEMENT_KEYS = ("min", "max", "within-lines", "matching")
_OWN_KEYS = {"table": ("columns",), "code": ("language",), "diagram": ("language",)}
_NAMED = ", ".join(ELEMENTS[:-1]) + " and " + ELEMENTS[-1]


class MeasuresReader(TemplateReader[SectionTemplate]):
    """Reads the keys that a page and a section share."""

    def _measures(self, values: dict[str, Node]) -> Measures:
        contents = values.get("contains")
        return Measures(
            self._limits(values.get("words"), "words"),
            self._limits(values.get("lines"), "lines"),
            () if contents is None else tuple(self._contents(contents)),
            self._code_share(values.get("code-share")),
        )

    def _limits(self, node: Node | None, name: str) -> Limits:
        if node is None:
            return Limits()
        if node.kind != "mapping" or not node.pairs:
            self._wrong(node, f"`{name}` must be a mapping with `min`, `max` or both")
            return Limits()
        return self._range(node, self._values(node, ("min", "max")))

    def _range(self, node: Node, values: dict[str, Node]) -> Limits:
        least = self._whole(values.get("min"), "min", 0)
        most = self._whole(values.get("max"), "max", 0)
        if least is not None and most is not None and least > most:
            self._wrong(node, f"`min` is {least} and `max` is {most}: nothing is both")
        return Limits(least, most)

    def _whole(self, node: Node | None, key: str, lowest: int) -> int | None:
        if node is None:
            return None
        if isinstance(node.value, bool) or not isinstance(node.value, int) or node.value < lowest:
            self._wrong(node, f"`{key}` must be a whole number from {lowest}")
            return None
        return node.value

    def _code_share(self, node: Node | None) -> Fraction | None:
        if node is None:
            return None
        if node.kind != "mapping" or not node.pairs:
            self._wrong(node, "`code-share` must be a mapping with `max`, such as {max: 0.2}")
            return None
        share = self._values(node, ("max",)).get("max")
        if share is None:
            return None
        value = share.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self._wrong(share, "`max` must be a number from 0 to 1, the share of the lines that may be code")
            return None
        return Fraction(str(value))

    def _contents(self, node: Node) -> Iterator[Content]:
        """An element, or a list of them; an element is its name, or a mapping from names to what is asked of them."""
        nodes = node.elements if node.kind == "sequence" else (node,)
        if not nodes:
            self._wrong(node, f"`contains` must not be empty; a page can contain {_NAMED}")
        for one in nodes:
            if one.kind == "mapping" and one.pairs:
                for key, value in one.pairs:
                    if key.name in ELEMENTS:
                        yield self._content(key.name, value)
                    else:
                        self._no_element(key, key.name)
            elif one.kind == "scalar" and one.value in ELEMENTS:
                yield Content(str(one.value))
            else:
                self._no_element(one, one.value if one.kind == "scalar" else None)

    def _no_element(self, node: Node, said: object) -> None:
        named = f"`{shorten(said)}` is no element" if isinstance(said, str) else "this is no element"
        near = nearest(said, ELEMENTS) if isinstance(said, str) else None
        self._wrong(node, f"{named} that a page can contain: those are {_NAMED}", near)

    def _content(self, what: str, node: Node) -> Content:
        if node.kind != "mapping" or not node.pairs:
            known = (*_OWN_KEYS.get(what, ()), *_ELEMENT_KEYS)
            self._wrong(node, f"`{what}` must be a mapping with one or more of {', '.join(known)}; or write `- {what}`")
            return Content(what)
        values = self._values(node, (*_OWN_KEYS.get(what, ()), *_ELEMENT_KEYS))
        count = self._range(node, values)
        if "min" not in values:
            count = count._replace(least=None if "max" in values else 1)
        within = self._whole(values.get("within-lines"), "within-lines", 1)
        if not count.set and within is None and values.keys() <= set(_OWN_KEYS.get(what, ())) | set(_ELEMENT_KEYS):
            self._wrong(node, "this asks for nothing: none is enough, and there may be any number")
        matching = values.get("matching")
        return Content(
            what,
            count,
            self._texts(values.get("columns"), "columns"),
            tuple(text.casefold() for text in self._texts(values.get("language"), "language")),
            None if matching is None else self._pattern(matching, "matching"),
            within,
        )

    def _texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        """A text, or a list of them; a number is the text that is written."""
        if node is None:
            return ()
        nodes = node.elements if node.kind == "sequence" else (node,)
        if not nodes:
            self._wrong(node, f"`{key}` must not be empty")
        found = [self._text(one) for one in nodes]
        for one, text in zip(nodes, found, strict=True):
            if text is None:
                self._wrong(one, f"`{key}` must be a text or a list of texts")
        return tuple(text for text in found if text is not None)

    def _text(self, node: Node) -> str | None:
        if node.kind != "scalar" or node.value is None or isinstance(node.value, bool):
            return None
        text = node.value if isinstance(node.value, str) else node.text
        return text if text.strip() else None

    def _pattern(self, node: Node, key: str) -> str | None:
        if node.kind != "scalar" or not isinstance(node.value, str):
            self._wrong(node, f"`{key}` must be a text")
            return None
        wrong = pattern_problem(node.value)
        if wrong is not None:
            self._wrong(node, f"the pattern {wrong}")
            return None
        return node.value
