"""Rules of arithmetic: what follows is silent, what does not is told at the figure, hostile lines come to an end."""

from fractions import Fraction
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint import check_text
from caselint.figures.arithmetic import admits, last_digit, told
from caselint.figures.expressions import read_expression, readings
from caselint.figures.quantity import Quantity
from caselint.findings import Span

_PERIODS = {"year": 365 * 86400, "month": 30 * 86400, "week": 7 * 86400, "day": 86400}
_SETTINGS = settings(max_examples=40, deadline=None)
_OPERATORS = {"×": lambda a, b: a * b, "÷": lambda a, b: a / b, "+": lambda a, b: a + b, "-": lambda a, b: a - b}


_EMPTY = Path(mkdtemp())  # no pages beside the text: each check reads that one only


def _found(text: str) -> list[tuple[str, str]]:
    """Rule and quoted text of each finding about arithmetic."""
    found = []
    for finding in check_text(text, folder=_EMPTY, isolated=True).findings:
        place = finding.location
        if "MET003" <= finding.code <= "MET010":
            found.append((finding.name, text.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1]))
    return found


def _quantity(surface: str, value: Fraction, rounding: Fraction, unit: str = "ms") -> Quantity:
    return Quantity(Span(0, len(surface)), surface, value, unit=unit, rounding=rounding)


@pytest.mark.parametrize(
    ("value", "rounding", "unit"),
    [("40", "1/2", 1), ("180", "1/2", 10), ("1200", "1/2", 100), ("99.97", "1/200", Fraction(1, 100)), ("5", "1/2", 1)],
)
def test_zeros_at_the_end_count_as_rounded_while_two_digits_stay(value: str, rounding: str, unit: Fraction) -> None:
    assert last_digit(_quantity(value, Fraction(value), Fraction(rounding))) == unit


def test_a_figure_admits_what_is_rounded_or_cut_off_to_it() -> None:
    admitted = admits(_quantity("8", Fraction(8), Fraction(1, 2), "h"))
    assert admitted is not None
    assert admitted.low <= Fraction("8.76") <= admitted.high
    assert not admitted.low <= Fraction("9.5") <= admitted.high


@pytest.mark.parametrize(
    ("number", "words"), [("1234567", "1,234,567"), ("96.666", "96.7"), ("0.00052", "0.00052"), ("12.0", "12")]
)
def test_a_computed_number_is_told_without_noise(number: str, words: str) -> None:
    digits = 7 if len(number) == 7 else 3
    assert told(Fraction(number), digits) == words


@_SETTINGS
@given(st.integers(2, 900), st.integers(2, 90), st.sampled_from(sorted(_OPERATORS)))
def test_a_right_calculation_is_silent_and_a_wrong_one_told_at_its_result(a: int, b: int, operator: str) -> None:
    result = _OPERATORS[operator](Fraction(a), Fraction(b))
    if result <= 0:
        return
    written = f"{float(result):.4g}" if result < 1000 else f"{round(result):,}"
    assert _found(f"Sum: {a} {operator} {b} = {written}\n") == []
    wrong = f"{round(result * 2 + 11):,}"
    assert _found(f"Sum: {a} {operator} {b} = {wrong}\n") == [("wrong-calculation", wrong)]


@_SETTINGS
@given(st.integers(1, 900), st.integers(1, 900), st.sampled_from(["KB", "MB", "GB"]))
def test_a_conversion_of_data_per_day_is_found_right_both_ways(size: int, millions: int, unit: str) -> None:
    per_second = Fraction(size * millions * 10**6, 86400)
    rate = f"{round(per_second):,}" if per_second >= 100 else f"{float(per_second):.3g}"
    assert _found(f"- {millions}M requests/day × {size} {unit} ÷ 86400 = {rate} {unit}/s\n") == []


@_SETTINGS
@given(st.integers(1, 5), st.integers(1, 99), st.sampled_from(sorted(_PERIODS)))
def test_the_downtime_of_an_availability_is_silent_in_each_period(nines: int, last: int, period: str) -> None:
    up = 100 - Fraction(last, 10**nines)
    if not 90 <= up < 100:
        return
    seconds = (1 - up / 100) * _PERIODS[period]
    written = f"{float(seconds / 60):.2f}"
    share = f"{float(up):.{nines}f}"
    assert _found(f"- {share}% uptime ({written} minutes of downtime a {period})\n") == []
    off = f"{float(seconds / 60) * 3 + 2:.1f} minutes"
    assert [name for name, _ in _found(f"- {share}% uptime ({off} of downtime a {period})\n")] == ["wrong-downtime"]


@_SETTINGS
@given(st.integers(2, 5000), st.integers(1, 5000))
def test_a_change_computed_from_its_two_values_is_silent(before: int, after: int) -> None:
    if before == after:
        return
    percent = abs(before - after) / before * 100
    word = "reduction" if after < before else "increase"
    assert _found(f"- {percent:.1f}% {word} ({before} ms → {after} ms)\n") == []
    row = f"| Reads | {before} ms | {after} ms | {percent:.0f}% |\n"
    assert _found(f"| Metric | Before | After | Change |\n|---|---|---|---|\n{row}") == []


@_SETTINGS
@given(st.lists(st.integers(1, 500), min_size=3, max_size=9), st.integers(1, 50))
def test_totals_of_a_table_and_a_list_are_added_up(parts: list[int], more: int) -> None:
    rows = "".join(f"| Part {row} | {part} ms |\n" for row, part in enumerate(parts))
    head = "| Step | Time |\n|---|---|\n"
    assert _found(f"{head}{rows}| **Total** | {sum(parts)} ms |\n") == []
    wrong = max(sum(parts) + more, round(sum(parts) * 1.1) + more)
    assert _found(f"{head}{rows}| **Total** | {wrong} ms |\n") == [("wrong-total", f"{wrong} ms")]
    items = "".join(f"- Team {row} ({part + 1} services)\n" for row, part in enumerate(parts))
    assert _found(f"Four teams ({sum(parts) + len(parts)} services):\n\n{items}") == []


@pytest.mark.parametrize(
    "line",
    [
        "(" * 50_000 + "1 + 2 = 4",
        "1 + " * 50_000 + "1 = 4",
        "= 1 + 2 " * 20_000,
        "1 " * 100_000 + "= 2",
        "9" * 100_000 + " + 1 = 2",
        "1.5e " * 30_000 + "× 2 = 1",
        "14:31 - " * 30_000 + "(2 hours)",
        "2 of 3 (" * 30_000 + "5%",
    ],
    ids=["brackets", "sum", "equations", "numbers", "digits", "words", "clocks", "shares"],
)
def test_a_hostile_line_comes_to_an_end_without_a_finding_of_the_engine(line: str) -> None:
    assert [
        finding.code
        for finding in check_text(f"{line}\n", folder=_EMPTY, isolated=True).findings
        if finding.code == "ENG002"
    ] == []


@given(st.text(alphabet="0123456789 +-×÷/()%$KMB.,abx=~", max_size=60))
def test_reading_an_expression_never_raises_and_stays_inside(text: str) -> None:
    expression = read_expression(text, 0, len(text))
    if expression is not None:
        assert 0 < expression.end <= len(text)
        for value, result in readings(expression, expression.operands[0]):
            assert value.low <= value.high
            assert result.low <= result.high
