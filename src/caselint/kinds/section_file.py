"""Section templates as files: YAML, read with the place of each fault."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from caselint.content.yaml import Node
from caselint.kinds.measures_file import MEASURE_KEYS, MeasuresReader
from caselint.kinds.sections import Limits, Section, SectionTemplate

_LIST_KEYS = ("sections", "ordered", "closed")
_FILE_KEYS = (*_LIST_KEYS, *MEASURE_KEYS, "one-h1", "h1-equals")
_TITLE_KEYS = ("title", "prefix", "pattern")
_PLACE_KEYS = ("required", "times", "within-lines", "where")
_CHOICE_KEYS = ("one-of", *_PLACE_KEYS)
_ALTERNATIVE_KEYS = (*_TITLE_KEYS, "level", "within-lines", *MEASURE_KEYS, *_LIST_KEYS)
_SECTION_KEYS = (*_TITLE_KEYS, "one-of", *_PLACE_KEYS, "level", *MEASURE_KEYS, *_LIST_KEYS)
_DEEPEST = 6


def load_template(path: Path) -> SectionTemplate:
    """Read a template.

    Raises:
        ConfigError: the file cannot be read, or does not say what it should; with all problems.
    """
    return _Reader.read(path)


class _Reader(MeasuresReader):
    what = "section template"
    listed = "sections"
    optional = True

    def _template(self) -> SectionTemplate:
        values = self._root(_FILE_KEYS)
        root = self._document.root
        if values is None or root is None:
            return SectionTemplate()
        sections, ordered, closed = self._list(values, 0)
        key = values.get("h1-equals")
        template = SectionTemplate(
            sections,
            ordered,
            closed,
            self._measures(values),
            self._flag(values, "one-h1", default=False),
            None if key is None else self._key(key),
        )
        self._must_ask(root, template)
        return template

    def _list(self, values: dict[str, Node], above: int) -> tuple[tuple[Section, ...], bool, bool]:
        """The sections below a heading of level `above`, and whether they are ordered and closed."""
        listed = values.get("sections")
        sections = () if listed is None else tuple(self._sections(self._elements(values), above))
        ordered, closed = (self._flag(values, name, default=False) for name in ("ordered", "closed"))
        for name in ("ordered", "closed"):
            if name in values and listed is None:
                self._wrong(values[name], f"`{name}` is about `sections`, which are not there")
        if closed and listed is not None and listed.kind == "sequence" and not listed.elements:
            self._wrong(listed, "a closed template without sections would allow no section at all; list them")
        return sections, ordered, closed

    def _sections(self, elements: Sequence[Node], above: int) -> Iterator[Section]:
        """Sections below a heading of level `above`; 0 for those of the page."""
        for element in elements:
            text = self._text(element)
            if text is not None:
                yield Section((text,), level=self._level(None, above))
            elif element.kind == "mapping":
                yield self._section(element, above)
            else:
                self._wrong(element, "a section is a title, or a mapping with `title`, `prefix`, `pattern` or `one-of`")

    def _section(self, node: Node, above: int) -> Section:
        values = self._values(node, _SECTION_KEYS)
        choice = values.get("one-of")
        if sum(name in values for name in (*_TITLE_KEYS, "one-of")) != 1:
            self._wrong(node, "a section has one of `title`, `prefix`, `pattern` and `one-of`")
        times = self._limits(values.get("times"), "times")
        required = self._flag(values, "required", default=True)
        if required and "required" in values and 0 in (times.least, times.most):
            self._wrong(values["required"], "`required` is true, and `times` lets a page do without the section")
        required = required and 0 not in (times.least, times.most)
        if choice is None:
            return self._plain(values, above, times, required=required)
        for key, _ in node.pairs:
            if key.name in _SECTION_KEYS and key.name not in (*_CHOICE_KEYS, *_TITLE_KEYS):
                self._wrong(key, f"`{key.name}` belongs to the sections that `one-of` lists")
        within = self._whole(values.get("within-lines"), "within-lines", 1)
        one_of = tuple(self._alternatives(choice, above))
        return Section(
            required=required, times=times, within_lines=within, one_of=one_of, where=self._where(values.get("where"))
        )

    def _alternatives(self, node: Node, above: int) -> Iterator[Section]:
        if node.kind != "sequence" or len(node.elements) < 2:
            self._wrong(node, "`one-of` must be a list of two sections or more")
            return
        for element in node.elements:
            if element.kind != "mapping":
                yield from self._sections([element], above)
                continue
            values = self._values(element, _ALTERNATIVE_KEYS)
            if sum(name in values for name in _TITLE_KEYS) != 1:
                self._wrong(element, "a section that `one-of` lists has one of `title`, `prefix` and `pattern`")
            yield self._plain(values, above, Limits(), required=True)

    def _plain(self, values: dict[str, Node], above: int, times: Limits, *, required: bool) -> Section:
        """A section that says how its own title reads."""
        prefix, pattern = values.get("prefix"), values.get("pattern")
        level = self._level(values.get("level"), above)
        return Section(
            self._texts(values.get("title"), "title"),
            None if pattern is None else self._pattern(pattern, "pattern"),
            required,
            level,
            None if prefix is None else self._words(prefix, "prefix"),
            self._measures(values),
            times,
            self._whole(values.get("within-lines"), "within-lines", 1),
            self._inside(values, level),
            where=self._where(values.get("where")),
        )

    def _where(self, node: Node | None) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """Front matter keys, each with the values of which a page has one."""
        if node is None:
            return ()
        if node.kind != "mapping" or not node.pairs:
            self._wrong(node, "`where` must be a mapping of front matter keys and values, such as {tier: gold}")
            return ()
        return tuple((key.name, tuple(self._values_of(value, key.name))) for key, value in node.pairs)

    def _values_of(self, node: Node, key: str) -> Iterator[object]:
        nodes = node.elements if node.kind == "sequence" else (node,)
        if not nodes:
            self._wrong(node, f"`where` names no value of `{key}`")
        for one in nodes:
            if one.kind == "scalar" and one.value is not None:
                yield one.value
            else:
                self._wrong(one, f"`where` must name a value of `{key}`, or a list of values")

    def _inside(self, values: dict[str, Node], level: int) -> SectionTemplate | None:
        sections, ordered, closed = self._list(values, level)
        listed = values.get("sections")
        if listed is None:
            return None
        if level == _DEEPEST:
            self._wrong(listed, f"a section of level {_DEEPEST} has no sections inside: there is no level below")
        template = SectionTemplate(sections, ordered, closed)
        self._must_ask(listed, template)
        return template

    def _must_ask(self, node: Node, template: SectionTemplate) -> None:
        if not template.asks and not self._problems:
            why = "no section is required, any order and any others will do, and nothing is said of what they contain"
            self._wrong(node, f"the template asks for nothing: {why}")

    def _words(self, node: Node, key: str) -> str | None:
        text = self._text(node)
        if text is None:
            self._wrong(node, f"`{key}` must be a text")
        return text

    def _key(self, node: Node) -> str | None:
        text = self._text(node)
        if text is None:
            self._wrong(node, "`h1-equals` must be the name of a front matter key, such as title")
        return text

    def _level(self, node: Node | None, above: int) -> int:
        usual = min(above + 1, _DEEPEST) if above else 2
        if node is None:
            return usual
        if isinstance(node.value, bool) or not isinstance(node.value, int) or not above < node.value <= _DEEPEST:
            why = f": the section stands inside one of level {above}" if above else ""
            self._wrong(node, f"`level` must be a whole number from {above + 1} to {_DEEPEST}{why}")
            return usual
        return node.value
