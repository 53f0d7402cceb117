"""The layers that a text has told of so far: how one is opened, filled, and found again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby, islice

from symcnn.check.subjects.layers.number_rows import row_of
from symcnn.check.subjects.layers.told_arguments import kind_of, shapes_in
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.printed.printed_shapes import is_printed_as, shape_of
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import family, has_only_units, holds_numbers, is_weighted, takes_argument

_MOST_TIMES = 16
"""How many layers a number before a plural opens at most."""
REACH = 2
"""How many blocks further a list, and how many clauses further a sentence, still speaks of the layer before it."""
_OF_WINDOWS = ("kernel", "stride", "padding", "dilation")
_ASSIGNED = late_pattern(r"\s*(?:self\.)?([A-Za-z_]\w*)\s*=(?!=)")
"""The name that a line of code gives to the layer that it makes."""
_POLICIES = frozenset({"biased", "unbiased", "one-byte"})
_OF_WORK = frozenset({"macs", "flops", "connections"})


def _policies(segment: Segment) -> set[str]:
    """What a clause says of biases and bytes, but for what a part of it says of operations alone.

    ``MACs of c2, biases not counted`` says of its parameters nothing.
    """
    said: set[str] = set()
    of_segment = _counted(segment.marks)
    for is_end, part in groupby(segment.marks, key=lambda mark: mark.sort in ("comma", "stop")):
        marks = [] if is_end else list(part)
        counted = _counted(marks)
        if not counted or not counted <= _OF_WORK:
            left_out = {"unbiased"} if not counted and of_segment and of_segment <= _OF_WORK else set()
            said |= {cue for mark in marks for cue in mark.named("word")} & _POLICIES - left_out
    return said


def _counted(marks: Sequence[Mark]) -> set[str]:
    """What some words count, but for biases."""
    return {name for mark in marks for name in mark.named("quantity")} - {"biases"}


def _is_step(segment: Segment) -> bool:
    """Whether arrows lead to what a segment tells of or on from it, and none within it: it says what comes out."""
    arrows = [place for place, mark in enumerate(segment.marks) if mark.sort == "arrow"]
    tells_input = any("input" in mark.named("role") for mark in segment.marks)
    return bool(arrows) and {*arrows} <= {0, len(segment.marks) - 1} and not tells_input


@record
class Announced:
    """Layers of which a text says how many there are before it tells what each is: ``five convolutions in a row``."""

    kinds: tuple[str, ...]
    count: int
    block: int


def _as_usual(arguments: Mapping[str, ToldValue]) -> dict[str, ToldValue]:
    return {role: replace(told, level=Certainty.DOCUMENT) for role, told in arguments.items()}


class ToldRegistry:
    """What a walk through the segments of a text remembers: its layers in order, and of which it spoke last."""

    def __init__(self, text: str, code: Sequence[ToldLayer], lines: Mapping[int, int]) -> None:
        self.text = text
        self.lines = lines
        named = ((_ASSIGNED.match(text, start), place) for start, place in lines.items())
        self.assigned = {match[1]: place for match, place in named if match is not None}
        self.layers: list[ToldLayer] = []
        self.labels: dict[str, int] = {}
        self.kinds: dict[str, list[int]] = {}
        self.called: dict[int, str] = {}
        self.group: list[int] = []
        self.group_block = -1
        self.at_once = range(0)
        for layer in code:
            self._add(layer)
        self.programs = sum(layer.before is None for layer in code)
        self.facts: list[ToldFact] = []
        self.loose: list[ToldFact] = []
        self.cues: dict[str, int] = {}
        self.current: int | None = None
        self.named: int | None = None
        self.title: Segment | None = None
        self.titled: int | None = None
        self.document_title = -1
        self.network = 0
        self.announced: Announced | None = None
        self.declared: dict[int, int] = {}
        self.numbered: Mapping[int, str] = {}
        self.walked: int | None = None
        self.is_under_heading = False
        self.is_branched = False
        self.is_spoken_of = False
        self.is_between_rows = False
        self.is_one_of_many = False
        self.entered: int | None = None
        self.shaped: int | None = None
        self.usual: dict[str, dict[str, ToldValue]] = {}
        self.examples: dict[str, Mapping[str, ToldValue]] = {}
        self.windowed: set[int | None] = set()
        self.count = 0
        self.target: int | None = None
        self.told_at = -REACH
        self.last_block = self.said_block = -1
        self.axes = self.named_axes = 0

    def _for_all(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> Mapping[str, ToldValue]:
        """Notes what holds for the whole document; the rest of the arguments belong to one layer."""
        for cue in _policies(segment) if segment.cues & _POLICIES else ():
            is_general = bool(segment.cues & {"all", "total"}) or not segment.kinds or cue == "biased"
            if is_general and not segment.is_row:
                self.cues[cue] = self.cues.get(cue, 0) + 1
        meant = family(segment.kinds[0]) if segment.kinds else "conv"
        windows = {role: told for role, told in arguments.items() if role in _OF_WINDOWS}
        if "all" in segment.cues and windows:
            self.usual.setdefault(meant, {}).update(_as_usual(windows))
            return {role: told for role, told in arguments.items() if role not in windows}
        if segment.passage.sort in ("sentence", "heading") and segment.kinds and "kernel" in windows:
            self.examples[meant] = _as_usual(windows)
        return arguments

    def _numbered(self, segment: Segment) -> int | None:
        """The layer that is the first, the second, … of those told last or at once, else of all that have weights.

        Where the text has told of one as that layer, it is this one.
        """
        ordinal = segment.ordinals[0]
        if "layer-number" in segment.cues and ordinal in self.declared:
            return self.declared[ordinal]
        is_near = "layer-number" not in segment.cues and self.group_block == segment.passage.block
        for places in (self.at_once if is_near else range(0), self.group):
            if len(places) > 1 and ordinal <= len(places):
                return places[ordinal - 1 if ordinal > 0 else -1]
        every = sorted(place for kind in self.kinds if is_weighted(kind) for place in self._of_kind(kind))
        told = [place for place in every if not self.layers[place].is_code]
        is_of_layers = "layer-number" in segment.cues and self.programs == 1
        is_beside_code = is_of_layers and segment.passage.sort == "comment"
        weighted = (told or (every if is_beside_code else [])) if ordinal > 0 else []
        return weighted[ordinal - 1] if len(weighted) > 1 and ordinal <= len(weighted) else None

    def _kind(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> str:
        """The kind of a layer that is opened: where none is named, that of the layer with kernels before it."""
        kind = kind_of(segment, arguments)
        before = self.layers[self.current] if self.current is not None else None
        goes_on = before is not None and not segment.is_row and before.block == segment.passage.block
        return (
            before.kind if before is not None and goes_on and not segment.kinds and is_weighted(before.kind) else kind
        )

    def _given_out(self, segment: Segment, kind: str, arguments: Mapping[str, ToldValue]) -> Mapping[str, ToldValue]:
        """The arguments, with channels as kernels where others come in: ``another convolution, with 64 channels``."""
        before = self.layers[self.current].number("kernels") if self.current is not None else None
        is_told = segment.is_row or "kernels" in arguments or "channels" not in arguments
        is_step = "kernel" in arguments and _is_step(segment)
        if is_told or not takes_argument(kind, "kernels") or (before is None and not is_step):
            return arguments
        if arguments["channels"].number in (None, before) and not is_step:
            return arguments
        others = {role: told for role, told in arguments.items() if role != "channels"}
        return {**others, "kernels": arguments["channels"]}

    def _agrees(self, place: int, arguments: Mapping[str, ToldValue]) -> bool:
        """Whether nothing that is told now is other than what was told of a layer; a row tells all of its own."""
        before = self.layers[place].arguments
        return self.layers[place].table is None and all(
            role not in before or before[role].sizes == told.sizes for role, told in arguments.items()
        )

    def _model(self, segment: Segment, kind: str, arguments: Mapping[str, ToldValue]) -> int | None:
        """The layer that tells what a layer leaves untold: the last of its kind with a window or with kernels."""
        if segment.is_row or {"kernel", "kernels"} <= {*arguments} or not takes_argument(kind, "kernel"):
            return None
        own, convs = self.kinds.get(family(kind), ()), self.kinds.get("conv", ()) if is_weighted(kind) else ()
        tells = (place for place in reversed(own) if {"kernel", "kernels"} & self.layers[place].arguments.keys())
        alike = [*islice(tells, REACH)] or [*reversed((convs or own)[-REACH:])]
        return next((place for place in alike if not self.layers[place].is_code), None)

    def _fill(self, arguments: Mapping[str, ToldValue], kind: str) -> int:
        """Tells more of the current layer."""
        self.named = None
        return self._filled(self.current or 0, arguments, kind)

    def _filled(self, place: int, arguments: Mapping[str, ToldValue], kind: str = "") -> int:
        layer = self.layers[place]
        if not layer.is_code:
            told = {**layer.arguments, **arguments}
            self.layers[place] = replace(layer, kind=kind or layer.kind, arguments=told)
        return place

    def _labelled_row(self, segment: Segment) -> int | None:
        """The layer of the name of a row; a name that stands further up in the same table is that of another one."""
        place = self.labels.get(segment.label) if segment.label else None
        is_other = place is not None and place != self.current and self.layers[place].table == segment.passage.block
        return None if is_other else place

    def _labelled(self, label: str) -> int | None:
        """The layer of a name; ``conv2`` is the second convolution where no layer is called so."""
        if not label or label in self.labels:
            return self.labels.get(label) if label else None
        stem = label.rstrip("0123456789")
        kind, number = lexicon().label(stem), label[len(stem) :]
        places = self.kinds.get(family(kind.name), ()) if kind is not None and number else ()
        if not 0 < int(number or 0) <= len(places):
            return None
        are_unnamed = not any(self.layers[place].label or self.layers[place].is_code for place in places)
        return places[int(number) - 1] if are_unnamed else None

    def _add(self, layer: ToldLayer) -> int:
        place = len(self.layers)
        self.layers.append(layer)
        named = self.labels.get(layer.label)
        if named is None or not self.layers[named].is_code:
            self.labels[layer.label] = place
        self.kinds.setdefault(family(layer.kind), []).append(place)
        return place

    def _of_kind(self, kind: str) -> Sequence[int]:
        """The layers of the network that is spoken of that are of a kind, or of one like it."""
        places = self.kinds.get(family(kind), ())
        return places[bisect_left(places, self.network) :]

    def _referred(self, segment: Segment) -> int | None:
        """The layer of the segment's kind so far: by its ordinal, else the next of the code, or the last."""
        if len({*segment.kinds}) != 1 or segment.is_row:
            return None  # of two layers nobody knows which one is meant
        fitting = self._of_kind(segment.kinds[0])
        ordinal = segment.ordinals[0] if segment.ordinals else 0
        entered = self._entered(segment, fitting)
        if entered is not None:
            return entered
        if ordinal > 0 and "layer-number" in segment.cues and self.declared:
            return self.declared.get(ordinal)  # it is numbered among all layers, not among those of its kind
        if not fitting or ordinal > len(fitting):
            return None
        if ordinal > 0:
            self.is_one_of_many = self.layers[fitting[0]].is_code and self.programs > 1
            return fitting[ordinal - 1]
        if self.layers[fitting[0]].is_code and self.current is not None and not ordinal:
            return fitting[min(bisect_right(fitting, self.current), len(fitting) - 1)]
        if self.walked is not None:
            is_same = family(self.layers[self.walked].kind) == family(segment.kinds[0])
            goes_on = not is_same or segment.passage.sort == "item"
            ahead = (place for place in fitting if place > (self.walked or 0))
            return next(ahead, fitting[-1]) if goes_on else self.walked
        called = self._called(segment)
        alike = [place for place in fitting if called and self.called.get(place) == called] or fitting
        self.is_one_of_many = len(alike) > 1 and alike[-1] != self.current
        return alike[-1]

    def _entered(self, segment: Segment, fitting: Sequence[int]) -> int | None:
        """The one layer of the code among some into which the map goes that a segment says comes in."""
        mark = shapes_in(segment).get("input")
        dims = shape_of(mark) if mark is not None and len(mark.dims) > 2 else ()
        known = [(place, self.layers[place].known) for place in fitting] if dims else []
        entered = [place for place, code in known if code is not None and is_printed_as(code.shape, dims)]
        return entered[0] if len(entered) == 1 else None

    def _called(self, segment: Segment) -> str:
        """What a segment calls a layer that has nothing but units: ``the hidden layer``, or ``the output layer``."""
        words = [mark.text for mark in segment.marks if any(map(has_only_units, mark.named("kind")))]
        return words[-1] if words else ""

    def _open(
        self,
        segment: Segment,
        kind: str,
        arguments: Mapping[str, ToldValue],
        *,
        is_only_named: bool,
        like: int | None = None,
    ) -> int:
        """Opens a layer, or as many as are told; what comes first is named where one has to be."""
        table = segment.passage.block if segment.is_row else None
        before = self.current
        if table is not None and not self._is_in_table(segment):
            before, self.entered = self.entered, None
        if table is not None:
            if "kernel" in arguments:
                self.windowed.add(table)
            elif table not in self.windowed:
                arguments = {**self.examples.get(family(kind), {}), **arguments}
        is_variant = like is not None and bool(segment.cues & {"variant"})
        before = self.layers[like].before if like is not None and is_variant else self._past_variants(before)
        before = self._origin(segment, before)
        block = segment.passage.block
        if block != self.group_block:
            self.group, self.group_block = [], block
        may_repeat = table is None and (takes_argument(kind, "kernel") or holds_numbers(kind))
        repeat = min(self._times(segment, kind, arguments) or 1, _MOST_TIMES) if may_repeat else 1
        told = {role: one for role, one in arguments.items() if role != "repeat" or not may_repeat}
        rows = self._one_each(segment, told, repeat)
        told = {role: one for role, one in told.items() if role != "channels" or "kernels" not in rows}
        self.at_once = range(len(self.layers), len(self.layers) + repeat)
        is_back = before is not None and before < len(self.layers) - 1 and table is None and not self.layers[-1].is_code
        far = self.is_branched or is_back or (self.is_under_heading and not segment.ordinals)
        self.is_under_heading = False
        is_same = bool(segment.cues & {"variant", "again"})
        place = 0
        for turn in range(repeat):
            layer = ToldLayer(
                segment.start,
                kind,
                {**told, **{role: row[turn] for role, row in rows.items()}},
                block,
                before,
                segment.label,
                table,
                like=like,
                is_same=is_same,
                is_far=far,
                named_axes=self.named_axes,
                axes=(self.axes,) if self.axes else (),
            )
            before = place = self._add(layer)
            self.called[place] = self._called(segment)
            told = {role: one for role, one in told.items() if role not in ("channels", "input")}
            self.group.append(place)
            far = False
        self.named = place if is_only_named else None
        if "layer-number" in segment.cues and "variant" not in segment.cues and table is None:
            self.declared[segment.ordinals[0]] = place
        return place

    def _past_variants(self, before: int | None) -> int | None:
        """The layer in whose place a text has told of others: what comes next follows it, and none of these."""
        while before is not None and self._is_in_place_of_other(self.layers[before]):
            before = self.layers[before].like
        return before

    def _is_in_place_of_other(self, layer: ToldLayer) -> bool:
        return layer.is_same and layer.like is not None and layer.before == self.layers[layer.like].before

    def _origin(self, segment: Segment, before: int | None) -> int | None:
        """The layer of which a segment says that it takes what that gives; the one before it where it says none."""
        for mark in segment.marks:
            for kind, which in zip(mark.named("origin"), mark.named("whence"), strict=True):
                places, number = self._of_kind(kind), int(which)
                if 0 < number <= len(places) or (number < 0 and places):
                    return places[number - 1 if number > 0 else -1]
        return before

    def _times(self, segment: Segment, kind: str, arguments: Mapping[str, ToldValue]) -> int | None:
        """How many layers a segment opens: as many as it says, or as the one before it announced."""
        if "repeat" in arguments:
            return arguments["repeat"].number
        announced, self.announced = self.announced, None
        is_meant = announced is not None and "each" in segment.cues and announced.block == segment.passage.block
        return announced.count if announced is not None and is_meant and kind in announced.kinds else None

    def _one_each(
        self, segment: Segment, told: Mapping[str, ToldValue], count: int
    ) -> Mapping[str, tuple[ToldValue, ...]]:
        """The arguments of which a segment tells one for each of the layers that it opens, in a row."""
        rows: dict[str, tuple[ToldValue, ...]] = {}
        for role, one in told.items() if count > 1 else ():
            row = row_of(self.text, segment.marks, one.mark) if one.mark is not None else ()
            if len(row) == count:
                given = "kernels" if role == "channels" and "kernels" not in told else role
                rows[given] = tuple(replace(one, value=mark.whole or 0, mark=mark) for mark in row)
        return rows

    def _is_in_table(self, segment: Segment) -> bool:
        """Whether the current layer is a row of the same table."""
        return self.current is not None and self.layers[self.current].table == segment.passage.block

    def _has_moved_on(self, place: int) -> bool:
        """Whether the text has told of layers of other kinds since it told of this one."""
        return self.current is not None and self.current > place and not self.layers[place].is_code

    def _completes_last(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> bool:
        """Whether a sentence tells the kernel, or how many there are, where the one before told the other."""
        if self.current is None or segment.kinds or segment.is_row or segment.ordinals or "again" in segment.cues:
            return False
        layer = self.layers[self.current]
        is_near = layer.block == segment.passage.block and not layer.is_code and layer.table is None
        lacking = {"kernel", "kernels"} - {*layer.arguments}
        is_half = len(lacking) == 1 and all(takes_argument(layer.kind, role) for role in ("kernel", "kernels"))
        return is_near and is_half and lacking <= {*arguments} and not {*arguments} & {*layer.arguments}

    def _tells_each(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> bool:
        """Whether a sentence tells of each kernel of the layer before what is known of it: ``each filter is 5×5×8``."""
        if self.current is None or segment.kinds or segment.is_row or segment.ordinals or "each" not in segment.cues:
            return False
        layer = self.layers[self.current]
        is_near = layer.block == segment.passage.block and not layer.is_code and layer.table is None
        return is_near and "again" not in segment.cues and self._agrees(self.current, arguments)
