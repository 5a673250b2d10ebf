"""A user's pydantic model: imported from beside its configuration, and what a page breaks told like of a schema."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caselint.config.config import ModelName
from caselint.config.problems import ConfigError
from caselint.content.dialect import Dialect
from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.kinds.model import ModelSchema

OLD = Dialect(yaml_version=(1, 1))
MODELS = """
from datetime import date
from typing import Annotated, Literal
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, field_validator, model_validator
from tiers import Tier

class Link(BaseModel):
    model_config = ConfigDict(extra="forbid")
    url: HttpUrl
    title: str = ""

class Metrics(BaseModel):
    users: Annotated[int, Field(gt=0)]

class Study(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    title: Annotated[str, Field(min_length=3)]
    status: Literal["draft", "in-progress", "complete"] = "draft"
    tier: Tier = Tier.GOLD
    updated: date | None = None
    tags: list[str] = []
    related: list[Link] = []
    metrics: Metrics | None = None
    owner: str | list[str] = ""
    version: str = ""
    last_updated: Annotated[date | None, Field(alias="last-updated")] = None

    @field_validator("version")
    @classmethod
    def _version(cls, value: str) -> str:
        print("a validator may print")
        if value == "leave":
            raise SystemExit(7)
        if value == "crash":
            raise KeyError("no such version")
        if value and not value.startswith("v"):
            raise ValueError("write it as v1")
        return value

    @model_validator(mode="after")
    def _whole(self) -> "Study":
        if self.tier is Tier.BRONZE and self.status == "complete":
            raise ValueError("a bronze page is never complete")
        return self
"""
TIERS = 'from enum import Enum\n\nclass Tier(Enum):\n    GOLD = "gold"\n    BRONZE = "bronze"\n'
Check = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture(autouse=True)
def _modules() -> Iterator[None]:
    """What a test imports is gone after it."""
    before, path = set(sys.modules), list(sys.path)
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in ("models", "tiers"):
            del sys.modules[name]
    sys.path[:] = path


def load(folder: Path, name: str = "models:Study") -> ModelSchema:
    module, _, model = name.partition(":")
    return ModelSchema.load(ModelName(module, model, folder, ("caselint.toml", 3, 16)))


@pytest.fixture
def schema(tmp_path: Path) -> ModelSchema:
    (tmp_path / "models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "tiers.py").write_text(TIERS, encoding="utf-8")
    return load(tmp_path)


def found_in(schema: ModelSchema, front_matter: str) -> list[tuple[str, str, str]]:
    text = f"---\n{front_matter}---\n# A\n"
    found = schema.violations(parse("a.md", Source(text), OLD))
    return [(each.kind, each.span.slice(text), each.message) for each in found]


WRONG = [
    ("title: Ferry\nupdated: 2025-01-31\nlast-updated: 2025-01-31\ntier: gold\nowner: [ann]\n", []),
    ("status: draft\n", [("missing-key", "---", 'the key "title" is missing')]),
    ("titel: Ferry\n", [("missing-key", "titel", 'the key "title" is missing; "titel" may be meant as it')]),
    ("title: Ferry\nlast_updated: 2025-01-31\n", [
        ("unknown-key", "last_updated", 'the key "last_updated" is not known')]),
    ("title: Fe\n", [("wrong-value", "Fe", '"title" has 2 characters, and must have at least 3')]),
    ("title: 2025\n", [("wrong-value", "2025", '"title" is the number 2025, and must be a text')]),
    ("title: Ferry\nstatus: Draft\n", [
        ("wrong-value", "Draft", '"status" is "Draft", and must be one of draft, in-progress, complete')]),
    ("title: Ferry\ntier: golden\n", [
        ("wrong-value", "golden", '"tier" is "golden", and must be one of gold, bronze')]),
    ("title: Ferry\nupdated: soon\n", [
        ("wrong-value", "soon", '"updated" is "soon", and must be a date such as 2025-01-31')]),
    ("title: Ferry\ntags: [a, 3]\n", [("wrong-value", "3", '"tags[1]" is the number 3, and must be a text')]),
    ("title: Ferry\nowner: 3\n", [("wrong-value", "3", '"owner" is the number 3, and must be a text or a list')]),
    ("title: Ferry\nowner: [a, 3]\n", [("wrong-value", "3", '"owner[1]" is the number 3, and must be a text')]),
    ("title: Ferry\nmetrics:\n  users: -1\n", [
        ("wrong-value", "-1", '"metrics.users" is the number -1, and must be more than 0')]),
    ("title: Ferry\nmetrics: {}\n", [("missing-key", "metrics", 'the key "users" is missing in "metrics"')]),
    ("title: Ferry\nrelated:\n  - url: nowhere\n    titel: x\n  - title: y\n", [
        ("wrong-value", "nowhere", '"related[0].url" is "nowhere", and must be an address such as https://example.org/page'),
        ("unknown-key", "titel", 'the key "titel" is not known in "related[0]"'),
        ("missing-key", "title: y", 'the key "url" is missing in "related[1]"')]),
    ("title: Ferry\nversion: 'one'\n", [("wrong-value", "'one'", '"version" is "one": write it as v1')]),
    ("title: Ferry\ntier: bronze\nstatus: complete\n", [
        ("wrong-value", "---", "the front matter is refused: a bronze page is never complete")]),
    ("", [("missing-key", "---", 'the key "title" is missing')]),
    ('title: "a\\ud800b"\n', []),
]  # fmt: skip


@pytest.mark.parametrize(("front_matter", "wanted"), WRONG)
def test_what_a_page_breaks_is_told_as_of_a_schema(
    front_matter: str, wanted: list[tuple[str, str, str]], schema: ModelSchema
) -> None:
    assert found_in(schema, front_matter) == wanted


def test_the_nearest_value_is_proposed(schema: ModelSchema) -> None:
    (found,) = schema.violations(parse("a.md", Source("---\ntitle: Ferry\nstatus: In_Progress\n---\n"), OLD))
    assert (found.replacement, found.nearest) == ("in-progress", "in-progress")


def test_a_validator_that_fails_is_told_with_its_line(schema: ModelSchema) -> None:
    line = MODELS[: MODELS.index("raise KeyError")].count("\n") + 1
    wanted = f"models:Study fails on it: models.py:{line}: KeyError: 'no such version'"
    assert found_in(schema, "title: Ferry\nversion: crash\n") == [("wrong-value", "---", wanted)]


def test_a_validator_that_leaves_ends_no_run(schema: ModelSchema) -> None:
    ((_, _, message),) = found_in(schema, "title: Ferry\nversion: leave\n")
    assert message.startswith("models:Study fails on it: ")
    assert message.endswith("SystemExit: 7")


PLACES = """
from datetime import timedelta
from pydantic import AliasPath, BaseModel, Field

class Study(BaseModel):
    size: tuple[int, int] = (1, 1)
    first: str = Field("", validation_alias=AliasPath("authors", 0))
    owner: str = Field(validation_alias=AliasPath("team", "owners", 1))
    length: timedelta | None = None
"""
MISPLACED = [
    ("team: {owners: [a, b]}\n", []),
    ("team: {owners: [a, b]}\nsize: [3]\n", [("wrong-value", "size", '"size" has no item 2')]),
    ("team: {owners: [a]}\n", [("wrong-value", "owners", '"team.owners" has no item 2')]),
    ("team: {owner: a}\n", [("missing-key", "team", 'the key "owners" is missing in "team"')]),
    ("size: [1, 2]\n", [("missing-key", "---", 'the key "team" is missing')]),
    ("team: {owners: [a, b]}\nlength: long\n", [("wrong-value", "long", '"length" is "long"')]),
]


@pytest.mark.parametrize(("front_matter", "wanted"), MISPLACED)
def test_items_and_paths_that_are_missing_are_named(
    front_matter: str, wanted: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "models.py").write_text(PLACES, encoding="utf-8")
    found = found_in(load(tmp_path), front_matter)
    assert [(kind, place, message.partition(":")[0]) for kind, place, message in found] == wanted


def test_what_a_validator_prints_is_no_output(schema: ModelSchema, capsys: pytest.CaptureFixture[str]) -> None:
    assert found_in(schema, "title: Ferry\nversion: v1\n") == []
    assert capsys.readouterr().out == ""


def test_all_files_that_were_imported_are_known(schema: ModelSchema, tmp_path: Path) -> None:
    assert set(schema.files) == {tmp_path / "models.py", tmp_path / "tiers.py"}
    assert set(load(tmp_path).files) == set(schema.files)
    assert not list(tmp_path.rglob("__pycache__"))


def test_files_that_are_read_during_the_import_are_known(tmp_path: Path) -> None:
    (tmp_path / "tags.json").write_text('["a"]', encoding="utf-8")
    (tmp_path / "more.json").write_text('["b"]', encoding="utf-8")
    (tmp_path / "models.py").write_text(
        "import json, os\nfrom pathlib import Path\nfrom typing import Literal\nfrom pydantic import BaseModel\n"
        "HERE = Path(__file__).parent\nTAGS = json.loads((HERE / 'tags.json').read_text())\n"
        "os.close(os.open(HERE / 'more.json', os.O_RDONLY))\n(HERE / 'log.txt').write_text('imported')\n"
        "class Study(BaseModel):\n    tag: Literal[tuple(TAGS)]\n",
        encoding="utf-8",
    )
    for _ in range(2):
        assert {path.name for path in load(tmp_path).files} == {"models.py", "tags.json", "more.json"}


def test_files_beside_the_environment_are_not_installed_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    (tmp_path / "tags.txt").write_text("a", encoding="utf-8")
    (tmp_path / "models.py").write_text(
        "from pathlib import Path\nfrom pydantic import BaseModel\n"
        "TAGS = Path(__file__).with_name('tags.txt').read_text()\nclass Study(BaseModel):\n    tag: str\n",
        encoding="utf-8",
    )
    assert {path.name for path in load(tmp_path).files} == {"models.py", "tags.txt"}


def test_models_of_two_folders_may_have_one_name(schema: ModelSchema, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "models.py").write_text(
        "from pydantic import BaseModel\nclass Study(BaseModel):\n    name: str\n", encoding="utf-8"
    )
    assert found_in(load(other), "title: Ferry\n") == [("missing-key", "---", 'the key "name" is missing')]
    assert found_in(schema, "title: Ferry\n") == []
    assert found_in(load(tmp_path), "title: Ferry\n") == []


FAULTS = [
    ("", "models:Stady", "models has no Stady; did you mean `models:Study`?"),
    ("", "model:Study", "there is no module model, neither beside the configuration nor among the installed packages; "
     "did you mean `models:Study`?"),
    ("", "models:helper", "models has no pydantic model helper"),
    ("import nothing_here\n", "models:Study",
     "models:Study cannot be imported: models.py:1: ModuleNotFoundError: No module named 'nothing_here'"),
    ("x = 1 / 0\n", "models:Study",
     "models:Study cannot be imported: models.py:1: ZeroDivisionError: division by zero"),
    ("raise SystemExit(0)\n", "models:Study", "models:Study cannot be imported: models.py:1: SystemExit: 0"),
    ("def f(:\n", "models:Study", "models:Study cannot be imported: models.py:1: invalid syntax"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "name", "message"), FAULTS)
def test_a_model_that_cannot_be_had_is_an_error_of_the_configuration(
    first: str, name: str, message: str, tmp_path: Path
) -> None:
    text = "from pydantic import BaseModel\nclass Study(BaseModel):\n    title: str\ndef helper(): ...\n"
    (tmp_path / "models.py").write_text(first + text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, name)
    (problem,) = caught.value.problems
    assert str(problem) == f"caselint.toml:3:16: `front-matter`: {message}"


def test_an_annotation_that_names_nothing_is_an_error_of_the_configuration(tmp_path: Path) -> None:
    text = "from pydantic import BaseModel\nclass Study(BaseModel):\n    title: 'Titel'\n"
    (tmp_path / "models.py").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"models:Study is not complete: .*Titel"):
        load(tmp_path)
