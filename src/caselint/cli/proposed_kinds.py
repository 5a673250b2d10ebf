"""Page kinds that are proposed for a site, as `caselint.toml` and the files beside it would have them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from caselint.findings.visible import visible

if TYPE_CHECKING:
    from caselint.engine.site_check import CheckedSite

# A folder with one of these in its name cannot be written as a glob.
_GLOB_SIGNS = frozenset("*?[]{}!\\")


class ProposedKind(NamedTuple):
    """A kind: its name, its settings as they would be written, its pages, and by what they were found, in words."""

    name: str
    settings: tuple[str, ...]
    pages: tuple[str, ...]
    found_by: str = ""
    has_type: bool = True

    @property
    def pages_setting(self) -> str:
        """Its globs as an array of TOML has them ("": its type alone makes a page one)."""
        written = next((line for line in self.settings if line.startswith("pages = [")), "")
        return written.removeprefix("pages = [").removesuffix("]")

    def table(self, files: Mapping[str, str], folder: str = "schemas") -> list[str]:
        """The lines of its table in `caselint.toml`, with those of its files that ask for something in a folder.

        One that asks for nothing yet, since it is comment from end to end, is named in a comment.
        """
        lines = [f"[kinds.{self.name}]", *self.settings]
        for setting, file in (("front-matter", f"{self.name}.schema.yaml"), ("sections", f"{self.name}.sections.yaml")):
            if file in files:
                line = f'{setting} = "{folder}/{file}"'
                lines.append(line if asks(files[file]) else f"# {line}  # when it asks for something")
        return lines


def asks(text: str) -> bool:
    """Whether a file says more than comments."""
    return any(line and not line.startswith("#") for line in text.splitlines())


def proposed_by_site(checked: "CheckedSite") -> list[ProposedKind]:
    """The kinds that folders and front matter types of the pages asked for suggest."""
    from caselint.kinds.infer.proposals import proposed_kinds

    facts = checked.index.pages
    asked = sorted(checked.site.asked & facts.keys())
    proposals = proposed_kinds({path: facts[path].front_text("type") or None for path in asked})
    return [
        ProposedKind(
            each.name,
            tuple(_settings(each.name, each.folders, each.type)),
            each.pages,
            _found_by(each.folders, each.type),
            each.type is not None,
        )
        for each in proposals
        if each.name and not any(_GLOB_SIGNS & set(folder) for folder in each.folders)
    ]


def inferred_files(checked: "CheckedSite", kind: ProposedKind) -> Iterator[tuple[str, str]]:
    """The front matter schema and the section template that all pages of a kind pass: names and texts of files."""
    from caselint.content.front_matter import read_front_matter
    from caselint.kinds.document import plain
    from caselint.kinds.infer.front_matter import front_matter_schema
    from caselint.kinds.infer.sections import TitledPage, section_template

    fronts = []
    for path in kind.pages:
        front = read_front_matter(checked.locator.text(path), checked.site.dialect.yaml_version)
        instance = plain(front.root) if front.root is not None else {}
        if front.error is None and isinstance(instance, dict):
            fronts.append((path, instance))
    if any(front for _, front in fronts):
        yield f"{kind.name}.schema.yaml", front_matter_schema(kind.name, fronts)
    pages = [checked.index.pages[path] for path in kind.pages]
    titled = [TitledPage(page.headings, page.front_text("title")) for page in pages if not page.redirects]
    yield f"{kind.name}.sections.yaml", section_template(kind.name, titled)


def _settings(name: str, folders: Sequence[str], kind: str | None) -> Iterator[str]:
    if folders:
        depth = "**" if kind is not None else "*"
        listed = ", ".join(toml_text(f"{folder}/{depth}") for folder in folders)
        yield f"pages = [{listed}]"
        yield 'exclude = ["**/index.md", "**/README.md"]'
    if kind is not None and kind != name:
        yield f"type = {toml_text(kind)}"


def _found_by(folders: Sequence[str], kind: str | None) -> str:
    parts = [f'type "{visible(kind)}"'] if kind is not None else []
    return " and ".join((*parts, *(visible(folder) for folder in folders)))


def toml_text(text: str) -> str:
    """A basic string of TOML 1.0: JSON's escapes are among its own, but for DEL, which it must escape too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
