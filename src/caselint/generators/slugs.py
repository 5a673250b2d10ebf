"""Heading ids as each generator makes them: the slug of a heading's text, and what keeps ids apart on a page."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache, partial
from urllib.parse import quote

from caselint.content.page import Heading
from caselint.generators.generator import SiteConfig

Slug = Callable[[str], str]

_NOT_WORD = re.compile(r"[^\w\s-]")
_NOT_WORD_OR_SPACE = re.compile(r"[^\w\- ]")
_TAGS = re.compile(r"</?[^<>]*+>")
_ASCII_CAPITALS = re.compile(r"[A-Z]++")
_COUNTED = re.compile(r"(?P<base>.*)_(?P<count>[0-9]{1,18})\Z", re.DOTALL)
_HIGHLIGHTED = re.compile(r"(?<![^\s(])#!\w++ +")
_SYMBOLS = (
    (re.compile(r"\((?:c|r)\)|\+/-"), "\N{COPYRIGHT SIGN}"),
    (re.compile(r"\(tm\)"), "\N{TRADE MARK SIGN}"),
    (re.compile(r"<-->|(?<!-)-->|<--(?!-)"), "\N{RIGHTWARDS ARROW}"),
)
_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)")

# GitHub keeps letters, marks, decimal and letter numbers, connectors, and the circled and squared Latin letters.
_GITHUB_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_GITHUB_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


def python_markdown_slug(text: str, separator: str = "-", *, unicode: bool = False) -> str:
    """The slug of Python-Markdown's toc extension (`markdown/extensions/toc.py`, `slugify`, `slugify_unicode`)."""
    if not unicode:
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    kept = _NOT_WORD.sub("", text).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", separator.replace("\\", r"\\"), kept)


def pymdownx_slug(
    text: str, separator: str = "-", *, case: str = "none", percent_encode: bool = False, normalize: str = "NFC"
) -> str:
    """The slug of `pymdownx.slugs.slugify` with the options of the same names."""
    form = normalize if normalize in ("NFC", "NFD", "NFKC", "NFKD") else "NFC"
    slug = _TAGS.sub("", unicodedata.normalize(form, text)).strip()  # type: ignore[arg-type]
    if case == "lower":
        slug = slug.lower()
    elif case == "lower-ascii":
        slug = _ASCII_CAPITALS.sub(lambda match: match[0].lower(), slug)
    elif case == "fold":
        slug = slug.casefold()
    slug = _NOT_WORD_OR_SPACE.sub("", slug).replace(" ", separator)
    return quote(slug) if percent_encode else slug


def github_slug(text: str) -> str:
    """The slug of github-slugger, which Docusaurus and Astro use too (its `regex.js`, in closed form)."""
    return "".join(filter(_github_keeps, text.lower())).replace(" ", "-")


@lru_cache(maxsize=4096)
def _github_keeps(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "_- "
    if unicodedata.category(character) in _GITHUB_CATEGORIES:
        return True
    return any(first <= ord(character) <= last for first, last in _GITHUB_SYMBOLS)


def unique_python_markdown(slug: str, taken: set[str], counters: dict[str, int]) -> str:
    """The id for `slug` among those `taken`, and take it (`toc.unique`: `_1`, `_2`; an empty slug becomes `_1`).

    `counters` is kept between calls: how far the ids of a base are known to be taken. Linear on equal headings.
    """
    if slug in taken or not slug:
        match = _COUNTED.match(slug)
        base, count = (match["base"], int(match["count"])) if match else (slug, 0)
        known = counters.get(base, 0)
        within = count <= known or slug == f"{base}_{known + 1}"
        if within:
            count = max(count, known)
        count += 1
        while f"{base}_{count}" in taken:
            count += 1
        slug = f"{base}_{count}"
        if within:
            counters[base] = count
    taken.add(slug)
    return slug


def unique_github(slug: str, counts: dict[str, int]) -> str:
    """The id for `slug` as github-slugger's `slug` method gives it (`-1`, `-2`, ids taken are skipped)."""
    found = slug
    if found in counts:
        count = counts[slug]
        while found in counts:
            count += 1
            found = f"{slug}-{count}"
        counts[slug] = count
    counts[found] = 0
    return found


def slug_function(site: SiteConfig) -> Slug | None:
    """How the site makes a slug of a heading's text; None where its config names a function unknown here."""
    if not site.is_mkdocs:
        return github_slug
    return configured_slug(site.extensions.get("toc", {}))


def configured_slug(options: Mapping[str, object]) -> Slug | None:
    """The slug function that the options of an extension of Python-Markdown name (`slugify`, `separator`)."""
    separator = str(options.get("separator", "-"))
    configured = options.get("slugify")
    if configured is None:
        return partial(python_markdown_slug, separator=separator)
    if isinstance(configured, Mapping):
        name, kwds = str(configured.get("python/object/apply", "")), configured.get("kwds")
    else:
        name, kwds = str(configured).removeprefix("python/name:"), None
    if name == "markdown.extensions.toc.slugify":
        return partial(python_markdown_slug, separator=separator)
    if name == "markdown.extensions.toc.slugify_unicode":
        return partial(python_markdown_slug, separator=separator, unicode=True)
    return _pymdownx(name, separator, kwds if isinstance(kwds, Mapping) else {})


def _pymdownx(name: str, separator: str, kwds: Mapping[str, object]) -> Slug | None:
    module, _, function = name.rpartition(".")
    if module != "pymdownx.slugs":
        return None
    if function == "slugify":
        return partial(
            pymdownx_slug,
            separator=separator,
            case=str(kwds.get("case", "none")),
            percent_encode=bool(kwds.get("percent_encode", False)),
            normalize=str(kwds.get("normalize", "NFC")),
        )
    # Names that pymdownx had until version 9; sites pinned to it still use them.
    case = {"uslugify": "lower", "uslugify_cased": "none", "gfm": "lower-ascii"}.get(function.removesuffix("_encoded"))
    if case is None:
        return None
    return partial(pymdownx_slug, separator=separator, case=case, percent_encode=function.endswith("_encoded"))


def heading_ids(site: SiteConfig, headings: Sequence[Heading], reserved: Collection[str] = ()) -> list[str]:
    """The id of each heading as the site prints it, in the order given; "" for one that is not rendered.

    `Heading.text` is the heading as a reader reads it: marks, tags, footnote references and emoji shortcodes taken
    out, entities resolved, code spans and link texts in. `reserved` are ids that Markdown of the page sets elsewhere
    (attribute lists, `md_in_html` elements): Python-Markdown keeps heading ids clear of them, wherever they stand.
    Ids in raw HTML are not reserved there.
    """
    rendered = [heading for heading in headings if heading.rendered]
    if not site.is_mkdocs:
        counts: dict[str, int] = {}
        made = [unique_github(github_slug(heading.text), counts) for heading in rendered]
    else:
        slug = slug_function(site) or python_markdown_slug
        taken = {heading.explicit_id for heading in rendered if heading.explicit_id}
        taken.update(reserved)
        counters: dict[str, int] = {}
        made = [
            heading.explicit_id or unique_python_markdown(slug(printed_text(site, heading.text)), taken, counters)
            for heading in rendered
        ]
    ids = iter(made)
    return [next(ids) if heading.rendered else "" for heading in headings]


def printed_text(site: SiteConfig, text: str) -> str:
    """A heading's text after the extensions that replace words or signs in it; whitespace collapsed as toc does."""
    extensions = site.extensions
    if "pymdownx.inlinehilite" in extensions and "#!" in text:
        text = _HIGHLIGHTED.sub("", text)
    if "pymdownx.smartsymbols" in extensions:
        for pattern, sign in _SYMBOLS:
            text = pattern.sub(sign, text)
    if "smarty" in extensions and "--" in text:
        text = _DASHES.sub("\N{EN DASH}", text)
    return " ".join(text.split())
