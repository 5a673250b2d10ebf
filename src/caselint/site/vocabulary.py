"""The words that a site's configuration adds: names of one entity, synonyms of metrics and units, stop words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vocabulary:
    """`aliases` maps each other name to the entity it is a name of; `metrics` each synonym to its metric.

    `owner` is the name of the site, which may be that of the company whose site it is.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    owner: str = ""
