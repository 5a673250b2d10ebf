"""The places of a page that a link can name: made once for each page, when it is first asked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

from caselint.content.page import Heading
from caselint.facts.page_facts import PageFacts
from caselint.generators.fragments import leads_somewhere
from caselint.generators.generator import SiteConfig
from caselint.generators.ids import page_ids
from caselint.generators.slugs import github_slug, slug_function


class PageAnchors:
    """The ids of a page as the site's generator makes them."""

    def __init__(self, config: SiteConfig, facts: PageFacts) -> None:
        self._config = config
        self._facts = facts

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings that the site renders as headings."""
        return [heading for heading in self._facts.headings if heading.rendered]

    @cached_property
    def heading_ids(self) -> list[str]:
        """The id of each of `headings`."""
        return self._ids[0]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that a link may name."""
        return frozenset(self._ids[1])

    @cached_property
    def _ids(self) -> tuple[list[str], set[str]]:
        return page_ids(self._config, self.headings, self._facts.anchors)

    @cached_property
    def judged(self) -> bool:
        """Whether every id of the page is known: a page that plugins write into is not judged."""
        return self._config.judges_anchors and not any(map(self._is_switched_on, self._facts.generated))

    def _is_switched_on(self, mark: str) -> bool:
        """Whether the site does what a mark on the page asks for; without MkDocs that is not known."""
        if not self._config.is_mkdocs:
            return True
        if mark == "snippets":
            return "pymdownx.snippets" in self._config.extensions
        return mark in self._config.plugins

    def lack(self, fragment: str) -> bool:
        """Whether a link to `#fragment` is sure to lead nowhere."""
        if not self.judged or leads_somewhere(self._config, self.ids, fragment):
            return False
        return _letters(unquote(fragment)) not in self._possible

    @cached_property
    def _possible(self) -> frozenset[str]:
        """The letters of ids that a hook of the site may make, whatever slug it makes of them."""
        return frozenset(_letters(anchor.id) for anchor in self._facts.anchors if anchor.possible)

    def meant(self, fragment: str, text: str) -> str | None:
        """The id of the one heading that a dead link can have meant.

        Either GitHub would give it this fragment, or the link's text repeats it; None where there is none, or more than
        one.
        """
        return self._by_github_slug.get(fragment) or self._by_text.get(_folded(text))

    @cached_property
    def _by_github_slug(self) -> Mapping[str, str | None]:
        return _unique(zip((github_slug(heading.text) for heading in self.headings), self.heading_ids, strict=True))

    @cached_property
    def _by_text(self) -> Mapping[str, str | None]:
        return _unique(zip((_folded(heading.text) for heading in self.headings), self.heading_ids, strict=True))

    def swallow(self, fragment: str) -> bool:
        """Whether `fragment` is the id of a heading that the site prints as text, inside of raw HTML."""
        return fragment in self._swallowed

    @cached_property
    def _swallowed(self) -> frozenset[str]:
        slug = slug_function(self._config) or github_slug
        return frozenset(slug(heading.text) for heading in self._facts.headings if not heading.rendered)


def _letters(name: str) -> str:
    """A name without case and punctuation."""
    return "".join(filter(str.isalnum, name)).casefold()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unique(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str | None]:
    """Each name with its id; None where two share the name, and for the empty one."""
    found: dict[str, str | None] = {}
    for name, own in pairs:
        found[name] = None if name in found or not name else own
    return found
