"""From a network to its figures: every layer from the input on, repetitions without a number solved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from symcnn.core.limits import MAX_FLOORS
from symcnn.core.record import record, replace
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.named_place import named_place
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import ONE, Sym
from symcnn.network.figures.figures import Figures, LayerFigures, Repetition, Sizes
from symcnn.network.figures.layer_arguments import SymbolValues
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.named_figures import with_figures
from symcnn.network.figures.shared_weights import check_weights
from symcnn.network.figures.shrinking import with_course
from symcnn.network.figures.values import Value, is_number, no_value, value_of_names
from symcnn.network.wiring.first_rounds import first_round_apart
from symcnn.network.wiring.network import Loop, Network, WiredLayer

if TYPE_CHECKING:  # loads SymPy, which a network without letters does not need
    from symcnn.core.algebra.forms import Opaque
    from symcnn.network.figures.rounds import Growth, SizeLaw


def measure(network: Network) -> tuple[Figures, tuple[Fault, ...]]:
    """The figures of all layers, and the faults of those that cannot be; what follows a fault is left out."""
    found = _measured(network)
    for _ in range(_MOST_APART):
        unsolved = next((loop for loop in found.unsolved if loop.first == 1), None)
        if unsolved is None:
            break
        apart = _measured(first_round_apart(found.figures.network, unsolved))
        if len(apart.faults) > len(apart.unsolved) or any(loop.first > 1 for loop in apart.unsolved):
            break
        found = apart
    return found.figures, found.faults


ABSOLUTE = frozenset({"not-positive", "negative-padding", "not-whole", "one-number", "not-a-pair", "wrong-axes"})
"""The faults that an argument has whatever the others are."""

OF_TABLES = frozenset({"table-rows", "table-twice", "table-map"})
"""The faults of a table of connections, behind which sizes and channels are known all the same."""

_MOST_APART = 8
"""So many repetitions may have a first round that is not like the others; each is measured anew."""


@record
class _Measured:
    """The figures, the faults, and the repetitions that have no closed form."""

    figures: Figures
    faults: tuple[Fault, ...]
    unsolved: tuple[Loop, ...] = ()


def _measured(network: Network) -> _Measured:
    measurer = Measurer(network)
    scope, faults = _scope_with_faults(network)
    try:
        shape = measurer.input_shape(scope)
    except Faulty as faulty:
        walk = _Walk(network, measurer, scope, ())
        walk.faults = [*faults, faulty.fault]
        for layer in (*network.layers[1:], *network.orphans) if measurer.axes else ():
            walk.alone(layer)
        return _Measured(Figures(network, (), ()), tuple(walk.faults))
    walk = _Walk(network, measurer, scope, shape)
    walk.faults = faults
    walk.run(0, len(network.layers), ())
    for layer in network.orphans:
        walk.alone(layer)
    figures = Figures(network, measurer.axes, tuple(walk.found.values()))
    return _Measured(figures, tuple(walk.faults), tuple(walk.unsolved))


class _Walk:
    """One way through the layers; `seen` is what later layers see of each, `found` what is told of it."""

    def __init__(self, network: Network, measurer: Measurer, scope: Mapping[str, Value], shape: Sizes) -> None:
        self.network, self.measurer, self.scope, self.shape = network, measurer, scope, shape
        self.loops: dict[int, list[Loop]] = {}
        for loop in reversed(network.loops):  # an inner one stands before the one that it is in
            self.loops.setdefault(loop.start, []).append(loop)
        self.unsolved: list[Loop] = []
        self.seen: dict[int, LayerFigures] = {}
        self.found: dict[int, LayerFigures] = {}
        self.faults: list[Fault] = []
        self.depths: dict[Opaque, int] = {}
        self.kept: dict[int, LayerFigures] = {}  # what layers are, while a round is fed with something else

    def run(self, start: int, end: int, repetitions: tuple[Repetition, ...], within: Loop | None = None) -> None:
        """Measures the layers from `start` to `end`; `within` is the repetition whose body they are."""
        place = start
        while place < end:
            loop = self.outermost(place, within)
            if loop is not None:
                self.repeat(loop, repetitions)
                place = loop.end
                continue
            layer = self.network.layers[place]
            if self.seen.keys() >= {*layer.inputs, *layer.spoken_of, *_first_of(layer)}:
                try:
                    inputs = tuple(self.seen[source] for source in layer.inputs)
                    if layer.spoken_of:
                        spoken_of = tuple(self.kept.get(other, self.seen[other]) for other in layer.spoken_of)
                        layer = with_figures(layer, Figures(self.network, self.measurer.axes, spoken_of))
                    figures = self.measurer.layer(layer, inputs, self.scope, self.shape)
                    self.check_depth(figures)
                    if layer.again is not None:
                        check_weights(figures, self.seen[layer.again])
                    self.seen[place] = replace(figures, repetitions=repetitions) if repetitions else figures
                    self.found[place] = self.seen[place]
                except (TooLarge, RecursionError) as error:
                    self.faults.append(_too_large(error, layer))
                except Faulty as faulty:
                    from symcnn.network.figures.nearest_fit import with_fits

                    text = self.network.source.text
                    fault = with_course(_placed(faulty.fault, layer, text), inputs, self.network)
                    fault = with_fits(fault, layer, text, self.measured(inputs))
                    others = self.further(fault, layer, inputs)
                    self.faults += [each for each in (fault, *others) if each not in self.faults]
                    if fault.code in OF_TABLES:
                        self.without_table(place, layer, inputs)
            elif within is None:
                self.alone(layer)
            place += 1

    def check_depth(self, figures: LayerFigures) -> None:
        """Floors of letters may not stand too deep within each other: nothing could be done with such a size.

        Raises `TooLarge`.
        """
        sizes = [size for size in figures.shared.size if not is_number(size)]
        if sizes:
            from symcnn.core.algebra.form_depth import depth

            if max(depth(size, self.depths) for size in sizes) > MAX_FLOORS:
                raise TooLarge(MAX_FLOORS)

    def further(self, fault: Fault, layer: WiredLayer, inputs: tuple[LayerFigures, ...]) -> Iterator[Fault]:
        """The faults of other arguments of a layer that they have whatever the one with this fault is."""
        for _ in layer.line.arguments:
            culprit = next(
                (each for each in layer.line.arguments if (each.start, each.end) == (fault.start, fault.end)), None
            )
            if culprit is None:
                return
            default = layer.kind.parameters[culprit.name].default
            kept = (each for each in layer.line.arguments if each is not culprit)
            mended = () if default is not None else (replace(culprit, value=ONE, start=0, end=0),)
            layer = replace(layer, line=replace(layer.line, arguments=(*kept, *mended)))
            try:
                self.measurer.layer(layer, inputs, self.scope, self.shape)
                return
            except Faulty as faulty:
                fault = faulty.fault
            except (TooLarge, RecursionError):
                return
            if fault.code in ABSOLUTE and (fault.start or fault.end):
                yield fault

    def without_table(self, place: int, layer: WiredLayer, inputs: tuple[LayerFigures, ...]) -> None:
        """Goes on behind a layer with a wrong table, which changes no size: later layers have faults of their own."""
        kept = tuple(each for each in layer.line.arguments if each.name != "table")
        with suppress(Faulty, TooLarge, RecursionError):
            plain = replace(layer, line=replace(layer.line, arguments=kept))
            self.seen[place] = self.measurer.layer(plain, inputs, self.scope, self.shape)

    def measured(self, inputs: tuple[LayerFigures, ...]) -> Callable[[WiredLayer], LayerFigures]:
        """What gives the figures of a layer with these inputs."""
        return lambda layer: self.measurer.layer(layer, inputs, self.scope, self.shape)

    def alone(self, layer: WiredLayer) -> None:
        """Looks for what is wrong with a layer whatever its input is, which has a fault of its own."""
        fault = self.measurer.fault_alone(layer, self.scope)
        if fault is not None and fault not in self.faults:
            self.faults.append(fault)

    def outermost(self, place: int, within: Loop | None) -> Loop | None:
        """The repetition that begins at a place, of several the outermost; of those inside of one alone."""
        loops = self.loops.get(place, [])
        inner = loops[loops.index(within) + 1 :] if within in loops else loops
        return inner[0] if inner else None

    def repeat(self, loop: Loop, repetitions: tuple[Repetition, ...]) -> None:
        """Solves the recurrence of a repetition: what a round does to sizes, channels and receptive field.

        It is measured in the first round and then proved for any round: the body, given what
        holds before round j, must lead to what holds after it.
        """
        from symcnn.network.figures.rounds import after_rounds, growth, leads_to, sees_as

        before = self.seen.get(loop.before)
        if before is None:
            return
        self.run(loop.start, loop.end, repetitions, loop)
        first = self.seen.get(loop.end - 1)
        if first is None:
            return
        laws = self.laws(loop, before, first)
        grown = None if laws is None else growth(before, first, laws)
        index, count = self.index(loop), value_of_names(loop.count, self.scope)
        within = (*repetitions, Repetition(index, count, loop.first, None if grown is None else grown.falls))
        expected = self.any_round(loop, before, grown, within)
        if grown is not None and expected is not None and not sees_as(self.seen[loop.end - 1], expected):
            grown = grown.without_fields()
            expected = self.any_round(loop, before, grown, within)
        if grown is None or expected is None or not leads_to(self.seen[loop.end - 1], expected):
            self.unsolved.append(loop)
            self.faults.append(Fault("no-closed-form", loop.keyword.start, loop.keyword.end, {"name": loop.name}))
            return
        self.seen[loop.end - 1] = after_rounds(first, before, grown, count)

    def laws(self, loop: Loop, before: LayerFigures, first: LayerFigures) -> tuple[SizeLaw, ...] | None:
        """What a round does to the sizes: measured on a map of any size where the first round changes them."""
        from symcnn.network.figures.rounds import KEPT, free_sizes, size_laws

        if before.shared.size == first.shared.size:
            return (KEPT,) * len(before.shared.size)
        free = free_sizes(before)
        trial = _Walk(self.network, self.measurer, self.scope, self.shape)
        trial.seen = {**self.seen, loop.before: free}
        trial.run(loop.start, loop.end, (), loop)
        return None if trial.faults else size_laws(free, trial.seen[loop.end - 1])

    def any_round(
        self, loop: Loop, before: LayerFigures, grown: Growth | None, repetitions: tuple[Repetition, ...]
    ) -> LayerFigures | None:
        """Measures the body in round j, given what so many rounds lead to; returns what it should lead to."""
        from symcnn.core.algebra.convert import added, symbol
        from symcnn.network.figures.rounds import after_rounds

        if grown is None:
            return None
        index = symbol(repetitions[-1].index)
        outer = self.kept.get(loop.before)  # a repetition around this one may begin with it
        self.kept[loop.before] = outer or before
        self.seen[loop.before] = after_rounds(before, before, grown, added([index, -loop.first]))
        self.run(loop.start, loop.end, repetitions, loop)
        self.seen[loop.before] = before
        if outer is None:
            del self.kept[loop.before]
        return after_rounds(before, before, grown, added([index, 1 - loop.first]))

    def index(self, loop: Loop) -> str:
        """A letter for the rounds that is no symbol of the network: j, or j with a number."""
        place = self.network.loops.index(loop) + 1
        return "j" if len(self.network.loops) == 1 else f"j_{place}"


def _first_of(layer: WiredLayer) -> tuple[int, ...]:
    return () if layer.again is None else (layer.again,)


def scope_of(network: Network) -> Mapping[str, Value]:
    """The values of the network's symbols; each may use those before it.

    Raises `Faulty`.
    """
    scope, faults = _scope_with_faults(network)
    if faults:
        raise Faulty(faults[0])
    return scope


def _scope_with_faults(network: Network) -> tuple[SymbolValues, list[Fault]]:
    """The values of the symbols, and the faults of those that have none: these stand for themselves."""
    scope = SymbolValues()
    faults = []
    for name, expr in network.symbols.items():
        if expr != Sym(name):
            try:
                scope[name] = value_of_names(expr, scope)
            except (Undefined, TooLarge, TypeError, KeyError) as error:
                faults.append(no_value(error, *_let_place(network, name)).fault)
    return scope, faults


def _let_place(network: Network, name: str) -> tuple[int, int]:
    """Where the text gives a symbol its value: the name in the last ``let`` that does."""
    return next(((let.name.start, let.name.end) for let in reversed(network.lets) if let.name.text == name), (0, 0))


def _too_large(error: Exception, layer: WiredLayer) -> Fault:
    """The fault of a layer whose figures in letters are too long, or whose floors stand too deep within each other."""
    limit = error.limit if isinstance(error, TooLarge) else MAX_FLOORS
    return Fault("too-large", layer.line.kind.start, layer.line.kind.end, {"limit": limit})


def _in_rule(fault: Fault, layer: WiredLayer, text: str) -> tuple[int, int] | None:
    """Where a rule of a file's own kind speaks of a name; None where the file does not have the kind."""
    target = str(fault.values.get("rule", fault.values["name"]))
    rule = re.compile(rf"rule[ \t]+({re.escape(target)})[ \t]*=")
    defined = re.compile(rf"(?m)^[ \t]*layer[ \t]+{re.escape(layer.kind.name)}\b").search(text)
    found = rule.search(text, defined.end()) if defined else None
    if found is None:
        return None
    if fault.code == "endless-rule":
        return found.span(1)
    end = text.find("\n", found.end())
    return named_place(str(fault.values["name"]), text, found.end(), end if end >= 0 else len(text))


def _placed(fault: Fault, layer: WiredLayer, text: str) -> Fault:
    """The fault, at the layer's kind where it names no place of its own, in a table at the map that it speaks of."""
    if fault.code == "table-map":
        first = str(fault.values["found"]).partition(",")[0]
        start, end = named_place(first, text, fault.start, fault.end)
        return Fault(fault.code, start, end, fault.values)
    if fault.start or fault.end:
        return fault
    if fault.code == "unknown-quantity":
        asked = re.compile(rf"\.({re.escape(str(fault.values['name']))})(?!\w)")
        if found := asked.search(text, layer.line.kind.end, layer.line.end):
            return replace(fault, start=found.start(1), end=found.end(1))
    if fault.code in ("unknown-name", "endless-rule") and (place := _in_rule(fault, layer, text)):
        return replace(fault, start=place[0], end=place[1])
    return Fault(fault.code, layer.line.kind.start, layer.line.kind.end, fault.values)
