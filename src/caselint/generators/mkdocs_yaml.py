"""The YAML of `mkdocs.yml`: MkDocs' tags as data, and `INHERIT` followed."""

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from caselint.content.source import Undecodable, decode
from caselint.content.yaml import Node, YamlError, read_yaml
from caselint.findings.span import Span
from caselint.findings.visible import shorten
from caselint.generators.generator import ConfigProblem
from caselint.generators.mkdocs_salvage import salvage

_LIMIT = 4_000_000  # bytes
_MOST_NODES = 200_000
_MOST_PARENTS = 16
_LONGEST_SHOWN = 100
_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Document:
    """A config with those that it inherits from.

    Attributes:
        values: settings as plain values, merged as MkDocs merges them.
        nodes: the nodes of the site's own config, then of its parents.
        inherits: where the own config names its parent.
        files: absolute paths of all that was read, those that are missing among them.
    """

    values: Mapping[str, object]
    nodes: tuple[Node, ...]
    inherits: Span
    problems: tuple[ConfigProblem, ...]
    files: tuple[str, ...]

    def node(self, name: str) -> tuple[Node | None, Span | None]:
        """The node of a setting; with it the place that stands for it where it comes from a parent."""
        for row, root in enumerate(self.nodes):
            found = root.get(name)
            if found is not None:
                return found, self.inherits if row else None
        return None, None

    def place(self, name: str) -> Span:
        """Where a setting's value stands in the site's own config."""
        found, elsewhere = self.node(name)
        return _NOWHERE if found is None else elsewhere or found.span


def read_document(root: Path, name: str, read: Callable[[Path], bytes]) -> Document:
    """Read the config `name` in `root` with its parents; `read` gives the bytes of a file. Never raises."""
    fence = _repository(root)
    path = root / name
    nodes: list[Node] = []
    files: list[str] = []
    inherits = _NOWHERE
    problems: list[ConfigProblem] = []
    while True:
        files.append(str(path))
        try:
            node = _node(path, read)
        except YamlError as error:
            place, message = error.span, str(error)
            if nodes:
                place, message = inherits, f"{_shown(path, root)}, which this inherits from, cannot be read: {message}"
            problems.append(ConfigProblem(message, place))
            node = _whole_parts(path, read)
        nodes.append(node)
        parent = node.get("INHERIT")
        if parent is None:
            break
        if len(nodes) == 1:
            inherits = parent.span
        path = Path(os.path.normpath(path.parent / parent.text))
        if not path.is_relative_to(fence):
            problems.append(
                ConfigProblem(f'"{shorten(parent.text, _LONGEST_SHOWN)}" lies outside of the repository', inherits)
            )
            break
        if len(nodes) > _MOST_PARENTS:
            problems.append(ConfigProblem("the configuration inherits from itself, or from too many others", inherits))
            break
    values: Mapping[str, object] = {}
    for node in reversed(nodes):
        values = _merged(values, {key.name: plain(value) for key, value in node.pairs if key.name != "INHERIT"})
    return Document(values, tuple(nodes), inherits, tuple(problems), tuple(files))


def _repository(root: Path) -> Path:
    """The folder that a config may inherit from: the repository's, or the one above the site's."""
    at = root
    while not (at / ".git").exists():
        if at.parent == at:
            return root.parent
        at = at.parent
    return at


def _shown(path: Path, root: Path) -> str:
    return shorten(Path(os.path.relpath(path, root)).as_posix(), _LONGEST_SHOWN)


def _node(path: Path, read: Callable[[Path], bytes]) -> Node:
    """The mapping that a file holds.

    Raises:
        YamlError: it cannot be read, or holds no mapping.
    """
    try:
        text = decode(read(path)).text
    except Undecodable as error:
        raise YamlError(str(error), Span(error.offset, error.offset)) from None
    except OSError as error:
        raise YamlError(f"the file cannot be read: {error.strerror or error}", _NOWHERE) from None
    root = read_yaml(text, version=(1, 1), most_nodes=_MOST_NODES)
    if root is None:
        return Node("mapping", _NOWHERE)
    if root.kind != "mapping":
        raise YamlError(f"the configuration is a {root.kind}; MkDocs takes a mapping", root.span)
    return root


def _whole_parts(path: Path, read: Callable[[Path], bytes]) -> Node:
    """What of a file that is no YAML can be read; an empty mapping where that is nothing."""
    try:
        return salvage(decode(read(path)).text, _MOST_NODES)
    except (Undecodable, OSError):
        return Node("mapping", _NOWHERE)


def read_file(path: Path) -> bytes:
    """The bytes of a regular file; never blocks on a pipe or a device.

    Raises:
        OSError: it cannot be read, or has more bytes than a config may have.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError as error:  # a name with a NUL
        raise OSError(str(error)) from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("it is not a regular file")
        data = file.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise OSError(f"it has more than {_LIMIT:,} bytes")
    return data


def _merged(parent: Mapping[str, object], own: Mapping[str, object]) -> Mapping[str, object]:
    """`own` over `parent`: mappings merge key by key, all else is replaced."""
    found = dict(parent)
    for key, value in own.items():
        above = found.get(key)
        found[key] = _merged(above, value) if isinstance(above, Mapping) and isinstance(value, Mapping) else value
    return found


def plain(node: Node) -> object:
    """A node as plain values. `!ENV` is its default, Python's tags are what `SiteConfig.extensions` says."""
    tag = (node.tag or "").removeprefix("tag:yaml.org,2002:").lstrip("!")
    if tag == "ENV":
        return plain(node.elements[-1]) if len(node.elements) > 1 else None
    if tag.startswith(("python/name:", "python/module:")):
        return tag
    if tag.startswith(("python/object/apply:", "python/object/new:")):
        return _call(node, tag.partition(":")[2])
    if node.kind == "mapping":
        return {key.name: plain(value) for key, value in node.pairs}
    if node.kind == "sequence":
        return [plain(element) for element in node.elements]
    value = node.value
    return value if value is None or isinstance(value, str | bool | int | float) else node.text


def _call(node: Node, name: str) -> Mapping[str, object]:
    args: object = [plain(element) for element in node.elements]
    kwds: object = {}
    if node.kind == "mapping":
        found = {key.name: plain(value) for key, value in node.pairs}
        args, kwds = found.get("args", []), found.get("kwds", {})
    return {"python/object/apply": name, "args": args, "kwds": kwds}
