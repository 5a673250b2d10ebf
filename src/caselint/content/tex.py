"""Mathematics in a page: `$…$`, `$$…$$`, and with MathJax's brackets `\\(…\\)`, `\\[…\\]` and environments.

The delimiters are those of `pymdownx.arithmatex` (`smart_dollar`) and of GitHub. A dollar is money far more often than
mathematics, so what stands between two of them must also read like TeX: money never becomes mathematics.

Editors also set calculations as mathematics: `$$ 4000 \\space URLs/second \\times 500 \\space bytes $$`. Their
figures are as good as those of a sentence.
"""

import re
from collections.abc import Iterator

from caselint.findings.span import Span

# What must not stand in front of a mark is asked behind it: a pattern that starts with a character is found faster.
_DISPLAY = re.compile(
    r"\$\$(?<![\\$]..)(?!\{)(?P<tex>(?>(?:[^$`\\\n]|\\.|\n(?![ \t>]*\n)){1,4000}))\$\$(?!\$)", re.DOTALL
)
_INLINE = re.compile(
    r"\$(?<![\\$\w`].)(?![\s${])(?P<tex>(?>(?:[^$`\\\n]|\\.|\n(?![ \t>]*\n)){1,400}))(?<!\s)\$(?![\w$])", re.DOTALL
)
_BRACKETS = re.compile(
    r"\\(?<!\\.)(?:\((?>(?:[^\\`\n]|\\(?![()]).|\n(?![ \t>]*\n)){1,1000})\\\)"
    r"|\[(?>(?:[^\\`\n]|\\(?![\[\]]).|\n(?![ \t>]*\n)){1,4000})\\\])",
    re.DOTALL,
)
_ENVIRONMENT = re.compile(
    r"^[ \t]*+\\begin\{(?P<name>[A-Za-z]{1,40}\*?)\}(?>(?:[^\\\n]|\\(?!end\{).|\n(?![ \t]*\n)){0,4000})"
    r"\\end\{(?P=name)\}",
    re.DOTALL | re.MULTILINE,
)
_COMMAND = re.compile(r"\\[A-Za-z]")
_SIGN = re.compile(r"[\^_=<>+]|\\[{},;!\\]")
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9]?'{0,3}(?:\([^()]{0,40}\))?\Z")
_AMOUNT = re.compile(r"[-+~≈(]{0,2}[.,]?[0-9]")
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}")
_QUANTITY = re.compile(
    r"\\space(?![A-Za-z])|[0-9][ \t~]{0,5}(?>(?:\\[ ,;:!][ \t]{0,5}){0,3})"
    r"(?:\\?%|[A-Za-zµ]{2}|\\(?:text|textrm|mathrm|mbox|operatorname)[ ]?\{[^{}]{0,5}[A-Za-zµ%])"
)


def states_quantities(tex: str) -> bool:
    """Whether mathematics holds a number with a unit: it is a calculation and no formula."""
    return _QUANTITY.search(tex) is not None


def mathematics(text: str, start: int, brackets: bool) -> Iterator[Span]:
    """The mathematics of `text` behind `start`, in order and disjoint.

    `brackets`: the site's MathJax or KaTeX reads `\\(…\\)`, `\\[…\\]` and environments.
    """
    found: list[re.Match[str]] = []
    if "$" in text:
        found += (match for match in _DISPLAY.finditer(text, start) if _is_display(match["tex"]))
        found += (match for match in _INLINE.finditer(text, start) if _is_tex(match["tex"]))
    if brackets and "\\" in text:
        found += _BRACKETS.finditer(text, start)
        found += _ENVIRONMENT.finditer(text, start)
    done = start
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        if match.start() >= done:
            yield Span(*match.span())
            done = match.end()


def _is_display(tex: str) -> bool:
    if _COMMAND.search(tex) or "^" in tex or "_" in tex:
        return True
    return "\n" in tex and _SIGN.search(tex) is not None


def _is_tex(tex: str) -> bool:
    if _VARIABLE.match(tex):
        return True
    command = _COMMAND.search(tex) is not None
    if _AMOUNT.match(tex):
        return (command or "^" in tex or "_" in tex) and not _WORD.search(tex)
    return command or (_SIGN.search(tex) is not None and not _WORD.search(tex))
