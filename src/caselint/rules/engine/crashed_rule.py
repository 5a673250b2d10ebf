"""ENG002 crashed-rule."""

from caselint.findings import Severity
from caselint.rules.rule import EngineRule


class CrashedRule(EngineRule):
    """A rule failed while it checked a page: a fault of caselint or of a plugin, not of the page.

    ## Why it matters
    What this rule would have found here is unknown. All other rules and pages were still checked, and the run exits
    with 2.

    ## What to do
    Report it with the page; until it is mended, ignore the rule in the configuration.
    """

    code = "ENG002"
    name = "crashed-rule"
    severity = Severity.ERROR
