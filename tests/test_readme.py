"""What the README shows is what caselint prints: its sites are built and its commands run."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import caselint
from caselint.__main__ import main
from caselint.rules.registry import find_rule

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"\n]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL
)


class Block(NamedTuple):
    """A fenced block; `title` names the file that it is."""

    language: str
    title: str | None
    text: str


def blocks() -> Iterator[Block]:
    for match in FENCE.finditer(README):
        yield Block(match["language"], match["title"], match["text"])


def sessions() -> Iterator[tuple[str, str]]:
    """Each command shown, with the output shown below it."""
    for block in blocks():
        if block.language == "console":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield command, output


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site of the README's first section, as the working directory."""
    for block in blocks():
        if block.title is not None and block.title.startswith(("docs/", "mkdocs")):
            path = tmp_path / block.title
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CASELINT = [(command, output) for command, output in sessions() if command.startswith("caselint ") and output]


def test_the_readme_shows_output() -> None:
    assert CASELINT[0][0] == "caselint check"
    assert len(CASELINT) >= 2


@pytest.mark.parametrize(("command", "output"), CASELINT, ids=[command for command, _ in CASELINT])
def test_output_is_as_shown(command: str, output: str, site: Path) -> None:
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(words, cwd=site, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == output
    assert done.stderr == ""


def test_the_configuration_shown_is_valid(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong key or rule, or a glob that matches nothing, would be exit code 2."""
    (shown,) = [block.text for block in blocks() if block.title == "caselint.toml"]
    (site / "caselint.toml").write_text(shown, encoding="utf-8")
    (site / "schemas").mkdir()
    for kind in ("schema.json", "sections.yaml"):
        shutil.copy(ROOT / "content" / "schemas" / f"case-study.{kind}", site / "schemas" / f"study.{kind}")
    assert main(["check"]) == 1, capsys.readouterr().err


def test_what_is_said_to_agree_is_silent(tmp_path: Path) -> None:
    says = "Ferry has {} users, an availability of {} and {} requests."
    pages = [("5M", "99.999%", "60B monthly"), ("5M+", "five nines", "2B daily")]
    for number, words in enumerate(pages):
        (tmp_path / f"page{number}.md").write_text(f"# Ferry {number}\n\n{says.format(*words)}\n", encoding="utf-8")
    assert caselint.check(folder=tmp_path).findings == ()


def test_the_program_shown_runs(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = [block.text for block in blocks() if block.language == "python"]
    exec(program.replace("path/to/site", str(site)), {})
    (shown,) = [output for command, output in CASELINT if command == "caselint check"]
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in printed] == re.findall(r"^\S+:\d+:\d+ \w+ (\S+)$", shown, re.MULTILINE)


def test_suppressions_shown_name_rules_that_exist() -> None:
    named = re.findall(r"caselint: allow(?:-page)? ([\w, -]+?) \(", README)
    assert named
    for name in (name.strip() for listed in named for name in listed.split(",")):
        assert find_rule(name) is not None, name


def test_links_lead_somewhere() -> None:
    """The README is read on GitHub and PyPI, where a dead link is the first thing that a stranger meets."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists() and target not in FILES_SHOWN] == []


FILES_SHOWN = {target for block in blocks() for target in re.findall(r"\]\(([^)#\s]+)", block.text)}
