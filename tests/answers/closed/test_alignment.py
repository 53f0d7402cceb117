"""Where paths meet: receptive fields counted cell by cell."""

from __future__ import annotations

from fractions import Fraction

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, tries
from hypothesis import HealthCheck, given, reject
from hypothesis import strategies as st

from symcnn.answers.closed.alignment import meetings
from symcnn.commands.main import main
from symcnn.core.text.source import Source
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


def run(*command: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return result.exit_code, result.output


Window = tuple[int, int, int, int]
"""Kernel, stride, and what is padded before and after."""

windows = st.tuples(st.integers(1, 4), st.sampled_from((1, 1, 2)), st.integers(0, 2), st.integers(0, 2))
paths = st.lists(windows, max_size=2)
LENGTH = 600


def seen(cells: list[set[int]], path: list[Window]) -> list[set[int]]:
    """The input cells that each unit sees behind these windows, found by going through them one by one."""
    for kernel, stride, before, after in path:
        padded = [set[int]()] * before + cells + [set[int]()] * after
        cells = [set().union(*padded[start : start + kernel]) for start in range(0, len(padded) - kernel + 1, stride)]
    return cells


def path_text(path: list[Window]) -> str:
    return " ; ".join(f"conv N=2 K={k} S={s} P=[{before}, {after}]" for k, s, before, after in path)


@tries(40, HealthCheck.filter_too_much)
@given(paths, paths, paths, paths)
def test_receptive_fields_of_paths_that_meet(
    stem: list[Window], first: list[Window], other: list[Window], rest: list[Window]
) -> None:
    stem, first, rest = [(3, 1, 1, 1), *stem], [(1, 1, 0, 0), *first], [*rest, (1, 1, 0, 0)]
    text = f"input {LENGTH} x 2\n{path_text(stem)}\n"
    text += f"join: parallel add {{ path {{ {path_text(first)} }} path {{ {path_text(other)} }} }}\n"
    program, _ = read(Source("paths", text + f"{path_text(rest)}\n"))
    network, _ = elaborate(program)
    assert network is not None
    figures, faults = measure(network)
    if faults:
        reject()
    cells = seen([{place} for place in range(LENGTH)], stem)
    ways = [seen(cells, path) for path in (first, other)]
    joined = [left | right for left, right in zip(*ways, strict=True)]
    (meeting,) = meetings(figures)
    layer = next(found for found in figures.layers if found.layer.name == "join")
    middle = len(joined) // 2
    shift = middle * layer.jump[0]
    spans = [(min(way[middle]) - shift, max(way[middle]) - shift) for way in ways]
    assert meeting.longest == layer.receptive_field[0] == max(joined[middle]) - min(joined[middle]) + 1
    assert layer.starts[0] == min(joined[middle]) - shift
    assert meeting.shortest == min(high - low + 1 for low, high in spans)
    assert [branch.centre for branch in meeting.branches] == [Fraction(low + high, 2) for low, high in spans]
    assert meeting.is_aligned == (sum(spans[0]) == sum(spans[1]))
    ends = seen(joined, rest)
    middle = len(ends) // 2
    assert figures.layers[-1].receptive_field[0] == max(ends[middle]) - min(ends[middle]) + 1


def test_published_networks_are_aligned() -> None:
    for example in ("resnet50.cnn", "resnet152.cnn", "inception_v3.cnn", "googlenet.cnn", "densenet121.cnn"):
        found = meetings(figures_of((EXAMPLES / example).read_text("utf-8")))
        assert found
        assert all(meeting.is_aligned for meeting in found), example


def figures_of(text: str) -> Figures:
    program, _ = read(Source("network", text))
    network, _ = elaborate(program)
    assert network is not None
    figures, faults = measure(network)
    assert not faults
    return figures


def test_paths_that_are_not_aligned() -> None:
    text = (
        "input 64 x 64 x 3\na: parallel concat { path { conv N=4 K=3 S=2 P=1 } path { max_pool K=3 S=2 round=ceil } }"
    )
    (meeting,) = meetings(figures_of(text + "\nb: relu\n"))
    assert (meeting.is_aligned, meeting.longest, meeting.shortest) == (False, 4, 3)
    assert [branch.centre for branch in meeting.branches] == [0, 1]


def test_what_cannot_be_told_of_an_alignment() -> None:
    text = (EXAMPLES / "unet.cnn").read_text("utf-8")
    assert {meeting.is_aligned for meeting in meetings(figures_of(text))} == {None}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["--text", "--markdown", "--latex", "--html", "--json"])
def test_every_format(form: str, language: str) -> None:
    for command in (("closed", "--symbolic", "I"), ("solve", "--for", "I", "--where", "C1.O = 28")):
        status, output = run(command[0], str(EXAMPLES / "lenet.cnn"), *command[1:], form, "--lang", language)
        assert status == 0
        assert output
