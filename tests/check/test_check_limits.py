"""Documents that are hostile, or simply too much: a limit with a name or an answer, and never an accident."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.core.limits import LIMITS, MAX_LEGEND_NAMES, Limit
from symcnn.core.text.languages import LANGUAGES
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.sentences import said

LEGEND = "input size I, kernel size K, stride S, padding P, output size O\n"
MODEL = "model = Sequential()\nmodel.add(Conv2D(6, 5, input_shape=(32, 32, 1)))\nmodel.add(Dense(10))\n\n"


def check(text: str, name: str = "a.md") -> tuple[Finding, ...]:
    found = check_document(read_document(name, text))
    for finding in found:
        assert all(said(finding.why, language) for language in LANGUAGES)
    return found


def passed(found: tuple[Finding, ...]) -> list[object]:
    """The names of the limits that were passed; all findings say how many of what they allow, in both languages."""
    told = [finding for finding in found if "limit" in finding.why.values]
    for finding in told:
        limit = finding.why.values["limit"]
        assert finding.verdict is Verdict.UNDECIDED
        assert isinstance(limit, Limit)
        assert limit is LIMITS[limit.name]
        for language in LANGUAGES:
            assert f"{limit:,}" in said(finding.why, language)
    return [getattr(finding.why.values["limit"], "name", None) for finding in told]


def numbers(most: int, sign: str) -> str:
    return sign.join(str(1000 + number) for number in range(most))


LIMITED: dict[str, tuple[Callable[[], str], str, list[str]]] = {
    "different formulas": (
        lambda: LEGEND + "".join(f"O = floor((I - K + 2*P)/S) + {number} - {number - 1}\n" for number in range(110)),
        "a.md",
        ["MAX_PROOFS"],
    ),
    "formulas of one line": (lambda: LEGEND + "O = K; " * 2_100, "a.md", ["MAX_FORMULAS"]),
    "letters": (
        lambda: LEGEND + "".join(f"O = (I - K{number})/S + 1 with kernel size K{number}\n" for number in range(220)),
        "a.md",
        ["MAX_LEGEND_NAMES"],
    ),
    "places of a letter": (lambda: LEGEND + "K and " * 11_000 + "\n\nO = (I - K)/S + 1\n", "a.md", ["MAX_LEGENDS"]),
    "a tower": (lambda: "9^9^9^9 = 5 + 1\n", "a.md", ["MAX_DIGITS"]),
    "a high power": (lambda: LEGEND + "O = (I - K)^40/S + 1\n", "a.md", ["MAX_DEGREE"]),
    "a high product": (lambda: LEGEND + "O = (I - K)^7*(I + 1)^7/S + 1\n", "a.md", ["MAX_DEGREE"]),
    "a long line": (lambda: numbers(2_000, "+") + " = 12345\n", "a.md", ["MAX_STATEMENT_LENGTH"]),
    "lines that go on": (lambda: numbers(900, " *\n") + " = 12345\n", "a.md", ["MAX_STATEMENT_LENGTH"]),
    "addends": (
        lambda: "".join(f"row {number} = {number + 5}\n" for number in range(200)) + "total = 20910\n",
        "a.md",
        ["MAX_ADDENDS"],
    ),
    "models": (lambda: MODEL * 3_000, "a.py", ["MAX_CODE"]),
    "models of blocks": (lambda: f"```python\n{MODEL}```\n\n5*5 = 25\n\n" * 220, "a.md", ["MAX_MODELS"]),
    "states of a model": (
        lambda: "model = Sequential()\n" + "model.add(Dense(10, input_shape=(3,)))\nmodel.summary()\n" * 30,
        "a.py",
        ["MAX_STATES"],
    ),
    "nested code": (
        lambda: MODEL + "".join(" " * depth + "if x:\n" for depth in range(90)) + " " * 90 + "y = 1\n",
        "a.py",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_that_is_passed_is_told_by_its_name(name: str) -> None:
    text, file, expected = LIMITED[name]
    found = check(text(), file)
    assert sorted(map(str, set(passed(found)))) == sorted(expected)
    assert len(passed(found)) == len(expected)
    assert not [
        finding for finding in found if finding.verdict is Verdict.WRONG and finding.code.name in ("sum", "model-code")
    ]


def test_below_the_limits_nothing_is_told() -> None:
    rows = "".join(f"row {number} = {number + 5}\n" for number in range(90)) + "total = 4455\n"
    for text in (
        LEGEND + "O = floor((I - K)/S) + 1\n" * 100,
        numbers(600, "+") + f" = {sum(range(1000, 1600))}\n",
        rows,
    ):
        found = check(text)
        assert not passed(found)
        assert {finding.verdict for finding in found} == {Verdict.RIGHT}


def test_the_legend_of_another_letter_is_never_borrowed() -> None:
    """A letter beyond the limit may mean anything, whatever the notations of books say."""
    many = "".join(f"O = (I - A{number:03})/S + 1\n" for number in range(MAX_LEGEND_NAMES))
    found = check(many + "where W is the number of kernels.\nO = W - 3 + 1\n")
    assert "MAX_LEGEND_NAMES" in passed(found)
    assert Verdict.WRONG not in {finding.verdict for finding in found}


LETTERS = "abcdefghijklmnopqrstuvwxyz"
BOMB = r"\def\a{5*5}" + "".join(rf"\def\{after}{{\{before}\{before}\{before}}}" for before, after in pairwise(LETTERS))
SIGN = 5_000
HOSTILE: dict[str, tuple[str, str]] = {
    "towers": ("a.md", "9^9^9^9 = 5 + 1\n2^{9^{9^{9}}} = 4*4\n9**9**9**9 = 1 + 1\n"),
    "a tower in code": ("a.py", "model = Sequential([Dense(9**9**9**9, input_shape=(3,))])\n"),
    "a tower in a network": ("a.md", "```cnn\nnetwork A\ninput 9^9^9^9 x 3 x 1\n```\n"),
    "blanks": ("a.md", "5*5" + " " * SIGN + "=" + " " * SIGN + "26"),
    "brackets": ("a.md", "(" * SIGN + "5" + ")" * SIGN + " = 5 + 1"),
    "brackets that stay open": ("a.md", "(" * SIGN + "5*5 = 26"),
    "braces": ("a.tex", "{" * SIGN + "5*5 = 26"),
    "fractions": ("a.tex", "$" + r"\frac{1}{" * SIGN + "5" + "}" * SIGN + " = 26$"),
    "roots": ("a.tex", "$" + r"\sqrt{" * SIGN + "5*5 = 26$"),
    "macros": ("a.tex", BOMB + r"$\z = 5$"),
    "macros of themselves": ("a.tex", r"\newcommand{\a}{\a\a}\a" * 1_000),
    "environments": ("a.tex", r"\begin{a}" * SIGN + "5*5 = 26"),
    "verbatim": ("a.tex", r"\begin{verbatim}" * SIGN + "5*5 = 26"),
    "tags": ("a.html", "<div><p><b>" * SIGN + "5*5 = 26"),
    "cells": ("a.html", "<table><tr><td>5" * SIGN + " = 26"),
    "comments": ("a.html", "<!--" * SIGN + "5*5 = 26"),
    "attributes": ("a.html", '<a href="' * SIGN + "5*5 = 26"),
    "entities": ("a.html", "&#" * SIGN + "5*5 = 26"),
    "a deep notebook": ("a.ipynb", "[" * SIGN + "]" * SIGN),
    "a notebook that stays open": ("a.ipynb", '{"cells":' + "[" * SIGN),
    "a deep source": ("a.ipynb", '{"cells":[{"cell_type":"markdown","source":' + "[" * 900 + "]" * 900 + "}]}"),
    "deep metadata": ("a.ipynb", '{"cells":[{"cell_type":"markdown","source":["1"],"m":' + '{"a":' * SIGN + "}" * SIGN),
    "a long number": ("a.ipynb", '{"cells":[{"cell_type":"markdown","source":"1","n":' + "1" * SIGN + "}]}"),
    "fences": ("a.md", "```\n" * SIGN),
    "quotes": ("a.md", "> " * SIGN + "5*5 = 26"),
    "links": ("a.md", "[" * SIGN + "](5*5 = 26)" * SIGN),
    "strings": ("a.py", '"""' * SIGN),
    "open brackets": ("a.py", "(" * SIGN),
    "signs": ("a.py", f"{MODEL}x = {'-' * SIGN}1\n"),
    "attributes of attributes": ("a.py", f"{MODEL}x = a{'.b' * SIGN}\n"),
    "calls": ("a.py", f"{MODEL}x = {'Dense(3)(' * 2_000}y{')' * 2_000}\n"),
    "indentation": ("a.py", MODEL + "".join(" " * depth + "if x:\n" for depth in range(500))),
    "digits": ("a.md", "9" * SIGN + " * 2 = 3"),
    "many digits": ("a.md", ("9" * 900 + "*" + "8" * 900 + " = " + "7" * 900 + "\n") * 50),
    "powers of ten": ("a.md", "5e999999999 * 2 = 3\n" * 50),
    "unlike denominators": ("a.md", "1/999999937 + 1/999999929 + 1/999999893 = 3/7^300\n" * 200),
    "signs of nothing": ("a.md", "\0\u202e5*5 = 26\r\x0b\x0c\x1c\u2028\ufeff" * 2_000),
    "half a character": ("a.md", "\ud800 5*5 = 26\n"),
    "accents": ("a.md", "5*5 = 26" + "\u0301" * SIGN),
    "superscripts": ("a.md", "5" + "²" * SIGN + " = 26"),
    "a chain": ("a.md", " = ".join(["5*5"] * SIGN)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_come_to_an_end(name: str) -> None:
    file, text = HOSTILE[name]
    ends = 0
    for finding in check(text, file):
        assert ends <= finding.start <= finding.end <= len(read_document(file, text).shown)
        ends = finding.end
        assert finding.derivation or finding.verdict is Verdict.UNDECIDED


def run(folder: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    arguments = [sys.executable, "-m", "symcnn", "check", name]
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_a_file_that_is_too_large_is_refused_by_name(tmp_path: Path) -> None:
    result = run(tmp_path, "a.md", "5*5 = 26\n" * (50 * 1024 * 1024 // 9))
    assert result.returncode == 2
    assert "file-too-large" in result.stderr
    assert result.stdout == ""


WORST: dict[str, tuple[str, str]] = {
    "formulas": ("a.md", LEGEND + "".join(f"O = (I*{n} - K*S + {n}*P^2)/(S + {n})\n\n" for n in range(10_000))),
    "roundings": (
        "a.md",
        "\n\n".join(f"convolution: $o = floor((i + {n}p - k*floor(i/{n + 2}))/s) + {n}$" for n in range(10_000)),
    ),
    "legends": ("a.md", "K=核尺寸\n" * 100_000),
    "legends of many letters": ("a.md", "".join(f"K{n}=核尺寸\nO = (I-K{n})/S+1\n" for n in range(50_000))),
    "models": ("a.md", f"```python\n{MODEL}```\n\n" * 3_000),
    "cells of code": (
        "a.ipynb",
        json.dumps({"cells": [{"cell_type": "code", "source": [MODEL], "outputs": [], "metadata": {}}] * 3_000}),
    ),
    "tags": ("a.html", "<div>" * 100_000 + "5*5 = 26"),
    "brackets": ("a.tex", "$" + "(" * 100_000 + "5" + ")" * 100_000 + " = 26$"),
    "bytes": ("a.md", "".join(chr((n * n * 7919 + n * 31) % 0x2FFF) for n in range(200_000))),
}


TOO_SLOW = pytest.mark.xfail(reason="takes about a minute, longer on a slow machine", strict=False)
CASES = [pytest.param(name, marks=TOO_SLOW if name == "legends of many letters" else ()) for name in WORST]


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_the_worst_documents_end_soon(name: str, tmp_path: Path) -> None:
    result = run(tmp_path, *WORST[name])
    assert result.returncode in (0, 1, 2)
    assert "Traceback" not in result.stderr
    assert result.stdout or result.stderr
