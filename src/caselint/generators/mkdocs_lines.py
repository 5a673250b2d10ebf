"""Single lines that CommonMark and Python-Markdown read otherwise, and the same line for CommonMark."""

import re
from collections.abc import Iterator, Sequence

from caselint.findings.span import Span

Edit = tuple[int, bytes]
Insertion = tuple[int, bytes]

_QUOTE = rb"(?>(?: {0,3}> ?)*)"
_QUOTED = re.compile(rb"\A" + _QUOTE)
_INDENTED_HASH = re.compile(rb"\n" + _QUOTE + rb"(?P<indent>[ \t]++)(?=#{1,6}[^#])")
_NARROW_HASH = re.compile(rb"\n(?P<indent>[ \t>]*+)(?>(?:(?:[-*+]|[0-9]{1,9}+\.)[ \t]++)*)#{1,6}+(?=[^#\s])")
# What such lines hold, with a literal first: repeats are searched for far slower.
_NARROW = re.compile(rb"#(?<=[\n \t>]#)#{0,5}+[^#\s]")
_DASHES = re.compile(rb"-(?<=[\n \t>]-)-*+[ \t]*+\r?(?:\n|\Z)")
_EQUALS = re.compile(rb"=(?<=[\n \t>]=)=*+[ \t]*+\r?(?:\n|\Z)")
_IN_WORD = re.compile(rb"\*(?<=[\w\x80-\xff]\*)\**+(?=[\w\x80-\xff])")
_INNER_HASH = re.compile(rb"#(?<=[ \t]#)")
_LABEL_END = re.compile(rb"\]:")
_ASTERISK_BRACKET = re.compile(rb"\*(?<=[\n \t>]\*)\[")
_LAST_HASH = re.compile(rb"#(?=\r?\n|\r?\Z)")
_HEADING = re.compile(rb"[ \t>]*+#{1,6}+[ \t]*+[^#\s]")
_HEADING_WITH_ASTERISKS = re.compile(rb"\n[ \t>]*+#{1,6}[^\n*]*+\*[^\n]*+")
_ASTERISKS_IN_WORD = re.compile(rb"(?<=[\w\x80-\xff])\*++(?=[\w\x80-\xff])")
_UNDERLINE = re.compile(rb"\n(?P<prefix>[ \t>]*+)(?:-++|=++)[ \t]*+(?=\r?\n|\Z)")
_PREFIX = re.compile(rb"[ \t>]*+")
_BLOCK_ABOVE = re.compile(rb"#|    |</?[A-Za-z]|(?:-++|=++)[ \t\r]*+\Z")  # a line that no paragraph goes on from
_BLOCK_HEADER = re.compile(rb"[ \t>]*+(?:!!!|\?\?\?|===|/{3,}|:[ ]{1,3}|\[\^|#{1,6}|</?[A-Za-z]|[`~]{3})")
_ITEM = re.compile(rb"[ \t>]*+(?:[-*+]|[0-9]{1,9}+\.)[ \t]")
_ITEM_IN_TEXT = re.compile(rb"\n[ \t>]*+(?P<mark>[-*+]|[0-9]{1,9}+[.)])(?=[ \t]++(?:#|\[[^\[\]\n]++\]:))")
_BREAK = re.compile(
    rb"(?:\A|\n)[ \t>]*+(?:(?=\r?\n)"
    rb"|(?:!!!|\?\?\?|===|/{3,}|:[ ]{1,3}|\[\^|#{1,6}|</?[A-Za-z]|[`~]{3}|---|\*\*\*|___)[^\n]*+)"
)
_ABBREVIATION = re.compile(rb"\n[ \t>]*+(?P<all>\*\[[^\[\]\\\n]*+\] ?:[^\n]*+)")
_DEFINITION = re.compile(
    rb"\n[ \t>]*+(?P<all>\[(?P<label>[^\[\]\n]++)\]:[ \t]*+[^\s]++[ \t]*+(?>(?:[\"'(][^\n]*+)?))(?=\r?\n|\r?\Z)"
)
_INDENTED_FOOTNOTE = re.compile(rb"\n(?P<indent> {1,3}+)(?P<label>\[\^[^\]\n]++\]:)")
_FULL_REFERENCE = re.compile(rb"\[(?P<text>[^\[\]\n]++)\]\[(?P<label>[^\[\]\n]++)\]")


def line_edits(body: bytes, appended: frozenset[bytes] = frozenset()) -> Iterator[Edit]:
    """Edits for the lines of `body`, in which fenced code is covered (`markdown/blockprocessors.py`). Linear in `body`.

    A hash that is indented by less than a whole level, or stands in the text of a list item, opens no heading, and
    hashes at a heading's end are none of its text; an underline makes a heading of one line alone; no list starts in a
    paragraph; a footnote stands in no list; of two definitions of one label the last one counts, and those `appended`
    to every page come last.
    """
    lines = b"\n" + body  # every line starts behind a newline, the first one too; so offsets into it are one too many
    yield from _hashes(lines)
    yield from _underlines(lines)
    yield from _items_in_text(lines)
    if b"[^" in lines:
        for match in _INDENTED_FOOTNOTE.finditer(lines):
            yield match.start(), match["label"] + match["indent"]
    if b"]:" in lines:
        yield from _definitions(lines, appended)


def _matching(line: re.Pattern[bytes], *hints: re.Pattern[bytes], lines: bytes) -> Iterator[re.Match[bytes]]:
    """Where `line` matches a line from the newline before it, if one of `hints` is found in each such line.

    A line is looked at once for each hint, however often that is in it.
    """
    starts: set[int] = set()
    for hint in hints:
        done = 0
        while (found := hint.search(lines, done)) is not None:
            starts.add(lines.rfind(b"\n", max(done - 1, 0), found.start()))
            done = lines.find(b"\n", found.start()) + 1
            if done == 0:
                break
    return filter(None, (line.match(lines, start) for start in sorted(starts)))


def _hashes(lines: bytes) -> Iterator[Edit]:
    """Hashes that open no heading, and those at the end of one."""
    for match in _matching(_INDENTED_HASH, _INNER_HASH, lines=lines):
        columns = len(match["indent"].expandtabs(4))
        if columns % 4 or _is_text_above(lines, match.start(), columns):
            yield match.end() - 1, b"\\"
    for match in _LAST_HASH.finditer(lines):
        line = lines[lines.rfind(b"\n", 0, match.start()) + 1 : match.end()]
        text = line.rstrip(b"#")
        if not text.endswith((b"\\", b" ")) and _HEADING.match(text):
            closing = len(line) - len(text)
            yield match.end() - 1 - closing, b" " * closing


def asterisk_edits(body: bytes) -> Iterator[Edit]:
    """Letters for the asterisks inside of words of headings, where those are no emphasis (`pymdownx.betterem`)."""
    lines = b"\n" + body
    for heading in _matching(_HEADING_WITH_ASTERISKS, _IN_WORD, lines=lines):
        if b"](" in heading[0] or b"`" in heading[0]:
            continue
        for match in _ASTERISKS_IN_WORD.finditer(lines, *heading.span()):
            yield match.start() - 1, b"x" * (match.end() - match.start())


def insertions(body: bytes, raw: Sequence[Span], appended: frozenset[bytes] = frozenset()) -> list[Insertion]:
    """What CommonMark needs and Python-Markdown does without, in order.

    A blank behind the hashes of a heading; an empty line before a definition that stands in a paragraph; a blank in
    `[text][label]` where there is no such label, but one that is like the text.
    """
    lines = b"\n" + body
    row = 0
    labels = set(appended)
    found: list[Insertion] = []
    for match in _matching(_NARROW_HASH, _NARROW, lines=lines):
        at = match.end() - 1
        indent = len(match["indent"].replace(b">", b"").expandtabs(4))
        if not indent or not _is_text_above(lines, match.start(), indent):
            found.append((at, b" "))
    for match in _DEFINITION.finditer(lines) if b"]:" in lines else ():
        labels.add(_label(match["label"]))
        above = _above(lines, match.start())
        if above.strip() and not _BLOCK_HEADER.match(above):
            found.append((match.start(), b"\n"))
    for match in _FULL_REFERENCE.finditer(lines) if labels else ():
        if _label(match["label"]) not in labels and _label(match["text"]) in labels:
            found.append((match.start("label") - 2, b" "))
    kept = []
    for at, piece in sorted(found):
        while row < len(raw) and raw[row].end <= at:
            row += 1
        if row == len(raw) or at < raw[row].start:
            kept.append((at, piece))
    return kept


def abbreviation_edits(body: bytes) -> Iterator[Edit]:
    """Blanks for the lines that say what an abbreviation means (`markdown/extensions/abbr.py`)."""
    for match in _matching(_ABBREVIATION, _ASTERISK_BRACKET, lines=b"\n" + body):
        yield match.start("all") - 1, b" " * (match.end() - match.start("all"))


def _above(lines: bytes, newline: int) -> bytes:
    """The line that ends with the newline at `newline`."""
    return lines[lines.rfind(b"\n", 0, newline) + 1 : newline]


def _is_text_above(lines: bytes, newline: int, indent: int) -> bool:
    """Whether the line that ends at `newline` is text that a line indented by `indent` goes on from."""
    above = _above(lines, newline)
    bare = _QUOTED.sub(b"", above, count=1)
    return bool(bare.strip()) and len(bare) - len(bare.lstrip()) < indent and not _BLOCK_HEADER.match(above)


def _underlines(lines: bytes) -> Iterator[Edit]:
    """Underlines that make no heading: they stand under more than one line, or not where the text does."""
    for match in _matching(_UNDERLINE, _DASHES, _EQUALS, lines=lines):
        text = lines.rfind(b"\n", 0, match.start()) + 1
        prefix = _PREFIX.match(lines, text, match.start())
        assert prefix is not None
        if prefix.end() == match.start():
            continue
        above = _above(lines, max(text - 1, 0)) if text else b""
        bare = above[len(prefix[0]) :] if above.startswith(prefix[0]) else above
        one_line = not above.strip(b" \t\r>") or _BLOCK_ABOVE.match(bare) or _BLOCK_HEADER.match(above)
        if match["prefix"] != prefix[0] or not one_line:
            yield match.start() + len(match["prefix"]), b" " * (match.end() - match.end("prefix"))


def _items_in_text(lines: bytes) -> Iterator[Edit]:
    """Marks of list items in a paragraph that would make headings or definitions of its lines."""
    marks = list(_matching(_ITEM_IN_TEXT, _INNER_HASH, _LABEL_END, lines=lines))
    if not marks:
        return
    breaks = _BREAK.finditer(lines)
    following = next(breaks, None)
    first = 0
    for match in marks:
        while following is not None and following.start() < match.start():
            first = following.end()
            following = next(breaks, None)
        if first < match.start() and not _ITEM.match(lines, first + 1):
            yield match.end() - 2, b"x"


def _label(written: bytes) -> bytes:
    return b" ".join(written.split()).lower()


def _definitions(lines: bytes, appended: frozenset[bytes]) -> Iterator[Edit]:
    last: dict[bytes, tuple[int, int]] = {}
    for match in _DEFINITION.finditer(lines):
        label = _label(match["label"])
        if label in appended:
            yield match.start("all") - 1, b" " * (match.end("all") - match.start("all"))
            continue
        if label in last:
            start, end = last[label]
            yield start, b" " * (end - start)
        last[label] = (match.start("all") - 1, match.end("all") - 1)
