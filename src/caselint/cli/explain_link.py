"""`caselint explain-link`: each step of a link's resolution."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from caselint.cli.arguments import Parser, add_run_options
from caselint.cli.failure import UsageError
from caselint.cli.streams import terminal_style, write
from caselint.findings.visible import shorten, visible
from caselint.reporters.style import Style

if TYPE_CHECKING:
    from caselint.content.lines import Lines
    from caselint.content.page import Link
    from caselint.engine.site_check import CheckedSite
    from caselint.site.explained import Step

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]{1,9})(?::(?P<column>[0-9]{1,9}))?\Z", re.DOTALL)
_LONGEST = 120
_DEAD = "dead"


def run(argv: Sequence[str]) -> int:
    """Print the steps of the links on a line; 1 where one of them is dead."""
    options = _parser().parse(argv)
    place = _PLACE.match(options.place)
    if place is None:
        raise UsageError(f'caselint explain-link: "{options.place}" is no place: write FILE:LINE or FILE:LINE:COLUMN')
    line, column = int(place["line"]), int(place["column"] or 0)
    options.paths, options.select, options.ignore = [place["path"]], ["LNK"], None
    options.preview, options.min_confidence = False, 0.0
    from caselint.cli.read_sites import check

    finished = check(options)
    checked = next((each for each in finished.sites if each.site.asked), None)
    if checked is None:
        raise UsageError(f"caselint explain-link: {place['path']} is excluded, so its links are not judged")
    (page,) = checked.site.asked
    links = list(_links_at(checked, page, line, column))
    style = terminal_style()
    told = [_explained(checked, page, link, style) for link in links]
    write("\n".join(text for text, _ in told))
    return 1 if any(dead for _, dead in told) else 0


def _links_at(checked: "CheckedSite", page: str, line: int, column: int) -> "Iterator[Link]":
    """The links that stand on a line, or around a column of it.

    Raises:
        UsageError: there is no such line, or no link there; the nearest line with one is named.
    """
    lines = checked.locator.lines(page)
    facts = checked.index.pages.get(page)
    if line < 1 or line > len(lines):
        raise UsageError(f"caselint explain-link: {page} has {len(lines):,} lines, and no line {line}")
    if facts is None:
        raise UsageError(f"caselint explain-link: {page} cannot be read: `caselint check {page}` says why")
    links = sorted({link.outer: link for link in checked.index.links_of(page)}.values(), key=lambda link: link.outer)
    found = [link for link in links if _covers(lines, link, line, column)]
    if not found:
        numbers = {lines.number(link.outer.start) for link in links}
        near = min(numbers, key=lambda number: (abs(number - line), number), default=None)
        hint = f"; the nearest one is on line {near}" if near is not None else ", and the page has none at all"
        where = f"line {line}" if not column else f"column {column} of line {line}"
        raise UsageError(f"caselint explain-link: no link at {where} of {page}{hint}")
    yield from found


def _covers(lines: "Lines", link: "Link", line: int, column: int) -> bool:
    for span in (link.outer, link.span):
        at = lines.location(span)
        if at.line <= line <= at.end_line:
            first = at.column if at.line == line else 1
            if not column or (first <= column and (line < at.end_line or column < at.end_column)):
                return True
    return False


def _explained(checked: "CheckedSite", page: str, link: "Link", style: Style) -> tuple[str, bool]:
    """The steps of a link as text, and whether it is dead."""
    from caselint.site.explained import Step, explain_link

    lines = checked.locator.lines(page)
    at, written = lines.location(link.outer), lines.location(link.span)
    text = checked.locator.text(page)
    defined = None
    if not link.outer.contains(link.span):
        defined = f"line {written.line}"
    steps = list(explain_link(checked.index, page, link, defined))
    steps += _verdict(checked, page, link, steps)
    source = shorten(" ".join(link.outer.slice(text).split()), _LONGEST)
    place = f"{checked.locator.path(page)}:{at.line}:{at.column}"
    rows = [f"  {step.name:<9} {visible(step.text)}" for step in (Step("written", link.span.slice(text)), *steps)]
    return "\n".join((f"{style.bold(visible(place))} {visible(source)}", *rows)) + "\n", any(
        step.text.startswith(_DEAD) for step in steps
    )


def _verdict(checked: "CheckedSite", page: str, link: "Link", steps: "Sequence[Step]") -> "Iterator[Step]":
    """What the rules say of the link: of one among several of a finding, what the finding says of that one."""
    from caselint.site.explained import Step

    for finding in checked.findings:
        primary = (finding.path, finding.span) == (page, link.span)
        others = [place.message for place in finding.related if (place.path, place.span) == (page, link.span)]
        if primary or others:
            told = "" if any(step.name == "leads to" for step in steps) else f": {(others or [finding.message])[0]}"
            yield Step("verdict", f"{_DEAD} ({finding.name}){told}")
            if primary and finding.help:
                yield Step("help", finding.help)
            return
    if steps[-1].name != "verdict":
        yield Step("verdict", "alive")


def _parser() -> Parser:
    parser = Parser("explain-link", "Show how each link on a line is read, what it reaches, and which id it names.")
    parser.add_argument("place", metavar="FILE:LINE[:COLUMN]", help="where the link stands")
    add_run_options(parser)
    return parser
