"""The README's samples: its pages are written to a folder, its commands run there, and their output filled in."""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_FILE = re.compile(r'^```\w+ title="((?:docs/|mkdocs)[^"\n]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_SESSION = re.compile(r"^```console\n\$ (caselint [^\n]+)\n(?!\$|```)(.*?)^```$", re.MULTILINE | re.DOTALL)


def fill_in(readme: str) -> str:
    """`readme` with the output of each console block that shows one command and its output."""
    with TemporaryDirectory() as folder:
        for name, text in _FILE.findall(readme):
            (Path(folder) / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return _SESSION.sub(lambda match: f"```console\n$ {match[1]}\n{_output(match[1], folder)}```", readme)


def _output(command: str, folder: str) -> str:
    words = [sys.executable, "-m", *command.split()]
    return subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False).stdout
