"""Printed model summaries: what tools print is read back, what is right is right, one changed digit is never right."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from printed_networks import (
    FORMS,
    KERAS,
    TORCH,
    by_quote,
    check,
    collapsed,
    network,
    printed,
    read,
    sums,
)

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_models import candidate_of
from symcnn.check.readings.summaries.summary_sizes import pooling
from symcnn.check.readings.summaries.summary_table import table_of
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import names
from symcnn.documents.reading.summaries import summaries
from symcnn.models.python.read_models import read_models
from symcnn.pages.build.sentences import help_of, said

SHARED = Path(__file__).parents[5] / "shared"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_printed_is_read_back(form: str) -> None:
    for seed in range(40):
        text, layers = printed(form, seed)
        found = read(f"A page.\n\n{text}\nMore of it.\n")
        rows = found.rows[1:] if form == "torchinfo" else found.rows
        assert found.is_whole, seed
        assert [(row.shape or ())[1:] for row in rows] == [
            layer.shape if form in KERAS or len(layer.shape) == 1 else (layer.shape[2], *layer.shape[:2])
            for layer in layers
        ], seed
        assert [row.params or 0 for row in rows] == [layer.params for layer in layers], seed
        assert all(
            (layer.torch if form in TORCH else layer.keras).startswith(row.type)
            for row, layer in zip(rows, layers, strict=True)
        ), seed
        assert {total.name: total.value for total in found.totals}["total"] == sums(layers)[0], seed


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("prefix", ["> ", "# ", "    ", ">> # "])
def test_quoted_and_commented_tables_are_read(form: str, prefix: str) -> None:
    text, layers = printed(form, 3)
    quoted = "\n".join(prefix + line for line in text.splitlines())
    rows = read(quoted).rows
    assert sum(row.params or 0 for row in rows) == sums(layers)[0]
    assert all(finding.verdict is not Verdict.WRONG for finding in check(quoted))


def test_figures_have_their_places() -> None:
    text, _ = printed("keras2", 1)
    for row in read(text).rows:
        assert text[row.place("params")[0] : row.place("params")[1]] == str(row.params)
        assert text[row.start : row.end].startswith(row.name)
        assert text[row.place("shape")[0] : row.place("shape")[1]].startswith("(None")


def test_a_page_that_lost_its_header_is_read() -> None:
    text = collapsed(network(2, torch=False)[1])
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(("_", "=", "Layer")))
    assert read(bare).rows
    assert {found.verdict for found in check(bare)} == {Verdict.RIGHT}


# What is right is right, one changed digit is never right.


@pytest.mark.parametrize("form", FORMS)
def test_what_is_right_is_right(form: str) -> None:
    for seed in range(40):
        text, _ = printed(form, seed)
        open_lines = {"Input size (MB)"}
        for quote, finding in by_quote(text).items():
            if not quote.startswith(tuple(open_lines)):
                assert finding.verdict in (Verdict.RIGHT, Verdict.ROUNDED), (seed, quote)


@pytest.mark.parametrize("form", FORMS)
def test_every_equation_holds(form: str) -> None:
    for seed in range(25):
        text, _ = printed(form, seed)
        for finding in check(text):
            if finding.verdict is not Verdict.UNDECIDED:
                assert finding.derivation, seed
            assert all(names(line) or value_of(line) == 1 for line in finding.derivation), seed


def digits_of(text: str, finding: Finding) -> list[int]:
    """The places of digits of a finding's figures: not those of names."""
    quote = text[finding.start : finding.end]
    figures = quote.find(":") if finding.code.name == "summary-total" else min(
        place for place in (quote.find("(None"), quote.find("[")) if place >= 0
    )  # fmt: skip
    skipped = re.compile(r"\[-?1,|\(None")
    return [
        finding.start + place.start()
        for place in re.finditer(r"\d(?![A-Za-z])", quote)  # that of MaxPooling2D is of a name, which may be wrapped
        if place.start() > figures and not skipped.match(quote, place.start() - 2)
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "seed", [seed if seed < 4 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(60)]
)
def test_one_changed_digit_is_never_right(form: str, seed: int) -> None:
    dice = random.Random(seed)
    text, _ = printed(form, seed)
    right = [found for found in check(text) if found.verdict in (Verdict.RIGHT, Verdict.ROUNDED)]
    for touched in dice.sample(right, min(6, len(right))):
        places = digits_of(text, touched)
        if "(MB)" in text[touched.start : touched.end] or not places:
            continue  # a changed size in megabytes may be that in mebibytes
        place = dice.choice(places)
        digit = dice.choice([digit for digit in "0123456789" if digit != text[place]])
        changed = text[:place] + digit + text[place + 1 :]
        if re.match(r"0\d", changed[place:]) and not changed[place - 1].isdigit():
            continue
        for finding in check(changed):
            quote = changed[finding.start : finding.end]
            is_touched = finding.start <= place < finding.end
            if is_touched:
                assert finding.verdict not in (Verdict.RIGHT, Verdict.ROUNDED), (quote, changed)
            else:
                assert finding.verdict is not Verdict.WRONG, (quote, text[touched.start : touched.end], changed)
            if finding.edit is not None and finding.edit.is_certain:
                edit = finding.edit
                assert changed[: edit.start] + edit.replacement + changed[edit.end :] == text


@pytest.mark.parametrize("seeds", [range(12), pytest.param(range(12, 30), marks=pytest.mark.slow)])
@pytest.mark.parametrize("form", FORMS)
def test_most_changed_digits_are_found(form: str, seeds: range) -> None:
    """A figure of four digits or more is corrected, with the total as the witness."""
    found = tried = 0
    for seed in seeds:
        text, _ = printed(form, seed)
        for row in read(text).rows:
            if (row.params or 0) >= 1000:
                place = row.place("params")[1] - 1
                digit = str((int(text[place]) + 3) % 10)
                changed = text[:place] + digit + text[place + 1 :]
                wrong = [finding for finding in check(changed) if finding.verdict is Verdict.WRONG]
                tried += 1
                found += [finding.start for finding in wrong] == [row.place("params")[0]]
    assert found > 0.95 * tried


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("slips", "seeds"), [(2, range(6)), *(pytest.param(slips, range(12), marks=pytest.mark.slow) for slips in (2, 3))]
)
def test_most_of_several_changed_digits_are_found(form: str, slips: int, seeds: range) -> None:
    """Wrong figures of different rows are told each by itself, and no other figure is called wrong.

    Where functions may stand between rows, and pools round, fewer can be told.
    """
    found = tried = 0
    for seed in seeds:
        text, _ = printed(form, seed)
        dice = random.Random(f"{form} {seed}")
        places = [row.place(dice.choice(("shape", "params"))) for row in read(text).rows[1:]]
        figures = [[at for at in range(*place) if text[at].isdigit()][-1:] for place in places]
        changed = text
        chosen = dice.sample([at for (at,) in filter(None, figures)], slips)
        for at in chosen:
            changed = changed[:at] + str(int(text[at]) % 9 + 1) + changed[at + 1 :]
        wrong = [one for one in check(changed) if one.verdict is Verdict.WRONG]
        assert all(any(one.start <= at < one.end for at in chosen) for one in wrong), changed
        found += sum(any(one.start <= at < one.end for one in wrong) for at in chosen)
        tried += slips
    assert found >= (0.33 if form == "torchinfo" else 0.75) * tried


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in (1, 2))])
@pytest.mark.parametrize("form", FORMS)
def test_every_reason_can_be_said(form: str, first: int) -> None:
    text, _ = printed(form, 9)
    places = [place for place in range(0, len(text), 3) if text[place].isdigit()][first::3]
    pages = [text, *(text[:place] + "7" + text[place + 1 :] for place in places)]
    for page in pages:
        for finding, language in product(check(page), LANGUAGES):
            assert said(finding.why, language)
            if finding.edit is not None:
                assert help_of(finding.edit, page[finding.edit.start : finding.edit.end], language)


@pytest.mark.parametrize(
    "line",
    [
        "_" * 200_000,
        "(None," * 32_000,
        "│" * 200_000,
        "│ " * 100_000,
        "Layer (type) Output Shape Param #\n" * 6_000,
        "Layer (type) " * 16_000,
        "Layer (type) Output Shape Param #\n" + "a (Conv2D) (None, 3, 3, 4) 5\n" * 6_000,
        "Layer (type) Output Shape Param #\n" + "a (Conv2D) (None, 3, 3, (None, (None 5\n" * 4_000,
        "Layer (type) Output Shape Param #\n" + "a (Conv2 (None, 3, 3, 4) 5\nD)\n" * 4_000,
        "┃ Layer (type) ┃ Output Shape ┃ Param # ┃\n" + "│ a │ (None, │ 1 │\n" * 8_000,
        "Layer (type:depth-idx) Output Shape Param #\n" + "├─Conv2d: 1-1 [1, 2, 3, 4] 5\n" * 6_000,
        'Model: "' * 20_000,
        'Model: "a"\n' * 18_000,
        "Total params: 1" * 12_000,
    ],
    ids=range(14),
)
def test_hostile_text_comes_to_an_end(line: str) -> None:
    found = summaries(line, 0, len(line))
    assert all(summary.start < summary.end for summary in found)


def test_many_rows_are_checked() -> None:
    text = "Layer (type) Output Shape Param #\n" + "".join(
        f"a_{at} (Conv2D) (None, {at % 50 + 3}, 9, {at % 40 + 1}) {at * 7}\n" for at in range(1000)
    )
    assert len(check(text)) == 1000


@pytest.mark.parametrize(("start", "rows", "totals"), [("000", 10, 3), ("003", 12, 6)])
def test_summaries_of_real_pages_are_right(start: str, rows: int, totals: int) -> None:
    pages = sorted((SHARED / "seeds").glob(f"{start}_*"))
    if not pages:
        pytest.skip("the local documents are not here")
    found = check(pages[0].read_text("utf-8"))
    assert {finding.verdict for finding in found} == {Verdict.RIGHT}
    assert Counter(finding.code.name for finding in found) == {"summary-row": rows, "summary-total": totals}


BRANCHES = """
inputs = keras.Input((16, 16, 3))
a = layers.Conv2D(8, 3, padding='same')(inputs)
a = layers.BatchNormalization()(a)
b = layers.Conv2D(8, 1)(inputs)
c = layers.Add()([a, b])
net = keras.Model(inputs, layers.Dense(2)(layers.Flatten()(c)))
"""
BRANCHES_PRINTED = """
Layer (type)                    Output Shape         Param #     Connected to
==================================================================================================
input_1 (InputLayer)            (None, 16, 16, 3)    0
__________________________________________________________________________________________________
conv2d_4 (Conv2D)               (None, 16, 16, 8)    224         input_1[0][0]
__________________________________________________________________________________________________
conv2d_5 (Conv2D)               (None, 16, 16, 8)    {shortcut}          input_1[0][0]
__________________________________________________________________________________________________
batch_normalization_2 (BatchNor (None, 16, 16, 8)    32          conv2d_4[0][0]
__________________________________________________________________________________________________
add_1 (Add)                     (None, 16, 16, 8)    0           batch_normalization_2[0][0]
                                                                 conv2d_5[0][0]
__________________________________________________________________________________________________
flatten_1 (Flatten)             (None, 2048)         0           add_1[0][0]
__________________________________________________________________________________________________
dense_1 (Dense)                 (None, 2)            4098        flatten_1[0][0]
==================================================================================================
"""


@pytest.mark.parametrize(("shortcut", "verdict"), [("32", "right"), ("24", "wrong")])
def test_branches_are_told_by_the_numbers_of_their_layers(shortcut: str, verdict: str) -> None:
    (model,), _ = read_models(BRANCHES, [(0, len(BRANCHES))])
    candidate = candidate_of(model)
    assert candidate is not None
    printed = BRANCHES_PRINTED.format(shortcut=shortcut)
    found = check(printed, replace(candidate, upto=0))
    of_rows = {printed[: one.end].splitlines()[-1].split()[0]: one for one in found}
    assert of_rows["conv2d_5"].verdict.value == verdict
    assert of_rows["conv2d_5"].layer == "conv2d_1"
    assert of_rows["add_1"].verdict.value == "right"


def test_a_pool_over_no_axes() -> None:
    assert pooling((), (), padded=True) is None
    assert pooling((4, 4), (2, 2), padded=True) is not None


@pytest.mark.parametrize("form", FORMS)
def test_the_layer_that_explains_a_row_has_its_figures(form: str) -> None:
    for seed in range(40):
        text, _ = printed(form, seed)
        layers_have_the_figures_of_rows(text)


def layers_have_the_figures_of_rows(text: str) -> None:
    table = table_of(read(text))
    explained = 0
    for at, fit in enumerate(table.fits()):
        if fit.layer is None:
            continue
        figures = fit.layer.figures
        assert figures is not None, table.summary.rows[at]
        assert figures["params"] == table.params[at], table.summary.rows[at]
        shape = table.shapes[at] or ()
        if not fit.layer.counts_alone and table.forms[at] is not RowForm.UNITS:
            ours = figures.output if not table.first or len(shape) < 2 else (figures.output[-1], *figures.output[:-1])
            assert ours == shape, table.summary.rows[at]
        explained += 1
    assert explained
