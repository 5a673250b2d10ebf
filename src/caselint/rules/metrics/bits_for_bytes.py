"""MET015 bits-for-bytes."""

import re
from collections.abc import Iterator

from caselint.facts.page_facts import Mention
from caselint.figures.units import PERIODS
from caselint.findings import Edit, Finding, Fix, Safety, Severity, Span
from caselint.rules.rule import Example, PageRule, PageView

_BITS = re.compile(r"[kKMGT]b\b")
_UNITS = frozenset({"kbit", "mbit", "gbit", "tbit"})
# What is measured in bytes. Chips of memory are sold in bits, links are as fast as bits per second.
_STORED = re.compile(
    r"\b(?:ram|memory|heap|disks?|ssds?|hdd|storage|stored?|files?|payloads?|uploads?|attachments?|images?|photos?|buffers?"
    r"|cache|database|logs?|backups?|documents?|objects?|limit)\b",
    re.IGNORECASE,
)
_IN_BITS = re.compile(r"\b(?:bits?|link|network|bandwidth|ethernet|chips?|dram|flash die|line rate|throughput)\b", re.I)


class BitsForBytes(PageRule):
    """A size of memory, disk or a file is written in bits: `512 Mb of memory`.

    `b` is a bit and `B` a byte, eight times as much. Judged where the words beside the figure speak of what is measured
    in bytes, and of no link or chip; rates (`Mb/s`) are left alone.

    ## Why it matters
    Taken at its word the figure is an eighth of what is meant.

    ## What to do
    Write a capital `B`, or say what is measured in bits.
    """

    code = "MET015"
    name = "bits-for-bytes"
    severity = Severity.INFO
    bad = (
        Example(
            "Each worker needs 512 Mb of memory.\n",
            finds=("page.md:1:19",),
            fixed={"page.md": "Each worker needs 512 MB of memory.\n"},
        ),
        Example(
            "Uploads are limited to 25 Mb per file.\n",
            finds=("page.md:1:24",),
            fixed={"page.md": "Uploads are limited to 25 MB per file.\n"},
        ),
        Example(
            "| Disk | Size |\n|---|---|\n| SSD storage | 40Gb |\n",
            finds=("page.md:3:17",),
            fixed={"page.md": "| Disk | Size |\n|---|---|\n| SSD storage | 40GB |\n"},
        ),
    )
    good = (
        Example("Uploads may take 25 Mb/s per file of images.\n"),
        Example("512 MB of memory, a 10 Gb link, 100 Mb/s to disk, a 16 Gb DRAM chip of memory.\n"),
        Example("The filter takes 8 Mb, one million bits of memory for each of eight nodes.\n"),
    )

    def check(self, view: PageView) -> Iterator[Finding]:
        for mention in view.facts.mentions:
            quantity = mention.quantity
            unit, *per = quantity.unit.split("/")
            if unit not in _UNITS or any(name in PERIODS for name in per) or not _is_stored(mention):
                continue
            written = _BITS.search(quantity.surface)
            if written is None:
                continue
            at = quantity.span.start + written.end() - 1
            turned = f"{quantity.surface[: written.end() - 1]}B"
            yield self.finding(
                view.path,
                quantity.span,
                f'"{quantity.on_one_line}" are bits; memory and files are measured in bytes',
                help=f'write "{turned}", or say that bits are meant',
                fix=Fix("Write bytes", Safety.UNSAFE, (Edit(view.path, Span(at, at + 1), "B"),)),
                confidence=0.7,
            )


def _is_stored(mention: Mention) -> bool:
    beside = f"{mention.before[-30:]} | {mention.after[:30]}"
    named = f"{mention.label} | {mention.header} | {beside}"
    return _STORED.search(named) is not None and _IN_BITS.search(f"{named} {mention.after[:60]}") is None
