"""What a rule is: its name and code, its documentation, its examples, its options, and one pure `check`."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from caselint.findings import Finding, Fix, Related, Severity, Span
from caselint.findings.visible import shorten

if TYPE_CHECKING:
    from caselint.content.page import Page
    from caselint.facts.page_facts import Mention, PageFacts
    from caselint.facts.statements import TableFigures
    from caselint.facts.words import Words
    from caselint.kinds.contents import Contents
    from caselint.kinds.kind import Kind
    from caselint.kinds.outline import Outline
    from caselint.kinds.violations import Kind as Mistake
    from caselint.kinds.violations import Violation
    from caselint.site.index import SiteIndex

# A message may quote what a hostile page wrote, a link of a megabyte among it.
_LONGEST_MESSAGE = 600


@dataclass(frozen=True)
class Example:
    """A small site and exactly what the rule finds there.

    Attributes:
        pages: the text of `page.md`, or texts by path (`mkdocs.yml`, schemas and assets among them).
        finds: `path:line:column` of every finding's primary place, in order; empty in a `good` example.
        options: options of the rule for this example.
        config: text of the `caselint.toml` that holds, without a `[rules]` table for this rule.
        fixed: texts by path after the rule's fixes are applied; None where the rule proposes none.
    """

    pages: str | Mapping[str, str]
    finds: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    config: str = ""
    fixed: Mapping[str, str] | None = None

    @property
    def files(self) -> Mapping[str, str]:
        return {"page.md": self.pages} if isinstance(self.pages, str) else self.pages


@dataclass(frozen=True)
class PageView:
    """What a page rule sees: the parsed page, the facts collected from it, and its kind (None: of no kind).

    `kinds` are all kinds of the configuration that holds for the page.
    """

    page: "Page"
    facts: "PageFacts"
    kind: "Kind | None" = None
    kinds: "tuple[Kind, ...]" = ()

    @property
    def path(self) -> str:
        return self.page.path

    @property
    def text(self) -> str:
        return self.page.source.text

    @cached_property
    def lines(self) -> "Sequence[Sequence[Mention]]":
        """The figures that share a line with others, line by line; kept for all rules of the page."""
        from caselint.facts.statements import lines

        return tuple(lines(self.facts.mentions, self.text))

    @cached_property
    def tables(self) -> "Sequence[TableFigures]":
        """The tables that have figures, cell by cell; kept for all rules of the page."""
        from caselint.facts.statements import tables

        return tuple(tables(self.page, self.facts.mentions))

    @cached_property
    def words(self) -> "Words":
        """The words of the page, counted once for all its rules, and only where one asks."""
        from caselint.facts.words import Words

        return Words(self.page)

    @cached_property
    def outline(self) -> "Outline | None":
        """The page's headings against the section template of its kind, matched once for all rules.

        None where there is nothing to judge: the page is of no kind, its kind has no template, or it sends its reader
        elsewhere.
        """
        if self.kind is None or self.kind.sections is None or self.facts.redirects:
            return None
        from caselint.kinds.outline import Outline

        template = self.kind.sections.asked(self.facts.has)
        return Outline.of_page(template, [heading for heading in self.page.headings if heading.rendered])

    def violations(self, mistake: "Mistake") -> "list[Violation]":
        """What the front matter breaks of its kind's schema by one sort of mistake; nothing where there is none."""
        if self.kind is None or self.kind.schema is None:
            return []
        return [each for each in self.kind.schema.violations(self.page) if each.kind == mistake]

    @cached_property
    def contents(self) -> "Contents":
        """The tables, lists, code and so on of the page; kept for all rules, and collected only where one asks."""
        from caselint.content.page import Container
        from caselint.kinds.contents import Contents

        read = (Container.PROSE, Container.LIST, Container.TABLE, Container.HTML)
        return Contents(
            self.page, lambda: [each.quantity.span for each in self.facts.mentions if each.container in read]
        )


@dataclass(frozen=True)
class NoOptions:
    """The options of a rule that has none."""


class Rule:
    """Base of all rules. A subclass in a module below `caselint.rules` is registered by existing.

    The docstring is the rule's documentation: one sentence that says what it finds, then the sections
    `## Why it matters` and `## What to do`. Instances hold options and nothing else; `check` is pure.

    Class attributes:
        code: three letters of the family and three digits, never reused.
        name: kebab-case, naming the bad thing, so that it reads after "allow".
        preview: the rule is off until it is selected by name or by `--preview`.
        bad, good: examples; they are the rule's tests and its documentation.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    preview: ClassVar[bool] = False
    bad: ClassVar[tuple[Example, ...]] = ()
    good: ClassVar[tuple[Example, ...]] = ()
    Options: ClassVar[type] = NoOptions

    def __init__(self, options: object = None, severity: Severity | None = None) -> None:
        self.options = self.Options() if options is None else options
        self.level = severity or self.severity

    @classmethod
    def documentation(cls) -> str:
        """The rule's documentation as Markdown, without indentation."""
        return inspect.getdoc(cls) or ""

    @classmethod
    def summary(cls) -> str:
        """What the rule finds, in one sentence."""
        return cls.documentation().partition("\n\n")[0].replace("\n", " ")

    def finding(
        self,
        path: str,
        span: Span,
        message: str,
        *,
        severity: Severity | None = None,
        confidence: float = 1.0,
        group: int | None = None,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        help: str = "",  # noqa: A002 - the word that the output uses
        key: str | None = None,
        retell: Callable[[Finding], str] | None = None,
    ) -> Finding:
        """A finding of this rule; `severity` only where it differs from the rule's own."""
        level = self.level if severity is None or self.level is not type(self).severity else severity
        return Finding(
            path=path,
            span=span,
            code=self.code,
            name=self.name,
            severity=level,
            message=shorten(message, _LONGEST_MESSAGE),
            confidence=confidence,
            group=group,
            related=related,
            fix=fix,
            help=shorten(help, _LONGEST_MESSAGE),
            key=key,
            retell=retell,
        )


class PageRule(Rule):
    """A rule whose answer needs one page only."""

    def check(self, view: PageView) -> Iterator[Finding]:
        raise NotImplementedError


class SiteRule(Rule):
    """A rule that needs a second page, the list of files, the navigation, or names learned from the site.

    Class attributes:
        reads: the sections of facts (`facts.stored.SECTIONS`) that its answer depends on; None for all. Where none of
            them says anything else than before, the rule need not run again. A test holds it to that.
        inputs: what its answer depends on besides the site's files: "history" (commits), "today". Only then the site
            has it.
    """

    reads: ClassVar[frozenset[str] | None] = None
    inputs: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def applies(cls, site: "SiteIndex") -> bool:  # noqa: ARG003
        """Whether the configuration of a site gives the rule something to do; else it does not run."""
        return True

    def check(self, site: "SiteIndex", touching: frozenset[str] | None) -> Iterator[Finding]:
        """Findings of the site; with `touching`, at least those that have a place on one of these pages."""
        raise NotImplementedError


class EngineRule(Rule):
    """A finding that the engine itself raises; declared for documentation and selection."""
