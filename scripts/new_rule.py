"""`make new-rule CODE=LNK003 NAME=orphan-page`: a rule's file, ready to be filled in.

The file has the house form and is registered at once. Its example fails, so `make check` is red until it is written.
"""

import argparse
import re
import sys
from pathlib import Path

from caselint.rules.registry import all_rules

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = {
    "FRM": "front_matter",
    "SEC": "sections",
    "MET": "metrics",
    "LNK": "links",
    "DUP": "duplicates",
    "FIG": "figures",
    "TXT": "text",
}
NEEDS_THE_SITE = frozenset({"LNK", "DUP", "FIG"})
PLACEHOLDERS = (
    "Say in one sentence what the rule finds.",
    "Say what a reader or an editor loses.",
    "Say how to mend it.",
)

TEMPLATE = '''\
"""{code} {name}."""

from collections.abc import Iterator

from caselint.findings import Finding
from caselint.rules.rule import Example, {base}{imports}


class {title}({base}):
    """{what}

    ## Why it matters
    {why}

    ## What to do
    {mend}
    """

    code = "{code}"
    name = "{name}"
    bad = (Example("The smallest page on which something is wrong.\\n", finds=("page.md:1:5",)),)
    good = (Example("The page most like it on which nothing is wrong.\\n"),)

    def check(self, {arguments}) -> Iterator[Finding]:
        # yield self.finding(path, span, "what is wrong here, with the values", help="what to do")
        yield from ()
'''

STEPS = """\
Wrote {path}. Five steps:

1. Write its examples: the smallest page that is wrong, with the exact path:line:column of each finding, and in `good`
   the pages most like it that are right.
2. Write `check` until this passes:      .venv/bin/pytest tests/test_rules.py -k {name}
3. Write the docstring: what it finds, why it matters, what to do. Then `make generate` for docs/rules/{name}.md.
4. Say it in changes/+{name}.rule.md, in one sentence for users.
5. Run `make check`. Then read what it finds on real sites; a false alarm becomes a `good` example:
                                         .venv/bin/caselint check --select {name} PATH
"""


def problem(code: str, name: str) -> str | None:
    """Why no rule can have this code and name; None where it can."""
    if not re.fullmatch(r"[A-Z]{3}\d{3}", code) or code[:3] not in FAMILIES:
        return f'the code is a family and three digits; "{code}" is not. Families: {", ".join(FAMILIES)}'
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)+", name):
        return f'the name is two or more words in kebab-case that name the bad thing; "{name}" is not'
    for rule in all_rules():
        if code == rule.code or name == rule.name:
            return f"there is {rule.code} {rule.name} already; codes and names are never used twice"
    return None


def rule_text(code: str, name: str) -> str:
    """The text of the rule's file."""
    site = code[:3] in NEEDS_THE_SITE
    what, why, mend = PLACEHOLDERS
    return TEMPLATE.format(
        code=code,
        name=name,
        title="".join(word.capitalize() for word in name.split("-")),
        base="SiteRule" if site else "PageRule",
        imports="\nfrom caselint.site.index import SiteIndex" if site else ", PageView",
        arguments="site: SiteIndex, touching: frozenset[str] | None" if site else "view: PageView",
        what=what,
        why=why,
        mend=mend,
    )


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make new-rule", usage="make new-rule CODE=LNK003 NAME=orphan-page")
    parser.add_argument("code", type=str.upper)
    parser.add_argument("name", type=str.lower)
    parser.add_argument("--root", type=Path, default=ROOT)
    options = parser.parse_args(argv)
    wrong = problem(options.code, options.name)
    if wrong is not None:
        print(wrong, file=sys.stderr)
        return 2
    path = Path("src/caselint/rules", FAMILIES[options.code[:3]], options.name.replace("-", "_") + ".py")
    (options.root / path).parent.mkdir(parents=True, exist_ok=True)
    (options.root / path).write_text(rule_text(options.code, options.name), encoding="utf-8")
    print(STEPS.format(path=path, name=options.name), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
