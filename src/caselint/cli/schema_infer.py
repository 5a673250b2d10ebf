"""`caselint schema infer`: schemas and section templates proposed from the pages there are."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from caselint.cli.arguments import Parser, add_paths, add_run_options
from caselint.cli.failure import Failure
from caselint.cli.proposed_kinds import ProposedKind, inferred_files, proposed_by_site
from caselint.cli.streams import say, write, write_file

if TYPE_CHECKING:
    from caselint.engine.site_check import CheckedSite


def run(argv: Sequence[str]) -> int:
    """Print or write what is inferred: 0, or 2 where there is nothing to infer from."""
    options = _parser().parse(argv)
    from caselint.cli.read_sites import read

    finished = read(options)
    files: dict[str, str] = {}
    settings: list[str] = []
    for checked in finished.sites:
        for kind in _kinds(checked, options.kind):
            inferred = dict(inferred_files(checked, kind))
            files |= inferred
            settings += [*kind.table(inferred), ""]
    if not files:
        wanted = f" of kind {options.kind}" if options.kind else ""
        raise Failure(
            f"caselint schema infer: there are no pages{wanted} to infer from: a kind needs four pages of one type, or "
            "in one folder"
        )
    _put(files, settings, options)
    return 0


def _put(files: dict[str, str], settings: Sequence[str], options: argparse.Namespace) -> None:
    told = "\n".join(settings)
    if options.output is None:
        parts = [f"# {'-' * 20} {name}\n{text}" for name, text in files.items()]
        write("\n".join([f"# {'-' * 20} caselint.toml\n{_commented(told)}", *parts]))
        return
    folder = Path(options.output)
    there = [name for name in files if (folder / name).exists()]
    if there and not options.force:
        raise Failure(f"caselint schema infer: {folder / there[0]} exists; --force writes over it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"caselint schema infer: {folder}: {error.strerror or error}") from None
    for name, text in files.items():
        write_file(folder / name, text)
        say(f"wrote {folder / name}")
    write(told)


def _commented(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.splitlines())


def _kinds(checked: "CheckedSite", wanted: str | None) -> Iterator[ProposedKind]:
    """The kinds of the configuration, else those that folders and types suggest."""
    from caselint.kinds.kind import kind_of, load_kinds

    config, facts = checked.site.config, checked.index.pages
    if config.kinds:
        kinds = load_kinds(config.kinds)
        pages: dict[str, list[str]] = {kind.name: [] for kind in kinds}
        for path in sorted(checked.site.asked & facts.keys()):
            kind = kind_of(path, facts[path].front_text("type"), kinds, checked.site.root)
            if kind is not None:
                pages[kind.name].append(path)
        found = [ProposedKind(name, (), tuple(paths)) for name, paths in pages.items() if paths]
    else:
        found = proposed_by_site(checked)
    yield from (kind for kind in found if wanted in (None, kind.name))


def _parser() -> Parser:
    parser = Parser(
        "schema infer",
        "Propose front matter schemas and section templates from the pages there are, one for each page kind of the\n"
        "configuration, else for those that folders and front matter types suggest. Every page that a proposal was\n"
        "made from passes it; comments tell the support of each part and what is doubtful.",
    )
    add_paths(parser)
    parser.add_argument("--kind", metavar="NAME", help="only this kind")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="write the files there (default: print them)")
    parser.add_argument("--force", action="store_true", help="write over files that exist")
    add_run_options(parser)
    return parser
