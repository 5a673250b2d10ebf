"""The registry of canonical figures: how it is read, what is held against it, and what it settles."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from caselint.__main__ import main
from caselint.config.shipped import schema_folder
from caselint.content.yaml import read_yaml
from caselint.engine.discover import Request
from caselint.engine.linter import Run, run
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import Selection
from caselint.kinds.document import plain
from caselint.site.registry_file import load_registry
from caselint.testing import apply_fixes, write_site

CONFIG = '[registry]\nfile = "facts.yaml"\n'
FACT = "facts:\n  - subject: Ferry\n    metric: users\n    value: {}\n"
PAGES = {
    "ferry.md": "# Ferry\n\nFerry has 15M users.\n",
    "index.md": "# Studies\n\n- [Ferry](ferry.md) - 150M+ users\n- [Tram](tram.md) - 4M users\n",
    "tram.md": "# Tram\n\nTram has 4M users.\n",
}


def check(folder: Path, facts: str, pages: dict[str, str] = PAGES, *, cache: bool = False) -> Run:
    write_site(folder, {**pages, "facts.yaml": facts, "caselint.toml": CONFIG})
    place = CachePlace(str(folder.parent / "cache"), hashed=True) if cache else None
    return run(Request(folder, cache=place), Selection(select=("FIG",), today=date(2026, 1, 1)))


def told(done: Run) -> list[str]:
    return [f"{each.path}:{each.location.line} {each.name}" for each in done.report.findings]


def test_what_is_registered_is_held_against_the_registry_and_not_from_page_to_page(tmp_path: Path) -> None:
    assert told(check(tmp_path, "facts: []\n")) == ["ferry.md:3 conflicting-figures"]
    assert told(check(tmp_path, FACT.format("150M+"))) == ["ferry.md:3 contradicted-fact"]
    assert told(check(tmp_path, FACT.format("15M"))) == ["index.md:3 contradicted-fact"]
    assert told(check(tmp_path, FACT.format("15M").replace("Ferry", "Tram"))) == [
        "ferry.md:3 conflicting-figures",
        "index.md:4 contradicted-fact",
        "tram.md:3 contradicted-fact",
    ]


def test_the_message_names_both_values_and_the_source(tmp_path: Path) -> None:
    facts = FACT.format("150M+\n    as_of: 2024-03\n    source: [annual report, somebody]")
    (finding,) = check(tmp_path, facts).report.findings
    assert finding.message == "Ferry: users is 15M here, 150M+ in the registry (as of 2024-03-01, annual report)"
    assert finding.help == "write 150M+, or correct facts.yaml:2"
    (place,) = finding.related
    assert (place.path, place.location.line, place.location.column, place.group) == ("facts.yaml", 4, 12, 1)


@pytest.mark.parametrize(
    ("page", "value", "fixed"),
    [
        ("Ferry has 15M users.", "150M+", "Ferry has 150M+ users."),
        ("Ferry has **15 million** users.", "150M+", "Ferry has **150M+** users."),
        ("Ferry has ~15,000,000 users.", "150M", "Ferry has 150M users."),
        ("Ferry has over 15M users.", "150M+", None),
    ],
)
def test_the_fix_writes_the_registered_number(page: str, value: str, fixed: str | None, tmp_path: Path) -> None:
    files = {"ferry.md": f"# Ferry\n\n{page}\n", "other.md": "# Others\n\nFerry has 150M users.\n"}
    findings = check(tmp_path, FACT.format(value), files).report.findings
    (finding,) = (each for each in findings if each.path == "ferry.md")
    if fixed is None:
        assert finding.fix is None
        return
    text = apply_fixes(files, [finding])["ferry.md"]
    assert text == f"# Ferry\n\n{fixed}\n"
    assert not [
        each for each in told(check(tmp_path, FACT.format(value), {**files, "ferry.md": text})) if "ferry" in each
    ]


def test_an_alias_of_the_configuration_is_the_subject_too(tmp_path: Path) -> None:
    write_site(tmp_path, {"index.md": "# A\n\nFerry Lines has 15M users.\n", "facts.yaml": FACT.format("150M+")})
    write_site(tmp_path, {"caselint.toml": CONFIG + '[aliases]\nFerry = ["Ferry Lines"]\n'})
    assert told(run(Request(tmp_path), Selection(select=("FIG011",)))) == ["index.md:3 contradicted-fact"]


def test_an_edit_of_the_registry_counts_on_a_warm_run(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for value, found in (("150M+", "ferry.md"), ("15M", "index.md"), ("150M+", "ferry.md"), ("{150", "")):
        done = check(site, FACT.format(value), cache=True)
        assert [each.path for each in done.report.findings if each.name == "contradicted-fact"] == [found] * bool(found)
        assert done.report.findings == check(site, FACT.format(value)).report.findings
    assert done.problems


WRONG = [
    ("[]", "1:1: a registry of figures is a mapping with the key `facts`"),
    ("facts: 3", "1:8: `facts` must be a list"),
    ("facts:\n  - Ferry", "2:5: a fact is a mapping with `subject`, `metric` and `value`"),
    (FACT.format("3M") + "    owners: a", "5:5: unknown key `owners`; did you mean `owner`?"),
    ("facts:\n  - subject: Ferry", "2:5: the fact has no `metric` and no `value`"),
    (
        FACT.format("many"),
        "4:12: `value` must be one figure as a page would write it, such as 150M+, 99.95% or p99 28 ms",
    ),
    (FACT.format("3M and 4M"), "4:12: `value` must be one figure"),
    (FACT.format("[3M]"), "4:12: `value` must be one figure"),
    (FACT.format("3M") + "    as_of: soon", "5:12: `as_of` must be a date such as 2024-03-31, 2024-03 or 2024"),
    (FACT.format("3M") + "    max-age: 30", "5:14: `max-age` is counted from `as_of`, which the fact has not"),
    (FACT.format("3M") + "    as_of: 2024\n    max-age: 0", "6:14: `max-age` must be a number of days"),
    (FACT.format("3M") + "    tolerance: much", "5:16: `tolerance` must be a percentage such as 5%"),
    (FACT.format("3M") + "    source: [1]", "5:14: `source` must be a text or a list of texts"),
    (FACT.format("3M") + "    owner: ''", "5:12: `owner` must be a text"),
    ("facts:\n  - &a [*a]", "2:9: is not YAML"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_registry_is_told_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    registry, problems = load_registry(tmp_path / "facts.yaml", "facts.yaml")
    assert registry.facts == ()
    assert f"facts.yaml:{message}" in "\n".join(map(str, problems)).replace(f"{tmp_path}/", "")


def test_a_fact_stands_once(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(FACT.format("3M") + FACT.format("4M").partition("\n")[2], encoding="utf-8")
    registry, (problem,) = load_registry(tmp_path / "facts.yaml", "facts.yaml")
    assert len(registry.facts) == 1
    assert (problem.line, problem.message) == (5, "Ferry: users is registered in line 2 already")


def test_pages_are_checked_against_what_is_right_in_a_wrong_registry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = FACT.format("150M+") + "  - subject: Tram\n    metric: users\n    value: some\n"
    write_site(tmp_path, {**PAGES, "facts.yaml": facts, "caselint.toml": CONFIG})
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--output-format", "concise", "-q", "--no-cache"]) == 2
    out, err = capsys.readouterr()
    assert "ferry.md:3:11" in out
    assert "contradicted-fact" in out
    assert err.startswith("facts.yaml:7:12: `value` must be one figure")


GOOD = [
    FACT.format("150M+"),
    FACT.format("28 ms") + "    scope: Europe\n    as_of: 2024-03-31\n    tolerance: 5%\n    owner: us\n    note: n\n",
    "max-age: 30\nfacts: []\n",
    FACT.format("150") + "    as_of: 2024\n    max-age: 9\n    source: [a, b]\n",
]


def test_the_schema_of_the_file_says_what_its_reader_says(tmp_path: Path) -> None:
    schema = json.loads((schema_folder() / "facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    cannot_say = ("one figure", "not YAML", "owner", "soon")  # what a figure is, and what editors let pass
    for text in GOOD:
        (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
        assert load_registry(tmp_path / "facts.yaml", "facts.yaml")[1] == ()
        assert validator.is_valid(plain(read_yaml(text))), text
    for text, message in WRONG:
        if not any(words in message + text for words in cannot_say):
            assert not validator.is_valid(plain(read_yaml(text))), text
