"""Calculations: chains of numbers that are said to be equal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.quoted import is_quoted
from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.statements import RELATION
from symcnn.documents.reading.stretches import left_out

CODE = Code("calculation", RulePage(
    title=("Calculations", "算式"),
    finds=(
        "Chains of numbers: every `a = b = c` or `a ≈ b` whose sides are numbers, with the signs that books use.",
        "由数值组成的等式：各边均为数的 `a = b = c` 或 `a ≈ b`，包括书中常用的各种符号。",
    ),
    decides=(
        "Each side is evaluated exactly. A side printed with fewer digits may differ by half a unit of its last "
        "digit; then the calculation is rounded, not wrong.",
        "精确计算各边的值。若某一边按较少的位数给出，相差不超过其末位的半个单位，则判为约等，而不是错误。",
    ),
    right="(5*5+1)*6*28*28 = 122304",
    other="(5*5+1)*6*28*28 = 122340",
    examples=(
        Example(("Markdown: prose, lists, quotations", "Markdown：正文、列表、表格、引用"), ".md", Verdict.RIGHT,
            "> - the layer has `5*5*1*6 = 150` weights"),
        Example(("Markdown: mathematics", "Markdown 中的数学式"), ".md", Verdict.RIGHT,
            "The output is $\\frac{32 - 5}{1} + 1 = 28$."),
        Example(("plain text", "纯文本"), ".txt", Verdict.RIGHT, "(5*5+1)*6*28*28 = 122304"),
        Example(("LaTeX, with its own mathematics", "LaTeX 及其数学式"), ".tex", Verdict.RIGHT,
            "\\begin{document}\n\\[ \\left\\lfloor\\frac{227 - 11}{4}\\right\\rfloor + 1 = 55 \\]\n\\end{document}"),
        Example(("notebooks: text, code and what it printed", "笔记本：文字、代码与输出"), ".ipynb", Verdict.RIGHT,
            '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["C1 has 5*5*6 = 150 weights\\n"]}], '
            '"metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        Example(("Python: comments", "Python 的注释"), ".py", Verdict.RIGHT, "x = 1  # (32 - 5)/1 + 1 = 28"),
        Example(("Python: docstrings", "Python 的文档字符串"), ".py", Verdict.RIGHT,
            'def f():\n    """Returns 5*5*6 = 150 weights."""'),
        Example(("HTML, without scripts and styles", "HTML（不含脚本和样式）"), ".html", Verdict.RIGHT,
            "<html><body><p>3&times;3&times;64 = 576</p></body></html>"),
        Example(("reStructuredText, as plain text", "reStructuredText（按纯文本）"), ".rst", Verdict.RIGHT,
            "The layer has ``5*5*6 = 150`` weights."),
        Example(("MathML within HTML", "HTML 中的 MathML"), ".html", Verdict.RIGHT,
            "<html><p><math><mn>5</mn><mo>×</mo><mn>5</mn><mo>=</mo><mn>25</mn></math></p></html>"),
        Example(("web page text printed twice", "网页中重复两次的算式"), ".txt", Verdict.RIGHT,
            "(27−3)/2+1=13(27−3)/2+1=13"),
        Example(("× · ∗ * as times", "× · ∗ * 作乘号"), ".txt", Verdict.RIGHT, "2×3·4∗5*6 = 720"),
        Example(("the letter x as times", "字母 x 作乘号"), ".txt", Verdict.RIGHT, "11 x 11 x 3 x 96 = 34848"),
        Example(("implicit products", "省略乘号"), ".txt", Verdict.RIGHT, "5(3+1) = 20"),
        Example(("\\times, \\cdot, \\ast", "\\times、\\cdot、\\ast"), ".tex", Verdict.RIGHT,
            "$3 \\times 4 \\cdot 5 \\ast 2 = 120$"),
        Example(("fractions, floors and ceilings of LaTeX", "LaTeX 的分式与取整"), ".md", Verdict.RIGHT,
            "$\\left\\lceil \\frac{13 - 2}{2} \\right\\rceil + 1 = 7$"),
        Example(("⌊ ⌋, ⌈ ⌉, floor(), ceil()", "⌊ ⌋、⌈ ⌉、floor()、ceil()"), ".txt", Verdict.RIGHT,
            "⌊(28 - 3)/2⌋ + 1 = floor(25/2) + 1 = 13"),
        Example(("÷", "÷"), ".txt", Verdict.RIGHT, "(227 - 11) ÷ 4 + 1 = 55"),
        Example(("powers: ^, **, superscripts", "乘方：^、**、上标"), ".txt", Verdict.RIGHT,
            "5^2*6 = 5**2*6 = 5²×6 = 150"),
        Example(("the minus − and full-width signs", "负号 − 与全角符号"), ".txt", Verdict.RIGHT,
            "（３２−５）＋１＝２８"),
        Example(("the result on the left", "结果在左边"), ".txt", Verdict.RIGHT, "55=(227-11)/4+1"),
        Example(("chains", "连等式"), ".txt", Verdict.RIGHT, "(32 - 5)/1 + 1 = 27 + 1 = 28"),
        Example(("等于", "等于"), ".txt", Verdict.RIGHT, "5×5×6等于150"),
        Example(("≈ and about", "≈ 与“约”"), ".txt", Verdict.RIGHT, "61706 × 4 ≈ 247000"),
        Example(("remarks in brackets inside a calculation", "算式中的括号注释"), ".txt", Verdict.RIGHT,
            "55(单向尺度)*4(步长) + (11(卷积核尺寸)-4(步长)) = 227"),
        Example(("floor and maximum as functions", "函数 floor、max"), ".txt", Verdict.RIGHT,
            "floor(27/2) + max(3, 4) = 17"),
        Example(("1,792", "1,792"), ".txt", Verdict.RIGHT, "3*3*3*64 + 64 = 1,792"),
        Example(("1 792", "1 792"), ".txt", Verdict.RIGHT, "3*3*3*64 + 64 = 1 792"),
        Example(("1'792", "1'792"), ".txt", Verdict.RIGHT, "3*3*3*64 + 64 = 1'792"),
        Example(("1{,}792 in LaTeX", "LaTeX 的 1{,}792"), ".tex", Verdict.RIGHT,
            "$3 \\cdot 3 \\cdot 3 \\cdot 64 + 64 = 1{,}792$"),
        Example(("1.792, where that makes a number right", "1.792（仅当相符时）"), ".txt", Verdict.RIGHT,
            "3*3*3*64 + 64 = 1.792"),
        Example(("k, K, M, G", "k、K、M、G"), ".txt", Verdict.ROUNDED, "4096 × 4096 = 16.8M"),
        Example(("万 and 亿", "万与亿"), ".txt", Verdict.RIGHT, "6000万×32=19.2亿"),
        Example(("percentages", "百分数"), ".txt", Verdict.RIGHT, "156/624 = 25%"),
        Example(("decimals that are rounded", "四舍五入的小数"), ".txt", Verdict.ROUNDED,
            "926425600 / 105303040 = 8.80"),
        Example(("bytes, KB, MB as 10⁶", "字节、KB、MB（10⁶）"), ".txt", Verdict.RIGHT,
            "60,000,000 × 4 bytes = 240 MB"),
        Example(("MB as 2²⁰", "MB（2²⁰）"), ".txt", Verdict.RIGHT, "6000万×32位=19.2亿位≈228.88MB"),
        Example(("MiB", "MiB"), ".txt", Verdict.RIGHT, "262144 × 4 bytes = 1 MiB"),
        Example(("scientific notation", "科学记数法"), ".txt", Verdict.RIGHT, "2 * 3 * 1e6 = 6e6"),
        Example(("powers of ten", "10 的幂"), ".txt", Verdict.RIGHT, "2*10^6 * 3 = 6,000,000"),
        Example(("TeX macros of the document's own", "文中自定义的 TeX 宏"), ".tex", Verdict.WRONG,
            "\\newcommand{\\size}{5}\n$\\size \\times \\size = 24$"),
        Example(("operations and results in words", "用文字写的运算与结果"), ".txt", Verdict.RIGHT,
            "5 times 5 plus 1, which gives 26"),
        Example(("a scale that stands once", "只写一次的单位"), ".txt", Verdict.RIGHT, "6 + 3 = 9 million bytes"),
        Example(("an order of magnitude", "数量级"), ".txt", Verdict.ROUNDED, "25088 * 4096 = 10^8"),
        Example(("errors that are told as such", "已说明是错误的算式"), ".txt", None, "Explain why 5*5 = 55 is wrong."),
        Example(("a wrong result", "错误的结果"), ".txt", Verdict.WRONG, "(5*5+1)*6*28*28 = 122340"),
        Example(("a rounded result", "约等的结果"), ".txt", Verdict.ROUNDED, "100/7 = 14.29"),
        Example(("numbers beyond the limits", "超过上限的数"), ".txt", Verdict.UNDECIDED, "9^9^9^9 = 3"),
        Example(("a product without a result", "没有结果的乘积"), ".txt", None, "The layer has (5*5+1)*6 parameters."),
        Example(("a copied formula glued to itself", "粘连在一起的公式"), ".txt", None, "11×11×311×11×3"),
        Example(("two shapes joined by an equals sign", "等号连接的两个形状"), ".txt", None, "28×28×6 = 14×14×6"),
        Example(("dates, versions, file names", "日期、版本号、文件名"), ".txt", None,
            "2024-05-06, version 2.10-3, conv-3x3.png"),
        Example(("assignments of programs", "程序中的赋值"), ".py", None, "x = 5*5\ny = 3 - 2\n"),
        Example(("numbers in words", "用文字写的数"), ".txt", None, "five times five is twenty-four"),
        Example(("commas before decimals", "作小数点的逗号"), ".txt", None, "1,5 * 2 = 4"),
        Example(("Chinese numerals", "中文数字"), ".txt", None, "五乘五等于二十四"),
        Example(("comparisons: <, ≤, ≫", "不等式：<、≤、≫"), ".txt", None, "5*5 < 24"),
        Example(("integrals, sums ∑, products ∏", "积分、∑、∏"), ".md", None, "$\\sum_{i=1}^{3} i = 7$"),
        Example(("matrices", "矩阵"), ".md", None, "$\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} = 5$"),
        Example(("accuracies, times and prices", "准确率、时间、价格"), ".txt", None,
            "accuracy 99.1%, 12 s, 3 x faster"),
        Example(("arrows as equality: →, =>", "作等号用的箭头：→、=>"), ".txt", None, "(28 - 3)/1 + 1 → 25"),
        Example(("roots, logarithms, factorials", "根号、对数、阶乘"), ".txt", None,
            "sqrt(25) = 6, log2(8) = 4, 4! = 25"),
        Example(("remainders: mod, %", "求余：mod、%"), ".txt", None, "10 mod 3 = 2"),
        Example(("fractions in one character: ½", "单字符分数 ½"), ".txt", None, "½ * 4 = 3"),
        Example(("comments of LaTeX and HTML", "LaTeX 与 HTML 的注释"), ".tex", None, "text % 5*5 = 24"),
        Example(("scripts and styles of HTML", "HTML 的脚本与样式"), ".html", None,
            "<html><script>5*5 = 24</script></html>"),
        Example(("equations of code: ==", "代码中的 =="), ".md", None, "```python\nprint(5*5 == 24)\n```\n"),
        Example(("code in other languages", "其他语言的代码"), ".md", None, "```c\nint a = 5*5; /* 5*5 = 24 */\n```\n"),
    ),
))  # fmt: skip

_STATED = late_pattern(r"\d[ \t)]{0,4}[=≈][ \t(]{0,4}\d")


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on calculations, and the first place of those that stand in a line too long to read."""
    for found in read.calculations:
        is_quoted_error = found.verdict is Verdict.WRONG and is_quoted(read.text, found.start, found.end)
        if not found.needs_rounding and not is_quoted_error:
            yield found.by(CODE)
    yield from islice(_too_long(read), 1)


def _too_long(read: Read) -> Iterator[Finding]:
    for start, end in read.stretches:
        for first, last in left_out(read.text, start, end, RELATION):
            stated = _STATED.search(read.text, first, last)
            if stated:
                why = Sentence("calculation.too-long", {"limit": MAX_STATEMENT_LENGTH})
                yield Finding(*stated.span(), Kind.ARITHMETIC, CODE, Verdict.UNDECIDED, None, None, why)
