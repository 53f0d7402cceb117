"""Markdown: markup is blank, products and names stay, listings are known."""

from __future__ import annotations

import pytest
from document_texts import EDGE, MODEL, stretches, text_of

from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.read_document import read_document


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
        ("(K) *(C + 1)* 6", "(K) *(C + 1)* 6"),
        ("C_in * K_h and n_H_prev", "C_in * K_h and n_H_prev"),
        ("in_channels == out_channels", "in_channels == out_channels"),
        # emphasis goes
        ("**C1:** 5*5 = 25", " C1: 5*5 = 25"),
        ("total **5*5 = 25** and *one*", "total 5*5 = 25 and one "),
        ("(c) *Sizes of C1:* 5*5 = 25", "(c) Sizes of C1: 5*5 = 25"),
        ("(c) *Sizes* 5*5 = 25", "(c) Sizes 5*5 = 25"),
        ("共有**6**个卷积核，**参数**156个", "共有 6 个卷积核， 参数 156个"),
        ("**2**×3 = 6", " 2 ×3 = 6"),
        ("***x***, __y__, _z_, ~~w~~", " x , y , z , w "),
        ("an *open star and 2*3", "an *open star and 2*3"),
        # bullets, numbers, headings, quotations
        ("- 5*5 = 25\n* 6*6 = 36\n+ 7*7 = 49", " 5*5 = 25\n 6*6 = 36\n 7*7 = 49"),
        ("1. (5+1)*6 = 36\n2. 7", " (5+1)*6 = 36\n 7"),
        ("the result is\n25. Then", "the result is\n25. Then"),
        ("1. a\n2. × 5 = 10", " a\n2. × 5 = 10"),  # a number that goes on with an operator is none of a list
        ("> text\n> 2) a\n>\n> 3) b", " text\n 2) a\n \n b"),
        ("```\n>>>\n```", " \n>>>\n "),
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
        ('5 <g fill="#404040">6', "5 6"),
        ("y = <w,x> + b", "y = <w,x> + b"),
        ("K<sup>2</sup>, <sup>a<br>b</sup>", "K^{ 2} , a b "),
        ("<math><msup><mn>3</mn><mn>2</mn></msup></math> = 9", f"{EDGE} 3 ^{{ 2 }} {EDGE} = 9"),
        ("<math> and 3*3 = 9", f"{EDGE} and 3*3 = 9"),
        ("<script>\n5*5\n</script>\n6\n\n<script>\n7*7", " \n \n \n6\n\n \n7*7"),
        ("5&times;5&nbsp;=&nbsp;25 &lt; 26 &sup2;", "5× 5 = 25 < 26 ² "),
        ("a <!-- symcnn: ignore --> b", "a b"),
        ("a <!-- 5*5\n\n= 26 --> b", "a \n\n b"),
        ("`<!--` 5*5 = 25 -->", " <!-- 5*5 = 25 -->"),
        (r"5\*5 and C\_1", "5 *5 and C _1"),
        # formulas keep what is in them
        (r"$W_1*W_2*x$ and \(C_{in}\)", rf"{EDGE}W_1*W_2*x{EDGE} and {EDGE}C_{{in}}{EDGE}"),
        ("- $$\n  O = I\n  - K\n  $$ *b*", f" {EDGE}\n O = I\n - K\n {EDGE} b "),
        ("so $f = \\{\n\\begin{aligned}\na\n\\end{aligned}\n$ b", f"so {EDGE}f = \\{{\n{EDGE}\na\n{EDGE}\n{EDGE} b"),
        ("$$\na\n\n- b", f"{EDGE}\na\n\n b"),  # an empty line ends what may have been a formula
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
        ("words\n\nclass Net:\n    x = 1\n\nwords\n\n", Nature.PYTHON, "class Net:\n    x = 1\n"),
        ("words\n\nimport torch\n\nwords\n\n", Nature.PYTHON, "import torch\n"),
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
