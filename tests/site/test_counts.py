"""Which sentences state how many pages a collection has, and which ones count something else."""

from pathlib import Path

import pytest

from caselint.config.problems import ConfigError
from caselint.engine.discover import Request
from caselint.engine.linter import run
from caselint.engine.page_cache import CachePlace
from caselint.engine.site_check import Selection
from caselint.testing import write_site

RECIPES = '[[collections]]\nname = "recipes"\npages = ["recipes/**/*.md"]\nexclude = ["**/index.md"]\n'
PAGES = {
    f"recipes/{course}/r{number}.md": f"---\nlevel: {('easy', 'hard', 'medium')[number % 3]}\n---\n# Dish {number}\n"
    for course in ("soups", "mains")
    for number in range(25)
}  # 50 recipes


def found(text: str, folder: Path, config: str = RECIPES, page: str = "index.md") -> list[str]:
    """The figures that are told to be stale, as the page writes them."""
    write_site(folder, {**PAGES, page: text, "caselint.toml": config})
    report = run(Request(folder), Selection(select=("FIG010",))).report
    return [finding.message.split('"')[1] for finding in report.findings]


STALE = [
    ("All 45 recipes are tested twice.", "45 recipes"),
    ("A cookbook with 48 recipes for four seasons.", "48 recipes"),
    ("# Kitchen: 40 Recipes for Beginners\n", "40 Recipes"),
    ("---\ndescription: The 42 recipes of our kitchen\n---\n\n# Kitchen\n", "42 recipes"),
    ("We cook our way through 60+ recipes.", "60+ recipes"),
    ("More than 55 recipes, and counting.", "More than 55 recipes"),
    ("A collection of 20 recipes.", "20 recipes"),
    ("There are 30 recipes in this collection.", "30 recipes"),
    ("<div>\n<span>47</span> recipes\n</div>\n", "47 recipes"),
    ("| Recipes | Cooks |\n|---|---|\n| 49 | 3 |\n", "49"),
    ("- **Recipes**: 52\n", "52"),
    ("About 70 recipes await you.", "About 70 recipes"),
    ("Forty-five recipes, three cooks.", "Forty-five recipes"),
    ("A catalogue of all 46 tried and tested recipes.", "46 tried and tested recipes"),
    ("Total: 51 recipes across two courses.", "51 recipes"),
    ("One of 49 recipes in the collection.", "49 recipes"),
]

SILENT = [
    "All 50 recipes are tested twice.",
    "A cookbook with 50 recipes, 40+ recipes of them quick, over 45 recipes in all.",
    "About 52 recipes await you.",
    "The top 40 recipes of the year.",
    "Our 40 best recipes, and the 35 essential recipes.",
    "Add 45 recipes by spring.",
    "We plan to write 60 recipes.",
    "There were 40 recipes at launch, and then 45 recipes in 2023.",
    "We grew from 35 recipes to 50 recipes.",
    "Cook 3 recipes a week; these 40 recipes will do for a year.",
    "Each of the 25 soup recipes is vegan.",
    "- [Soups](recipes/soups/index.md) (40 recipes)\n- **Mains**: 45 recipes\n",
    "## Easy\n\n40 recipes for a quick start.\n",
    "## Version 1.2\n\n- 45 recipes\n",
    "# Changelog\n\n## 2024-03-01\n\nNow 40 recipes.\n",
    "## Roadmap\n\n- 80 recipes\n- 60 recipes\n",
    "40 years of recipes.",
    "45 recipe cards, and 40 recipe collections.",
    "Only 40 recipes need an oven.",
    "Pick any 40 recipes.",
    "Up to 40 recipes fit on a page.",
    "40-60 recipes is what a cookbook holds.",
    "Another 40 recipes are on their way.",
    "45 hard recipes and 40 medium recipes.",
    "12 recipes, two recipes, 1 recipe.",
    "Ana wrote 45 of the recipes.",
    "```python\nx = 40  # 40 recipes\n```\n",
    "Published 45 recipes, 5 more to go.",
]


@pytest.mark.parametrize(("text", "figure"), STALE)
def test_a_count_of_all_is_held_against_the_pages_there_are(text: str, figure: str, tmp_path: Path) -> None:
    assert found(text, tmp_path) == [figure]


@pytest.mark.parametrize("text", SILENT)
def test_right_counts_and_counts_of_a_part_are_silent(text: str, tmp_path: Path) -> None:
    assert found(text, tmp_path) == []


def test_the_index_of_a_part_counts_the_part(tmp_path: Path) -> None:
    assert found("# Soups\n\n40 recipes.\n", tmp_path, page="recipes/soups/index.md") == []
    assert found("# Recipes\n\n40 recipes.\n", tmp_path, page="recipes/index.md") == ["40 recipes"]


def test_a_part_that_is_a_collection_of_its_own_is_counted(tmp_path: Path) -> None:
    hard = f'{RECIPES}[[collections]]\nname = "hard recipes"\npages = ["recipes/**"]\nwhere = {{ level = "hard" }}\n'
    assert found("All 15 hard recipes. All 16 hard recipes. All 50 recipes.", tmp_path, hard) == ["15 hard recipes"]


def test_claims_say_how_pages_speak_of_the_count(tmp_path: Path) -> None:
    config = f'{RECIPES}claims = ["dishes to cook: {{n}}", "{{n}} ways to eat"]\n'
    text = "Dishes to cook: 44. We know 41 good ways to eat. We have 45 recipes."
    assert found(text, tmp_path, config) == ["44", "41 good ways"]


def test_front_matter_decides_where_it_is_asked(tmp_path: Path) -> None:
    config = '[[collections]]\nname = "dishes"\npages = ["dishes/*.md"]\nwhere = { type = "dish", tags = "hot" }\n'
    front = ("type: dish\ntags: [hot, sweet]", "type: dish\ntags: [cold]", "type: note\ntags: [hot]", "type: 1")
    pages = {f"dishes/{row}.md": f"---\n{lines}\n---\n# A\n" for row, lines in enumerate(front)}
    write_site(tmp_path, pages)
    assert found("All 3 dishes.", tmp_path, config) == ["3 dishes"]
    assert found("All 1 dishes.", tmp_path, config) == []


def test_a_collection_that_no_page_is_in_is_an_error(tmp_path: Path) -> None:
    config = '[[collections]]\nname = "dishes"\npages = ["recipes/**"]\nwhere = { level = "absurd" }\n'
    with pytest.raises(ConfigError, match=r"2:8: collection \"dishes\" holds no page: .* level = 'absurd'"):
        found("All 3 dishes.", tmp_path, config)


def test_a_page_more_makes_counts_stale_on_a_warm_run_too(tmp_path: Path) -> None:
    write_site(tmp_path, {**PAGES, "index.md": "All 50 recipes.\n", "caselint.toml": RECIPES})
    cache = CachePlace(str(tmp_path / ".cache"), hashed=True)
    assert run(Request(tmp_path, cache=cache)).report.findings == ()
    write_site(tmp_path, {"recipes/new.md": "# New\n"})
    (finding,) = run(Request(tmp_path, cache=cache)).report.findings
    assert finding.name == "stale-count"
    write_site(tmp_path, {"caselint.toml": RECIPES.replace("**/index.md", "**/new.md")})
    assert run(Request(tmp_path, cache=cache)).report.findings == ()


def test_the_fix_writes_the_number_and_nothing_else(tmp_path: Path) -> None:
    write_site(tmp_path, {**PAGES, "index.md": "All **45** tested recipes.\n", "caselint.toml": RECIPES})
    (finding,) = run(Request(tmp_path)).report.findings
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert (edit.location.column, edit.location.end_column, edit.text) == (7, 9, "50")
    assert finding.help.endswith("(the collection is defined in caselint.toml:2)")
