"""How a report for people looks: colours, width, how much of it."""

from dataclasses import dataclass

from caselint.findings import Severity

TEXT_LIMIT = 200
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """What the place of output can show.

    Attributes:
        colour: write ANSI colours.
        width: columns that a quoted line may take.
        limit: findings that the text format shows; None for all.
        summary: end with a line of counts.
    """

    colour: bool = False
    width: int = 120
    limit: int | None = TEXT_LIMIT
    summary: bool = True

    def bold(self, text: str) -> str:
        return self._paint(text, "1")

    def dim(self, text: str) -> str:
        return self._paint(text, "2")

    def good(self, text: str) -> str:
        return self._paint(text, "32")

    def severity(self, text: str, severity: Severity) -> str:
        return self._paint(text, _COLOURS[severity])

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()
