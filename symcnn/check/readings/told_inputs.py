"""The input of a model whose code does not tell it, by the shapes that the document says its layers give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.check.readings.comment_shapes import NUMBER, SHAPE, commented, sizes_of, without_batch
from symcnn.check.readings.solved_inputs import solved_inputs
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, substituted
from symcnn.models.model import Model
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.measure import measure

_REACH = 1_500
_MOST_CANDIDATES = 24
_LEAST_WITNESSES = 2
_PLANE = 2
_SIDE = r"(?<![\w.,/+-])(?P<{name}>\d{{2,4}})(?![\w.,/+%-]|[ \t]*[*x][ \t]*\d+[ \t]*[*x])"
_SIDES = late_pattern(rf"{_SIDE.format(name='height')}(?=(?:[^\d\n]{{1,24}}?{_SIDE.format(name='width')})?)")
"""A number that may be a side of the input, and the next one near it."""
_IMAGE = late_pattern(
    r"(?<![\w.*/+-])\d{1,4}[ \t]*[*xX][ \t]*\d{1,4}(?![ \t]*[*xX/]|\w)(?=[^\n]{0,24}(?:images?|gr[ae]y|RGB|pixel|图))"
    r"|(?<=x )\d{1,4}[ \t]*[*xX][ \t]*\d{1,4}(?![ \t]*[*xX/]|\w)"
)


@record
class FittedInput:
    """The figures of a model for an input with which so many comments agree, and so many do not.

    `is_solved` tells that no text tells the input: it was solved from a comment.
    """

    figures: Figures
    agreeing: int
    others: int
    is_solved: bool = False


def with_told_input(model: Model, text: str, shown: str) -> FittedInput | None:
    """The figures of a model for the one size of input with which the comments at its layers agree.

    A size is a guess until what the document says of the layers bears it out; one witness alone is not enough, and
    that for which a size was solved is none.
    """
    network = model.network
    if network is None or not model.symbols or not isinstance(network.input.shape, Op):
        return None
    *axes, channels = network.input.shape.args
    if not isinstance(channels, Num):
        return None

    def measured_at(sizes: tuple[int, ...]) -> Figures | None:
        put: dict[str, Expr] = {name: Num(size) for name, size in zip(model.symbols, sizes, strict=False)}
        shape = substituted(network.input.shape, put)
        figures, faults = measure(replace(network, input=replace(network.input, shape=shape)))
        return None if faults else figures

    told = filter(None, map(measured_at, _candidates(model, text, len(axes), int(channels.value))))
    by_text = _best(model, text, shown, told)
    if by_text is not None and not by_text.others:
        return by_text
    solved = filter(None, map(measured_at, solved_inputs(model, text, shown, len(axes), measured_at)))
    by_comments = _best(model, text, shown, solved)
    if by_comments is None or by_comments.agreeing <= (by_text.agreeing if by_text else _LEAST_WITNESSES):
        return by_text
    return replace(by_comments, is_solved=True)


def _best(model: Model, text: str, shown: str, tried: Iterable[Figures]) -> FittedInput | None:
    """The first figures with which most comments agree, and more than do not."""
    best: FittedInput | None = None
    for figures in tried:
        agreeing, others = _witnesses(model, figures, text, shown)
        if agreeing >= _LEAST_WITNESSES and agreeing > others and (best is None or agreeing > best.agreeing):
            best = FittedInput(figures, agreeing, others)
    return best


def _candidates(model: Model, text: str, axes: int, channels: int) -> Iterator[tuple[int, ...]]:
    """The sizes of shapes near the model that have its input's channels, and of images, the nearest text first."""
    start, end = max(0, model.start - _REACH), model.end + _REACH
    seen: dict[tuple[int, ...], None] = {}
    for shape in SHAPE.finditer(text, start, end):
        sizes = sizes_of(shape)
        if len(sizes) == axes + 2:
            sizes = sizes[1:]
        if len(sizes) == axes + 1 and sizes[0] == channels:
            seen.setdefault(sizes[1:])
        if len(sizes) == axes + 1 and sizes[-1] == channels:
            seen.setdefault(sizes[:-1])
    for image in _IMAGE.finditer(text, start, end):
        sizes = tuple(map(int, NUMBER.findall(image[0])))
        if len(sizes) == axes:
            seen.setdefault(sizes)
    in_words = sorted(_SIDES.finditer(text, start, end), key=lambda sides: abs(sides.start() - model.start))
    for sides in in_words:
        height, width = int(sides["height"]), int(sides["width"] or sides["height"])
        seen.setdefault((height, width) if axes == _PLANE else (height,) * axes)
    yield from list(seen)[:_MOST_CANDIDATES]


def _witnesses(model: Model, figures: Figures, text: str, shown: str) -> tuple[int, int]:
    """How many comments with shapes agree with the figures, and how many do not."""
    agreeing = others = 0
    for comment in commented(model, figures, shown):
        claims = {sizes_of(shape) for shape in comment.shapes(text)}
        if _gives(comment.layers, claims):
            agreeing += 1
        elif claims and not _gives([one for layer in comment.layers for one in layer.inputs], claims):
            others += 1
    return agreeing, others


def _gives(layers: Iterable[LayerFigures], claims: Iterable[tuple[int, ...]]) -> bool:
    """Whether one of the layers gives one of the shapes, for one sample or for several."""
    return any(without_batch(one, layer.output) in forms(layer.output) for layer in layers for one in claims)


def forms(output: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """A shape with the channels last, and with the channels first.

    >>> forms((28, 28, 6))
    ((28, 28, 6), (6, 28, 28))
    """
    return (tuple(output), (output[-1], *output[:-1]))
