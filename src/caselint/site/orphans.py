"""Which pages need a link: readers come to the others by themselves."""

from collections.abc import Iterable

from caselint.config.globs import matches
from caselint.facts.page_facts import PageFacts
from caselint.generators.generator import SiteConfig
from caselint.generators.urls import inside_root
from caselint.site.navigation import Navigation

# Names without suffix of the start of a folder, and of what a host shows by itself.
_ENTRIES = frozenset(
    {"index", "readme", "_index", "404", "changelog", "code_of_conduct", "contributing", "license", "security"}
)


def needs_a_link(config: SiteConfig, navigation: Navigation, facts: PageFacts, allow: Iterable[str]) -> bool:
    """Whether readers get to the page over a link only; `allow` are globs of pages for which that is not so."""
    path = facts.path
    if inside_root(config, path) is None or (config.is_mkdocs and path not in navigation.expected):
        return False
    if path.rpartition("/")[2].partition(".")[0].lower() in _ENTRIES:
        return False
    if facts.redirects or facts.front_text("template").startswith("redirect"):
        return False
    return not any(matches(pattern, path) for pattern in allow)
