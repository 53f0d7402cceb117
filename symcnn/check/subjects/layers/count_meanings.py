"""Which figures of a layer a word for a count may mean: weights those of the layer or of one of its kernels."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.told_layers import ToldFact
from symcnn.network.wiring.kind_traits import parameters

_MEANT: Mapping[str, tuple[str, ...]] = {
    "params": ("params", "weights", "trainable", "statistics", "kernel_params", "fan_in"),
    "weights": ("weights", "fan_in", "params"),
    "biases": ("biases", "params"),  # "55,296, with the biases 55,392"
    "macs": ("macs", "fan_in"),
    "flops": ("flops", "macs"),
    "neurons": (
        "neurons",
        "values",
        "plane",
        "entering",
        "params",
        "fan_in",
        "kernel_params",
        "trainable",
        "statistics",
    ),
}
_OF_KERNELS: Mapping[str, tuple[str, ...]] = {
    "params": ("kernel_params", "fan_in", "params", "weights"),
    "weights": ("fan_in", "weights"),
    "macs": ("fan_in", "macs"),
    "neurons": ("fan_in", "plane", "values", "neurons", "kernel_params", "entering"),
}
"""What is meant where the clause speaks of each kernel or each map."""
_BY_PROGRAMS = ("macs", "connections", "flops")
"""What programs count as multiplications with addition: some add the biases too."""


def has_biases(fact: ToldFact) -> bool:
    """Whether the clause of a count of parameters says that the biases are in it."""
    return fact.quantity == "params" and "biased" in fact.cues


def is_without_biases(name: str, reading: LayerReading) -> bool:
    """Whether a figure under a reading has no biases in it."""
    return name == "weights" or "unbiased" in reading.departs


def has_biases_too(name: str, reading: LayerReading, fact: ToldFact, habit: str) -> bool:
    """Whether a figure has biases in it that a count of weights has not: its clause or its document leaves them out."""
    leaves_out = "unbiased" in fact.cues or (habit == "unbiased" and "biased" not in fact.cues)
    return name == "params" and fact.quantity == "weights" and leaves_out and reading.figures.get("biases", 0) > 0


def is_half(name: str, reading: LayerReading) -> bool:
    """Whether a figure is the factors of a normalisation, which nobody counts without its summands."""
    return name == "weights" and reading.figures.get("biases", 0) > 0 and "bias" not in parameters(reading.kind)


def meant(fact: ToldFact) -> tuple[str, ...]:
    """The figures that a fact may tell, the plainest first."""
    if "by-program" in fact.cues and fact.quantity == "macs":
        return _BY_PROGRAMS
    if "two-for-one" in fact.cues and fact.quantity == "flops":
        return ("flops",)
    by_each = _OF_KERNELS.get(fact.quantity, ()) if "each" in fact.cues else ()
    return by_each or _MEANT.get(fact.quantity, (fact.quantity,))
