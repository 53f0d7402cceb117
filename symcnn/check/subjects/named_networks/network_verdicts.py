"""The verdict on what a document tells of a well-known network: right under some variant and convention, or a slip."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.named_networks.network_facts import NetworkFact
from symcnn.check.subjects.named_networks.network_parts import readings_of_part
from symcnn.check.subjects.named_networks.network_readings import (
    COUNTS,
    NetworkReading,
    few_variants,
    network_readings,
    operations_between,
)
from symcnn.check.subjects.named_networks.tool_operations import ToolReading, tool_readings
from symcnn.check.subjects.printed.printed_shapes import is_printed_as
from symcnn.check.subjects.printed.printed_totals import agrees, digits_of, is_exact, is_slip
from symcnn.core.record import record, replace
from symcnn.documents.told.mark import Mark
from symcnn.network.known.known_layers import COUNTED, KnownLayer, known_layers
from symcnn.network.known.known_networks import known_networks
from symcnn.network.known.variants import Identity, KnownNetwork

_TOTALS = ("params", "weights", "macs", "flops", "bytes", "neurons", "connections", "receptive_field")
_LOOSE = ("params", "weights", "macs", "flops", "neurons", "connections")
"""What a number may be of which no word says what it counts."""
_OPERATIONS = ("macs", "flops")
_FEWEST_LAYERS = 4
"""Fewer layers than these may be a part of the network."""
_FAR_COUNT = 3
"""How far a wrong number of layers may be from the right one to look like a slip."""
_REFUTABLE = ("params", "weights", "macs", "flops", "bytes", "neurons", "connections")
_USUAL = ("", "with-statistics", "weights", *_OPERATIONS)
"""The ways of counting of which a wrong figure may be a slip."""
_ALL_OF = {"conv": "all-conv", "dense": "all-dense", "pool": "all-pool"}
_BIASES = {"biased": "params", "unbiased": "weights"}
_FEWEST_PARAMETERS = 10**4
_COUNTED_ALONE = ("params", "weights", "macs")
_GOING_ON = 300
"""How many characters further a text may go on counting."""
_FEWEST_TOLD, _EXACT = 4, 5
"""How many digits tell that a number is that of a layer, where a word says what it counts, and where none does."""
_SURE_DIGITS = 3
_COUNTED_OTHERWISE = Fraction(1, 40)
"""By which part of them operations may be fewer where sizes are rounded otherwise: papers give GoogLeNet 1,550 M."""
_FILE = 50
"""A file may be larger or smaller than its numbers by one part in so many."""


@record
class NetworkVerdict:
    """What is said of a fact: the verdict, the quantity and the value, of which variant, and how it counts.

    `part` is the layer that has it; it is None for the whole network. `tool` is how a tool comes to it, if one does.
    """

    fact: NetworkFact
    verdict: Verdict
    quantity: str
    derived: tuple[int, ...]
    network: KnownNetwork
    counting: str = ""
    part: KnownLayer | None = None
    tool: ToolReading | None = None


def network_verdicts(facts: Iterable[NetworkFact]) -> Iterator[NetworkVerdict]:
    """The verdicts on facts of sentences, in their order; a fact that cannot be judged has none."""
    completed = list(_completed(facts))
    counting = _counting(completed)
    meant = _meant_variants(fact for fact in completed if fact.sentence in counting)
    for fact in completed:
        found = _of_part(fact) if fact.part is not None else _of_whole(fact)
        if (found is None or found.verdict is Verdict.UNDECIDED) and fact.sentence in counting:
            found = next((one for one in _of_some_layer(fact) if one.network.identity in meant), found)
        if found is not None:
            yield found


def _completed(facts: Iterable[NetworkFact]) -> Iterator[NetworkFact]:
    """The facts; where a sentence tells of a network how many convolutions and how many dense layers it has, and one of
    both is right, the other one is told too: it is no part of the network."""
    for _, group in groupby(facts, key=lambda fact: fact.sentence):
        found = list(group)
        layers = [fact for fact in found if fact.quantity in ("conv", "dense")]
        is_whole = {fact.quantity for fact in layers} == {"conv", "dense"} and any(map(confirmed, layers))
        yield from (replace(fact, is_whole=is_whole and fact in layers and fact.is_whole) for fact in found)


# whole networks --------------------------------------------------------------------------------------


def _of_whole(fact: NetworkFact) -> NetworkVerdict | None:
    if len(fact.mark.dims) > 1 and fact.quantity != "receptive_field":
        return _of_shape(fact)
    if fact.quantity:
        return confirmed(fact) or _as_tools_count(fact) or refuted(fact) or _open(fact)
    if not tells(fact.mark):
        return None
    return next(filter(None, (confirmed(fact, name) for name in _LOOSE)), None)


def _counting(facts: Sequence[NetworkFact]) -> frozenset[int]:
    """The sentences that say what they count, and those close behind them, which go on counting."""
    saying = sorted(fact.sentence for fact in facts if fact.quantity in _COUNTED_ALONE)
    before = ((fact.sentence, bisect_right(saying, fact.sentence)) for fact in facts)
    return frozenset(start for start, place in before if place and start - saying[place - 1] <= _GOING_ON)


def _meant_variants(facts: Iterable[NetworkFact]) -> frozenset[Identity]:
    """The variants whose layers have most of the numbers of a document, as far as they are those of some layer."""
    hits = Counter(identity for fact in facts for identity in {one.network.identity for one in _of_some_layer(fact)})
    most = max(hits.values(), default=0)
    return frozenset(identity for identity, count in hits.items() if count == most)


def _of_some_layer(fact: NetworkFact) -> Iterator[NetworkVerdict]:
    """The verdicts that a number is that of a layer of some variant, by so many digits that it is so by no accident."""
    fewest = _FEWEST_TOLD if fact.quantity in _COUNTED_ALONE else _EXACT
    if fact.bound or fact.mark.sort != "number" or fact.mark.whole is None or len(digits_of_mark(fact.mark)) < fewest:
        return
    for network in few_variants(fact.names):
        for found in known_layers(network):
            if fact.windows and found.kernel[:2] not in fact.windows:
                continue
            name = fact.quantity or "params"
            if name in COUNTED and found.figure(name) == fact.mark.whole and not fact.cues & {"unbiased"}:
                yield _of_layer(fact, Verdict.RIGHT, name, found)


def confirmed(fact: NetworkFact, quantity: str = "") -> NetworkVerdict | None:
    """The verdict that some variant and convention gives the number."""
    quantity = quantity or fact.quantity
    for reading in network_readings(fact.names, quantity):
        bound = fact.bound if quantity in _REFUTABLE else ""
        is_usual = not is_other_use(reading) or is_exact(fact.mark)
        if is_usual and len(reading.value) == 1 and agrees(fact.mark, reading.value[0], bound):
            return said_of(fact, _right(fact.mark, reading.value[0]), quantity, reading)
    return None


def _as_tools_count(fact: NetworkFact) -> NetworkVerdict | None:
    """The verdict that a tool prints the number, which counts the operations of small layers too."""
    if fact.quantity not in _OPERATIONS or fact.bound or not tells(fact.mark) or not may_be(fact):
        return None
    for reading in tool_readings(fact.names):
        if agrees(fact.mark, reading.value):
            verdict = _right(fact.mark, reading.value)
            return NetworkVerdict(fact, verdict, fact.quantity, (reading.value,), reading.network, tool=reading)
    return None


def is_other_use(reading: NetworkReading) -> bool:
    """Whether a reading is of a network that tells other classes apart: only an exact figure shows that it is meant."""
    return reading.counting == "other-classes" or any(name == "classes" for name, _ in reading.network.values)


def refuted(fact: NetworkFact) -> NetworkVerdict | None:
    """The verdict that no reading gives the number, and that it looks like a slip of what one gives."""
    if not fact.is_told or fact.is_doubtful or fact.bound or may_be(fact) or fact.names[0] not in known_networks():
        return None
    for reading in network_readings(fact.names, fact.quantity):
        if len(reading.value) != 1 or reading.counting not in _USUAL:
            continue
        if fact.quantity in COUNTS:
            whole = fact.mark.whole or 0
            if (fact.is_whole or whole >= _FEWEST_LAYERS) and abs(whole - reading.value[0]) <= _FAR_COUNT:
                return said_of(fact, Verdict.WRONG, fact.quantity, reading)
        elif fact.quantity in _REFUTABLE and is_slip(fact.mark, reading.value[0]):
            return said_of(fact, Verdict.WRONG, fact.quantity, reading)
    return None


def may_be(fact: NetworkFact) -> bool:
    """Whether a figure lies where other tools may see it: small operations counted too, a file with its head."""
    value = fact.mark.value
    if value is None:
        return False
    if fact.quantity in _OPERATIONS:
        return any(least * (1 - _COUNTED_OTHERWISE) <= value <= most for least, most in operations_between(fact.names))
    if any(agrees(fact.mark, reading.value[0]) for reading in network_readings(fact.names, fact.quantity)):
        return True
    if fact.quantity == "bytes":
        readings = network_readings(fact.names, "bytes")
        binary = fact.mark.reading.binary if fact.mark.reading is not None else 1
        exactly = [Fraction(value), Fraction(value) * Fraction(binary)]
        return any(abs(one - reading.value[0]) * _FILE <= one for one in exactly for reading in readings)
    return False


def _open(fact: NetworkFact) -> NetworkVerdict | None:
    """A number of parameters that no usual variant has is undecided: the text may speak of one of its own."""
    is_told = fact.quantity == "params" and fact.is_told and not fact.is_doubtful and fact.names[0] in known_networks()
    if not is_told or fact.mark.sort != "number" or (fact.mark.whole or 0) < _FEWEST_PARAMETERS:
        return None
    reading = network_readings(fact.names, fact.quantity)[0]
    return said_of(fact, Verdict.UNDECIDED, fact.quantity, reading)


def _of_shape(fact: NetworkFact) -> NetworkVerdict | None:
    """The verdict on a shape: the network's input, or what comes out of one of its layers, or a kernel."""
    dims = tuple(dim for dim in fact.mark.dims if dim is not None)
    if fact.quantity in ("input", ""):
        for place, reading in enumerate(network_readings(fact.names, "input")):
            if dims and len(dims) > 1 and is_printed_as(reading.value, dims) and (fact.quantity or len(dims) > 2):
                verdict = Verdict.CONDITIONAL if place else Verdict.RIGHT
                return said_of(fact, verdict, "input", reading)
    if len(dims) < 3:
        return None
    for network in few_variants(fact.names):
        for found in known_layers(network):
            if is_printed_as(found.output, dims):
                return NetworkVerdict(fact, Verdict.RIGHT, "output", found.output, network, "", found)
            if dims == found.kernel and found.figure("weights"):
                return NetworkVerdict(fact, Verdict.RIGHT, "kernel", found.kernel, network, "", found)
    return None


# parts -----------------------------------------------------------------------------------------------


def _of_part(fact: NetworkFact) -> NetworkVerdict | None:
    part = fact.part
    assert part is not None
    networks = few_variants(fact.names)
    found = list(readings_of_part(part, networks))
    if fact.quantity == "receptive_field" or len(fact.mark.dims) > 1:
        return _part_shape(fact, found)
    names = _names(fact.quantity, fact.cues)
    for reading in found:
        for name in names:
            if agrees(fact.mark, reading.figure(name), fact.bound) and (fact.quantity or tells(fact.mark)):
                return _of_layer(fact, _right(fact.mark, reading.figure(name)), name, reading)
    if not part.label and not part.ordinal:
        return _of_sort(fact, networks)
    is_counted = fact.quantity in ("params", "weights", "connections", "biases") and fact.mark.sort != "calculation"
    is_sure = fact.is_told and not fact.is_doubtful and is_counted
    if not is_sure or not found:
        return None
    for reading in found:
        value = reading.figure(names[0])
        if tells(fact.mark) and fact.mark.whole in (reading.figure("weights"), reading.figure("params")):
            return _of_layer(fact, Verdict.WRONG, names[0], reading)
        for name in names:
            value = reading.figure(name)
            if value and (is_slip(fact.mark, value) or fact.mark.whole in (2 * value, value // 2)):
                return _of_layer(fact, Verdict.WRONG, fact.quantity, reading)
    return None


def _of_sort(fact: NetworkFact, networks: Sequence[KnownNetwork]) -> NetworkVerdict | None:
    """The verdict where a kind is named and no layer: on all of its layers together, or on the network."""
    assert fact.part is not None
    for network in networks:
        found = [one for one in known_layers(network) if one.sort == fact.part.sort]
        for name in _names(fact.quantity):
            total = sum(reading.figure(name) for reading in found)
            if total and agrees(fact.mark, total, fact.bound) and (fact.quantity or tells(fact.mark)):
                return NetworkVerdict(fact, _right(fact.mark, total), name, (total,), network, _ALL_OF[fact.part.sort])
            for reading in found:
                if tells(fact.mark) and agrees(fact.mark, reading.figure(name), fact.bound):
                    return _of_layer(fact, _right(fact.mark, reading.figure(name)), name, reading)
    return confirmed(fact) if fact.quantity in _TOTALS else None


def _part_shape(fact: NetworkFact, found: Sequence[KnownLayer]) -> NetworkVerdict | None:
    dims = tuple(dim for dim in fact.mark.dims if dim is not None)
    if fact.quantity == "receptive_field" and not dims:
        return _of_field(fact, found, fact.mark.whole or 0)
    if len(dims) == 2 and dims[0] == dims[1]:
        return _of_field(fact, found, dims[0])
    if len(dims) < 2:
        return None
    for reading in found:
        for quantity, shape in (("output", reading.output), ("input", reading.input), ("kernel", reading.kernel)):
            is_same = dims == shape if quantity == "kernel" else len(shape) > 1 and is_printed_as(shape, dims)
            if is_same and (len(dims) > 2 or fact.quantity in (quantity, "kind")):
                return NetworkVerdict(fact, Verdict.RIGHT, quantity, shape, reading.network, "", reading)
    return _of_shape(fact) if not (fact.part and fact.part.label) else None


def _of_field(fact: NetworkFact, found: Sequence[KnownLayer], size: int) -> NetworkVerdict | None:
    """The verdict on what a layer sees: wrong where it is what it would see if no layer before it had a stride."""
    told = fact.quantity == "receptive_field"
    for reading in found:
        field = reading.field[0]
        if field == size and (told or fact.quantity == "input"):
            return NetworkVerdict(fact, Verdict.RIGHT, "receptive_field", (size,), reading.network, "", reading)
    for reading in found if told and fact.is_told and not fact.is_doubtful else ():
        if size == reading.field_without_strides:
            field = int(reading.field[0] or 0)
            return NetworkVerdict(fact, Verdict.WRONG, "receptive_field", (field,), reading.network, "", reading)
    return None


def _names(quantity: str, cues: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The counts of a layer that a word may mean; without a word any of them.

    Where a sentence says whether biases are counted, it is one of two.
    """
    if quantity in ("params", "weights") and len(cues & _BIASES.keys()) == 1:
        return (_BIASES[next(iter(cues & _BIASES.keys()))],)
    match quantity:
        case "params" | "weights":
            return (quantity, "weights" if quantity == "params" else "params")
        case "flops" if "two-for-one" in cues:
            return ("flops",)
        case "macs" | "flops":
            return ("macs", "flops")
        case "":
            return COUNTED
    return (quantity,) if quantity in COUNTED else ()


# what is said ----------------------------------------------------------------------------------------


def said_of(fact: NetworkFact, verdict: Verdict, quantity: str, reading: NetworkReading) -> NetworkVerdict:
    """The verdict on a fact in the light of a reading."""
    return NetworkVerdict(fact, verdict, quantity, reading.value, reading.network, reading.counting)


def _of_layer(fact: NetworkFact, verdict: Verdict, quantity: str, reading: KnownLayer) -> NetworkVerdict:
    return NetworkVerdict(fact, verdict, quantity, (reading.figure(quantity),), reading.network, "", reading)


def _right(mark: Mark, value: int) -> Verdict:
    return Verdict.RIGHT if mark.value == value else Verdict.ROUNDED


def tells(mark: Mark) -> bool:
    """Whether a number has so many digits that it equals another by no accident."""
    return len(digits_of_mark(mark)) >= _SURE_DIGITS


def digits_of_mark(mark: Mark) -> str:
    """The digits of a printed number that tell."""
    return digits_of(Fraction(mark.value)) if mark.value is not None else ""
