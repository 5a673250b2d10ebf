"""The command line starts fast: what a command does not need, it does not import."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

HEAVY = {"pyromark", "ruamel", "pydantic", "pydantic_core", "jsonschema", "markdown_it", "pathspec"}


def imported(process: Process, *words: str) -> set[str]:
    """The top-level packages that a command imports."""
    done = process(*words, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.returncode in (0, 1), done.stderr.decode()[-500:]
    lines = done.stderr.decode().splitlines()
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines if line.startswith("import time:")}


@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("check", "--help"), ("report", "--help"), ("config", "--help")]
)
def test_asking_for_help_imports_nothing_heavy(process: Process, words: tuple[str, ...]) -> None:
    packages = imported(process, *words)
    assert "caselint" in packages
    assert packages.isdisjoint(HEAVY)


@pytest.mark.parametrize("words", [("rules",), ("explain", "broken-link")])
def test_the_documentation_needs_no_parser(process: Process, words: tuple[str, ...]) -> None:
    assert imported(process, *words).isdisjoint({"pyromark", "pydantic", "jsonschema"})


def test_a_run_without_a_configuration_needs_no_models(site: Path, process: Process) -> None:
    packages = imported(process, "check", "--select", "LNK")
    assert "pyromark" in packages
    assert packages.isdisjoint({"pydantic", "jsonschema", "markdown_it"})
