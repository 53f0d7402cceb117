"""Claims on symbols without a value: each verdict is judged by plain integers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symcnn.answers.claims.claims import ClaimOutcome, Verdict, check_claims
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import plain_text, source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate

NETWORK = """let k = 8
let A = floor(k/2)
let B = floor((A + k)/2)
input 32 x 32 x 3
c: conv N=k K=3 S=2
"""


def figures_of(text: str, free: str) -> Figures:
    program, faults = read(Source("claims", text))
    assert not faults
    network, faults = elaborate(program, {free: Sym(free)})
    assert network is not None
    figures, faults = measure(network)
    assert not faults
    return figures


def finding(claim: str) -> ClaimOutcome:
    (found,), faults = check_claims(figures_of(f"{NETWORK}claim {claim}\n", "k"))
    assert not faults
    return found


VERDICTS = [
    ("B = 3*k/4", Verdict.CONDITIONAL, ["mod(3k, 4) = 0"]),
    ("A = k/2", Verdict.CONDITIONAL, ["mod(k, 2) = 0"]),
    ("k = 8", Verdict.CONDITIONAL, ["k = 8"]),
    ("c.params = 28*k = 224", Verdict.CONDITIONAL, ["k = 8"]),
    ("c.output = 15 x 15 x 8", Verdict.CONDITIONAL, ["k = 8"]),
    ("k < 9", Verdict.CONDITIONAL, ["k = 8"]),
    ("k/3 = 2.67", Verdict.CONDITIONAL, ["k = 8"]),
    ("c.output = 15 x 15 x k", Verdict.RIGHT, []),
    ("c.output = 15 x 15 x 2*A", Verdict.CONDITIONAL, ["mod(k, 2) = 0"]),
    ("c.params = 28*k", Verdict.RIGHT, []),
    ("floor((k + 1)/2) + A = k", Verdict.RIGHT, []),
    ("A <= B <= k", Verdict.RIGHT, []),
    ("2*A <= k", Verdict.RIGHT, []),
    ("B < 3*k/4", Verdict.WRONG, []),
    ("c.params = 27*k", Verdict.WRONG, []),
    ("c.output = 15 x 15 x 9", Verdict.WRONG, []),
    ("c.output = 15 x 8", Verdict.WRONG, []),
    ("A = k/2 + 1", Verdict.WRONG, []),
]


@pytest.mark.parametrize(("claim", "verdict", "conditions"), VERDICTS)
def test_verdicts(claim: str, verdict: Verdict, conditions: list[str]) -> None:
    found = finding(claim)
    assert found.verdict is verdict
    assert [plain_text(condition) for condition in found.conditions] == conditions


def test_the_value_that_the_file_gives_is_the_first_counterexample() -> None:
    assert finding("c.params = 27*k").point == (("k", 8),)


def test_conditions_of_the_network_count() -> None:
    text = "let i = 9\ninput i x i x 3\nc: conv N=2 K=5\nclaim {}\n"
    (found,), _ = check_claims(figures_of(text.format("i >= 5"), "i"))
    assert found.verdict is not Verdict.WRONG
    (found,), _ = check_claims(figures_of(text.format("i >= 6"), "i"))
    assert found.verdict is Verdict.CONDITIONAL
    assert found.point == (("i", 5),)


sides = st.recursive(
    st.sampled_from((Sym("k"), Sym("A"), Sym("B"), Num(2))),
    lambda inner: st.one_of(
        st.builds(total, inner, inner),
        st.builds(lambda e, n: total(e, negated(Num(n))), inner, st.integers(0, 4)),
        st.builds(lambda e, n: product(Num(n), e), inner, st.integers(1, 3)),
        st.builds(lambda e, n: product(e, reciprocal(Num(n))), inner, st.integers(1, 4)),
        st.builds(lambda e, n: Op("floor", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
    ),
    max_leaves=3,
)


def holds(claim: Expr, k: int) -> bool:
    half = k // 2
    return bool(value_of(claim, {"k": k, "A": half, "B": (half + k) // 2}))


@settings(deadline=None)
@given(st.sampled_from(("=", "<=", ">=", "<")), sides, sides)
def test_verdicts_agree_with_plain_integers(name: str, left: Expr, right: Expr) -> None:
    claim = Op(name, (left, right))
    found = finding(source_text(claim))
    values = range(1, 100)
    match found.verdict:
        case Verdict.RIGHT:
            assert all(holds(claim, k) for k in values)
        case Verdict.WRONG:
            assert not holds(claim, dict(found.point).get("k", 8))
            assert not holds(claim, 8)
        case Verdict.CONDITIONAL:
            assert found.conditions
            met = [k for k in values if all(value_of(condition, {"k": k}) for condition in found.conditions)]
            assert all(holds(claim, k) for k in met)
            assert not holds(claim, dict(found.point)["k"])
        case _:
            assert found.verdict is Verdict.UNDECIDED
