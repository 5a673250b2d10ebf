"""Code of template languages in a page: Jinja and Liquid tags, Hugo's shortcodes.

One pass from left to right; a closer that is missing once is not looked for again, so time is linear.
"""

import re
from collections.abc import Iterator

from caselint.content.dialect import TemplateLanguage
from caselint.content.page import Template, TemplateKind
from caselint.findings.span import Span

TEXT: TemplateLanguage = ""

# Without a template language the marks are text that a reader sees, and still no prose: on one line, with no code.
_LITERAL = re.compile(r"\{\{[^{}`\n]{1,300}\}\}|\{%[^{}%`\n]{1,300}%\}")
_OPENERS: dict[TemplateLanguage, re.Pattern[str]] = {
    "jinja": re.compile(r"\{\{|\{%|\{#(?=[\s\-#])"),
    "liquid": re.compile(r"\{\{|\{%"),
    "hugo": re.compile(r"\{\{[<%]"),
}
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "{{<": ">}}", "{{%": "%}}"}
_NAME = re.compile(r"(?:\{%[-+]?|\{\{[<%])\s*+(?P<name>[A-Za-z][\w-]*+)")
_UNREAD = {
    "raw": TemplateKind.TEMPLATE,
    "comment": TemplateKind.COMMENT,
    "highlight": TemplateKind.TEMPLATE,
    "mermaid": TemplateKind.TEMPLATE,
    "katex": TemplateKind.MATH,
    "math": TemplateKind.MATH,
}


def template_tags(text: str, start: int, language: TemplateLanguage) -> Iterator[Template]:
    """The template code of `text` behind `start`, in order and disjoint.

    A tag whose content is no text of the page (`comment`, `highlight`) is given with it. What `raw` encloses is
    text: its two tags are given alone.
    """
    if language == TEXT:
        for match in _LITERAL.finditer(text, start):
            yield Template(TemplateKind.LITERAL, Span(*match.span()))
        return
    missing: set[str] = set()
    at = start
    while True:
        opener = _OPENERS[language].search(text, at)
        if opener is None:
            return
        end = _end(text, opener, missing)
        if end is None:
            at = opener.end()
            continue
        kind = _kind(text, opener)
        name = _NAME.match(text, opener.start(), end)
        at = end
        if name is not None and name["name"] in _UNREAD:
            closing = _closing(text, name["name"], language, end, missing)
            if closing is not None and name["name"] == "raw":
                yield Template(kind, Span(opener.start(), end))
                opener_start, at = closing.span()
                yield Template(kind, Span(opener_start, at))
                continue
            if closing is not None:
                kind, at = _UNREAD[name["name"]], closing.end()
        yield Template(kind, Span(opener.start(), at))


def _end(text: str, opener: re.Match[str], missing: set[str]) -> int | None:
    closer = _CLOSERS[opener[0]]
    if closer in missing:
        return None
    close = text.find(closer, opener.end())
    if close < 0:
        missing.add(closer)
        return None
    return close + len(closer)


def _kind(text: str, opener: re.Match[str]) -> TemplateKind:
    if opener[0] == "{#":
        return TemplateKind.COMMENT
    return TemplateKind.LITERAL if text.startswith("/*", opener.end()) else TemplateKind.TEMPLATE


def _closing(text: str, name: str, language: TemplateLanguage, at: int, missing: set[str]) -> re.Match[str] | None:
    """The tag that ends a `{% name %}` or `{{< name >}}` that ends at `at`."""
    if name in missing:
        return None
    if language == "hugo":
        pattern = rf"\{{\{{[<%]\s{{0,20}}/\s{{0,20}}{name}\s{{0,20}}[>%]\}}\}}"
    else:
        pattern = rf"\{{%[-+]?\s{{0,20}}end{name}\s{{0,20}}[-+]?%\}}"
    found = re.compile(pattern).search(text, at)
    if found is None:
        missing.add(name)
    return found
