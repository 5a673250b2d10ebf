"""Why a command cannot do its job, in words for the user."""

from caselint.findings.visible import visible


class Failure(Exception):
    """The command cannot do its job: exit code 2. Each of `lines` is printed on one line, whatever it holds."""

    def __init__(self, *lines: str) -> None:
        self.lines = tuple(map(visible, lines))
        super().__init__("\n".join(self.lines))


class UsageError(Failure):
    """The command line makes no sense."""
