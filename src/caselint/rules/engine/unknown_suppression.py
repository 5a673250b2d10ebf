"""ENG005 unknown-suppression."""

from caselint.rules.rule import EngineRule, Example


class UnknownSuppression(EngineRule):
    """A suppression comment names a rule that does not exist, or cannot be understood.

    ## Why it matters
    It suppresses nothing, although its author believes it does.

    ## What to do
    Write `<!-- caselint: allow RULE (reason) -->` with a rule's name or code; `caselint rules` lists them.
    """

    code = "ENG005"
    name = "unknown-suppression"
    bad = (Example("<!-- caselint: allow brokn-link -->\nText.\n", finds=("page.md:1:22",)),)
    good = (Example("<!-- caselint: allow broken-link (moves next week) -->\n[Plan](plan.md)\n"),)
