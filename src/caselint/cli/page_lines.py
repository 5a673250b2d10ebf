"""Source lines of pages below the working directory, for quoting in a report that was made from findings alone."""

import os
import stat
from functools import cache
from pathlib import Path

from caselint.content.lines import Lines
from caselint.content.source import Undecodable, decode
from caselint.engine.files import PAGE_LIMIT, is_page

_LINE_LIMIT = 2000


class PageLines:
    """Reads pages only, and none that lies or leads outside of `folder`: the paths are not to be trusted."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.path.realpath(folder))
        self._lines = cache(self._read)

    def __call__(self, path: str, line: int) -> str:
        """Line `line` of the page at `path`; "" where there is no such page or line."""
        lines = self._lines(path)
        return lines.text(line)[:_LINE_LIMIT] if lines is not None and line <= len(lines) else ""

    def _read(self, path: str) -> Lines | None:
        if not is_page(path) or "\0" in path:
            return None
        try:
            real = Path(os.path.realpath(self._folder / path))
            if not real.is_relative_to(self._folder):
                return None
            status = real.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > PAGE_LIMIT:
                return None
            return Lines(decode(real.read_bytes()).text)
        except Undecodable as error:
            return Lines(error.text)
        except (OSError, ValueError):
            return None
