"""`--output-format` and `--output-file`, several times: each result where it was asked for."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.cli.failure import UsageError
from caselint.cli.outputs import Output, outputs_of

Command = Callable[..., tuple[int, str, str]]

RULES = ("--select", "broken-link,skipped-heading-level")


def named(words: str) -> list[tuple[str, str]]:
    """`f text o a.txt` as the parser hands it over."""
    options = {"f": "output_format", "o": "output_file"}
    parts = words.split()
    return [(options[option], value) for option, value in zip(parts[::2], parts[1::2], strict=True)]


@pytest.mark.parametrize(
    ("words", "outputs"),
    [
        ("", [Output("text")]),
        ("f json", [Output("json")]),
        ("o a.txt", [Output("text", "a.txt")]),
        ("f json o a.json", [Output("json", "a.json")]),
        ("o a.json f json", [Output("json", "a.json")]),
        ("f text f sarif o a.sarif", [Output("text"), Output("sarif", "a.sarif")]),
        ("f sarif o a.sarif f text", [Output("sarif", "a.sarif"), Output("text")]),
        ("f text o - f sarif o a", [Output("text"), Output("sarif", "a")]),
        ("f json o a f junit o b f text", [Output("json", "a"), Output("junit", "b"), Output("text")]),
        ("o a f json f text", [Output("json", "a"), Output("text")]),
    ],
)
def test_a_file_is_of_the_format_before_it(words: str, outputs: list[Output]) -> None:
    assert outputs_of(named(words)) == outputs


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("f text f json", "text and json would both go to stdout: give one an --output-file"),
        ("f text o a f json o ./a", "text and json would both go to ./a: give one an --output-file"),
        ("f text o a o b", "--output-file b has no --output-format before it"),
        ("o a o b", "--output-file b has no --output-format before it"),
        ("f text f json o -", "text and json would both go to stdout"),
    ],
)
def test_what_makes_no_sense_is_refused(words: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace(".", r"\.")):
        outputs_of(named(words))


def test_one_run_writes_them_all(site: Path, caselint: Command) -> None:
    _, plain, _ = caselint("check", *RULES)
    several = ["--output-format", "text", "--output-format", "sarif", "--output-file", "a.sarif"]
    code, out, err = caselint("check", *RULES, *several, "--output-format=junit", "-ob.xml")
    assert (code, out, err) == (1, plain, "")
    run = json.loads((site / "a.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["SEC002", "LNK001"]
    assert (site / "b.xml").read_text(encoding="utf-8").count("<failure ") == 2


def test_one_that_cannot_be_written_is_told(site: Path, caselint: Command) -> None:
    code, _, err = caselint("check", *RULES, "--output-format", "json", "-o", "no/such/folder.json")
    assert (code, err) == (2, "caselint: cannot write no/such/folder.json: No such file or directory\n")


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
from caselint.__main__ import main
sys.exit(main(["check", "--no-cache", "--output-format", "json", "-o", "full.json"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of files are of POSIX")
def test_a_disk_that_is_full_leaves_no_half_of_a_report(site: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr == b"caselint: cannot write full.json: File too large\n"
    assert not (site / "full.json").exists()


def test_statistics_come_in_formats_of_their_own(site: Path, caselint: Command) -> None:
    code, _, err = caselint("check", "--statistics", "--output-format", "sarif")
    assert code == 2
    assert err == "caselint check: --statistics has no format sarif; it takes text, concise, json, jsonl\n"


@pytest.mark.parametrize("output_format", ["sarif", "github", "gitlab", "junit", "markdown"])
def test_formats_for_ci_say_what_the_others_say(site: Path, caselint: Command, output_format: str) -> None:
    code, out, err = caselint("check", *RULES, "--output-format", output_format)
    assert (code, err) == (1, "")
    for word in ("broken-link", "skipped-heading-level"):
        assert word in out
    assert os.getcwd() not in out  # noqa: PTH109 - str in, str out
