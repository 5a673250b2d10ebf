"""The syntax of a configuration file, as pydantic models. Imported only when there is a file to read."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

GeneratorName = Literal["mkdocs", "material", "docusaurus", "hugo", "starlight", "jekyll", "github"]
SeverityName = Literal["error", "warning", "info"]


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Table(BaseModel):
    """A TOML table: keys in kebab-case, none but those that are known, no value taken for what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=_kebab)


class RuleTable(_Table):
    """`[rules.<name>]`: what is not `severity` is an option of the rule, checked against the rule itself."""

    model_config = ConfigDict(extra="allow")

    severity: SeverityName | None = None

    @property
    def options(self) -> dict[str, object]:
        return dict(self.__pydantic_extra__ or {})


class OverrideTable(_Table):
    """`[[overrides]]`: what holds for some pages."""

    pages: list[str] = Field(min_length=1)
    select: list[str] | None = None
    extend_select: list[str] = []
    ignore: list[str] = []
    rules: dict[str, RuleTable] = {}


class KindTable(_Table):
    """`[kinds.<name>]`: a page kind."""

    pages: list[str] | None = None
    exclude: list[str] | None = None
    type: str | None = None
    front_matter: str | None = None
    sections: str | None = None
    metrics: str | None = None
    links: list[str] | None = None


class VocabularyTable(_Table):
    """`[vocabulary]`: synonyms of metrics, meanings of units, words that are never an entity."""

    metrics: dict[str, list[str]] = {}
    units: dict[str, str] = {}
    stop: list[str] = []


class CollectionTable(_Table):
    """`[[collections]]`: pages that are counted."""

    name: str = Field(min_length=1)
    pages: list[str] = Field(min_length=1)
    exclude: list[str] = []
    where: dict[str, object] = {}
    claims: list[str] | None = None


class TextTable(_Table):
    """`[[text]]`: a word rule of the site's own."""

    name: str = Field(min_length=1)
    pattern: str = Field(min_length=1)
    message: str = Field(min_length=1)
    replace: str | None = None
    severity: SeverityName | None = None


class RegistryTable(_Table):
    """`[registry]`: the file of canonical figures."""

    file: str = Field(min_length=1)


class Settings(_Table):
    """A whole configuration file."""

    generator: GeneratorName | None = None
    parser: Literal["pyromark", "markdown-it"] | None = None
    extends: list[str] = []
    include: list[str] = []
    exclude: list[str] = []
    select: list[str] | None = None
    extend_select: list[str] = []
    ignore: list[str] = []
    rules: dict[str, RuleTable] = {}
    overrides: list[OverrideTable] = []
    kinds: dict[str, KindTable] = {}
    aliases: dict[str, list[str]] = {}
    vocabulary: VocabularyTable = VocabularyTable()
    collections: list[CollectionTable] = []
    text: list[TextTable] = []
    registry: RegistryTable | None = None
