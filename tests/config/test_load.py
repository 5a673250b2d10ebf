"""Loading: the right file is found, all of the syntax is read, and every fault is told at once, at its place."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caselint.config import shipped
from caselint.config.config import Config, KindSettings
from caselint.config.globs import Globs
from caselint.config.load import ConfigError, find_config, load_config
from caselint.config.problems import nearest
from caselint.findings import Severity
from caselint.kinds.kind import kind_of, load_kinds

Load = Callable[[str], Config]
Problems = Callable[[str], list[str]]

WHOLE = """\
generator = "mkdocs"
parser = "markdown-it"
exclude = ["docs/drafts/**"]
include = ["docs/**"]
select = ["FIG", "broken-link"]
extend-select = ["LNK002"]
ignore = ["FIG0"]
[rules.broken-link]
severity = "error"
allowed-hosts = ["a.example"]
style = "long"
[[overrides]]
pages = ["docs/archive/**"]
ignore = ["FIG"]
[overrides.rules.LNK001]
most = 9
[kinds.case-study]
pages = ["docs/case-studies/**"]
type = "study"
front-matter = "study.json"
sections = "study.yaml"
metrics = "study.yaml"
links = ["related[].url"]
[aliases]
Twitter = ["X"]
[vocabulary]
metrics = { latency = ["response time"] }
units = { rps = "request/s" }
stop = ["case study"]
[[collections]]
name = "patterns"
pages = ["docs/patterns/*.md"]
exclude = ["**/index.md"]
where = { type = "pattern" }
[[text]]
name = "old-product-name"
pattern = "\\\\bFoo Cloud\\\\b"
message = "now called Bar"
replace = "Bar"
[registry]
file = "study.yaml"
"""


def test_the_whole_syntax_is_read(tmp_path: Path, load: Load) -> None:
    (tmp_path / "study.json").write_text("{}")
    (tmp_path / "study.yaml").write_text("")
    config = load(WHOLE)
    assert (config.generator, config.parser, config.folder) == ("mkdocs", "markdown-it", tmp_path)
    kind = config.kinds[0]
    at = (tmp_path / "caselint.toml").as_posix()
    assert kind == KindSettings(
        "case-study",
        "study",
        Globs(("docs/case-studies/**",), tmp_path, at, ((18, 10),)),
        tmp_path / "study.json",
        tmp_path / "study.yaml",
        tmp_path / "study.yaml",
        ("related[].url",),
        True,
        (at, 17, 8),
    )
    assert config.aliases == {"Twitter": ("X",)}
    assert config.vocabulary.metrics == {"latency": ("response time",)}
    assert (config.vocabulary.units, config.vocabulary.stop) == ({"rps": "request/s"}, ("case study",))
    collection = config.collections[0]
    assert (collection.name, collection.claims, collection.where) == (
        "patterns",
        ("{n} patterns",),
        {"type": "pattern"},
    )
    assert config.text[0].pattern == r"\bFoo Cloud\b"
    assert config.registry == tmp_path / "study.yaml"


def test_excludes_and_includes_are_asked_with_the_site_folder(tmp_path: Path, load: Load) -> None:
    config = load('exclude = ["docs/drafts/**"]\ninclude = ["docs/**"]')
    assert config.excludes("docs/drafts/a.md", tmp_path)
    assert config.excludes("drafts/a.md", tmp_path / "docs")
    assert config.excludes("README.md", tmp_path)
    assert not config.excludes("a.md", tmp_path / "docs")


def test_options_and_severity_reach_the_rule(load: Load, known: Any) -> None:
    config = load(
        '[rules.broken-link]\nseverity = "error"\nallowed-hosts = ["a"]\nstyle = "long"\n'
        '[[overrides]]\npages = ["old/**"]\n[overrides.rules.LNK001]\nmost = 9\nseverity = "info"\n'
    )
    rule = known["broken-link"]
    here, old = config.for_page("a.md"), config.for_page("old/a.md")
    assert (here.severity(rule), old.severity(rule)) == (Severity.ERROR, Severity.INFO)
    assert here.options(rule) == rule.Options(allowed_hosts=("a",), style="long")
    assert old.options(rule) == rule.Options(allowed_hosts=("a",), style="long", most=9)
    assert config.for_page("b.md") is here
    anchor = known["missing-anchor"]
    assert (here.severity(anchor), here.options(anchor)) == (Severity.WARNING, anchor.Options())


def test_all_faults_are_told_at_once(problems: Problems) -> None:
    assert problems("""\
generator = "mkdoc"
exlude = ["a"]
exclude = "a"
select = ["FIG", "brokn-link", 3]
[rules.broken-link]
severity = "eror"
alowed-hosts = []
most = "3"
[rules.missing-ancor]
[kinds.x]
pages = ["docs/**"]
sections = "s.yaml"
front-matter = "site.models:Study"
links = ["a..b"]
[[text]]
name = "a"
pattern = "(a+)+b"
message = "no"
[[text]]
pattern = "a"
message = 3
[[collections]]
name = "c"
pages = []
""") == [
        'caselint.toml:1:13: `generator` must be "mkdocs" or "material" or "docusaurus" or "hugo" or "starlight" or '
        '"jekyll" or "github", is "mkdoc"; did you mean `mkdocs`?',
        "caselint.toml:2:1: unknown key `exlude`; did you mean `exclude`?",
        "caselint.toml:3:11: `exclude` must be a list of strings, is a string",
        'caselint.toml:4:18: `select` names a rule that does not exist: "brokn-link"; did you mean `broken-link`?',
        "caselint.toml:4:32: item 3 of `select` must be a string, is a number",
        'caselint.toml:6:12: `rules.broken-link.severity` must be "error" or "warning" or "info", is "eror"; '
        "did you mean `error`?",
        "caselint.toml:7:1: rule broken-link has no option `alowed-hosts`; did you mean `allowed-hosts`?",
        "caselint.toml:8:8: `most` of rule broken-link must be a whole number, is a string",
        'caselint.toml:9:8: unknown rule "missing-ancor"; did you mean `missing-anchor`?',
        'caselint.toml:12:12: `kinds.x.sections` names a file that does not exist: "s.yaml"',
        'caselint.toml:14:10: "a..b" is not a path to a value, such as "related[].url"',
        "caselint.toml:17:11: the pattern repeats a group without an upper bound; bound it, such as {0,10}",
        "caselint.toml:19:3: item 2 of `text` has no `name`",
        "caselint.toml:21:11: `text.message` must be a string, is a number",
        "caselint.toml:24:9: `collections.pages` must not be empty",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = [", "1:6: is not TOML: invalid value"),
        ('a = 1\nb = "x', "2:7: is not TOML: unterminated string"),
        ("a = 1\na = 2", "2:6: is not TOML: cannot overwrite a value"),
        ("a = " + "[" * 9999, "1:1: is not TOML: nested too deeply"),
        ("a = " + "1" * 9999, "1:1: is not TOML: a number has too many digits"),
        ("x = 1\na" + ".a" * 120_000 + " = 1", "2:1: is not TOML: a key of over 100 parts"),
        ("#" * 300_000, "1:1: is larger than 256 KB, the limit for a configuration file"),
        ("[rules]\nbroken-link = 3", "2:15: `rules.broken-link` must be a table, is a number"),
        ("kinds = []", "1:9: `kinds` must be a table, is a list"),
        ("overrides = {}", "1:13: `overrides` must be a list of tables, is a table"),
        ('[[overrides]]\nignore = ["FIG"]', "1:3: item 1 of `overrides` has no `pages`"),
        ('[[overrides]]\npages = ["a"]\nignore = ["XYZ"]', '3:11: `ignore` names a rule that does not exist: "XYZ"'),
        (
            '[rules.broken-link]\nstyle = "longish"',
            '2:9: `style` of rule broken-link must be "short" or "long", is "longish"',
        ),
        (
            '[rules.broken-link]\nmode = "lux"',
            '2:8: `mode` of rule broken-link must be "strict" or "lax", is "lux"',
        ),
        (
            "[rules.broken-link]\nallowed-hosts = 2024-01-01",
            "2:17: `allowed-hosts` of rule broken-link must be a list of strings, is a date",
        ),
        ("[rules.broken-link]\nmost = -1", "1:8: rule broken-link: `most` must not be negative"),
        ('[registry]\nfile = "facts.yaml"', '2:8: `registry.file` names a file that does not exist: "facts.yaml"'),
        (
            'extends = ["caselint:nothing-like-it"]',
            '1:12: `extends` names a starter that does not exist: "caselint:nothing-like-it"',
        ),
        ('extends = ["other.toml"]', '1:12: `extends` names a file that does not exist: "other.toml"'),
        (f'extends = ["{"x" * 5000}"]', f'1:12: `extends` names a file that does not exist: "{"x" * 59}…"'),
        ('extends = ["caselint.toml"]', "1:12: `extends` goes in a circle: caselint.toml → caselint.toml"),
        (
            '[[text]]\nname = "broken-link"\npattern = "a"\nmessage = "b"',
            '2:8: "broken-link" is the name of a built-in rule',
        ),
        (
            '[[text]]\nname = "x"\npattern = "a("\nmessage = "b"',
            "3:11: the pattern is not a regular expression: missing ), unterminated subpattern at character 2",
        ),
        ('[[text]]\nname = "x"\npattern = "a?"\nmessage = "b"', "3:11: the pattern matches the empty text"),
        (
            '[[collections]]\nname = "c"\npages = ["a"]\nclaims = ["many c"]',
            '4:11: "many c" lacks `{n}`, which stands for the number',
        ),
        ('[[collections]]\nname = "c"\npages = ["a"]\n' * 2, '5:8: collection "c" stands here twice'),
    ],
)
def test_one_fault(problems: Problems, text: str, expected: str) -> None:
    assert problems(text) == [f"caselint.toml:{expected}"]


def test_bytes_that_are_no_text_have_their_place(tmp_path: Path, known: Any) -> None:
    (tmp_path / "caselint.toml").write_bytes(b"# \xc3\xa9\nx = '\xff'\n")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "caselint.toml", known)
    problem = caught.value.problems[0]
    assert (problem.line, problem.column) == (2, 6)
    assert problem.message == "byte 0xff is not UTF-8 (invalid start byte)"


def test_a_byte_order_mark_and_windows_newlines_are_read(tmp_path: Path, known: Any) -> None:
    (tmp_path / "caselint.toml").write_bytes(b'\xef\xbb\xbfgenerator = "hugo"\r\nselect = [\r\n"LNKX"]\r\n')
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "caselint.toml", known)
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(3, 1)]


def test_the_nearest_file_is_found_and_caselint_toml_goes_first(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.caselint]\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n# caselint\n")
    assert find_config(inner, tmp_path) == tmp_path / "pyproject.toml"
    (tmp_path / "caselint.toml").write_text("")
    assert find_config(inner, tmp_path) == tmp_path / "caselint.toml"
    assert find_config(inner, tmp_path / "a") is None
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.caselint]\nbroken")
    assert find_config(inner, tmp_path) == tmp_path / "a" / "pyproject.toml"


def test_settings_in_pyproject_have_their_places_there(tmp_path: Path, known: Any) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "x"\n\n[tool.caselint]\nselekt = ["FIG"]\n')
    with pytest.raises(ConfigError) as caught:
        load_config(path, known)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{path.as_posix()}:5:1: unknown key `selekt`; did you mean `select`?"
    ]


def test_what_is_extended_lies_below(tmp_path: Path, load: Load, known: Any) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "s.yaml").write_text("")
    (tmp_path / "shared" / "all.toml").write_text(
        'generator = "hugo"\nparser = "pyromark"\nignore = ["FIG"]\nexclude = ["x/**"]\n'
        '[rules.broken-link]\nmost = 1\nstyle = "long"\n[aliases]\nA = ["B"]\n'
        '[kinds.study]\nsections = "s.yaml"\npages = ["never/**"]\ntype = "t"\n'
    )
    config = load(
        'extends = ["shared/all.toml"]\ngenerator = "mkdocs"\n[rules.broken-link]\nmost = 2\n'
        '[kinds.study]\npages = ["docs/**"]\n[aliases]\nC = ["D"]\n'
    )
    settings = config.for_page("docs/a.md")
    assert (config.generator, config.parser) == ("mkdocs", "pyromark")
    assert not settings.enabled(known["conflicting-figures"])
    assert settings.options(known["broken-link"]) == known["broken-link"].Options(most=2, style="long")
    assert config.aliases == {"A": ("B",), "C": ("D",)}
    kind = config.kinds[0]
    assert (kind.type, kind.sections, kind.pages.patterns) == ("t", tmp_path / "shared" / "s.yaml", ("docs/**",))
    assert kind.own
    assert config.excludes("shared/x/a.md", tmp_path)
    assert not config.excludes("x/a.md", tmp_path)


def test_faults_of_an_extended_file_are_told_there_too(tmp_path: Path, problems: Problems) -> None:
    (tmp_path / "shared.toml").write_text('select = ["LNKK"]\nextends = ["caselint.toml"]')
    (tmp_path / "broken.toml").write_text("=")
    assert problems('extends = ["shared.toml", "broken.toml"]\nx = 1') == [
        "broken.toml:1:1: is not TOML: invalid statement",
        "caselint.toml:2:1: unknown key `x`",
        'shared.toml:1:11: `select` names a rule that does not exist: "LNKK"; did you mean `LNK`?',
        "shared.toml:2:12: `extends` goes in a circle: caselint.toml → shared.toml → caselint.toml",
    ]


def test_a_starter_is_found_by_its_name(
    tmp_path: Path, load: Load, problems: Problems, monkeypatch: pytest.MonkeyPatch
) -> None:
    starters = tmp_path / "shipped" / "starters"
    starters.mkdir(parents=True)
    (starters / "study.json").write_text("{}")
    (starters / "study.toml").write_text('[kinds.study]\nfront-matter = "study.json"\npages = ["studies/**"]\n')
    monkeypatch.setattr(shipped, "schema_folder", lambda: tmp_path / "shipped")
    kind = load('extends = ["caselint:study"]').kinds[0]
    assert (kind.front_matter, kind.pages.folder, kind.own) == (starters / "study.json", tmp_path, False)
    assert problems('extends = ["caselint:stdy"]') == [
        'caselint.toml:1:12: `extends` names a starter that does not exist: "caselint:stdy"; '
        "did you mean `caselint:study`?"
    ]
    assert problems('extends = ["study"]') == [
        'caselint.toml:1:12: `extends` names a file that does not exist: "study"; did you mean `caselint:study`?'
    ]


def test_the_schemas_of_a_source_checkout_are_found() -> None:
    assert (shipped.schema_folder() / "sections.schema.json").is_file()


def test_every_shipped_starter_loads_with_the_files_it_names(load: Load) -> None:
    assert shipped.starter_names() == ("caselint:case-study", "caselint:catalogue", "caselint:index")
    for name in shipped.starter_names():
        assert load_kinds(load(f'extends = ["{name}"]').kinds), name


def test_a_kind_may_leave_pages_out(load: Load, tmp_path: Path) -> None:
    """The index of a folder lists its studies and is none; `exclude = []` takes back what a starter leaves out."""
    own = load('[kinds.study]\npages = ["studies/**"]\nexclude = ["**/index.md"]\n')
    assert own.kinds[0].exclude == Globs(
        ("**/index.md",), tmp_path, (tmp_path / "caselint.toml").as_posix(), ((3, 12),)
    )
    kinds = load_kinds(own.kinds)
    assert kind_of("studies/ferry.md", "", kinds) is kinds[0]
    assert kind_of("studies/index.md", "", kinds) is None
    assert kind_of("studies/index.md", "study", kinds) is None, "left out by name, whatever its `type` says"
    assert kind_of("more/ferry.md", "study", kinds) is kinds[0]
    (tmp_path / "shared.toml").write_text('[kinds.study]\nexclude = ["**/index.md"]\n')
    back = load('extends = ["shared.toml"]\n[kinds.study]\npages = ["studies/**"]\nexclude = []\n')
    assert kind_of("studies/index.md", "", load_kinds(back.kinds)) is not None


def test_a_word_rule_of_the_site_can_be_selected(load: Load) -> None:
    config = load('select = ["old-name"]\n[[text]]\nname = "old-name"\npattern = "Foo"\nmessage = "Bar"')
    assert config.layers[0].select == ("old-name",)


def test_without_a_file_pydantic_is_not_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from caselint.config.config import Config; "
        "from caselint.config.load import find_config, load_config; import caselint.config.globs; "
        "import caselint.config.unmatched; Config.default(Path('/x')).for_page('a.md'); "
        "print(sorted({'pydantic', 'jsonschema', 'ruamel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Type", "type"), ("reading_time", "reading-time"), ("type ", "type"), ("type", None), ("zzz", None)],
)
def test_the_nearest_name(word: str, expected: str | None) -> None:
    assert nearest(word, ["type", "reading-time"]) == expected
