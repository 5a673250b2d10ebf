"""What a figure prints: numbers as JSON can hold them."""

import json
from fractions import Fraction

import pytest

from caselint.figures import Quantity
from caselint.figures.quantity import as_number, without_noun
from caselint.findings import Span


@pytest.mark.parametrize(
    ("exact", "number"),
    [
        (None, None),
        (Fraction(4, 2), 2),
        (Fraction(1, 4), 0.25),
        (Fraction(10**400), 10**400),
        (Fraction(10**400, 3), 10**400 // 3),
    ],
)
def test_whole_numbers_stay_whole_and_nothing_overflows(exact: Fraction | None, number: object) -> None:
    assert as_number(exact) == number


def test_a_row_holds_a_ratios_parts_and_is_json() -> None:
    quantity = Quantity(
        span=Span(0, 6), surface="2 of 3", value=Fraction(2, 3), dimension="ratio", num=Fraction(2), den=Fraction(3)
    )
    row = quantity.as_row()
    assert (row["num"], row["den"]) == (2, 3)
    assert json.loads(json.dumps(row))["value"] == pytest.approx(2 / 3)


def test_a_row_of_a_plain_figure_has_no_parts() -> None:
    assert "num" not in Quantity(span=Span(0, 1), surface="2", value=Fraction(2)).as_row()


def test_a_figure_without_the_noun_that_a_message_names() -> None:
    assert without_noun("150M+ Users", "users") == "150M+"
    assert without_noun("150M+ power users", "users") == "150M+ power"
    assert without_noun("12 Straßen", "straßen") == "12"
    assert without_noun("150M+", "users") == without_noun("150M+", "") == "150M+"
