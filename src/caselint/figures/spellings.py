"""A site's own spellings of units, read beside those that all sites share."""

from collections.abc import Iterable

from caselint.figures.labels import read_label
from caselint.figures.number_phrase import forget_phrases
from caselint.figures.units import own_spellings


def use_spellings(own: Iterable[tuple[str, str]]) -> None:
    """Read these words, in any case, as the units they are paired with, until other ones are given.

    They go before the spellings that all sites share. A unit is written as `units.canonical` writes it. A process reads
    one page at a time, so that the spellings of one site hold at a time.
    """
    wanted = {word.lower(): unit for word, unit in own}
    if wanted != own_spellings:
        own_spellings.clear()
        own_spellings.update(wanted)
        forget_phrases()
        read_label.cache_clear()
