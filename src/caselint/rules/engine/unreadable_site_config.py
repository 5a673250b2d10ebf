"""ENG006 unreadable-site-config."""

from caselint.rules.rule import EngineRule, Example


class UnreadableSiteConfig(EngineRule):
    """The configuration of the site's generator, or a setting in it, cannot be read.

    ## Why it matters
    Where pages lie, how they are served and which Markdown they are written in comes from this file. Without it the
    generator's defaults are taken, and links may be judged wrongly.

    ## What to do
    Mend the file at the place named; the generator itself probably stops there too.
    """

    code = "ENG006"
    name = "unreadable-site-config"
    bad = (
        Example(
            {"mkdocs.yml": "site_name: Studies\nnav: [a.md\n", "docs/a.md": "# A\n"},
            finds=("mkdocs.yml:2:6",),
        ),
    )
    good = (Example({"mkdocs.yml": "site_name: Studies\nhooks: !ENV [HOOKS, []]\n", "docs/a.md": "# A\n"}),)
