"""The facts of a page: its title, its values, what makes two pages equal, and what makes a page a stub."""

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.collect import collect
from caselint.facts.page_facts import PageFacts

BODY = "# Ferry\n\n" + "The queue took over from nine databases on a quiet night in May. " * 8


def facts(text: str) -> PageFacts:
    return collect(parse("docs/ferry.md", Source(text)))


class TestTitle:
    def test_front_matter_comes_before_the_first_heading(self) -> None:
        text = "---\ntitle: 'One Queue'\n---\n\n# Ferry\n"
        found = facts(text)
        assert found.title == "One Queue"
        assert "One Queue" in found.title_span.slice(text)

    def test_else_the_first_heading_of_level_one(self) -> None:
        text = "## Before\n\n# Ferry\n\n# Later\n"
        assert (facts(text).title, facts(text).title_span.slice(text)) == ("Ferry", "Ferry")

    def test_a_page_without_either_has_none(self) -> None:
        assert facts("Text.\n").title == ""


def test_values_are_found_by_the_keys_that_lead_to_them() -> None:
    found = facts("---\ntitle: Ferry\nmetrics:\n  users: 9M\nrelated:\n  - url: tram.md\n---\n")
    assert found.front_text("metrics", "users") == "9M"
    assert found.front_text("related", 0, "url") == "tram.md"
    assert found.front_value("metrics", "riders") is None


class TestDigest:
    def test_front_matter_and_white_space_do_not_count(self) -> None:
        other = "---\ntitle: Ferry\n---\n\n" + BODY.replace(" on ", "\non ")
        assert facts(BODY).digest == facts(other).digest != facts(BODY.replace("May", "June")).digest

    @pytest.mark.parametrize("blank", "\t \u00a0 \u0085 \u1680 \u2003 \u2028 \u202f \u205f \u3000".split(" "))
    def test_neither_does_white_space_beyond_ascii(self, blank: str) -> None:
        assert blank.isspace()
        assert facts(BODY.replace("quiet night", f"quiet{blank}night") + "→").digest == facts(BODY + "→").digest

    def test_a_few_words_are_nothing_to_compare(self) -> None:
        assert facts("# Ferry\n\nSoon.\n").digest is None


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("  ::: ferry.queue", {"mkdocstrings"}),
        ("{% include %} {{ name }}", {"macros"}),
        ("--8<-- 'part.md'", {"snippets"}),
        ("<!-- md:option queue -->", {"shortcodes"}),
        ("a ::: b { c } 8< md:d", set()),
    ],
)
def test_marks_of_what_a_page_does_not_show(line: str, marks: set[str]) -> None:
    assert facts(f"# Ferry\n\n{line}\n").generated == marks


@pytest.mark.parametrize(
    "text",
    [
        "# Ferry\n\nMoved to [Nordlinie](n.md).\n",
        "---\nredirect_to: n.md\n---\n\n" + BODY,
        '<meta http-equiv="refresh" content="0; url=n/">\n\n' + BODY,
    ],
)
def test_stubs(text: str) -> None:
    assert facts(text).stub
    assert not facts(BODY).stub


def test_marks_of_plugins_that_write_into_the_page() -> None:
    assert facts(BODY).generated == frozenset()
    assert facts(BODY + "\n::: ferry.queue\n\n{{ price }}\n").generated == {"mkdocstrings", "macros"}


def test_figures_know_the_entry_they_stand_in() -> None:
    found = facts("- [Ferry](ferry.md) - 9M riders\n- [Tram](tram.md) - 4M riders\n")
    assert [(mention.lead, mention.target) for mention in found.mentions] == [
        ("Ferry", "ferry.md"),
        ("Tram", "tram.md"),
    ]
    assert [entry.name for entry in found.entries] == ["Ferry", "Tram"]
