"""Section templates as files: YAML, read with the place of each fault."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from caselint.config.patterns import pattern_problem
from caselint.content.yaml import Node
from caselint.kinds.sections import Limits, Section, SectionTemplate
from caselint.kinds.template_file import TemplateReader

_FILE_KEYS = ("sections", "ordered", "closed", "words")
_SECTION_KEYS = ("title", "prefix", "pattern", "required", "level", "words")


def load_template(path: Path) -> SectionTemplate:
    """Read a template.

    Raises:
        ConfigError: the file cannot be read, or does not say what it should; with all problems.
    """
    return _Reader.read(path)


class _Reader(TemplateReader[SectionTemplate]):
    what = "section template"
    listed = "sections"

    def _template(self) -> SectionTemplate:
        values = self._root(_FILE_KEYS)
        if values is None:
            return SectionTemplate(())
        sections = tuple(self._sections(self._elements(values)))
        ordered, closed = (self._flag(values, name, default=False) for name in ("ordered", "closed"))
        listed = values.get("sections")
        if closed and listed is not None and not listed.elements:
            self._wrong(listed, "a closed template without sections would allow no section at all; list them")
        return SectionTemplate(sections, ordered, closed, self._limits(values.get("words"), "words"))

    def _sections(self, elements: Sequence[Node]) -> Iterator[Section]:
        for element in elements:
            if element.kind == "scalar" and isinstance(element.value, str) and element.value.strip():
                yield Section((element.value,))
            elif element.kind == "mapping":
                yield self._section(element)
            else:
                self._wrong(element, "a section is a title, or a mapping with `title`, `prefix` or `pattern`")

    def _section(self, node: Node) -> Section:
        values = self._values(node, _SECTION_KEYS)
        title, prefix, pattern = values.get("title"), values.get("prefix"), values.get("pattern")
        if sum(one is not None for one in (title, prefix, pattern)) != 1:
            self._wrong(node, "a section has one of `title`, `prefix` and `pattern`")
        titles = () if title is None else tuple(self._titles(title))
        return Section(
            titles,
            None if pattern is None else self._pattern(pattern),
            self._flag(values, "required", default=True),
            self._level(values.get("level")),
            None if prefix is None else self._prefix(prefix),
            self._limits(values.get("words"), "words"),
        )

    def _limits(self, node: Node | None, name: str) -> Limits:
        if node is None:
            return Limits()
        if node.kind != "mapping" or not node.pairs:
            self._wrong(node, f"`{name}` must be a mapping with `min`, `max` or both")
            return Limits()
        limits: dict[str, int] = {}
        for key, value in self._values(node, ("min", "max")).items():
            if isinstance(value.value, bool) or not isinstance(value.value, int) or value.value < 0:
                self._wrong(value, f"`{key}` must be a whole number from 0")
            else:
                limits[key] = value.value
        least, most = limits.get("min"), limits.get("max")
        if least is not None and most is not None and least > most:
            self._wrong(node, f"`min` is {least} and `max` is {most}: nothing is both")
        return Limits(least, most)

    def _prefix(self, node: Node) -> str | None:
        if node.kind != "scalar" or not isinstance(node.value, str) or not node.value.strip():
            self._wrong(node, "`prefix` must be a text")
            return None
        return node.value

    def _titles(self, node: Node) -> Iterator[str]:
        nodes = node.elements if node.kind == "sequence" else (node,)
        if not nodes:
            self._wrong(node, "`title` must not be empty")
        for one in nodes:
            if one.kind == "scalar" and isinstance(one.value, str) and one.value.strip():
                yield one.value
            elif one.kind == "scalar" and isinstance(one.value, int | float):
                yield one.text
            else:
                self._wrong(one, "`title` must be a text or a list of texts")

    def _pattern(self, node: Node) -> str | None:
        if node.kind != "scalar" or not isinstance(node.value, str):
            self._wrong(node, "`pattern` must be a text")
            return None
        wrong = pattern_problem(node.value)
        if wrong is not None:
            self._wrong(node, f"the pattern {wrong}")
            return None
        return node.value

    def _level(self, node: Node | None) -> int:
        if node is None:
            return 2
        if isinstance(node.value, bool) or not isinstance(node.value, int) or not 1 <= node.value <= 6:
            self._wrong(node, "`level` must be a whole number from 1 to 6")
            return 2
        return node.value
