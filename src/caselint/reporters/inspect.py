"""What `caselint inspect` shows of a page: headings with their ids, links, entries, sections and front matter.

`inspect_rows` makes one row per thing, `render_inspect` the text of all rows: for people, as JSON lines, or as CSV.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from math import isfinite

from caselint.content.lines import Lines
from caselint.findings.report import Location
from caselint.findings.rows import encodable, json_line, place_row
from caselint.findings.visible import shorten, visible, width, without_commands
from caselint.reporters.figures import spreadsheet_cell
from caselint.site.index import SiteIndex
from caselint.site.reading import Entry, FrontMatterValue, Heading, Link, PageReader, Section

Row = dict[str, object]

FORMATS = ("text", "jsonl", "csv")
COLUMNS = (
    *("path", "line", "column", "end_line", "end_column", "what", "text", "id", "level", "target", "resolved"),
    *("status", "kind", "shape", "group", "section", "rendered", "fields"),
)
_ORDER = ("front-matter", "heading", "section", "link", "entry")
_PLACE, _WIDEST_KEY = 9, 24
_LONGEST_TEXT, _LONGEST_LINK_TEXT = 80, 44
_LOST = {
    "missing-page": "no such page",
    "missing-asset": "no such file",
    "missing-anchor": "no such place on that page",
    "outside-site": "not of this site",
    "malformed": "no address",
    "unjudged": "caselint cannot tell",
    "text": "printed as text: no link of the site",
}


def inspect_rows(index: SiteIndex, path: str, lines: Lines, shown: Callable[[str], str]) -> list[Row]:
    """The rows of one page, in the order of the page.

    `path` is relative to the site's folder, `lines` are those of the page's text, `shown` gives a path of the site as
    output writes it. What a row holds beside its place, `what` and `text` is what `caselint.site.reading` says of the
    thing; the `id` of a front matter value are the keys that lead to it.
    """
    reader = PageReader(index, path, lines, shown)
    found = [
        *((value.location, _front_row(value)) for value in reader.front_matter()),
        *((heading.location, _heading_row(heading)) for heading in reader.headings()),
        *((section.location, _section_row(section)) for section in reader.sections()),
        *((link.location, _link_row(link)) for link in reader.links()),
        *((entry.location, _entry_row(entry)) for entry in reader.entries()),
    ]
    found.sort(key=lambda thing: (*_place_of(thing[0]), _ORDER.index(str(thing[1]["what"]))))
    return [_placed(shown(path), at, row) for at, row in found]


def render_inspect(rows: Sequence[Row], output_format: str, empty: Sequence[str] = ()) -> str:
    """All rows as `text`, `jsonl` or `csv`; each ends with a newline unless it is empty.

    `empty` are pages that have no row, for people.

    Raises:
        ValueError: the format is none of these.
    """
    if output_format == "jsonl":
        return "".join(json_line(row) + "\n" for row in rows)
    if output_format == "csv":
        return _csv(rows)
    if output_format == "text":
        return _text(rows, empty)
    raise ValueError(f"there is no format {output_format!r}; there are {', '.join(FORMATS)}")


# Rows


def _front_row(value: FrontMatterValue) -> Row:
    said = _json(value.value)
    return {"what": "front-matter", "text": _scalar(said), "id": value.keys, "fields": {value.keys: said}}


def _heading_row(heading: Heading) -> Row:
    return {
        "what": "heading",
        "text": heading.text,
        "id": heading.id,
        "level": heading.level,
        "rendered": heading.rendered,
    }


def _section_row(section: Section) -> Row:
    return {"what": "section", "text": section.title, "id": section.id, "level": section.level}


def _link_row(link: Link) -> Row:
    return {
        "what": "link",
        "text": link.text,
        "target": link.target,
        "resolved": link.resolved,
        "status": link.status,
        "kind": link.kind,
        "rendered": link.rendered,
    }


def _entry_row(entry: Entry) -> Row:
    return {
        "what": "entry",
        "text": entry.name,
        "target": entry.target,
        "resolved": entry.resolved,
        "shape": entry.shape,
        "group": entry.group,
        "section": entry.section,
        "rendered": entry.rendered,
        "fields": dict(entry.fields),
    }


def _placed(path: str, at: Location, row: Row) -> Row:
    return {key: _plain(value) for key, value in {**place_row(path, at), **row}.items()}


def _place_of(at: Location) -> tuple[int, int, int, int]:
    return at.line, at.column, at.end_line, at.end_column


def _plain(value: object) -> object:
    """Text that every reader of JSON takes."""
    if isinstance(value, Mapping):
        return {encodable(str(key)): _plain(inner) for key, inner in value.items()}
    return encodable(value) if isinstance(value, str) else value


def _json(value: object) -> object:
    """A value of YAML as JSON knows it; dates are text."""
    if value is None or isinstance(value, str | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value)


def _scalar(value: object) -> str:
    if value is None:
        return ""
    # A number of thousands of digits: `str` refuses it.
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 4096:
        return hex(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# CSV


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in COLUMNS])
    return without_commands(out.getvalue())


def _cell(value: object) -> object:
    """A cell that no spreadsheet runs; fields as JSON, in ASCII where a character would hide."""
    if not isinstance(value, Mapping):
        return spreadsheet_cell(value)
    written = json.dumps(value, ensure_ascii=False, allow_nan=False) if value else ""
    return written if visible(written) == written else json.dumps(value, allow_nan=False)


# Text


def _text(rows: Sequence[Row], empty: Sequence[str]) -> str:
    pages = {str(path): list(of_page) for path, of_page in groupby(rows, key=lambda row: row["path"])}
    pages |= {path: [] for path in empty if path not in pages}
    return without_commands("\n".join(_page_text(path, pages[path]) for path in sorted(pages)))


def _page_text(path: str, rows: Sequence[Row]) -> str:
    out = [f"{visible(path)}\n"]
    for title, lines in (
        ("front matter", _front_lines([row for row in rows if row["what"] == "front-matter"])),
        ("headings", _heading_lines(rows)),
        ("links", _link_lines([row for row in rows if row["what"] == "link"])),
        ("entries", _entry_lines([row for row in rows if row["what"] == "entry"])),
    ):
        found = list(lines)
        if found:
            count = sum(1 for place, _ in found if place)
            out.append(f"\n  {title} ({count:,})\n")
            out += [f"    {place:<{_PLACE}} {visible(line)}".rstrip() + "\n" for place, line in found]
    if not rows:
        out.append("  nothing that caselint lists: no headings, links, entries or front matter\n")
    return "".join(out)


Lined = Iterator[tuple[str, str]]  # the place of a thing ("" on its further lines), and a line about it


def _place(row: Row) -> str:
    return f"{row['line']}:{row['column']}"


def _front_lines(rows: Sequence[Row]) -> Lined:
    widest = max((min(width(str(row["id"])), _WIDEST_KEY) for row in rows), default=0)
    for row in rows:
        keys = str(row["id"])
        yield _place(row), f"{keys}{' ' * (widest - width(keys))}  {_short(str(row['text']))}"


def _heading_lines(rows: Sequence[Row]) -> Lined:
    """Each heading with its id and the lines of its section."""
    sections = iter([row for row in rows if row["what"] == "section"])
    for row in rows:
        if row["what"] != "heading":
            continue
        level = int(str(row["level"]))
        line = f"{'  ' * (level - 1)}{'#' * level} {row['text']}"
        if not row["rendered"]:
            yield _place(row), f"{line}  (printed as text: no heading of the site)"
            continue
        section = next(sections, row)
        yield _place(row), f"{line}  #{row['id']}  {_range(section)}"


def _range(section: Row) -> str:
    first, last = section["line"], section["end_line"]
    return f"(line {first})" if first == last else f"(lines {first}-{last})"


def _link_lines(rows: Sequence[Row]) -> Lined:
    for row in rows:
        text = shorten(" ".join(str(row["text"]).split()), _LONGEST_LINK_TEXT)
        mark = "image " if row["kind"] == "image" else ""
        yield _place(row), f"{mark}{text}{'  ' if text else ''}→ {_where(row)}"


def _where(row: Row) -> str:
    """Where a link leads; the destination as written where that is not what is reached."""
    target, resolved, status = str(row["target"]), row["resolved"], str(row["status"])
    if status == "external":
        return target
    if status == "ok":
        return str(resolved)
    return f"{target or '(empty)'}  ({_LOST[status]})"


def _entry_lines(rows: Sequence[Row]) -> Lined:
    """The entries below the group that they stand in, each with what it states."""
    sizes: dict[object, int] = {}
    for row in rows:
        sizes[row["group"]] = sizes.get(row["group"], 0) + 1
    before: object = None
    for row in rows:
        if row["group"] != before:
            before = row["group"]
            under = f' under "{_short(str(row["section"]))}"' if row["section"] else ""
            yield "", f"group {before}: {_many(sizes[before], str(row['shape']))}{under}"
        target = f"  → {row['resolved'] or row['target']}" if row["target"] is not None else ""
        if row["resolved"] == "external":
            target = f"  → {row['target']}"
        aside = "" if row["rendered"] else "  (printed as text)"
        yield _place(row), f"{row['text']}{target}{aside}"
        fields = row["fields"]
        assert isinstance(fields, Mapping)
        for name, value in fields.items():
            yield "", f"  {name}: {_short(str(value))}"


def _many(count: int, shape: str) -> str:
    return f"{count:,} {shape}{'' if count == 1 else 's'}"


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST_TEXT)
