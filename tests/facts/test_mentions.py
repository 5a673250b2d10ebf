"""Figures in their places: what of a page a reader reads, and what stands beside each figure."""

import pytest

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.facts.collect import collect
from caselint.facts.page_facts import Mention
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import SiteConfig


def mentions(text: str) -> list[Mention]:
    found = collect(parse("docs/ferry.md", Source(text))).mentions
    for mention in found:
        assert mention.quantity.span.slice(text) == mention.quantity.surface
    return list(found)


def places(text: str) -> list[tuple[str, str, str]]:
    """Surface, unit and container of each figure."""
    return [(m.quantity.surface, m.quantity.unit, str(m.container)) for m in mentions(text)]


def test_every_place_that_a_reader_sees_is_read() -> None:
    text = """---
title: Ferry
reading_time: 12 min
scale:
  requests_per_second: 5M
weight: 30
---

# Serving 3 regions

Some **2 million** riders, see [the 40 routes](routes-7-days.md) and `retries = 5 times`.

- **Crew**: 32 engineers
- <100ms latency

| Metric | Value |
|--------|-------|
| AWS Regions | 20+ |

<div>
  <p>Runs on 9 nodes</p>
</div>

```python
limit = 10_000  # at most 50 requests per second
```
"""
    assert places(text) == [
        ("12 min", "min", "front-matter"),
        ("5M", "request/s", "front-matter"),
        ("3 regions", "region", "heading"),
        ("2 million** riders", "rider", "prose"),
        ("40 routes", "route", "prose"),
        ("32 engineers", "engineer", "list"),
        ("<100ms", "ms", "list"),
        ("20+", "region", "table"),
        ("9 nodes", "node", "html"),
        ("at most 50 requests per second", "request/s", "code"),
    ]


def test_a_cell_knows_its_label_and_header() -> None:
    (found,) = mentions("| Store | Cost/GB/Month |\n|---|---|\n| Cold | $0.02 |\n")
    assert (found.label, found.header, found.quantity.unit) == ("Cold", "Cost/GB/Month", "usd/gb/month")


@pytest.mark.parametrize(
    "card",
    [
        "<h3>Start</h3>\n<div>2.5s</div>",
        '<div>2.5s</div>\n<div class="stat-label">Start</div>',
        "<dt>Start</dt>\n<dd>2.5s</dd>",
    ],
)
def test_a_number_alone_in_a_card_is_of_the_words_beside_it(card: str) -> None:
    (found,) = mentions(f"<div>\n{card}\n</div>\n")
    assert (found.label, found.quantity.surface) == ("Start", "2.5s")


def test_the_words_beside_a_number_are_its_label_only_in_a_card() -> None:
    (found,) = mentions("<div>\n<p>Start</p>\n<p>2.5s</p>\n</div>\n")
    assert found.label == ""


def test_a_list_that_became_code_by_its_indentation_is_read() -> None:
    text = "# Ferry\n\n<div>\n\n    **Achieved:**\n    - 28ms average latency\n    - **Uptime**: 99.9%\n\n</div>\n"
    assert [(m.quantity.surface, m.quantity.stat, m.section) for m in mentions(text)] == [
        ("28ms", "mean", 0),
        ("99.9%", None, 0),
    ]
    assert not mentions("# Ferry\n\nRun:\n\n    wait 28 ms\n    - 3 hosts\n")


def test_a_responsive_html_cell_repeats_its_header() -> None:
    (found,) = mentions('<table>\n<tr>\n<td data-label="Downtime/Month">26.3 sec</td>\n</tr>\n</table>\n')
    assert (found.header, found.quantity.unit, found.quantity.unit_from) == ("Downtime/Month", "s/month", "header")


def test_the_bold_lead_of_a_list_item_is_its_label() -> None:
    found = mentions("- **Daily Exports**: 100K+ files\n- **Peak**: 9K requests/s\n")
    assert [(m.label, m.quantity.unit, m.quantity.stat) for m in found] == [
        ("Daily Exports", "file/day", None),
        ("Peak", "request/s", "peak"),
    ]


def test_each_bold_lead_of_a_paragraph_opens_a_piece_of_its_own() -> None:
    found = mentions("**Size**: 5 TB\n**Daily Trips**: 3M\n")
    assert [(m.label, m.quantity.unit) for m in found] == [("Size", "tb"), ("Daily Trips", "trip/day")]


def test_the_sentence_stands_on_both_sides() -> None:
    (found,) = mentions("It grew. Since **May** the queue holds 9 shards in two-tier mode. Then it fell.\n")
    assert (found.before, found.after) == ("Since May the queue holds", "in two-tier mode")


def test_quoted_lines_are_no_bounds() -> None:
    found = mentions("> The queue took\n> 5 hours to drain\n")
    assert [(m.quantity.surface, m.quantity.bound) for m in found] == [("5 hours", "exact")]


@pytest.mark.parametrize(
    ("line", "surfaces"),
    [
        ("N1[Route<br/>200ms] --> N2{Over 5 MB?}", ["200ms", "Over 5 MB"]),
        ("SHARD2 --> SHARD3", []),
        ('A -->|"20x faster"| B', ["20x"]),
        ("A -- 3 retries --> B", ["3 retries"]),
        ('subgraph "Tier of 12 nodes"', ["12 nodes"]),
        ("style N1 fill:#bbf,stroke-width:4px", []),
        ("classDef hot fill:#f96,stroke-width:2px", []),
    ],
)
def test_a_flowcharts_labels_are_read_and_its_syntax_is_not(line: str, surfaces: list[str]) -> None:
    found = mentions(f"```mermaid\ngraph TD\n    {line}\n```\n")
    assert [m.quantity.surface for m in found] == surfaces
    assert all(str(m.container) == "diagram" for m in found)


@pytest.mark.parametrize(
    ("kind", "line", "surfaces"),
    [
        ("gantt", "Move 9 teams :active, t2, 2024-03-15, 60d", ["9 teams"]),
        ("sequenceDiagram", "Client2->>API: send 3 events", ["3 events"]),
        ("stateDiagram-v2", "Busy --> Hot: Load >85%", [">85%"]),
        ("timeline", "2019 : 10M riders", ["10M riders"]),
        ("journey", "Book 2 seats: 5: Rider", ["2 seats"]),
    ],
)
def test_other_diagrams_are_read_by_their_own_syntax(kind: str, line: str, surfaces: list[str]) -> None:
    found = mentions(f"```mermaid\n{kind}\n    {line}\n```\n")
    assert [m.quantity.surface for m in found] == surfaces


def test_a_text_block_is_read_column_by_column() -> None:
    text = "```\nComponent     Limit         Bottleneck\nQueue         1M writes/s   disk\nShards        9\n```\n"
    assert places(text) == [("1M writes/s", "write/s", "diagram"), ("9", "shard", "diagram")]


@pytest.mark.parametrize(
    "block",
    [
        "```\n$ ferry --workers 4 nodes\nexport LIMIT=5\nreturn 3 items;\n```\n",
        "```json\n{\"score\": 9, \"text\": \"3 nodes\"}\n```\n",
        "```markdown\n# The 5 rules\n```\n",
        "```sql\nCREATE TABLE t (name VARCHAR(20)); SELECT 5 - 3\n```\n",
    ],
)  # fmt: skip
def test_the_literals_of_code_are_no_figures(block: str) -> None:
    assert places(block) == []


def test_a_page_without_numbers_has_none() -> None:
    assert mentions("# Ferry\n\nNothing is counted here, however often one asks.\n") == []


def test_of_programs_only_the_comments_are_read_and_of_plain_text_every_line() -> None:
    text = """\
```python
limit = 50  # at most 50 retries
users = "9M users"
```

```
Riders: 9M users
Crews on board
Ships in the harbour
Nights at sea
limit = 7 days
```

Before 3 ships, after 4 ships.
"""
    assert places(text) == [
        ("at most 50 retries", "retry", "code"),
        ("9M users", "user", "diagram"),
        ("3 ships", "ship", "prose"),
        ("4 ships", "ship", "prose"),
    ]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("<div>10M users</div>\n<div>11M users</div>\n", ["10M users", "11M users"]),
        ("<p>9M users</p>\nText of 7M users.\n", ["9M users", "7M users"]),
        ("<div>\n<p>5M users</p><b>7M users</b></div>\n## 6M users\n", ["5M users", "7M users", "6M users"]),
        ("<div>\n\n5M users </div>\nText of 7M users.\n", ["5M users", "7M users"]),
        ("<script>\nlet a = 1\nlet text = '5M users'</script>\nText of 7M users.\n", ["7M users"]),
    ],
)
def test_the_last_line_of_raw_html_is_read_where_text_follows_at_once(text: str, surfaces: list[str]) -> None:
    page = parse("docs/page.md", Source(text), dialect_of(SiteConfig("mkdocs", "mkdocs.yml", ("docs",))))
    assert [mention.quantity.surface for mention in collect(page).mentions] == surfaces


def test_wide_blanks_do_not_part_a_number_from_its_unit() -> None:
    text = "```\nDisk seek      10,000   us\nCopy a page     5,000   ns   20x cheaper\n```\n"
    assert [mention.quantity.surface for mention in mentions(text)] == ["10,000   us", "5,000   ns", "20x"]


def test_a_sample_of_a_page_states_nothing() -> None:
    """Pages about writing show wrong figures too, as the pages on caselint's own rules do."""
    text = "```markdown\nThe plan:\n- 70% less latency (250ms → 75ms)\n```\n"
    assert mentions(text) == []
