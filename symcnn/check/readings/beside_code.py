"""Shapes in the words beside code: ``# 28*28*6`` in a comment at a layer, ``of shape (3, 3, 64)`` in prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Edit
from symcnn.check.readings.comment_shapes import NUMBER, Commented, commented, is_pair, sizes_of
from symcnn.check.readings.measured_models import Measured
from symcnn.check.readings.told_inputs import forms
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Num, Op
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import is_number

_ARROW = late_pattern(r"[ \t]*(?:-+>|=+>|→)[ \t]*")
_OTHER_THING = late_pattern(r"kernel|filter|weight|stride|window|\bold\b|\bnot\b|核|权重|步长|不是|原", re.IGNORECASE)
"""Words for shapes that are no output."""
_BEFORE, _AFTER = 30, 12
_WAY = 4
_FEWEST_AGREED = 3
_POOLED = (1, 2, 4, 8)
"""By how much a map may have been pooled where code does not say how its layers are joined."""
_FEWEST = 100
"""A vector of fewer values may be another number of classes."""


@record
class StatedShape:
    """A shape that a text states for a layer, the one that the layer gives, and the edit where that is seen."""

    start: int
    end: int
    claimed: tuple[int, ...]
    derived: tuple[int, ...]
    verdict: Verdict
    layer: LayerFigures
    figures: Figures
    edit: Edit | None = None


def shapes_beside_code(models: Sequence[Measured], text: str, shown: str) -> Iterator[StatedShape]:
    """The shapes in comments at a layer."""
    for known in models:
        comments = list(commented(known.model, known.figures, shown))
        finals = ((comment, comment.final) for comment in comments if comment.final is not None)
        agreed = {final.layer.name for comment, final in finals if _agrees(comment, final, text)}
        is_guessed = bool(known.model.symbols) and not known.model.is_whole
        for comment in comments:
            for shape in _of_comment(comment, known.figures, text, agreed):
                is_wrong = shape.verdict is Verdict.WRONG
                if is_wrong and known.is_input_solved and not _is_led_to(shape.layer, agreed):
                    continue  # what follows may follow from an error before it
                if not is_wrong or not is_guessed or not _may_be_joined_otherwise(shape):
                    yield shape


def _may_be_joined_otherwise(shape: StatedShape) -> bool:
    """Whether a layer gives what is said where another map of the code comes in, perhaps pooled.

    Code that does not say how its layers are joined may use a pooling again, or part into branches.
    """
    *before, _ = shape.layer.inputs[0].output if shape.layer.inputs else (0,)
    *after, channels = shape.derived if shape.derived == shape.layer.output else shape.layer.output
    claimed = list(shape.claimed[-len(shape.layer.output) :])
    if channels in claimed:
        claimed.remove(channels)
    if not before or len(before) != len(after) or len(claimed) != len(after):
        return False
    others = {layer.output[:-1] for layer in shape.figures.layers if len(layer.output) == len(shape.layer.output)}
    pooled = {tuple(size // times for size in sizes) for sizes in others for times in _POOLED}
    steps = [max(one // max(other, 1), 1) for one, other in zip(before, after, strict=True)]
    return any(
        all(
            abs(step * (said - given) - (size - entering)) < step
            for step, said, given, size, entering in zip(steps, claimed, after, sizes, before, strict=True)
        )
        for sizes in pooled
    )


def _agrees(comment: Commented, final: LayerFigures, text: str) -> bool:
    return any(_same(sizes_of(shape), final.output) for shape in comment.shapes(text))


def _of_comment(comment: Commented, figures: Figures, text: str, agreed: Collection[str]) -> Iterator[StatedShape]:
    """What a comment says of the layers of its line; only the last shape may be wrong, where no arrow leads on from it.

    `agreed` are the names of the layers on whose outputs the comments agree.
    """
    shapes = comment.shapes(text)
    for place, shape in enumerate(shapes):
        claimed = sizes_of(shape)
        is_told = any(_same(sizes_of(one), comment.final.output) for one in shapes[:place]) if comment.final else False
        ends = place == len(shapes) - 1 and not _ARROW.match(text, shape.end())
        if ends and comment.final is not None and not is_told:
            yield from _judged(shape, comment, comment.final, figures, agreed)
            continue
        known = [one for layer in comment.layers for one in (layer, *layer.inputs)]
        for one in known:
            if all(map(is_number, one.output)) and _same(claimed, one.output):
                yield StatedShape(*shape.span(), claimed, tuple(one.output), Verdict.RIGHT, one, figures)
                break
        else:
            is_led = comment.final is not None and _same(sizes_of(shapes[-1]), comment.final.output)
            if is_led and place < len(shapes) - 1:
                yield from _on_the_way(shape, shapes[place + 1], known, figures)


def _on_the_way(
    shape: re.Match[str], behind: re.Match[str], known: Sequence[LayerFigures], figures: Figures
) -> Iterator[StatedShape]:
    """A shape from which an arrow leads on and which no layer of the line gives, where one does but for its sides."""
    said = sizes_of(shape)
    if not _ARROW.fullmatch(shape.string, shape.end(), behind.start()):
        return
    for layer in known:
        claimed = said[max(len(said) - len(layer.output), 0) :]
        orders = [order for order in forms(layer.output) if len(order) == len(claimed) > 2]
        for order in orders if all(map(is_number, layer.output)) else ():
            if _is_other_square(order, claimed, layer.output[-1]):
                edit = _edit(shape, claimed, order)
                yield StatedShape(*shape.span(), claimed, order, Verdict.WRONG, layer, figures, edit)
                return


def _judged(
    shape: re.Match[str], comment: Commented, found: LayerFigures, figures: Figures, agreed: Collection[str]
) -> Iterator[StatedShape]:
    claimed = sizes_of(shape)
    output = found.output
    if not all(map(is_number, output)):
        return
    on_line = (one for layer in comment.layers for one in (layer, *layer.inputs))
    giving = next((one for one in (found, *found.inputs, *on_line) if _same(claimed, one.output)), None)
    if giving is not None:
        if _same(claimed, output) or len(agreed) < _FEWEST_AGREED:  # else comments tell what lines give, and this not
            yield StatedShape(*shape.span(), claimed, tuple(giving.output), Verdict.RIGHT, giving, figures)
        return
    is_listed = len(claimed) == len(output) + 1 or is_pair(shape) or len(agreed) >= _FEWEST_AGREED
    claimed = claimed[max(len(claimed) - len(output), 0) :]
    is_line = is_listed and len(output) == 2 and _is_led_to(found, agreed)
    orders = [order for order in forms(output) if len(order) == len(claimed) and (len(order) > 2 or is_line)]
    is_long = len(output) == len(claimed) == 1 and output[0] >= _FEWEST
    if is_long and slip(str(output[0]), str(claimed[0])) and _is_led_to(found, agreed):
        orders = [output]
    near = [order for order in orders if sum(one != other for one, other in zip(order, claimed, strict=True)) == 1]
    if not near and comment.is_beside and not _is_window(shape, claimed, found):
        is_sure = _is_led_to(found, agreed)
        near = [order for order in orders if is_sure or _is_other_square(order, claimed, output[-1])]
        near = [order for order in near if _has_channels(order, claimed, output[-1])]
    if near:
        yield StatedShape(
            *shape.span(), claimed, near[0], Verdict.WRONG, found, figures, _edit(shape, claimed, near[0])
        )


def _is_window(shape: re.Match[str], claimed: tuple[int, ...], found: LayerFigures) -> bool:
    """Whether the shape may be the layer's kernels: ``# 3x3x64``."""
    if _OTHER_THING.search(shape.string, shape.end(), shape.end() + _AFTER):
        return True
    line = shape.string[shape.string.rfind("\n", 0, shape.start()) + 1 : shape.start()]
    if _OTHER_THING.search(line[-_BEFORE:].rpartition(")")[2]):
        return True
    kernels = [argument.value for argument in found.layer.line.arguments if argument.name == "K"]
    sides = {side for kernel in kernels for side in (kernel.args if isinstance(kernel, Op) else (kernel,))}
    return any(Num(size) in sides for size in claimed)


def _is_led_to(layer: LayerFigures, agreed: Container[str]) -> bool:
    """Whether a comment agrees on what a layer shortly before this one gives, along a single way."""
    for _ in range(_WAY):
        if len(layer.inputs) != 1:
            return False
        layer = layer.inputs[0]
        if layer.layer.name in agreed:
            return True
    return False


def _has_channels(order: tuple[int, ...], claimed: tuple[int, ...], channels: int) -> bool:
    """Whether a shape has the channels at the place where this order has them."""
    return any(size == told == channels for size, told in zip(order, claimed, strict=True))


def _is_other_square(order: tuple[int, ...], claimed: tuple[int, ...], channels: int) -> bool:
    """Whether only the side of a square map differs: ``64x6x6`` where there are 64 maps of 5 by 5."""
    differing = {(one, other) for one, other in zip(order, claimed, strict=True) if one != other}
    same = [one for one, other in zip(order, claimed, strict=True) if one == other]
    return len(differing) == 1 and same == [channels] and len(order) == 3


def _same(claimed: tuple[int, ...], output: tuple[int, ...]) -> bool:
    """Whether the shape is the output's, in any order of channels, with or without a batch before it."""
    orders = forms(output)
    return claimed in orders or claimed[1:] in orders or (len(output) > 1 and claimed == tuple(output[:-1]))


def _edit(shape: re.Match[str], claimed: tuple[int, ...], wanted: tuple[int, ...]) -> Edit | None:
    """The one number that differs, where a slip of the pen tells how."""
    numbers = list(NUMBER.finditer(shape[0]))[-len(claimed) :]
    for number, one, other in zip(numbers, claimed, wanted, strict=True):
        if one != other and (name := slip(str(other), str(one))):
            start = shape.start() + number.start()
            return Edit(name, start, start + len(number[0]), str(other), is_certain=False)
    return None
