"""What a template asks for, in words."""

from collections.abc import Sequence

from caselint.findings.visible import shorten
from caselint.kinds.sections import Content

_PLURALS = {"code": "blocks of code"}
_MOST_NAMED = 6


def described(wanted: Content, count: int) -> str:
    """`table with the columns "Option" and "Costs"`, in the plural unless `count` is 1."""
    what = {"code": "block of code"}.get(wanted.what, wanted.what)
    if count != 1:
        what = _PLURALS.get(wanted.what, f"{wanted.what}s")
    if wanted.languages:
        what += f" in {listed(wanted.languages, 'or')}"
    if wanted.columns:
        quoted = [f'"{name}"' for name in wanted.columns]
        what += f" with the column{'s' if len(quoted) > 1 else ''} {listed(quoted, 'and')}"
    if wanted.matching is not None:
        what += f' that matches "{shorten(wanted.matching, 60)}"'
    return what


def listed(names: Sequence[str], word: str) -> str:
    """Names in a sentence: `a, b and c`."""
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[:_MOST_NAMED])} {word} {len(names) - _MOST_NAMED} more"
    return f" {word} ".join(filter(None, (", ".join(names[:-1]), names[-1])))
