"""What the commands and environments of LaTeX are to a reader of prose."""

from __future__ import annotations

from symcnn.documents.formats.mathematics import ENVIRONMENTS
from symcnn.documents.formats.name_tables import names

FORMULAS = frozenset(ENVIRONMENTS)
TABLES = names("tabular tabularx tabulary longtable tabu tblr xltabular array")
VERBATIM = names("verbatim Verbatim lstlisting minted cnn comment tikzpicture filecontents pycode")
ARGUMENTS = {
    **dict.fromkeys(names("tabular longtable tabu tblr"), 1),
    **dict.fromkeys(names("tabularx tabulary xltabular"), 2),
    **dict.fromkeys(names("array alignat alignedat subfigure minipage wrapfigure multicols thebibliography"), 1),
}
"""How many arguments follow the name of an environment."""

SILENT = {
    **dict.fromkeys(
        names(
            "cite citep citet citealp autocite parencite textcite nocite ref eqref pageref autoref cref Cref nameref "
            "label includegraphics bibliography bibliographystyle usepackage documentclass input include vspace "
            "vspace* hspace hspace* url color pagestyle thispagestyle lstset lstinputlisting inputminted bibitem cline "
            "cmidrule tag graphicspath pgfplotsset tikzset hypersetup phantom vphantom hphantom index RequirePackage "
            "subimport rowcolor cellcolor geometry linespread"
        ),
        1,
    ),
    **dict.fromkeys(names("textcolor href colorbox scalebox fontsize"), 1),
    **dict.fromkeys(
        names(
            "newcommand newcommand* renewcommand renewcommand* providecommand providecommand* setlength addtolength "
            "setcounter addtocounter DeclareMathOperator DeclareMathOperator* newtheorem rule multicolumn multirow "
            "resizebox addcontentsline newcolumntype definecolor"
        ),
        2,
    ),
    **dict.fromkeys(names("newenvironment newenvironment* renewenvironment"), 3),
}
"""How many arguments of a command are no prose."""

SHOWING = names("textcolor href colorbox scalebox resizebox multicolumn multirow")
"""Of these, the argument that follows is prose; after the others, a brace is none of theirs."""

DEFINITIONS = names("def gdef edef xdef")

STAYS = names(
    "times cdot ast div frac dfrac tfrac lfloor rfloor lceil rceil left right approx simeq pm le leq ge geq ne neq "
    "sqrt sum prod text mathrm mathit mathbf operatorname quad qquad dots ldots cdots alpha beta gamma delta lambda "
    "sigma theta tau ell sim to rightarrow log lg ln exp max min sin cos tan tanh bmod pmod pod mp binom"
)
"""Commands of mathematics that stay even where no formula was begun."""

SILENT_IN_FORMULAS = names("label tag ref eqref cite notag nonumber color textcolor phantom")
