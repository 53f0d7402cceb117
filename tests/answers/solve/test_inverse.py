"""Every line that turns a relation round says the same."""

from __future__ import annotations

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from symcnn.answers.solve.inverse import Bounds, inverted
from symcnn.core.written.arithmetic import Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total

sides = st.recursive(
    st.just(Sym("I")),
    lambda inner: st.one_of(
        st.builds(lambda e, n: total(e, Num(n)), inner, st.integers(0, 9)),
        st.builds(lambda e, n: total(Num(n), negated(e)), inner, st.integers(0, 90)),
        st.builds(lambda e, n: total(e, product(Num(2), Num(n)), negated(Num(3))), inner, st.integers(0, 9)),
        st.builds(lambda e, n: product(Num(n), e), inner, st.integers(1, 3)),
        st.builds(lambda e, n: product(negated(Num(n)), e, reciprocal(Num(2))), inner, st.integers(1, 3)),
        st.builds(lambda e, n: product(Num(n), reciprocal(e)), inner, st.integers(1, 200)),
        st.builds(lambda e, n: Op("floor", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
        st.builds(lambda e, n: Op("ceil", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
    ),
    max_leaves=1,
)
ends = st.none() | st.integers(-20, 60)


@settings(deadline=None)
@given(sides, ends, ends, st.booleans(), st.booleans())
def test_every_line_of_working_says_the_same(
    side: Expr, low: int | None, high: int | None, above: bool, below: bool
) -> None:
    if low is not None and high is not None and (low > high or (low == high and (above or below))):
        reject()
    found = inverted(side, "I", Bounds(low, high, above, below))
    if found is None:
        return
    lines, reached = found
    for value in range(1, 200):
        try:
            truths = {bool(value_of(_unnested(line), {"I": value})) for line in lines if _is_relation(line)}
        except Undefined:
            continue
        assert len(truths) <= 1
        inside = (reached.low is None or value >= reached.low) and (reached.high is None or value <= reached.high)
        assert truths <= {inside}


def _is_relation(line: Expr) -> bool:
    return isinstance(line, Op) and line.name in ("=", "<=", ">=", "<", ">")


def _unnested(line: Expr) -> Expr:
    """``(a ≤ b) < c`` as the product of ``a ≤ b`` and ``b < c``."""
    match line:
        case Op(outer, (Op(name, (first, middle)), last)) if name in ("<=", "<"):
            return product(Op(name, (first, middle)), Op(outer, (middle, last)))
    return line
