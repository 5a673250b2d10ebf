"""The official cases of JSON Schema, through the reader of schemas and of front matter: the same verdict on each."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caselint.config.problems import ConfigError
from caselint.content.yaml import read_yaml
from caselint.findings import Span
from caselint.kinds.schema import SchemaFile

DATA = Path(__file__).parent.parent / "data" / "json_schema"
DRAFTS = {
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft3": "http://json-schema.org/draft-03/schema#",
}
# Python's clock knows no leap seconds, and a time of day in front matter may do without a zone.
OTHERWISE = ("leap second", "no time offset", "time offset minute", "time numoffset minute", "only Z instead of")
# `a*` anywhere in a text costs the square of its length, and front matter may be written to hurt.
NOT_LINEAR = {
    "pattern is not anchored",
    "patternProperties validates properties matching a regex",
    "multiple simultaneous patternProperties are validated",
    "regexes are not anchored by default and are case sensitive",
    "patternProperties with null valued instance properties",
    "propertyNames validation with pattern",
    "patternProperties with boolean schemas",
}


def _groups(draft: str) -> Iterator[tuple[str, dict[str, Any]]]:
    files = json.loads(gzip.decompress((DATA / f"{draft}.json.gz").read_bytes()))
    for file, groups in files.items():
        yield from ((file, group) for group in groups)


def _loaded(folder: Path, draft: str, group: dict[str, Any]) -> SchemaFile | None:
    """The group's schema; None where caselint refuses it, and says that it does."""
    schema = group["schema"]
    if isinstance(schema, bool):
        return None  # a file that is nothing but `true` or `false` is no schema for front matter
    path = folder / "schema.json"
    path.write_text(json.dumps({"$schema": DRAFTS[draft], **schema}), encoding="utf-8")
    try:
        return SchemaFile.load(path)
    except ConfigError as error:
        (problem, *_) = error.problems
        remote = "refers to another file or address" in problem.message or "names no draft" in problem.message
        assert (remote and "http://localhost:1234/" in json.dumps(schema)) or (
            "linear time" in problem.message and group["description"] in NOT_LINEAR
        ), str(problem)
        return None


@pytest.mark.parametrize("draft", DRAFTS)
def test_each_case_gets_the_official_verdict(draft: str, tmp_path: Path) -> None:
    cases = 0
    for file, group in _groups(draft):
        schema = _loaded(tmp_path, draft, group)
        for case in group["tests"] if schema is not None else ():
            assert schema is not None
            if file.startswith("optional/format/") and any(word in case["description"] for word in OTHERWISE):
                continue
            text = json.dumps(case["data"])
            found = schema.judge(read_yaml(text), Span(0, len(text)))
            assert (found == []) == case["valid"], (file, group["description"], case["description"], found)
            assert all(0 <= each.span.start <= each.span.end <= len(text) for each in found)
            cases += 1
    assert cases >= {"draft3": 400, "draft4": 600}.get(draft, 800)
