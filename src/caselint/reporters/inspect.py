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
from caselint.content.page import Heading, Link
from caselint.facts.page_facts import FrontValue, PageFacts
from caselint.findings import Span
from caselint.findings.visible import shorten, visible, without_commands
from caselint.generators.resolve import Resolution
from caselint.reporters.figures import spreadsheet_cell
from caselint.reporters.json_report import encodable
from caselint.site.index import SiteIndex

Row = dict[str, object]

FORMATS = ("text", "jsonl", "csv")
_COLUMNS = (
    "path", "line", "column", "end_line", "end_column", "what", "text", "id", "level", "target", "resolved", "rendered",
    "shape", "group", "fields",
)  # fmt: skip
_TITLES = {
    "front-matter": "front matter",
    "heading": "headings",
    "section": "sections",
    "link": "links",
    "entry": "entries",
}
_WIDEST_PLACE = 10
_LONGEST_TEXT = 70


def inspect_rows(index: SiteIndex, path: str, lines: Lines, shown: Callable[[str], str]) -> list[Row]:
    """The rows of one page, in the order of the page.

    `path` is relative to the site's folder, `lines` are those of the page's text, `shown` gives a path of the site as
    output writes it. What a row may hold beside its place, `what` and `text`: a heading `id`, `level`, `rendered`; a
    section `id`, `level` (it runs to the next heading of its level or above); a link `target`, `resolved`, `rendered`;
    an entry `target`, `resolved`, `shape`, `group`, `rendered`, `fields`; a value of the front matter `id` (the keys
    that lead to it) and `fields`.
    """
    facts = index.pages[path]
    found = [
        *_front_matter(facts),
        *_headings(index, facts),
        *_sections(index, facts, lines),
        *_links(index, facts, shown),
        *_entries(index, facts, shown),
    ]
    order = tuple(_TITLES)
    found.sort(key=lambda thing: (thing[0], order.index(str(thing[1]["what"]))))
    return [_placed(shown(path), lines, span, row) for span, row in found]


def render_inspect(rows: Sequence[Row], output_format: str) -> str:
    """All rows as `text`, `jsonl` or `csv`; each ends with a newline unless it is empty.

    Raises:
        ValueError: the format is none of these.
    """
    if output_format == "jsonl":
        return "".join(json.dumps(row, allow_nan=False) + "\n" for row in rows)
    if output_format == "csv":
        return _csv(rows)
    if output_format == "text":
        return _text(rows)
    raise ValueError(f"there is no format {output_format!r}; there are {', '.join(FORMATS)}")


def _placed(path: str, lines: Lines, span: Span, row: Row) -> Row:
    at = lines.location(span)
    place = {
        "path": path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }
    return {**place, **{key: _plain(value) for key, value in row.items()}}


def _plain(value: object) -> object:
    """Text that every reader of JSON takes."""
    if isinstance(value, Mapping):
        return {encodable(str(key)): _plain(inner) for key, inner in value.items()}
    return encodable(value) if isinstance(value, str) else value


# The things of a page


def _front_matter(facts: PageFacts) -> Iterator[tuple[Span, Row]]:
    for value in facts.front:
        keys = _dotted(value)
        yield (
            value.span,
            {"what": "front-matter", "text": _scalar(value.value), "id": keys, "fields": {keys: _json(value.value)}},
        )


def _headings(index: SiteIndex, facts: PageFacts) -> Iterator[tuple[Span, Row]]:
    for heading, identifier in _with_ids(index, facts):
        yield (
            heading.text_span,
            {
                "what": "heading",
                "text": heading.text,
                "id": identifier,
                "level": heading.level,
                "rendered": heading.rendered,
            },
        )


def _sections(index: SiteIndex, facts: PageFacts, lines: Lines) -> Iterator[tuple[Span, Row]]:
    """Each heading with the text up to the next one of its level or above."""
    page_end = lines.span(len(lines)).end
    open_sections: list[tuple[Heading, str | None]] = []
    for heading, identifier in [*_with_ids(index, facts), (None, None)]:
        if heading is not None and not heading.rendered:
            continue
        end = page_end if heading is None else heading.span.start
        while open_sections and (heading is None or open_sections[-1][0].level >= heading.level):
            section, own = open_sections.pop()
            span = Span(section.span.start, _last_word(lines, section.span, end))
            yield span, {"what": "section", "text": section.text, "id": own, "level": section.level}
        if heading is not None:
            open_sections.append((heading, identifier))


def _with_ids(index: SiteIndex, facts: PageFacts) -> Iterator[tuple[Heading, str | None]]:
    ids = iter(index.heading_ids(facts.path))
    for heading in facts.headings:
        yield heading, (next(ids, None) if heading.rendered else None)


def _last_word(lines: Lines, heading: Span, end: int) -> int:
    """The end of the last line before `end` that holds more than blanks; at least that of the heading."""
    number = lines.number(end)
    while number > lines.number(heading.end):
        span = lines.span(number)
        words = lines.text(number)[: max(end - span.start, 0)].rstrip()
        if words:
            return span.start + len(words)
        number -= 1
    return heading.end


def _links(index: SiteIndex, facts: PageFacts, shown: Callable[[str], str]) -> Iterator[tuple[Span, Row]]:
    for link in facts.links:
        resolved = _resolved(index.resolve(facts.path, link), shown) if link.rendered else None
        yield (
            link.span,
            {
                "what": "link",
                "text": link.text,
                "target": link.target,
                "resolved": resolved,
                "rendered": link.rendered,
            },
        )


def _entries(index: SiteIndex, facts: PageFacts, shown: Callable[[str], str]) -> Iterator[tuple[Span, Row]]:
    links: dict[Span, Link] = {link.span: link for link in facts.links}
    for entry in facts.entries:
        link = links.get(entry.target_span) if entry.target_span is not None else None
        fields: dict[str, str] = {}
        for field in entry.fields:
            fields[field.name] = f"{fields[field.name]}; {field.text}" if field.name in fields else field.text
        yield (
            entry.span,
            {
                "what": "entry",
                "text": entry.name,
                "target": entry.target,
                "resolved": _resolved(index.resolve(facts.path, link), shown) if link is not None else None,
                "shape": entry.shape,
                "group": entry.group,
                "rendered": entry.rendered,
                "fields": fields,
            },
        )


def _resolved(resolution: Resolution, shown: Callable[[str], str]) -> str | None:
    """Where a link arrives: a page or file, `external`; None where it arrives nowhere, or nobody can know."""
    if resolution.status == "ok":
        reached = shown(resolution.page) if resolution.page is not None else resolution.tried
        return f"{reached}#{resolution.fragment}" if resolution.fragment else reached
    return "external" if resolution.status == "external" else None


def _dotted(value: FrontValue) -> str:
    keys = ""
    for part in value.path:
        keys += f"[{part}]" if isinstance(part, int) else f".{part}" if keys else str(part)
    return keys


def _scalar(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _json(value: object) -> object:
    """A value of YAML as JSON knows it; dates are text."""
    if value is None or isinstance(value, str | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value)


# The formats


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, allow_nan=False) if value else ""
    return spreadsheet_cell(value)


def _text(rows: Sequence[Row]) -> str:
    pages = (_page_text(path, list(of_page)) for path, of_page in groupby(rows, key=lambda row: row["path"]))
    return without_commands("\n".join(pages))


def _page_text(path: object, rows: Sequence[Row]) -> str:
    out = [f"{visible(str(path))}\n"]
    for what, title in _TITLES.items():
        found = [row for row in rows if row["what"] == what]
        if found:
            out.append(f"\n  {title} ({len(found)})\n")
            out += [line for row in found for line in _aligned(_place(row), _LINES[what](row))]
    return "".join(out)


def _aligned(place: str, lines: Sequence[str]) -> Iterator[str]:
    """The lines of one thing, the first of them behind its place."""
    for row, line in enumerate(lines):
        yield f"    {'' if row else place:<{_WIDEST_PLACE}} {visible(line)}\n"


def _place(row: Row) -> str:
    return f"{row['line']}:{row['column']}"


def _heading_lines(row: Row) -> list[str]:
    level = int(str(row["level"]))
    identifier = f"#{row['id']}" if row["rendered"] else "(printed as text: no heading of the site)"
    return [f"{'  ' * (level - 1)}{'#' * level} {row['text']}  {identifier}"]


def _section_lines(row: Row) -> list[str]:
    level = int(str(row["level"]))
    return [f"{'  ' * (level - 1)}{row['text']}  (lines {row['line']}-{row['end_line']})"]


def _link_lines(row: Row) -> list[str]:
    target = str(row["target"])
    if not row["rendered"]:
        return [f"{target}  (printed as text: no link of the site)"]
    resolved = row["resolved"]
    if resolved == "external":
        return [f"{target}"]
    return [f"{target}  → {resolved}" if resolved is not None else f"{target}  → nothing that caselint knows of"]


def _entry_lines(row: Row) -> list[str]:
    target = f"  → {row['resolved'] or row['target']}" if row["target"] is not None else ""
    fields = row["fields"]
    assert isinstance(fields, Mapping)
    stated = [f"  {name}: {_short(str(value))}" for name, value in fields.items()]
    text = "" if row["rendered"] else ", printed as text"
    return [f"{row['text']}  ({row['shape']}, group {row['group']}{text}){target}", *stated]


def _front_lines(row: Row) -> list[str]:
    return [f"{row['id']}: {_short(str(row['text']))}"]


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST_TEXT)


_LINES: dict[str, Callable[[Row], list[str]]] = {
    "front-matter": _front_lines,
    "heading": _heading_lines,
    "section": _section_lines,
    "link": _link_lines,
    "entry": _entry_lines,
}
