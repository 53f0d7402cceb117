"""Shapes in the comments of code, and the layers of the lines that they stand at: ``# (N, 6, 28, 28)``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.models.model import Model, ModelLayer
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import is_number

_BATCH = r"(?:None|-1|\?|[A-Za-z]\w{0,11})"
SHAPE = late_pattern(
    r"(?<![\w.*/+-])\d{1,5}(?:[ \t]*[*xX][ \t]*\d{1,5}){1,4}(?![\w*/]|\.\d|[ \t]*(?:[+*/]|[-=](?!>)))"
    rf"|[(\[][ \t]*{_BATCH}[ \t]*(?:,[ \t]*\d{{1,6}}[ \t]*){{1,4}},?[ \t]*[)\]]"
    r"|(?<![\w)])[(\[][ \t]*\d{1,6}[ \t]*(?:,[ \t]*\d{1,6}[ \t]*){2,4}[)\]]"
)
"""A shape as people write it: a product, or a list in brackets with or without the batch before it."""
NUMBER = late_pattern(r"\d+")
_APPLIED = late_pattern(r"\bself\.([A-Za-z_]\w*)\(")
_ASSIGNED = late_pattern(r"[ \t]*(?:return[ \t]+|[\w, \t]+=[ \t]*)")
_MORE = late_pattern(r"\)\.\w|\) *[-+*/@]|[-+*/@] *self")
"""A line that does more with what its layers give."""
_OUTERMOST = late_pattern(r"[ \t]*(?:return[ \t]+|[\w, \t]+=[ \t]*)self\.([A-Za-z_]\w*)\(")


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
        """The shapes in the comment."""
        return tuple(SHAPE.finditer(text, self.start, self.end))


def sizes_of(shape: re.Match[str]) -> tuple[int, ...]:
    """The numbers of a shape; a batch of unknown size is none."""
    return tuple(map(int, NUMBER.findall(shape[0].replace("-1", ""))))


def commented(model: Model, figures: Figures, shown: str) -> Iterator[Commented]:
    """The comments at the model's layers: where they are made, where their blocks are, and where they are applied."""
    by_name = {found.layer.name: found for found in figures.layers}
    outputs = [
        (layer, found)
        for layer in model.layers
        if layer.network_layers
        and (found := by_name.get(layer.network_layers[-1]))
        and all(map(is_number, found.output))
    ]
    times = Counter(layer.start for layer in model.layers)
    places: dict[tuple[int, int], LayerFigures] = {}
    for layer, found in outputs:
        if times[layer.start] == 1:
            places[layer.start, layer.end] = found
        for call in layer.calls:
            if "\n" not in shown[slice(*call)]:
                places[call] = found  # the last layer of a block gives what the block gives
    lines: dict[int, list[tuple[int, int]]] = {}
    for start, end in places:
        lines.setdefault(shown.rfind("\n", 0, start) + 1, []).append((start, end))
    for line, calls in lines.items():
        line_end = _line_end(shown, max(end for _, end in calls))
        behind = shown.find("#", max(end for _, end in calls), line_end)
        here = tuple(places[call] for call in calls)
        if _APPLIED.search(shown, line, behind if behind >= 0 else line_end):
            continue
        if behind >= 0:
            yield Commented(behind, line_end, here, _last(calls, here))
        else:
            yield from _above(shown, line, calls[0][0], here[0])
    named = _by_attribute(outputs)
    if named:
        yield from _applied(
            model, named, {line: [(at, places[at]) for at in calls] for line, calls in lines.items()}, shown
        )


def _last(calls: Sequence[tuple[int, int]], here: Sequence[LayerFigures]) -> LayerFigures | None:
    """The layer whose output the line ends with: the outermost of calls in calls, else the last of a list."""
    outermost = [found for (start, end), found in zip(calls, here, strict=True) if not _holds(calls, start, end)]
    return outermost[-1] if outermost else None


def _holds(calls: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether another call holds this one."""
    return any(one <= start and end <= other and (one, other) != (start, end) for one, other in calls)


def _above(shown: str, line: int, start: int, found: LayerFigures) -> Iterator[Commented]:
    above = shown.rfind("\n", 0, max(line - 1, 0)) + 1
    if shown[above:line].lstrip().startswith("#") and not shown[line:start].strip():
        yield Commented(above, line, (found,), found, is_beside=False)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _applied(
    model: Model,
    named: Mapping[str, tuple[LayerFigures, ...]],
    functions: Mapping[int, Sequence[tuple[tuple[int, int], LayerFigures]]],
    shown: str,
) -> Iterator[Commented]:
    """The comments on lines that apply the layers of a module: ``x = self.pool(F.relu(self.conv1(x)))  # 14x14x6``."""
    at = shown.rfind("\n", 0, model.start) + 1
    while at < model.end:
        line_end = _line_end(shown, at)
        behind = shown.find("#", at, line_end)
        code = shown[at : behind if behind >= 0 else line_end]
        if behind >= 0 and (found := _APPLIED.findall(code)):
            layers = [layer for name in found for layer in named.get(name, ())]
            layers += [layer for _, layer in functions.get(at, ())]
            if layers and not _MORE.search(code):
                yield Commented(behind, line_end, tuple(layers), _outermost(code, at, named, functions.get(at, ())))
        at = line_end + 1


def _outermost(
    code: str,
    at: int,
    named: Mapping[str, tuple[LayerFigures, ...]],
    functions: Sequence[tuple[tuple[int, int], LayerFigures]],
) -> LayerFigures | None:
    """What the line gives, where the module applies that layer but once."""
    found = _OUTERMOST.match(code)
    if found:
        last = named.get(found[1], ())
        return last[0] if len(last) == 1 else None
    whole = len(code.rstrip())
    return next(
        (layer for (start, end), layer in functions if end - at == whole and _ASSIGNED.fullmatch(code, 0, start - at)),
        None,
    )


def _by_attribute(outputs: Sequence[tuple[ModelLayer, LayerFigures]]) -> Mapping[str, tuple[LayerFigures, ...]]:
    """What an attribute of the module gives, each time that it is applied."""
    found: dict[str, list[LayerFigures]] = {}
    before = ""
    for layer, figures in outputs:
        name, _, inner = layer.name.partition(".")
        if name == before and inner:
            found[name][-1] = figures  # the next layer of the same block
        else:
            found.setdefault(name, []).append(figures)
        before = name if inner else ""
    return {name: tuple(layers) for name, layers in found.items()}
