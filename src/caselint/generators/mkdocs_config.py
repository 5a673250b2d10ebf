"""`mkdocs.yml` read as data: nothing in it is run, no environment variable is asked for."""

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from caselint.findings.span import Span
from caselint.findings.visible import shorten
from caselint.generators.generator import ConfigProblem, NavEntry, SiteConfig
from caselint.generators.mkdocs_extensions import extensions
from caselint.generators.mkdocs_hooks import Hooks, read_hooks
from caselint.generators.mkdocs_nav import NavReader
from caselint.generators.mkdocs_plugins import (
    is_versioned,
    makes_sources,
    redirect_maps,
    redirect_places,
    redirect_problems,
    unknown_urls,
)
from caselint.generators.mkdocs_snippets import appended
from caselint.generators.mkdocs_yaml import Document, read_document, read_file
from caselint.generators.urls import is_pattern


def read_mkdocs(root: Path, config: str | None, read: Callable[[Path], bytes] = read_file) -> SiteConfig:
    """The site that `config`, a file name in `root`, describes; MkDocs' defaults where there is none.

    `read` gives the bytes of a file.

    Never raises: a setting that cannot be read is a problem with its place, and its default holds.
    """
    if config is None:
        return SiteConfig(generator="mkdocs", content_roots=("docs",), extensions=extensions({}))
    document = read_document(root, config, read)
    return _Settings(root, document).site(config, read)


class _Settings:
    """Takes the settings out of a document one by one and notes which of them are wrong."""

    def __init__(self, root: Path, document: Document) -> None:
        self._root = root
        self._document = document
        self._values = document.values
        self._problems = list(document.problems)

    def site(self, config: str, read: Callable[[Path], bytes]) -> SiteConfig:
        hooks = self._hooks(read)
        theme = self._theme()
        site_url = self._text("site_url")
        plugins = self._named("plugins", {"search": {}})
        plugins = {name.removeprefix("material/"): options for name, options in plugins.items()}
        base_path = self._base_path(site_url)
        docs = self._docs_dir()
        extra = self._mapping("extra")
        named = extensions(self._named("markdown_extensions", {}), self._mapping("mdx_configs"))
        snippets = appended(self._root, named, read)
        return SiteConfig(
            generator="material" if theme.get("name") == "material" else "mkdocs",
            config_path=config,
            files=self._document.files + snippets.files + hooks.files,
            content_roots=(docs,),
            base_path=base_path,
            site_url=site_url,
            title=self._title(),
            directory_urls=self._flag("use_directory_urls", True),
            extensions=named,
            appended=snippets.definitions,
            judges_anchors=not snippets.makes_ids,
            plugins=plugins,
            theme=str(theme.get("name") or ""),
            theme_folders=self._theme_folders(theme, docs),
            excluded=self._patterns("exclude_docs"),
            drafts=self._patterns("draft_docs"),
            not_in_nav=self._patterns("not_in_nav"),
            nav=self._nav(),
            redirects=redirect_maps(plugins),
            redirect_places=self._redirect_places(),
            hook_pages=hooks.pages,
            hooks_make_pages=hooks.make_pages,
            hooks_rewrite=hooks.rewrite,
            absolute_from_docs=self._validation("links").get("absolute_links") == "relative_to_docs",
            unknown_urls=unknown_urls(plugins, extra, base_path),
            makes_sources=makes_sources(plugins),
            versioned=is_versioned(plugins, extra),
            problems=tuple(self._problems),
        )

    def _problem(self, name: str, message: str) -> None:
        self._problems.append(ConfigProblem(message, self._document.place(name)))

    def _text(self, name: str, default: str = "") -> str:
        value = self._values.get(name)
        if value is None or isinstance(value, str):
            return value or default
        self._problem(name, f'"{name}" takes a text')
        return default

    def _title(self) -> str:
        name = self._values.get("site_name")
        return name if isinstance(name, str) else ""

    def _flag(self, name: str, default: bool) -> bool:
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self._problem(name, f'"{name}" takes true or false')
        return default

    def _mapping(self, name: str) -> Mapping[str, object]:
        value = self._values.get(name)
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self._problem(name, f'"{name}" takes a mapping')
        return {}

    def _named(self, name: str, default: Mapping[str, Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
        """A list of names, each alone or with its options, or a mapping of them."""
        value = self._values.get(name)
        if value is None:
            return dict(default)
        if isinstance(value, Mapping):
            return {str(key): options if isinstance(options, Mapping) else {} for key, options in value.items()}
        if not isinstance(value, list):
            self._problem(name, f'"{name}" takes a list')
            return dict(default)
        found: dict[str, Mapping[str, object]] = {}
        for element in value:
            if isinstance(element, str):
                found[element] = {}
            elif isinstance(element, Mapping):
                for key, options in element.items():
                    found[str(key)] = options if isinstance(options, Mapping) else {}
            else:
                self._problem(name, f'"{name}" holds something that is neither a name nor a name with options')
        return found

    def _patterns(self, name: str) -> tuple[str, ...]:
        """The gitignore patterns of a setting; MkDocs stops at one that cannot be read, here the others hold."""
        found = []
        for line in self._text(name).splitlines():
            if is_pattern(line):
                found += [line] if line.strip() else []
            else:
                self._problem(name, f'"{name}" holds "{shorten(line, 80)}", which is no pattern of gitignore')
        return tuple(found)

    def _redirect_places(self) -> Mapping[str, Span]:
        node, elsewhere = self._document.node("plugins")
        if node is None:
            return {}
        self._problems += redirect_problems(node, elsewhere)
        return redirect_places(node, elsewhere)

    def _theme(self) -> Mapping[str, object]:
        value = self._values.get("theme", "mkdocs")
        if isinstance(value, str):
            return {"name": value}
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self._problem("theme", '"theme" takes a name, or a mapping with one')
        return {}

    def _theme_folders(self, theme: Mapping[str, object], docs: str) -> tuple[str, ...]:
        """The folders of the site's own whose files are served from its root: the docs and `custom_dir`."""
        custom = theme.get("custom_dir")
        folder = self._inside(custom) if isinstance(custom, str) and custom else None
        return (docs,) if folder in (None, ".", docs) else (docs, str(folder))

    def _inside(self, folder: str) -> str | None:
        """`folder` relative to the site's own, or None where it lies outside."""
        joined = posixpath.join(self._root.as_posix(), folder.replace("\\", "/"))
        inside = posixpath.relpath(posixpath.normpath(joined), self._root.as_posix())
        return None if inside == ".." or inside.startswith("../") else inside

    def _docs_dir(self) -> str:
        written = self._text("docs_dir", "docs")
        inside = self._inside(written)
        if inside is None:
            self._problem("docs_dir", f'"docs_dir" leads out of the folder of the configuration: "{written}"')
            return "docs"
        return inside

    def _base_path(self, site_url: str) -> str:
        try:
            path = unquote(urlsplit(site_url).path)
        except ValueError as error:
            self._problem("site_url", f'"site_url" is no address: {error}')
            return "/"
        return f"/{path.strip('/')}/" if path.strip("/") else "/"

    def _validation(self, part: str) -> Mapping[str, object]:
        """How strictly MkDocs is to judge "links" or "nav": what is set for both, and above it for the one."""
        validation = self._mapping("validation")
        own = validation.get(part)
        return {**validation, **own} if isinstance(own, Mapping) else validation

    def _nav(self) -> tuple[NavEntry, ...]:
        node, place = self._document.node("nav")
        if node is None:
            return ()
        reader = NavReader(place, from_docs=self._validation("nav").get("absolute_links") == "relative_to_docs")
        found = reader.read(node)
        self._problems += reader.problems
        return found

    def _hooks(self, read: Callable[[Path], bytes]) -> Hooks:
        named = self._values.get("hooks")
        paths = [self._root / path for path in named if isinstance(path, str)] if isinstance(named, list) else []
        return read_hooks([path for path in paths if self._inside(str(path)) is not None], read)
