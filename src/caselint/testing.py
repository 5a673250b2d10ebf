"""Runs a rule's examples: what our own tests and the authors of rules use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.findings import Report
from caselint.findings.report import LocatedEdit, LocatedFinding
from caselint.rules.rule import EngineRule, Example, Rule


@dataclass(frozen=True)
class Outcome:
    """What a rule found in a small site: its findings in order, and the report they stand in."""

    findings: tuple[LocatedFinding, ...]
    report: Report

    @property
    def finds(self) -> tuple[str, ...]:
        """`path:line:column` of every finding, as `Example.finds` has them."""
        return tuple(f"{f.path}:{f.location.line}:{f.location.column}" for f in self.findings)


def write_site(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts below `folder`. A lone surrogate stands for a byte that is not UTF-8 (`surrogateescape`)."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def run_example(rule: type[Rule], example: Example, folder: Path) -> Outcome:
    """Write the example's site into the empty `folder` and run `rule` over it; an engine rule with all others."""
    write_site(folder, example.files)
    options = _toml_table(rule.name, example.options)
    if example.config or options:
        (folder / "caselint.toml").write_text(example.config + options, encoding="utf-8")
    selection = Selection() if issubclass(rule, EngineRule) else Selection(select=(rule.name,))
    report = run(Request(folder), selection).report
    return Outcome(tuple(finding for finding in report.findings if finding.code == rule.code), report)


def _toml_table(name: str, options: Mapping[str, object]) -> str:
    if not options:
        return ""
    rows = "".join(f"{key.replace('_', '-')} = {_toml_value(value)}\n" for key, value in options.items())
    return f"\n[rules.{name}]\n{rows}"


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml_value(each) for each in value) + "]"
    if isinstance(value, int | float):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def apply_fixes(files: Mapping[str, str], findings: Sequence[LocatedFinding]) -> dict[str, str]:
    """The texts after the fixes of `findings`, all of which must lie apart.

    Raises:
        ValueError: two edits overlap.
    """
    edits: dict[str, list[LocatedEdit]] = {}
    for finding in findings:
        for edit in finding.fix.edits if finding.fix else ():
            edits.setdefault(edit.path, []).append(edit)
    return {path: _edited(text, edits.get(path, ())) for path, text in files.items()}


def _edited(text: str, edits: Iterable[LocatedEdit]) -> str:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    placed = sorted(
        (
            starts[edit.location.line - 1] + edit.location.column - 1,
            starts[edit.location.end_line - 1] + edit.location.end_column - 1,
            edit.text,
        )
        for edit in edits
    )
    out: list[str] = []
    at = 0
    for start, end, new in placed:
        if start < at:
            raise ValueError("two edits overlap")
        out += text[at:start], new
        at = end
    return "".join(out) + text[at:]
