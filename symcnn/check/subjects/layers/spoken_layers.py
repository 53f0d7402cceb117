"""Which layer a segment speaks of: one that it opens, one told before, or a variant of it."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.check.subjects.layers.told_arguments import UNKNOWN, counts_maps, shapes_in, tells_layer
from symcnn.check.subjects.layers.told_layers import Certainty, ToldValue
from symcnn.check.subjects.layers.told_registry import Announced, ToldRegistry
from symcnn.check.subjects.printed.printed_shapes import shape_of
from symcnn.core.record import replace
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import family, holds_numbers, is_pool, takes_argument

_MAP = 3
_ROUND = 8
_FEWEST_COUNTED = 1000
_FEW = (1, 3)
"""The channels of pictures."""
_LISTED = frozenset({"kernel", "stride", "padding", "dilation"})
_VARIED = frozenset({"kernel", "kernels", "stride", "padding", "dilation", "groups"})


def _leads_channels(segment: Segment) -> bool:
    """Whether a segment begins with two round numbers and an arrow between them, and counts something behind."""
    before, arrow, behind, *rest = (*segment.marks, *(None,) * 3)
    if before is None or arrow is None or behind is None or arrow.sort != "arrow":
        return False
    ends = before, behind
    are_round = all(mark.sort == "number" and _is_of_channels(mark) for mark in ends)
    counts = any({"params", "weights"} & {*mark.named("quantity")} for mark in rest if mark is not None)
    large = [mark for mark in rest if mark is not None and (mark.whole or 0) >= _FEWEST_COUNTED and not mark.dims]
    return are_round and (counts or len(large) == 1)


def _is_of_channels(mark: Mark) -> bool:
    return (mark.whole or 1) % _ROUND == 0 or mark.whole in _FEW


class SpokenLayers(ToldRegistry):
    """The registry with the way from a segment to its layer."""

    def _entitle(self, title: Segment) -> None:
        """Notes the layer of which what follows tells."""
        self.title, self.titled, self.named = title, None, None

    def _under_title(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> None:
        """Opens the layer of a title, or finds it again, where a segment is the first that tells something of it.

        A first layer that is another than the one told before begins another network.
        """
        title = self.title
        if title is None or not any(mark.is_figure for mark in segment.marks):
            return
        self.title = None
        kind, told = title.kinds[0], {**arguments, **self._shape_entering(segment)}
        known = self._referred(title)
        if known is not None and (self.layers[known].is_code or self._agrees(known, told)):
            self.current = known
        else:
            if known is not None and title.ordinals == (1,):
                self.network, self.current = len(self.layers), None
            self.current = self._open(title, kind, {}, is_only_named=True)
        self.titled = self.current
        self.named = None if self.layers[self.current].is_code else self.current

    def _shape_entering(self, segment: Segment) -> Mapping[str, ToldValue]:
        """The map that a segment says comes in, as an argument."""
        mark = shapes_in(segment).get("input")
        dims = shape_of(mark) if mark is not None else ()
        return {"input": ToldValue(dims, Certainty.CLAUSE, mark)} if len(dims) > 1 else {}

    def _is_of_title(self, segment: Segment) -> bool:
        """Whether a segment goes on about the layer of a title: it names none, or one of its kind and no number."""
        if self.titled is None or self.titled != self.current:
            return False
        kind = self.layers[self.titled].kind
        return not segment.ordinals and all(family(one) == family(kind) for one in segment.kinds)

    def _target(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> tuple[int | None, bool]:
        """The layer that a segment speaks of, and whether the segment itself tells what the layer is."""
        line = self.text.rfind("\n", 0, segment.start) + 1
        if line in self.lines:
            made = self.layers[self.lines[line]]
            is_of_part = segment.kinds and not any(family(kind) == family(made.kind) for kind in segment.kinds)
            return self.lines[line], not (is_of_part and holds_numbers(segment.kinds[0]))
        segment = self._of_same_kind(segment)
        if segment.passage.sort == "heading":
            is_title = segment.passage.depth == 1 or segment.passage.start == self.document_title
            is_of_one = len({*segment.kinds}) == 1 and not is_title
            return (
                (self._open(segment, segment.kinds[0], arguments, is_only_named=True), True)
                if is_of_one
                else (None, False)
            )
        if self._labels_quantity(segment) or (self._is_of_title(segment) and self.named != self.current):
            return self.current, True
        if self._goes_on(segment, arguments):
            return self._fill(arguments, self.layers[self.current or 0].kind), True
        if tells_layer(segment, arguments):
            return self._told(segment, arguments)
        labelled = self._labelled_row(segment) if segment.is_row else self._labelled(segment.label)
        if labelled is not None and (segment.is_row or self._may_be_of(labelled, segment)):
            return labelled, True
        if not segment.kinds:
            return self._unnamed(segment, arguments)
        count = arguments["repeat"].number if "repeat" in arguments else None
        self.announced = Announced(segment.kinds, count, segment.passage.block) if count else self.announced
        referred = self._referred(segment)
        is_listed = segment.is_row or segment.passage.sort in ("item", "line") or bool(segment.label)
        is_one_more = bool(segment.cues & {"again"}) and not segment.ordinals
        has_map = is_one_more and any(len(mark.dims) == _MAP for mark in segment.marks)
        gives = ("output" in shapes_in(segment) or has_map) and len({*segment.kinds}) == 1
        is_moved_on = gives and referred is not None and self._has_moved_on(referred)
        is_same = referred is not None and (
            self.layers[referred].is_code or not (is_listed or is_one_more or is_moved_on)
        )
        if is_same:
            return referred, False
        if is_listed or gives:
            like = referred if is_one_more or is_moved_on else self._model(segment, segment.kinds[0], arguments)
            return self._open(segment, segment.kinds[0], arguments, is_only_named=not segment.is_row, like=like), True
        return None, False

    def _of_same_kind(self, segment: Segment) -> Segment:
        """A clause with the kind that the one before named with its number: ``the first dense layer 9, the second``."""
        is_named_so = bool(segment.ordinals) and not segment.is_row
        goes_on = is_named_so and not segment.kinds and "layer-number" not in segment.cues
        kind = self.numbered.get(segment.passage.start, "") if goes_on else ""
        if is_named_so and len({*segment.kinds}) == 1:
            self.numbered = {segment.passage.start: segment.kinds[0]}
        return replace(segment, kinds=(kind,)) if kind else segment

    def _as_listed(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> Mapping[str, ToldValue]:
        """The arguments of an item that leads from channels to channels: its window is that of the layer before it.

        ``Three layers of 3×3, padded by one:`` and below it ``192 → 384: 663,936``.
        """
        layer = self.layers[self.current] if self.current is not None else None
        if layer is None or segment.kinds or segment.passage.sort not in ("item", "line") or "kernel" in arguments:
            return arguments
        is_open = not layer.is_code and layer.table is None and "kernel" in layer.arguments
        if not (is_open and takes_argument(layer.kind, "kernels") and _leads_channels(segment)):
            return arguments
        before, _, behind = segment.marks[:3]
        window = {role: replace(layer.arguments[role], level=Certainty.GUESS) for role in _LISTED & {*layer.arguments}}
        ends = {"channels": before, "kernels": behind}
        counted = {role: ToldValue(mark.whole or 0, Certainty.CLAUSE, mark) for role, mark in ends.items()}
        return {**window, **counted, **arguments}

    def _takes(self, role: str) -> bool:
        """Whether the layer that was spoken of last has an argument, or may have it."""
        kind = self.layers[self.current].kind if self.current is not None else UNKNOWN
        return kind == UNKNOWN or takes_argument(kind, role)

    def _may_be_of(self, place: int, segment: Segment) -> bool:
        """Whether a clause that names a layer may speak of it: ``a batch norm after t1`` speaks of another one."""
        kind = self.layers[place].kind
        return not segment.kinds or kind == UNKNOWN or family(kind) in map(family, segment.kinds)

    def _unnamed(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> tuple[int | None, bool]:
        """The layer of a segment that names no kind: one of several by its number, or a variant of the last one."""
        if segment.is_row:
            goes_on = self._is_in_table(segment) and not segment.is_nameless
            return (self._open(segment, UNKNOWN, arguments, is_only_named=False), True) if goes_on else (None, False)
        if segment.ordinals and "times" not in segment.cues:  # twice that of the second layer: it is compared with it
            numbered = self._numbered(segment)
            if numbered is not None and {*arguments} & _VARIED and not self._agrees(numbered, arguments):
                kind = self.layers[numbered].kind
                return self._open(segment, kind, arguments, is_only_named=False, like=numbered), True
            if numbered is not None:
                return numbered, self.group_block == segment.passage.block
        varied = {role for role in {*arguments} & _VARIED if self._takes(role)}
        if varied and self.current is not None and self.layers[self.current].kind != "input":
            layer = self.layers[self.current]
            is_open = not layer.is_code and layer.table is None  # a row tells all of its own
            is_elsewhere = layer.block != segment.passage.block
            is_once_more = self.shaped == self.current and ("output" in shapes_in(segment) or is_elsewhere)
            is_one = not varied & {*layer.arguments} and not is_once_more
            if is_open and is_one and not segment.cues & {"variant"}:
                return self._fill({role: arguments[role] for role in varied}, layer.kind), True
            if is_open and not counts_maps(segment):
                return self._open(segment, layer.kind, arguments, is_only_named=False, like=self.current), True
        return None, False

    def _told(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> tuple[int | None, bool]:
        """A layer with arguments: that which was only named before, one that is spoken of again, or a new one."""
        if self.current is not None and self.named == self.current and not segment.is_row:
            layer = self.layers[self.current]
            kind = segment.kinds[0] if segment.kinds else layer.kind
            are_pools = is_pool(kind) and is_pool(layer.kind)
            if kind == layer.kind or are_pools:
                self.layers[self.current] = replace(layer, before=self._origin(segment, layer.before))
                return self._fill(arguments, kind), True
        if self._completes_last(segment, arguments) or self._tells_each(segment, arguments):
            return self._fill(arguments, self.layers[self.current or 0].kind), True
        referred = self._referred(segment)
        is_plain = not {"kernel", "kernels"} & {*arguments}
        if referred is not None and is_plain and (segment.ordinals or self.layers[referred].is_code):
            return referred, False
        is_one = referred is not None and bool(segment.ordinals) and not self.is_one_of_many
        if referred is not None and is_one and self._agrees(referred, arguments):
            return self._filled(referred, arguments), True
        if segment.ordinals and not segment.kinds and not segment.is_row:
            numbered = self._numbered(segment)
            if numbered is not None and self._agrees(numbered, arguments):
                return self._filled(numbered, arguments), True
        labelled = self._labelled(segment.label)
        if labelled is not None and not segment.is_row and self._agrees(labelled, arguments):
            return self._filled(labelled, arguments), True
        kind = self._kind(segment, arguments)
        arguments = self._given_out(segment, kind, arguments)
        like = self._model(segment, kind, arguments)
        return self._open(segment, kind, arguments, is_only_named=False, like=like), True

    def _goes_on(self, segment: Segment, arguments: Mapping[str, ToldValue]) -> bool:
        """Whether a line tells one more argument of the layer before it: ``kernel size: 5*5``."""
        if segment.kinds or not arguments or self._line_label(segment) is None:
            return False
        return not {*arguments} & {*self.layers[self.current or 0].arguments}

    def _labels_quantity(self, segment: Segment) -> bool:
        """Whether a line tells a quantity of the layer before it: ``parameters: (5*5+1)*6``, whatever stands behind."""
        word = self._line_label(segment)
        return word is not None and bool(word.named("quantity"))

    def _line_label(self, segment: Segment) -> Mark | None:
        """The word and the colon before a number with which a line begins that speaks of the layer before it."""
        first = [mark for mark in segment.marks if mark.sort in ("word", "stop") or mark.is_figure][:3]
        is_labelled = [mark.sort == "word" for mark in first] == [True, False, False] and first[1].text in (":", "：")
        if self.current is None or segment.label or not is_labelled:
            return None
        layer = self.layers[self.current]
        is_near = segment.passage.block - self.last_block <= 1 and layer.kind != "input"
        return first[0] if is_near and not layer.is_code and layer.table is None else None
