"""ENG003 limit-reached."""

from caselint.findings import Severity
from caselint.rules.rule import EngineRule


class LimitReached(EngineRule):
    """A page is larger than caselint reads, so it was not checked.

    ## Why it matters
    A file of this size is seldom a page; reading it whole would let one file stall the run.

    ## What to do
    Split the page, or exclude it in the configuration (`exclude = ["path/**"]`).
    """

    code = "ENG003"
    name = "limit-reached"
    severity = Severity.WARNING
