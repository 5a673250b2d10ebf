"""`--since`: what a change broke is reported, wherever it stands; what was wrong before is not."""

from pathlib import Path
from typing import Any

import pytest

import caselint
from caselint.config.problems import ConfigError
from caselint.engine import site_pages
from caselint.engine.discover import NoComparison, NothingToRead, Request
from caselint.engine.linter import run
from caselint.engine.site_check import Selection

INDEX = "# Studies\n\n- [Ferry](ferry.md): 9M users\n- [Acme](acme.md)\n- [Gone](gone.md)\n"
FERRY = "# Ferry\n\nFerry has 9M users.\n\n## Costs\n\nSome.\n\n#### Deep\n"
SITE = {
    "mkdocs.yml": "site_name: Studies\n",
    "docs/index.md": INDEX,
    "docs/ferry.md": FERRY,
    "docs/acme.md": "# Acme\n\nSee [the costs](ferry.md#costs) of Ferry.\n",
}


def found(folder: Path, since: str = "HEAD", *paths: str, **options: Any) -> list[str]:
    report = run(Request(folder, paths, since=since, **options)).report
    return [f"{each.path}:{each.location.line} {each.name}" for each in report.findings]


@pytest.fixture
def site(repository: Any) -> Any:
    """A committed site with two old findings: a dead link on the index, a skipped heading level on a study."""
    repository.commit(SITE)
    return repository


@pytest.mark.parametrize("changed", [{}, {"docs/new.png": "pixels", "tool.py": "pass\n"}])
def test_with_nothing_changed_that_pages_depend_on_no_page_is_read(
    site: Any, changed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hook of a repository of code runs at each commit."""
    monkeypatch.setattr(site_pages, "examine_page", None)
    site.write(changed)
    done = run(Request(site.folder, since="HEAD"))
    assert done.report.findings == ()
    assert done.notices == ("nothing that a page depends on has changed since HEAD: nothing is new",)


def test_a_definition_that_the_site_no_longer_appends_is_missed_where_it_is_used(repository: Any) -> None:
    repository.commit(
        {
            "mkdocs.yml": "markdown_extensions:\n- pymdownx.snippets:\n    auto_append: [links.md]\n",
            "links.md": "[r]: https://example.org/\n",
            "docs/a.md": "# A\n\nSee [the thing][r] here.\n",
        }
    )
    for text in ("[q]: https://example.org/\n", None):
        if text is None:
            (repository.folder / "links.md").unlink()
        else:
            repository.write({"links.md": text})
        assert found(repository.folder) == ["docs/a.md:3 undefined-reference"]
    repository.commit({"links.md": "[q]: https://example.org/\n"})
    repository.write({"links.md": "[q]: https://example.org/\n[s]: https://example.org/\n"})
    assert found(repository.folder) == []


def test_an_old_finding_on_a_page_that_the_change_touches_stays_old(site: Any) -> None:
    site.write({"docs/index.md": "# Studies\n\nAn introduction.\n\nAnd more.\n" + INDEX.removeprefix("# Studies\n")})
    done = run(Request(site.folder, since="HEAD"))
    assert done.report.findings == ()
    assert done.notices == ("2 findings are not shown: no matter of the change since HEAD",)


def test_a_new_finding_is_reported_beside_an_old_one_of_its_page(site: Any) -> None:
    site.write({"docs/index.md": "# Studies\n\n[Lost](lost.md)\n" + INDEX.removeprefix("# Studies\n")})
    assert found(site.folder) == ["docs/index.md:3 broken-link"]


def test_a_second_link_to_the_same_missing_page_is_new(site: Any) -> None:
    """Links of a page that miss one file are one finding; the change made it worse."""
    site.write({"docs/index.md": INDEX + "\nAnd [again](gone.md).\n"})
    assert found(site.folder) == ["docs/index.md:5 broken-link"]


def test_one_of_two_equal_faults_that_is_new_is_the_one_reported(site: Any) -> None:
    site.write({"docs/ferry.md": FERRY.replace("## Costs", "#### Deep\n\n## Costs")})
    assert found(site.folder) == ["docs/ferry.md:5 skipped-heading-level"]
    site.write({"docs/ferry.md": FERRY + "\n## More\n\n#### Deep\n"})
    assert found(site.folder) == ["docs/ferry.md:13 skipped-heading-level"]


def test_a_fault_that_moves_within_its_page_is_not_new(site: Any) -> None:
    site.write({"docs/ferry.md": "# Ferry\n\n### Deeper\n\n## Costs\n\nFerry has 9M users.\n"})
    assert found(site.folder) == ["docs/ferry.md:3 skipped-heading-level"], "another heading is another fault"
    site.write({"docs/ferry.md": "# Ferry\n\n#### Deep\n\nFerry has 9M users.\n\n## Costs\n"})
    assert found(site.folder) == []


def test_a_deleted_page_breaks_the_links_of_pages_that_are_not_touched(site: Any) -> None:
    (site.folder / "docs/ferry.md").unlink()
    assert found(site.folder) == ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"]
    site.git("add", "--all")
    assert found(site.folder) == ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"]


@pytest.mark.parametrize("by_git", [True, False])
def test_a_renamed_page_breaks_links_to_it_and_brings_its_old_findings_along(site: Any, by_git: bool) -> None:
    if by_git:
        site.git("mv", "docs/ferry.md", "docs/boat.md")
    else:
        (site.folder / "docs/ferry.md").rename(site.folder / "docs/boat.md")
    assert found(site.folder) == ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"]
    site.write({name: SITE[name].replace("ferry.md", "boat.md") for name in ("docs/acme.md", "docs/index.md")})
    assert found(site.folder) == []


def test_a_page_moved_to_another_folder_answers_for_its_links(site: Any) -> None:
    (site.folder / "docs/more").mkdir()
    site.git("mv", "docs/acme.md", "docs/more/acme.md")
    site.write({"docs/index.md": INDEX.replace("acme.md", "more/acme.md")})
    assert found(site.folder) == ["docs/more/acme.md:3 broken-link"]


def test_a_renamed_heading_breaks_the_anchor_of_another_page(site: Any) -> None:
    site.write({"docs/ferry.md": FERRY.replace("## Costs", "## Prices")})
    assert found(site.folder) == ["docs/acme.md:3 missing-anchor"]


def test_a_deleted_image_breaks_the_page_that_shows_it(site: Any) -> None:
    site.commit({"docs/map.png": "pixels", "docs/acme.md": "# Acme\n\n![Map](map.png)\n"})
    (site.folder / "docs/map.png").unlink()
    assert found(site.folder) == ["docs/acme.md:3 broken-link"]


def test_a_figure_that_contradicts_another_page_is_reported_wherever_its_place_is(site: Any) -> None:
    site.write({"docs/ferry.md": FERRY.replace("9M", "12M")})
    (finding,) = run(Request(site.folder, since="HEAD")).report.findings
    assert finding.name == "conflicting-figures"
    assert {finding.path, *(place.path for place in finding.related)} == {"docs/ferry.md", "docs/index.md"}


def test_an_old_conflict_stays_old_while_nothing_is_said_anew(site: Any) -> None:
    site.commit({"docs/ferry.md": FERRY.replace("9M", "12M")})
    site.write({"docs/ferry.md": FERRY.replace("9M", "12M").replace("# Ferry\n", "# Ferry\n\nA word on it.\n")})
    assert found(site.folder) == []
    site.write({"docs/ferry.md": FERRY.replace("9M", "13M")})
    assert found(site.folder) == ["docs/ferry.md:3 conflicting-figures"], "it still contradicts, with a new value"


def test_who_agrees_with_most_pages_is_not_blamed_for_the_one_that_does_not(site: Any) -> None:
    row = "| Study | Users |\n|---|---|\n| Ferry | {} users |\n"
    old = {"docs/ferry.md": FERRY.replace("9M", "12M"), "docs/a.md": "# A\n\n" + row.format("9M")}
    site.commit(old)
    assert [each.name for each in run(Request(site.folder)).report.findings].count("conflicting-figures") == 1
    site.write({"docs/b.md": "# B\n\n" + row.format("9M")})
    assert found(site.folder) == []
    site.write({"docs/b.md": "# B\n\n" + row.format("12M")})
    assert found(site.folder) != [], "one more of the odd value"
    site.write({"docs/b.md": "# B\n\n" + row.format("30M")})
    assert found(site.folder) != [], "a value that nobody else states"


def test_a_new_page_with_the_title_of_an_old_one_is_reported(site: Any) -> None:
    text = "A text that is long enough not to be a stub, and says something of its own. " * 20
    site.commit({"docs/ferry.md": f"# Ferry\n\n{text}"})
    site.write({"docs/sea/boats/ferry.md": f"# Ferry\n\nOtherwise. {text}"})
    assert found(site.folder) == ["docs/sea/boats/ferry.md:1 duplicate-title"]
    site.commit()
    site.write({"docs/acme.md": "# Acme\n"})
    assert found(site.folder) == []


def test_a_setting_of_the_generator_that_breaks_links_answers_for_them(site: Any) -> None:
    site.write({"mkdocs.yml": "site_name: Studies\nexclude_docs: ferry.md\n"})
    assert found(site.folder) == ["docs/acme.md:3 unserved-link", "docs/index.md:3 unserved-link"]
    site.write({"mkdocs.yml": "site_name: Studies\ndocs_dir: [docs]\n"})
    assert found(site.folder) == ["mkdocs.yml:2 unreadable-site-config"]


def test_a_config_that_is_inherited_is_read_as_it_was(site: Any) -> None:
    site.commit({"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": "site_name: S\nexclude_docs: acme.md\n"})
    site.write({"base.yml": "site_name: S\nexclude_docs: ferry.md\n"})
    assert found(site.folder) == ["docs/acme.md:3 unserved-link", "docs/index.md:3 unserved-link"]
    (site.folder / "base.yml").unlink()
    assert "mkdocs.yml:1 unreadable-site-config" in found(site.folder)


def test_a_site_that_gets_a_generator_is_compared_with_the_plain_folder_that_it_was(repository: Any) -> None:
    repository.commit({"docs/index.md": "[Home](/docs/ferry.md)\n", "docs/ferry.md": "[no](gone.md)\n"})
    repository.write({"mkdocs.yml": "site_name: S\nsite_url: https://example.org/s/\n"})
    assert found(repository.folder) == ["docs/index.md:1 broken-link"]


def test_who_turns_a_rule_on_is_not_blamed_for_the_pages_that_are_there(site: Any) -> None:
    site.commit({"caselint.toml": 'ignore = ["SEC", "LNK"]\n'})
    site.write({"caselint.toml": 'ignore = ["SEC"]\n'})
    assert found(site.folder) == []
    site.write({"caselint.toml": 'ignore = ["SEC"]\n', "docs/new.md": "[no](nothing.md)\n"})
    assert found(site.folder) == ["docs/new.md:1 broken-link"]


def test_a_wrong_configuration_is_an_error_as_ever(site: Any) -> None:
    site.write({"caselint.toml": "exclud = []\n"})
    with pytest.raises(ConfigError):
        found(site.folder)


def test_a_key_of_the_front_matter_is_judged_by_what_is_wrong_with_it(site: Any) -> None:
    schema = '{"required": ["title", "owner"], "properties": {"hosts": {"type": "integer"}}}'
    config = '[kinds.study]\npages = ["docs/ferry.md"]\nfront-matter = "study.json"\n'
    page = "---\ntitle: Ferry\nhosts: many\n---\n\n# Ferry\n"
    site.commit({"study.json": schema, "caselint.toml": config, "docs/ferry.md": page})
    site.write({"docs/ferry.md": page.replace("title: Ferry", "tags: [a]\ntitle: The Ferry")})
    assert found(site.folder) == []
    site.write({"docs/ferry.md": page.replace("many", "few")})
    assert found(site.folder) == ["docs/ferry.md:3 wrong-front-matter-value"]
    site.write({"docs/ferry.md": page.replace("title: Ferry\n", "")})
    assert found(site.folder) == ["docs/ferry.md:3 missing-front-matter-key"]


def test_a_suppression_that_the_change_removes_brings_its_finding_back(site: Any) -> None:
    allowed = INDEX.replace("(gone.md)", "(gone.md) <!-- caselint: allow broken-link (soon) -->")
    site.commit({"docs/index.md": allowed})
    assert found(site.folder) == []
    site.write({"docs/index.md": INDEX})
    assert found(site.folder) == ["docs/index.md:5 broken-link"]


def test_a_suppression_elsewhere_that_the_change_makes_idle_does_not_block_it(site: Any) -> None:
    site.commit({"docs/index.md": INDEX.replace("(gone.md)", "(gone.md) <!-- caselint: allow broken-link (soon) -->")})
    site.write({"docs/gone.md": "# Found\n"})
    assert [each.name for each in run(Request(site.folder)).report.findings if each.path == "docs/index.md"] == [
        "unused-suppression"
    ]
    assert found(site.folder) == []


def test_paths_narrow_it_further(site: Any) -> None:
    (site.folder / "docs/ferry.md").unlink()
    site.write({"docs/new.md": "[no](nothing.md)\n"})
    assert found(site.folder, "HEAD", "docs/acme.md") == ["docs/acme.md:3 broken-link"]
    assert found(site.folder, "HEAD", "docs/new.md") == ["docs/new.md:1 broken-link"]


def test_any_revision_will_do(site: Any) -> None:
    site.git("tag", "v1")
    site.commit({"docs/ferry.md": FERRY.replace("## Costs", "## Prices")})
    assert found(site.folder) == []
    assert found(site.folder, "v1") == found(site.folder, "HEAD~1") == ["docs/acme.md:3 missing-anchor"]


def test_a_branch_does_not_answer_for_what_the_other_mended_meanwhile(site: Any) -> None:
    site.git("switch", "--quiet", "--create", "topic")
    site.commit({"docs/new.md": "# New\n"})
    site.git("switch", "--quiet", "main")
    site.commit({"docs/gone.md": "# Gone no more\n"})
    site.git("switch", "--quiet", "topic")
    assert found(site.folder, "main") == []


def test_before_the_first_commit_all_is_new(repository: Any) -> None:
    repository.write(SITE)
    assert found(repository.folder) == ["docs/ferry.md:9 skipped-heading-level", "docs/index.md:5 broken-link"]


def test_without_a_repository_or_a_revision_there_is_no_answer(site: Any, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/a.md").write_text("# A\n")
    with pytest.raises(NoComparison, match=f"--since HEAD: not a git repository: {tmp_path}/plain"):
        found(tmp_path / "plain")
    with pytest.raises(NoComparison, match=r'--since mian: there is no revision "mian" .*; did you mean "main"'):
        found(site.folder, "mian")


def test_sites_of_two_repositories_are_each_compared_with_their_own(site: Any, tmp_path: Path) -> None:
    other = type(site)(tmp_path / "other")
    other.commit({"a.md": "[no](gone.md)\n"})
    other.write({"b.md": "[no](gone.md)\n"})
    (site.folder / "docs/ferry.md").unlink()
    assert found(tmp_path, "HEAD", "repository", "other") == [
        "other/b.md:1 broken-link",
        "repository/docs/acme.md:3 broken-link",
        "repository/docs/index.md:3 broken-link",
    ]


def test_a_site_in_a_folder_of_its_repository_and_behind_a_symbolic_link(repository: Any, tmp_path: Path) -> None:
    repository.commit({f"web/{name}": text for name, text in SITE.items()})
    (repository.folder / "web/docs/ferry.md").unlink()
    expected = ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"]
    assert found(repository.folder / "web") == expected
    (tmp_path / "link").symlink_to(repository.folder / "web")
    assert found(tmp_path / "link") == expected


def test_a_page_from_an_editor_is_compared_with_the_one_that_is_committed(site: Any) -> None:
    text = INDEX + "\n[Lost](lost.md)\n"
    texts = {"docs/index.md": text.encode()}
    assert found(site.folder, "HEAD", "docs/index.md", texts=texts) == ["docs/index.md:7 broken-link"]
    assert found(site.folder, "HEAD", "docs/new.md", texts={"docs/new.md": b"[no](x.md)\n"}) == [
        "docs/new.md:1 broken-link"
    ]


def test_line_ends_that_git_changes_on_checkout_are_no_change(site: Any) -> None:
    site.git("config", "core.autocrlf", "true")
    (site.folder / "docs/index.md").write_bytes(INDEX.replace("\n", "\r\n").encode())
    assert found(site.folder) == []


def test_a_page_that_was_too_large_or_no_text_is_no_obstacle(site: Any) -> None:
    site.commit({"docs/big.md": "x" * 1_000_001, "docs/bytes.md": "# Caf\udce9\n"})
    site.write({"docs/big.md": "# Big\n\n[no](gone.md)\n", "docs/bytes.md": "# Caf\udce9\n\n[no](gone.md)\n"})
    assert found(site.folder) == ["docs/big.md:3 broken-link", "docs/bytes.md:3 broken-link"]


def test_a_rule_that_crashes_is_always_told(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("caselint.rules.links.broken_link.BrokenLink.check", crash)
    site.write({"docs/new.md": "# New\n"})
    report = run(Request(site.folder, since="HEAD")).report
    assert report.broken
    assert [each.name for each in report.findings] == ["crashed-rule"]


def test_pages_that_are_the_same_are_read_once(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = site_pages.examine_page

    def examine_page(root: Path, path: str, *rest: Any, **more: Any) -> object:
        read.append(path)
        return real(root, path, *rest, **more)

    monkeypatch.setattr(site_pages, "examine_page", examine_page)
    site.write({"docs/acme.md": "# Acme\n\n[no](nothing.md)\n"})
    assert found(site.folder) == ["docs/acme.md:3 broken-link"]
    assert sorted(read) == ["docs/acme.md", "docs/acme.md", "docs/ferry.md", "docs/index.md"]


def test_fingerprints_are_those_of_a_run_without_since(site: Any) -> None:
    site.write({"docs/ferry.md": FERRY + "\n## More\n\n#### Deep\n"})
    (new,) = run(Request(site.folder, since="HEAD")).report.findings
    assert new in run(Request(site.folder)).report.findings


def test_selections_hold_for_both_sides(site: Any) -> None:
    site.write({"docs/index.md": INDEX + "\n[no](nothing.md)\n\n#### Deep\n"})
    report = run(Request(site.folder, since="HEAD"), Selection(select=("SEC",))).report
    assert [each.name for each in report.findings] == ["skipped-heading-level"]


def test_python_asks_for_it_too(site: Any) -> None:
    (site.folder / "docs/ferry.md").unlink()
    report = caselint.check(folder=site.folder, since="HEAD")
    assert [each.path for each in report.findings] == ["docs/acme.md", "docs/index.md"]


# What pre-commit runs: what is staged is judged.


@pytest.fixture
def hook(site: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("PRE_COMMIT", "1")
    return site


def test_a_half_staged_page_is_judged_by_what_is_staged(hook: Any) -> None:
    hook.write({"docs/index.md": INDEX + "\n[bad](nothing.md)\n"})
    assert found(hook.folder) == [], "nothing is staged"
    hook.git("add", "--all")
    hook.write({"docs/index.md": INDEX})
    assert found(hook.folder) == ["docs/index.md:7 broken-link"], "the file is mended, what is committed is not"
    hook.git("reset", "--quiet")
    hook.write({"docs/acme.md": "# Acme\n"})
    hook.git("add", "--all")
    hook.write({"docs/acme.md": "# Acme\n\n[bad](nothing.md)\n"})
    assert found(hook.folder) == []


def test_a_link_to_a_page_that_nobody_added_is_broken_where_it_is_committed(hook: Any) -> None:
    hook.write({"docs/index.md": INDEX + "\n[New](new.md)\n", "docs/new.md": "[no](nothing.md)\n"})
    hook.git("add", "docs/index.md")
    assert found(hook.folder) == ["docs/index.md:7 broken-link"]
    hook.git("add", "docs/new.md")
    assert found(hook.folder) == ["docs/new.md:1 broken-link"]


def test_files_that_git_ignores_are_there_for_links(hook: Any) -> None:
    hook.commit({".gitignore": "built/\n"})
    hook.write({"docs/index.md": INDEX + "\n[Built](built/report.pdf)\n", "docs/built/report.pdf": "%PDF"})
    hook.git("add", "--all")
    everywhere = run(Request(hook.folder)).report
    assert found(hook.folder) == [
        f"{each.path}:{each.location.line} {each.name}" for each in everywhere.findings if each.location.line == 7
    ]


def test_a_deletion_that_is_not_staged_is_none(hook: Any) -> None:
    (hook.folder / "docs/ferry.md").unlink()
    assert found(hook.folder) == []
    hook.git("rm", "--quiet", "docs/ferry.md")
    assert found(hook.folder) == ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"]
    hook.write({"docs/ferry.md": FERRY})
    assert found(hook.folder) == ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"], "the commit lacks it"


def test_a_staged_rename_is_followed(hook: Any) -> None:
    hook.git("mv", "docs/ferry.md", "docs/boat.md")
    assert found(hook.folder) == ["docs/acme.md:3 broken-link", "docs/index.md:3 broken-link"]


def test_a_commit_that_leaves_no_page_has_nothing_to_check(hook: Any) -> None:
    hook.git("rm", "-r", "--quiet", "docs")
    with pytest.raises(NothingToRead):
        found(hook.folder)


def test_an_old_fault_of_the_navigation_stays_old_and_a_new_one_is_new(repository: Any) -> None:
    nav = "site_name: x\nnav:\n- index.md\n- gone.md\n"
    repository.commit({"mkdocs.yml": nav, "docs/index.md": "# Home\n"})
    repository.write({"docs/index.md": "# Home, again\n"})
    assert found(repository.folder) == []
    repository.write({"mkdocs.yml": "site_name: y\n\n" + nav.partition("\n")[2] + "- away.md\n"})
    assert [row.partition(" ")[0] for row in found(repository.folder)] == ["mkdocs.yml:6"]


def test_a_page_that_goes_breaks_the_navigation(repository: Any) -> None:
    repository.commit({"mkdocs.yml": "nav: [index.md, a.md]\n", "docs/index.md": "# Home\n", "docs/a.md": "# A\n"})
    (repository.folder / "docs/a.md").unlink()
    assert ["dead-nav-entry" in row for row in found(repository.folder)] == [True]
