"""What is wrong with a configuration file, and where: one problem, and the error that carries them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class ConfigProblem:
    """One thing that is wrong with a file that the user wrote.

    Attributes:
        path: the file, with `/`, as it was found; whoever prints it makes it relative to the working directory.
        line: 1-based.
        column: 1-based, in code points.
        message: what is wrong, in one line.
        suggestion: what was probably meant, as it would be written; None where nothing is near.
    """

    path: str
    line: int
    column: int
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        hint = f"; did you mean `{self.suggestion}`?" if self.suggestion else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message}{hint}"


class ConfigError(ValueError):
    """A configuration cannot be used. `problems` holds all that is wrong with it, sorted by place."""

    def __init__(self, problems: Iterable[ConfigProblem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_order))
        super().__init__("\n".join(map(str, self.problems)))


def _order(problem: ConfigProblem) -> tuple[str, int, int, str]:
    return problem.path, problem.line, problem.column, problem.message


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known word that was probably meant; case, `_` and surrounding space do not count against it.

    `alike` is how much of the two has to be the same, from 0 to 1 (`difflib`). Only the first 80 characters of `word`
    are compared, since the comparison is quadratic.
    """
    words = {name.casefold().replace("_", "-"): name for name in sorted(known, reverse=True)}
    folded = word[:80].strip().casefold().replace("_", "-")
    if folded in words:
        return words[folded] if words[folded] != word else None
    found = get_close_matches(folded, sorted(words), n=1, cutoff=alike)
    return words[found[0]] if found else None


def shorten(text: str, limit: int = 60) -> str:
    """`text` on one line and cut to `limit` characters, for quoting in a message."""
    line = " ".join(text[: 4 * limit].split()) if len(text) > limit or "\n" in text else text
    return line if len(line) <= limit else line[: limit - 1] + "…"
