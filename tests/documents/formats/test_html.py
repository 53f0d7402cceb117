"""HTML: tags are blank, highlighted code is code again."""

from __future__ import annotations

import pytest
from document_texts import EDGE, ROW, stretches, text_of

from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.python_sources import python_sources
from symcnn.documents.formats.read_document import read_document


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p title='5*5=26'>5&times;5</p>", " 5× 5 "),
        ("<table><tr><td>5</td><th>6</th></tr></table>", f"{ROW} {ROW} | 5 | 6 |{ROW} {ROW} "),
        (
            "<table><tr><td rowspan=2>a</td><td colspan='2'>5</td><td>6</td></tr><tr><td>7</td></tr></table>",
            f"{ROW} {ROW} | a | 5 || 6 |{ROW} {ROW} || 7 |{ROW} {ROW} ",
        ),
        ("<script>5*5=26</script><style>a{}</style><!-- 5*5=26 -->1", " 1"),
        ("K<sup>2</sup>C<SUB>in</SUB>", "K^{ 2} C_{ in} "),
        (r"\(a_1\) and <script type='math/tex'>b</script>", rf"{EDGE}a_1{EDGE} and {EDGE}b{EDGE}"),
        ("<math><mi>O</mi><mo>=</mo><msup><mi>K</mi><mn>2</mn></msup></math>", f"{EDGE} O = K ^{{ 2 }} {EDGE}"),
        ("3 < 4 and <unclosed 5", "3 < 4 and <unclosed 5"),
    ],
)
def test_html(source: str, expected: str) -> None:
    assert text_of("a.html", source) == expected


def test_highlighted_code_of_html_is_code_again() -> None:
    page = (
        '<div class="highlight-python"><pre><span></span><span class="k">import</span> torch\n'
        '<span class="n">x</span> <span>=</span> nn.Linear(1, <span>2</span>, name=&quot;a&quot;)  # 1*2 = 2\n'
        "</pre></div>"
    )
    read = read_document("a.html", page)
    [(start, end)] = python_sources(read)
    assert "".join(read.text[start:end].split()) == 'importtorchx=nn.Linear(1,2,name="a")1*2=2'
    assert "1*2 = 2" in "".join(stretches(read, Nature.PROSE))
