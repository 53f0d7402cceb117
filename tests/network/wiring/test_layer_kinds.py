"""Kinds beside a file's own ones: made once, and never mistaken for those of another file."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Definition
from symcnn.network.wiring.layer_kinds import LayerKind, kind


def own(rule: str) -> dict[str, Definition]:
    text = (
        f'layer conv(N = 2) like layer {{\n  title en "t" zh "t"\n  about en "a" zh "a"\n'
        f'  rule O = {rule}\n    en "e" zh "z"\n    source ours\n}}\n'
    )
    program, faults = read(Source("own.cnn", text))
    assert not faults
    return {each.name.text: each for each in program.statements if isinstance(each, Definition)}


def size(found: LayerKind) -> str:
    return repr([rule.expr for rule in found.rules if rule.target == "O"][-1])


@pytest.mark.parametrize("name", ["conv", "relu"])
def test_a_kind_is_made_once_for_a_file(name: str) -> None:
    mine = own("I")
    assert kind(name, mine) is kind(name, dict(mine))


def test_a_kind_is_that_of_its_own_file() -> None:
    one, other = own("2*I"), own("3*I")
    assert [size(kind("conv", each)) for each in (one, other, one)] == [
        "Op(name='*', args=(Num(value=2), Sym(name='I')))",
        "Op(name='*', args=(Num(value=3), Sym(name='I')))",
        "Op(name='*', args=(Num(value=2), Sym(name='I')))",
    ]
    assert kind("conv", {}) is not kind("conv", one)


def test_kinds_of_more_files_than_are_kept_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symcnn.network.wiring.layer_kinds._MOST_KEPT", 3)
    for factor in range(2, 20):
        assert f"value={factor})" in size(kind("conv", own(f"{factor}*I")))
