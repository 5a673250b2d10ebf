"""The JSON output as pydantic models: what its JSON Schema is made from. No run imports it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_ID = "https://caselint.dev/schemas/findings.schema.json"


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Place(_Closed):
    """Lines and columns count from 1, columns code points; `end_column` is behind the last one."""

    path: str = Field(description="Relative to the directory that the command ran in, with `/`.")
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    end_line: int = Field(ge=1)
    end_column: int = Field(ge=1)


class Edit(Place):
    text: str = Field(description="What stands at the place instead.")


class Fix(_Closed):
    title: str
    safety: Literal["safe", "unsafe", "manual"]
    edits: list[Edit]


class Related(Place):
    group: int | None = Field(description="Places with one number agree, with different ones contradict each other.")
    message: str


class Finding(Place):
    code: str = Field(pattern="^[A-Z]{3}[0-9]{3}$")
    name: str
    severity: Literal["error", "warning", "info"]
    confidence: float = Field(ge=0, le=1, description="1 where nothing was inferred.")
    message: str
    help: str = Field(description='What to do; "" where the message says it all.')
    group: int | None = Field(description="As in related places; null on findings that compare nothing.")
    fix: Fix | None
    related: list[Related]
    fingerprint: str = Field(description="The same after lines have moved, and in another working directory.")
    url: str


class Summary(_Closed):
    pages: int = Field(ge=0)
    findings: int = Field(ge=0)
    errors: int = Field(ge=0)
    warnings: int = Field(ge=0)
    infos: int = Field(ge=0)
    fixable: int = Field(ge=0)
    suppressed: int = Field(ge=0)
    baselined: int = Field(ge=0)


class Output(_Closed):
    """What `caselint check --output-format json` prints."""

    version: Literal[1]
    summary: Summary
    findings: list[Finding]


def output_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the JSON output."""
    schema = Output.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _ID, "title": "Findings of caselint"}
    return {**head, **{key: value for key, value in schema.items() if key not in head}}
