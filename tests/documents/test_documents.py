"""Documents: markup is blank, offsets stay, code and listings are known for what they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.formats.python_sources import python_code, python_sources
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.faults import fault_codes

EDGE = "␟"
NAMES = ("a.md", "a.txt", "a.tex", "a.py", "a.html", "-", "a.ipynb")


def text_of(name: str, data: str) -> str:
    """What is scanned, with runs of blanks as one and the edges of formulas visible."""
    read = read_document(name, data)
    assert len(read.text) == len(read.shown)
    return re.sub("[ \t]+", " ", re.sub("\x1f+", EDGE, read.text))


def stretches(read: Document, *natures: Nature) -> list[str]:
    return [read.shown[block.start : block.end] for block in read.blocks if block.nature in natures]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # products, powers and names stay
        ("5*5*1*6 = 150", "5*5*1*6 = 150"),
        ("(5*5+1)*6 and 2**3, K**2*C*N", "(5*5+1)*6 and 2**3, K**2*C*N"),
        ("长*宽*高，边长**2 + 宽**2", "长*宽*高，边长**2 + 宽**2"),
        ("边长**2，**粗体**", "边长**2， 粗体 "),
        ("28 * 28 * 6 = 4704", "28 * 28 * 6 = 4704"),
        ("28 *28* 6 = 4704", "28 *28* 6 = 4704"),
        ("C_in * K_h and n_H_prev", "C_in * K_h and n_H_prev"),
        ("in_channels == out_channels", "in_channels == out_channels"),
        # emphasis goes
        ("**C1:** 5*5 = 25", " C1: 5*5 = 25"),
        ("total **5*5 = 25** and *one*", "total 5*5 = 25 and one "),
        ("共有**6**个卷积核，**参数**156个", "共有 6 个卷积核， 参数 156个"),
        ("**2**×3 = 6", " 2 ×3 = 6"),
        ("***x***, __y__, _z_, ~~w~~", " x , y , z , w "),
        ("an *open star and 2*3", "an *open star and 2*3"),
        # bullets, numbers, headings, quotations
        ("- 5*5 = 25\n* 6*6 = 36\n+ 7*7 = 49", " 5*5 = 25\n 6*6 = 36\n 7*7 = 49"),
        ("1. (5+1)*6 = 36\n2. 7", " (5+1)*6 = 36\n 7"),
        ("the result is\n25. Then", "the result is\n25. Then"),
        ("## 2.1 Sizes\n> - 3*3 = 9\n", " 2.1 Sizes\n 3*3 = 9\n"),
        # inline code, links, addresses
        ("the `5*5*_a_` of [C1](http://a.b/c_d_e*f)", "the 5*5*_a_ of C1 "),
        ("![3*3](a.png) https://a.b/1*2=3 x", " 3*3 x"),
        ("见https://a.b/1-2中的3*3", "见 中的3*3"),
        ("[1]: https://a.b/5*5=26\n\nnote[^2] 5", " \n\nnote 5"),
        ("[224x224x3] and [-1, 6, 28, 28]", "[224x224x3] and [-1, 6, 28, 28]"),
        ("[I-K](2) + 1", "[I-K](2) + 1"),
        # tags, references, comments
        ("<b>N</b> = 5<br>K<sup>2</sup>, C<sub>in</sub>", " N = 5 K^{ 2} , C_{ in} "),
        ("P<K and S>1", "P<K and S>1"),
        ("5&times;5&nbsp;=&nbsp;25 &lt; 26 &sup2;", "5× 5 = 25 < 26 ² "),
        ("a <!-- symcnn: ignore --> b", "a b"),
        ("a <!-- 5*5\n\n= 26 --> b", "a \n\n b"),
        ("`<!--` 5*5 = 25 -->", " <!-- 5*5 = 25 -->"),
        (r"5\*5 and C\_1", "5 *5 and C _1"),
        # formulas keep what is in them
        (r"$W_1*W_2*x$ and \(C_{in}\)", rf"{EDGE}W_1*W_2*x{EDGE} and {EDGE}C_{{in}}{EDGE}"),
        ("$$\nO = I\n- K\n+ 1\n$$", f"{EDGE}\nO = I\n- K\n+ 1\n{EDGE}"),
        (r"\\[O = \frac{I_a}{S_b}\\]", rf"{EDGE}O = \frac{{I_a}}{{S_b}}{EDGE}"),
        (
            "\\begin{align}\na &= b \\\\\n&= c & d\n\\end{align}",
            f"{EDGE}\na = b \\\\\n = c {EDGE} d\n{EDGE}",
        ),
        ("it costs $5 and $10, *not* 5*5", f"it costs {EDGE}5 and {EDGE}10, not 5*5"),
        ("| $3 \\times 3$ | `a|b` |", f"| {EDGE}3 \\times 3{EDGE} | a|b |"),
        # front matter
        ("---\ntitle: 5*5 = 26\n---\n5*5 = 25", " \n \n \n5*5 = 25"),
        ("---\nno front matter, 5*5", "---\nno front matter, 5*5"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert text_of("a.md", source) == expected


MODEL = "model = keras.Sequential()\nmodel.add(layers.Dense(10))\n"


@pytest.mark.parametrize(
    ("source", "nature", "content"),
    [
        (f"```python\n{MODEL}```\n", Nature.PYTHON, MODEL),
        (f"~~~~ {{.python .numberLines}}\n{MODEL}~~~~\n", Nature.PYTHON, MODEL),
        (f"```{{code-cell}} ipython3\n{MODEL}```", Nature.PYTHON, MODEL),
        (f"```{{python, echo=FALSE}}\n{MODEL}```", Nature.PYTHON, MODEL),
        (f"```\n{MODEL}```\n", Nature.PYTHON, MODEL),
        (f"```text\n{MODEL}```\n", Nature.LISTING, MODEL),
        ("```\n5*5 = 25\n```\n", Nature.LISTING, "5*5 = 25\n"),
        ("```\n(conv1): Conv2d(1, 6)\n```\n", Nature.LISTING, "(conv1): Conv2d(1, 6)\n"),
        ("```cnn\ninput 8 x 8 x 1\n```\n", Nature.NETWORK, "input 8 x 8 x 1\n"),
        ("- item\n\n  ```cnn\n  input 8\n  ```\n", Nature.NETWORK, "  input 8\n"),
        ("> ~~~ symcnn\n> input 8\n> ~~~\n", Nature.NETWORK, "> input 8\n"),
        ("> ```cnn\n> input 8\nprose", Nature.NETWORK, "> input 8\n"),
        ("````\n```\n5*5\n````\n", Nature.LISTING, "```\n5*5\n"),
        ("```cnn\nno end", Nature.NETWORK, "no end"),
        ("para\n\n    5*5*1 = 25\n\nprose", Nature.LISTING, "    5*5*1 = 25\n"),
        ("para\n\n    x = nn.Linear(1, 2)\n", Nature.PYTHON, "    x = nn.Linear(1, 2)\n"),
        ("<pre><code class='language-cnn'>input 8</code></pre>", Nature.NETWORK, "input 8"),
    ],
)
def test_listings_of_markdown(source: str, nature: Nature, content: str) -> None:
    read = read_document("a.md", source)
    assert "".join(stretches(read, nature)).replace("<code class='language-cnn'>", "").replace("</code>", "") == content
    assert not stretches(read, *(set(Nature) - {nature, Nature.PROSE}))


def test_a_paragraph_of_a_list_is_prose() -> None:
    assert not stretches(read_document("a.md", "1. one\n\n    5*5 = 25\n\n- two\n\n  36\n"), Nature.LISTING)


def test_code_and_what_it_printed_in_one_listing() -> None:
    read = read_document("a.md", f"```\n{MODEL}model.summary()\n____________\nTotal params: 5\n```\n")
    assert stretches(read, Nature.PYTHON) == [f"{MODEL}model.summary()\n"]
    assert "".join(stretches(read, Nature.LISTING)) == "____________\nTotal params: 5\n"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    ("before", "code", "after"),
    [
        ("代码如下:\n", MODEL, "参数如下:\n"),
        ("", "model = models.Sequential([\nlayers.Conv2D(6, 5),\n\nlayers.Flatten(),\n])\n", "Model: \"sequential\"\n"),
        ("The code:\n", "model.add(\nkeras.layers.Conv2D(\nfilters=512,\nname=\"Conv one two\"))\n", "____________\n"),
        (
            "",
            "class Net(nn.Module):\n    '''Two layers, no more.'''\n\n    def __init__(self):\n"
            "        super().__init__()\n        self.c = nn.Conv2d(1, 6, 5)  # 156 parameters here\n\n"
            "    def forward(self, x):\n        return self.c(x)\n",
            "\nThat was the class.\n",
        ),
        ("", "import torch.nn as nn\nfrom torch import optim\n", "import this idea into your head\n"),
        ("", "x = Conv2D(6, 5)(x)\n", "O = (I - K)/S + 1\n"),
        ("", "x = Conv2D(6, 5)(x)\n", "K = 5\n"),
        ("", "x = Input(shape=(8, 8, 1))\nx = layers.Flatten()(x)\n", "conv2d (Conv2D) (None, 55, 55, 96) 34944\n"),
        ("", "model = Sequential([\n", "The bracket is never closed.\n"),
    ],
)  # fmt: skip
def test_code_without_a_fence(name: str, before: str, code: str, after: str) -> None:
    read = read_document(name, before + code + after)
    assert [read.shown[start:end] for start, end in python_sources(read)] == [code]


@pytest.mark.parametrize(
    "source",
    [
        "Sequential models (those of Keras) are simple.\n",
        "Param = (number of features + 1) * neurons\n",
        "Sequential(\n  (0): Conv2d(1, 6, kernel_size=(5, 5))\n)\n",
        "class Net(nn.Module): is how a module begins\n",
        "import layers from the library\n",
        "x = Conv2D(64 filters of 3x3)\n",
        "Model: \"sequential\"\n____\nconv2d (Conv2D) (None, 55, 55, 96) 34944\n",
        "输出 = Conv2D(6, 5)\n",
    ],
)  # fmt: skip
def test_prose_is_not_code(source: str) -> None:
    assert not stretches(read_document("a.txt", source), Nature.PYTHON)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- C1: 5*5 = 25\n● S2: 2*6\n1. C3", " C1: 5*5 = 25\n S2: 2*6\n C3"),
        ("-\n-1 + 2", " \n-1 + 2"),
        (r"\(O = I_a\), \[x\] and $K^2$", rf"{EDGE}O = I_a{EDGE}, {EDGE}x{EDGE} and {EDGE}K^2{EDGE}"),
        ("5*5*1 and **2**", "5*5*1 and **2**"),
        ("at https://a.b/5*5=26 is", "at is"),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert text_of("a.txt", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("5*5 % = 26\n10\\% of 5", "5*5 \n10% of 5"),
        (r"\section{Sizes} \textbf{5*5} \emph{a \texttt{b}}", " Sizes 5*5 a b "),
        (r"see \cite[p.~3]{a1,b2}, \ref{eq:1} 5", "see , 5"),
        (r"\documentclass{a}\newcommand{\x}{5*5=26}\begin{document}5", " 5"),
        (r"\newcommand{\x}[1]{5*5=26} 7 \def\y{8}", " 7 "),
        (r"$K^2 \times C_{in}$", rf"{EDGE}K^2 \times C_{{in}}{EDGE}"),
        (
            "\\begin{align*}\nO &= \\frac{I}{S} \\\\[2pt]\n&= 5 \\label{a}\n\\end{align*}",
            f"{EDGE}\nO = \\frac{{I}}{{S}} \\\\ \n = 5 \n{EDGE}",
        ),
        ("\\begin{tabular}{|c|c|}\n\\hline\n5 & $6$ \\\\ \\hline\n\\end{tabular}", f" \n \n5 | {EDGE}6{EDGE} \n "),
        (r"\begin{bmatrix}1 & -2\\3 & 4\end{bmatrix}", rf"{EDGE}1 {EDGE} -2\\3 {EDGE} 4{EDGE}"),
        (r"\begin{itemize}\item[a] 5\end{itemize}", " 5 "),
        (r"\multicolumn{2}{c}{5*5} \textcolor{red}{6}", " 5*5 6 "),
        (r"\verb|5*5| 1{,}024", " 5*5 1{,}024"),
    ],
)
def test_latex(source: str, expected: str) -> None:
    assert text_of("a.tex", source) == expected


@pytest.mark.parametrize(
    ("source", "nature"),
    [
        ("\\begin{verbatim}\n5*5 % 25\n\\end{verbatim}", Nature.LISTING),
        ("\\begin{lstlisting}[language=Python]\nx = 1\n\\end{lstlisting}", Nature.PYTHON),
        ("\\begin{minted}{python}\nx = 1\n\\end{minted}", Nature.PYTHON),
        ("\\begin{minted}{c}\nx = 1\n\\end{minted}", Nature.LISTING),
        ("\\begin{lstlisting}\nx = nn.Linear(1, 2)\n\\end{lstlisting}", Nature.PYTHON),
        ("\\begin{cnn}\ninput 8\n\\end{cnn}", Nature.NETWORK),
    ],
)
def test_listings_of_latex(source: str, nature: Nature) -> None:
    assert stretches(read_document("a.tex", source), nature) == [source.split("\n", 1)[1].rsplit("\\", 1)[0]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p title='5*5=26'>5&times;5</p>", " 5× 5 "),
        ("<table><tr><td>5</td><th>6</th></tr></table>", " | 5 | 6 | "),
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
    code = python_code(read, start, end)
    assert code.text == 'import torch\nx = nn.Linear(1, 2, name="a")  \n'
    assert page[code.place(code.text.index("Linear")) :].startswith("Linear")
    assert "1*2 = 2" in "".join(stretches(read, Nature.PROSE))


def test_comments_and_docstrings_are_prose() -> None:
    source = (
        '"""One: 5*5 = 25."""\nx = "#"  # (27-3)/2+1 = 13\n# a\n#  b\ny = """no"""\n'
        "def f():\n    'two'\n    return (\n\"three\")\n"
    )
    read = read_document("a.py", source)
    assert stretches(read, Nature.PROSE) == ['"""One: 5*5 = 25."""', "# (27-3)/2+1 = 13\n# a\n#  b", "'two'"]
    assert read.text.startswith('   One: 5*5 = 25.   \nx = "#"    (27-3)/2+1 = 13\n  a\n   b\ny')
    assert [source[start:end] for start, end in python_sources(read)] == [source[source.index("\n") :]]


def test_two_listings_are_two_sources() -> None:
    source = "```python\nx = 1\n# c\n```\n# Title\n\n```python\n# d\ny = 2  # e\nz = 3\n```\n"
    read = read_document("a.md", source)
    assert [python_code(read, *extent).text for extent in python_sources(read)] == ["x = 1\n\n", "\ny = 2  \nz = 3\n"]


def test_code_in_a_quotation_or_a_list_stands_at_the_margin() -> None:
    read = read_document("a.md", "> ```python\n> if a:\n>     b()\n> ```\n\n- c\n\n  ```python\n  d()\n  ```\n")
    codes = [python_code(read, *extent) for extent in python_sources(read)]
    assert [code.text for code in codes] == ["if a:\n    b()\n", "d()\n"]
    assert read.shown[codes[0].place(codes[0].text.index("b()")) :].startswith("b()\n> ```")
    assert read.shown[codes[1].place(0) :].startswith("d()")


def notebook(*cells: dict[str, object], **rest: object) -> str:
    return json.dumps({"cells": cells, **rest})


def test_a_notebook() -> None:
    read = read_document(
        "a.ipynb",
        notebook(
            {"cell_type": "markdown", "source": ["# Sizes\n", "**5*5** = 25"]},
            {
                "cell_type": "code",
                "source": "x = 1  # 2*3 = 6",
                "outputs": [
                    {"output_type": "stream", "text": ["\x1b[1mTotal\x1b[0m params: 7\n"]},
                    {"output_type": "display_data", "data": {"text/plain": "8", "image/png": "5*5=26"}},
                    {"output_type": "display_data", "data": {"text/html": "<b>9</b>"}},
                    {"output_type": "error", "traceback": ["5*5=26"], "ename": "E"},
                ],
            },
            {"cell_type": "raw", "source": "3*3 = 9"},
            {"cell_type": "code", "source": "%%bash\nls"},
        ),
    )
    assert read.shown == (
        "# Sizes\n**5*5** = 25\n\nx = 1  # 2*3 = 6\n\nTotal params: 7\n\n8\n\n<b>9</b>\n\n3*3 = 9\n\n%%bash\nls\n\n"
    )
    assert [(cell.number, read.shown[cell.start :].split("\n")[0]) for cell in read.cells] == [
        (1, "# Sizes"), (2, "x = 1  # 2*3 = 6"), (3, "3*3 = 9"), (4, "%%bash")
    ]  # fmt: skip
    assert stretches(read, Nature.LISTING) == ["Total params: 7\n", "8\n", "3*3 = 9\n", "%%bash\nls\n"]
    assert stretches(read, Nature.PYTHON) == ["x = 1  ", "\n"]
    assert read.text.startswith("  Sizes\n  5*5   = 25\n")


def test_a_notebook_of_the_old_format() -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "y", "outputs": [{"text": "5"}]}]}]}
    assert read_document("a.ipynb", json.dumps(old)).shown == "y\n\n5\n\n"


def test_cells_in_another_language_are_listings() -> None:
    data = notebook({"cell_type": "code", "source": "x <- 1"}, metadata={"language_info": {"name": "R"}})
    assert stretches(read_document("a.ipynb", data), Nature.LISTING) == ["x <- 1\n"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "not-a-notebook"),
        ("5", "not-a-notebook"),
        ('{"cells": 5}', "not-a-notebook"),
        ('{"cells": [' + "9" * 10_000 + "]}", "not-a-notebook"),
        ("[" * 100_000, "notebook-too-deep"),
    ],
)
def test_what_is_no_notebook(data: str, code: str) -> None:
    read = read_document("a.ipynb", data)
    assert [fault.code for fault in read.faults] == [code]
    assert code in fault_codes()
    assert (read.text, read.shown, read.blocks) == ("", "", ())


@pytest.mark.parametrize(
    "cell", [5, None, {}, {"source": 5}, {"source": [5, "a"]}, {"cell_type": "code", "outputs": 5}]
)
def test_odd_cells(cell: object) -> None:
    assert read_document("a.ipynb", json.dumps({"cells": [cell]})).faults == ()


@pytest.mark.parametrize("name", ["-", "<stdin>"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (notebook({"cell_type": "raw", "source": "5"}), "5\n\n"),
        ("<!DOCTYPE html><p>5", " 5"),
        ("<html><p>5", " 5"),
        ("\\documentclass{a}\n\\emph{5}", " \n 5 "),
        ("# T\n\n**5**", " T\n\n 5 "),
        ("**5**", "**5**"),
        ('{"a": 5}', '{"a": 5}'),
    ],
)
def test_standard_input_is_read_by_what_it_is(name: str, data: str, expected: str) -> None:
    assert text_of(name, data) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A.MD", " 5 "), ("a.qmd", " 5 "), ("a.Rmd", " 5 "), ("a.mdx", " 5 "), ("a.txt", "**5**"), ("README", "**5**")],
)
def test_the_ending_tells_the_reader(name: str, expected: str) -> None:
    assert text_of(name, "**5**") == expected


PIECES = st.sampled_from(
    [
        "\n", "\r\n", "\n\n", " ", "    ", "\t", "*", "**", "_", "`", "```", "~~~", "```python\n", "```cnn\n",
        "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\", "\\\\", "&", "&times;", "&#10;", "&#1;", "<", ">", "<b>",
        "</b>", "<pre>", "</pre>", "<script>", "</script>", "<sup>2</sup>", "<td>", "<!--", "-->", "[", "]",
        "](", ")", "(", "![", "[^1]:", "http://a", "# ", "- ", "1. ", "> ", "|", "---\n", "\\begin{align}",
        "\\end{align}", "\\begin{verbatim}", "\\end{verbatim}", "\\begin{tabular}{cc}", "\\end{tabular}",
        "\\cite{a}", "\\textbf{", "{", "}", "%", "'", '"', '"""', "'''", "import torch\n",
        "model = Sequential([\n", "class A(nn.Module):\n", "model.add(", "(0): ", "\\begin{document}", "\x1f",
        "\x0b", "\x85", "\u2028", "\r", "\x00", "\ufeff", "5*5", "中文", "😀", "a", "2",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
BREAKS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def assert_is_whole(read: Document) -> None:
    assert len(read.text) == len(read.shown)
    assert [m.span() for m in BREAKS.finditer(read.text)] == [m.span() for m in BREAKS.finditer(read.shown)]
    ends = [0, *(block.end for block in read.blocks)]
    assert [block.start for block in read.blocks] == ends[:-1]
    assert ends[-1] == len(read.text)
    assert all(block.start < block.end for block in read.blocks)
    for start, end in python_sources(read):
        code = python_code(read, start, end)
        assert all(start <= code.place(offset) < end for offset in range(len(code.text)))


@pytest.mark.parametrize("name", NAMES[:-1])
@given(data=TEXTS)
def test_lengths_and_lines_stay_whatever_is_read(name: str, data: str) -> None:
    read = read_document(name, data)
    assert_is_whole(read)
    assert read_document(name, data) == read
    if not (name == "-" and read.cells):
        assert read.shown == data


@given(st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), TEXTS, TEXTS), max_size=4))
def test_lengths_and_lines_stay_in_notebooks(parts: list[tuple[str, str, str]]) -> None:
    cells = [
        {"cell_type": kind, "source": source, "outputs": [{"text": out}, {"data": {"text/html": out}}]}
        for kind, source, out in parts
    ]
    read = read_document("a.ipynb", notebook(*cells))
    assert_is_whole(read)
    assert len(read.cells) == len(parts)


@given(TEXTS)
def test_no_json_is_too_odd(data: str) -> None:
    assert_is_whole(read_document("a.ipynb", data))


HOSTILE = [
    "<", "$", "`", "[", "(", "{", "](", "![", "<!--", "*a ", "**", "_a ", "\\", "\\(", "\\[", "\\\\(", "$$ ",
    "$\\$", "&", "&a", "<a ", '<a b="', "<sup>", "\\begin{align}", "\\begin{a}", "\\begin{verbatim}",
    "\\cite{", "\\textbf{", "```\n", "> ```\n", "> ", "- ", "  - a\n", "    a\n", "\n", " ", "\t", "'", '"',
    "'''", '\\"', "#\n", "model = Sequential([\n", "Sequential(\n(0): a\n", "import torch\n#\n", "<pre>",
    "<script>", "\\[ a\n", "$$ a\n", "\\def\\a{", "中*", "http://", "| a ", "class A(nn.Module):\n  '''\n",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_sign_a_hundred_thousand_times_over_ends(name: str) -> None:
    for unit in HOSTILE:
        data = unit * (100_000 // len(unit))
        if name == "a.ipynb":
            data = notebook({"cell_type": "markdown", "source": data})
        read = read_document(name, data)
        assert len(read.text) == len(read.shown)


SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the local documents are not here")
def test_the_documents_that_the_project_is_tried_on() -> None:
    for path in sorted((*SHARED.glob("seeds/*"), *SHARED.glob("documents/*"))):
        assert_is_whole(read_document(path.name, path.read_bytes().decode("utf-8-sig")))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<math><mfrac><mi>W</mi><mi>S</mi></mfrac><mo>+</mo><mn>1</mn></math>", r"\frac{W}{S}+1"),
        ("<math><msup><mn>3</mn><mn>2</mn></msup><mo>&#xD7;</mo><mn>4</mn></math>", "3^{2}×4"),
        ("<math><msubsup><mi>n</mi><mi>H</mi><mi>l</mi></msubsup></math>", "n_{H}^{l}"),
        ("<math><mfrac><mrow><msup><mi>a</mi><mn>2</mn></msup></mrow><mi>b</mi></mfrac></math>", r"\frac{a^{2}}{b}"),
        ("<math><mi>a</mi><annotation encoding='x'>\\frac{a}{1}</annotation></math>", "a"),
        ("<math><mfrac><mi>a</mi><mfrac><mi>b</mi><mi>c</mi></mfrac></mfrac></math>", ""),  # no room for both signs
        ("<math><mi>a</mi></mrow></math>", None),
        ("<math><mi>a", None),
    ],
)
def test_mathml(page: str, expected: str | None) -> None:
    found = re.sub(f"[ {EDGE}]", "", text_of("a.html", f"<p>{page}</p>"))
    assert found == expected if expected is not None else "a" in found
