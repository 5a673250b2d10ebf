"""`caselint check --since`: findings to stdout, the rest to stderr, and exit codes that a hook can rely on."""

from pathlib import Path
from typing import Any

import pytest

SITE = {"a.md": "# A\n\n[no](gone.md)\n", "b.md": "# B\n\n[A](a.md)\n"}


@pytest.fixture
def here(repository: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    repository.commit(SITE)
    monkeypatch.chdir(repository.folder)
    return repository


def test_only_what_the_change_broke_is_shown_and_fails(here: Any, caselint: Any) -> None:
    here.write({"a.md": SITE["a.md"] + "\nMore.\n"})
    assert caselint("check", "--since", "HEAD", "--output-format", "concise") == (
        0,
        "no findings on 2 pages\n",
        "note: 1 finding is not shown: no matter of the change since HEAD\n",
    )
    here.git("mv", "a.md", "c.md")
    code, out, err = caselint("check", "--since=HEAD", "--output-format", "concise", "-q")
    assert (code, err) == (1, "")
    assert out.startswith("b.md:3:5 error broken-link")
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--since", "mian"),
            'caselint: --since mian: there is no revision "mian" in {folder}; did you mean "main"?\n',
        ),
        (("--since=-x",), 'caselint: --since -x: "-x" is no revision: none starts with "-"\n'),
        (("--since",), "caselint check: --since: expected one argument\n"),
        (("--since", "\x1b[31m"), "caselint: --since \\x1b[31m: "),
    ],
)
def test_a_revision_that_is_none_is_exit_2(words: tuple[str, ...], said: str, here: Any, caselint: Any) -> None:
    code, out, err = caselint("check", *words)
    assert (code, out) == (2, "")
    assert err.startswith(said.format(folder=here.folder))


def test_outside_of_a_repository_is_exit_2(
    repository: Any, tmp_path: Path, caselint: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/a.md").write_text("# A\n")
    monkeypatch.chdir(tmp_path / "plain")
    assert caselint("check", "--since", "HEAD") == (
        2,
        "",
        f"caselint: --since HEAD: not a git repository: {tmp_path}/plain\n",
    )
