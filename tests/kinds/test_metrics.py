"""Metric templates: what they say, and each thing that can be wrong with one, at its place."""

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from caselint.config.problems import ConfigError
from caselint.config.shipped import schema_folder
from caselint.content.yaml import read_yaml
from caselint.kinds.document import plain
from caselint.kinds.metrics import MetricTemplate, WantedMetric

WHOLE = """metrics:
  - users
  - name: [availability, uptime]
    unit: "%"
    min: 99.5
    max: 100
  - name: cost
    unit: [USD/month, EUR/month]
    required: false
    where: front-matter
"""


def load(tmp_path: Path, text: str) -> MetricTemplate:
    path = tmp_path / "study.metrics.yaml"
    path.write_text(text, encoding="utf-8")
    return MetricTemplate.load(path)


def problems(tmp_path: Path, text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, text)
    found = raised.value.problems
    return [(each.line, each.column, f"{each.message} [{each.suggestion or ''}]") for each in found]


def test_a_template_says_names_units_and_range(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE).metrics == (
        WantedMetric(("users",)),
        WantedMetric(("availability", "uptime"), ("%",), Fraction("99.5"), Fraction(100)),
        WantedMetric(("cost",), ("USD/month", "EUR/month"), required=False, where="front-matter"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, 1, "a metric template is a mapping with the key `metrics` []")),
        ("- users\n", (1, 1, "a metric template is a mapping with the key `metrics` []")),
        ("metrics: users\n", (1, 10, "`metrics` must be a list []")),
        ("metrcs:\n  - users\n", (1, 1, "unknown key `metrcs` [metrics]")),
        ("metrics:\n  - 5\n", (2, 5, "a metric is a name, or a mapping with `name` []")),
        ("metrics:\n  - unit: ms\n", (2, 5, "a metric has a `name` []")),
        ("metrics:\n  - name: cost\n    units: usd\n", (3, 5, "unknown key `units` [unit]")),
        ("metrics:\n  - name: []\n", (2, 11, "`name` must not be empty []")),
        ("metrics:\n  - name: cost\n    unit: 5\n", (3, 11, "`unit` must be a text or a list of texts []")),
        (
            "metrics:\n  - name: cost\n    min: low\n",
            (3, 10, "`min` must be a number, in the unit that `unit` names first []"),
        ),
        ("metrics:\n  - name: cost\n    min: 9\n    max: 5\n", (3, 10, "`min` is 9, above `max`, which is 5 []")),
        ("metrics:\n  - name: cost\n    required: maybe\n", (3, 15, "`required` must be true or false []")),
        (
            "metrics:\n  - name: cost\n    where: front-mater\n",
            (3, 12, "`where` must be page or front-matter [front-matter]"),
        ),
        ("metrics:\n  - Users\n  - name: users\n", (3, 11, "the metric `users` stands in line 2 already []")),
    ],
)
def test_each_fault_is_told_at_its_place(tmp_path: Path, text: str, expected: tuple[int, int, str]) -> None:
    assert expected in problems(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, "metrics:\n  - name: a\n    min: x\n    wher: page\n  - 7\n")
    assert [line for line, _, _ in found] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (WHOLE, True),
        ("metrics: []\n", True),
        ("metrics:\n  - unit: ms\n", False),
        ("metrics:\n  - name: cost\n    units: usd\n", False),
        ("metrics:\n  - name: cost\n    where: title\n", False),
        ("metrics:\n  - name: cost\n    min: low\n", False),
    ],
)
def test_the_json_schema_says_the_same(text: str, valid: bool) -> None:
    schema = json.loads((schema_folder() / "metrics.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert jsonschema.Draft202012Validator(schema).is_valid(plain(read_yaml(text))) is valid
