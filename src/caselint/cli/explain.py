"""`caselint explain`: a rule's documentation."""

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from caselint.cli.arguments import Parser, add_verbose
from caselint.cli.failure import UsageError
from caselint.cli.streams import terminal_style, write
from caselint.findings.visible import visible, width
from caselint.reporters.style import Style

if TYPE_CHECKING:
    from caselint.rules.rule import Example, Rule


def run(argv: Sequence[str]) -> int:
    """Print the documentation, options and examples of the rules named."""
    options = _parser().parse(argv)
    from caselint.rules.registry import find_rule

    rules = []
    for word in options.rules:
        rule = find_rule(word.strip().lower()) or find_rule(word.strip())
        if rule is None:
            raise UsageError(_unknown(word))
        rules.append(rule)
    style = terminal_style()
    write("\n\n".join("\n".join(_explain(rule, style)) for rule in rules) + "\n")
    return 0


def _unknown(word: str) -> str:
    from caselint.rules.registry import nearest_rules

    near = nearest_rules(word[:80].strip().lower()) or nearest_rules(word[:80].strip().upper())
    hint = f"did you mean {' or '.join(near)}?" if near else "`caselint rules` lists them"
    return f'caselint: there is no rule "{word}"; {hint}'


def _explain(rule: "type[Rule]", style: Style) -> Iterator[str]:
    preview = ", in preview: off until it is selected by name or with --preview" if rule.preview else ""
    severity = style.severity(rule.severity.value, rule.severity)
    yield f"{style.bold(rule.name)} ({rule.code}), {severity}{preview}"
    yield ""
    for line in rule.documentation().splitlines():
        yield style.bold(line.removeprefix("## ")) if line.startswith("## ") else line
    yield from _options(rule, style)
    for title, examples in (("Found", rule.bad), ("Not found", rule.good)):
        for example in examples:
            yield from ("", style.bold(title), *_example(rule, example, style))


def _options(rule: "type[Rule]", style: Style) -> Iterator[str]:
    fields = dataclasses.fields(rule.Options)
    yield from ("", style.bold("Options"), f"  [rules.{rule.name}]")
    defaults = rule.Options()
    for field in fields:
        value = getattr(defaults, field.name)
        yield f"  # {_key(field.name)} is not set" if value is None else f"  {_key(field.name)} = {toml_value(value)}"
    yield f'  severity = "{rule.severity.value}"'


def _key(name: str) -> str:
    return name.replace("_", "-")


def toml_value(value: object) -> str:
    """An option's value as one would write it in `caselint.toml`."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Enum):
        return toml_value(value.value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_value(key)} = {toml_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
        return "[" + ", ".join(map(toml_value, items)) + "]"
    return json.dumps(str(value), ensure_ascii=False) if not isinstance(value, (int, float)) else str(value)


def _example(rule: "type[Rule]", example: "Example", style: Style) -> Iterator[str]:
    settings = list(example.config.splitlines())
    if example.options:
        settings += [
            f"[rules.{rule.name}]",
            *(f"{_key(key)} = {toml_value(item)}" for key, item in example.options.items()),
        ]
    if settings:
        yield from ("  caselint.toml", *(f"    {line}" for line in settings))
    places: dict[tuple[str, int], list[int]] = {}
    for place in example.finds:
        path, line, column = place.rsplit(":", 2)
        places.setdefault((path, int(line)), []).append(int(column))
    for path, text in example.files.items():
        yield f"  {path}"
        lines = text.splitlines()
        digits = len(str(len(lines)))
        for number, line in enumerate(lines, 1):
            yield f"    {style.dim(f'{number:>{digits}} │')} {visible(line)}".rstrip()
            columns = places.get((path, number), [])
            if columns:
                marked = {width(visible(line[: column - 1])) for column in columns}
                carets = "".join("^" if at in marked else " " for at in range(max(marked) + 1))
                yield f"    {style.dim(' ' * digits + ' │')} {style.severity(carets, rule.severity)}"


def _parser() -> Parser:
    parser = Parser("explain", "Show a rule's documentation, options and examples.")
    parser.add_argument("rules", metavar="RULE", nargs="+", help="name or code; `caselint rules` lists them")
    add_verbose(parser)
    return parser
