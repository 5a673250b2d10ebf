"""The one figure of a short text, for tests of what is computed from figures."""

from caselint.figures import Quantity, find_quantities
from caselint.findings import Span


def quantity_of(text: str, header: str = "") -> Quantity:
    (found,) = find_quantities(text, Span(0, len(text)), header=header)
    return found
