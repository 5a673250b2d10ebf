"""Duplicate pages, titles and entries: one finding for each thing that stands twice, silence where that is meant."""

from pathlib import Path

from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection
from caselint.findings.report import LocatedFinding
from caselint.testing import write_site

TEXT = "The queue took over from nine databases on a quiet night in May, and nobody at the counter noticed. " * 6


def check(folder: Path, files: dict[str, str], *paths: str) -> list[LocatedFinding]:
    write_site(folder, files)
    return list(run(Request(folder, paths), Selection(select=("DUP",))).report.findings)


def places(finding: LocatedFinding) -> list[str]:
    return [finding.path, *(related.path for related in finding.related)]


def page(title: str, words: str = "", heading: str = "") -> str:
    return f"---\ntitle: {title}\n---\n\n# {heading or title}\n\n{words} {TEXT}\n"


class TestPages:
    def test_three_copies_are_one_finding_and_their_titles_none(self, tmp_path: Path) -> None:
        copy = page("Ferry")
        (finding,) = check(tmp_path, {"ferry.md": copy, "old/ferry.md": copy, "older/north.md": copy})
        assert finding.name == "duplicate-page"
        assert places(finding) == ["old/ferry.md", "ferry.md", "older/north.md"]
        assert finding.group is None

    def test_line_ends_and_front_matter_do_not_count(self, tmp_path: Path) -> None:
        files = {"a.md": page("Ferry", heading="Ferry"), "b.md": page("Tram", heading="Ferry").replace("\n", "\r\n")}
        assert [finding.name for finding in check(tmp_path, files)] == ["duplicate-page"]

    def test_a_run_over_the_copy_alone_finds_it(self, tmp_path: Path) -> None:
        files = {"ferry.md": page("Ferry"), "old/ferry.md": page("Ferry"), "tram.md": page("Tram", "Rails.")}
        assert len(check(tmp_path, files, "old/ferry.md")) == 1
        assert check(tmp_path, files, "tram.md") == []


class TestTitles:
    def test_one_title_on_three_pages_is_one_finding(self, tmp_path: Path) -> None:
        files = {f"{name}.md": page("Ferry", name) for name in ("ferry", "ferry-gold", "ferry-v2-final")}
        (finding,) = check(tmp_path, files)
        assert (finding.name, finding.severity) == ("duplicate-title", "warning")
        assert places(finding) == ["ferry-gold.md", "ferry.md", "ferry-v2-final.md"]

    def test_case_and_spaces_do_not_set_titles_apart(self, tmp_path: Path) -> None:
        assert len(check(tmp_path, {"a.md": page("One  Queue", "A."), "b.md": page("one queue", "B.")})) == 1

    def test_pages_whose_headings_differ_are_worth_a_look_only(self, tmp_path: Path) -> None:
        files = {
            "lead/talks/index.md": page("Talks", "A.", "Talks for leads"),
            "crew/talks/index.md": page("Talks", "B.", "Talks for crews"),
        }
        (finding,) = check(tmp_path, files)
        assert finding.severity == "info"
        assert '"Talks for leads"' in finding.help

    def test_a_title_that_a_tool_wrote(self, tmp_path: Path) -> None:
        files = {f"{name}/index.md": page("Index", name, f"{name} patterns") for name in ("sea", "land", "air")}
        (finding,) = check(tmp_path, files)
        assert (finding.severity, len(finding.related)) == ("warning", 2)

    def test_silence_where_readers_can_tell(self, tmp_path: Path) -> None:
        files = {
            "sea/index.md": page("Overview", "A."),
            "land/index.md": page("Overview", "B."),
            "docs/en/queue.md": page("Queue", "C."),
            "docs/pt-br/queue.md": page("Queue", "D."),
            "version-1.2/map.md": page("Map", "E."),
            "version-2.0/map.md": page("Map", "F."),
            "guide.md": page("Guide to ferries", "G."),
            "guide.de.md": page("Guide to ferries", "H."),
            "posts/2023-01-05-harbour.md": page("Harbour news", "I."),
            "posts/2024-01-04-harbour.md": page("Harbour news", "J."),
            "tram.md": page("Tram", "K."),
            "old/tram.md": "---\ntitle: Tram\nredirect_to: ../tram.md\n---\n\nMoved.\n",
        }
        assert check(tmp_path, files) == []

    def test_trees_that_repeat_each_other_on_purpose(self, tmp_path: Path) -> None:
        files = {
            f"methods/{kind}/{name}.md": page(f"{name} of it", kind)
            for kind in ("page", "site")
            for name in ("date", "menu")
        }
        assert check(tmp_path, files) == []


class TestEntries:
    def test_each_thing_listed_again_is_one_finding(self, tmp_path: Path) -> None:
        listed = "# Studies\n\n- [Ferry](f.md)\n- [Tram](t.md)\n- [Ferry](f.md)\n- [Ferry](./f.md)\n- [Tram](t.md)\n"
        found = check(tmp_path, {"index.md": listed})
        assert [(finding.location.line, finding.message) for finding in found] == [
            (5, '"Ferry" is listed three times in this list'),
            (7, '"Tram" is listed twice in this list'),
        ]
        assert [related.location.line for related in found[0].related] == [3, 6]

    def test_spellings_of_one_path(self, tmp_path: Path) -> None:
        files = {
            "mkdocs.yml": "site_name: S\n",
            "docs/lines/index.md": "- [CRDT (merging types)](/lines/crdt)\n- [Tram](tram.md)\n- [Crdt](crdt.md)\n",
        }
        (finding,) = check(tmp_path, files)
        assert (finding.location.line, finding.severity) == (3, "warning")

    def test_a_section_that_stands_twice_is_one_finding(self, tmp_path: Path) -> None:
        section = "## See Also\n\n- [Ferry](f.md)\n- [Tram](t.md)\n\n"
        (finding,) = check(tmp_path, {"a.md": section + section + "## See Also\n\n- [Bus](b.md)\n"})
        assert finding.message == '"Ferry" and 1 more are listed twice under two headings "See Also"'
        assert [related.location.line for related in finding.related] == [3, 4, 9]

    def test_an_entry_that_leads_to_its_neighbours_page(self, tmp_path: Path) -> None:
        files = {
            "index.md": "# Index\n\n- [Zero Trust](keys.md) - who\n- [Key Keeping](keys.md) - what\n",
            "keys.md": "# Keys\n",
            "security/zero-trust-architecture.md": "# Zero trust\n",
        }
        (finding,) = check(tmp_path, files)
        assert finding.location.line == 3
        assert "security/zero-trust-architecture.md" in finding.message

    def test_two_names_of_which_one_adds_a_word(self, tmp_path: Path) -> None:
        (finding,) = check(tmp_path, {"a.md": "- [Sharding](s.md)\n- [Database Sharding](s.md)\n"})
        assert (finding.severity, finding.confidence) == ("info", 0.7)

    def test_cards_and_blocks(self, tmp_path: Path) -> None:
        card = "- **[Ferry](f.md)**\n\n    ---\n\n    Boats\n\n    [Learn more](f.md)\n\n"
        grid = (
            f'<div class="grid cards" markdown>\n\n{card}- **[Tram](t.md)**\n\n    ---\n\n    Rails\n\n{card}</div>\n'
        )
        block = "seabasic 4 min read\nAcme\nHow Acme Counts Its Boats\nEach boat was counted by hand, twice a day\n"
        found = check(tmp_path, {"cards.md": grid, "plain.md": block + block.replace("Each", "Every")})
        assert [(finding.path, finding.message) for finding in found] == [
            ("cards.md", '"Ferry" is listed twice in this grid'),
            ("plain.md", '"How Acme Counts Its Boats" is listed twice in this catalogue'),
        ]

    def test_silence_where_a_thing_is_meant_to_come_again(self, tmp_path: Path) -> None:
        files = {
            "by.md": "## By scale\n\n- [Ferry](f.md) - 9M\n\n## By domain\n\n- [Ferry](f.md)\n- [Tram](t.md)\n",
            "parts.md": "- [Raft](c.md) - leaders\n- [Paxos](c.md) - ballots\n- [Teams](o.md)\n- [Law](o.md#law)\n",
            "parallel.md": "# A\n\n## One\n\n### See\n\n- [F](f.md)\n\n## Two\n\n### See\n\n- [F](f.md)\n",
            "table.md": "| Study | In | Cost |\n|---|---|---|\n| [F](f.md) | 2019 | 1 |\n| [T](t.md) | 2019 | 2 |\n"
            "| [F](f.md) | 2024 | 3 |\n| [T](t.md) | 2024 | 4 |\n",
            "sources.md": "- [Wikipedia](https://example.org/a)\n- [Wikipedia](https://example.org/b)\n",
            "contents.md": "- [Costs](#costs)\n- [Costs](#costs)\n\n## Costs\n",
            "companies.md": "seabasic\nAcme\nHow We Count\nBy hand, twice a day\n"
            "landhard\nBolt\nHow We Count\nBy eye, once a day\n",
        }
        assert check(tmp_path, files) == []

    def test_a_comment_allows_it(self, tmp_path: Path) -> None:
        text = "- [Ferry](f.md)\n- [Ferry](f.md) <!-- caselint: allow duplicate-entry (both piers) -->\n"
        assert check(tmp_path, {"a.md": text}) == []
