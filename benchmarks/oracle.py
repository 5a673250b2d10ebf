"""Holds caselint's reading of a site's pages against Python-Markdown's rendering of them.

    python benchmarks/oracle.py SITE [--cache FILE] [--pages] [--least 0.995]

SITE is a folder with a `mkdocs.yml`. Every page is rendered with the extensions that caselint reads from it, and per
page headings (level and text), ids, links (destinations as written, in order) and tables (cells of each row) are
compared. Printed is how many of each are equal, of all that either side has, and of which sort the others are;
`--pages` lists them. `--cache` keeps the renderings, which take half a minute for 650 pages. Exit code 1 where a share
is below `--least`.

Needs the development dependencies. Functions of extensions (emoji, custom fences) are used where they are installed
(`mkdocs-material`), else stand-ins. Plugins and hooks do not run; snippets are read from SITE.
"""

import argparse
import difflib
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import markdown
import yaml
from markdown.treeprocessors import Treeprocessor

from caselint.content.markdown import parse
from caselint.content.page import Page
from caselint.content.source import Source
from caselint.generators.detect import read_site
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig
from caselint.generators.ids import page_ids
from caselint.generators.slugs import printed_text

KINDS = ("headings", "ids", "links", "tables")
FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
DESTINATIONS = {
    "a": "href",
    "area": "href",
    "img": "src",
    "iframe": "src",
    "embed": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "track": "src",
    "script": "src",
    "link": "href",
}
SHORTHANDS = "magiclink"  # `#12`, `@name`: there is no destination in the source
MADE_LINKS = {SHORTHANDS, "headerlink", "footnote-ref", "footnote-backref", "emojione", "twemoji", "gemoji"}
MARK = "data-oracle"

Seen = dict[str, list[str]]  # by kind: each thing as one text


class Options(NamedTuple):
    extensions: list[str]
    configs: dict[str, dict[str, Any]]


class Mark(Treeprocessor):
    """Marks headings and tables that Markdown made, so that they are told from those of raw HTML."""

    def run(self, root: Any) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "table"):
                element.set(MARK, "1")


class Rendered(HTMLParser):
    """What a rendered page holds, without what extensions make for themselves (permalinks, line numbers)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: Seen = {kind: [] for kind in KINDS}
        self._heading: str | None = None
        self._text: list[str] = []
        self._skipping = ""
        self._tables: list[list[int] | None] = []
        self._says_something = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(reversed(attrs))
        own = found.get("id") or (found.get("name") if tag == "a" else None)
        if own and not own.startswith("__"):
            self.seen["ids"].append(own)
        classes = set((found.get("class") or "").split())
        target = found.get(DESTINATIONS.get(tag, ""))
        if target is not None and not classes & MADE_LINKS and not target.startswith("#__"):
            self.seen["links"].append(target.strip())
        if classes & {"headerlink", "footnote-ref"} and self._heading:
            self._skipping = tag
        if MARK in found and tag != "table":
            self._heading, self._text = tag, []
        elif tag == "table":
            self._tables.append([] if MARK in found else None)
        elif tag in ("tr", "td", "th") and self._tables and self._tables[-1] is not None:
            row = self._tables[-1]
            if tag == "tr":
                row.append(0)
                self._says_something = False
            elif row:
                row[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == self._heading:
            text = " ".join("".join(self._text).split())
            self.seen["headings"].append(f"{tag[1]} {text}")
            self._heading = None
        elif tag == "table" and self._tables:
            rows = self._tables.pop()
            if rows is not None:
                if len(rows) == 2 and not self._says_something:
                    rows.pop()  # a row that stands for no rows
                self.seen["tables"].append(" ".join(map(str, rows)))
        if tag == self._skipping:
            self._skipping = ""

    def handle_data(self, data: str) -> None:
        self._says_something = self._says_something or bool(data.strip())
        if self._heading and not self._skipping:
            self._text.append(data)


def options_of(site: SiteConfig) -> Options:
    """The site's extensions as Python-Markdown takes them."""
    configs = {
        name: {key: resolved(value) for key, value in options.items()} for name, options in site.extensions.items()
    }
    return Options(list(configs), {name: options for name, options in configs.items() if options})


def resolved(value: Any) -> Any:
    """An option with the Python objects that it names, or stand-ins for those that are not installed."""
    if isinstance(value, str) and value.startswith("python/name:"):
        return named(value.removeprefix("python/name:"))
    if isinstance(value, Mapping):
        name = value.get("python/object/apply")
        if name is not None:
            return named(str(name))(*value.get("args", []), **value.get("kwds", {}))
        return {key: resolved(inner) for key, inner in value.items()}
    return [resolved(inner) for inner in value] if isinstance(value, list | tuple) else value


def named(name: str) -> Callable[..., Any]:
    module, _, attribute = name.rpartition(".")
    stand_ins = {"to_svg": "pymdownx.emoji.to_png", "twemoji": "oracle.icons"}
    for candidate in (name, stand_ins.get(attribute, "pymdownx.superfences.fence_code_format")):
        module, _, attribute = candidate.rpartition(".")
        if candidate == "oracle.icons":
            return icons
        try:
            found: Callable[..., Any] = getattr(import_module(module), attribute)
        except (ImportError, AttributeError):
            continue
        return found
    raise SystemExit(f"oracle: no stand-in for {name}")


class Icons(dict[str, Any]):
    """Emoji by name, with any name of an icon among them."""

    def get(self, name: str, default: Any = None) -> Any:
        prefixes = (":material-", ":fontawesome-", ":octicons-", ":simple-")
        icon = {"name": name, "unicode": "0", "category": "icons"} if name.startswith(prefixes) else default
        return super().get(name, icon)


def icons(*_: object) -> dict[str, Any]:
    """Stands in for the theme's index of emoji and icons."""
    index = import_module("pymdownx.twemoji_db")
    return {"name": "twemoji", "emoji": Icons(index.emoji), "aliases": index.aliases}


def body_of(text: str) -> str:
    """A page without its front matter, as MkDocs cuts it off (`mkdocs/utils/meta.py`)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = FRONT_MATTER.match(text)
    if match is None:
        return text
    try:
        is_mapping = isinstance(yaml.safe_load(match[1]), dict)
    except yaml.YAMLError:
        is_mapping = False
    return text[match.end() :].lstrip("\n") if is_mapping else text


def render(text: str, options: Options) -> Seen:
    converter = markdown.Markdown(extensions=options.extensions, extension_configs=options.configs)
    converter.treeprocessors.register(Mark(converter), "oracle", -1)
    return Rendered(converter.convert(text)).seen


def read(page: Page, site: SiteConfig) -> Seen:
    """The same as caselint has it."""
    headings = [heading for heading in page.headings if heading.rendered]
    raw = [block.span for block in page.html if block.raw]
    tables = [table for table in page.tables if not any(block.start <= table.span.start < block.end for block in raw)]
    notes = [anchor.span for anchor in page.anchors if anchor.id.startswith("fn:")]
    links = [link for link in page.links if link.rendered]
    # Python-Markdown prints footnotes at the end.
    links.sort(key=lambda link: any(note.start <= link.outer.start < note.end for note in notes))
    return {
        "headings": [f"{heading.level} {printed_text(site, heading.text)}" for heading in headings],
        "ids": sorted(page_ids(site, headings, page.anchors)[1]),
        "links": [link.target.strip() for link in links],
        "tables": [" ".join(str(len(row)) for row in table.rows) for table in tables],
    }


class Difference(NamedTuple):
    kind: str
    side: str  # "ours": only caselint has it, "theirs": only Python-Markdown
    thing: str
    where: str


def differences(kind: str, ours: list[str], theirs: list[str]) -> tuple[int, list[tuple[str, str]]]:
    """How many things are equal, and the others with the side that has them. Ids have no order."""
    if kind == "ids":
        ours, theirs = sorted(set(ours)), sorted(set(theirs))
    if ours == theirs:
        return len(ours), []
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    equal = 0
    rest: list[tuple[str, str]] = []
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "equal":
            equal += end - start
        else:
            rest += [("ours", thing) for thing in ours[start:end]]
            rest += [("theirs", thing) for thing in theirs[other_start:other_end]]
    return equal, rest


def place(page: Page, thing: str) -> str:
    """Where on the page the first mention of a thing stands, for caselint: the sort of difference."""
    at = page.text.find(thing.partition(" ")[2] or thing, page.front_matter.span.end)
    if at < 0:
        return "not in the source as such"
    for name, spans in (
        ("code", [code.span for code in page.code]),
        ("raw html", [block.span for block in page.html if block.raw]),
        ("html", [block.span for block in page.html if not block.raw]),
        ("table", [table.span for table in page.tables]),
        ("list", [item.span for item in page.items]),
    ):
        if any(span.start <= at < span.end for span in spans):
            return name
    return "text"


def paths(root: Path, site: SiteConfig) -> Iterator[Path]:
    for folder in site.content_roots:
        yield from sorted((root / folder).rglob("*.md"))


def rendered_pages(files: Iterable[Path], site: SiteConfig, cache: Path | None) -> Iterator[tuple[Path, str, Seen]]:
    kept: dict[str, Seen] = json.loads(cache.read_text()) if cache and cache.exists() else {}
    options = options_of(site)
    setting = repr((site.extensions, options.configs.get("pymdownx.emoji", {}).keys())).encode()
    fresh = {}
    for path in files:
        text = path.read_bytes().decode("utf-8-sig", "replace")
        key = hashlib.sha256(setting + text.encode("utf-8", "replace")).hexdigest()
        seen = kept.get(key)
        if seen is None:
            seen = render(body_of(text), options)
        fresh[key] = seen
        yield path, text, seen
    if cache:
        cache.write_text(json.dumps({**kept, **fresh}))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--least", type=float, default=0.995)
    arguments = parser.parse_args()
    cache = arguments.cache and arguments.cache.absolute()
    os.chdir(arguments.site)  # where snippets count from
    root = Path()
    site = read_site(root.absolute())
    dialect = dialect_of(site)
    equal: Counter[str] = Counter()
    found: list[tuple[str, Difference]] = []
    pages = 0
    for path, text, theirs in rendered_pages(paths(root, site), site, cache):
        pages += 1
        page = parse(path.as_posix(), Source(text), dialect)
        ours = read(page, site)
        for kind in KINDS:
            same, rest = differences(kind, ours[kind], theirs[kind])
            equal[kind] += same
            found += [(path.as_posix(), Difference(kind, side, thing, place(page, thing))) for side, thing in rest]
    return report(pages, equal, found, arguments.least, arguments.pages)


def report(pages: int, equal: Counter[str], found: list[tuple[str, Difference]], least: float, listed: bool) -> int:
    say = sys.stdout.write
    shares = {}
    say(f"{pages} pages\n")
    for kind in KINDS:
        other = [(path, difference) for path, difference in found if difference.kind == kind]
        total = equal[kind] + len(other)
        shares[kind] = equal[kind] / total if total else 1.0
        places = len({path for path, _ in other})
        say(f"{kind:9}{shares[kind]:.4f}  {equal[kind]} equal, {len(other)} not, on {places} pages\n")
        sorts = Counter((difference.side, difference.where) for _, difference in other)
        for (side, where), count in sorts.most_common():
            say(f"    {count:5} only {side}, in {where}\n")
        if listed:
            for path, difference in other:
                say(f"      {path}: only {difference.side}: {difference.thing!r} ({difference.where})\n")
    return 0 if min(shares.values()) >= least else 1


if __name__ == "__main__":
    sys.exit(main())
