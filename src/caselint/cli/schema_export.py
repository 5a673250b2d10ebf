"""`caselint schema export`: JSON Schemas for editors that complete and check as one writes."""

import argparse
import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caselint.cli.arguments import Parser, add_verbose
from caselint.cli.failure import Failure, UsageError
from caselint.cli.streams import write, write_file

if TYPE_CHECKING:
    from caselint.config.config import KindSettings

_OWN = {
    "caselint": ("caselint.schema.json", "caselint.toml"),
    "sections": ("sections.schema.json", "section templates of page kinds"),
    "metrics": ("metrics.schema.json", "metric templates of page kinds"),
    "facts": ("facts.schema.json", "the registry of canonical figures"),
    "findings": ("findings.schema.json", "what `check --output-format json` prints"),
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def run(argv: Sequence[str]) -> int:
    """Print a schema, or the names that there are; 2 where there is none of that name."""
    options = _parser().parse(argv)
    kinds = {kind.name: kind for kind in _kinds(options)}
    if options.name is None:
        if options.output_file:
            raise UsageError("caselint schema export: --output-file needs the name of a schema")
        write("".join(f"{line}\n" for line in _listed(kinds)))
        return 0
    text = json.dumps(_schema(options.name, kinds), indent=2, ensure_ascii=False) + "\n"
    if options.output_file:
        write_file(Path(options.output_file), text)
    else:
        write(text)
    return 0


def _schema(name: str, kinds: "dict[str, KindSettings]") -> Any:
    """The schema of that name, a kind of the configuration before one of caselint's own.

    Raises:
        Failure: there is none, or the kind has no front matter schema.
    """
    if name in kinds:
        return _of_kind(kinds[name])
    if name in _OWN:
        from caselint.config.shipped import schema_folder

        return json.loads((schema_folder() / _OWN[name][0]).read_text(encoding="utf-8"))
    near = get_close_matches(name, [*kinds, *_OWN], n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join([*kinds, *_OWN])}"
    raise Failure(f'caselint schema export: there is no schema "{name}"; {hint}')


def _of_kind(kind: "KindSettings") -> Any:
    from caselint.cli.read_sites import relative_problem
    from caselint.config.problems import ConfigError
    from caselint.kinds.kind import schema_of

    try:
        loaded = schema_of(kind)
    except ConfigError as error:
        raise Failure(*map(relative_problem, error.problems)) from None
    if loaded is None:
        raise Failure(f"caselint schema export: the kind {kind.name} names no front matter schema")
    schema = loaded.schema
    title = {} if "title" in schema else {"title": f"Front matter of a page of kind {kind.name}"}
    return {"$schema": _DRAFT, **title, **schema}


def _kinds(options: argparse.Namespace) -> "Iterator[KindSettings]":
    """The kinds of the configuration that holds for the working directory."""
    from caselint.cli.read_sites import relative_problem
    from caselint.config.load import find_config, load_config
    from caselint.config.problems import ConfigError
    from caselint.rules.registry import RULE_NAMES

    if options.isolated:
        return
    path = find_config(Path.cwd(), None) if options.config is None else Path(options.config)
    if path is None:
        return
    try:
        yield from load_config(path, RULE_NAMES).kinds
    except ConfigError as error:
        raise Failure(*map(relative_problem, error.problems)) from None


def _listed(kinds: "dict[str, KindSettings]") -> Iterator[str]:
    """The names with what each is for, and how an editor is told of one."""
    for name, kind in kinds.items():
        about = "front matter of its pages" if kind.front_matter or kind.model else "names no front matter schema"
        yield f"{name:<16} kind: {about}"
    for name, (_, about) in _OWN.items():
        if name not in kinds:
            yield f"{name:<16} {about}"
    yield ""
    yield "`caselint schema export NAME --output-file FILE` writes one. Editors with yaml-language-server take it from"
    yield "a first line `# yaml-language-server: $schema=FILE` or from the setting yaml.schemas; of caselint.toml the"
    yield "first line is `#:schema FILE`."


def _parser() -> Parser:
    parser = Parser(
        "schema export",
        "Print a JSON Schema for editors: of a page kind's front matter, of caselint.toml, of section and metric\n"
        "templates, or of the JSON output. Without a name, list those there are.",
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help="a page kind, or caselint, sections, metrics, findings")
    parser.add_argument("--output-file", metavar="FILE", help="write to FILE (default: standard output)")
    group = parser.add_argument_group("the configuration")
    group.add_argument("--config", metavar="FILE", help="this configuration file instead of the one that is found")
    group.add_argument("--isolated", action="store_true", help="without caselint's own configuration files")
    add_verbose(group)
    return parser
