"""The figures of a site that are fit for comparison, packed for the next run: JSON and numbers, as facts are."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from caselint.facts.packing import Column, Plain, Record, Section, pack, unpack
from caselint.facts.stored import MENTION
from caselint.figures.convert import measure
from caselint.site.claims import Claim
from caselint.site.clusters import Stated, Trust
from caselint.site.metric_names import Metric

# What each page states: the matter that a figure is compared in, and the figure.
Statements = dict[str, tuple[tuple[str, Stated], ...]]

_AS_IS = Plain()
_METRIC = Record(Metric, (_AS_IS, Plain(sorted, frozenset), _AS_IS))
_COLUMNS: Mapping[str, Column] = {**dict.fromkeys(Claim._fields, _AS_IS), "mention": MENTION, "measured": _METRIC}
_CLAIM = Record(Claim, [_COLUMNS[name] for name in Claim._fields])
_ROW = Record(tuple, (_AS_IS, _CLAIM, Plain(lambda trust: trust.value, Trust), _AS_IS))


def pack_statements(statements: Iterable[tuple[str, Stated]]) -> Section:
    """Statements, page by page, as `unpack_statements` reads them."""
    return pack(_ROW, [(matter, stated.claim, stated.trust, stated.headline) for matter, stated in statements])


def unpack_statements(kept: Section) -> Statements:
    """Statements by page."""
    return by_page(
        (by, Stated(claim, size, trust, headline))
        for by, claim, trust, headline in unpack(_ROW, kept)
        if (size := measure(claim.mention.quantity)) is not None
    )


def by_page(rows: Iterable[tuple[str, Stated]]) -> Statements:
    """Statements that stand page by page, by page."""
    return {path: tuple(group) for path, group in groupby(rows, key=lambda row: row[1].claim.path)}
