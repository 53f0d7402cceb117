"""What a claim says beside numbers and names: letters for thousands are no symbols, parts of names have their place."""

from __future__ import annotations

import pytest

from symcnn.answers.claims.claims import check_claims
from symcnn.core.text.source import Source
from symcnn.network.figures.read_figures import figures_of, parse

NET = "input 32 x 32 x 3\nC1: conv N=6 K=5\n"


def faults(text: str) -> list[tuple[str, str, object]]:
    _, found = check_claims(figures_of(parse(Source("a.cnn", text)), {}, {}))
    return [(fault.code, text[fault.start : fault.end], fault.values.get("near")) for fault in found]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("C1.params = 4k", ("scale-behind-number", "4k", "4000")),
        ("total.macs < 5M", ("scale-behind-number", "5M", "5000000")),
        ("C1.macs = 35万", ("scale-behind-number", "35万", "350000")),
        ("C11.params = 456", ("unknown-layer", "C11", "C1")),
        ("C1.parms = 456", ("unknown-quantity", "parms", "params")),
        ("C1_params = 456", ("undeclared", "C1_params", "C1.params")),
        ("O = 28", ("undeclared", "O", "C1.O")),
        ("C1.params = params", ("undeclared", "params", "total.params")),
    ],
)
def test_faults_of_claims(claim: str, told: tuple[str, str, str]) -> None:
    assert faults(f"{NET}claim {claim}\n") == [told]


def test_all_letters_of_a_formula_are_told_with_the_line_that_names_their_layer() -> None:
    """Each once; those of the layer that the claim speaks of, though others behind it have them too."""
    text = f"{NET}C9: conv N=2 K=1\nclaim C1.params = (K^2*C + 1)*N\n"
    figures = figures_of(parse(Source("a.cnn", text)), {}, {})
    _, found = check_claims(figures)
    assert [each.values["near"] for each in found] == ["C1.K", "C1.C", "C1.N"]
    assert found[-1].values["write"] == "claim C1.params = (C1.K^2*C1.C + 1)*C1.N"
    assert [code for code, *_ in faults(f"{NET}claim C1.params = K + foo\n")] == ["undeclared", "undeclared"]


def test_a_declared_letter_is_a_symbol() -> None:
    assert faults(f"let k\n{NET}claim C1.params = 4k\n") == []
    assert faults(f"let n\n{NET}claim C1.params = 4n\n") == []
    assert faults(f"{NET}claim C1.params = 4n\n") == [("undeclared", "n", "")]
