"""Shapes in the comments of code, and the layers of the lines that they stand at: ``# (N, 6, 28, 28)``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.models.model import Model, ModelLayer
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import is_number

_BATCH = r"(?:None|-1|\?|[A-Za-z]\w{0,11})"
SHAPE = late_pattern(
    r"(?<![\w.*/+-])\d{1,5}(?:[ \t]*[*xX][ \t]*\d{1,5}){1,4}(?![\w*/]|\.\d|[ \t]*(?:[+*/]|[-=](?!>)))"
    rf"|[(\[][ \t]*{_BATCH}[ \t]*(?:,[ \t]*\d{{1,6}}[ \t]*){{1,4}},?[ \t]*[)\]]"
    r"|(?<![\w)])[(\[][ \t]*\d{1,6}[ \t]*(?:,[ \t]*\d{1,6}[ \t]*){1,4}[)\]]"
    r"|(?<![\w.,(\[])[NB][ \t]*(?:,[ \t]*\d{1,6}(?![\w.])){2,4}"
)
"""A shape as people write it: a product, or a list in brackets with or without the batch before it, or behind that."""
_LINE = 2
"""How many sizes a map along one axis has, with its channels."""
NUMBER = late_pattern(r"\d+")
_RESULT = late_pattern(r"[ \t]*(?:return[ \t]+|[\w.*, \t]+=[ \t]*)?")
"""What stands before an expression whose value is that of its line."""

Place = tuple[int, int]


@record
class Commented:
    """A comment with the layers of its line, of which the last gives what the line gives.

    `final` is none where the line does not tell which of them is the last one; `is_beside` tells that the
    comment stands on the line itself.
    """

    start: int
    end: int
    layers: tuple[LayerFigures, ...]
    final: LayerFigures | None
    is_beside: bool = True

    def shapes(self, text: str) -> tuple[re.Match[str], ...]:
        """The shapes in the comment; two numbers in brackets are one only where maps have one axis."""
        has_line = any(len(layer.output) == _LINE for layer in self.layers)
        found = SHAPE.finditer(text, self.start, self.end)
        return tuple(shape for shape in found if has_line or not is_pair(shape))


def is_pair(shape: re.Match[str]) -> bool:
    """Whether a shape is no more than two numbers in brackets."""
    return shape[0][0] in "([" and shape[0][1:].lstrip()[:1].isdigit() and len(NUMBER.findall(shape[0])) == _LINE


def without_batch(sizes: tuple[int, ...], output: Sequence[object]) -> tuple[int, ...]:
    """The sizes, without the number of samples where there is one more than a layer gives."""
    return sizes[1:] if len(sizes) == len(output) + 1 else sizes


def sizes_of(shape: re.Match[str]) -> tuple[int, ...]:
    """The numbers of a shape; a batch of unknown size is none."""
    return tuple(map(int, NUMBER.findall(shape[0].replace("-1", ""))))


def commented(model: Model, figures: Figures, shown: str) -> Iterator[Commented]:
    """The comments at the model's layers: where they are made, where their blocks are, and where they are applied."""
    by_name = {layer.layer.name: layer for layer in figures.layers}
    outputs = [
        (layer, output)
        for layer in model.layers
        if layer.network_layers
        and (output := by_name.get(layer.network_layers[-1]))
        and all(map(is_number, output.output))
    ]
    uses = _used(outputs)
    parts = _made(outputs, shown)
    places = {call: layers[-1] for call, layers in parts.items()} | uses
    lines: dict[int, list[Place]] = {}
    for start, end in places:
        lines.setdefault(shown.rfind("\n", 0, start) + 1, []).append((start, end))
    for line, calls in lines.items():
        code_end = max(end for _, end in calls)
        line_end = _line_end(shown, code_end)
        behind = shown.find("#", code_end, line_end)
        here = tuple(layer for call in calls for layer in parts.get(call, (places[call],)))
        if behind >= 0:
            last = _last(calls)
            is_whole = last is not None and (last not in uses or _is_result(shown, line, last, behind))
            yield Commented(behind, line_end, here, places[last] if last is not None and is_whole else None)
        elif not any(call in uses for call in calls):
            yield from _above(shown, line, calls[0][0], places[calls[0]])


def _made(outputs: Sequence[tuple[ModelLayer, LayerFigures]], shown: str) -> dict[Place, tuple[LayerFigures, ...]]:
    """What the layer gives that is made at a place, or those of the block that is made there."""
    times = Counter(layer.start for layer, _ in outputs)
    places: dict[Place, tuple[LayerFigures, ...]] = {}
    for layer, output in outputs:
        if times[layer.start] == 1:
            places[layer.start, layer.end] = (output,)
        for call in layer.calls:
            if "\n" not in shown[slice(*call)]:
                places[call] = (*places.get(call, ()), output)
    return places


def _used(outputs: Sequence[tuple[ModelLayer, LayerFigures]]) -> dict[Place, LayerFigures]:
    """What the expressions give in which layers are applied; none that gives different things at different times."""
    runs: dict[Place, dict[int, LayerFigures]] = {}
    for layer, output in outputs:
        for use in layer.uses:
            runs.setdefault((use.start, use.end), {})[use.run] = output
    return {
        (start, end): next(iter(given.values()))
        for (start, end), given in runs.items()
        if start < end and len({output.output for output in given.values()}) == 1
    }


def _last(calls: Sequence[Place]) -> Place | None:
    """The call whose output the line ends with: the outermost of calls in calls, else the last of a list."""
    outermost = [call for call in calls if not _is_held(calls, *call)]
    return outermost[-1] if outermost else None


def _is_held(calls: Sequence[Place], start: int, end: int) -> bool:
    """Whether another call holds this one."""
    return any(first <= start and end <= last and (first, last) != (start, end) for first, last in calls)


def _is_result(shown: str, line: int, call: Place, comment: int) -> bool:
    """Whether what a call gives is the result of its line."""
    return _RESULT.fullmatch(shown, line, call[0]) is not None and not shown[call[1] : comment].strip()


def _above(shown: str, line: int, start: int, output: LayerFigures) -> Iterator[Commented]:
    above = shown.rfind("\n", 0, max(line - 1, 0)) + 1
    if shown[above:line].lstrip().startswith("#") and not shown[line:start].strip():
        yield Commented(above, line, (output,), output, is_beside=False)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
