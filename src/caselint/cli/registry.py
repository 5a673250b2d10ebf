"""`caselint registry`: entries for the registry of canonical figures (`suggest`)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.cli.arguments import Parser, add_paths, add_run_options
from caselint.cli.failure import Failure, UsageError
from caselint.cli.streams import say, write, write_file
from caselint.figures.quantity import without_noun
from caselint.findings.visible import visible

if TYPE_CHECKING:
    from caselint.engine.site_check import CheckedSite
    from caselint.findings import Span
    from caselint.site.suggested_facts import Suggestion

_PLACES = 4
_HEAD = """\
# Figures that several pages agree on, and that none contradicts. Keep those that are right and worth keeping, add
# `as_of` and `source`, and name the file in caselint.toml:
#
#   [registry]
#   file = "facts.yaml"
facts:
"""


def run(argv: Sequence[str]) -> int:
    """Print or write what is proposed: 0, or 2 where there is nothing to propose."""
    word = argv[0] if argv else ""
    if word in ("-h", "--help"):
        write("usage: caselint registry suggest [PATH…] [OPTION…]\n\n")
        write("`caselint registry suggest --help` shows its options.\n")
        return 0
    if word != "suggest":
        what = f'"{visible(word)}" is nothing that it does' if word else "what to do is missing"
        raise UsageError(f"caselint registry: {what}; it takes suggest")
    return _suggest(argv[1:])


def _suggest(argv: Sequence[str]) -> int:
    options = _parser().parse(argv)
    from caselint.cli.read_sites import read
    from caselint.site.suggested_facts import suggestions

    entries: list[str] = []
    for checked in read(options).sites:
        asked = checked.site.asked
        found = [one for one in suggestions(checked.index) if any(claim.path in asked for claim in one.claims)]
        entries += ("\n".join(_entry(checked, one)) for one in found if one.pages >= options.pages)
    if not entries:
        raise Failure(
            f"caselint registry suggest: there is nothing to propose: no figure of a known subject stands on "
            f"{options.pages} pages that agree"
        )
    text = _HEAD + "\n".join(entries) + "\n"
    if options.output is None:
        write(text)
        return 0
    target = Path(options.output)
    if target.exists() and not options.force:
        raise Failure(f"caselint registry suggest: {target} exists; --force writes over it")
    write_file(target, text)
    say(f"wrote {target}: {len(entries):,} entries to look through")
    return 0


def _entry(checked: "CheckedSite", one: "Suggestion") -> Iterator[str]:
    from caselint.content.yaml_written import scalar_written as scalar

    first = {claim.path: claim for claim in reversed(one.claims)}
    places = [_place(checked, path, first[path].mention.quantity.span) for path in sorted(first)[:_PLACES]]
    shown = ", ".join(places) + (", …" if len(first) > _PLACES else "")
    yield f"  # {one.pages} pages: {shown}"
    if one.doubtful:
        values = dict.fromkeys(claim.mention.quantity.on_one_line for claim in one.claims)
        others = [visible(value) for value in values if without_noun(value, one.metric) != one.value]
        yield f"  # In doubt: others write {', '.join(others[:_PLACES])}"
    yield f"  - subject: {scalar(one.subject)}"
    yield f"    metric: {scalar(one.metric)}"
    yield f"    value: {scalar(one.value)}"
    if one.scope:
        yield f"    scope: {scalar(one.scope)}"


def _place(checked: "CheckedSite", path: str, span: "Span") -> str:
    location = checked.locator.lines(path).location(span)
    return f"{visible(checked.locator.path(path))}:{location.line}"


def _parser() -> Parser:
    parser = Parser(
        "registry suggest",
        "Propose entries for the registry of canonical figures: what two pages or more state of one subject in\n"
        "trusted places, where they agree and no other page contradicts them. The result is YAML with comments to\n"
        "look through; used as it is, it finds nothing on the pages that it was made from.",
    )
    add_paths(parser)
    parser.add_argument(
        "--pages", type=int, default=2, metavar="N", help="propose what at least N pages state (default: 2)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there (default: print it)")
    parser.add_argument("--force", action="store_true", help="write over a file that exists")
    add_run_options(parser)
    return parser
