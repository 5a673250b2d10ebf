"""A figure while it is read: what its own words say, before labels and neighbours add to it."""

from dataclasses import dataclass
from fractions import Fraction

from caselint.figures.quantity import Quantity
from caselint.figures.units import dimension_of
from caselint.findings import Span


@dataclass(slots=True)
class Draft:
    """Offsets are into the piece; `kind` is that of `UnitRead`, or "money", "ratio", "nines", "vague".

    `tentative` figures are bare numbers: they stand only where a neighbour or a label gives them a meaning.
    """

    start: int
    end: int
    kind: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    bound: str = "exact"
    vague: bool = False
    num: Fraction | None = None
    den: Fraction | None = None
    magnitude: Fraction | None = None
    rounding: Fraction = Fraction(0)
    digits: int = 0
    unit_from: str | None = None
    dimension: str = ""
    stat: str | None = None
    tentative: bool = False
    scaled: bool = False

    def quantity(self, text: str, offset: int) -> Quantity:
        """The finished figure; `offset` is where the piece starts in `text`."""
        span = Span(self.start + offset, self.end + offset)
        return Quantity(
            span=span,
            surface=text[span.start : span.end],
            value=self.value,
            low=self.low,
            high=self.high,
            unit=self.unit,
            dimension=self.known_dimension(),
            bound=self.bound,
            stat=self.stat,
            vague=self.vague,
            num=self.num,
            den=self.den,
            magnitude=self.magnitude,
            rounding=self.rounding,
            digits=self.digits,
            unit_from=self.unit_from,
        )

    def known_dimension(self) -> str:
        if self.kind in ("ratio", "nines"):
            return self.kind
        if self.dimension and (not self.unit or self.unit.startswith("/")):
            return self.dimension
        return dimension_of(self.unit)
