"""Every rule there is, found by walking the package: a rule is registered by its file's existence."""

import importlib
import pkgutil
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

import caselint.rules as package
from caselint.rules.rule import EngineRule, PageRule, Rule, SiteRule

_KINDS = (PageRule, SiteRule, EngineRule, Rule)


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """All rules, sorted by code."""
    return tuple(sorted(_walk(), key=lambda rule: rule.code))


def _walk() -> Iterator[type[Rule]]:
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if module.ispkg or module.name.count(".") < 3:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Rule) and value not in _KINDS:
                yield value


def find_rule(word: str) -> type[Rule] | None:
    """The rule of that name or code; case does not matter for codes."""
    known = _by_word()
    return known.get(word) or known.get(word.upper())


@cache
def _by_word() -> dict[str, type[Rule]]:
    return {word: rule for rule in all_rules() for word in (rule.name, rule.code)}


def nearest_rules(word: str) -> list[str]:
    """Names and codes that were probably meant."""
    words = [rule.name for rule in all_rules()] + [rule.code for rule in all_rules()]
    return get_close_matches(word, words, n=2, cutoff=0.6)


class _RuleNames:
    """What the configuration needs to know of the rules."""

    def names(self) -> tuple[str, ...]:
        return tuple(rule.name for rule in all_rules())

    def codes(self) -> tuple[str, ...]:
        return tuple(rule.code for rule in all_rules())

    def families(self) -> tuple[str, ...]:
        return tuple(sorted({rule.code[:3] for rule in all_rules()}))

    def options_of(self, name: str) -> type | None:
        rule = find_rule(name)
        return rule.Options if rule is not None else None


RULE_NAMES = _RuleNames()
