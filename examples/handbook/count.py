"""How often a site breaks each rule of this example: `python count.py SITE`.

The site is copied without its own configuration, so nothing is written into it. The rules are the rows of README.md:
name, line, the finding that tells of it, and words that stand in its message.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
# What is told of a page without front matter stands for all keys that it lacks.
_NO_FRONT_MATTER = "the page has no front matter"


class Row(NamedTuple):
    """A row of README.md: a rule's name, the kind of its pages ("": any), its line, the finding and what it says."""

    name: str
    kind: str
    line: str
    finding: str
    says: tuple[str, ...]

    def tells(self, name: str, message: str) -> bool:
        """Whether a finding is of this rule."""
        if name != self.finding:
            return False
        if message.startswith(_NO_FRONT_MATTER):
            key = re.fullmatch('"(.*)" is missing', self.says[0])
            return key is not None and key[1] in message.partition(" needs ")[2].split(", ")
        return all(words in message for words in self.says)


def rows() -> Iterator[Row]:
    kind = ""
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            kind = line.removeprefix("### ").strip("`") if "`" in line else ""
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| ") and re.fullmatch(r"[A-Z]{1,2}[0-9]+", cells[0]):
            name, _, place, finding, says, *_ = cells
            yield Row(name, kind, place, finding, tuple(re.findall(r"`([^`]+)`", says)))


def kind_of(path: str, site: Path) -> str:
    """The first kind of caselint.toml whose globs match; else the one that the front matter's `type` names."""
    kinds = tomllib.loads((HERE / "caselint.toml").read_text(encoding="utf-8"))["kinds"]
    for name, kind in kinds.items():
        if _matches(path, kind["pages"]) and not _matches(path, kind.get("exclude", [])):
            return str(name)
    page = site / path
    typed = re.match(r"---\n(?:.*\n)*?type: *(\S+)", page.read_text(encoding="utf-8")) if page.is_file() else None
    named = kinds.get(typed[1], {}) if typed else {}
    return typed[1] if typed and named and not _matches(path, named.get("exclude", [])) else ""


def _matches(path: str, globs: list[str]) -> bool:
    steps = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    for glob in globs:
        parts = re.split(r"(\*\*/|\*\*|\*)", glob)
        if re.fullmatch("".join(steps.get(part) or re.escape(part) for part in parts), path):
            return True
    return False


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        shutil.copytree(sys.argv[1], site, ignore=shutil.ignore_patterns(".git", "caselint.toml"))
        shutil.copytree(HERE / "schemas", site / "schemas", dirs_exist_ok=True)
        shutil.copy(HERE / "caselint.toml", site)
        command = [sys.executable, "-m", "caselint", "check", "--no-cache", "--output-format", "json"]
        done = subprocess.run(
            [*command, "--select", "FRM,SEC,stale-count,wrong-reading-time"], cwd=site, capture_output=True
        )
        if done.returncode == 2:
            sys.exit(done.stderr.decode())
        findings = json.loads(done.stdout)["findings"] if done.returncode < 2 else []
        told = [(kind_of(finding["path"], site), finding) for finding in findings]
    for row in rows():
        mine = [f for kind, f in told if row.kind in ("", kind) and row.tells(f["name"], f["message"])]
        pages = len({finding["path"] for finding in mine})
        sys.stdout.write(f"{row.name:<5} {len(mine):>5} findings on {pages:>4} pages  {row.line}\n")


if __name__ == "__main__":
    main()
