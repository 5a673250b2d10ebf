"""What a dead link was probably meant for, and how a link on the page writes it."""

import pytest

from caselint.content.page import LinkKind
from caselint.generators.generator import GITHUB, SiteConfig
from caselint.site.nearest import Meant, Nearest, written

MKDOCS = SiteConfig("mkdocs", content_roots=("docs",), base_path="/base/")
PAGES = (
    "docs/a/one.md",
    "docs/a/two.md",
    "docs/b/index.md",
    "docs/b/setup.md",
    "docs/c/setup.md",
    "docs/deep/load-balancing.md",
)
ASSETS = ("docs/img/map.png", "mkdocs.yml")


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        # Read from the page's file, then from the docs folder: that is what the author had in mind.
        ("two/", Meant(("docs/a/two.md",), True)),
        ("/a/two/#x", Meant(("docs/a/two.md",), True)),
        ("/base/a/two.html", Meant(("docs/a/two.md",), True)),
        ("b", Meant(("docs/b/index.md",), True)),
        ("two.md/", Meant(("docs/a/two.md",), True)),
        # Elsewhere under the same name.
        ("../load-balancing.md", Meant(("docs/deep/load-balancing.md",), True)),
        ("../x/map.png", Meant(("docs/img/map.png",), True)),
        ("../c/setup/", Meant(("docs/c/setup.md",), True)),
        ("../../c/setup/", Meant(("docs/c/setup.md", "docs/b/setup.md"), False)),
        # Misspelt.
        ("load-balancer.md", Meant(("docs/deep/load-balancing.md",), False)),
        ("zebra.md", Meant()),
        ("../", Meant()),
        ("mkdocs.yml", Meant()),
    ],
)
def test_meant(target: str, meant: Meant) -> None:
    assert Nearest(MKDOCS, PAGES, ASSETS).meant("docs/a/one.md", target) == meant


@pytest.mark.parametrize(
    ("config", "path", "kind", "text"),
    [
        (MKDOCS, "docs/a/two.md", LinkKind.INLINE, "two.md"),
        (MKDOCS, "docs/b/index.md", LinkKind.INLINE, "../b/index.md"),
        (MKDOCS, "docs/a/two.md", LinkKind.HTML, "../two/"),
        (MKDOCS, "docs/b/index.md", LinkKind.HTML, "../../b/"),
        (GITHUB, "docs/b/index.md", LinkKind.HTML, "../b/index.md"),
        (MKDOCS, "docs/a b.md", LinkKind.INLINE, None),
    ],
)
def test_written(config: SiteConfig, path: str, kind: LinkKind, text: str | None) -> None:
    assert written(config, "docs/a/one.md", path, kind) == text
