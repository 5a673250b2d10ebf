"""Files that a path names but for upper and lower case: there on the author's machine, missing on the served site.

The names come from the listing of the folders, so that the answer is the same on every file system.
"""

from collections.abc import Iterable

from caselint.generators.generator import SiteConfig
from caselint.generators.resolve import Resolution
from caselint.generators.urls import inside_root, page_url


class OtherCase:
    """The names of a site's files without their case."""

    def __init__(self, config: SiteConfig, paths: Iterable[str]) -> None:
        self._paths: dict[str, list[str]] = {}
        self._urls: dict[str, list[str]] = {}
        for path in sorted(paths):
            self._paths.setdefault(path.casefold(), []).append(path)
            inside = inside_root(config, path)
            if config.is_mkdocs and inside is not None:
                url = page_url(config, path) if path.endswith(".md") else config.base_path + inside
                self._urls.setdefault(url.casefold(), []).append(path)

    def of(self, resolution: Resolution) -> str | None:
        """The one file that a dead link would reach if case did not matter; None where there is none, or several."""
        if resolution.status not in ("missing-page", "missing-asset", "outside-site"):
            return None
        tried = resolution.tried.casefold()
        candidates: list[str] = []
        if resolution.read_as == "url":
            candidates = self._urls.get(tried) or self._urls.get(f"{tried}/") or []
        elif resolution.read_as == "source":
            candidates = self._paths.get(tried) or self._paths.get(f"{tried}.md") or []
        found = candidates[0] if len(candidates) == 1 else None
        return None if found == resolution.tried else found
