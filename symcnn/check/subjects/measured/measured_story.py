"""The layers of a story with their figures: what comes into each, its readings, and what is known of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.entering_shapes import entering_shapes
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_axes import told_axes
from symcnn.check.subjects.layers.told_layers import Certainty, Story, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.printed.printed_counts import agrees_with, says_enough
from symcnn.check.subjects.printed.printed_shapes import along_axes, is_printed_as, placed, shape_of
from symcnn.core.record import record, replace
from symcnn.documents.told.mark import Mark
from symcnn.network.wiring.kind_traits import family, has_kernels, has_plain_window, is_pool, takes_argument

_SOLVED_KERNELS = (3, 5, 1, 7, 2, 4, 11, 9, 6, 8, 10)
"""The kernels that are tried where none is told, the usual ones first."""
_MOST_OUTPUTS = 4
_PLANE = 2
_OTHER_AXES = (1, 3)
"""How many axes maps have that are none of pictures."""
_OF_KERNELS = frozenset({"kernel", "kernels"})
_OF_PLACE = frozenset({"channels", "input", "repeat"})
"""What belongs to the place of a layer in its network, and not to what it is."""
LONGEST_CHAIN = 64
"""How many layers are followed back for a receptive field."""


@record
class MeasuredLayer:
    """A layer with what may come in, its readings (the plainest first), and what may come out.

    `is_sure` tells that what comes in is told, or follows from an output that was printed and agrees;
    `gives_agreed` that its own output was, or follows from that in code, which tells all; `is_denied` that an output is
    printed which does not agree.
    """

    layer: ToldLayer
    inputs: tuple[Shape, ...]
    readings: tuple[LayerReading, ...]
    outputs: tuple[Shape, ...]
    is_sure: bool
    gives_agreed: bool
    is_denied: bool = False

    @property
    def gives_units(self) -> bool:
        """Whether what comes out has no sizes, as units have none."""
        return bool(self.outputs) and all(len(shape) == 1 for shape in self.outputs)


@record
class MeasuredStory:
    """A story with its layers measured; `habit` is ``biased`` or ``unbiased`` where it counts so, else empty.

    `marks` are all numbers that it tells, in order.
    """

    story: Story
    layers: tuple[MeasuredLayer, ...]
    habit: str
    marks: tuple[Mark, ...]

    def chain(self, place: int) -> tuple[ToldLayer, ...]:
        """The layers up to one, from the input on; of a chain that is too long only its end."""
        return tuple(self.layers[one].layer for one in self.chain_of_places(place))

    def chain_of_places(self, place: int) -> tuple[int, ...]:
        """The same by their places."""
        chain: list[int] = []
        before: int | None = place
        while before is not None and self.layers[before].layer.kind != "input" and len(chain) <= LONGEST_CHAIN:
            chain.append(before)
            before = self.layers[before].layer.before
        return tuple(reversed(chain))


def measured_story(story: Story) -> MeasuredStory:
    """The story with its layers measured one after the other."""
    said = story.facts_of_layers()
    layers: list[MeasuredLayer] = []
    for place, (told, axes) in enumerate(zip(story.layers, told_axes(story), strict=True)):
        layer = replace(told, axes=axes)
        before = _along_same(layer, _before(layer, layers))
        like = layers[layer.like].layer if layer.like is not None else None
        layers.append(measured_layer(layer, like, before, said.get(place, ()), story.usual))
    return MeasuredStory(story, tuple(layers), _habit(story, layers), tuple(story.marks_in_order()))


def _before(layer: ToldLayer, layers: Sequence[MeasuredLayer]) -> MeasuredLayer | None:
    """The layer that a layer follows; one with a window is no successor of units, but of what they follow."""
    before = layers[layer.before] if layer.before is not None else None
    while before is not None and has_plain_window(layer.kind) and layer.table is None and before.gives_units:
        earlier = before.layer.before
        before = replace(layers[earlier], is_sure=False, gives_agreed=False) if earlier is not None else None
    return before


def _along_same(layer: ToldLayer, before: MeasuredLayer | None) -> MeasuredLayer | None:
    """The layer before, unless its maps have another number of axes: then a text has gone on to another network."""
    is_other = before is not None and bool(layer.axes and before.layer.axes) and before.layer.kind != "input"
    return None if is_other and before is not None and not {*layer.axes} & {*before.layer.axes} else before


def measured_layer(
    layer: ToldLayer,
    like: ToldLayer | None,
    before: MeasuredLayer | None,
    facts: Sequence[ToldFact],
    usual: Mapping[str, Mapping[str, ToldValue]],
) -> MeasuredLayer:
    layer = _varied(layer, like)
    if before is not None and _is_told_again(layer, facts, before):
        layer = layer.without("input")
    inputs = entering_shapes(layer, before.outputs if before is not None else ())
    if layer.kind == "input":
        return _measured_input(layer, inputs, facts)
    if layer.known is None:
        layer = replace(layer, arguments={**_usual(layer, usual), **layer.arguments})
    completed = _completed(layer, facts, inputs)
    if _are_given_out(completed, facts, before):
        completed = completed.without("channels")
        inputs = entering_shapes(completed, before.outputs if before is not None else ())
    layer = _solved(completed, inputs, facts)
    found = readings(layer, inputs)
    derived = [output_of(layer, reading) for reading in found]
    printed = [shape_of(fact.mark) for fact in facts if fact.quantity == "output"]
    agreed = [shape for shape in derived if any(is_printed_as(shape, dims) for dims in printed)]
    follows = before is not None and not layer.is_far and (before.gives_agreed or _is_plain(before))
    entering = layer.arguments.get("input")
    is_entering_told = entering is not None and entering.level > Certainty.GUESS
    is_sure = layer.known is not None or is_entering_told or follows
    is_agreed = bool(agreed) and all(any(is_printed_as(shape, dims) for shape in agreed) for dims in printed)
    gives_agreed = is_agreed or (layer.is_code and is_sure and not printed)
    is_denied = any(printed) and not agreed
    return MeasuredLayer(
        layer,
        inputs,
        found,
        _outputs(agreed, derived, printed, layer.axes[0] if layer.axes else _PLANE),
        is_sure,
        gives_agreed,
        is_denied,
    )


def _usual(layer: ToldLayer, usual: Mapping[str, Mapping[str, ToldValue]]) -> Mapping[str, ToldValue]:
    """What is told of all layers of its kind; nobody pads a single cell, nor beyond the half of a kernel."""
    found = usual.get(family(layer.kind), {}) or _usual_of_convolutions(layer, usual)
    kernel = layer.arguments.get("kernel") or found.get("kernel")
    padding = found["padding"].number if "padding" in found else None
    if padding is None or kernel is None or not kernel.sizes or padding <= max(kernel.sizes) // 2:
        return found
    return {role: value for role, value in found.items() if role != "padding"}


def _usual_of_convolutions(layer: ToldLayer, usual: Mapping[str, Mapping[str, ToldValue]]) -> Mapping[str, ToldValue]:
    """The kernel of all convolutions, perhaps of other kinds with kernels too."""
    kernel = usual.get("conv", {}).get("kernel") if has_kernels(layer.kind) else None
    return {"kernel": replace(kernel, level=Certainty.GUESS)} if kernel is not None else {}


def _measured_input(layer: ToldLayer, inputs: tuple[Shape, ...], facts: Sequence[ToldFact]) -> MeasuredLayer:
    """What comes in; where a text says that another map comes out, a layer that is not told stands behind it."""
    printed = [shape_of(fact.mark) for fact in facts if fact.quantity == "output" and fact.level >= Certainty.BLOCK]
    given = [dims for dims in printed if len(dims) > 1 and not any(is_printed_as(shape, dims) for shape in inputs)]
    stated = tuple(shape for dims in given for shape in _stated(dims, None, len(dims) - 1))
    is_sure = not given
    return MeasuredLayer(layer, inputs, _entering(inputs), (*stated, *inputs), is_sure, is_sure, is_denied=not is_sure)


def _is_plain(before: MeasuredLayer) -> bool:
    """Whether it is sure what comes out of a layer, although it is not printed: all that it needs is told."""
    layer = before.layer
    told = all(one.level >= Certainty.BLOCK for one in layer.arguments.values())
    is_one = len({output_of(layer, reading) for reading in before.readings}) == 1
    return before.is_sure and not before.is_denied and told and is_one


def _varied(layer: ToldLayer, like: ToldLayer | None) -> ToldLayer:
    """A layer with what the layer tells of which it is a variant; the same in all else only where it is said to be."""
    if like is None:
        return layer
    is_in_place = layer.before == like.before
    left_out = frozenset() if is_in_place else _OF_PLACE
    roles = (like.arguments.keys() if layer.is_same else like.arguments.keys() & _OF_KERNELS) - left_out
    level = Certainty.CHAIN if layer.is_same else Certainty.GUESS
    told = {role: replace(like.arguments[role], level=level) for role in roles}
    return replace(layer, arguments={**told, **layer.arguments})


def _completed(layer: ToldLayer, facts: Sequence[ToldFact], inputs: Sequence[Shape]) -> ToldLayer:
    """The layer with as many kernels as its printed output has channels, where nothing else tells how many they are."""
    is_told = "kernels" in layer.arguments and layer.arguments["kernels"].level > Certainty.GUESS
    if is_told or layer.known is not None or not takes_argument(layer.kind, "kernels"):
        return layer
    for fact in facts:
        dims = shape_of(fact.mark) if fact.quantity == "output" else ()
        if dims and (not has_kernels(layer.kind) or len(dims) - 1 in (layer.axes or (_PLANE,))):
            likely = _stated(dims, None, len(dims) - 1)
            found = (dims[-1],) if not has_kernels(layer.kind) else (likely[0][-1] or 1, dims[0], dims[-1])
            counts = tuple(dict.fromkeys(found))
            layers = [_with(layer, "kernels", ToldValue(count, Certainty.DOCUMENT, fact.mark)) for count in counts]
            fitting = (one for one in layers[1:] if not _gives(layers[0], dims, inputs) and _gives(one, dims, inputs))
            return next(fitting, layers[0])
    return layer


def _gives(layer: ToldLayer, dims: tuple[int, ...], inputs: Sequence[Shape]) -> bool:
    """Whether a printed shape comes out of a layer."""
    return any(is_printed_as(reading.output, dims) for reading in readings(layer, inputs))


def _is_told_again(layer: ToldLayer, facts: Sequence[ToldFact], before: MeasuredLayer) -> bool:
    """Whether what is told to come in is the map that comes out, told once more: ``C3: 28·28·24 outputs``."""
    entering = layer.arguments.get("input")
    if entering is None or entering.mark is None or len(entering.sizes) < _PLANE:
        return False
    printed = (shape_of(fact.mark) for fact in facts if fact.quantity == "output" and fact.mark != entering.mark)
    if entering.sizes not in printed:
        return False
    alone = layer.without("input")
    given = (output_of(alone, reading) for reading in readings(alone, before.outputs))
    return any(is_printed_as(shape, entering.sizes) for shape in given)


def _are_given_out(layer: ToldLayer, facts: Sequence[ToldFact], before: MeasuredLayer | None) -> bool:
    """Whether the channels of which a layer tells are those that it prints, where other ones come in."""
    channels, kernels = layer.arguments.get("channels"), layer.arguments.get("kernels")
    if channels is None or kernels is None or kernels.mark not in [fact.mark for fact in facts]:
        return False
    entering = {shape[-1] for shape in before.outputs} if before is not None else set()
    return channels.number == kernels.number and channels.number not in entering and entering not in (set(), {None})


def _entering(inputs: Sequence[Shape]) -> tuple[LayerReading, ...]:
    """The values of the input, where all of its sizes are told."""
    shapes = (tuple(size for size in shape if size is not None) for shape in inputs if None not in shape)
    return tuple(LayerReading(0, frozenset(), shape, "input", (), shape, {"values": prod(shape)}) for shape in shapes)


def _solved(layer: ToldLayer, inputs: Sequence[Shape], facts: Sequence[ToldFact]) -> ToldLayer:
    """The layer with a kernel that gives what is printed, where nobody tells one."""
    is_open = "kernel" not in layer.arguments and layer.known is None
    if not is_open or not has_plain_window(layer.kind):
        return layer
    told = [fact for fact in facts if fact.mark.value]
    counts = [one for one in told if one.quantity == "params" or (one.quantity == "weights" and says_enough(one.mark))]
    shapes = [shape_of(fact.mark) for fact in facts if fact.quantity == "output"]
    if not counts and (not is_pool(layer.kind) or ("stride" in layer.arguments and not shapes)):
        return layer
    for size, is_whole in product(_SOLVED_KERNELS, (True, False) if is_pool(layer.kind) else (True,)):
        tried = _with(layer, "kernel", ToldValue(size, Certainty.CHAIN))
        for reading in readings(tried, inputs):
            gives_counts = all(agrees_with(one.mark, reading.figures.get(one.quantity, -1)) for one in counts)
            output = reading.output if is_whole else (*reading.output[:-1], None)  # its channels do not tell a kernel
            if gives_counts and all(is_printed_as(output, dims) for dims in shapes):
                return tried
    return layer


def _with(layer: ToldLayer, role: str, told: ToldValue) -> ToldLayer:
    return replace(layer, arguments={**layer.arguments, role: told})


# what comes out --------------------------------------------------------------------------------------


def output_of(layer: ToldLayer, reading: LayerReading) -> Shape:
    """What comes out under a reading; as many channels as kernels that nobody tells are unknown."""
    is_told = "kernels" in layer.arguments and layer.arguments["kernels"].level > Certainty.GUESS
    is_open = layer.known is None and has_kernels(layer.kind) and not is_told
    return (*reading.output[:-1], None) if is_open else reading.output


def _outputs(
    agreed: Sequence[Shape], derived: Sequence[Shape], printed: Sequence[tuple[int, ...]], axes: int
) -> tuple[Shape, ...]:
    """What may come out: what follows and agrees with the print, the plain one, what is printed, what else follows."""
    channels, axes = (derived[0][-1], len(derived[0]) - 1) if derived else (None, axes)
    stated = [shape for dims in printed for shape in _stated(dims, channels, axes)]
    plain = [shape for shape in derived[:1] if None not in shape or not stated]
    return tuple(dict.fromkeys([*agreed, *plain, *stated, *derived]))[:_MOST_OUTPUTS]


def _stated(dims: tuple[int, ...], channels: int | None, axes: int) -> tuple[Shape, ...]:
    """The shapes that a printed one may be, of a map with so many axes."""
    if axes in _OTHER_AXES:
        return along_axes(dims, channels, axes)
    return placed(dims, channels if len(dims) == 2 else None, ()) if len(dims) >= 2 else ()


def _habit(story: Story, layers: Sequence[MeasuredLayer]) -> str:
    """Whether the document counts biases: by its words, else by all of its own figures that tell."""
    by_words = [policy for policy in ("biased", "unbiased") if story.cues.get(policy)]
    if len(by_words) == 1:
        return by_words[0]
    counted = [0, 0]
    for fact in story.facts:
        if fact.quantity == "params" and fact.layer is not None and fact.mark.whole is not None:
            for reading in layers[fact.layer].readings:
                if reading.figures.get("params") == fact.mark.whole:
                    counted["unbiased" in reading.departs] += 1
                    break
    biased, unbiased = counted
    return "biased" if biased > unbiased else "unbiased" if unbiased and not biased else ""
