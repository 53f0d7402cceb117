"""Well-known networks on other inputs than their own, or for other classes: what a section tells of their maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.network_facts import NetworkFact
from symcnn.check.subjects.network_parts import PartReading, parts_of
from symcnn.check.subjects.network_readings import variants
from symcnn.check.subjects.network_verdicts import NetworkVerdict
from symcnn.check.subjects.printed_shapes import is_printed_as
from symcnn.check.subjects.printed_totals import agrees
from symcnn.core.record import record
from symcnn.core.text.fault import FaultyText
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment
from symcnn.network.known.known_networks import known_networks, put_to_use, totals_of
from symcnn.network.known.known_totals import is_on_main_way
from symcnn.network.known.variants import KnownNetwork

_COUNTING = "other-input"
_SMALLEST_SIDE = 48
"""A map with a smaller side is seldom a picture that comes in."""
_MOST_INPUTS, _MOST_VARIANTS = 4, 4
_FEWEST_FITTING = 3
"""How many maps show that a section lists those of the network."""
_FEWEST = 1000
_STEPS = range(1, 7)
_NEAR = 2
"""How far a wrong size is from the right one at most."""
_MAP = 3
_COUNTS = ("params", "macs")
_MANY = 1 << 13


@record
class _PrintedMap:
    """A map that a segment prints, with its sizes."""

    segment: Segment
    mark: Mark
    dims: tuple[int, ...]


@record
class _Section:
    """The segments below a heading, and the maps that they print."""

    segments: tuple[Segment, ...]
    maps: tuple[_PrintedMap, ...]

    @property
    def inputs(self) -> list[tuple[int, ...]]:
        """What may come in: the first maps of some size that are printed, without their colours."""
        large = [one.dims[:2] for one in self.maps if min(one.dims[:2]) >= _SMALLEST_SIDE]
        return [*dict.fromkeys(large)][:_MOST_INPUTS]

    @property
    def classes(self) -> list[int | None]:
        """How many classes it may speak of; None where it is as many as the network's own."""
        told = [
            bound.mark.whole for one in self.segments for bound in one.bounds if "classes" in bound.word.named("word")
        ]
        return [*dict.fromkeys(told), None]

    @property
    def is_of_layers(self) -> bool:
        """Whether it tells windows: it may build another network of its own."""
        return any(bound.role in ("kernel", "kind", "stride") for one in self.segments for bound in one.bounds)


def verdicts_on_other_inputs(segments: Sequence[Segment]) -> Iterator[NetworkVerdict]:
    """The verdicts on the maps and totals that sections tell of the network of which a document speaks most.

    A section speaks of it where its maps are those of the network on an input that it prints, more than are not.
    """
    named = Counter(mark.text for one in segments for mark in one.marks if mark.sort == "network" and mark.text)
    if not named:
        return
    name = named.most_common(1)[0][0]
    networks = [*dict.fromkeys(variants((name,)))][:_MOST_VARIANTS]
    for section in _sections(segments):
        if name not in known_networks():
            continue
        inputs = [sizes for sizes in section.inputs if _halves(section.maps, sizes)]
        uses = product(networks, inputs, section.classes)
        tried = (_judged(section, put_to_use(network, sizes, classes), name) for network, sizes, classes in uses)
        yield from next(filter(None, tried), ())


def _halves(maps: Iterable[_PrintedMap], sizes: tuple[int, ...]) -> bool:
    """Whether one map with its channels or two maps are about as large as halving a picture makes it."""
    found = {one.dims for one in maps if any(_is_about(one.dims, sizes, 2**step) for step in _STEPS)}
    return len({dims[:2] for dims in found}) > 1 or any(len(dims) >= _MAP for dims in found)


def _is_about(dims: tuple[int, ...], sizes: tuple[int, ...], factor: int) -> bool:
    return all(abs(dim - size / factor) <= _NEAR for dim, size in zip(dims, sizes, strict=False))


def _sections(segments: Iterable[Segment]) -> Iterator[_Section]:
    inside: list[Segment] = []
    for segment in segments:
        is_opening = segment.passage.sort == "heading" and not any(one.passage == segment.passage for one in inside)
        if is_opening and inside:
            yield _section(inside)
            inside = []
        inside.append(segment)
    yield _section(inside)


def _section(segments: Sequence[Segment]) -> _Section:
    printed = (_PrintedMap(one, mark, _sizes(mark)) for one in segments for mark in one.marks)
    return _Section(tuple(segments), tuple(one for one in printed if len(one.dims) > 1))


def _sizes(mark: Mark) -> tuple[int, ...]:
    dims = mark.dims[1:] if mark.sort == "tuple" and mark.dims and mark.dims[0] is None else mark.dims
    return tuple(dim for dim in dims if dim is not None)


def _judged(section: _Section, network: KnownNetwork, name: str) -> list[NetworkVerdict]:
    """The verdicts on a section if it speaks of a network on its input; none where it does not."""
    own = totals_of(known_networks()[name][0]).input[:2]
    if network.sizes == own:
        return []
    outputs = _maps_of(network)
    right: list[tuple[Mark, int]] = []
    failing: list[tuple[_PrintedMap, int]] = []
    at = 0
    for one in section.maps:
        if one.dims[:2] in (network.sizes, own):
            continue
        place = next((place for place in _places_of(network, one.dims) if place >= at), None)
        if place is None:
            failing.append((one, at))
        else:
            at = place
            right.append((one.mark, place))
    is_telling = len({outputs[place] for _, place in right}) > 1 or any(len(mark.dims) >= _MAP for mark, _ in right)
    if not is_telling or len(right) <= len(failing):
        return []
    parts = _parts(network)
    wrong = []
    if len(right) >= _FEWEST_FITTING and not section.is_of_layers:
        listed = ((printed, at) for printed, at in failing if _is_listed(printed.segment))
        wrong = [slip for printed, at in listed if (slip := _slip(printed, parts[at:], name)) is not None]
    said = (_said(mark, Verdict.RIGHT, parts[place], name) for mark, place in right)
    return [*said, *wrong, *_totals(section, network, name)]


@lru_cache(maxsize=_MANY)
def _maps_of(network: KnownNetwork) -> tuple[tuple[int, ...], ...]:
    """The maps of a network in order; none where it does not take its input."""
    try:
        return tuple(part.output for part in _parts(network))
    except FaultyText:
        return ()


@lru_cache(maxsize=_MANY)
def _places_of(network: KnownNetwork, dims: tuple[int, ...]) -> tuple[int, ...]:
    """Where among the maps of a network those stand that may be printed so."""
    return tuple(place for place, output in enumerate(_maps_of(network)) if is_printed_as(output, dims))


def _parts(network: KnownNetwork) -> list[PartReading]:
    return [part for part in parts_of(network) if is_on_main_way(part.layer) and len(part.output) > 1]


def _is_listed(segment: Segment) -> bool:
    """Whether a segment is a row, a line or an item with one map, of which it doubts nothing."""
    shapes = [mark for mark in segment.marks if len(_sizes(mark)) > 1]
    return segment.passage.sort != "sentence" and len(shapes) == 1 and not segment.cues & {"doubt", "variant"}


def _slip(printed: _PrintedMap, behind: Sequence[PartReading], name: str) -> NetworkVerdict | None:
    """The verdict that a map is that of one of the layers behind the last one but for one size that is nearly right."""
    dims = printed.dims
    for part in behind:
        true = part.output[: len(dims)]
        differing = [(one, two) for one, two in zip(dims, true, strict=True) if one != two]
        if len(differing) == 1 and abs(differing[0][0] - differing[0][1]) <= _NEAR and min(dims) > 1:
            return _said(printed.mark, Verdict.WRONG, part, name)
    return None


def _said(mark: Mark, verdict: Verdict, part: PartReading, name: str) -> NetworkVerdict:
    fact = NetworkFact((name,), None, "output", mark, is_told=True, is_doubtful=False)
    return NetworkVerdict(fact, verdict, "output", part.output, part.network, _COUNTING, part)


def _totals(section: _Section, network: KnownNetwork, name: str) -> Iterator[NetworkVerdict]:
    """The verdicts on numbers that are totals of the network there."""
    totals = totals_of(network)
    values = {"params": totals.params, "macs": totals.macs}
    for segment in section.segments:
        said = {bound.mark.start: bound.role for bound in segment.bounds}
        for mark in segment.marks:
            if mark.sort != "number" or (mark.whole or 0) < _FEWEST:
                continue
            role = said.get(mark.start, "")
            quantity = next((one for one in _COUNTS if role in ("", one) and agrees(mark, values[one])), "")
            if quantity:
                fact = NetworkFact((name,), None, quantity, mark, is_told=bool(role), is_doubtful=False)
                verdict = Verdict.RIGHT if mark.whole == values[quantity] else Verdict.ROUNDED
                yield NetworkVerdict(fact, verdict, quantity, (values[quantity],), network, _COUNTING)
