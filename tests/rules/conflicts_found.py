"""The findings of FIG001 on a small site, for the tests of its contexts."""

from pathlib import Path

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.findings.report import LocatedFinding
from caselint.testing import write_site


def conflicts_found(files: dict[str, str], folder: Path) -> tuple[LocatedFinding, ...]:
    write_site(folder, files)
    found = run(Request(folder), Selection(select=("FIG001",))).report.findings
    return tuple(finding for finding in found if finding.code == "FIG001")
