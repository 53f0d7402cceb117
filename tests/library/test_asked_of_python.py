"""What is asked in Python: names in lists, sentences where something is wrong, and no option of the shell in them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from symcnn import NetworkError, parse

NET = parse("let I = 32\nlet K\nlet S = 1\nlet P = 0\ninput I x I x 3\nC1: conv N=6 K=K S=S P=P")
ONE = parse("input I x I x 1\nC1: conv N=6 K=5 S=2")


def test_names_come_one_by_one_or_in_a_list() -> None:
    wanted = ["C1.O = 10", "C1.params < 1000"]
    found = NET.solve("K", "S", "P", where=wanted)
    for symbols in (["K", "S", "P"], ("K", "S", "P")):
        assert list(NET.solve(symbols, where=wanted)) == list(found)
    assert NET.closed(["K"]).totals == NET.closed("K").totals
    assert NET.free(["K"]).total.params == NET.free("K").total.params


def test_solutions_have_a_length_and_places() -> None:
    found = ONE.solve("I", where="10 <= C1.O <= 11")
    assert (len(found), found[0], found[-1]) == (4, {"I": 23}, {"I": 26})
    assert found
    with pytest.raises(IndexError):
        found[4]
    endless = ONE.solve("I", where="C1.O >= 10")
    assert endless[2] == {"I": 25}
    with pytest.raises(TypeError, match="no end of solutions"):
        len(endless)


def test_closed_forms_of_sizes_and_of_what_is_seen() -> None:
    deep = parse("let n\ninput 512 x 512 x 3\nrepeat n { A: conv N=8 K=4 S=2 P=1 }\nB: conv N=8 K=4 P=1")
    closed = deep.closed("n")
    assert str(closed.receptive_field["B"][0]) == "6*2**n - 2"
    assert str(closed.jump["B"][0]) == "2**n"
    assert str(ONE.closed("I").sizes["C1"][0]) == "floor((I + 1)/(2)) - 2"
    assert ONE.closed("I").start["C1"] == (0, 0)


@pytest.mark.parametrize(
    ("asked", "kind", "said"),
    [
        (lambda: NET.solve("I", where="C1.O = 10"), KeyError, "`K` must have numbers first: bind(K=…)"),
        (lambda: NET.solve("I", "K", where="C1.O = 3"), KeyError, 'add "I <= …" to where'),
        (lambda: NET.solve(["K", 3], where="C1.O = 3"), TypeError, 'a name is a str such as "K", not 3'),
        (lambda: NET.solve([], where="C1.O = 3"), TypeError, "takes the symbols to solve for"),
        (lambda: NET.closed(7), TypeError, 'a name is a str such as "K", not 7'),
        (lambda: NET.sweep({"K": [1.5]}), TypeError, "K takes an int or a Fraction, not 1.5"),
        (lambda: NET.sweep({"K": "1..5"}), TypeError, "K takes a range or a list of numbers, not '1..5'"),
        (
            lambda: parse("let n\ninput 8 x 8 x 3\ne: repeat n { conv N=4 K=3 P=1 S=2 ; upsample S=3 }"),
            NetworkError,
            "bind(n=3)",
        ),
    ],
)
def test_what_is_wrong_is_a_sentence(asked: Callable[[], Any], kind: type[Exception], said: str) -> None:
    with pytest.raises(kind) as raised:
        _ = getattr(asked(), "figures", None)
    assert said in str(raised.value)
    assert "--" not in str(raised.value)


@pytest.mark.parametrize(
    ("package", "asked", "said"),
    [
        ("numpy", "net.sweep({'K': [1, 3]})", "this needs numpy: pip install 'symcnn[sweep]'"),
        ("pandas", "net.table().frame()", "this needs pandas: pip install pandas"),
    ],
)
def test_a_package_that_is_not_there(package: str, asked: str, said: str) -> None:
    program = f"""
import subprocess
import sys
sys.modules[{package!r}] = None
import symcnn
net = symcnn.parse("input 8 x 8 x 3\\nC1: conv N=6 K=K")
try:
    {asked}
except ModuleNotFoundError as error:
    print(error)
"""
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == said
