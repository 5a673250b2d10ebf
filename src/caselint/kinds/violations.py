"""What a front matter breaks of its schema, one violation for each mistake, at the key or value that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from caselint.config.problems import nearest, shorten
from caselint.content.yaml import Node
from caselint.findings import Edit, Fix, Safety, Span
from caselint.kinds.described import keys_at
from caselint.kinds.document import node_at
from caselint.kinds.error_keys import choices, missing_names, together, unexpected
from caselint.kinds.insertion import Value, value_of
from caselint.kinds.validator import Condition
from caselint.kinds.words import Said, label, not_together, wrong_value

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

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

    def rename(self, page: str, text: str) -> Fix | None:
        """Of a missing or unknown key, the fix that writes the schema's name over the key that was meant as it.

        `page` is the path of the page and `text` its text. None where no key was meant, or one that is not plain.
        """
        meant = self.near_key if self.kind == "missing-key" else (str(self.path[-1]), self.span)
        if meant is None or self.replacement is None or meant[1].slice(text) != meant[0]:
            return None
        edit = Edit(page, meant[1], self.replacement)
        return Fix(f'rename "{meant[0]}" to "{self.replacement}"', Safety.UNSAFE, (edit,))


def collect(
    errors: Iterable[ValidationError], schema: Mapping[str, Any], root: Node | None, end: Span
) -> list[Violation]:
    """The violations behind the validator's `errors`, sorted by place; each once."""
    collector = _Collector(schema, root, end)
    for error in errors:
        collector.add(error)
    return collector.sorted()


class _Collector:
    def __init__(self, schema: Mapping[str, Any], root: Node | None, end: Span) -> None:
        self._schema = schema
        self._root = root
        self._end = end
        self._found: dict[tuple[Kind, Path], Violation] = {}

    def add(self, error: ValidationError) -> None:
        path = tuple(error.absolute_path)
        missing = list(missing_names(error))
        if missing:
            path = path[:-1] if error.validator_value is True else path
            for name, key in missing:
                if key is not None:
                    error.cause = Condition(f'"{shorten(key)}" is there')
                self._put(self._missing(path, name, error), error)
        elif "propertyNames" in error.absolute_schema_path and isinstance(error.instance, str):
            self._put(self._unknown((*path, error.instance), error, {}), error)
        elif error.validator in ("additionalProperties", "unevaluatedProperties") and isinstance(error.instance, dict):
            known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
            known = keys_at(self._schema, path) if error.validator == "unevaluatedProperties" else known
            for name in unexpected(error):
                self._put(self._unknown((*path, name), error, known), error)
        elif error.validator in ("anyOf", "oneOf") and error.context:
            self._branches(path, error)
        elif (too_many := together(error)) is not None:
            last = max(too_many, key=lambda name: self._place((*path, name))[0])
            self._put(self._wrong((*path, last), not_together(path, too_many), at_key=True), error)
        elif error.validator != "minProperties" or not self._lacks_key(path):
            said = wrong_value(path, error, self._node(path))
            self._put(self._wrong(path, said, at_key=error.validator == "not" and not error.validator_value), error)

    def _lacks_key(self, path: Path) -> bool:
        """Whether a key of the mapping at `path` is known to be missing: that says more than how many there are."""
        return any(kind == "missing-key" and missing[:-1] == path for kind, missing in self._found)

    def _branches(self, path: Path, error: ValidationError) -> None:
        """Of several forms that a value may have, the one that it comes nearest to says what is wrong."""
        from jsonschema.exceptions import best_match

        forms = choices(error)
        if forms:
            self._put(self._one_of(path, forms), error)
            return
        deepest = best_match([error]) or error
        here = [each for each in error.context or () if len(each.absolute_path) == len(path)]
        if deepest is error or (len(here) == len(error.context or ()) and deepest.validator == "type"):
            self._put(self._wrong(path, wrong_value(path, error, self._node(path))), error)
        else:
            if isinstance(error.cause, Condition):
                deepest.cause = error.cause
            self.add(deepest)

    def sorted(self) -> list[Violation]:
        meant = {(*found.path[:-1], found.near_key[0]) for found in self._found.values() if found.near_key is not None}
        kept = [found for found in self._found.values() if found.kind != "unknown-key" or found.path not in meant]
        return sorted(kept, key=lambda found: found.span)

    def _put(self, violation: Violation, error: ValidationError) -> None:
        """Keep the first violation of a place, with the condition behind it."""
        if isinstance(error.cause, Condition):
            said, mark, rest = violation.message.partition("; ")
            violation = replace(violation, message=f"{said}, because {error.cause}{mark}{rest}")
        self._found.setdefault((violation.kind, violation.path), violation)

    def _node(self, path: Path) -> Node | None:
        node = self._root
        for part in path:
            if node is None:
                return None
            if isinstance(part, int):
                node = node.elements[part] if part < len(node.elements) else None
            else:
                node = node.get(part)
        return node

    def _place(self, path: Path) -> tuple[Span, Span]:
        """Key and value; of the root the end, since all of it is never what is meant."""
        found = node_at(self._root, path) if path else None
        return found if found is not None else (self._end, self._end)

    def _one_of(self, path: Path, forms: Sequence[Sequence[str]]) -> Violation:
        """Of keys of which one, or one group, has to be there, none is."""
        words = [" and ".join(f'"{name}"' for name in names) for names in forms]
        inside = f" in {label(path)}" if path else ""
        message = f"one of the keys {' or '.join(words)} is missing{inside}"
        return Violation("missing-key", (*path, forms[0][0]), self._place(path)[0], message, "add one of them")

    def _wrong(self, path: Path, said: Said, *, at_key: bool = False) -> Violation:
        key, value = self._place(path)
        node = self._node(path)
        is_scalar = node is not None and node.kind == "scalar" and not at_key
        span = value if is_scalar and value.end > value.start else key
        return Violation("wrong-value", path, span, said.message, said.help, said.nearest, said.replacement)

    def _missing(self, path: Path, name: str, error: ValidationError) -> Violation:
        instance = error.instance if isinstance(error.instance, dict) else {}
        known = keys_at(self._schema, path)
        known |= error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        candidates = [key for key in instance if isinstance(key, str) and key not in known]
        near = nearest(name, candidates) if known else None
        inside = f" in {label(path)}" if path else ""
        span = self._place(path)[0]
        message = f'the key "{name}" is missing{inside}'
        if near is not None:
            near_span = self._place((*path, near))[0]
            return Violation(
                "missing-key",
                (*path, name),
                near_span,
                f'{message}; "{near}" may be meant as it',
                f'rename "{near}" to "{name}"',
                name,
                name,
                (near, near_span),
            )
        value = value_of(known.get(name))
        order = tuple(map(str, known))
        return Violation("missing-key", (*path, name), span, message, _advice(name, known), value=value, order=order)

    def _unknown(self, path: Path, error: ValidationError, known: Mapping[str, Any]) -> Violation:
        name = str(path[-1])
        free = [key for key in known if not isinstance(error.instance, dict) or key not in error.instance]
        near = nearest(name, free)
        key = self._place(path)[0]
        inside = f" in {label(path[:-1])}" if len(path) > 1 else ""
        if error.validator in ("additionalProperties", "unevaluatedProperties"):
            message = f'the key "{name}" is not known{inside}'
        else:
            message = f'"{name}" is not a name that a key may have{inside}'
        if near is not None:
            return Violation("unknown-key", path, key, message, f'did you mean "{near}"?', near, near)
        listed = ", ".join(free[:8])
        more = f" and {len(free) - 8} more" if len(free) > 8 else ""
        return Violation("unknown-key", path, key, message, f"keys that may be added: {listed}{more}" if free else "")


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
