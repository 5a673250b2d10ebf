"""`make generate`: writes docs/rules/, the JSON Schemas of caselint.toml and of the JSON output, and what the README
shows.

With `--check` it writes nothing and fails where a file differs.
"""

import argparse
import json
import re
import sys
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from caselint.config.json_schema import settings_schema
from caselint.findings.visible import visible
from caselint.reporters.output_models import output_schema
from caselint.rules.registry import all_rules
from caselint.rules.rule import EngineRule, Example, PageRule, Rule
from caselint.testing import run_example
from shown_output import fill_in

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("docs/rules")
README = Path("README.md")
SCHEMA = Path("schemas/caselint.schema.json")
OUTPUT_SCHEMA = Path("schemas/findings.schema.json")
CONFIGURATION = Path("docs/configuration.md")
# Which section of docs/configuration.md describes the keys of which table.
TABLES = {
    "The file": "Settings",
    "Overrides": "OverrideTable",
    "Page kinds": "KindTable",
    "Vocabulary": "VocabularyTable",
    "Collections": "CollectionTable",
    "Word rules": "TextTable",
    "Registry": "RegistryTable",
}
FAMILIES = {
    "FRM": "Front matter",
    "SEC": "Sections",
    "MET": "One statement",
    "LNK": "Links",
    "DUP": "Duplicates",
    "FIG": "Figures",
    "TXT": "Text",
    "ENG": "The engine",
}
NOTE = "<!-- Written by `make generate`; edit the rule instead. -->"
LONGEST_LINE = 200
BETWEEN = "---"
LANGUAGES = {"md": "markdown", "yml": "yaml"}


def generated_files() -> dict[Path, str]:
    """Every file that is generated, with its text; paths from the root of the repository."""
    files = {FOLDER / f"{rule.name}.md": rule_page(rule) for rule in all_rules()}
    files[FOLDER / "README.md"] = index_page()
    files[README] = fill_in((ROOT / README).read_text(encoding="utf-8"))
    files[SCHEMA] = configuration_schema()
    files[OUTPUT_SCHEMA] = json.dumps(output_schema(), indent=2, ensure_ascii=False) + "\n"
    return files


def configuration_schema() -> str:
    """The JSON Schema of caselint.toml, in the words of docs/configuration.md and of the rules' options."""
    options = {
        rule.name: {name.replace("_", "-"): said for name, said in _attributes(rule.Options).items()}
        for rule in all_rules()
    }
    return json.dumps(settings_schema(all_rules(), _meanings(), options), indent=2, ensure_ascii=False) + "\n"


def _meanings() -> dict[str, dict[str, str]]:
    """What docs/configuration.md says of each key, by table."""
    text = (ROOT / CONFIGURATION).read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {table: {} for table in TABLES.values()}
    for section in re.split(r"(?m)^##+ ", text):
        table = TABLES.get(section.partition("\n")[0])
        for keys, said in re.findall(r"(?m)^\| (`[^|]+`) \| (.+) \|$", section) if table else ():
            plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", said).replace("`", "")
            found[table or ""] |= dict.fromkeys(re.findall(r"`([^`]+)`", keys), plain)
    return found


def index_page() -> str:
    """The table of all rules."""
    parts = [
        "# Rules",
        NOTE,
        "Each rule has a code and a name; options, selections and suppression comments take either.",
    ]
    for family, title in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.code.startswith(family)]
        if rules:
            rows = "\n".join(
                f"| {rule.code} | [{rule.name}]({rule.name}.md) | {_level(rule)} | {_cell(rule.summary())} |"
                for rule in rules
            )
            parts += [f"## {title}", f"| Code | Name | Severity | Finds |\n|---|---|---|---|\n{rows}"]
    return "\n\n".join(parts) + "\n"


def rule_page(rule: type[Rule]) -> str:
    """A rule's page: its documentation, its options, and its examples with what it says of them."""
    parts = [
        f"# {rule.name}",
        NOTE,
        _facts(rule),
        re.sub(r"(?m)^(## .+)\n(?!\n)", r"\1\n\n", rule.documentation()),
    ]
    if fields(rule.Options):
        parts += ["## Options", _options(rule)]
    if rule.bad:
        parts += ["## Found", f"\n\n{BETWEEN}\n\n".join(_bad_example(rule, example) for example in rule.bad)]
    if rule.good:
        parts += ["## Not found", f"\n\n{BETWEEN}\n\n".join(_files(rule, example) for example in rule.good)]
    return "\n\n".join(parts) + "\n"


def _level(rule: type[Rule]) -> str:
    return f"{rule.severity.value}, preview" if rule.preview else rule.severity.value


def _facts(rule: type[Rule]) -> str:
    reads = (
        "one page" if issubclass(rule, PageRule) else "the run" if issubclass(rule, EngineRule) else "the whole site"
    )
    state = "off until it is selected by name or with `--preview`" if rule.preview else "on by default"
    return f"`{rule.code}` · {rule.severity.value} · {state} · looks at {reads}"


def _options(rule: type[Rule]) -> str:
    described = _attributes(rule.Options)
    rows = []
    for option in fields(rule.Options):
        default = getattr(rule.Options(), option.name)
        rows.append(
            f"| `{option.name.replace('_', '-')}` | `{_toml(default)}` | {_cell(described.get(option.name, ''))} |"
        )
    table = "| Option | Default | Meaning |\n|---|---|---|\n" + "\n".join(rows)
    return f"In `caselint.toml`, below `[rules.{rule.name}]`:\n\n{table}"


def _attributes(options: type) -> dict[str, str]:
    """What the docstring of an options class says of each attribute."""
    found: dict[str, str] = {}
    name = ""
    for line in (options.__doc__ or "").partition("Attributes:")[2].splitlines():
        head, colon, rest = line.strip().partition(": ")
        if colon and head.isidentifier():
            name, found[head] = head, rest
        elif name and line.strip():
            found[name] += " " + line.strip()
    return found


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple | frozenset | set):
        listed = sorted(value) if isinstance(value, frozenset | set) else value
        return "[" + ", ".join(_toml(each) for each in listed) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _bad_example(rule: type[Rule], example: Example) -> str:
    with TemporaryDirectory() as folder:
        findings = run_example(rule, example, Path(folder)).findings
    lines = []
    for finding in findings:
        at = finding.location
        lines.append(f"{finding.path}:{at.line}:{at.column} {finding.severity.value}: {visible(finding.message)}")
        lines += [f"    help: {visible(finding.help)}"] if finding.help else []
    return _files(rule, example) + "\n\n" + _fenced("text", "\n".join(lines))


def _files(rule: type[Rule], example: Example) -> str:
    files = dict(example.files)
    options = "".join(f"{key.replace('_', '-')} = {_toml(value)}\n" for key, value in example.options.items())
    table = f"[rules.{rule.name}]\n{options}" if options else ""
    if example.config or table:
        files["caselint.toml"] = "\n".join(part for part in (example.config, table) if part)
    return "\n\n".join(_fenced(f'{_language(path)} title="{path}"', text) for path, text in files.items())


def _language(path: str) -> str:
    suffix = path.rpartition(".")[2]
    return LANGUAGES.get(suffix, suffix)


def _fenced(info: str, text: str) -> str:
    lines = [_line(line) for line in text.removesuffix("\n").split("\n")]
    fence = "```"
    while any(line.lstrip().startswith(fence) for line in lines):
        fence += "`"
    return "\n".join([fence + info, *lines, fence])


def _line(line: str) -> str:
    shown = visible(line.replace("\t", "    "))
    return shown if len(shown) <= LONGEST_LINE else shown[:LONGEST_LINE] + " …"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="generate.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is not up to date")
    check = parser.parse_args(argv).check
    wanted = generated_files()
    there = {path.relative_to(ROOT) for path in (ROOT / FOLDER).glob("**/*") if path.is_file()}
    there |= {path for path in (README, SCHEMA, OUTPUT_SCHEMA) if (ROOT / path).is_file()}
    stale = sorted(
        path
        for path in wanted.keys() | there
        if path not in wanted or path not in there or (ROOT / path).read_text(encoding="utf-8") != wanted[path]
    )
    if check:
        for path in stale:
            print(f"{path} is not what `make generate` writes", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        if path in wanted:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(wanted[path], encoding="utf-8")
        else:
            (ROOT / path).unlink()
        print(f"{'wrote' if path in wanted else 'removed'} {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
