"""Run by `links.py` in an environment with MkDocs: builds a site, and prints each link of its pages with its state.

`python built_links.py MKDOCS_YML FOLDER`. One JSON object a line: the page's source, the target as the source writes
it, and "ok", "missing" or "no-anchor" as the built site has it. Links to other hosts are left out.
"""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from jinja2 import Environment
from markdown import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.commands.build import build
from mkdocs.config import load_config

MARK = "data-source-target"
HOST = "http://site.invalid"


class Marks(Extension):
    """Keeps of each Markdown link what the source writes, before MkDocs makes a URL of it."""

    def extendMarkdown(self, md) -> None:
        md.treeprocessors.register(Marking(md), "marking", 1)  # MkDocs' own has priority 0


class Marking(Treeprocessor):
    def run(self, root) -> None:
        for element in root.iter():
            target = element.get("href") if element.tag == "a" else element.get("src") if element.tag == "img" else None
            if target:
                element.set(MARK, target)


class Page(HTMLParser):
    """Links and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = {"", "top"}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values[name] for name in ("id", "name") if name in values and (name == "id" or tag == "a")}
        target = values.get("href") if tag == "a" else values.get("src") if tag in ("img", "source", "video") else None
        if target and "headerlink" not in values.get("class", "") and "footnote" not in values.get("class", ""):
            self.links.append((target, values.get(MARK, target)))


def main() -> None:
    contents: dict[str, tuple[str, str]] = {}

    def keep(html: str, page, config, **_: object) -> str:
        if Path(config["docs_dir"], page.file.src_uri).is_file():  # else a plugin made it
            contents[page.file.src_uri] = (page.file.dest_uri, html)
        return html

    def dress(env: Environment, files, **_: object) -> Environment:
        """A page whose template was not kept with the site is built with the theme's own."""
        for file in files.documentation_pages():
            template = file.page.meta.get("template")
            if template and template not in env.list_templates():
                del file.page.meta["template"]
        return env

    config = load_config(sys.argv[1], site_dir=sys.argv[2], strict=False)
    config["markdown_extensions"].append(Marks())
    config.plugins.events["page_content"].append(keep)
    config.plugins.events["env"].append(dress)
    build(config)
    base = (urlsplit(config["site_url"] or "").path or "/").rstrip("/") + "/"
    site, ids = Path(sys.argv[2]), {}
    for source, (built, html) in sorted(contents.items()):
        folder = built.removesuffix("index.html") if config["use_directory_urls"] else built
        for target, written in Page(html).links:
            if re.match(r"https?:/(?!/)", target):
                continue  # a browser takes what follows for the host
            address = urlsplit(urljoin(f"{HOST}{base}{folder}", target))
            if f"{address.scheme}://{address.netloc}" != HOST or target.startswith("#__"):
                continue  # another site; line numbers of code, which an extension makes
            status = state(site, base, unquote(address.path), unquote(address.fragment), ids)
            print(json.dumps({"page": source, "target": written, "status": status}))


def state(site: Path, base: str, path: str, fragment: str, ids: dict[str, set[str]]) -> str:
    inside = path.removeprefix(base) if (path + "/").startswith(base) else None
    if inside is None or ".." in PurePosixPath(inside).parts:
        return "missing"
    file = site / inside
    if file.is_dir() or path.endswith("/"):
        file = file / "index.html"
    if not file.is_file():
        return "missing"
    if not fragment or file.suffix != ".html":
        return "ok"
    if str(file) not in ids:
        ids[str(file)] = Page(file.read_text(encoding="utf-8", errors="replace")).ids
    return "ok" if fragment in ids[str(file)] else "no-anchor"


if __name__ == "__main__":
    main()
