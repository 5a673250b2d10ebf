"""`caselint schema infer`: schemas and section templates proposed from the pages there are."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from caselint.cli.arguments import Parser, add_paths, add_run_options
from caselint.cli.failure import Failure
from caselint.cli.streams import say, write, write_file

if TYPE_CHECKING:
    from caselint.engine.site_check import CheckedSite


class _Kind(NamedTuple):
    """A kind to infer for: its name, its settings as they would be written, and its pages."""

    name: str
    settings: tuple[str, ...]
    pages: tuple[str, ...]


def run(argv: Sequence[str]) -> int:
    """Print or write what is inferred: 0, or 2 where there is nothing to infer from."""
    options = _parser().parse(argv)
    from caselint.cli.read_sites import read

    finished = read(options)
    files: dict[str, str] = {}
    settings: list[str] = []
    for checked in finished.sites:
        for kind in _kinds(checked, options.kind):
            files |= _inferred(checked, kind)
            settings += [f"[kinds.{kind.name}]", *kind.settings, ""]
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


def _kinds(checked: "CheckedSite", wanted: str | None) -> Iterator[_Kind]:
    """The kinds of the configuration, else those that folders and types suggest."""
    from caselint.kinds.infer.proposals import proposed_kinds
    from caselint.kinds.kind import kind_of, load_kinds

    config, facts = checked.site.config, checked.index.pages
    asked = sorted(checked.site.asked & facts.keys())
    if config.kinds:
        kinds = load_kinds(config.kinds)
        pages: dict[str, list[str]] = {kind.name: [] for kind in kinds}
        for path in asked:
            kind = kind_of(path, facts[path].front_text("type"), kinds, checked.site.root)
            if kind is not None:
                pages[kind.name].append(path)
        found = [_Kind(name, (), tuple(paths)) for name, paths in pages.items() if paths]
    else:
        proposals = proposed_kinds({path: facts[path].front_text("type") or None for path in asked})
        found = [_Kind(each.name, tuple(_lines(each.name, each.folders, each.type)), each.pages) for each in proposals]
    yield from (
        kind._replace(settings=(*kind.settings, *_files(kind.name))) for kind in found if wanted in (None, kind.name)
    )


def _lines(name: str, folders: Sequence[str], kind: str | None) -> Iterator[str]:
    if folders:
        depth = "**" if kind is not None else "*"
        listed = ", ".join(f'"{folder}/{depth}"' for folder in folders)
        yield f"pages = [{listed}]"
        yield 'exclude = ["**/index.md", "**/README.md"]'
    if kind is not None and kind != name:
        yield f'type = "{kind}"'


def _files(name: str) -> Iterator[str]:
    yield f'front-matter = "schemas/{name}.schema.yaml"'
    yield f'sections = "schemas/{name}.sections.yaml"'


def _inferred(checked: "CheckedSite", kind: _Kind) -> Iterator[tuple[str, str]]:
    from caselint.content.front_matter import read_front_matter
    from caselint.kinds.document import plain
    from caselint.kinds.infer.front_matter import front_matter_schema
    from caselint.kinds.infer.sections import section_template

    fronts = []
    for path in kind.pages:
        front = read_front_matter(checked.locator.text(path), checked.site.dialect.yaml_version)
        instance = plain(front.root) if front.root is not None else {}
        if front.error is None and isinstance(instance, dict):
            fronts.append((path, instance))
    headings = [(path, checked.index.pages[path].headings) for path in kind.pages]
    yield f"{kind.name}.schema.yaml", front_matter_schema(kind.name, fronts)
    yield f"{kind.name}.sections.yaml", section_template(kind.name, headings)


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
