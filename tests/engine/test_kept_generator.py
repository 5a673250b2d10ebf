"""A kept generator configuration is what reading its files anew gives, whatever happened to them since."""

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from caselint.engine.kept_file import write_kept
from caselint.engine.kept_generator import read_generator
from caselint.engine.page_cache import CachePlace
from caselint.generators.detect import read_site
from caselint.generators.generator import SiteConfig
from caselint.testing import write_site

CONFIG = """\
site_name: Studies
site_url: https://example.org/base/
theme: {name: material, custom_dir: overrides}
docs_dir: docs
use_directory_urls: false
exclude_docs: |
  drafts/
  /odd.md
nav:
  - Home: index.md
  - Deeper:
      - deep/index.md
      - Elsewhere: https://example.com/é
plugins:
  - search
  - redirects: {redirect_maps: {old.md: index.md}}
  - material/blog: {blog_dir: posts, limit: 1.0, on: yes, none: null, big: .inf}
markdown_extensions:
  - toc: {permalink: true, slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
extra: {version: {provider: mike}}
"""
INHERITS = "INHERIT: base.yml\nsite_name: X\n"
HOOKS = "site_name: X\nhooks: [hook.py]\n"
SNIPPETS = "markdown_extensions:\n  - pymdownx.snippets: {auto_append: [defs.md]}\n"


@pytest.fixture
def place(tmp_path: Path) -> CachePlace:
    return CachePlace(str(tmp_path / "cache"))


def assert_as_fresh(place: CachePlace, root: Path, name: str | None = None) -> SiteConfig:
    fresh = read_site(root, name)
    for _ in range(2):
        found = read_generator(place, root, name)
        assert found == fresh
        assert repr(found) == repr(fresh)
        assert found.fingerprint == fresh.fingerprint
    return fresh


def test_what_is_kept_is_not_read_again(place: CachePlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "site"
    write_site(root, {"mkdocs.yml": CONFIG})
    fresh = assert_as_fresh(place, root)
    assert not fresh.problems
    assert fresh.nav
    assert fresh.redirect_places
    monkeypatch.setattr("caselint.generators.mkdocs_config.read_mkdocs", None)
    assert read_generator(place, root, None) == fresh


CHANGES = {
    "a word of the same length": {"mkdocs.yml": CONFIG.replace("docs_dir: docs", "docs_dir: dogs")},
    "a comment": {"mkdocs.yml": CONFIG + "# é\n"},
    "a fault": {"mkdocs.yml": CONFIG + "nav: [\n"},
    "no text": {"mkdocs.yml": b"\xff\xfe\x00"},
    "nothing": {"mkdocs.yml": ""},
    "a parent": {"mkdocs.yml": INHERITS, "base.yml": "docs_dir: base\n"},
    "another generator": {"mkdocs.yml": CONFIG, "hugo.toml": ""},
    "another name": {"mkdocs.yml": None, "mkdocs.yaml": CONFIG.replace("docs_dir: docs", "docs_dir: other")},
    "none": {"mkdocs.yml": None},
}


def _change(root: Path, files: dict[str, str | bytes | None]) -> None:
    for name, content in files.items():
        if content is None:
            (root / name).unlink(missing_ok=True)
        else:
            (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", [None, "material", "github"])
def test_after_each_change_it_is_what_is_read_anew(
    change: str, name: str | None, place: CachePlace, tmp_path: Path
) -> None:
    root = tmp_path / "site"
    write_site(root, {"mkdocs.yml": CONFIG})
    assert_as_fresh(place, root, name)
    assert_as_fresh(place, root)
    _change(root, CHANGES[change])  # type: ignore[arg-type]
    assert_as_fresh(place, root, name)
    assert_as_fresh(place, root)
    _change(root, {"mkdocs.yml": CONFIG, "mkdocs.yaml": None, "hugo.toml": None})
    assert_as_fresh(place, root)


@pytest.mark.parametrize(
    ("config", "file", "texts"),
    [
        (INHERITS, "base.yml", ["docs_dir: one\n", "docs_dir: two\n"]),
        ("INHERIT: ../base.yml\n", "../base.yml", ["docs_dir: one\n", "docs_dir: two\n"]),
        (HOOKS, "hook.py", ["def on_nav(): 'a.md'", "x = 'b.md'"]),
        (SNIPPETS, "defs.md", ["[a]: one.md\n", "[a]: two.md\n", "# A heading\n"]),
    ],
)
def test_a_second_file_that_appears_changes_or_goes_is_noticed(
    config: str, file: str, texts: list[str], place: CachePlace, tmp_path: Path
) -> None:
    root = tmp_path / "site"
    write_site(root, {"mkdocs.yml": config})
    seen = [assert_as_fresh(place, root)]
    for text in texts:
        (root / file).write_text(text)
        seen.append(assert_as_fresh(place, root))
    (root / file).unlink()
    assert assert_as_fresh(place, root) == seen[0]
    assert all(before != after for before, after in pairwise(seen))
    (tmp_path / ".git").mkdir()  # what a config may inherit from has grown
    assert_as_fresh(place, root)


def test_a_link_to_a_snippet_that_comes_to_lead_elsewhere_is_noticed(place: CachePlace, tmp_path: Path) -> None:
    root = tmp_path / "site"
    write_site(root, {"mkdocs.yml": SNIPPETS})
    (tmp_path / "outside.md").write_text("[a]: one.md\n")
    (root / "defs.md").symlink_to(tmp_path / "outside.md")
    before = assert_as_fresh(place, root)
    (root / "defs.md").unlink()
    (root / "defs.md").write_text("[a]: one.md\n")
    assert assert_as_fresh(place, root) != before


def test_two_folders_do_not_share_what_they_say(place: CachePlace, tmp_path: Path) -> None:
    write_site(tmp_path, {"one/mkdocs.yml": "docs_dir: ../one/docs\n", "two/mkdocs.yml": "docs_dir: ../one/docs\n"})
    assert assert_as_fresh(place, tmp_path / "one") != assert_as_fresh(place, tmp_path / "two")


def test_after_a_hundred_random_edits_it_is_what_is_read_anew(place: CachePlace, tmp_path: Path) -> None:
    chance, text = random.Random(5), CONFIG
    for _ in range(100):
        at = chance.randrange(len(text))
        text = (
            text[:at] + chance.choice(("", "x", ": ", "\n", "- ", "[", "é", "1")) + text[at + chance.choice((0, 1)) :]
        )
        write_site(tmp_path, {"mkdocs.yml": text})
        assert_as_fresh(place, tmp_path)
        if chance.random() < 0.3:
            text = CONFIG


@pytest.mark.parametrize("harm", ["torn", "zeros", "[]", "{}", "fields", "missing", "spans"])
def test_a_kept_file_that_is_damaged_is_none(harm: str, place: CachePlace, tmp_path: Path) -> None:
    root = tmp_path / "site"
    write_site(root, {"mkdocs.yml": CONFIG})
    assert_as_fresh(place, root)
    [file] = Path(place.folder, "generators").iterdir()
    content = file.read_bytes()
    magic = b"caselint generator 1\n"
    if harm == "torn":
        file.write_bytes(content[:-5])
    elif harm == "zeros":
        file.write_bytes(content[:-5] + bytes(5))
    elif harm in ("[]", "{}"):
        write_kept(str(file), magic, [harm.encode()])
    else:
        kept = json.loads(content[len(magic) + 4 :])
        if harm == "fields":
            kept["site"]["other"] = 1
        elif harm == "missing":
            del kept["site"]["hook_pages"]
        else:
            kept["site"]["redirect_places"] = {"a": [1, 2, 3]}
        write_kept(str(file), magic, [json.dumps(kept).encode()])
    assert_as_fresh(place, root)


def test_a_folder_that_cannot_be_written_is_no_fault(place: CachePlace, tmp_path: Path) -> None:
    Path(place.folder).write_text("a file")
    write_site(tmp_path / "site", {"mkdocs.yml": CONFIG})
    assert_as_fresh(place, tmp_path / "site")
