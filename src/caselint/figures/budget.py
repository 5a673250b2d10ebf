"""How much of a page's figures is read: a page of nothing but numbers must not stall a run."""

from caselint.figures.quantity import Quantity


class Budget:
    """What is left of the limits of a page, and where its reading ended.

    `numbers` are looked at, `figures` are kept. Once either is used up, `unread` is the offset of the first number or
    figure that was not read (-1 until then), and `limit` says which of the two it was.
    """

    __slots__ = ("figures", "limit", "numbers", "unread")

    def __init__(self, numbers: int, figures: int) -> None:
        self.numbers = numbers
        self.figures = figures
        self.unread = -1
        self.limit = ""

    def end(self, at: int, limit: str) -> None:
        """The reading ends at the offset `at`, unless it has ended before."""
        if not self.limit:
            self.unread, self.limit = at, limit

    def keep(self, quantities: list[Quantity]) -> list[Quantity]:
        """Those of a piece's figures that may still be kept."""
        if len(quantities) > self.figures:
            self.end(quantities[self.figures].span.start, "figures")
            quantities = quantities[: self.figures]
        self.figures -= len(quantities)
        return quantities
