"""ENG001 unreadable-page."""

from caselint.findings import Severity
from caselint.rules.rule import EngineRule, Example


class UnreadablePage(EngineRule):
    """A page's bytes cannot be read as UTF-8 text, or the file cannot be read at all.

    ## Why it matters
    The site's generator stops at such a page or prints garbage, and no rule can judge it.

    ## What to do
    Save the page as UTF-8. The finding names the first byte that is not.
    """

    code = "ENG001"
    name = "unreadable-page"
    severity = Severity.ERROR
    bad = (Example({"page.md": "# Caf\udce9\n"}, finds=("page.md:1:6",)),)
    good = (Example("# Café ☕\n"),)
