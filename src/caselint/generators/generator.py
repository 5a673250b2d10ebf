"""A site as its generator's config describes it: the one shape that the rest of caselint knows generators by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from caselint.findings.span import Span

Options = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the navigation: a page or URL (`target`), or a section that only has a title.

    `span` is the target (of a section the title) in the config's text.
    """

    title: str | None
    target: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """Something of the generator's config that could not be read; the site is checked with defaults instead."""

    message: str
    span: Span


@dataclass(frozen=True)
class SiteConfig:
    """What a generator's config says of a site. Pure data: pickles, compares, reads no file.

    Attributes:
        generator: "mkdocs", "material", "github", "docusaurus", "hugo", "starlight" or "jekyll".
        config_path: the config, relative to the site's folder; None where there is none.
        files: absolute paths of all that the settings were read from.
        content_roots: folders of pages, relative to the site's folder; "." is the folder itself.
        base_path: path that the site is served under, with both slashes: "/Base/".
        site_url: the site's own URL as configured, or "".
        title: the site's name as configured, or "".
        directory_urls: `a/b.md` is served as `a/b/`, not as `a/b.html`.
        extensions: Markdown extensions with their options, bundles replaced by what they hold. Python names in
            options are the strings `python/name:…`, calls mappings `{"python/object/apply": name, "args": …, "kwds":
            …}`.
        appended: reference definitions that hold on every page, one a line.
        plugins: plugins with their options.
        excluded: gitignore patterns relative to the content root of files that are not published.
        drafts: the same, for drafts.
        not_in_nav: the same, for pages that the navigation leaves out on purpose.
        redirects: old source path or URL -> new one.
        redirect_places: where in the config each of `redirects` stands: the span of its new path.
        hook_pages: names of pages that a hook's code mentions: it may write them.
        hooks_make_pages: a hook may add pages, or change the navigation.
        hooks_rewrite: a hook may change the Markdown of pages.
        theme_folders: folders whose files are served from the site's root; empty where the content roots are all.
        unknown_urls: path prefixes, with both slashes, below which there are pages that no source file shows.
        makes_sources: plugins add source files, or find links by a rule of their own.
        versioned: the site is served below a folder that is named for its version, beside other versions (mike).
        absolute_from_docs: a Markdown link `/x.md` counts from the content root (MkDocs' `relative_to_docs`).
        judges_links: False where caselint does not know the generator's links well enough to call one broken.
        judges_anchors: the same for heading ids.
        problems: what of the config could not be read.
    """

    generator: str
    config_path: str | None = None
    files: tuple[str, ...] = ()
    content_roots: tuple[str, ...] = (".",)
    base_path: str = "/"
    site_url: str = ""
    title: str = ""
    directory_urls: bool = True
    extensions: Mapping[str, Options] = field(default_factory=dict)
    appended: str = ""
    plugins: Mapping[str, Options] = field(default_factory=dict)
    theme: str = ""
    excluded: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    not_in_nav: tuple[str, ...] = ()
    nav: tuple[NavEntry, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    redirect_places: Mapping[str, Span] = field(default_factory=dict)
    hook_pages: frozenset[str] = frozenset()
    hooks_make_pages: bool = False
    hooks_rewrite: bool = False
    theme_folders: tuple[str, ...] = ()
    unknown_urls: tuple[str, ...] = ()
    makes_sources: bool = False
    versioned: bool = False
    absolute_from_docs: bool = False
    judges_links: bool = True
    judges_anchors: bool = True
    problems: tuple[ConfigProblem, ...] = ()

    @property
    def is_mkdocs(self) -> bool:
        """MkDocs builds this site, whatever its theme."""
        return self.generator in ("mkdocs", "material")

    @property
    def runs_templates(self) -> bool:
        """A plugin runs the template code of pages before their Markdown is read."""
        return "macros" in self.plugins

    @property
    def fingerprint(self) -> str:
        """What of the site changes how a page is read, as text for a cache key."""
        named = ((name, _canonical(options)) for name, options in sorted(self.extensions.items()))
        return f"mkdocs:{list(named)!r}{self.runs_templates}{self.appended!r}" if self.is_mkdocs else self.generator


def _canonical(value: object) -> object:
    """`value` with mappings as sorted pairs, so that equal options print alike."""
    if isinstance(value, Mapping):
        return sorted((str(key), _canonical(inner)) for key, inner in value.items())
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


GITHUB = SiteConfig(generator="github", directory_urls=False)
