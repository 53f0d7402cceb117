"""Any arguments at all are answered or refused: no command ends with an exception that nobody expected."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import click
import pytest
from conftest import EXAMPLES, FAULTY, SMALL, WRONG, tries
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from shell import run

from symcnn.commands.main import Commands, main

FILES = {
    "small.cnn": SMALL.encode(),
    "wrong.cnn": WRONG.encode(),
    "faulty.cnn": FAULTY.encode(),
    "unread.cnn": b"input 8 x 8\nC1: conv N=6 K=(5\nDense 10\n",
    "free.cnn": b"let K\nlet n = 3\ninput I x I x C\nconv N=n K=K S=s\nmax_pool K=2\nrepeat d { conv N=n K=3 P=1 }\n",
    "lenet.cnn": (EXAMPLES / "lenet.cnn").read_bytes(),
    "a.md": "# 5*5 = 24\n\n卷积 6 个 5×5：(5·5+1)·6 = 156。\n\n```cnn\ninput 8 x 8 x 1\nconv N=6 K=5\n```\n".encode(),
    "a.py": b"from keras import layers, Sequential\nm = Sequential([layers.Conv2D(6, 5, input_shape=(32, 32, 1))])\n",
    "a.ipynb": b'{"cells": [{"cell_type": "markdown", "source": ["2*3 = 7"]}], "nbformat": 4, "nbformat_minor": 5}',
    "a.tex": b"$O = \\frac{I-K}{S}$ \\input{a} \\input{.} \\input{folder/\0}\n",
    "broken.ipynb": b"{",
    "empty.cnn": b"",
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "folder/inner.md": b"2*2 = 5\n",
}
NAMES = (*FILES, "folder", "missing.cnn", "missing/a.md", "-", "ResNet-50", "VGG16", "a\x1b.cnn", "a" * 300, "", "conv")
FORMULAS = (
    "O = (I - K)/S + 1", "WC = K^2*C*N", r"\frac{W-F+2P}{S}+1", "K*K*C", "O = I = K", "I <= 3", "1/0", "(", "卷积",
    "10^999", "O", "floor(I/2)", "x", r"1 + \sum (k_i - 1)\prod s_j", "K+1 = 1+K", "", "I > I", "a mod b = gcd(a, b)",
)  # fmt: skip
VALUES = (
    "I", "n", "K", "I=64", "I=0", "I=-1", "I=1/2", "I=x", "n=6", "n=2,I=9", "C1", "S2", "C9", "total", "O", "params",
    "macs,params", "C1.O", "output,K", "C1.O = 10", "params < 5e6", "C1.O >= n", "I mod 4 = 0", "n=1..9:2", "I=8..32:8",
    "K=1,3,5", "I=9..1", "n=1..1e9", "I=1..", "keras", "pytorch", "flops_per_mac=1", "flops_per_mac=x", "F=2", "4.1e9",
    "60k", "0.8G", "528MB", "-3", "0", "1", "3", "2.5", "en", "zh", "de", "json", "sarif", "full", "claim", "sum",
    "documents", "W=I", "W=I,F=K", "W=", "=", "", ",", "conv", "O=9", "-params", "out.md", "out.json", "out.tex",
    "out.csv", "out.pdf", "folder", "missing/out.txt", "tcp", "\x00", "𝒌", "１２",
)  # fmt: skip


def commands() -> dict[str, click.Command]:
    """Every command by its name."""
    assert isinstance(main, Commands)
    found = {name: main.get_command(click.Context(main), name) for name in main.list_commands(click.Context(main))}
    return {name: command for name, command in found.items() if command is not None}


def arguments_of(name: str, command: click.Command) -> SearchStrategy[list[str]]:
    """A command's name with files or formulas, and some of its options with values that fit or do not."""
    given_to = [each for each in command.params if isinstance(each, click.Argument)]
    options = [each for each in command.params if isinstance(each, click.Option) and "--scheduler" not in each.opts]
    places = st.sampled_from(FORMULAS if name == "prove" else NAMES)
    most = sum(3 if each.nargs < 0 else 1 for each in given_to)
    parts = [st.lists(places, min_size=1, max_size=most + 1), *(_needed(each) for each in options if each.required)]
    chosen = st.lists(st.sampled_from(options).flatmap(_option), max_size=3).map(_joined)
    return st.tuples(*parts, chosen).map(lambda found: [name, *_joined(found)])


def _joined(parts: Iterable[list[str]]) -> list[str]:
    return [*chain.from_iterable(parts)]


def _needed(option: click.Option) -> SearchStrategy[list[str]]:
    return st.one_of(*[_option(option)] * 9, st.just([]))


def _option(option: click.Option) -> SearchStrategy[list[str]]:
    spelled = option.opts[0]
    if option.is_flag:
        return st.just([spelled])
    return st.one_of(st.sampled_from(VALUES), st.sampled_from(VALUES), st.text(max_size=5)).map(
        lambda value: [spelled, value]
    )


def arguments() -> SearchStrategy[list[str]]:
    """What somebody may type behind ``symcnn``."""
    words = (*NAMES, *VALUES, *commands(), "--help", "--json", "-o", "--", "tabel", "--quantity")
    known = (arguments_of(name, command) for name, command in commands().items())
    return st.one_of(*known, st.lists(st.sampled_from(words), max_size=4))


@pytest.fixture(scope="module", autouse=True)
def _files(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("any"))
        yield


def assert_answered(words: list[str]) -> None:
    """The arguments give an answer or one or more faults, and the status says which."""
    for name, content in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(content)
    result = run(*words, *(("-j", "1") if words[:1] == ["check"] else ()), stdin="2*2 = 5\n")
    assert result.exit_code in (0, 1, 2), words
    assert "error[internal-error]" not in result.output, words
    assert bool(result.stderr) or result.exit_code != 2, words


@tries(40, HealthCheck.too_slow)
@given(arguments())
@example(["table", "small.cnn", "--columns", "\x00"])
@example(["check", "a" * 300])
@example(["solve", "wrong.cnn", "--for", "", "--where", ""])
@example(["prove", "卷积", "--json"])
@example(["prove", r"1 + \sum (k_i - 1)\prod s_j", "I"])
def test_any_arguments_are_answered(words: list[str]) -> None:
    assert_answered(words)
