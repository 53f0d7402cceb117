"""LaTeX: commands are blank, formulas stay, listings are known."""

from __future__ import annotations

import pytest
from document_texts import EDGE, ROW, stretches, text_of

from symcnn.documents.formats.blanking import WALL
from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.read_document import read_document


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
        (
            "\\begin{tabular}{|c|c|}\n\\hline\n5 & $6$ \\\\ \\hline\n\\end{tabular}",
            f"{ROW} \n \n5 | {EDGE}6{EDGE} {ROW} \n{ROW} ",
        ),
        (
            r"\begin{tabular}{cc}\multicolumn{2}{c}{5} & 6\\ 7\tabularnewline\end{tabular}",
            f"{ROW} | 5 | 6{ROW} 7{ROW} {ROW} ",
        ),
        (r"\begin{bmatrix}1 & -2\\3 & 4\end{bmatrix}", rf"{WALL} 1 {EDGE} -2\\3 {EDGE} 4{WALL} "),
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
