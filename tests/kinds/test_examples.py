"""The examples of a schema are held against it: an author who copies one must not be told that it is wrong."""

from pathlib import Path

import pytest

from caselint.config.problems import ConfigError
from caselint.config.shipped import schema_folder
from caselint.kinds.examples import check_examples


def problems(folder: Path, text: str) -> tuple[int, list[str]]:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    checked = check_examples(path)
    return checked.count, [f"{each.line}:{each.column} {each.message}" for each in checked.problems]


def test_each_example_is_held_against_the_part_that_it_stands_in(tmp_path: Path) -> None:
    schema = (
        "properties:\n"
        "  year: {type: integer, examples: [1999, nineteen]}\n"
        "  time: {$ref: '#/$defs/minutes', examples: [25 min, long]}\n"
        "  tags: {items: {enum: [a, b], examples: [a, c]}}\n"
        "$defs:\n"
        "  minutes: {pattern: '^[0-9]{1,3} min$'}\n"
        "anyOf:\n"
        "  - {examples: [{year: 1}, {year: x}], properties: {year: {type: integer}}}\n"
    )
    count, found = problems(tmp_path, schema)
    wrong = "this example is not what the schema asks for: "
    assert count == 8
    assert found == [
        f"2:42 {wrong}'nineteen' is not of type 'integer'",
        f"3:54 {wrong}'long' does not match '^[0-9]{{1,3}} min$'",
        f"4:46 {wrong}'c' is not one of ['a', 'b']",
        f"8:28 {wrong}year: 'x' is not of type 'integer'",
    ]


def test_a_key_and_a_value_that_are_called_examples_are_none(tmp_path: Path) -> None:
    schema = "properties: {examples: {type: array}, other: {default: {examples: [1]}}}\nexamples: [{examples: []}]\n"
    assert problems(tmp_path, schema) == (1, [])


def test_a_file_that_is_no_schema_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no JSON Schema"):
        problems(tmp_path, "type: objct\n")


def test_the_schemas_that_come_with_caselint_have_examples_that_hold() -> None:
    kinds = ("case-study", "catalogue", "index")
    checked = [check_examples(schema_folder() / f"{kind}.schema.json") for kind in kinds]
    assert [each.problems for each in checked] == [(), (), ()]
    assert all(each.count > 0 for each in checked)
