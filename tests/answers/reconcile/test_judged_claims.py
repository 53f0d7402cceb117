"""Claims that another way of counting makes true; beside each the nearest that none does, or that the text decides."""

from __future__ import annotations

import pytest

from symcnn.answers.reconcile.judged_claims import judged_claims
from symcnn.core.text.source import Source
from symcnn.core.written.spelling import source_text
from symcnn.network.figures.read_figures import figures_of, parse

NETWORK = "input 10x10x3\nC: conv N=4 K=3\nB: batch_norm\nR: relu\nD: dense N=2\n"
"""C has 3²·3·4 = 108 weights, 4 biases, 8²·108 = 6,912 MACs and 256 values; B has four numbers for each of 4 maps."""


def judged(claim: str, convention: str = "") -> str:
    """The verdict on a claim, and the conditions under which it holds."""
    (found,), faults = judged_claims(
        figures_of(parse(Source("a.cnn", f"{convention}\n{NETWORK}claim {claim}")), {}, {})
    )
    assert not faults
    return " ".join([str(found.verdict), *(source_text(each).replace(" ", "") for each in found.conditions)])


@pytest.mark.parametrize(
    ("claim", "convention", "verdict"),
    [
        ("C.flops = 13824", "", "right"),
        ("C.flops = 6912", "", "conditional flops_per_mac=1"),
        ("C.flops = 6913", "", "wrong"),
        ("C.flops = 6912", "convention flops_per_mac = 2", "wrong"),
        ("C.flops = 6912", "convention torch_flops", "wrong"),
        ("C.flops = 14080", "", "conditional bias_flops=1"),
        ("C.flops = 7168", "", "conditional bias_flops=1 flops_per_mac=1"),
        ("C.flops = 7000", "", "wrong"),
        ("C.flops = 6.9e3", "", "conditional flops_per_mac=1"),
        ("B.params = 8", "", "conditional moving_statistics=0"),
        ("B.params = 8", "convention keras", "wrong"),
        ("B.params = 4", "", "wrong"),
        ("C.params = 108", "", "wrong"),  # biases are no convention
        ("input.activation_bytes = 1200", "", "conditional input_stored=1"),
        ("input.activation_bytes = 1200", "convention input_stored = 0", "wrong input_stored=0"),
        ("input.activation_bytes = 1204", "", "wrong input_stored=0"),  # by which it comes to nothing
        ("D.macs = 0", "", "wrong"),
        ("R.params = 3", "", "wrong"),  # by no convention
        ("R.activation_bytes = 1024", "", "conditional in_place_stored=1"),
        ("C.macs = 13824", "", "wrong"),  # one for each multiplication with its addition, by any convention
        ("C.flops <= 6912", "", "wrong"),
        ("C.O = 9", "", "wrong"),
    ],
)
def test_a_claim_holds_by_a_convention_that_nobody_has_decided(claim: str, convention: str, verdict: str) -> None:
    assert judged(claim, convention) == verdict
