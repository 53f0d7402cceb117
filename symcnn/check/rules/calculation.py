"""Calculations: chains of numbers that are said to be equal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.prove.proof import ProofVerdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.quoted import is_quoted
from symcnn.check.readings.thousandths import is_in_thousandths
from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge
from symcnn.documents.reading.statements import RELATION
from symcnn.documents.reading.stretches import left_out

CODE = Code("calculation", RulePage(
    right="(5*5+1)*6*28*28 = 122304",
    other="(5*5+1)*6*28*28 = 122340",
    examples=(
        Example("markdown-prose-lists-quotations", ".md", Verdict.RIGHT,
            "> - the layer has `5*5*1*6 = 150` weights"),
        Example("markdown-mathematics", ".md", Verdict.RIGHT,
            "The output is $\\frac{32 - 5}{1} + 1 = 28$."),
        Example("plain-text", ".txt", Verdict.RIGHT, "(5*5+1)*6*28*28 = 122304"),
        Example("latex-with-its-own-mathematics", ".tex", Verdict.RIGHT,
            "\\begin{document}\n\\[ \\left\\lfloor\\frac{227 - 11}{4}\\right\\rfloor + 1 = 55 \\]\n\\end{document}"),
        Example("notebooks-text-code-and-what-it-printed", ".ipynb", Verdict.RIGHT,
            '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["C1 has 5*5*6 = 150 weights\\n"]}], '
            '"metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        Example("python-comments", ".py", Verdict.RIGHT, "x = 1  # (32 - 5)/1 + 1 = 28"),
        Example("python-docstrings", ".py", Verdict.RIGHT,
            'def f():\n    """Returns 5*5*6 = 150 weights."""'),
        Example("html-without-scripts-and-styles", ".html", Verdict.RIGHT,
            "<html><body><p>3&times;3&times;64 = 576</p></body></html>"),
        Example("restructuredtext-as-plain-text", ".rst", Verdict.RIGHT,
            "The layer has ``5*5*6 = 150`` weights."),
        Example("mathml-within-html", ".html", Verdict.RIGHT,
            "<html><p><math><mn>5</mn><mo>×</mo><mn>5</mn><mo>=</mo><mn>25</mn></math></p></html>"),
        Example("web-page-text-printed-twice", ".txt", Verdict.RIGHT,
            "(27−3)/2+1=13(27−3)/2+1=13"),
        Example("x-as-times", ".txt", Verdict.RIGHT, "2×3·4∗5*6 = 720"),
        Example("the-letter-x-as-times", ".txt", Verdict.RIGHT, "11 x 11 x 3 x 96 = 34848"),
        Example("implicit-products", ".txt", Verdict.RIGHT, "5(3+1) = 20"),
        Example("times-cdot-ast", ".tex", Verdict.RIGHT,
            "$3 \\times 4 \\cdot 5 \\ast 2 = 120$"),
        Example("fractions-floors-and-ceilings-of-latex", ".md", Verdict.RIGHT,
            "$\\left\\lceil \\frac{13 - 2}{2} \\right\\rceil + 1 = 7$"),
        Example("floor-ceil", ".txt", Verdict.RIGHT,
            "⌊(28 - 3)/2⌋ + 1 = floor(25/2) + 1 = 13"),
        Example("division-sign", ".txt", Verdict.RIGHT, "(227 - 11) ÷ 4 + 1 = 55"),
        Example("powers-superscripts", ".txt", Verdict.RIGHT,
            "5^2*6 = 5**2*6 = 5²×6 = 150"),
        Example("the-minus-and-full-width-signs", ".txt", Verdict.RIGHT,
            "（３２−５）＋１＝２８"),
        Example("a-column-of-results", ".md", Verdict.WRONG,
            "| layer | working | params |\n|--|--|--|\n| a | 9*3*8 + 8 | 224 |\n| b | 9*8*6 + 6 | 438 |\n"
            "| c | 9*6*5 + 5 | 257 |"),
        Example("the-result-on-the-left", ".txt", Verdict.RIGHT, "55=(227-11)/4+1"),
        Example("chains", ".txt", Verdict.RIGHT, "(32 - 5)/1 + 1 = 27 + 1 = 28"),
        Example("equals-in-chinese", ".txt", Verdict.RIGHT, "5×5×6等于150"),
        Example("about", ".txt", Verdict.RIGHT, "61706 × 4 ≈ 247000"),
        Example("remarks-in-brackets-inside-a-calculation", ".txt", Verdict.RIGHT,
            "55(单向尺度)*4(步长) + (11(卷积核尺寸)-4(步长)) = 227"),
        Example("floor-and-maximum-as-functions", ".txt", Verdict.RIGHT,
            "floor(27/2) + max(3, 4) = 17"),
        Example("thousands-by-commas", ".txt", Verdict.RIGHT, "3*3*3*64 + 64 = 1,792"),
        Example("thousands-by-blanks", ".txt", Verdict.RIGHT, "3*3*3*64 + 64 = 1 792"),
        Example("thousands-by-apostrophes", ".txt", Verdict.RIGHT, "3*3*3*64 + 64 = 1'792"),
        Example("thousands-in-latex", ".tex", Verdict.RIGHT,
            "$3 \\cdot 3 \\cdot 3 \\cdot 64 + 64 = 1{,}792$"),
        Example("thousands-by-points", ".txt", Verdict.RIGHT,
            "3*3*3*64 + 64 = 1.792"),
        Example("letters-of-scales", ".txt", Verdict.ROUNDED, "4096 × 4096 = 16.8M"),
        Example("chinese-scales", ".txt", Verdict.RIGHT, "6000万×32=19.2亿"),
        Example("percentages", ".txt", Verdict.RIGHT, "156/624 = 25%"),
        Example("decimals-that-are-rounded", ".txt", Verdict.ROUNDED,
            "926425600 / 105303040 = 8.80"),
        Example("bytes-kb-mb", ".txt", Verdict.RIGHT,
            "60,000,000 × 4 bytes = 240 MB"),
        Example("mb-as-a-power-of-two", ".txt", Verdict.RIGHT, "6000万×32位=19.2亿位≈228.88MB"),
        Example("mib", ".txt", Verdict.RIGHT, "262144 × 4 bytes = 1 MiB"),
        Example("scientific-notation", ".txt", Verdict.RIGHT, "2 * 3 * 1e6 = 6e6"),
        Example("powers-of-ten", ".txt", Verdict.RIGHT, "2*10^6 * 3 = 6,000,000"),
        Example("tex-macros-of-the-document-s-own", ".tex", Verdict.WRONG,
            "\\newcommand{\\size}{5}\n$\\size \\times \\size = 24$"),
        Example("operations-and-results-in-words", ".txt", Verdict.RIGHT,
            "5 times 5 plus 1, which gives 26"),
        Example("a-scale-that-stands-once", ".txt", Verdict.RIGHT, "6 + 3 = 9 million bytes"),
        Example("an-order-of-magnitude", ".txt", Verdict.ROUNDED, "25088 * 4096 = 10^8"),
        Example("errors-that-are-told-as-such", ".txt", None, "Explain why 5*5 = 55 is wrong."),
        Example("a-wrong-result", ".txt", Verdict.WRONG, "(5*5+1)*6*28*28 = 122340"),
        Example("a-rounded-result", ".txt", Verdict.ROUNDED, "100/7 = 14.29"),
        Example("numbers-beyond-the-limits", ".txt", Verdict.UNDECIDED, "9^9^9^9 = 3"),
        Example("a-product-without-a-result", ".txt", None, "The layer has (5*5+1)*6 parameters."),
        Example("a-copied-formula-glued-to-itself", ".txt", None, "11×11×311×11×3"),
        Example("two-shapes-joined-by-an-equals-sign", ".txt", None, "28×28×6 = 14×14×6"),
        Example("dates-versions-file-names", ".txt", None,
            "2024-05-06, version 2.10-3, conv-3x3.png"),
        Example("assignments-of-programs", ".py", None, "x = 5*5\ny = 3 - 2\n"),
        Example("what-code-comes-to", ".py", Verdict.RIGHT, "n = 3*3*64*128  # 73,728"),
        Example("numbers-in-words", ".txt", None, "five times five is twenty-four"),
        Example("commas-before-decimals", ".txt", None, "1,5 * 2 = 4"),
        Example("chinese-numerals", ".txt", None, "五乘五等于二十四"),
        Example("comparisons", ".txt", None, "5*5 < 24"),
        Example("integrals-sums-products", ".md", None, "$\\sum_{i=1}^{3} i = 7$"),
        Example("matrices", ".md", None, "$\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} = 5$"),
        Example("accuracies-times-and-prices", ".txt", None,
            "accuracy 99.1%, 12 s, 3 x faster"),
        Example("arrows-as-equality", ".txt", None, "(28 - 3)/1 + 1 → 25"),
        Example("roots-logarithms-factorials", ".txt", None,
            "sqrt(25) = 6, log2(8) = 4, 4! = 25"),
        Example("remainders-mod", ".txt", None, "10 mod 3 = 2"),
        Example("fractions-in-one-character", ".txt", None, "½ * 4 = 3"),
        Example("comments-of-latex-and-html", ".tex", None, "text % 5*5 = 24"),
        Example("scripts-and-styles-of-html", ".html", None,
            "<html><script>5*5 = 24</script></html>"),
        Example("equations-of-code", ".md", None, "```python\nprint(5*5 == 24)\n```\n"),
        Example("code-in-other-languages", ".md", None, "```c\nint a = 5*5; /* 5*5 = 24 */\n```\n"),
    ),
))  # fmt: skip

_STATED = late_pattern(r"\d[ \t)]{0,4}[=≈][ \t(]{0,4}\d")


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on calculations, and the first place of those that stand in a line too long to read."""
    for found in read.calculations:
        is_wrong = found.verdict is Verdict.WRONG
        is_meant = is_wrong and (is_quoted(read.text, found.start, found.end) or is_in_thousandths(read.text, found))
        if not found.needs_rounding and not is_meant:
            yield found.by(CODE)
    yield from (found.by(CODE) for found in (*read.calculation_columns, *read.commented_values))
    if read.formula_tables:
        from symcnn.check.tables.formula_columns import formula_results

        results = formula_results(read.formula_tables, partial(_is_of_catalogue, read))
        yield from (found.by(CODE) for found in results)
    yield from islice(_too_long(read), 1)


def _is_of_catalogue(read: Read, cell: tuple[int, int]) -> bool:
    """Whether a cell holds a formula that is one of the catalogue's, in a reading of its letters."""
    from symcnn.check.readings.judged_formulas import judged

    claims = (claim for claim in read.formulas.claims if cell[0] <= claim.formula.start < cell[1])
    try:
        return any(one.proof.verdict is ProofVerdict.PROVED for claim in claims for one in judged(claim))
    except TooLarge:
        return False


def _too_long(read: Read) -> Iterator[Finding]:
    for start, end in read.stretches:
        for first, last in left_out(read.text, start, end, RELATION):
            stated = _STATED.search(read.text, first, last)
            if stated:
                why = Sentence("calculation.too-long", {"limit": MAX_STATEMENT_LENGTH})
                yield Finding(*stated.span(), Kind.ARITHMETIC, CODE, Verdict.UNDECIDED, None, None, why)
