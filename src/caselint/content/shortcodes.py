"""Comments that a hook of the site may put something in place of: `<!-- md:option config.draft -->`."""

import re
from collections.abc import Iterable, Iterator

from caselint.content.page import Anchor
from caselint.findings.span import Span

_SHORTCODE = re.compile(r"<!--[ \t]*+[A-Za-z][\w-]*+:(?P<words>[A-Za-z][\w-]*+(?:[ \t][^\n]*)?)-->\Z")
_WORD = re.compile(r"[^\s\"'`=]++")


def possible_ids(text: str, comments: Iterable[Span]) -> Iterator[Anchor]:
    """Ids that what stands for such a comment may bear: its kind, the words that it is given, all of them together."""
    for comment in comments:
        shortcode = _SHORTCODE.match(text, *comment)
        if shortcode is None:
            continue
        place = Span(*shortcode.span("words"))
        words = [match[0] for match in _WORD.finditer(text, *place)]
        for name in filter(None, dict.fromkeys((*words, " ".join(words), " ".join(words[1:])))):
            yield Anchor(name, place, rendered=True, possible=True)
