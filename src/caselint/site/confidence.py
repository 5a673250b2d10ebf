"""How often a finding of each context was right: the base of its confidence.

Both places of each finding were read on a site of 648 pages, one of five, and seven of about twelve that were written
to try it, most of them by somebody who had not seen the code. A context is on by default where its share of right ones
is at least 0.85, or where all were right and its confidence is low only for want of more.
"""

from typing import NamedTuple


class Readings(NamedTuple):
    """What was read: `right`, `borderline` (an editor may let both stand) and all of them."""

    right: int
    borderline: int
    read: int

    @property
    def confidence(self) -> float:
        """The share of right findings, borderline ones half, drawn towards one half where few were read (Laplace)."""
        return round((self.right + self.borderline / 2 + 1) / (self.read + 2), 2)


READINGS = {
    # A public noun (users, merchants, cities) of an entity, both in headlines.
    "public headline": Readings(6, 0, 6),
    # The same on whatever page.
    "public": Readings(15, 1, 16),
    # Headlines, cards against the page they link to, fleet counts.
    "headline": Readings(38, 4, 42),
    # Rates of one sort, of an entity, told anywhere and near each other.
    "near": Readings(3, 1, 4),
    # The duration or the cost of an incident.
    "incident": Readings(5, 0, 5),
    # One number for two periods, a peak below the average, a part above its whole, one number for all and for those at
    # one time.
    "order": Readings(8, 1, 9),
    # One number as two statistics, or of the whole and of each part: told as info.
    "statistic": Readings(2, 0, 2),
    # A sum in a heading against its section.
    "heading": Readings(8, 0, 8),
    # Any passage: preview.
    "open": Readings(9, 8, 39),
}
