"""The references of a JSON Schema: whether each leads somewhere within the file, and whether following them ends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from caselint.config.problems import ConfigProblem, nearest, shorten

if TYPE_CHECKING:
    from referencing import Registry, Resource
    from referencing._core import Resolver

Path = tuple[str | int, ...]
Report = Callable[[Path, str, str | None], ConfigProblem]
_KEYWORDS = ("$ref", "$dynamicRef", "$recursiveRef")
# Schemas that are held against the very value that the schema around them is held against.
_IN_PLACE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "extends", "disallow", "type")
_IN_PLACE_NAMED = ("dependentSchemas", "dependencies")


class _Reference(NamedTuple):
    """A reference: where it stands, in which mapping, what it says, and the schema that it names, None where none."""

    path: Path
    holder: dict[str, Any]
    target: str
    found: Any


def specifications() -> "Registry[Any]":
    """All that a reference may lead to outside of its file: the metaschemas. They come with `jsonschema`."""
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

    registry: Registry[Any] = REGISTRY
    return registry


def reference_problems(schema: dict[str, Any], report: Report) -> Iterator[ConfigProblem]:
    """References that lead out of the file or to nothing; where there are none, those that lead back to themselves."""
    references = sorted(_references(schema), key=lambda each: list(map(str, each.path)))
    lost = [each for each in references if each.found is None]
    names = [f"#/{word}/{name}" for word in ("$defs", "definitions") for name in _table(schema.get(word))]
    for each in lost:
        quoted = f"`{shorten(each.target)}`"
        if each.target.startswith("#"):
            yield report(each.path, f"{quoted} refers to nothing in this file", nearest(each.target, names))
        else:
            message = f"{quoted} refers to another file or address; caselint follows references within the file only"
            yield report(each.path, message, None)
    if not lost:
        message = "following this reference never ends: it leads back to itself before anything is checked"
        yield from (report(each.path, message, None) for each in _endless(references))


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _places(schema: dict[str, Any]) -> dict[int, Path]:
    """Where each mapping of a schema stands, by its identity."""
    found: dict[int, Path] = {}
    pending: list[tuple[Any, Path]] = [(schema, ())]
    while pending:
        value, path = pending.pop()
        if isinstance(value, dict):
            found[id(value)] = path
            pending += ((inner, (*path, key)) for key, inner in value.items())
        elif isinstance(value, list):
            pending += ((inner, (*path, row)) for row, inner in enumerate(value))
    return found


def _references(schema: dict[str, Any]) -> Iterator[_Reference]:
    """The references of a schema, of those in it, and of what they lead to within the file."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import validator_for
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT3, specification_with

    draft = validator_for(schema, default=Draft202012Validator)
    specification = specification_with(draft.META_SCHEMA.get("$schema", ""))
    root: Resource[Any] = specification.create_resource(schema)
    pending: list[tuple[Resource[Any], Resolver[Any]]] = [(root, specifications().resolver_with_root(root))]
    places = _places(schema)
    while pending:
        resource, resolver = pending.pop()
        holder: Any = resource.contents
        path = places.pop(id(holder), None)  # None of what was seen already, lies elsewhere, or is `true`
        if path is None:
            continue
        inner = [each for each in resource.subresources() if isinstance(each.contents, dict)]
        if specification is DRAFT3 and isinstance(holder.get("extends"), dict):  # its keys are taken for schemas
            inner.append(specification.create_resource(holder["extends"]))
        pending += ((each, resolver.in_subresource(each)) for each in inner)
        for keyword in _KEYWORDS:
            target = holder.get(keyword)
            if not isinstance(target, str):
                continue
            try:
                found = resolver.lookup(target)
            except Unresolvable:
                yield _Reference((*path, keyword), holder, target, None)
                continue
            yield _Reference((*path, keyword), holder, target, found.contents)
            pending.append((specification.create_resource(found.contents), found.resolver))


def _endless(references: Sequence[_Reference]) -> Iterator[_Reference]:
    """The references that close a circle of schemas which are all held against the same value."""
    leads: dict[int, list[_Reference]] = {}
    for each in references:
        leads.setdefault(id(each.holder), []).append(each)
    done: set[int] = set()
    for start in references:
        if id(start.holder) in done:
            continue
        by: dict[int, _Reference | None] = {id(start.holder): None}  # how each schema that is gone into was reached
        stack = [(id(start.holder), _in_place(start.holder, leads))]
        while stack:
            here, following = stack[-1]
            step, schema = next(following, (None, None))
            if schema is None:
                stack.pop()
                by.pop(here)
                done.add(here)
            elif id(schema) in by:
                row = next(row for row, (known, _) in enumerate(stack) if known == id(schema))
                steps = [step, *(by[known] for known, _ in reversed(stack[row + 1 :]))]
                yield next(each for each in steps if each is not None)
            elif id(schema) not in done:
                by[id(schema)] = step
                stack.append((id(schema), _in_place(schema, leads)))


def _in_place(
    schema: dict[str, Any], leads: Mapping[int, Sequence[_Reference]]
) -> Iterator[tuple[_Reference | None, dict[str, Any]]]:
    """The schemas that a schema holds its own value against, each with the reference that leads there."""
    for each in leads.get(id(schema), ()):
        if isinstance(each.found, dict):
            yield each, each.found
    for keyword in _IN_PLACE:
        value = schema.get(keyword)
        yield from ((None, part) for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict))
    for keyword in _IN_PLACE_NAMED:
        yield from ((None, part) for part in _table(schema.get(keyword)).values() if isinstance(part, dict))
