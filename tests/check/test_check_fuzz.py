"""Chapters with slips at random places: whatever is said of them must hold by itself."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from itertools import pairwise
from math import prod

import pytest
from conftest import tries
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.check.edits.edited import certain_edits, edited
from symcnn.check.findings.finding import Edit, Finding
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.sentences import said

PROSE = """The first layer has 6 kernels of 5x5, so (5*5+1)*6 = 156 parameters and (5*5+1)*6*28*28 = 122304 connections.
Its output is (32-5)/1+1 = 28 wide; 28*28*6 = 4704 values, 4,704 × 4 = 18,816 bytes ≈ 18.4 KB.

where W is the input size, F the kernel size, P the padding and S the stride:

O = (W - F + 2*P)/S + 1

卷积层的参数为 3×3×64×128 = 73728，加上偏置 73728+128 = 73856。
96*11*11*3 = 34848 and 34848 + 96 = 34944 = 34,944; 5(3+1) = 20; 2^10 = 1024.

conv = 156
pool = 0
dense = 48120
total = 48276
"""
TABLE = """
| layer | kernel | output | params |
|---|---|---|---|
| conv 6 5x5 | 5x5 | 28x28x6 | 156 |
| pool 2x2 | 2x2 | 14x14x6 | 0 |
"""
CODE = """model = Sequential()
model.add(Conv2D(6, 5, activation="relu", input_shape=(32, 32, 1)))
model.add(MaxPooling2D())
model.add(Flatten())
model.add(Dense(10))
"""
SUMMARY = """Layer (type)                 Output Shape              Param #
=================================================================
conv2d (Conv2D)              (None, 28, 28, 6)         156
max_pooling2d (MaxPooling2D) (None, 14, 14, 6)         0
flatten (Flatten)            (None, 1176)              0
dense (Dense)                (None, 10)                11770
=================================================================
Total params: 11,926
"""
NETWORK = "network A\ninput 32 x 32 x 1\nC1: conv N=6 K=5\nclaim C1.params = 156\n"


def _cell(kind: str, source: str, *outputs: str) -> dict[str, object]:
    shown = [{"output_type": "stream", "name": "stdout", "text": output} for output in outputs]
    return {"cell_type": kind, "metadata": {}, "source": source, **({"outputs": shown} if kind == "code" else {})}


CHAPTERS = {
    "a.md": f"# A chapter\n\n{PROSE}{TABLE}\n```python\n{CODE}```\n\n```\n{SUMMARY}```\n\n"
    f"```cnn\n{NETWORK}```\n\nC1.params = 156\n",
    "a.tex": (
        "\\documentclass{article}\n\\begin{document}\n"
        + PROSE.replace("^10", "^{10}").replace("×", "$\\times$")
        + "\\[ (5\\times5+1)\\cdot6 = 156 \\]\n\\[ O = \\lfloor \\frac{W - F + 2P}{S} \\rfloor + 1 \\]\n"
        "\\end{document}\n"
    ),
    "a.html": f"<html><body><p>{escape(PROSE)}</p><pre>{CODE}</pre><pre>{SUMMARY}</pre></body></html>\n",
    "a.py": f'"""{PROSE}"""\n{CODE}# 5*5*6 + 6 = 156\n',
    "a.ipynb": json.dumps(
        {"cells": [_cell("markdown", PROSE + TABLE), _cell("code", CODE, SUMMARY)], "nbformat": 4, "nbformat_minor": 5},
        ensure_ascii=False,
        indent=1,
    ),
}


class _Open(Exception):
    """An expression that is no number by itself."""


def value(expr: Expr) -> Fraction:
    """The value of an expression without letters, by nothing of the engine's own arithmetic."""
    match expr:
        case Num(number):
            return Fraction(number)
        case Op("+", args):
            return sum(map(value, args), Fraction(0))
        case Op("*", args):
            return prod(map(value, args), start=Fraction(1))
        case Op("-", (arg,)):
            return -value(arg)
        case Op("/", (arg,)):
            return 1 / value(arg)
        case Op("^", (base, exponent)):
            return Fraction(value(base) ** value(exponent))
        case Op("floor", (arg,)):
            return Fraction(math.floor(value(arg)))
        case Op("ceil", (arg,)):
            return Fraction(math.ceil(value(arg)))
    raise _Open


def numeric(finding: Finding) -> Iterator[bool]:
    """Whether the equations of a derivation hold that are of numbers alone."""
    for relation in finding.derivation:
        if isinstance(relation, Op) and relation.name == "=":
            try:
                values = [value(side) for side in relation.args]
            except _Open:
                continue
            yield len(set(values)) == 1


def judge(name: str, text: str) -> tuple[tuple[Finding, ...], str]:
    document = read_document(name, text)
    found = check_document(document)
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(document.shown)
        assert bool(finding.derivation) or finding.verdict is Verdict.UNDECIDED
        assert all(numeric(finding)), finding
        assert all(said(finding.why, language) for language in LANGUAGES)
        if finding.edit:
            assert finding.verdict is Verdict.WRONG
            assert 0 <= finding.edit.start <= finding.edit.end <= len(document.shown)
            assert document.shown[finding.edit.start : finding.edit.end] != finding.edit.replacement
    assert all(one.end <= other.start for one, other in pairwise(found))
    return found, document.shown


def moved(place: int, edits: tuple[Edit, ...], *, end: bool) -> int:
    """Where a place is after the edits; one within an edit is at its start or end."""
    by = 0
    for edit in edits:
        if edit.end <= place:
            by += len(edit.replacement) - (edit.end - edit.start)
        elif edit.start < place:
            return edit.start + by + (len(edit.replacement) if end else 0)
    return place + by


def mended(name: str, text: str, found: tuple[Finding, ...]) -> None:
    edits = certain_edits(found)
    again, _ = judge(name, edited(text, edits))
    for finding in found:
        if finding.edit in edits:
            start, end = moved(finding.start, edits, end=False), moved(finding.end, edits, end=True)
            assert not [
                other for other in again if other.verdict is Verdict.WRONG and other.start < end and start < other.end
            ], finding


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_chapters_are_right(name: str) -> None:
    found, _ = judge(name, CHAPTERS[name])
    assert len(found) > 8
    assert sum(1 for finding in found for _ in numeric(finding)) > 8
    assert not [finding for finding in found if finding.verdict is Verdict.WRONG]


SLIPS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["insert", "delete", "double", "swap", "digit", "repeat"]),
        st.sampled_from("0123456789=+-*/()^.,×≈$\\{}|`#<>&\"'\n \t一KMxe%"),
    ),
    min_size=1,
    max_size=6,
)


def spoilt(text: str, slips: list[tuple[float, str, str]]) -> str:
    for share, way, sign in slips:
        at = int(share * len(text))
        if way == "digit":
            at = next((place for place in range(at, len(text)) if text[place].isdecimal()), at)
        put = {
            "insert": sign + text[at : at + 1],
            "delete": "",
            "double": text[at : at + 1] * 2,
            "swap": text[at : at + 2][::-1],
            "digit": str(len(text) % 10),
            "repeat": text[at : at + 12] * 2,
        }[way]
        text = text[:at] + put + text[at + {"swap": 2, "repeat": 12}.get(way, 1) :]
    return text


def try_slips(name: str, slips: list[tuple[float, str, str]]) -> None:
    text = spoilt(CHAPTERS[name], slips)
    found, shown = judge(name, text)
    if shown == text:
        mended(name, text, found)


@pytest.mark.parametrize("name", CHAPTERS)
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(slips=SLIPS)
@example(slips=[(0.5, "insert", "0"), (0.88671875, "repeat", "0")])  # a row that no layer gives, but that would add up
@example(slips=[(0.9679289371649581, "delete", "0")])  # a total whose words are glued
def test_chapters_with_slips(name: str, slips: list[tuple[float, str, str]]) -> None:
    try_slips(name, slips)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHAPTERS)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(slips=SLIPS)
def test_chapters_with_many_slips(name: str, slips: list[tuple[float, str, str]]) -> None:
    try_slips(name, slips)


@tries(60)
@given(text=st.text(max_size=300), name=st.sampled_from(sorted(CHAPTERS)))
def test_any_text_is_judged(text: str, name: str) -> None:
    judge(name, text)
