"""From segments to a story: which layer each segment opens or speaks of, and what it says of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from symcnn.check.subjects.printed_shapes import shape_of
from symcnn.check.subjects.told_arguments import arguments_in, kind_of, shapes_in, tells_layer
from symcnn.check.subjects.told_layers import CODE_COMMENTS, POOLS, Certainty, Story, ToldFact, ToldLayer, ToldValue
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment

COUNTED = (
    *("params", "weights", "biases", "neurons", "connections", "macs", "flops", "bytes"),
    *("receptive_field", "jump"),
)
_REACH = 2
"""How many blocks further a list, and how many clauses further a sentence, still speaks of the layer before it."""
_POLICIES = frozenset({"biased", "unbiased"})


def story(
    text: str, found: Iterable[Segment], code: Sequence[ToldLayer] = (), lines: Mapping[int, int] | None = None
) -> Story:
    """The layers and facts of a document's segments; `code` are the layers of its code, in order of their places.

    `lines` says which of these is made in the line that starts at an offset of the text.
    """
    walk = _Walk(text, code, lines or {})
    for segment in found:
        walk.read(segment)
    return Story(tuple(walk.layers), tuple(walk.facts), tuple(walk.loose), walk.cues, walk.kernel)


def _family(kind: str) -> str:
    """What a text may mean by a kind's name: who says pooling may mean any."""
    return POOLS[0] if kind in POOLS else kind


class _Walk:
    """Goes through the segments; the layer that was spoken of last is the one that is meant where none is named."""

    def __init__(self, text: str, code: Sequence[ToldLayer], lines: Mapping[int, int]) -> None:
        self.text = text
        self.lines = lines
        self.layers: list[ToldLayer] = []
        self.labels: dict[str, int] = {}
        self.kinds: dict[str, list[int]] = {}
        for layer in code:
            self._add(layer)
        self.facts: list[ToldFact] = []
        self.loose: list[ToldFact] = []
        self.cues: dict[str, int] = {}
        self.kernel: ToldValue | None = None
        self.current: int | None = None
        self.is_only_named = False
        self.count = 0
        self.told_at = -_REACH
        self.last_block = -1

    def read(self, segment: Segment) -> None:
        """Takes in the next segment."""
        self.count += 1
        arguments = self._for_all(segment, arguments_in(segment))
        is_heading = segment.passage.sort == "heading"
        if is_heading and not segment.kinds:
            self.is_only_named = False
            return
        target, is_told = self._target(segment, arguments)
        self.current = self.current if target is None else target
        self.told_at = self.count if is_told else self.told_at
        if not is_heading:
            self._say(segment, is_told=is_told)
            self.last_block = segment.passage.block

    def _for_all(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> Mapping[str, ToldValue]:
        """Notes what holds for the whole document; the rest of the arguments belong to one layer."""
        for cue in segment.cues & _POLICIES:
            is_general = bool(segment.cues & {"all", "total"}) or not segment.kinds or cue == "biased"
            if is_general and not segment.is_row:
                self.cues[cue] = self.cues.get(cue, 0) + 1
        if "all" in segment.cues and "kernel" in arguments:
            self.kernel = arguments["kernel"]
            return {role: told for role, told in arguments.items() if role != "kernel"}
        return arguments

    # which layer --------------------------------------------------------------------------------

    def _target(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> tuple[int | None, bool]:
        """The layer that a segment speaks of, and whether the segment itself tells what the layer is."""
        line = self.text.rfind("\n", 0, segment.start) + 1
        if line in self.lines:
            return self.lines[line], True
        if segment.passage.sort == "heading":
            is_of_one = len({*segment.kinds}) == 1 and segment.passage.depth != 1
            return (
                (self._open(segment, segment.kinds[0], arguments, is_only_named=True), True)
                if is_of_one
                else (None, False)
            )
        if self._goes_on(segment, arguments):
            return self._fill(arguments, self.layers[self.current or 0].kind), True
        if tells_layer(segment, arguments):
            return self._told(segment, arguments)
        labelled = self._labelled(segment.label)
        if labelled is not None:
            return labelled, True
        if not segment.kinds:
            return None, False
        referred = self._referred(segment)
        is_listed = segment.is_row or segment.passage.sort in ("item", "line") or bool(segment.label)
        if referred is not None and (self.layers[referred].is_code or not is_listed):
            return referred, False
        if is_listed or ("output" in shapes_in(segment) and len({*segment.kinds}) == 1):
            return self._open(segment, segment.kinds[0], arguments, is_only_named=not segment.is_row), True
        return None, False

    def _told(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> tuple[int | None, bool]:
        """A layer with arguments: that which was only named before, one that is spoken of again, or a new one."""
        if self.is_only_named and self.current is not None and not segment.is_row:
            layer = self.layers[self.current]
            kind = segment.kinds[0] if segment.kinds else layer.kind
            are_pools = {kind, layer.kind} <= {*POOLS}
            if kind == layer.kind or are_pools:
                return self._fill(arguments, kind), True
        referred = None if {"kernel", "kernels"} & {*arguments} else self._referred(segment)
        if referred is not None and (segment.ordinals or self.layers[referred].is_code):
            return referred, False
        return self._open(segment, kind_of(segment, arguments), arguments, is_only_named=False), True

    def _goes_on(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> bool:
        """Whether a line tells one more argument of the layer before it: ``kernel size: 5*5``."""
        if self.current is None or segment.kinds or not arguments or segment.label:
            return False
        first = [mark for mark in segment.marks if mark.sort in ("word", "stop") or mark.is_figure][:3]
        is_labelled = [mark.sort == "word" for mark in first] == [True, False, False] and first[1].text in (":", "：")
        layer = self.layers[self.current]
        is_near = segment.passage.block - self.last_block <= 1 and layer.kind != "input"
        is_open = not layer.is_code and layer.table is None
        return is_labelled and is_near and is_open and not {*arguments} & {*layer.arguments}

    def _fill(self, arguments: Mapping[str, ToldValue], kind: str) -> int:
        """Tells more of the current layer."""
        place = self.current or 0
        layer = self.layers[place]
        self.layers[place] = replace(layer, kind=kind, arguments={**layer.arguments, **arguments})
        self.is_only_named = False
        return place

    def _labelled(self, label: str) -> int | None:
        return self.labels.get(label) if label else None

    def _add(self, layer: ToldLayer) -> int:
        place = len(self.layers)
        self.layers.append(layer)
        self.labels[layer.label] = place
        self.kinds.setdefault(_family(layer.kind), []).append(place)
        return place

    def _referred(self, segment: Segment) -> int | None:
        """The layer of the segment's kind so far: by its ordinal, else the next of the code, or the last."""
        if len({*segment.kinds}) != 1 or segment.is_row:
            return None  # of two layers nobody knows which one is meant
        fitting = self.kinds.get(_family(segment.kinds[0]), ())
        ordinal = segment.ordinals[0] if segment.ordinals else 0
        if not fitting or ordinal > len(fitting):
            return None
        if ordinal > 0:
            return fitting[ordinal - 1]
        if self.layers[fitting[0]].is_code and self.current is not None and not ordinal:
            return fitting[min(bisect_right(fitting, self.current), len(fitting) - 1)]
        return fitting[-1]

    def _open(self, segment: Segment, kind: str, arguments: Mapping[str, ToldValue], *, is_only_named: bool) -> int:
        table = segment.passage.block if segment.is_row else None
        before = self.current
        if table is not None and before is not None and self.layers[before].table != table:
            before = before if self.layers[before].kind == "input" else None
        block = segment.passage.block
        self.is_only_named = is_only_named
        return self._add(ToldLayer(segment.start, kind, arguments, block, before, segment.label, table))

    # what is said of it -------------------------------------------------------------------------

    def _say(self, segment: Segment, *, is_told: bool) -> None:
        shapes = shapes_in(segment)
        if "input" in shapes:
            self._take_in(segment, shapes["input"], is_told=is_told)
        level = self._level(segment, is_told=is_told)
        said: dict[int, str] = {}
        for bound in segment.bounds:
            is_depth = bound.role == "kernel" and len(bound.mark.dims) == 3
            is_count = bound.role in COUNTED or (bound.role == "channels" and not segment.is_row)
            said[bound.mark.start] = "depth" if is_depth else bound.role if is_count else "argument"
        for role in ("input", "output"):
            if role in shapes:
                said[shapes[role].start] = role
        alone = self._alone(segment)
        if alone is not None and alone.start not in said:
            self._note(segment, "params", alone, level, CODE_COMMENTS)
            return
        for mark in segment.marks:
            quantity = said.get(mark.start, "") if mark.is_figure else "argument"
            if quantity != "argument":
                self._note(segment, quantity, mark, level)

    def _alone(self, segment: Segment) -> Mark | None:
        """The number that alone is the comment on a line of code that makes a layer."""
        line = self.text.rfind("\n", 0, segment.start) + 1
        figures = [mark for mark in segment.marks if mark.is_figure]
        is_bare = line in self.lines and len(figures) == 1 and not any(mark.sort == "word" for mark in segment.marks)
        return figures[0] if is_bare and figures[0].sort == "number" else None

    def _note(self, segment: Segment, quantity: str, mark: Mark, level: Certainty, column: int | None = None) -> None:
        table = segment.passage.block if segment.is_row else column
        is_prose = segment.passage.sort == "sentence" and not segment.is_row
        fact = ToldFact(
            self.current, quantity, mark, level if quantity else Certainty.GUESS, segment.cues, table, is_prose
        )
        (self.facts if quantity else self.loose).append(fact)

    def _level(self, segment: Segment, *, is_told: bool) -> Certainty:
        """How sure it is that a segment speaks of the current layer."""
        distance = segment.passage.block - self.last_block
        is_listed = segment.passage.sort != "sentence"
        is_near = distance <= _REACH if is_listed else distance <= 0 and self.count - self.told_at <= _REACH
        if is_told:
            return Certainty.CLAUSE
        return (
            Certainty.BLOCK
            if is_near and self.current is not None
            else Certainty.CHAIN
            if distance <= _REACH
            else Certainty.DOCUMENT
        )

    def _take_in(self, segment: Segment, mark: Mark, *, is_told: bool) -> None:
        """What comes in: of the layer that the segment tells of, else of the layers that follow."""
        dims = shape_of(mark)
        layer = self.layers[self.current] if self.current is not None else None
        told = {"input": ToldValue(dims, Certainty.CLAUSE, mark)}
        if not dims or (layer is not None and layer.is_code and (layer.known is not None or not is_told)):
            return
        if (is_told or self.is_only_named) and self.current is not None and layer is not None:
            self.layers[self.current] = replace(layer, arguments={**told, **layer.arguments})
        elif len(dims) > 1:
            channels = {role: one for role, one in arguments_in(segment).items() if role == "channels"}
            self.current = self._add(
                ToldLayer(segment.start, "input", {**told, **channels}, segment.passage.block, None)
            )
