"""A JSON Schema for front matter, inferred from that of pages: what all of them keep to, with the support of each part.

What is written lets every page through that it was made from. What only few pages have is a doubt: it stands in a
comment beside what allows it, for a person to take out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from caselint.config.patterns import pattern_problem
from caselint.config.problems import nearest, shorten
from caselint.content.yaml_written import scalar_written
from caselint.findings.visible import visible
from caselint.kinds.formats import is_slug, is_uri

Sighting = tuple[str, Any]
_MOST_VALUES = 12  # an enumeration has no more
_OF_EACH = 3  # and on average this many pages for each of its values
_LONGEST_VALUE = 40
_MOST_KEYS = 200
_DEEPEST = 4
_FEW = 3
_RARE = 10  # a value that is so much rarer than one that is spelt alike may be a slip
_NUMBER = re.compile(r"[0-9]+")
_SPECIAL = re.compile(r"[.^$*+?{}()\[\]\\|]")
_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}


def front_matter_schema(kind: str, pages: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    """A schema as commented YAML for pages with their front matter as JSON has it; those without any are `{}`."""
    lines = [
        f"# Front matter of the pages of kind {_comment(kind)}: what {_pages(len(pages))} have in common.",
        "# A key under `required` stands on all of them. Comments tell the support and the doubts: mend the pages, and",
        "# then take out what was only let through for them.",
        '$schema: "https://json-schema.org/draft/2020-12/schema"',
        "type: object",
        *_mapping([(path, front) for path, front in pages], 0),
    ]
    return "\n".join(lines) + "\n"


def _mapping(seen: Sequence[Sighting], depth: int) -> Iterator[str]:
    """`required` and `properties` of mappings."""
    indent = "  " * depth
    found: dict[str, list[Sighting]] = {}
    for path, mapping in seen:
        for key, value in mapping.items():
            found.setdefault(str(key), []).append((path, value))
    keys = sorted(found, key=lambda key: -len(found[key]))[:_MOST_KEYS]
    required = [key for key in keys if len(found[key]) == len(seen)]
    if required:
        yield f"{indent}required: [{', '.join(_key(key) for key in required)}]"
    if not keys:
        return
    yield f"{indent}properties:"
    for key in keys:
        yield f"{indent}  {_key(key)}:  # {_support(key, found, len(seen), seen)}"
        yield from _value(found[key], depth + 2)
    if len(found) > _MOST_KEYS:
        yield f"{indent}  # and {len(found) - _MOST_KEYS} more keys, each on fewer pages"


def _support(key: str, found: Mapping[str, Sequence[Sighting]], of: int, seen: Sequence[Sighting]) -> str:
    having = found[key]
    text = f"{len(having)} of {of}"
    if len(having) == 1 and of > 1:
        near = nearest(key, [other for other in found if len(found[other]) > 1])
        meant = f'; is "{_comment(near)}" meant?' if near is not None else ""
        return f"{text}, only {_comment(having[0][0])}: a doubt{meant}"
    missing = of - len(having)
    if 0 < missing <= _FEW and missing * 10 <= of:
        there = {path for path, _ in having}
        lacking = [path for path, _ in seen if path not in there]
        return f"{text}, missing on {', '.join(map(_comment, lacking))}"
    return text


def _value(seen: Sequence[Sighting], depth: int) -> list[str]:
    """What the schema says of a value: its types, then what texts, lists and mappings have in common."""
    indent = "  " * depth
    types = Counter("null" if value is None else _TYPES.get(type(value), "string") for _, value in seen)
    if "number" in types and "integer" in types:  # a number may be whole
        types["number"] += types.pop("integer")
    names = [name for name, _ in types.most_common()]
    listed = ", ".join('"null"' if name == "null" else name for name in names)
    texts = [(path, value) for path, value in seen if isinstance(value, str)]
    lines = []
    form = list(_form(texts))
    if set(names) <= {"string", "null"} and not form:
        enumeration = list(_enumeration(texts, len(seen), depth, null="null" in types))
        if enumeration:
            return enumeration
    if len(names) == 1:
        lines.append(f"{indent}type: {listed}")
    else:
        counts = ", ".join(f"{name} {count}" for name, count in types.most_common())
        lines.append(f"{indent}type: [{listed}]  # {counts}{_odd_ones(seen, types)}")
    lines += [f"{indent}{line}" for line in form]
    elements = [(path, element) for path, value in seen if isinstance(value, list) for element in value]
    if elements and depth < 2 * _DEEPEST:
        lines += [f"{indent}items:", *_value(elements, depth + 1)]
    mappings = [(path, value) for path, value in seen if isinstance(value, dict)]
    if mappings and depth < 2 * _DEEPEST:
        lines += _mapping(mappings, depth)
    return lines


def _odd_ones(seen: Sequence[Sighting], types: Counter[str]) -> str:
    """Where a type stands that only one page has."""
    odd = [name for name, count in types.items() if count == 1 and len(seen) > _FEW]
    for path, value in seen:
        if odd and ("null" if value is None else _TYPES.get(type(value), "string")) in odd:
            return f"; {odd[0]} only on {_comment(path)}: a doubt"
    return ""


def _enumeration(texts: Sequence[Sighting], of: int, depth: int, *, null: bool) -> Iterator[str]:
    """The values as an enumeration, if they are few enough to be one."""
    counts = Counter(value for _, value in texts)
    if not counts or len(counts) > _MOST_VALUES or of < _OF_EACH * len(counts):
        return
    if any(len(value) > _LONGEST_VALUE or not value.strip() for value in counts) or len(counts) < 2:
        return
    indent = "  " * depth
    yield f"{indent}enum:"
    where = {value: path for path, value in reversed(texts)}
    for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        near = nearest(value, [other for other, more in counts.items() if more >= _RARE * count])
        meant = f'; is "{_comment(near)}" meant?' if near is not None else ""
        told = f"only {_comment(where[value])}: a doubt{meant}" if count == 1 else f"{count}{meant}"
        yield f"{indent}  - {scalar_written(value)}  # {told}"
    if null:
        yield f"{indent}  - null  # empty on {of - len(texts)}"


def _form(texts: Sequence[Sighting]) -> Iterator[str]:
    """What all texts have the form of: a date, an address, a slug, or the same words around numbers."""
    values = {value for _, value in texts}
    if len(values) < 2:
        return
    if all(map(_is_date, values)):
        yield "format: date"
    elif all(map(is_uri, values)):
        yield "format: uri"
    elif len(values) > _MOST_VALUES and all(map(is_slug, values)):
        yield "format: slug"
    else:
        forms = {_NUMBER.sub("0", value) for value in values}
        form = forms.pop()
        if not forms and "0" in form and len(form) <= _LONGEST_VALUE and form.isprintable():
            pattern = "^" + "[0-9]{1,12}".join(_SPECIAL.sub(r"\\\g<0>", part) for part in form.split("0")) + "$"
            if pattern_problem(pattern) is None:
                yield f"pattern: {_quoted(pattern)}"


def _is_date(text: str) -> bool:
    try:
        return len(text) == len("2025-01-31") and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _key(key: str) -> str:
    return scalar_written(key) or '""'


def _comment(text: str) -> str:
    """A text for a comment: on one line, without what would end it."""
    return shorten(visible(text), 80)


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
