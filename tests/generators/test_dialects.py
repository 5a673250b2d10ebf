"""The dialect follows the extensions that are on."""

import pickle

from caselint.content.dialect import COMMONMARK
from caselint.generators.dialects import dialect_of
from caselint.generators.generator import GITHUB, SiteConfig


def test_a_plain_folder_is_commonmark() -> None:
    assert dialect_of(GITHUB) is COMMONMARK


def test_mkdocs_reads_yaml_as_pyyaml_does() -> None:
    assert dialect_of(SiteConfig("mkdocs")).yaml_version == (1, 1)


def test_blocks_are_read_where_their_extension_is_on() -> None:
    body = b"!!! note\n\n??? tip\n"
    assert dialect_of(SiteConfig("mkdocs")).rewrite(body).body == body
    found = dialect_of(SiteConfig("material", extensions={"admonition": {}})).rewrite(body).body
    assert found == b"+   #   \n\n??? tip\n"


def test_features() -> None:
    plain = dialect_of(SiteConfig("mkdocs", extensions={"pymdownx.emoji": {}, "attr_list": {}}))
    assert (plain.features, plain.attribute_lists) == (frozenset({"emoji"}), True)
    index = {"emoji_index": "python/name:material.extensions.emoji.twemoji"}
    assert "icons" in dialect_of(SiteConfig("mkdocs", extensions={"pymdownx.emoji": index})).features


def test_explicit_ids_of_other_generators() -> None:
    assert dialect_of(SiteConfig("docusaurus")).attribute_lists
    assert not dialect_of(SiteConfig("starlight")).attribute_lists


def test_template_languages() -> None:
    found = {name: dialect_of(SiteConfig(name)).templates for name in ("jekyll", "hugo", "docusaurus", "mkdocs")}
    assert found == {"jekyll": "liquid", "hugo": "hugo", "docusaurus": "", "mkdocs": ""}
    assert dialect_of(SiteConfig("mkdocs", plugins={"macros": {}})).templates == "jinja"


def test_mathematics_in_brackets_asks_for_an_extension() -> None:
    assert "math" in dialect_of(SiteConfig("mkdocs", extensions={"pymdownx.arithmatex": {}})).features
    assert "math" not in dialect_of(SiteConfig("mkdocs")).features


def test_workers_can_have_it() -> None:
    dialect = dialect_of(SiteConfig("mkdocs", extensions={"md_in_html": {}, "pymdownx.superfences": {}}))
    body = b"<div>\n*x*\n</div>\n"
    assert pickle.loads(pickle.dumps(dialect)).rewrite(body) == dialect.rewrite(body)


def test_what_changes_the_reading_changes_the_fingerprint() -> None:
    sites = [
        SiteConfig("mkdocs"),
        SiteConfig("mkdocs", extensions={"toc": {"separator": "_"}}),
        SiteConfig("mkdocs", plugins={"macros": {}}),
        GITHUB,
        SiteConfig("hugo"),
    ]
    assert len({site.fingerprint for site in sites}) == len(sites)
    assert SiteConfig("mkdocs").fingerprint == SiteConfig("material", site_url="https://example.org").fingerprint
