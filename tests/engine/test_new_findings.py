"""What "not new" rests on: lines that stand in the earlier version too, and findings that stand there."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.content.source import Source
from caselint.engine.locate import Locator
from caselint.engine.new_findings import Pages, new_rows, same_lines
from caselint.findings import Finding, Related, Severity, Span

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


# Pages that are the same in both versions are settled without their texts.

TEXTS = {"a.md": "one\none\ntwo\n", "b.md": "two\none\n", "c.md": "one\n\ntwo\n"}
EARLIER = {**TEXTS, "c.md": "two\none\n"}
spans = st.sampled_from([Span(0, 3), Span(4, 7), Span(0, 1)])
related = st.builds(Related, st.sampled_from(sorted(TEXTS)), spans, st.just("there"), st.sampled_from([None, 1, 2]))
findings = st.builds(
    Finding,
    path=st.sampled_from(sorted(TEXTS)),
    span=spans,
    code=st.sampled_from(["LNK001", "FIG001"]),
    name=st.just("rule"),
    severity=st.just(Severity.WARNING),
    message=st.sampled_from(["m", "n"]),
    group=st.sampled_from([None, 1]),
    related=st.lists(related, max_size=1).map(tuple),
)


@given(st.lists(findings, max_size=6), st.lists(findings, max_size=4), st.lists(findings, max_size=2))
@settings(max_examples=300)
def test_unchanged_pages_are_judged_alike_with_their_texts_and_without(
    both: list[Finding], now: list[Finding], then: list[Finding]
) -> None:
    def judged(unchanged: frozenset[str]) -> frozenset[int]:
        versions = [
            Locator(Path("/site"), Path("/site"), {path: Source(text) for path, text in texts.items()})
            for texts in (TEXTS, EARLIER)
        ]
        pages, earlier = (Pages(locator, {}) for locator in versions)
        return new_rows([*both, *now], pages, [*then, *both], earlier, frozenset({"c.md"}), unchanged)

    assert judged(frozenset({"a.md", "b.md"})) == judged(frozenset())
