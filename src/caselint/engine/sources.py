"""The texts of a site's pages, read when they are asked for."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from caselint.content.source import Source, Undecodable, decode
from caselint.engine.files import PAGE_LIMIT
from caselint.engine.snapshot import digest

NOTHING = Source("")
# Texts that are kept in memory: with a picture in it a page takes four bytes a character.
_AT_HAND = 24


class Sources(Mapping[str, Source]):
    """Sources by path relative to the site's folder; of what cannot be read an empty one.

    `texts` are bytes that stand in for the file of a page. A page that is longer than caselint reads is empty too.

    Attributes:
        digests: of the bytes that were read; "" where they changed between two times.
    """

    def __init__(self, root: Path, texts: Mapping[str, bytes]) -> None:
        self._root = root
        self._texts = texts
        self._known: dict[str, Source] = {}
        self.digests: dict[str, str] = {}
        self._read_lately = lru_cache(maxsize=_AT_HAND)(self._read)

    def put(self, path: str, source: Source, read: str = "") -> None:
        """Take `source` for the text at `path`; `read` is the digest of the bytes that it was read from."""
        self._known[path] = source
        self.digests[path] = read

    def __getitem__(self, path: str) -> Source:
        return self._known[path] if path in self._known else self._read_lately(path)

    def _read(self, path: str) -> Source:
        data = self._texts.get(path)
        try:
            if data is None:
                with (self._root / path).open("rb") as file:
                    data = file.read(PAGE_LIMIT + 1)
            page_digest = digest(data)
            self.digests[path] = page_digest if self.digests.get(path, page_digest) == page_digest else ""
            return decode(data) if len(data) <= PAGE_LIMIT else NOTHING
        except Undecodable as error:
            return Source(error.text)
        except (OSError, ValueError):
            return NOTHING

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
