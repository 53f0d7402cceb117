"""Blocks of layers that papers publish one formula for, and what their counts come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from symcnn.answers.prove.rule_formulas import rule_cases
from symcnn.answers.prove.tidy import tidied
from symcnn.core.record import record
from symcnn.core.written.tree import ONE, ZERO, Expr, Num, Op, Sym, names, product, substituted, total
from symcnn.network.language.parse import read_relation
from symcnn.network.language.syntax import Citation, Rule, Texts
from symcnn.network.wiring.layer_kinds import kind

_FILE = Path(__file__).with_name("published_blocks.txt")
_ONE_AXIS = (Op("=", (Sym("axes"), Num(1))),)
_WITH_MACS = frozenset({"macs", "flops"})
BATCH = "B"
"""The letter of a batch, of which every multiplication is done for each example."""


@record
class BlockLayer:
    """A layer of a block: its kind, its arguments in the block's letters, how many of it there are."""

    kind: str
    arguments: Mapping[str, Expr]
    times: Expr
    is_norm: bool


@record
class BlockLetter:
    """The names that people have for a letter of a block, and what it is where a formula leaves it out."""

    names: frozenset[str]
    value: Expr | None


@record
class BlockOfLayers:
    """A block by its name, what it is called, its source, letters and layers."""

    name: str
    title: Texts
    citation: Citation | None
    letters: Mapping[str, BlockLetter]
    layers: tuple[BlockLayer, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its layers."""
        return frozenset(layer.kind for layer in self.layers if not layer.is_norm)

    @property
    def meanings(self) -> Mapping[str, str]:
        """The argument that each letter is, of the first layer in which it stands for one alone."""
        return {
            value.name: argument
            for layer in reversed(self.layers)
            for argument, value in layer.arguments.items()
            if isinstance(value, Sym)
        }

    def formula(self, quantity: str, *, biases: bool = True, norms: bool = True) -> Expr:
        """What a count of the block is in its letters.

        >>> from symcnn.core.written.spelling import source_text
        >>> source_text(blocks()["squeeze_and_excitation"].formula("weights"))
        'C*C/r + C/r*C'
        """
        return _formula(self.name, quantity, biases=biases, norms=norms)

    def rule(self, quantity: str, formula: Expr) -> Rule:
        """The formula as a rule with the block's source."""
        return Rule(quantity, formula, (), Texts(), self.citation)


@cache
def blocks() -> Mapping[str, BlockOfLayers]:
    """The blocks by their names."""
    return {block.name: block for block in _blocks(_FILE.read_text("utf-8"))}


def _blocks(text: str) -> Iterator[BlockOfLayers]:
    for entry in text.split("\n\n"):
        head, *lines = entry.splitlines()
        if head.startswith("#"):
            continue
        name, _, told = head.partition(": ")
        english, chinese, source = (part.strip() for part in told.split("|"))
        key, _, place = source.partition(", ")
        letters = dict(_letter(line.removeprefix("letter ")) for line in lines if line.startswith("letter "))
        layers = tuple(_layer(line) for line in lines if not line.startswith("letter "))
        title = Texts((("en", english), ("zh", chinese)))
        yield BlockOfLayers(name, title, Citation(key, place) if key else None, letters, layers)


def _letter(line: str) -> tuple[str, BlockLetter]:
    told, _, known = line.partition(": ")
    name, _, value = told.partition(" = ")
    return name, BlockLetter(frozenset(known.split()), read_relation(value) if value else None)


def _layer(line: str) -> BlockLayer:
    what, name, told = line.split(" ", 2)
    arguments, _, times = told.partition(" times ")
    pairs = (pair.partition(" = ") for pair in arguments.split(", "))
    put = {argument: read_relation(value) for argument, _, value in pairs}
    return BlockLayer(name, put, read_relation(times) if times else ONE, what == "norm")


@lru_cache(maxsize=1 << 8)
def _formula(name: str, quantity: str, *, biases: bool, norms: bool) -> Expr:
    block = blocks()[name]
    terms = []
    for layer in block.layers:
        if norms or not layer.is_norm:
            found = _of_layer(layer, "macs" if quantity == "flops" else quantity, biases=biases)
            terms.append(tidied(product(layer.times, found)))
    whole = tidied(total(*terms))
    factors = [Num(2)] if quantity == "flops" else []
    return tidied(product(*factors, *([Sym(BATCH)] if quantity in _WITH_MACS else []), whole))


def _of_layer(layer: BlockLayer, quantity: str, *, biases: bool) -> Expr:
    """A layer's rule with its arguments; along one axis where it is one of a sequence."""
    if quantity in ("params", "trainable") and not biases and "bias" in kind(layer.kind, {}).parameters:
        quantity = "weights"
    sizes = frozenset(name for name in layer.arguments if name.startswith("O_"))
    letters = sizes if quantity == "macs" else frozenset()
    found = next(rule_cases(letters, quantity, (layer.kind,), usual=True), None)
    if found is not None and "I" in layer.arguments and "I" in names(found.formula):
        others = rule_cases(letters, quantity, (layer.kind,), (1,), usual=False)
        found = next((case for case in others if case.chosen == _ONE_AXIS), None)
    return substituted(found.formula, layer.arguments) if found else ZERO


def letters_left_out(block: BlockOfLayers, given: Mapping[str, str]) -> dict[str, Expr] | None:
    """The values of the letters that are not given; None where one of these has none."""
    missing = {name: letter.value for name, letter in block.letters.items() if name not in given}
    if None in missing.values():
        return None
    found = {name: value for name, value in missing.items() if value is not None}
    return {name: substituted(value, found) if names(value) else value for name, value in found.items()}
