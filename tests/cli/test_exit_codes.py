"""0 nothing at or above `--fail-on`, 1 findings, 2 the tool could not do its job, 130 Ctrl-C."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.testing import write_site

Command = Callable[..., tuple[int, str, str]]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--select", "LNK"), 1),
        (("--select", "SEC"), 1),
        (("--select", "SEC", "--fail-on", "error"), 0),
        (("--select", "SEC", "--fail-on", "info"), 1),
        (("--select", "LNK", "--fail-on", "never"), 0),
        (("--select", "LNK", "--exit-zero"), 0),
        (("--select", "TXT001"), 0),
    ],
)
def test_the_gravest_finding_decides(site: Path, caselint: Command, words: tuple[str, ...], code: int) -> None:
    assert caselint("check", *words)[0] == code


def test_info_alone_does_not_fail(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": '[rules.skipped-heading-level]\nseverity = "info"\n'})
    assert caselint("check", "--select", "SEC")[0] == 0
    assert caselint("check", "--select", "SEC", "--fail-on", "info")[0] == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("chekc",), 'caselint: unknown command "chekc"; did you mean check?'),
        (("docs",), 'caselint: unknown command "docs"; did you mean `caselint check docs`?'),
        (
            ("--quiet", "check"),
            "caselint: unknown option --quiet; "
            "a command comes first: check, init, report, figures, inspect, schema, registry, config, explain, "
            "explain-link, rules",
        ),
        (("check", "--selct", "FIG"), "caselint check: unknown option --selct; did you mean --select?"),
        (("check", "--isolate"), "caselint check: unknown option --isolate; did you mean --isolated?"),
        (("check", "--zzz=1"), "caselint check: unknown option --zzz; `caselint check --help` lists the options"),
        (
            ("check", "--output-format", "jsno"),
            'caselint check: --output-format: "jsno" is not one of its values; did you mean json?',
        ),
        (
            ("check", "--fail-on", "all"),
            'caselint check: --fail-on: "all" is not one of its values; it takes error, warning, info, never',
        ),
        (("check", "--min-confidence", "nan"), 'caselint check: --min-confidence: "nan" is not a number from 0 to 1'),
        (("check", "--select"), "caselint check: --select: expected one argument"),
        (("check", "--select", ","), "caselint: --select names no rule"),
        (
            ("check", "--select", "brokn-link"),
            'caselint: --select names a rule that does not exist: "brokn-link"; did you mean broken-link?',
        ),
        (
            ("check", "--ignore", "FIG001,qqqqqq"),
            'caselint: --ignore names a rule that does not exist: "qqqqqq"; `caselint rules` lists the rules',
        ),
        (("check", "--config", "no.toml"), "caselint: --config no.toml: no such file"),
        (("check", "--config", "mkdocs.yml", "--isolated"), "caselint: --config and --isolated exclude each other"),
        (("check", "docs/no.md"), "caselint: docs/no.md: no such file or folder"),
        (("check", "a\0b"), 'caselint: "a\\x00b" is no path'),
        (("check", "a\n::error::b"), "caselint: a\\n::error::b: no such file or folder"),
        (("check", "-o", "no/such/folder.txt"), "caselint: cannot write no/such/folder.txt: No such file or directory"),
        (("inspect",), "caselint inspect: this needs PATH"),
        (("explain",), "caselint explain: this needs RULE"),
        (
            ("report", "--from", "no.json", "docs"),
            "caselint report: --from takes the findings as they are: no PATH, no --select, no --ignore",
        ),
        (("report", "--from", "no.json"), "caselint: cannot read no.json: No such file or directory"),
    ],
)
def test_a_wrong_command_line_is_one_clear_line(
    site: Path, caselint: Command, words: tuple[str, ...], line: str
) -> None:
    assert caselint(*words) == (2, "", line + "\n")


def test_without_a_command_the_usage_is_shown(site: Path, caselint: Command) -> None:
    code, out, err = caselint()
    assert (code, out) == (2, "")
    assert "usage: caselint COMMAND" in err
    assert "check" in err


def test_nothing_to_read_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caselint: Command) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = caselint("check")
    assert (code, out) == (2, "")
    assert "no Markdown page" in err


def test_only_excluded_paths_are_0_with_a_note(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": 'exclude = ["docs/index.md"]\n'})
    code, out, err = caselint("check", "docs/index.md")
    assert (code, out) == (0, "no findings on 0 pages\n")
    assert "note: every page given is excluded" in err


def test_a_wrong_configuration_is_2_with_every_problem_at_its_place(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": 'selct = ["FIG"]\nignore = ["brokn-link"]\n'})
    code, out, err = caselint("check")
    assert (code, out) == (2, "")
    first, second = err.splitlines()
    assert first.startswith("caselint.toml:1:1: ")
    assert "did you mean `select`?" in first
    assert second.startswith("caselint.toml:2:11: ")
    assert "did you mean `broken-link`?" in second


def test_an_unreadable_page_is_a_finding(site: Path, caselint: Command) -> None:
    (site / "docs" / "bad.md").write_bytes(b"# Caf\xe9\n")
    assert caselint("check", "--select", "ENG")[0] == 1
    code, out, err = caselint("figures", "--output-format", "jsonl")
    assert code == 1
    assert "Ferry" in out
    assert err.startswith("docs/bad.md:1: byte 0xe9 is not UTF-8")


def test_a_fault_of_our_own_is_no_traceback(site: Path, caselint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise KeyError("x\n::error::y")

    monkeypatch.setattr("caselint.cli.check.render_statistics", fail)
    code, out, err = caselint("check", "--statistics")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "caselint: this is a fault of caselint, not of your pages: KeyError: 'x\\n::error::y'",
        "caselint: run it again with -v to see where, and report that, please",
    ]
    code, _, err = caselint("check", "--statistics", "-v")
    assert code == 2
    assert "Traceback" in err
    assert "in run" in err


def test_ctrl_c_is_130(site: Path, caselint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("caselint.cli.check.render_statistics", interrupt)
    assert caselint("check", "--statistics") == (130, "", "caselint: interrupted\n")


SIGNALLED = """
import os, signal, sys
import caselint.engine.linter as linter
from caselint.__main__ import main
found = linter.discover
linter.discover = lambda request: (os.kill(os.getpid(), signal.SIGINT), found(request))[1]
sys.exit(main(["check", "-v"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
def test_a_signal_in_the_middle_of_a_run_is_130(site: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SIGNALLED], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"caselint: interrupted\n")


@pytest.mark.skipif(os.name == "nt", reason="a pipe of POSIX")
def test_a_reader_that_goes_away_is_no_fault(site: Path) -> None:
    write_site(site, {"docs/many.md": "[x](gone.md)\n\n" * 3_000})
    command = [sys.executable, "-m", "caselint", "check", "--output-format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_2(site: Path, process: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("check", stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"caselint: cannot write the result to stdout: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_no_encoding_is_too_small(site: Path, process: Process, encoding: str) -> None:
    write_site(site, {"docs/日本.md": "日本 ☕ [x](gone.md)\n"})
    done = process("check", "--select", "LNK", env={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (1, b"")
    assert ("日本 ☕" in done.stdout.decode(encoding)) == (encoding == "utf-8")


def test_the_working_directory_is_no_place_for_modules(site: Path, process: Process) -> None:
    """`python -m` would import a site's own `argparse.py` otherwise."""
    write_site(site, {f"{name}.py": "raise SystemExit(99)\n" for name in ("argparse", "json", "pyromark", "csv")})
    assert process("check").returncode == 1
