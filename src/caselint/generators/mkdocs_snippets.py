"""Files that `pymdownx.snippets` appends to every page (`auto_append`): the definitions of links that they hold."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from caselint.generators.generator import Options

_LIMIT = 1_000_000  # bytes
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]++\]:[ \t]*+\S[^\n]*+$", re.MULTILINE)
_MAKES_IDS = re.compile(r"^[ ]{0,3}#|\bid=|\{[^{}\n]{0,200}#|^(?:-{2,}|={2,})[ \t]*+$", re.MULTILINE)


class Appended(NamedTuple):
    """What is appended to every page.

    Attributes:
        definitions: the reference definitions in it, one a line.
        makes_ids: it holds headings or ids, or could not be read whole: no page's ids are known.
        files: absolute paths of all that was looked at; some need not exist.
    """

    definitions: str = ""
    makes_ids: bool = False
    files: tuple[str, ...] = ()


def appended(root: Path, extensions: Mapping[str, Options], read: Callable[[Path], bytes]) -> Appended:
    """What the site in the folder `root` appends; `read` gives the bytes of a file.

    Never raises; files outside of its base paths are not read.
    """
    options = extensions.get("pymdownx.snippets", {})
    names = options.get("auto_append")
    if not isinstance(names, list):
        return Appended()
    texts: list[str] = []
    files: list[str] = []
    complete = True
    for name in names:
        text = None
        for path in _candidates(root, options.get("base_path", "."), str(name)):
            files.append(str(path))
            data = _content(path, read)
            if data is not None:
                text = _text(data)
                break
        if text is None:
            complete = False
        else:
            texts.append(text)
    text = "\n".join(texts)
    found = "\n".join(match[0].strip() for match in _DEFINITION.finditer(text))
    return Appended(found, not complete or _MAKES_IDS.search(_DEFINITION.sub("", text)) is not None, tuple(files))


def _candidates(root: Path, base_paths: object, name: str) -> Iterator[Path]:
    """Where the file of that name may lie: below each base path that lies in the site's folder."""
    real = os.path.realpath(root) + os.sep
    for base in base_paths if isinstance(base_paths, list) else [base_paths]:
        folder = Path(os.path.normpath(root / base)) if isinstance(base, str) else None
        if folder is None or not folder.is_relative_to(root) or "\0" in f"{folder}{name}":
            continue
        path = Path(os.path.normpath(folder / name))
        if path.is_relative_to(folder) and os.path.realpath(path).startswith(real):
            yield path


def _content(path: Path, read: Callable[[Path], bytes]) -> bytes | None:
    try:
        return read(path)
    except OSError:
        return None


def _text(data: bytes) -> str | None:
    return None if len(data) > _LIMIT else data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
