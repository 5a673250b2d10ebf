"""What counts as a table, list, code, diagram, link or image, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.content.markdown import parse
from caselint.content.source import Source
from caselint.findings.span import Span
from caselint.kinds.contents import Contents
from caselint.kinds.sections import ELEMENTS, Content

PAGE = """# Ferry

| Option | **Costs** (USD/a) | [Why](w.md) |
|---|---|---|
| A | 1 | b |

<table>
<thead><tr><th>Port</th><th>Depth <em>(m)</em></th></tr></thead>
<tr><td><table><tr><th>Inner</th></tr></table></td></tr>

</table>

- a
    - b
- c

1. d

<ul><li>x<ul><li>y</li></ul></li></ul>

```python title="a.py"
import mermaid
```

    indented

```mermaid
sequenceDiagram
A->>B: hi
```

~~~ kroki-d2
x -> y
~~~

<pre class="mermaid">graph TD</pre>

[a](a.md) <https://b.example> ![c](c.png) [![d](d.png)](d.md)

<p><a href="e.md">e</a> <img src="f.png" srcset="g.png 2x"> <iframe src="h.html"></iframe></p>
"""


def contents(text: str = PAGE) -> Contents:
    return Contents(parse("a.md", Source(text)), lambda: [Span(2, 4), Span(9, 11)])


WHOLE = Span(0, len(PAGE))


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        (Content("table"), [3, 7]),
        (Content("table", columns=("costs", "WHY")), [3]),
        (Content("table", columns=("Costs (USD/a)",)), [3]),
        (Content("table", columns=("Port", "Depth")), [7]),
        (Content("table", columns=("Inner",)), []),
        (Content("table", columns=("Cost",)), []),
        (Content("list"), [13, 17, 19]),
        (Content("code"), [21, 25]),
        (Content("code", languages=("go", "python")), [21]),
        (Content("code", matching="^import"), [21]),
        (Content("diagram"), [27, 32, 36]),
        (Content("diagram", languages=("mermaid",)), [27, 36]),
        (Content("diagram", matching="^sequenceDiagram"), [27]),
        (Content("link"), [3, 38, 38, 38, 40]),
        (Content("link", matching="^https:"), [38]),
        (Content("image"), [38, 38, 40]),
        (Content("image", matching=r"\.png$"), [38, 38, 40]),
        (Content("figure"), [1, 3]),
    ],
    ids=str,
)
def test_what_counts(wanted: Content, lines: list[int]) -> None:
    found = contents()
    assert [found.lines.number(each.span.start) for each in found.of(wanted, WHOLE)] == lines


def test_of_a_stretch_only_what_begins_in_it() -> None:
    found = contents()
    assert len(found.of(Content("table"), Span(0, PAGE.index("<table>")))) == 1
    assert len(found.of(Content("table"), Span(PAGE.index("Option"), len(PAGE)))) == 1


def test_diagrams_are_no_code_and_blank_lines_are_no_lines() -> None:
    text = "# A\n\n\n```sh\na\n\nb\n```\n\n```mermaid\ngraph TD\n```\n\n## B\n\n```sh\n```\n"
    found = contents(text)
    assert found.share_of_code(Span(0, len(text))) == (6, 11)
    assert found.share_of_code(Span(text.index("## B"), len(text))) == (2, 3)


_PIECES = st.sampled_from(
    [
        "<table>",
        "</table>",
        "<th>",
        "</th>",
        "<ul>",
        "</ol>",
        "| a |\n|---|\n",
        "```d2\n",
        "```\n",
        "- x\n",
        "\n\n",
        "x",
    ]
)


@given(st.lists(_PIECES, max_size=20))
def test_whatever_a_page_holds_its_elements_lie_on_it_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = contents(text)
    for what in ELEMENTS[:4]:
        spans = [each.span for each in found.all_of(what, Span(0, len(text)))]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
