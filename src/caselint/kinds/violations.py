"""What a front matter breaks of its schema, one violation for each mistake, at the key or value that makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from caselint.config.problems import nearest
from caselint.content.yaml import Node
from caselint.content.yaml_written import key_written
from caselint.findings import Edit, Fix, Safety, Span
from caselint.kinds.described import keys_at
from caselint.kinds.document import Places
from caselint.kinds.insertion import Value, value_of
from caselint.kinds.words import Fault, Said, label, not_together, wrong_value

# A key that the schema does not name may well be right: only one that is spelt much like a missing one is taken for it.
_ALIKE = 0.75
Path = tuple[str | int, ...]
Kind = Literal["missing-key", "wrong-value", "unknown-key"]


@dataclass(frozen=True)
class Violation:
    """One mistake.

    Attributes:
        path: keys and indices to the value; of a missing key where it should be.
        span: the value; the key where it has none, is missing inside of something, or is itself what is wrong.
        nearest: the allowed value or key that was probably meant, None where there is none.
        replacement: what would be written at `span` to mend it; None where that is not plain.
        near_key: of a missing key the key, with its place, that was probably meant to be it.
        value: of a missing key what the schema says it is; None where it leaves a choice.
        order: of a missing key the keys of its mapping in the schema's order.
    """

    kind: Kind
    path: Path
    span: Span
    message: str
    help: str = ""
    nearest: str | None = None
    replacement: str | None = None
    near_key: tuple[str, Span] | None = None
    value: Value | None = None
    order: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the key or value from run to run: `metrics.users`."""
        return ".".join(map(str, self.path))

    def rename(self, page: str, text: str) -> Fix | None:
        """Of a missing or unknown key, the fix that writes the schema's name over the key that was meant as it.

        `page` is the path of the page and `text` its text. None where no key was meant, or one that is not plain.
        """
        meant = self.near_key if self.kind == "missing-key" else (str(self.path[-1]), self.span)
        if meant is None or self.replacement is None or meant[1].slice(text) != meant[0]:
            return None
        edit = Edit(page, meant[1], key_written(self.replacement))
        return Fix(f'rename "{meant[0]}" to "{self.replacement}"', Safety.UNSAFE, (edit,))


class Violations:
    """Collects what a front matter breaks: each mistake once, at its place, in an editor's words.

    `schema` is what is known of its keys, `root` the front matter, `end` where a further key would stand. `because` is
    the condition that made a part of the schema hold, "" where none did.
    """

    def __init__(self, schema: Mapping[str, Any], root: Node | None, end: Span) -> None:
        self.schema = schema
        self._places = Places(root)
        self._end = end
        self._found: dict[tuple[Kind, Path], Violation] = {}

    def sorted(self) -> list[Violation]:
        meant = {(*found.path[:-1], found.near_key[0]) for found in self._found.values() if found.near_key is not None}
        kept = [found for found in self._found.values() if found.kind != "unknown-key" or found.path not in meant]
        return sorted(kept, key=lambda found: found.span)

    def _put(self, violation: Violation, because: str, more: str = "") -> None:
        """Note a violation, once for each key and sort; `more` follows the condition in its message."""
        reason = f", because {because}" if because else ""
        said = replace(violation, message=f"{violation.message}{reason}{more}")
        self._found.setdefault((said.kind, said.path), said)

    def lacks_key(self, path: Path) -> bool:
        """Whether a key of the mapping at `path` is known to be missing."""
        return any(kind == "missing-key" and missing[:-1] == path for kind, missing in self._found)

    def node(self, path: Path) -> Node | None:
        """What the page says at `path`."""
        found = self._places.at(path)
        return None if found is None else found.node

    def _place(self, path: Path) -> tuple[Span, Span]:
        """Key and value; of the root the end, since all of it is never what is meant."""
        found = self._places.at(path) if path else None
        return (self._end, self._end) if found is None else (found.key, found.node.span)

    def wrong(self, path: Path, fault: Fault, because: str = "") -> None:
        """The value at `path` is not what `fault` says it must be."""
        never = fault.keyword == "not" and not fault.wanted
        self.say(path, wrong_value(path, fault, self.node(path)), because, at_key=never)

    def say(self, path: Path, said: Said, because: str = "", *, at_key: bool = False) -> None:
        """What is wrong at `path`, in words: at the value where that is a scalar, else at its key."""
        key, value = self._place(path)
        node = self.node(path)
        is_scalar = node is not None and node.kind == "scalar" and not at_key
        span = value if is_scalar and value.end > value.start else key
        found = Violation("wrong-value", path, span, said.message, said.help, said.nearest, said.replacement)
        self._put(found, because)

    def together(self, path: Path, names: Sequence[str], because: str = "") -> None:
        """Keys of the mapping at `path` that may not be there, or not with each other; told at the last of them."""
        last = max(names, key=lambda name: self._place((*path, name))[0])
        self.say((*path, last), not_together(path, names), because, at_key=True)

    def one_of(self, path: Path, forms: Sequence[Sequence[str]], because: str = "") -> None:
        """Of keys of which one, or one group, has to be there, none is."""
        words = [" and ".join(f'"{name}"' for name in names) for names in forms]
        inside = f" in {label(path)}" if path else ""
        message = f"one of the keys {' or '.join(words)} is missing{inside}"
        span = self._place(path)[0]
        self._put(Violation("missing-key", (*path, forms[0][0]), span, message, "add one of them"), because)

    def missing(self, path: Path, name: str, about: Mapping[str, Any], because: str = "") -> None:
        """The mapping at `path` lacks the key `name`; `about` is what is said of its keys beside the schema."""
        present = self._places.names(path)
        known = {**keys_at(self.schema, path), **about}
        near = nearest(name, [key for key in present if key not in known], _ALIKE) if known else None
        inside = f" in {label(path)}" if path else ""
        message = f'the key "{name}" is missing{inside}'
        at = (*path, name)
        if near is not None:
            span = self._place((*path, near))[0]
            more = f'; "{near}" may be meant as it'
            advice = f'rename "{near}" to "{name}"'
            self._put(Violation("missing-key", at, span, message, advice, name, name, (near, span)), because, more)
            return
        value, order = value_of(known.get(name)), tuple(map(str, known))
        advice = _advice(name, known)
        span = self._place(path)[0]
        self._put(Violation("missing-key", at, span, message, advice, value=value, order=order), because)

    def unknown(self, path: Path, allowed: Sequence[str], because: str = "", *, misnamed: bool = False) -> None:
        """The key at `path` is none of those `allowed`, or `misnamed`: of a name that no key may have."""
        name = str(path[-1])
        present = self._places.names(path[:-1])
        free = [key for key in allowed if key not in present]
        near = nearest(name, free)
        key = self._place(path)[0]
        inside = f" in {label(path[:-1])}" if len(path) > 1 else ""
        message = f'the key "{name}" is not known{inside}'
        if misnamed:
            message = f'"{name}" is not a name that a key may have{inside}'
        listed = ", ".join(free[:8]) + (f" and {len(free) - 8} more" if len(free) > 8 else "")
        advice = f'did you mean "{near}"?' if near else f"keys that may be added: {listed}" if free else ""
        self._put(Violation("unknown-key", path, key, message, advice, near, near), because)


def _advice(name: str, known: Mapping[str, Any]) -> str:
    """What to write, from what the schema says of the key."""
    about = known.get(name)
    if not isinstance(about, Mapping):
        return f'add "{name}"'
    allowed = about.get("enum")
    if isinstance(allowed, list) and 0 < len(allowed) <= 8:
        one_of = "one of " if len(allowed) > 1 else ""
        return f'add "{name}": {one_of}{", ".join(str(value) for value in allowed)}'
    examples = about.get("examples")
    if isinstance(examples, list) and examples and isinstance(examples[0], str | int | float):
        return f'add it, such as "{name}: {examples[0]}"'
    description = about.get("description")
    return f'add "{name}": {description}' if isinstance(description, str) and description else f'add "{name}"'
