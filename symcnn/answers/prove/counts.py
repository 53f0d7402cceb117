"""The quantities that are counted of layers, and those of them that are also counted of whole blocks."""

from __future__ import annotations

BLOCK_COUNTS = ("params", "weights", "trainable", "macs", "flops")
"""What layers of many kinds, and blocks of them, have of so few letters that only a kernel's tells which are meant."""

LAYER_COUNTS = (*BLOCK_COUNTS, "biases", "neurons", "connections")
"""What is counted of a layer: by its form a formula says which, whatever its letters; none of them is an argument."""
