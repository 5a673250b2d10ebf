"""The one place that starts git: no shell, a time limit, nothing of the caller's environment that leads astray."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from caselint.git.failure import GitError

TIME_LIMIT = 60.0  # seconds for one command
# What git sets for its hooks, and what points it to another repository than that of the files at hand.
_LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_DIR",
    "GIT_EXTERNAL_DIFF", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_LITERAL_PATHSPECS", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)  # fmt: skip
# A repository's own settings may name programs (`core.fsmonitor`) and change what is printed; these hold over them.
_SETTINGS = (
    "core.fsmonitor=false", "core.quotepath=off", "color.ui=false", "diff.relative=false", "log.showSignature=false",
    "log.showRoot=true", "core.hooksPath=/dev/null",
)  # fmt: skip


def run_git(
    folder: Path,
    words: Sequence[str],
    *,
    data: bytes = b"",
    index: str | None = None,
    limit: float = TIME_LIMIT,
    offline: bool = False,
) -> bytes:
    """The output of `git WORDS` in `folder`; `index` names the index to use in place of the repository's own.

    With `offline` nothing is fetched that a partial clone lacks (git 2.45; an older one is not told).

    Raises:
        GitRefusal: git ended with another code than 0.
        GitError: there is no git, or it took longer than `limit` seconds.
    """
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", "--no-pager", *settings, *words],
            cwd=folder,
            env=_environment(index, offline=offline),
            input=data,
            capture_output=True,
            timeout=limit,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed, or not on the PATH") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"`git {words[0]}` took longer than {limit:g} seconds") from None
    except (OSError, ValueError) as error:
        raise GitError(f"`git {words[0]}` cannot be run: {error}") from None
    if done.returncode:
        raise GitRefusal(words[0], done.returncode, done.stderr.decode("utf-8", "replace"))
    return done.stdout


class GitRefusal(GitError):
    """git ended with an error. `said` is what it wrote to stderr."""

    def __init__(self, command: str, code: int, said: str) -> None:
        self.said = said
        lines = [line for line in said.splitlines() if line.strip()]
        told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
        reason = told.removeprefix("fatal:").removeprefix("error:").strip() or f"it ended with {code}"
        super().__init__(f"`git {command}` failed: {reason}")


def _environment(index: str | None, *, offline: bool) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    if index is not None:
        kept["GIT_INDEX_FILE"] = index
    if offline:
        kept["GIT_NO_LAZY_FETCH"] = "1"
    # No index is written, nobody is asked for a password, and messages come in the language that is read here.
    return {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
