"""Layers that are described label by label."""

from __future__ import annotations

from document_findings import RIGHT, said

LENET = """
### C1, a convolutional layer

Input size: 32*32

Kernel size: 5*5

Number of kernels: 6

Output size: 28*28

Number of neurons: 28*28*6

Trainable parameters: (5*5+1)*6

Number of connections: {connections}

### S2, a subsampling layer

Input size: 28*28

Sampling area: 2*2

Sampling type: 6

Output size: 14*14

Trainable parameters: 2*6

Number of connections: (2*2+1)*6*14*14
"""
"""LeCun and others 1998, section II.B: 156 and 122,304; 12 and 5,880."""


def test_a_layer_label_by_label() -> None:
    found = said(LENET.format(connections="(5*5+1)*6*28*28"))
    assert {verdict for _, _, verdict in found} == {RIGHT}
    assert [quote for quote, code, _ in found if code == "layer-params"] == [
        "(5*5+1)*6",
        "2*6",
    ]
    assert "(2*2+1)*6*14*14" in [quote for quote, _, _ in found]


def test_a_count_that_leaves_biases_out_is_not_wrong() -> None:
    found = said(LENET.format(connections="(5*5)*6*28*28"))
    assert {verdict for _, _, verdict in found} == {RIGHT}
