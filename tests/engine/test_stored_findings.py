"""A finding in packed form is the finding, whatever is asked of it first."""

import copy
import pickle
from dataclasses import fields, replace

import pytest

from caselint.findings import Edit, Finding, Fix, Related, Safety, Severity, Span
from caselint.findings.stored import StoredFinding, moved_to, row_of

FINDING = Finding(
    path="a.md",
    span=Span(3, 9),
    code="LNK001",
    name="broken-link",
    severity=Severity.ERROR,
    message="é \ud800 \n \x07",
    confidence=0.123456789,
    group=2,
    related=(Related("b.md", Span(1, 2), "there", 1), Related("a.md", Span(0, 3), "here", None, defect=True)),
    fix=Fix("mend", Safety.UNSAFE, (Edit("a.md", Span(3, 9), "x\n"), Edit("c.md", Span(0, 0), ""))),
    help="write it",
    key="k\0l",
)


def stored(finding: Finding = FINDING) -> StoredFinding:
    return StoredFinding.of(row_of(finding))


@pytest.mark.parametrize("name", [field.name for field in fields(Finding)])
def test_whatever_is_asked_first_is_what_it_was(name: str) -> None:
    assert getattr(stored(), name) == getattr(FINDING, name)


def test_it_is_equal_to_the_finding_and_hashes_alike() -> None:
    assert stored() == FINDING
    assert stored() == FINDING == stored()
    assert hash(stored()) == hash(FINDING)
    assert {FINDING: 1}[stored()] == {stored(): 1}[FINDING] == 1
    assert stored() != replace(FINDING, message="other")
    assert replace(FINDING, message="other") != stored()
    assert stored() != "a.md"


def test_what_is_made_of_one_has_a_row_of_its_own() -> None:
    other = replace(stored(), message="other")
    assert other == replace(FINDING, message="other")
    assert row_of(other) == row_of(replace(FINDING, message="other")) != row_of(FINDING)
    assert row_of(stored()) == row_of(FINDING)
    assert row_of(FINDING).pages == ["a.md", "b.md", "c.md"]
    assert b"\n" not in row_of(FINDING).text


def test_it_is_copied_and_sent_whole() -> None:
    assert copy.deepcopy(stored()) == pickle.loads(pickle.dumps(stored())) == FINDING
    with pytest.raises(AttributeError):
        stored().other  # noqa: B018


def test_under_another_name_of_its_page_it_speaks_of_that() -> None:
    moved = StoredFinding.of(moved_to(row_of(FINDING), "new.md"))
    assert moved.path == "new.md"
    assert [place.path for place in moved.related] == ["b.md", "new.md"]
    assert moved.fix is not None
    assert [edit.path for edit in moved.fix.edits] == ["new.md", "c.md"]
    assert moved.message == FINDING.message
