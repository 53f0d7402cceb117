"""A network: its layers in order, each wired to layers before it, with nothing computed yet."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.record import record, replace
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Sym, names
from symcnn.network.language.syntax import ClaimLine, InputLine, LayerLine, LetLine, Word
from symcnn.network.wiring.layer_kinds import LayerKind


@record
class WiredLayer:
    """One layer; `inputs` are places in the network's tuple of layers, 0 being the input.

    `spoken_of` are the places of those whose figures stand in its arguments, `again` that of the layer whose weights
    it uses once more.
    """

    name: str
    kind: LayerKind
    line: LayerLine
    inputs: tuple[int, ...]
    spoken_of: tuple[int, ...] = ()
    again: int | None = None


@record
class Loop:
    """A repetition whose `count` is a symbol: the layers from `start` to `end`, fed by the layer at `before`.

    The rounds are counted from `first` on: those before it stand apart. `keyword` is its word in the text.
    """

    name: str
    count: Expr
    before: int
    start: int
    end: int
    keyword: Word
    first: int = 1


@record
class Network:
    """A network whose symbols have the values of `symbols`, or none (a symbol that stands for itself).

    `lets` are the lines in which the text itself gives them values, `orphans` layers whose input has a fault,
    `chosen` the conventions that the text or a caller has decided.
    """

    name: str
    source: Source
    input: InputLine
    layers: tuple[WiredLayer, ...]
    loops: tuple[Loop, ...]
    symbols: Mapping[str, Expr]
    conventions: Mapping[str, Number]
    claims: tuple[ClaimLine, ...]
    sources: Mapping[str, str]
    lets: tuple[LetLine, ...] = ()
    orphans: tuple[WiredLayer, ...] = ()
    chosen: frozenset[str] = frozenset()

    @property
    def declared(self) -> frozenset[str]:
        """The names that stand for a number here: those of ``let`` lines, and those that the layers use."""
        exprs = [self.input.shape, *(loop.count for loop in self.loops)]
        exprs += [argument.value for layer in self.layers for argument in layer.line.arguments]
        return frozenset(self.symbols).union(*map(names, exprs))

    @property
    def free_symbols(self) -> tuple[str, ...]:
        """The symbols without a value: those of ``let`` lines, then letters that stand in the lines undeclared."""
        free = {name: None for name, expr in self.symbols.items() if expr == Sym(name)}
        exprs = [self.input.shape, *(loop.count for loop in self.loops), *self.symbols.values()]
        for layer in self.layers:
            for argument in layer.line.arguments:
                is_word = isinstance(argument.value, Sym) and argument.value.name in layer.kind.words.get(
                    argument.name, ()
                )
                exprs += () if is_word else (argument.value,)
        used = dict.fromkeys(name for expr in exprs for name in names(expr) if "." not in name)
        return tuple(free | {name: None for name in used if name not in self.symbols})

    def with_conventions(self, choices: Mapping[str, Number]) -> Network:
        """The same network, counted by other conventions."""
        chosen = self.chosen.union(choices)
        return replace(self, conventions={**self.conventions, **choices}, chosen=chosen)
