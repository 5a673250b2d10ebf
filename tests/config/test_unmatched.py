"""Globs that match nothing: an error where the user wrote them, a note for excludes, silence for what was extended."""

from collections.abc import Callable
from pathlib import Path

from caselint.config.config import Config
from caselint.config.unmatched import unmatched

Load = Callable[[str], Config]

TEXT = """\
exclude = ["drafts/**", "old/**"]
[[overrides]]
pages = ["docs/archive/**", "docs/a.md"]
[kinds.study]
pages = ["studies"]
[kinds.note]
type = "memo"
[[collections]]
name = "patterns"
pages = ["docs/*.md", "patterns/**"]
[[collections]]
name = "guides"
pages = ["docs/*.md"]
exclude = ["docs/**"]
"""


def _told(config: Config, pages: list[str], **more: object) -> list[str]:
    found = unmatched(config, pages, **more)  # type: ignore[arg-type]
    return [str(problem).rpartition("caselint.toml:")[2] for problem in (*found.problems, *found.notes)]


def test_what_matches_no_page_is_told_with_its_place(load: Load) -> None:
    config = load(TEXT)
    assert _told(config, ["docs/a.md", "studies/a.md"], excluded=["drafts/a.md"], types=frozenset({"study"})) == [
        '3:10: "docs/archive/**" matches no page',
        '5:10: "studies" matches no page; did you mean `studies/**`?',
        '6:8: no page is of kind note: none has the front matter type "memo"',
        '10:23: "patterns/**" matches no page',
        '12:8: collection "guides" holds no page: its `exclude` leaves out every one',
        '1:25: "old/**" matches no page',
    ]


def test_types_that_are_not_known_are_not_judged(load: Load) -> None:
    assert _told(load('[kinds.note]\ntype = "memo"'), ["a.md"]) == []


def test_what_was_extended_may_match_nothing(tmp_path: Path, load: Load) -> None:
    (tmp_path / "shared.toml").write_text(TEXT)
    assert _told(load('extends = ["shared.toml"]'), ["docs/a.md"]) == []
    assert _told(load('extends = ["shared.toml"]\n[kinds.study]\npages = ["s/**"]'), ["docs/a.md"]) == [
        '3:10: "s/**" matches no page'
    ]
