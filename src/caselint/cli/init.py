"""`caselint init`: a first configuration, made from the pages there are, and what a first run says with it."""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.cli.arguments import Parser, add_paths, add_run_options
from caselint.cli.failure import Failure
from caselint.cli.proposed_kinds import ProposedKind, asks, inferred_files, proposed_by_site, toml_text
from caselint.cli.streams import write, write_file
from caselint.findings.visible import visible

if TYPE_CHECKING:
    from caselint.engine.site_check import CheckedSite
    from caselint.findings import Report

_CONFIG = "caselint.toml"
_MOST_RULES = 12
_MOST_PAGES = 3
_HEAD = """\
# Settings of caselint for this site. `caselint config PATH` shows what holds for a page and where it comes from,
# `caselint config --check` whether this file is right.

# {generator}
# generator = "{name}"

# Pages that are not checked:
# exclude = ["drafts/**"]

# Companies and products that go by several names, for figures that disagree across pages:
# [aliases]
# Twitter = ["X"]
"""
_KINDS = """
# Page kinds, proposed from folders and front matter types. All pages there are pass the files named here: they say what
# is common today. Go through them, take out what is chance, and make required what every page should have.
# To start from kinds of caselint's own: extends = ["caselint:case-study"], also "caselint:index", "caselint:catalogue".
"""
_NO_KINDS = """
# A page kind says which front matter and sections its pages have:
# [kinds.case-study]
# pages = ["case-studies/*.md"]
# front-matter = "schemas/case-study.schema.yaml"
# sections = "schemas/case-study.sections.yaml"
"""
_COUNTED = """
# Counts such as "91 patterns" are held against the pages there are:
# [[collections]]
# name = {name}
# pages = [{pages}]
# exclude = ["**/index.md"]
"""
_NEXT = """\
Next:
  caselint check                        show them, the gravest of each page first
  caselint report -o report.html        the same for editors, as one file
  caselint explain {rule}
before each commit, in .pre-commit-config.yaml:
  - repo: path-or-address-of-caselint
    rev: v{version}
    hooks: [{{id: caselint}}]
in CI, for what a branch breaks and not for what was wrong before:
  caselint check --since origin/main"""


def run(argv: Sequence[str]) -> int:
    """Write a configuration and its schemas: 0, or 2 where that is not possible."""
    options = _parser().parse(argv)
    checked = _site(options)
    root = checked.site.root
    kinds = dict(_kinds(checked))
    files = {f"schemas/{name}": text for inferred in kinds.values() for name, text in inferred.items()}
    files[_CONFIG] = _config_text(checked, kinds)
    if options.dry_run:
        write("\n".join(f"# {'-' * 20} {name}\n{text}" for name, text in sorted(files.items())))
        return 0
    _refuse_existing(root, files, force=options.force)
    _write_all(root, files)
    write("\n".join(_told(checked, kinds)) + "\n\n")
    write("\n".join(_first_run(options, root)) + "\n")
    return 0


def _kinds(checked: "CheckedSite") -> Iterator[tuple[ProposedKind, dict[str, str]]]:
    """Kinds with the files inferred for them; a folder whose pages have nothing in common makes none."""
    for kind in proposed_by_site(checked):
        files = dict(inferred_files(checked, kind))
        if kind.has_type or any(map(asks, files.values())):
            yield kind, files


def _site(options: argparse.Namespace) -> "CheckedSite":
    """The one site to configure, read without any configuration of caselint."""
    from caselint.cli.read_sites import read

    asked = argparse.Namespace(**{**vars(options), "isolated": True, "config": None})
    sites = [checked for checked in read(asked).sites if checked.index.pages]
    if not sites:
        raise Failure("caselint init: no page could be read")
    if len(sites) > 1:
        names = ", ".join(visible(_shown(checked.site.root)) for checked in sites)
        raise Failure(f"caselint init: there are {len(sites)} sites here: {names}; name one of them")
    return sites[0]


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _refuse_existing(root: Path, files: dict[str, str], *, force: bool) -> None:
    if force:
        return
    there = [name for name in (_CONFIG, *sorted(files)) if (root / name).exists()]
    if there:
        name = _shown(root / there[0])
        raise Failure(
            f"caselint init: {visible(name)} exists; --force writes over it, --dry-run shows what would be written"
        )
    from caselint.config.toml_file import holds_settings

    if holds_settings(root / "pyproject.toml"):
        name = visible(_shown(root / "pyproject.toml"))
        raise Failure(f"caselint init: {name} has a [tool.caselint]; --dry-run shows what could be added to it")


def _write_all(root: Path, files: dict[str, str]) -> None:
    """Write all files, the configuration last; where one cannot be written, those that were new are taken back."""
    new: list[Path] = []
    try:
        for name in sorted(files, key=lambda each: (each == _CONFIG, each)):
            path = root / name
            try:
                path.parent.mkdir(exist_ok=True)
            except OSError as error:
                raise Failure(f"caselint init: {visible(_shown(path.parent))}: {error.strerror or error}") from None
            is_new = not path.exists()
            write_file(path, files[name])
            if is_new:
                new.append(path)
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def _config_text(checked: "CheckedSite", kinds: Mapping[ProposedKind, Mapping[str, str]]) -> str:
    from caselint.site.metric_names import plural

    generator = checked.site.generator
    found = f"Found: {generator.config_path}." if generator.config_path else "No site generator was found."
    parts = [_HEAD.format(generator=visible(found), name=generator.generator)]
    if kinds:
        parts.append(_KINDS)
        parts += (
            f"\n# {len(kind.pages):,} pages, by {kind.found_by}\n" + "\n".join(kind.table(files)) + "\n"
            for kind, files in kinds.items()
        )
        largest = next(iter(kinds))
        if largest.has_type and largest.pages_setting:
            name = toml_text(plural(largest.name.replace("-", " ")))
            parts.append(_COUNTED.format(name=name, pages=largest.pages_setting))
    else:
        parts.append(_NO_KINDS)
    return "".join(parts)


def _told(checked: "CheckedSite", kinds: Mapping[ProposedKind, Mapping[str, str]]) -> Iterator[str]:
    from caselint.reporters.summary import counted

    site = checked.site
    generator = site.generator
    by = f" ({generator.config_path})" if generator.config_path else ""
    yield f"{visible(_shown(site.root))}: {generator.generator}{visible(by)}, {len(checked.index.pages):,} pages"
    yield f"wrote {visible(_shown(site.root / _CONFIG))}" + (
        f" and {counted(sum(map(len, kinds.values())), 'file')} in schemas/" if kinds else ""
    )
    if not kinds:
        yield "no page kinds: a kind needs four pages of one front matter type, or alike in one folder"
        return
    width = max(len(kind.name) for kind in kinds)
    for kind in kinds:
        yield f"  {kind.name:<{width}}  {len(kind.pages):>5,} pages, by {kind.found_by}"


def _first_run(options: argparse.Namespace, root: Path) -> Iterator[str]:
    from caselint import __version__
    from caselint.cli.read_sites import check

    rules = {"select": None, "ignore": None, "preview": False, "min_confidence": 0.0, "config": str(root / _CONFIG)}
    asked = argparse.Namespace(**{**vars(options), **rules, "isolated": False, "quiet": True})
    report = check(asked).report
    yield from _counts(report)
    counts = Counter(finding.name for finding in report.findings)
    most = min(counts, key=lambda name: (-counts[name], name), default="conflicting-figures")
    yield _NEXT.format(rule=most, version=__version__)


def _counts(report: "Report") -> Iterator[str]:
    from caselint.reporters.summary import render_summary

    rules = Counter(finding.name for finding in report.findings)
    pages = Counter(finding.path for finding in report.findings)
    yield f"A first run: {render_summary(report)}"
    listed = sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
    for name, count in listed[:_MOST_RULES]:
        yield f"  {count:>6,}  {name}"
    if len(listed) > _MOST_RULES:
        yield f"  {sum(count for _, count in listed[_MOST_RULES:]):>6,}  of {len(listed) - _MOST_RULES} more rules"
    if not report.findings:
        yield ""
        return
    worst = sorted(pages.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_PAGES]
    yield f"the most on {', '.join(f'{visible(path)} ({count:,})' for path, count in worst)}"
    yield ""


def _parser() -> Parser:
    parser = Parser(
        "init",
        "Write a first configuration for a site: caselint.toml with the page kinds that its folders and front matter\n"
        "types suggest, and for each a front matter schema and a section template that all its pages pass. Then tell\n"
        "what a first run finds. Files that exist are left alone.",
    )
    add_paths(parser)
    parser.add_argument("--dry-run", action="store_true", help="print the files instead of writing them")
    parser.add_argument("--force", action="store_true", help="write over files that exist")
    add_run_options(parser)
    return parser
