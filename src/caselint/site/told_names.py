"""Names that a site tells outright: its owner, what its front matter calls company and system, titles in capitals."""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from caselint.facts.page_facts import PageFacts
from caselint.figures.nouns import STOP
from caselint.site.name_words import ACRONYM, BEFORE_NAME, MAX_WORDS, TOKEN
from caselint.site.vocabulary import Vocabulary
from caselint.site.word_case import WordCase

OWNER_KEYS = ("company", "organization", "organisation", "vendor")
SYSTEM_KEYS = ("system", "product")
# Of a site that writes titles as sentences: how many headings at least, and how often they are no names.
_ENOUGH = 10
_MOSTLY = 2
_LONG_WORD = 3
_HOME = frozenset({"index.md", "readme.md", "_index.md", "index.mdx"})
_OF_SITES = frozenset(
    """
    docs documentation handbook wiki blog help manual guide portal knowledge platform developer developers engineering
    product products api internal team technical notebook notes
""".split()
)
# `About us`, `Our company`
ABOUT = re.compile(r"(?:about(?: us| (?:the|our) \w+)?|who we are|our company|the company|company)", re.IGNORECASE)


def owner_name(pages: Mapping[str, PageFacts], vocabulary: Vocabulary, word_case: WordCase) -> str:
    """The name of the site, or else the title of its first page, where that begins with a name; "" where neither does.

    What says that it is a site is left out: `Ferry Handbook`.
    """
    home = home_page(pages)
    title = pages[home].title if home is not None else ""
    for text in (vocabulary.owner, title):
        words = list(takewhile(lambda word: word.lower() not in _OF_SITES, TOKEN.findall(text)))
        name = " ".join(words)
        is_title = 0 < len(words) <= MAX_WORDS and text.startswith(name) and all(word[:1].isupper() for word in words)
        is_twice = vocabulary.owner.startswith(name) and title.startswith(name)
        if is_title and word_case.is_name(words[0]) and (len(words) > 1 or is_twice or word_case.is_frequent(name)):
            return name
    return ""


def home_page(pages: Iterable[str]) -> str | None:
    """The page that a site opens with: the index that lies highest."""
    found = [path for path in pages if path.rpartition("/")[2].lower() in _HOME]
    return min(found, key=lambda path: (path.count("/"), path), default=None)


def told_owners(pages: Mapping[str, PageFacts], word_case: WordCase) -> set[str]:
    """Values of `company:` and `system:` that are names."""
    told = set()
    for facts in pages.values():
        for value in facts.front:
            key = value.path[-1] if value.path else ""
            if key in OWNER_KEYS + SYSTEM_KEYS and isinstance(value.value, str):
                words = TOKEN.findall(value.value)
                name = " ".join(words)
                plain = name == value.value.strip() and 0 < len(words) <= MAX_WORDS
                if plain and all(word_case.is_name(word) for word in words):
                    told.add(name)
    return told


def capital_titles(pages: Mapping[str, PageFacts], vocabulary: Vocabulary) -> set[str] | None:
    """Titles of two words and more with capitals throughout (`Harbour Ferry`), where the site writes its headings as
    sentences (`Comparison of modes`): there capitals make a name, whatever the words are. None where it writes them in
    capitals.
    """
    as_sentences = capitals = 0
    for facts in pages.values():
        for heading in facts.headings:
            words = [word for word in TOKEN.findall(heading.text)[1:] if len(word) >= _LONG_WORD]
            told = [word for word in words if word.lower() not in STOP]
            if heading.level > 1 and told:
                capitals += all(word[0].isupper() or word[0].isdigit() for word in told)
                as_sentences += all(word[0].islower() for word in told)
    if as_sentences < _MOSTLY * capitals or as_sentences < _ENOUGH:
        return None
    return {facts.title.strip() for facts in pages.values() if _is_in_capitals(facts.title.strip(), vocabulary)}


def _is_in_capitals(title: str, vocabulary: Vocabulary) -> bool:
    words = TOKEN.findall(title)
    if not 1 < len(words) <= MAX_WORDS or " ".join(words) != title or title.lower() in vocabulary.stop:
        return False
    is_name = all(word[0].isupper() for word in words) and words[0].lower() not in BEFORE_NAME
    return is_name and not ACRONYM.match(words[0])
