"""The fifteen relationships of Dumoulin and Visin's guide are proved, and counted window by window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from judges import windows
from judges.proofs import check, proved, shown, value

from symcnn.answers.prove.proof import ProofVerdict
from symcnn.answers.prove.prove import prove
from symcnn.network.language.parse import read_relation

PROVED, REFUTED = ProofVerdict.PROVED, ProofVerdict.REFUTED
CONDITIONAL, UNDECIDED = ProofVerdict.CONDITIONAL, ProofVerdict.UNDECIDED


@dataclass(frozen=True, slots=True)
class Layer:
    """Input, kernel, padding and stride."""

    i: int
    k: int
    p: int
    s: int


LAYERS = tuple(Layer(*sizes) for sizes in product(range(1, 9), range(1, 5), range(3), range(1, 4)))


def convolved(i: int, k: int, p: int = 0, s: int = 1, d: int = 1) -> int:
    return len(windows.convolved(i, k, s, p, p, d))


def transposed(i: int, k: int, p: int = 0, s: int = 1, a: int = 0) -> int:
    return len(windows.transposed(i, k, s, p, p, extra=a))


@dataclass(frozen=True, slots=True)
class Relationship:
    """One of Dumoulin and Visin's: the output's formula, what it leaves out, and the condition under which it holds.

    `counted` counts the units of a layer that is as the relationship says; None for any other layer.
    """

    number: int
    formula: str
    counted: Callable[[Layer], int | None]
    kind: str = "conv"
    assumed: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    equal: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


RELATIONSHIPS = (
    Relationship(1, "(i - k) + 1", lambda at: convolved(at.i, at.k), assumed=("P = 0", "S = 1")),
    Relationship(2, "(i - k) + 2*p + 1", lambda at: convolved(at.i, at.k, at.p), assumed=("S = 1",)),
    Relationship(  # half padding: k is odd
        3,
        "i + 2*p - (k - 1)",
        lambda at: convolved(at.i, at.k, at.p) if at.k % 2 and at.p == at.k // 2 else None,
        assumed=("S = 1",),
        equal=(("i + 2*floor(k/2) - (k - 1)", "i", ("mod(k, 2) = 1",)),),
    ),
    Relationship(  # full padding
        4,
        "i + 2*p - (k - 1)",
        lambda at: convolved(at.i, at.k, at.p) if at.p == at.k - 1 else None,
        assumed=("S = 1",),
        equal=(("i + 2*(k - 1) - (k - 1)", "i + (k - 1)", ()),),
    ),
    Relationship(5, "floor((i - k)/s) + 1", lambda at: convolved(at.i, at.k, 0, at.s), assumed=("P = 0",)),
    Relationship(6, "floor((i + 2*p - k)/s) + 1", lambda at: convolved(at.i, at.k, at.p, at.s)),
    Relationship(
        7, "floor((i - k)/s) + 1", lambda at: convolved(at.i, at.k, 0, at.s), kind="max_pool", assumed=("P = 0",)
    ),
    Relationship(
        8,
        "i + (k - 1)",
        lambda at: transposed(at.i, at.k),
        kind="transposed_conv",
        assumed=("P = 0", "S = 1"),
        equal=(("i - k + 2*(k - 1) + 1", "i + (k - 1)", ()),),  # the direct convolution with p' = k - 1
    ),
    Relationship(
        9,
        "i + (k - 1) - 2*p",
        lambda at: transposed(at.i, at.k, at.p),
        kind="transposed_conv",
        assumed=("S = 1",),
        equal=(("i - k + 2*(k - p - 1) + 1", "i + (k - 1) - 2*p", ()),),  # p' = k - p - 1
    ),
    Relationship(
        10,
        "i + (k - 1) - 2*p",
        lambda at: transposed(at.i, at.k, at.p) if at.k % 2 and at.p == at.k // 2 else None,
        kind="transposed_conv",
        assumed=("S = 1",),
        equal=(("i + (k - 1) - 2*floor(k/2)", "i", ("mod(k, 2) = 1",)),),
    ),
    Relationship(
        11,
        "i + (k - 1) - 2*p",
        lambda at: transposed(at.i, at.k, at.p) if at.p == at.k - 1 else None,
        kind="transposed_conv",
        assumed=("S = 1",),
        equal=(("i + (k - 1) - 2*(k - 1)", "i - (k - 1)", ()),),
    ),
    Relationship(  # i - k is a multiple of s
        12,
        "s*(i - 1) + k",
        lambda at: transposed(at.i, at.k, 0, at.s),
        kind="transposed_conv",
        assumed=("P = 0",),
        equal=(
            ("s*(floor((i - k)/s) + 1 - 1) + k", "i", ("mod(i - k, s) = 0",)),
            ("i + (i - 1)*(s - 1) - k + 2*(k - 1) + 1", "s*(i - 1) + k", ()),  # the stretched input
        ),
    ),
    Relationship(  # i + 2p - k is a multiple of s
        13,
        "s*(i - 1) + k - 2*p",
        lambda at: transposed(at.i, at.k, at.p, at.s),
        kind="transposed_conv",
        equal=(
            ("s*(floor((i + 2*p - k)/s) + 1 - 1) + k - 2*p", "i", ("mod(i + 2*p - k, s) = 0",)),
            ("i + (i - 1)*(s - 1) - k + 2*(k - p - 1) + 1", "s*(i - 1) + k - 2*p", ()),
        ),
    ),
    Relationship(  # a = (i + 2p - k) mod s
        14,
        "s*(i - 1) + a + k - 2*p",
        lambda at: transposed(at.i, at.k, at.p, at.s, at.s - 1),
        kind="transposed_conv",
        equal=(("s*(floor((i + 2*p - k)/s) + 1 - 1) + ((i + 2*p - k) mod s) + k - 2*p", "i", ()),),
    ),
    Relationship(15, "floor((i + 2*p - k - (k - 1)*(d - 1))/s) + 1", lambda at: convolved(at.i, at.k, at.p, at.s, 2)),
)


@pytest.mark.parametrize("row", RELATIONSHIPS, ids=lambda row: f"relationship {row.number}")
def test_the_relationships_of_the_guide(row: Relationship) -> None:
    formula = read_relation(row.formula)
    proof = proved(f"o = {row.formula}", row.kind)
    assert proof.verdict is PROVED
    assert proof.match is not None
    assert proof.match.rule.citation is not None
    assert proof.match.rule.citation.key == "dumoulin2016"
    assert tuple(sorted(shown(proof.match.assumed))) == row.assumed
    for at in LAYERS:
        counted = row.counted(at)
        if counted:  # where no window fits there is no layer
            point = {"i": at.i, "k": at.k, "p": at.p, "s": at.s, "d": 2, "a": at.s - 1}
            assert value(formula, point) == counted, at
    for left, right, when in row.equal:
        found = prove(read_relation(left), read_relation(right))
        check(found, 5)
        assert found.verdict is (CONDITIONAL if when else PROVED)
        assert shown(found.conditions.relations if found.conditions else ()) == when
        assert found.conditions is None or found.conditions.exact


def test_all_fifteen_are_there() -> None:
    assert [row.number for row in RELATIONSHIPS] == list(range(1, 16))
