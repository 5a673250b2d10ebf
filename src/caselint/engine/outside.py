"""What the answers of rules depend on besides the files of a site: its commits, and the day."""

from datetime import date
from functools import cached_property
from pathlib import Path

from caselint.engine.page_history import PageHistory
from caselint.rules.rule import SiteRule


class Outside:
    """Commits and the day, for the rules that declare them as their `inputs`.

    Attributes:
        history: of the site's pages.
        settled: the day was given, and is not that of the clock.
    """

    def __init__(self, root: Path, today: date | None = None, revision: str | None = None) -> None:
        """`today` stands for the day of the clock; `revision` as `PageHistory` has it."""
        self.history = PageHistory(root, revision)
        self.settled = today is not None
        self._today = today
        self._inputs: frozenset[str] = frozenset()

    @cached_property
    def today(self) -> date:
        return self._today or date.today()  # noqa: DTZ011 - the day of whoever reads the finding

    def use(self, rule: type[SiteRule]) -> None:
        """Note that a rule runs, or that its last answer is taken over."""
        self._inputs |= rule.inputs

    def key(self, rule: SiteRule) -> str:
        """Equal where a rule has the same inputs."""
        day = str(self.today) if "today" in rule.inputs else ""
        return f"{day}\0{self.history.state}" if "history" in rule.inputs else day

    @property
    def files(self) -> tuple[str, ...]:
        """The files that decide an answer."""
        return self.history.files if "history" in self._inputs else ()

    @property
    def day(self) -> str:
        """The day of the clock that decides an answer; "" where none does."""
        return str(self.today) if "today" in self._inputs and not self.settled else ""
