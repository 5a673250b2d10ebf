"""The output of `caselint figures`: every figure, and what it is a figure of."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import groupby
from typing import TYPE_CHECKING

from caselint.findings.report import Location
from caselint.findings.rows import encodable, json_line, place_row
from caselint.findings.visible import shorten, visible, width, without_commands
from caselint.reporters.style import Style

if TYPE_CHECKING:
    from caselint.engine.linter import Run
    from caselint.site.claims import Claim

FORMATS = ("text", "jsonl", "csv")
COLUMNS = (
    *("path", "line", "column", "end_line", "end_column"),
    *("surface", "value", "low", "high", "unit", "dimension", "bound", "stat", "vague", "num", "den"),
    *("subject", "metric", "scope", "as_of", "modality", "container"),
)
_SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "approx": "≈ "}
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,]*+ ?%?$)")
_SURFACE_COLUMN, _VALUE_COLUMN = 40, 32
_SCALES = (("T", 10**12), ("B", 10**9), ("M", 10**6))
_SPELT = {
    **{f"{prefix}b": f"{prefix.upper()}B" for prefix in ("", *"kmgtpez")},
    **{f"{prefix}ib": f"{prefix.upper()}iB" for prefix in "kmgtpez"},
    **{f"{prefix}bit": f"{prefix.upper()}bit" for prefix in "mgtpez"},
    **{name: name.upper() for name in ("usd", "eur", "gbp", "inr", "jpy")},
}

Row = Mapping[str, object]


def figure_rows(
    finished: "Run", *, subjects: Sequence[str] = (), metrics: Sequence[str] = ()
) -> list[dict[str, object]]:
    """A row for each figure on the pages asked for, sorted by path, line and column.

    `subjects` and `metrics` are names (in any case, `*` for anything) of which one has to fit.
    """
    rows = []
    for checked in finished.sites:
        index, locator = checked.index, checked.locator
        names = [index.vocabulary.aliases.get(name, name) for name in subjects]
        for path in sorted(checked.site.asked & index.pages.keys()):
            lines, shown = locator.lines(path), locator.path(path)
            for claim in index.claims_of(path):
                if _fits((claim.subject,), names) and _fits((claim.metric or "", claim.measured.name), metrics):
                    rows.append(_row(claim, shown, lines.location(claim.mention.quantity.span)))
    return sorted(rows, key=_place)


def _fits(names: Sequence[str], patterns: Sequence[str]) -> bool:
    if not patterns:
        return True
    return any(fnmatchcase(name.casefold(), pattern.casefold()) for name in names for pattern in patterns)


def _place(row: Row) -> tuple[object, ...]:
    return tuple(row[key] for key in COLUMNS[:5])


def _row(claim: "Claim", path: str, at: Location) -> dict[str, object]:
    quantity = claim.mention.quantity.as_row()
    return {
        **place_row(path, at),
        **quantity,
        "surface": encodable(str(quantity["surface"])),
        "subject": _text(claim.subject),
        "metric": _text(claim.metric),
        "scope": _text(claim.scope),
        "as_of": _text(claim.as_of),
        "modality": claim.modality,
        "container": claim.mention.container.value,
    }


def _text(value: str | None) -> str | None:
    return encodable(value) if value else None


def render_figures(rows: Sequence[Row], output_format: str, style: Style) -> str:
    """`rows` as `text`, `jsonl` or `csv`."""
    if output_format == "jsonl":
        return "".join(json_line(row) + "\n" for row in rows)
    if output_format == "csv":
        return _csv(rows)
    return without_commands("".join(line + "\n" for line in _lines(rows, style)))


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([spreadsheet_cell(row.get(column)) for column in COLUMNS] for row in rows)
    return without_commands(out.getvalue())


def spreadsheet_cell(value: object) -> object:
    """`value` as a cell that no spreadsheet runs: text that would start a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    text = "\n".join(map(visible, value.split("\n")))
    return "'" + text if _FORMULA.match(text) else text


def _lines(rows: Sequence[Row], style: Style) -> Iterator[str]:
    for path, of_page in groupby(rows, key=lambda row: row["path"]):
        yield style.bold(visible(str(path)))
        cells = [_cells(row) for row in of_page]
        columns = [max(width(cell[index]) for cell in cells) for index in range(3)]
        for cell in cells:
            padded = [text + " " * (column - width(text)) for text, column in zip(cell[:3], columns, strict=True)]
            yield f"  {'  '.join(padded)}  {cell[3]}".rstrip()
    if style.summary:
        pages = len({row["path"] for row in rows})
        yield f"{len(rows):,} figure{'' if len(rows) == 1 else 's'} on {pages:,} page{'' if pages == 1 else 's'}"


def _cells(row: Row) -> tuple[str, str, str, str]:
    about = [visible(str(row[key])) for key in ("subject", "metric", "scope", "as_of") if row[key]]
    if row["modality"] != "stated":
        about.append(f"({row['modality']})")
    surface = shorten(visible(" ".join(str(row["surface"]).split())), _SURFACE_COLUMN)
    return f"{row['line']}:{row['column']}", surface, shorten(_value(row), _VALUE_COLUMN), " · ".join(about)


def _value(row: Row) -> str:
    unit = visible(_unit(str(row["unit"])))
    unit = unit if unit[:1] in ("%", "x") and unit[1:2] in ("", "/") else f" {unit}" if unit else ""
    stat = f" {row['stat']}" if row["stat"] else ""
    if row["vague"]:
        return f"vague{unit if unit[:1] == ' ' else f' {unit}' if unit else ''}{stat}"
    if row["bound"] == "range":
        return f"{_number(row['low'])}..{_number(row['high'])}{unit}{stat}"
    return f"{_SIGNS.get(str(row['bound']), '')}{_number(row['value'])}{unit}{stat}"


def _unit(unit: str) -> str:
    """A unit as pages write it: `PB/day`, `USD/month`."""
    return "/".join(_SPELT.get(name, name) for name in unit.split("/"))


def _number(value: object) -> str:
    if isinstance(value, int):
        return _whole(value) if abs(value) < 10**18 else f"{value:.3e}" if abs(value) < 10**300 else "huge"
    return f"{value:,.6g}" if isinstance(value, float) else "?"


def _whole(value: int) -> str:
    """A whole number: `260M` for millions and more that lose nothing by it, else with its digits in threes."""
    for letter, worth in _SCALES:
        if abs(value) >= worth and value % (worth // 1000) == 0:
            return f"{value // (worth // 1000) / 1000:,.10g}{letter}"
    return f"{value:,}"
