"""ENG004 unused-suppression."""

from caselint.rules.rule import EngineRule, Example


class UnusedSuppression(EngineRule):
    """A suppression comment allows a rule that finds nothing in what the comment covers.

    ## Why it matters
    It would hide the next real defect there.

    ## What to do
    Remove the rule's name from the comment, or the comment.
    """

    code = "ENG004"
    name = "unused-suppression"
    bad = (
        Example(
            "<!-- caselint: allow broken-link (moves next week) -->\nNo link here.\n",
            finds=("page.md:1:22",),
        ),
    )
    good = (Example("<!-- caselint: allow broken-link (moves next week) -->\n[Plan](plan.md)\n"),)
