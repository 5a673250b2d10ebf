"""Templates of page kinds as files: YAML, read with the place of each fault, and all faults at once."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from caselint.config.problems import ConfigError, ConfigProblem, nearest, shorten
from caselint.content.yaml import Node
from caselint.kinds.document import Document, read_document

_Template = TypeVar("_Template")


class TemplateReader(ABC, Generic[_Template]):
    """Reads a template from its document and collects what is wrong with it.

    Class attributes:
        what: what is read, in words: "section template".
        listed: the key of the file that holds the list of what pages should have.
        optional: whether a file may do without that list.
    """

    what: ClassVar[str]
    listed: ClassVar[str]
    optional: ClassVar[bool] = False

    def __init__(self, document: Document) -> None:
        self._document = document
        self._problems: list[ConfigProblem] = []

    @classmethod
    def read(cls, path: Path) -> _Template:
        """The template in a file.

        Raises:
            ConfigError: the file cannot be read, or does not say what it should; with all problems.
        """
        reader = cls(read_document(path))
        template = reader._template()
        if reader._problems:
            raise ConfigError(reader._problems)
        return template

    @abstractmethod
    def _template(self) -> _Template:
        """The template; what is wrong with it goes into `_wrong`."""

    def _wrong(self, node: Node, message: str, suggestion: str | None = None) -> None:
        self._problems.append(self._document.problem(node.span, message, suggestion))

    def _root(self, known: Sequence[str]) -> dict[str, Node] | None:
        """The values of the file, by key; None where it is no mapping."""
        root = self._document.root
        if root is None or root.kind != "mapping":
            message = f"a {self.what} is a mapping with the key `{self.listed}`"
            if root is None:
                self._problems.append(ConfigProblem(self._document.path.as_posix(), 1, 1, message))
            else:
                self._wrong(root, message)
            return None
        values = self._values(root, known)
        if self.listed not in values and not self.optional:
            self._wrong(root, f"the template has no `{self.listed}`")
        return values

    def _elements(self, values: dict[str, Node]) -> Sequence[Node]:
        """What the file lists; nothing where that is no list."""
        node = values.get(self.listed)
        if node is None:
            return ()
        if node.kind != "sequence":
            self._wrong(node, f"`{self.listed}` must be a list")
            return ()
        return node.elements

    def _values(self, node: Node, known: Sequence[str]) -> dict[str, Node]:
        values = {}
        written = set()
        for key, value in node.pairs:
            if key.name in known:
                values[key.name] = value
            else:
                near = nearest(key.name, known)
                listed = "" if near is not None else f"; known here are {', '.join(known)}"
                self._wrong(key, f"unknown key `{shorten(key.name)}`{listed}", near)
            if node.span.start <= key.span.start < node.span.end:  # not one that `<<` merges
                if key.name in written:
                    self._wrong(key, f"the key `{shorten(key.name)}` stands here twice")
                written.add(key.name)
        return values

    def _flag(self, values: dict[str, Node], name: str, *, default: bool) -> bool:
        node = values.get(name)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self._wrong(node, f"`{name}` must be true or false")
            return default
        return node.value
