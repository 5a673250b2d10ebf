"""Redirects as mkdocs-redirects 1.2 writes them; each state was seen in a built site."""

import pytest

from caselint.content.page import LinkKind
from caselint.generators.generator import SiteConfig
from caselint.generators.resolve import resolve
from caselint.site.index import SiteIndex

PAGES = ("docs/exists.md", "docs/index.md", "docs/mid.md", "docs/new.md")


def site(**redirects: str) -> SiteIndex:
    maps = {f"{old}.md": new for old, new in redirects.items()}
    config = SiteConfig(generator="mkdocs", content_roots=("docs",), redirects=maps)
    return SiteIndex(config, dict.fromkeys(PAGES))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("redirects", "status", "alive"),
    [
        ({"old": "new.md"}, "ok", True),
        ({"old": "new.md#part"}, "ok", True),
        ({"old": "https://example.org/"}, "ok", True),
        ({"old": "gone.md"}, "missing", False),
        ({"old": "b.md", "b": "new.md"}, "chain", False),
        ({"old": "mid.md", "mid": "new.md"}, "chain", True),
        ({"old": "old.md"}, "loop", False),
        ({"old": "b.md", "b": "c.md", "c": "b.md"}, "loop", False),
        ({"exists": "new.md"}, "hides", True),
    ],
)
def test_the_state_of_a_redirect(redirects: dict[str, str], status: str, alive: bool) -> None:
    index = site(**redirects)
    found = index.redirects.all[0]
    assert (found.status, found.alive) == (status, alive)
    if status != "hides":
        reached = resolve(index.config, index, "docs/index.md", "old/", LinkKind.HTML)
        assert (reached.status == "ok") is alive


def test_a_markdown_link_to_the_old_source_is_dead_though_its_url_is_not() -> None:
    index = site(old="new.md")
    assert resolve(index.config, index, "docs/index.md", "old.md", LinkKind.INLINE).status == "missing-page"
    assert index.redirects.page_after("docs/old.md") == "docs/new.md"


def test_long_chains_and_loops_are_followed_once() -> None:
    many = {f"p{row}": f"p{row + 1}.md" for row in range(20_000)}
    found = site(**many, p20000="p0.md").redirects.all
    assert {each.status for each in found} == {"loop"}
    assert max(len(each.way) for each in found) < 10
    assert {each.status for each in site(**many).redirects.all} == {"chain", "missing"}
