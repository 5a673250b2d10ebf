"""The house stays as it is drawn: imports point down, outside things have one owner, parts stay small."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "caselint"
MODULES = sorted(SOURCE.rglob("*.py"))

OWNERS = {
    "pyromark": {"content/markdown.py"},
    "markdown_it": {f"content/markdown_it/{name}.py" for name in ("blocks", "inline", "reader")},
    "mdit_py_plugins": {"content/markdown_it/blocks.py"},
    "ruamel": {"content/yaml.py"},
    "multiprocessing": {"engine/workers.py"},
    "concurrent": {"engine/workers.py"},
    "subprocess": {"git/command.py"},
}
LONGEST_FILE = 350
LONGEST_FUNCTION = 60
# These may shrink and must not grow; who gets one below the limit takes it out of the list.
LONGER_FILES: dict[str, int] = {}
LONGER_FUNCTIONS: dict[str, int] = {}
BANNED_NAMES = {"utils", "helpers", "base", "manager", "common", "misc"}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, inside functions too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_import_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", sorted(OWNERS))
def test_outside_things_have_one_owner(package: str) -> None:
    assert {name_of(path) for path in MODULES if package in imported(path)} <= OWNERS[package]


def test_only_the_command_line_prints() -> None:
    """Everything else returns text, so that an editor or a test can take it."""
    printing = set()
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            prints = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            writes = isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr")
            if prints or (writes and isinstance(node.value, ast.Name) and node.value.id == "sys"):
                printing.add(name_of(path))
    assert {name for name in printing if not name.startswith("cli/")} == set()


def test_files_are_short() -> None:
    sizes = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    too_long = {name: lines for name, lines in sizes.items() if lines > LONGER_FILES.get(name, LONGEST_FILE)}
    assert too_long == {}
    assert {name for name in LONGER_FILES if sizes.get(name, 0) <= LONGEST_FILE} == set(), "take these out of the list"


def test_functions_are_short() -> None:
    sizes: dict[str, int] = {}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                place = f"{name_of(path)}:{node.name}"
                sizes[place] = max(lines, sizes.get(place, 0))
    too_long = {name: lines for name, lines in sizes.items() if lines > LONGER_FUNCTIONS.get(name, LONGEST_FUNCTION)}
    assert too_long == {}
    assert {name for name in LONGER_FUNCTIONS if sizes.get(name, 0) <= LONGEST_FUNCTION} == set()


def test_a_file_is_named_after_what_it_holds() -> None:
    parts = {part for path in MODULES for part in Path(name_of(path)).with_suffix("").parts}
    assert parts & BANNED_NAMES == set()


def test_groups_are_repeated_in_atomic_groups() -> None:
    """`(?:...)*+` matches wrongly before Python 3.11.5 (gh-106052); `(?>(?:...)*)` says the same and is right."""
    possessive = re.compile(r"\)(?:[*+?]|\{+[0-9,]+\}+)\+[^\s]")
    found = [
        f"{path.relative_to(SOURCE)}:{number}"
        for path in sorted(SOURCE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if possessive.search(line)
    ]
    assert not found
