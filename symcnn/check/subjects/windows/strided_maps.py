"""Maps that are the input divided by a stride: those of a pyramid, and a map of a network at another input size.

``strides 8/16/32 on 640×384: 80×48, 40×24, 20×12``; ``input 256 instead of 224: conv1 64×64``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue, size_fact
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.windows.told_maps import ToldMap, told_maps
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment

_PLANE, _MAP = 2, 3
_LISTED = late_pattern(r"\D{0,4}(\d{1,3}(?: ?[/,、，] ?\d{1,3})+)")
_SEPARATORS = late_pattern(r" ?[/,、，] ?")
_FEWEST, _FEWEST_TOLD = 3, 2
"""How many maps of a pyramid fit at least: where no strides are told, and where they are."""
_SMALLEST, _SMALLEST_NUMBER = 32, 64
"""How large an input is at least: as a shape, and where one number tells it."""

Plane = tuple[int, int]


@record
class _Listed:
    """Maps that follow each other, each twice or half as large as the one before, and the inputs told before them."""

    marks: tuple[Mark, ...]
    inputs: tuple[Plane, ...]


def strided_map_verdicts(text: str, found: Sequence[Segment], judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on maps of which nothing else is said: those of pyramids, then those at other sizes."""
    strides = tuple(_strides(text, found))
    taken = set(judged)
    for listed in _lists(found):
        made = (list(_of_pyramid(listed.marks, plane, strides)) for plane in listed.inputs)
        for one in next(filter(None, made), []):
            if one.fact.mark.start not in taken:
                yield one
            taken.add(one.fact.mark.start)
    for mark, plane, stride in _at_other_sizes(text, found):
        if mark.start not in taken:
            yield _verdict(mark, plane, stride, Verdict.RIGHT)


# pyramids --------------------------------------------------------------------------------------------


def _strides(text: str, found: Sequence[Segment]) -> Iterator[tuple[int, ...]]:
    """The strides that a text lists, each twice the one before."""
    for part in found:
        for mark in part.marks:
            listed = _LISTED.match(text, mark.end) if "stride" in mark.named("role") else None
            numbers = tuple(int(one) for one in _SEPARATORS.split(listed[1])) if listed is not None else ()
            if numbers and all(after == 2 * before for before, after in pairwise(numbers)):
                yield numbers


def _lists(found: Sequence[Segment]) -> Iterator[_Listed]:
    """The lists of maps in each passage, and those below each other in a table."""
    inputs: list[Plane] = []
    for _, group in groupby(found, key=_together):
        parts = list(group)
        before = inputs[-1:]
        inputs += filter(None, (_plane(bound.mark) for part in parts for bound in part.bounds if bound.role == "input"))
        if parts[0].is_row:
            firsts = [next(filter(_is_plane, part.marks), None) for part in parts]
            maps, told = [mark for mark in firsts if mark is not None], []
        else:
            marks = [mark for part in parts for mark in part.marks]
            maps, told = list(filter(_is_plane, marks)), [_plane(mark) for mark in marks if mark.sort == "number"]
        planes = dict.fromkeys((*reversed([*before, *inputs[-1:]]), *filter(None, told)))
        for run in _runs(maps):
            yield _Listed(run, tuple(planes))


def _together(part: Segment) -> tuple[int, int]:
    """What segments of one passage, or of one table, have in common."""
    return part.passage.block, -1 if part.is_row else part.passage.start


def _is_plane(mark: Mark) -> bool:
    return mark.sort == "shape" and len(mark.dims) == _PLANE


def _plane(mark: Mark) -> Plane | None:
    """The sizes of an input; one that a number tells is a square."""
    sizes = [dim for dim in mark.dims if dim is not None]
    if len(sizes) == _MAP:
        sizes = sizes[:2] if sizes[2] < min(sizes[:2]) else sizes[1:]
    if not sizes and mark.sort == "number" and (mark.whole or 0) >= _SMALLEST_NUMBER:
        sizes = [mark.whole or 0] * _PLANE
    return (sizes[0], sizes[1]) if len(sizes) == _PLANE and min(sizes) >= _SMALLEST else None


def _runs(maps: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """The maps that follow each other, each about twice or half as large as the one before."""
    run: list[Mark] = []
    for mark in maps:
        if run and not _is_double(run[-1], mark):
            yield tuple(run)
            run = []
        run.append(mark)
    if run:
        yield tuple(run)


def _is_double(one: Mark, other: Mark) -> bool:
    pairs = [sorted((left or 0, right or 0)) for left, right in zip(one.dims, other.dims, strict=True)]
    return all(3 * small <= 2 * large and 2 * large <= 5 * small for small, large in pairs)


def _of_pyramid(run: Sequence[Mark], plane: Plane, told: Sequence[tuple[int, ...]]) -> Iterator[ToldVerdict]:
    """The verdicts on maps that are an input divided by strides.

    One that is not, beside others that are, is wrong where the strides are told in this order.
    """
    strides = [_stride(plane, mark) for mark in run]
    if len(run) > max(plane).bit_length() + 1:
        return  # it cannot be halved so often
    place = next((place for place, stride in enumerate(strides) if stride), 0)
    is_growing = (run[0].dims[0] or 0) < (run[-1].dims[0] or 0)
    powers = [-one if is_growing else one for one in range(-place, len(run) - place)]
    expected = tuple(strides[place] << power if power > 0 else strides[place] >> -power for power in powers)
    fits = sum(stride == should > 1 for stride, should in zip(strides, expected, strict=True))
    is_told = expected in told or {*expected} <= {stride for listed in told for stride in listed}
    is_all = fits == len(run) and (is_told or not strides[place] & (strides[place] - 1))
    may_slip = expected in told and fits == len(run) - 1
    if min(expected) < 1 or fits < (_FEWEST_TOLD if is_told else _FEWEST) or not (is_all or may_slip):
        return
    for mark, stride, should in zip(run, strides, expected, strict=True):
        if stride == should:
            yield _verdict(mark, plane, should, Verdict.RIGHT)
        elif not plane[0] % should and not plane[1] % should:
            yield _verdict(mark, plane, should, Verdict.WRONG)


def _stride(plane: Plane, mark: Mark) -> int:
    high, wide = (dim or 0 for dim in mark.dims)
    return _between(plane, (high, wide))


def _between(plane: Plane, sizes: Plane) -> int:
    """By how much an input is larger than a map; 0 where that is no whole number, or not the same along both axes."""
    if not min(sizes) or plane[0] % sizes[0] or plane[1] % sizes[1]:
        return 0
    high, wide = (whole // part for whole, part in zip(plane, sizes, strict=True))
    return high if high == wide else 0


# another input -----------------------------------------------------------------------------------------


def _at_other_sizes(text: str, found: Sequence[Segment]) -> Iterator[tuple[Mark, Plane, int]]:
    """The maps of another input, with that and the stride between them.

    A map of their name, or as deep as they are, is as much smaller than the largest map, which a text tells first.
    """
    maps = [one for one in told_maps(text, found, has_volumes=False) if not one.is_side]
    first = max((_sizes(one) for one in maps if len(one.dims) == _MAP), key=min, default=(0, 0))
    known: list[tuple[ToldMap, int]] = []
    passages: dict[int, list[Segment]] = {}
    for part in found:
        passages.setdefault(part.passage.start, []).append(part)
    for one in maps:
        others = [plane for plane in _inputs_before(passages[one.part.passage.start], one) if plane != first]
        stride = _between(others[-1] if others else first, _sizes(one))
        if not others:
            known.append((one, stride))
        elif stride > 1 and any(stride == its and _is_alike(told, one) for told, its in known):
            yield one.mark, others[-1], stride


def _inputs_before(passage: Sequence[Segment], one: ToldMap) -> list[Plane]:
    """The inputs of which the passage of a map tells before it."""
    parts = (part for part in passage if part.start <= one.part.start)
    marks = {bound.mark for part in parts for bound in part.bounds if bound.role == "input"}
    planes = (_plane(mark) for mark in sorted(marks, key=lambda mark: mark.start) if mark.end <= one.mark.start)
    return [plane for plane in planes if plane is not None]


def _is_alike(told: ToldMap, one: ToldMap) -> bool:
    """Whether two maps are as deep as each other, or those of the layer of one name."""
    if len(one.dims) == _MAP == len(told.dims):
        return {*told.dims} - {*_sizes(told)} == {*one.dims} - {*_sizes(one)}
    return bool(one.part.label) and told.part.label == one.part.label


def _sizes(one: ToldMap) -> Plane:
    if len(one.dims) == _PLANE:
        return (one.dims[0], one.dims[1])
    high, wide, _ = one.shapes[0]
    return (high or 0, wide or 0)


def _verdict(mark: Mark, plane: Plane, stride: int, verdict: Verdict) -> ToldVerdict:
    """The verdict on a map that is an input divided by a stride."""
    told: Mapping[str, int | str] = {"kernel": 3, "stride": stride, "kernels": 1, "padding": "same"}
    arguments = {role: ToldValue(one, Certainty.CHAIN) for role, one in told.items()}
    reading = readings(ToldLayer(mark.start, "conv", arguments, 0, None), [(*plane, 1)])[0]
    return ToldVerdict(size_fact(mark), verdict, "output", reading.output[:-1], reading)
