"""A network: its layers in order, each wired to layers before it, with nothing computed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from symcnn.language.syntax import ClaimLine, InputLine, LayerLine, Source
from symcnn.network.kinds import Kind
from symcnn.written.arithmetic import Number
from symcnn.written.tree import Expr, Sym


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; `inputs` are places in the network's tuple of layers, 0 being the input."""

    name: str
    kind: Kind
    line: LayerLine
    inputs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A network whose symbols have the values of `symbols`, or none (a symbol that stands for itself)."""

    name: str
    source: Source
    input: InputLine
    layers: tuple[Layer, ...]
    symbols: Mapping[str, Expr]
    conventions: Mapping[str, Number]
    claims: tuple[ClaimLine, ...]
    sources: Mapping[str, str]

    def bind(self, values: Mapping[str, Expr]) -> Network:
        """The same network with other values for its symbols."""
        return replace(self, symbols={**self.symbols, **values})

    def free(self, names: tuple[str, ...]) -> Network:
        """The same network with these symbols standing for themselves."""
        return self.bind({name: Sym(name) for name in names})

    def with_conventions(self, choices: Mapping[str, Number]) -> Network:
        """The same network, counted by other conventions."""
        return replace(self, conventions={**self.conventions, **choices})
