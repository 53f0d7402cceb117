"""The examples: each can be read and measured without a fault, its numbers hold, and all kinds occur."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.figures.figures import TOTALS, Figures
from symcnn.network.figures.measure import measure
from symcnn.network.figures.values import Value, value_of_names
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import LayerLine
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.layer_kinds import CATALOGUE, catalogue_names, catalogue_program
from symcnn.network.wiring.network import Network
from symcnn.network.wiring.spelled import catalogue_called, split

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.cnn"))

each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
DEEP = frozenset(
    {
        *("resnet50", "resnet152", "resnet50_keras", "resnet50_v1_stride", "se_resnet50", "densenet121", "densenet_bc"),
        *("googlenet", "googlenet_torchvision", "inception_v3", "efficientnet", "mobilenet_v2"),
    }
)
each_example_soon = pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem, marks=[pytest.mark.slow] * (path.stem in DEEP)) for path in EXAMPLES]
)
"""The deepest are left to the slow run, where a test takes its time of each layer."""


def network_of(path: Path, values: Mapping[str, Expr] | None = None) -> Network:
    """An example as a network, with values for its symbols; it must have no faults."""
    program, faults = read(Source(path.name, path.read_text("utf-8")))
    assert not faults
    network, faults = elaborate(program, values)
    assert not faults
    assert network is not None
    return network


def known(figures: Figures) -> Mapping[str, Value]:
    """What a claim may name: ``C1.params``, ``total.macs``, ``P5.jump``, and the network's symbols."""
    found: dict[str, Value] = {f"total.{quantity}": figures.total(quantity) for quantity in TOTALS}
    for layer in figures.layers:
        name = layer.layer.name
        found.update((f"{name}.{quantity}", value) for quantity, value in layer.shared.values.items())
        for quantity, axes in (("receptive_field", layer.receptive_field), ("jump", layer.jump)):
            if len(set(axes)) == 1:
                found[f"{name}.{quantity}"] = axes[0]
        found[f"{name}.output"] = layer.output if len(layer.output) > 1 else layer.output[0]
        parts = name.split(".")[:-1]
        found.update(
            (".".join(parts[:depth]) + ".output", found[f"{name}.output"]) for depth in range(1, len(parts) + 1)
        )
    for name, expr in figures.network.symbols.items():
        found[name] = value_of_names(expr, found)
    return found


def side(expr: Expr, values: Mapping[str, Value]) -> Value:
    """The value of one side of a claim, or the sizes that it lists."""
    if isinstance(expr, Op) and expr.name == "x":
        return tuple(value_of_names(part, values) for part in expr.args)
    return values[expr.name] if isinstance(expr, Sym) else value_of_names(expr, values)


def test_the_deepest_examples_have_no_kinds_of_their_own() -> None:
    kinds = {path.stem: {layer.kind.name for layer in network_of(path).layers} for path in EXAMPLES}
    assert set.union(*(kinds[name] for name in DEEP)) <= set.union(*(kinds[name] for name in kinds.keys() - DEEP))


@each_example
def test_example_measures_without_a_fault(path: Path) -> None:
    network = network_of(path)
    figures, faults = measure(network)
    assert not faults
    assert len(figures.layers) == len(network.layers)


def numbered(path: Path) -> tuple[Network, ...]:
    """The network itself, or with numbers for the letters of ``symbolic.cnn``."""
    if path.stem != "symbolic":
        return (network_of(path),)
    samples = ({"i": 32, "k": 5, "s": 2, "p": 1}, {"i": 31, "k": 4, "s": 3, "p": 0}, {"i": 20, "k": 3, "s": 1, "p": 2})
    rest = {"c": 3, "n": 8, "m": 10}
    return tuple(network_of(path, {name: Num(value) for name, value in (sample | rest).items()}) for sample in samples)


@each_example
def test_claims_of_an_example_hold(path: Path) -> None:
    for network in numbered(path):
        figures, _ = measure(network)
        values = known(figures)
        for claim in network.claims:
            assert isinstance(claim.relation, Op)
            sides = [side(part, values) for part in claim.relation.args]
            text = network.source.text[claim.start :].partition("\n")[0]
            assert all(value == sides[0] for value in sides), f"{text}: {sides}"


@each_example
def test_example_starts_with_its_source(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")


def test_every_kind_of_the_catalogue_is_used() -> None:
    used: set[str] = set()
    for path in EXAMPLES:
        program, _ = read(Source(path.name, path.read_text("utf-8")))
        used.update(line.kind.text for line in program.statements if isinstance(line, LayerLine))
    assert set(catalogue_names()) <= used


def test_the_catalogue_as_built_is_the_catalogue() -> None:
    for path in sorted(CATALOGUE.glob("*.cnn")):
        program, faults = read(Source(path.name, path.read_text("utf-8")))
        assert not faults
        rules, called = split(program.statements)
        assert catalogue_program(path.stem) == rules
        assert called.items() <= catalogue_called().items()
