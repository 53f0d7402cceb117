"""The symbols of a file: what its lines use as such; a word that an argument takes is none."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.network.language.parse import read
from symcnn.network.wiring.used_symbols import symbols_of


@pytest.mark.parametrize(
    ("lines", "symbols"),
    [
        ("conv N=n K=3 P=same", {"n"}),
        ("conv N=n K=3 P=valid S=s", {"n", "s"}),
        ("conv N=same K=3", {"same"}),
        ("conv N=4 K=3 P=same + 1", {"same"}),
        ("repeat r { conv N=n K=3 P=same }", {"n", "r"}),
        ("block b(m) { conv N=m*w K=3 P=same }\nb m=2", {"w"}),
        ("kind_that_is_none A=same", {"same"}),
        ("let same = 3 ; conv N=4 K=3 P=same", {"same"}),
    ],
)
def test_symbols(lines: str, symbols: set[str]) -> None:
    program, _ = read(Source("test.cnn", f"input 8 x 8 x 3\n{lines}\n"))
    assert symbols_of(program) == symbols
