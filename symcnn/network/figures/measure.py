"""From a network to its figures: every layer from the input on, repetitions without a number solved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Sym
from symcnn.network.figures.figures import Figures, LayerFigures, Repetition, Sizes
from symcnn.network.figures.layer_arguments import SymbolValues
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.values import Value, no_value, value_of_names
from symcnn.network.wiring.network import Loop, Network, WiredLayer


def measure(network: Network) -> tuple[Figures, tuple[Fault, ...]]:
    """The figures of all layers, and the faults of those that cannot be; what follows a fault is left out."""
    measurer = Measurer(network)
    try:
        scope = scope_of(network)
        shape = measurer.input_shape(scope)
    except Faulty as faulty:
        return Figures(network, (), ()), (faulty.fault,)
    walk = _Walk(network, measurer, scope, shape)
    walk.run(0, len(network.layers), ())
    return Figures(network, measurer.axes, tuple(walk.found.values())), tuple(walk.faults)


class _Walk:
    """One way through the layers; `seen` is what later layers see of each, `found` what is told of it."""

    def __init__(self, network: Network, measurer: Measurer, scope: Mapping[str, Value], shape: Sizes) -> None:
        self.network, self.measurer, self.scope, self.shape = network, measurer, scope, shape
        self.loops = {loop.start: loop for loop in network.loops}
        self.seen: dict[int, LayerFigures] = {}
        self.found: dict[int, LayerFigures] = {}
        self.faults: list[Fault] = []

    def run(self, start: int, end: int, repetitions: tuple[Repetition, ...], within: Loop | None = None) -> None:
        """Measures the layers from `start` to `end`; `within` is the repetition whose body they are."""
        place = start
        while place < end:
            loop = self.loops.get(place)
            if loop is not None and loop is not within:
                self.repeat(loop, repetitions)
                place = loop.end
                continue
            layer = self.network.layers[place]
            if all(source in self.seen for source in layer.inputs):
                try:
                    inputs = tuple(self.seen[source] for source in layer.inputs)
                    figures = self.measurer.layer(layer, inputs, self.scope, self.shape)
                    self.seen[place] = replace(figures, repetitions=repetitions) if repetitions else figures
                    self.found[place] = self.seen[place]
                except Faulty as faulty:
                    self.faults.append(_placed(faulty.fault, layer))
            place += 1

    def repeat(self, loop: Loop, repetitions: tuple[Repetition, ...]) -> None:
        """Solves the recurrence of a repetition: channels and receptive field grow by the same in every round.

        The growth is measured in the first round and then proved for any round: the body, given what
        holds before round j, must lead to what holds after it.
        """
        from symcnn.core.algebra.convert import added, symbol
        from symcnn.network.figures.rounds import after_rounds, growth, leads_on

        before = self.seen.get(loop.before)
        if before is None:
            return
        self.run(loop.start, loop.end, repetitions, loop)
        first = self.seen.get(loop.end - 1)
        if first is None:
            return
        index, count = self.index(loop), value_of_names(loop.count, self.scope)
        grown = growth(before, first)
        entry = None if grown is None else after_rounds(before, grown, added([symbol(index), -1]))
        if grown is not None and entry is not None:
            self.seen[loop.before] = entry
            self.run(loop.start, loop.end, (*repetitions, Repetition(index, count)), loop)
            self.seen[loop.before] = before
        if grown is None or entry is None or not leads_on(entry, self.seen[loop.end - 1], grown):
            self.faults.append(Fault("no-closed-form", loop.keyword.start, loop.keyword.end, {"name": loop.name}))
            return
        self.seen[loop.end - 1] = after_rounds(first, grown, added([count, -1]))

    def index(self, loop: Loop) -> str:
        """A letter for the rounds that is no symbol of the network: j, or j with a number."""
        place = self.network.loops.index(loop) + 1
        return "j" if len(self.network.loops) == 1 else f"j_{place}"


def scope_of(network: Network) -> Mapping[str, Value]:
    """The values of the network's symbols; each may use those before it.

    Raises `Faulty`.
    """
    scope = SymbolValues()
    for name, expr in network.symbols.items():
        if expr != Sym(name):
            try:
                scope[name] = value_of_names(expr, scope)
            except (Undefined, TooLarge, TypeError, KeyError) as error:
                raise no_value(error, *_let_place(network, name)) from None
    return scope


def _let_place(network: Network, name: str) -> tuple[int, int]:
    """Where the text gives a symbol its value: the last ``let`` of that name."""
    return next(((let.start, let.end) for let in reversed(network.lets) if let.name.text == name), (0, 0))


def _placed(fault: Fault, layer: WiredLayer) -> Fault:
    """The fault, at the layer's kind where it names no place of its own."""
    if fault.start or fault.end:
        return fault
    return Fault(fault.code, layer.line.kind.start, layer.line.kind.end, fault.values)
