"""`--stdin-filename`: a page that an editor has not saved yet, checked where it is going to stand."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

CONCISE = ("check", "-q", "--select", "broken-link,skipped-heading-level", "--output-format", "concise")


def test_the_page_on_stdin_takes_the_place_of_the_file(site: Path, process: Process) -> None:
    done = process(
        *CONCISE, "--stdin-filename", "docs/ferry.md", input=b"# Ferry\n\n[x](gone.md) [y](index.md)\n", stdin=None
    )
    assert done.returncode == 1, done.stderr
    (line,) = done.stdout.decode().splitlines()
    assert line.startswith('docs/ferry.md:3:5 error broken-link "gone.md" leads to docs/gone.md')
    assert (site / "docs/ferry.md").read_text(encoding="utf-8").endswith("#### Deep\n")


def test_the_file_need_not_exist_and_may_be_clean(site: Path, process: Process) -> None:
    done = process(*CONCISE, "--stdin-filename", "docs/new.md", input=b"# New\n\n[y](index.md)\n", stdin=None)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_bytes_that_are_no_text_are_a_finding(site: Path, process: Process) -> None:
    done = process(
        "check", "-q", "--output-format", "concise", "--stdin-filename", "docs/new.md", input=b"# \xff\n", stdin=None
    )
    assert done.returncode == 1
    assert b"docs/new.md:1:3 error unreadable-page" in done.stdout


def test_what_cannot_be_is_refused(site: Path, process: Process) -> None:
    done = process(*CONCISE, "docs/index.md", "--stdin-filename", "docs/new.md", input=b"", stdin=None)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"caselint check: --stdin-filename checks the page on stdin: no PATH beside it\n"
    done = process(*CONCISE, "--stdin-filename", "docs/new.txt", input=b"", stdin=None)
    assert done.returncode == 2
    assert b"not a Markdown page" in done.stderr
    done = process(*CONCISE, "--stdin-filename", "docs/new.md", input=b"x" * 1_000_001, stdin=None)
    assert done.returncode == 2
    assert done.stderr == b"caselint: the page on stdin is larger than 1,000,000 bytes, the most that caselint reads\n"
