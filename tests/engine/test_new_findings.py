"""Which lines of a page stand in its earlier version too: what "not new" rests on."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.engine.new_findings import same_lines

texts = st.lists(st.sampled_from(["", "a", "b", "c", "d", "### Deep"]), max_size=12).map("\n".join)


@given(texts, texts)
@settings(max_examples=200)
def test_a_line_is_only_ever_taken_for_one_of_the_same_text(now: str, then: str) -> None:
    found = same_lines(now, then)
    lines, old = now.split("\n"), then.split("\n")
    assert all(lines[row - 1] == old[before - 1] for row, before in found.items())
    assert len(set(found.values())) == len(found), "and no line for two"


@given(texts, texts, texts)
@settings(max_examples=100)
def test_what_stands_before_and_after_a_change_is_all_known(before: str, after: str, change: str) -> None:
    now, then = f"{before}\n{change}\n{after}", f"{before}\n{after}"
    found = same_lines(now, then)
    assert set(found.values()) == set(range(1, len(then.split("\n")) + 1))


def test_a_line_that_moves_past_others_is_known_where_it_is_the_only_one() -> None:
    assert same_lines("x\nb\na\ny", "x\na\nb\ny") == {1: 1, 4: 4, 2: 3, 3: 2}
    found = same_lines("p\na\na\nz\nq", "p\nz\na\na\nq")
    assert found == {1: 1, 5: 5, 4: 2}, "of two equal lines it cannot be told which moved"


def test_the_ends_of_lines_are_no_part_of_them() -> None:
    assert same_lines("a\r\nb\rc", "a\nb\nc") == {1: 1, 2: 2, 3: 3}


def test_a_page_of_one_line_a_hundred_thousand_times_is_no_trap() -> None:
    assert len(same_lines("x\n" * 100_001 + "y", "z\n" + "x\n" * 100_000)) == 0
