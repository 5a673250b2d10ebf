"""Texts written to hurt: mutations of pages, and the shapes whose reading has to stay linear."""

from collections.abc import Callable, Sequence
from random import Random

OPENERS = (
    *(
        "[",
        "![",
        "](",
        "[[",
        "*",
        "**",
        "__",
        "_a*",
        "`",
        "```\n",
        "~~~\n",
        "<",
        "<a href='",
        "<div>",
        "</div>",
        "<!--",
    ),
    *("<![CDATA[", "<?", "<b", "&#", "&amp;", "\\", "|", "||\n", "|-|-\n", "> ", "- ", "1. ", "# ", "  ", "\t", "    "),
    *("{{", "{%", "{: #a .b }", "{#x}", "!!! note\n", "??? tip\n", '=== "A"\n', "/// note\n", "///\n", ":::", ":a:"),
    *(
        "[^1]",
        "[^1]: ",
        "[a]: b\n",
        "[a]",
        "$$",
        "$",
        "--8<--",
        "---\n",
        "+++\n",
        "...\n",
        "key: ",
        "- [",
        "&a ",
        "*a ",
    ),
    *("<table>", "<tr>", "<td>", "<script>", "<style>", "<pre>", "<ul><li>", "*[HTML]: ", ": def\n", "Term\n: "),
)
FIGURES = (
    *(
        "1,1",
        "9M",
        "5M+ users",
        "<100 ms",
        "99.99%",
        "120%",
        "10x",
        "1-2",
        "3/4",
        "$4B",
        "4 TB",
        "2019",
        "p99",
        "~",
        "≥",
    ),
    *(
        "1e9",
        "0x1",
        "½",
        "٣",
        "1 000",
        "1.000,5",
        "millions of",
        "per second",
        "k",
        "–",
        "->",
        "%",
        "1" * 30,
        "9" * 400,
    ),
)
ODD = (
    *(
        "\x00",
        "\x01",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\x1c",
        "\x7f",
        "\x85",
        "\xa0",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\u202e",
    ),
    *(
        "\u200b",
        "\u200d",
        "e\u0301",
        "🎯",
        "👩‍🚀",
        "\ufffd",
        "İ",
        "ß",
        "ﬁ",
        "\r",
        "\r\n",
        "\n\r",
        "\t",
        "中",
        "\U0010ffff",
    ),
    *(
        "<!-- caselint: allow broken-link (x) -->",
        "<!-- caselint: allow",
        "# caselint: allow x\n",
        "{/* caselint: allow */}",
    ),
)
SPLICES = (
    *("[Ferry](page.md#costs)", "[x](tram.md#cost)", "![a](b.png)", "<a href=page.md id=a>", "<h2 id='b'>", "<br>"),
    *("\n\n# Ferry\n\n", "\n## Ferry\n", "---\ntitle: Ferry\n---\n", "---\na: [1, 2\nb: {c: d}\n---\n", "| a | b |\n"),
    *("- **[F](f.md)** - 9M users\n", "It’s", "â€™", "Ã©", "Ferry has 9M users.", "p99 latency is 20 ms", "<<: *a\n"),
    *("!!python/name:x ", "? a\n", "'", '"', "<div class='grid cards' markdown>\n", "<div markdown='1'>\n", "[TOC]\n"),
    *("<details>\n<summary>", "</details>\n", "<tr><td><a href=f.md>F</a><td>9M users", "<tr><th>System<th>Users"),
)
BLANKS = ("\n", "\n\n", "\r\n", " ", "    ", "\t")

Mutation = Callable[[Random, str, Sequence[str]], str]


def mutated(rng: Random, texts: Sequence[str], largest: int) -> bytes:
    """A page made of one of `texts`, or of nothing, by one to eight mutations."""
    text = _window(rng, rng.choice(texts), largest) if rng.random() < 0.9 else ""
    for _ in range(rng.randint(1, 8)):
        text = rng.choice(MUTATIONS)(rng, text, texts)[: 4 * largest]
    data = text.encode("utf-8", "surrogatepass")
    return _flipped(rng, data) if rng.random() < 0.1 else data


def _window(rng: Random, text: str, largest: int) -> str:
    """The start of a page, with its front matter, or a stretch of it."""
    if len(text) <= largest:
        return text
    start = 0 if rng.random() < 0.5 else rng.randrange(len(text) - largest)
    return text[start : start + largest]


def _flipped(rng: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _place(rng: Random, text: str) -> int:
    return rng.randint(0, len(text))


def _insert(rng: Random, text: str, piece: str) -> str:
    at = _place(rng, text)
    return text[:at] + piece + text[at:]


def _odd(rng: Random, text: str, _: Sequence[str]) -> str:
    for _ in range(rng.randint(1, 5)):
        text = _insert(rng, text, rng.choice(ODD))
    return text


def _openers(rng: Random, text: str, _: Sequence[str]) -> str:
    return _insert(rng, text, rng.choice(OPENERS) * rng.choice((1, 2, 5, 40, 300)))


def _splices(rng: Random, text: str, _: Sequence[str]) -> str:
    for _ in range(rng.randint(1, 4)):
        text = _insert(rng, text, rng.choice(BLANKS + SPLICES) + rng.choice(SPLICES))
    return text


def _figures(rng: Random, text: str, _: Sequence[str]) -> str:
    pieces = [rng.choice(FIGURES) for _ in range(rng.randint(1, 12))]
    return _insert(rng, text, rng.choice(("", " ", ", ", " | ")).join(pieces))


def _nested(rng: Random, text: str, _: Sequence[str]) -> str:
    depth = rng.choice((3, 10, 60, 200))
    shape = rng.randrange(5)
    if shape == 0:
        piece = "> " * depth + "a [b](c.md) 9M users\n"
    elif shape == 1:
        piece = "".join(f"{'  ' * row}- a {row}\n" for row in range(min(depth, 60)))
    elif shape == 2:
        piece = "<div>" * depth + "a" + "</div>" * rng.choice((0, depth))
    elif shape == 3:
        piece = "[" * depth + "a" + "](b.md)" * depth
    else:
        piece = "\n".join(f"{'    ' * row}!!! note" for row in range(min(depth, 40))) + "\n"
    return _insert(rng, text, f"\n{piece}" if rng.random() < 0.8 else piece)


def _cut(rng: Random, text: str, _: Sequence[str]) -> str:
    start, end = sorted((_place(rng, text), _place(rng, text)))
    return text[:start] + text[min(end, start + 400) :]


def _repeated(rng: Random, text: str, _: Sequence[str]) -> str:
    start = _place(rng, text)
    piece = text[start : start + rng.randint(1, 60)]
    return text[:start] + piece * rng.choice((2, 3, 20)) + text[start:]


def _shuffled(rng: Random, text: str, _: Sequence[str]) -> str:
    separator = rng.choice(("\n", "\n\n", " ", "|"))
    parts = text.split(separator)
    start = rng.randrange(len(parts))
    block = parts[start : start + 30]
    rng.shuffle(block)
    return separator.join([*parts[:start], *block, *parts[start + 30 :]])


def _crossed(rng: Random, text: str, texts: Sequence[str]) -> str:
    other = rng.choice(texts)
    start = _place(rng, other)
    return _insert(rng, text, other[start : start + rng.randint(1, 1500)])


def _indented(rng: Random, text: str, _: Sequence[str]) -> str:
    lines = text.split("\n")
    start = rng.randrange(len(lines))
    mark = rng.choice((" ", "  ", "    ", "\t", "> ", "- ", "   > ", "| ", "//// "))
    lines[start : start + 20] = [mark + line for line in lines[start : start + 20]]
    return "\n".join(lines)


def _newlines(rng: Random, text: str, _: Sequence[str]) -> str:
    style = rng.choice(("\r\n", "\r", None))
    if style:
        return text.replace("\n", style)
    return "".join(rng.choice(("\n", "\r\n", "\r")) if character == "\n" else character for character in text)


def _swapped(rng: Random, text: str, _: Sequence[str]) -> str:
    if not text:
        return text
    at = rng.randrange(len(text))
    return text[:at] + rng.choice("[]()<>{}*_`#|\\!&-+=:;'\"/\n 0.,%~^$@?") + text[at + 1 :]


MUTATIONS: tuple[Mutation, ...] = (
    *(_odd, _openers, _splices, _figures, _nested, _cut, _repeated, _shuffled, _crossed, _indented, _newlines),
    *(_swapped, _swapped, _splices),
)


def _lines(line: str) -> Callable[[int], str]:
    """A text of `size` characters that repeats `line`; `{}` in it is the number of the repeat."""

    def made(size: int) -> str:
        width = len(line.replace("{}", "00000"))
        repeats = max(1, size // width)
        return (
            line * repeats if "{}" not in line else "".join(line.replace("{}", f"{row:05}") for row in range(repeats))
        )

    return made


def _around(opener: str, line: str, closer: str) -> Callable[[int], str]:
    return lambda size: opener + _lines(line)(size) + closer


def _both(opener: str, middle: str, closer: str) -> Callable[[int], str]:
    """Openers, then as many closers."""

    def made(size: int) -> str:
        depth = max(1, size // (len(opener) + len(closer)))
        return opener * depth + middle + closer * depth

    return made


def _stairs(line: str) -> Callable[[int], str]:
    """Lines each of which is indented further, so that depth grows with the root of the size."""
    return lambda size: "".join(f"{'  ' * row}{line}\n" for row in range(int(size**0.5)))


SHAPES: dict[str, Callable[[int], str]] = {
    "prose": _lines("Ferry carries people over the river, and it is seldom late. "),
    "figures": _lines("Ferry has {} users and 9M riders at 20 ms p99.\n\n"),
    "one long line": _lines("a b "),
    "one long word": _lines("a"),
    "blanks": _lines(" "),
    "blank lines": _lines("a\n\n\n\n\n\n\n\n"),
    "carriage returns": _lines("a\r"),
    "[": _lines("["),
    "[[": _lines("[[a "),
    "![": _lines("!["),
    "[a](": _lines("[a]("),
    "[a](<": _lines("[a](<b"),
    "](": _lines("]("),
    "nested [": _both("[", "a", "](b.md)"),
    "[a][b]": _lines("[a][b{}]"),
    "links": _lines("[a{}](b{}.md#c)\n"),
    "same link": _lines("[a](gone.md#here)\n"),
    "links to ids": _lines("[a](#b{})\n"),
    "*": _lines("*a **a "),
    "**a": _lines("**a "),
    "_": _lines("_a "),
    "`": lambda size: " ".join("`" * row for row in range(1, int((2 * size) ** 0.5))),
    "unclosed `": _lines("`a ``b "),
    "<": _lines("<"),
    "<a": _lines("<a href='"),
    "<!--": _lines("<!-- a "),
    "<![CDATA[": _lines("<![CDATA["),
    "<?": _lines("<? a"),
    "<div>": _lines("<div>"),
    "<div> lines": _lines("<div>\n\n"),
    "nested <div>": _both("<div>\n", "a\n", "</div>\n"),
    "<div markdown>": _lines("<div markdown>\n\na\n\n"),
    "<p> cards": _lines("<div class='card'><h3>A {}</h3><a href='b{}.md'>9M users</a></div>\n"),
    "<tr>": _around("<table>", "<tr><td>a {}<td>9M users", "</table>"),
    "<table>": _lines("<table><tr><td>"),
    "attributes": _around("<a ", "b='c{}' ", ">x</a>"),
    "<script>": _lines("<script>"),
    "<b>": _lines("<b>a</b> "),
    "&": _lines("&#x41;&amp;&a"),
    "\\": _lines("\\"),
    "|": _around("a|b\n-|-\n", "|", "\n"),
    "table": _around("| a | b |\n|---|---|\n", "| [a {}](b{}.md) | 9M users |\n", ""),
    "wide table": lambda size: f"{'|a' * (size // 8)}|\n{'|-' * (size // 8)}|\n{'|9M' * (size // 8)}|\n",
    "tables": _lines("| a | b |\n|---|---|\n| c | 9M users |\n\n"),
    "1,1,1": _lines("1,1,"),
    "1-1-1": _lines("1-1-"),
    "1.1.1": _lines("1.1."),
    "1 1 1": _lines("1 "),
    "digits": _lines("1"),
    "9M users and": _lines("9M users and "),
    "$1/$1": _lines("$1/"),
    "> deep": _both("> ", "a", ""),
    "> lines": _lines("> a {}\n"),
    "- deep": _both("- ", "a", ""),
    "- stairs": _stairs("- [a](b.md): 9M users"),
    "- list": _lines("- **[A {}](a{}.md)** - 9M users\n"),
    "- loose list": _lines("- [A {}](a{}.md)\n\n  9M users\n\n"),
    "- same": _lines("- [A](a.md) - 9M users\n"),
    "* * *": _lines("* "),
    "1. list": _lines("1. a\n"),
    "# same": _lines("# a\n\n"),
    "# other": _lines("## a {}\n\ntext\n\n"),
    "# levels": _lines("# a\n\n### a {}\n\n"),
    "# linked": _lines("### [A {}](a{}.md)\n\n9M users\n\n"),
    "# one line": _lines("# "),
    "setext": _lines("a\n===\n\n"),
    "definitions": _lines("[a{}]: b{}.md\n"),
    "same definition": _lines("[a]: b\n"),
    "definitions, used": _lines("[a{}]\n\n[a{}]: b{}.md\n\n"),
    "footnotes": _lines("a[^{}]\n\n[^{}]: b\n\n"),
    "[^": _lines("[^"),
    "fences": _lines("```\na\n```\n"),
    "unclosed fences": _lines("```a\n~~~b\n"),
    "mermaid": _around("```mermaid\n", "a{} --> b[9M users {}]\n", "```\n"),
    "code of text": _around("```text\n", "Users: 9M {}\n", "```\n"),
    "indented code": _lines("    a\n"),
    "!!!": _lines("!!! note\n\n    a\n\n"),
    "!!! stairs": lambda size: "".join(f"{'    ' * row}!!! note\n\n" for row in range(int((size / 2) ** 0.5))),
    "===": _lines('=== "a"\n\n    b\n\n'),
    "///": _lines("/// note\na\n///\n\n"),
    "{": _lines("{: #a{} }\n\na\n"),
    "{{": _lines("{{ a "),
    "{%": _lines("{% a\n"),
    ":a:": _lines(":a:b:"),
    ": def": _lines("a\n: b\n\n"),
    "$": _lines("$a $$b "),
    "mojibake": _lines("â€™ Ã© itâ€™s "),
    "directives": _lines("<!-- caselint: allow broken-link (a) -->\n[a](b.md)\n\n"),
    "open directives": _lines("<!-- caselint: allow broken-link "),
    "catalogue": _lines("{}. Ferry {}\n   Scale: 9M users\n   Domain: boats\n\n"),
    "bold blocks": _lines("**Ferry {}**\nScale: 9M users\n\n"),
    "emoji": _lines("🎯 [ä](ö.md) 9M users\n"),
    "links on one line": _lines("[a {}](b{}.md) "),
    "nested links on one line": _lines("[a [b](c.md)](d.md) "),
    "figures on one line": _lines("Ferry has {} users; "),
    "10M users": _lines("10M users "),
    "10M users, lines": _lines("10M users\n"),
    "10M users, paragraphs": _lines("10M users\n\n"),
    "numbers": _lines("{} "),
    "numbers, lines": _lines("{}\n\n"),
    "numbers, table": _around("| a | b |\n|---|---|\n", "| {} | {} |\n", ""),
    "5%": _lines("5% "),
    "120%": _lines("120% of users. "),
    "5-10 ms": _lines("5-10 ms "),
    "years": _lines("2019 "),
    "two users": _lines("two users "),
    "millions": _lines("millions of users "),
    "other figures of one subject": _around("# Ferry\n\n", "Ferry has {} users.\n\n", ""),
    "headings with figures": _lines("# Ferry {}M users\n\n"),
    "comments with figures": _around("```python\n", "# 10M users\n", "```\n"),
    "comment with figures": _around("```python\n# ", "10M users ", "\n```\n"),
    "tags on one line": _lines("<a id='b{}' href=c.md>d</a> "),
    "wide table of links": lambda size: (
        f"{'|a' * (size // 14)}|\n{'|-' * (size // 14)}|\n{'|[b](c.md)' * (size // 14)}|\n"
    ),
    "entities": _around("[a](b", "&amp;{}", ".md)"),
    "long line of ä": _lines("ä *b* [c](d.md) "),
    "combining": _around("a", "\u0301", ""),
    "front matter keys": _around("---\n", "a{}: b\n", "---\n"),
    "front matter list": _around("---\na:\n", "  - b {}\n", "---\n"),
    "front matter links": _around("---\nrelated:\n", "  - url: a{}.md\n", "---\n"),
    "front matter [": _around("---\na: ", "[", "\n---\n"),
    "front matter quotes": _around("---\na: '", "''", "\n---\n"),
    "front matter comments": _around("---\na: b\n", "# caselint: allow x\n", "---\n"),
    "front matter unclosed": _around("---\n", "a{}: b\n", ""),
    "---": _lines("---\n"),
    "+++": _around("+++\n", "a{} = 1\n", "+++\n"),
    "json": _around('{"a": [', '"b{}", ', "1]}\n"),
}
