"""ENG003 limit-reached."""

from caselint.findings import Severity
from caselint.rules.rule import EngineRule


class LimitReached(EngineRule):
    """A page is larger than caselint reads, so it was not checked, or has more figures than are compared.

    A page of more than 1,000,000 bytes is not read at all. Of a page that is read, up to 5,000 figures are, out of up
    to 40,000 numbers; the finding stands at the first one that was not. All else on the page is checked.

    ## Why it matters
    A file of this size is seldom a page; reading it whole would let one file stall the run.

    ## What to do
    Split the page, or exclude it in the configuration (`exclude = ["path/**"]`).
    """

    code = "ENG003"
    name = "limit-reached"
    severity = Severity.WARNING
