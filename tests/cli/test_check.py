"""`caselint check`: what is printed where."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.testing import write_site

Command = Callable[..., tuple[int, str, str]]

RULES = ("--select", "broken-link,skipped-heading-level")


def test_findings_go_to_stdout_and_nothing_to_stderr(site: Path, caselint: Command) -> None:
    code, out, err = caselint("check", *RULES)
    assert (code, err) == (1, "")
    assert out.startswith("docs/ferry.md:9:1 warning skipped-heading-level\n")
    assert "docs/index.md:4:10 error broken-link\n" in out
    assert out.endswith("\n2 findings on 2 pages of 2: 1 error, 1 warning\n")


def test_every_format_holds_the_same_findings(site: Path, caselint: Command) -> None:
    places = ["docs/ferry.md:9:1", "docs/index.md:4:10"]
    _, concise, _ = caselint("check", *RULES, "--output-format", "concise", "--quiet")
    assert [line.split(" ")[0] for line in concise.splitlines()] == places
    _, text, _ = caselint("check", *RULES, "--output-format=json")
    data = json.loads(text)
    assert [f"{row['path']}:{row['line']}:{row['column']}" for row in data["findings"]] == places
    assert data["summary"]["pages"] == 2
    _, lines, _ = caselint("check", *RULES, "--output-format", "jsonl")
    assert [json.loads(line) for line in lines.splitlines()] == data["findings"]


def test_select_and_ignore_take_commas_repetition_codes_and_prefixes(site: Path, caselint: Command) -> None:
    def names(*words: str) -> list[str]:
        _, out, _ = caselint("check", "--output-format", "jsonl", *words)
        return sorted({json.loads(line)["name"] for line in out.splitlines()})

    both = ["broken-link", "skipped-heading-level"]
    assert names("--select", "LNK001,SEC002") == both
    assert names("--select", "broken-link", "--select", "sec") == both
    assert names("--select", "LNK , SEC", "--ignore", "LNK001") == ["skipped-heading-level"]


def test_paths_restrict_what_is_reported(site: Path, caselint: Command) -> None:
    _, out, _ = caselint("check", *RULES, "docs/ferry.md", "-q", "--output-format", "concise")
    (line,) = out.splitlines()
    assert line.startswith("docs/ferry.md:9:1 warning skipped-heading-level level 4 follows level 1")


def test_the_result_may_go_to_a_file(site: Path, caselint: Command) -> None:
    _, printed, _ = caselint("check", *RULES)
    code, out, err = caselint("check", *RULES, "-o", "findings.txt")
    assert (code, out, err) == (1, "", "")
    assert (site / "findings.txt").read_text(encoding="utf-8") == printed


def test_statistics_instead_of_findings(site: Path, caselint: Command) -> None:
    _, out, _ = caselint("check", *RULES, "--statistics", "--quiet")
    assert out == "1  LNK001  error    broken-link\n1  SEC002  warning  skipped-heading-level\n"


def test_isolated_ignores_caselints_own_configuration(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": 'ignore = ["LNK", "SEC"]\n'})
    assert caselint("check", "--quiet", *RULES, "--ignore", "FIG")[0] == 1
    assert caselint("check", "-q", "--ignore", "FIG")[0] == 0
    assert caselint("check", "-q", "--ignore", "FIG", "--isolated")[0] == 1
    write_site(site, {"other.toml": 'select = ["SEC"]\n'})
    _, out, _ = caselint("check", "-q", "--config", "other.toml", "--output-format", "concise")
    (line,) = out.splitlines()
    assert line.startswith("docs/ferry.md:9:1 warning skipped-heading-level level 4 follows level 1")


def test_a_word_rule_of_the_sites_own_may_be_selected(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": '[[text]]\nname = "old-name"\npattern = "Acme"\nmessage = "now Bar"\n'})
    code, _, err = caselint("check", "--select", "old-name")
    assert code != 2, err
    code, _, err = caselint("check", "--select", "old-nme")
    assert (code, err) == (
        2,
        'caselint: --select names a rule that does not exist: "old-nme"; did you mean old-name?\n',
    )


def test_notes_go_to_stderr_and_quiet_leaves_them_out(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": 'exclude = ["docs/gone/**"]\n'})
    code, _, err = caselint("check", "--select", "SEC")
    assert code == 1
    assert err.startswith("note: ")
    assert "docs/gone/**" in err
    assert caselint("check", "--select", "SEC", "--quiet")[2] == ""


def test_verbose_says_what_was_read(site: Path, caselint: Command) -> None:
    write_site(site, {"caselint.toml": ""})
    _, _, err = caselint("check", "docs/ferry.md", "-v")
    assert "note: site .: mkdocs (mkdocs.yml), 1 of 2 pages, configuration caselint.toml\n" in err


@pytest.mark.parametrize("name", ["a\n::error::b.md", "\x1b[31mred.md", "::warning::x.md", "\u202egpj.md"])
@pytest.mark.parametrize("output_format", ["text", "concise"])
def test_hostile_names_stay_names(site: Path, caselint: Command, name: str, output_format: str) -> None:
    write_site(site, {f"docs/{name}": "[x](gone\x1b]0;t\x07.md)\n# A\n\n### \u202eB\n"})
    _, out, err = caselint("check", "--output-format", output_format)
    for text in (out, err):
        assert not any(character in text for character in "\x1b\x07\u202e")
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "skipped-heading-level" in out


def test_the_same_input_gives_the_same_bytes(site: Path, caselint: Command) -> None:
    write_site(site, {f"docs/{number}.md": f"[x](gone-{number}.md)\n" for number in range(5)})
    assert caselint("check") == caselint("check")
    _, one, _ = caselint("check", "--output-format", "json", "docs/1.md", "docs/3.md")
    _, other, _ = caselint("check", "--output-format", "json", "docs/3.md", "docs/1.md", "docs/1.md")
    assert one == other
