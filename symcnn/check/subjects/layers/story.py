"""From segments to a story: which layer each segment opens or speaks of, and what it says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from symcnn.check.subjects.layers.in_and_out import in_and_out
from symcnn.check.subjects.layers.layer_titles import is_title
from symcnn.check.subjects.layers.number_rows import row_of
from symcnn.check.subjects.layers.spoken_layers import SpokenLayers
from symcnn.check.subjects.layers.told_arguments import UNKNOWN, arguments_in, is_given_out, shapes_in
from symcnn.check.subjects.layers.told_layers import CODE_COMMENTS, Certainty, Story, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.layers.told_registry import REACH
from symcnn.check.subjects.printed.printed_shapes import shape_of
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.completed_bindings import units_of_ends
from symcnn.documents.told.line_columns import COLUMN
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_small_square
from symcnn.documents.told.quotations import is_within_quotes
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import family, has_only_units, holds_numbers, takes_argument, takes_kernels

_VIEWS = ("receptive_field", "jump")
COUNTED = (
    *("params", "weights", "biases", "neurons", "connections", "macs", "flops", "bytes"),
    *_VIEWS,
)
_QUANTITIES = {"size": "output", "length": "output"}
_WORD = late_pattern(r"[A-Za-z_]\w*")
_FEWEST_COUNTED = 100
_PLANE, _MAP = 2, 3
_OF_WINDOWS = frozenset({"kernel", "stride", "padding"})
_AXES = {"line": 1, "flat": 2, "clip": 3, "plane": 0}
"""How many axes what a text speaks of has, by its words; 0: those that its shapes tell."""
_PICTURES = frozenset({"colour", "grey", "stereo"})
_COUNTED_BY = {"biased": "params", "unbiased": "weights"}


def story(
    text: str, found: Iterable[Segment], code: Sequence[ToldLayer] = (), lines: Mapping[int, int] | None = None
) -> Story:
    """The layers and facts of a document's segments; `code` are the layers of its code, in order of their places.

    `lines` says which of these is made in the line that starts at an offset of the text.
    """
    standing = list(found)
    walk = _Walk(text, code, lines or {})
    walk.document_title = _document_title(standing)
    for segment in in_and_out(standing):
        walk.read(segment)
    return Story(tuple(walk.layers), tuple(walk.facts), tuple(walk.loose), walk.cues, walk.usual)


def _document_title(found: Sequence[Segment]) -> int:
    """Where the heading stands with which a document begins, and beside which no other is; -1 where none does."""
    headings = [segment.passage for segment in found if segment.passage.sort == "heading"]
    depths = [heading.depth for heading in headings]
    is_title = bool(found) and found[0].passage in headings[:1] and depths.count(depths[0]) == 1
    return headings[0].start if is_title else -1


def _layer_start(segment: Segment) -> int:
    """Where a segment names a kind or kernels; 0 where it names none."""
    named = (mark.start for mark in segment.marks if mark.named("kind") or "kernels" in mark.named("role"))
    told = (min(one.mark.start, one.word.start) for one in segment.bounds if one.role in _OF_WINDOWS)
    return min((*named, *told), default=0)


def _behind_working(lone: Sequence[Mark]) -> list[Mark]:
    """The figures of which nothing is said, without the calculations of the sides of the one map among them."""
    maps = [mark for mark in lone if mark.sort == "shape" and len(mark.dims) > 1]
    others = [mark for mark in lone if mark not in maps]
    are_sides = len(maps) == 1 and all(mark.sort == "calculation" and mark.value in maps[0].dims for mark in others)
    return maps if are_sides else list(lone)


def _fullest(segment: Segment, map_: Mark) -> Mark:
    """The map of a clause that tells all sizes of one and more of it: ``16 frames of 112×112, i.e. 3×16×112×112``."""
    own = Counter(shape_of(map_))
    behind = [mark for mark in segment.marks if mark.start > map_.end and own.total() > 1]
    fuller = [mark for mark in behind if own < Counter(shape_of(mark))]
    return max((map_, *fuller), key=lambda mark: len(shape_of(mark)))


def _without_companions(segment: Segment) -> Segment:
    """A segment that tells of a window, without the normalisation that follows it: ``3×3, stride 1 (BN follows)``."""
    has_window = any(bound.role in ("kernel", "kernels") for bound in segment.bounds) and not segment.is_row
    is_companion = has_window and {*segment.kinds} == {"batch_norm"}
    return replace(segment, kinds=()) if is_companion else segment


def _is_picture(segment: Segment) -> bool:
    """Whether a clause that names no layer speaks of a picture: in colour, grey, of so many channels."""
    is_counted = any(bound.role == "channels" for bound in segment.bounds)
    tells_layer = any(bound.role in ("kernel", "kernels", "stride", "padding") for bound in segment.bounds)
    return not segment.kinds and not tells_layer and (is_counted or bool(segment.cues & _PICTURES))


def _is_state(word: Mark) -> bool:
    """Whether a word says how large something is, and not what becomes of it."""
    return bool(word.named("weak")) or "measures" in word.named("word")


class _Walk(SpokenLayers):
    """Goes through the segments; the layer that was spoken of last is the one that is meant where none is named."""

    def read(self, segment: Segment) -> None:
        """Takes in the next segment."""
        self.count += 1
        segment = _without_companions(self._with_ends(segment))
        arguments = self._as_listed(segment, self._for_all(segment, arguments_in(segment)))
        is_heading = segment.passage.sort == "heading"
        if is_title(self.text, segment):
            self._entitle(segment)
            return
        self._under_title(segment, arguments)
        named = [axes for cue, axes in _AXES.items() if cue in segment.cues]
        self.axes, self.named_axes = named[0] if named else self.axes, named[0] if len(named) == 1 else 0
        window = arguments["kernel"].sizes if "kernel" in arguments else ()
        if not self.axes and len(window) == 1:
            self.axes = int(any("length" in mark.named("role") for mark in segment.marks))
        elif len(window) == _PLANE:
            self.axes = 0
        self.is_branched = "branch" in segment.cues or (self.is_branched and not is_heading)
        shapes = shapes_in(segment) if is_heading and "kernel" not in arguments else {}
        entering = shapes.get("input") if "output" not in shapes else None
        if entering is not None and len(entering.dims) > 1:  # a heading that tells what comes in, and of no layer
            self._take_in(segment, entering, is_told=False)
            self.named = None
            return
        self.titled = None if is_heading else self.titled
        if is_heading and not segment.kinds:
            self.named = None
            self.is_under_heading = not segment.ordinals and self.current is not None
            return
        if segment.passage.block != self.last_block and segment.passage.sort != "item":
            self.walked = None
        was_one_of_many, self.is_one_of_many = self.is_one_of_many, False
        target, is_told = self._target(segment, arguments) if not segment.is_total else (None, False)
        self.is_one_of_many |= target is None and was_one_of_many
        self.target, self.current = target, self.current if target is None else target
        is_opened = target == len(self.layers) - 1
        self.walked = None if is_opened else self.walked if target is None else target
        self.is_spoken_of = target is not None or not segment.is_row or segment.is_nameless
        self.is_between_rows = target is None and segment.is_row and not segment.is_total
        if is_told:
            self.told_at, self.said_block = self.count, segment.passage.block
        elif target is None and self._names_another(segment):
            self.said_block = -1 - REACH  # the text has gone on to a layer that is not told
        if not is_heading:
            self._say(segment, is_told=is_told)
            self.last_block = segment.passage.block

    def _with_ends(self, segment: Segment) -> Segment:
        """A segment under the title of a layer of units, with the units that come in and go out."""
        title = self.title.kinds[0] if self.title is not None else ""
        kind = title or (self.layers[self.titled].kind if self.titled is not None else "")
        is_open = has_only_units(kind) and not segment.kinds
        return replace(segment, bounds=tuple(units_of_ends(segment.marks, segment.bounds))) if is_open else segment

    def _say(self, segment: Segment, *, is_told: bool) -> None:
        shapes = shapes_in(segment)
        entering = (
            shapes.get("input")
            or self._length_entering(segment, is_told=is_told)
            or self._map_ahead(segment, is_told=is_told)
        )
        if entering is not None:
            entering = entering if is_told or segment.kinds else _fullest(segment, entering)
            self._take_in(segment, entering, is_told=is_told)
        level = self._level(segment, is_told=is_told)
        said: dict[int, str] = {}
        led_to = {bound.mark.start for bound in segment.bounds if bound.role == "to"}  # of what, nobody says
        outside = {bound.mark.start: bound.word for bound in segment.bounds if bound.word.start < segment.start}
        first = 0 if segment.is_row else segment.passage.start
        topics = {mark for mark, word in outside.items() if word.start < first}
        heads = {mark: word for mark, word in outside.items() if mark not in topics}
        for bound in segment.bounds:
            is_depth = bound.role == "kernel" and len(bound.mark.dims) == 3
            is_count = bound.role in COUNTED or (bound.role in ("channels", "size") and not segment.is_row)
            is_count = is_count or (bound.role == "length" and bool(self.axes) and bound.mark is not entering)
            said[bound.mark.start] = (
                "depth" if is_depth else _QUANTITIES.get(bound.role, bound.role) if is_count else "argument"
            )
        for role, mark in {**shapes, **({"input": entering} if entering is not None else {})}.items():
            said[mark.start] = role
        if "output" in shapes:  # ``it stays at 22×22, so the output is 22×22×32``
            said[_fullest(segment, shapes["output"]).start] = "output"
        if segment.kinds and is_told and self._is_flat():
            ends = (bound.mark for bound in segment.bounds if bound.role in ("to", "output"))
            said |= {mark.start: "neurons" for mark in ends if mark.sort == "number"}
        led = self._sizes_led(segment)
        if led is not None:
            self._lead_in(led[0])
            said |= {led[0].start: "input", led[1].start: "output"}
        alone = self._alone(segment)
        if alone is not None and alone.start not in said:
            self._note(segment, "params", alone, level, column=CODE_COMMENTS)
            return
        counted, quantity = self._counted(segment)
        if counted is not None:
            said[counted.start] = quantity
        self._share_out(segment, said)
        self._share_maps(segment, said, level)
        lone = [mark for mark in segment.marks if mark.is_figure and mark.start not in said]
        lone = _behind_working(lone)
        is_prose = segment.passage.sort != "comment"
        if (
            is_prose
            and len(lone) == 1
            and _MAP <= len(lone[0].dims) <= max(_MAP, self.axes + 1 + (lone[0].dims[:1] == (None,)))
            and not is_small_square(lone[0])
            and "output" not in shapes
        ):
            said[lone[0].start] = "output"
        lone = [mark for mark in lone if not mark.text]
        if is_prose and len(lone) == 1 and "output" not in shapes and self._is_result(segment, lone[0]):
            said[lone[0].start], level = "output", min(level, Certainty.CHAIN)
        for mark in segment.marks:
            quantity = said.get(mark.start, "") if mark.is_figure else "argument"
            is_before = quantity == "output" and mark.sort == "number" and mark.end < _layer_start(segment)
            if quantity != "argument" and (quantity in _VIEWS or not self.is_between_rows):
                is_of_other = is_before if is_told else quantity == "output" and mark.start in led_to
                sure = min(level, Certainty.CHAIN) if is_of_other else level
                sure = min(sure, Certainty.DOCUMENT) if mark.start in topics else sure
                self._note(segment, quantity, mark, sure, heads.get(mark.start))

    def _is_flat(self) -> bool:
        """Whether what the current layer gives is counted as values alone: it has neither window nor kernels."""
        kind = self.layers[self.current].kind if self.current is not None else "input"
        return kind != "input" and not takes_argument(kind, "kernel") and not takes_argument(kind, "kernels")

    def _counted(self, segment: Segment) -> tuple[Mark | None, str]:
        """The one number of which a clause says only that it has biases or none, and what that counts.

        ``with biases 20,040``; where more is told, the word for biases stands beside: ``144 weights, with biases 160``.
        """
        policies = segment.cues & _COUNTED_BY.keys()
        speaks = any(mark.named("quantity") and mark.named("quantity") != ("biases",) for mark in segment.marks)
        if not policies or segment.is_row:
            return None, ""
        taken = {bound.mark.start for bound in segment.bounds if bound.role != "output"}
        numbers = [mark for mark in segment.marks if mark.sort == "number" and mark.start not in taken]
        large = [mark for mark in numbers if (mark.whole or 0) >= _FEWEST_COUNTED]
        if len(large) != 1:
            return None, ""
        before = [mark for mark in segment.marks if mark.end <= large[0].start and not mark.named("quantity")]
        told = next((mark for mark in reversed(before) if "total" not in mark.named("word")), None)
        beside = policies & {*told.named("word")} if told is not None else frozenset()
        meant = beside if speaks or len(policies) > 1 else policies
        return (large[0], _COUNTED_BY[next(iter(meant))]) if len(meant) == 1 else (None, "")

    def _is_result(self, segment: Segment, mark: Mark) -> bool:
        """Whether a figure of which nothing is said is what comes out: ``pool2 again: 12``, ``flattened: 720``.

        So is the map in the last column of a line: ``conv 3x3, no pad    9 x 19``.
        """
        before = [one for one in segment.marks if one.end <= mark.start]
        kinds = {*segment.kinds}
        if before and before[-1].text == COLUMN and mark is segment.marks[-1]:
            return len(mark.dims) > 1
        is_behind = bool(before) and (before[-1].text in (":", "：") or before[-1].named("kind") == ("flatten",))
        is_number = mark.sort == "number" and not mark.text and not any(map(takes_kernels, kinds))
        return is_number and is_behind and len(kinds) == 1

    def _is_signal(self) -> bool:
        """Whether one number may be what comes in at the start: how many samples there are."""
        return self.axes == 1 and (self.current is None or self.layers[self.current].kind == "input")

    def _map_ahead(self, segment: Segment, *, is_told: bool) -> Mark | None:
        """The map of which a text speaks before any layer: ``15×15×40 的特征图``, ``maps of 14x14 are convolved``."""
        if segment.is_row:
            return None
        if (self.current is None or self.is_under_heading) and _is_picture(segment):
            planes = [mark for mark in segment.marks if len(mark.dims) > 1 and not is_small_square(mark)]
            return planes[0] if len(planes) == 1 and planes[0].sort == "shape" else None
        if self.current is None and not segment.kinds:
            states = [one for one in segment.bounds if one.role == "neurons" or _is_state(one.word)]
            maps = [bound.mark for bound in states if bound.role in ("output", "neurons")]
            return maps[0] if len(maps) == 1 and len(maps[0].dims) > 1 else None
        is_sentence = is_told and segment.passage.sort == "sentence"
        standing = [mark for mark in segment.marks if mark.start < _layer_start(segment)] if is_sentence else []
        before = [] if any({"output", "to"} & {*mark.named("role")} for mark in standing) else standing
        taken = {bound.mark.start for bound in segment.bounds if bound.role != "input"}
        before = [mark for mark in before if mark.is_figure and not is_small_square(mark) and mark.start not in taken]
        is_map = len(before) == 1 and len(before[0].dims) == _MAP
        return before[0] if is_map and before[0].start not in {one.mark.start for one in segment.bounds} else None

    def _length_entering(self, segment: Segment, *, is_told: bool) -> Mark | None:
        """How many samples or frames there are at the start, where a text speaks of those before any layer."""
        lengths = [bound.mark for bound in segment.bounds if bound.role in ("length", "size") and not bound.mark.dims]
        if not lengths or not self.axes:
            return None
        if is_told:
            is_signal = "line" in segment.cues or any(bound.role == "length" for bound in segment.bounds)
            behind = (mark.dims for mark in segment.marks if mark.start > lengths[0].end and len(mark.dims) == _PLANE)
            is_before_map = any(lengths[0].whole not in dims for dims in behind)  # 50 samples become 18×45
            return lengths[0] if is_signal and (lengths[0].end < _layer_start(segment) or is_before_map) else None
        is_start = self.current is None or self.layers[self.current].kind == "input"
        return lengths[0] if is_start and not segment.kinds else None

    def _share_out(self, segment: Segment, said: dict[int, str]) -> None:
        """Numbers in a row of which a word says once what they are: one for each of the layers told last."""
        figures = [mark for mark in segment.marks if mark.sort == "number" and not mark.text]
        places = [place for place, mark in enumerate(figures) if said.get(mark.start) in COUNTED]
        is_respective = "respective" in segment.cues
        if is_respective:
            places = [place for place in places if len(row_of(self.text, figures[place:], figures[place])) > 1][:1]
        if segment.is_row or (segment.kinds and not is_respective) or len(places) != 1:
            return
        first = figures[places[0]]
        quantity = said[first.start]
        row = row_of(self.text, [mark for mark in figures if mark is first or mark.start not in said], first)
        layers = [place for place in self.group if holds_numbers(self.layers[place].kind)]
        current = self.current
        for place, mark in enumerate(row if len(row) > 1 else ()):
            if len(layers) >= len(row):
                said[mark.start] = "argument"
                self.current = layers[len(layers) - len(row) + place]
                self._note(segment, quantity, mark, Certainty.CHAIN)
            else:
                said[mark.start] = "argument" if is_respective else quantity
        self.current = current

    def _share_maps(self, segment: Segment, said: dict[int, str], level: Certainty) -> None:
        """As many maps as a segment opens layers: each of these gives one."""
        opened = [place for place in self.at_once if self.layers[place].place == segment.start]
        maps = [mark for mark in segment.marks if mark.sort == "shape" and len(mark.dims) == _MAP]
        maps = [mark for mark in maps if said.get(mark.start, "output") == "output" and not is_small_square(mark)]
        if len(opened) < 2 or len(maps) != len(opened) or self.current != opened[-1] or segment.is_row:
            return
        for self.current, mark in zip(opened, maps, strict=True):
            said[mark.start] = "argument"
            self._note(segment, "output", mark, level)

    def _lead_in(self, mark: Mark) -> None:
        """Tells the side of the map that comes into the current layer, where the code does not tell it."""
        place = self.current or 0
        layer = self.layers[place]
        if layer.known is None and "input" not in layer.arguments:
            sides = ToldValue((mark.whole or 0,) * (layer.named_axes or self.axes or _PLANE), Certainty.CLAUSE, mark)
            self.layers[place] = replace(layer, arguments={"input": sides, **layer.arguments})

    def _sizes_led(self, segment: Segment) -> tuple[Mark, Mark] | None:
        """The sizes from which and to which an arrow leads in a comment on a line of code, if they are no channels."""
        line = self.text.rfind("\n", 0, segment.start) + 1
        threes = zip(segment.marks, segment.marks[1:], segment.marks[2:], strict=False)
        pairs = [(one, other) for one, arrow, other in threes if arrow.sort == "arrow"]
        if line not in self.lines or self.current is None or len(pairs) != 1:
            return None
        (one, other), layer = pairs[0], self.layers[self.current]
        ends = layer.number("channels"), layer.number("kernels")
        are_sizes = one.sort == other.sort == "number" and (one.whole, other.whole) != ends
        return (one, other) if are_sizes and takes_argument(layer.kind, "kernel") else None

    def _alone(self, segment: Segment) -> Mark | None:
        """The number that alone is the comment on a line of code that makes a layer."""
        line = self.text.rfind("\n", 0, segment.start) + 1
        figures = [mark for mark in segment.marks if mark.is_figure]
        is_bare = line in self.lines and len(figures) == 1 and not any(mark.sort == "word" for mark in segment.marks)
        return figures[0] if is_bare and figures[0].sort == "number" else None

    def _note(
        self,
        segment: Segment,
        quantity: str,
        mark: Mark,
        level: Certainty,
        head: Mark | None = None,
        column: int | None = None,
    ) -> None:
        table = segment.passage.block if segment.is_row else column
        is_prose = segment.passage.sort == "sentence" and not segment.is_row
        noted = {
            "grouped": any("groups" in one.named("role") for one in segment.marks),
            "doubt": is_within_quotes(self.text, segment.passage.start, mark.start) or self._is_behind_variant(segment),
            "several": len({*filter(holds_numbers, segment.kinds)}) > 1,
            "given-out": quantity == "channels" and is_given_out(segment, mark),
        }
        cues = segment.cues | {cue for cue, holds in noted.items() if holds}
        layer = self.current if self.is_spoken_of else None
        self.shaped = layer if quantity == "output" and len(mark.dims) > 1 else self.shaped
        if quantity and level >= Certainty.BLOCK:
            self.said_block = segment.passage.block
        fact = ToldFact(layer, quantity, mark, level if quantity else Certainty.GUESS, cues, table, is_prose, head)
        (self.facts if quantity else self.loose).append(fact)

    def _is_behind_variant(self, segment: Segment) -> bool:
        """Whether a segment may speak of a layer or of its variant, which was told last: who knows which."""
        layer = self.layers[self.current] if self.current is not None else None
        if layer is None or layer.like is None or "variant" in segment.cues:
            return False
        return layer.is_same and layer.before == self.layers[layer.like].before

    def _level(self, segment: Segment, *, is_told: bool) -> Certainty:
        """How sure it is that a segment speaks of the current layer."""
        distance = segment.passage.block - self.said_block
        is_listed = segment.passage.sort != "sentence"
        is_near = distance <= REACH if is_listed else distance <= 0 and self.count - self.told_at <= REACH
        if is_told:
            return Certainty.CLAUSE
        if self._is_beside_unknown_code(segment):
            return Certainty.DOCUMENT
        if self.is_one_of_many or ("network" in segment.cues and not segment.kinds):
            return Certainty.CHAIN
        if self._names_another(segment):
            return Certainty.CHAIN
        return (
            Certainty.BLOCK
            if is_near and self.current is not None
            else Certainty.CHAIN
            if distance <= REACH
            else Certainty.DOCUMENT
        )

    def _names_another(self, segment: Segment) -> bool:
        """Whether a segment names kinds, and that of the current layer is none of them, or a layer by its number that
        has not been told."""
        current = self.layers[self.current].kind if self.current is not None else UNKNOWN
        is_untold = self.target is None and not segment.kinds and not segment.is_row
        is_numbered = is_untold and bool(segment.ordinals) and any(one.role in COUNTED for one in segment.bounds)
        is_of_kinds = bool(segment.kinds) and family(current) not in map(family, segment.kinds)
        return is_numbered or is_of_kinds or self._names_other_code(segment)

    def _names_other_code(self, segment: Segment) -> bool:
        """Whether a comment names another layer of the code than the current one: ``# c1 3,072; c2 131,072``."""
        if segment.passage.sort != "comment" or self.current is None or not self.layers[self.current].is_code:
            return False
        end = max((mark.end for mark in segment.marks), default=segment.start)
        named = [self.assigned.get(word) for word in _WORD.findall(self.text, segment.start, end)]
        return self.current not in named and any(place is not None for place in named)

    def _is_beside_unknown_code(self, segment: Segment) -> bool:
        """Whether a comment stands behind code that makes no layer that is known: it speaks of that, whatever it is."""
        start = segment.passage.start
        line = self.text.rfind("\n", 0, start) + 1
        is_behind = segment.passage.sort == "comment" and bool(self.text[line:start].strip("# \t"))
        return is_behind and line not in self.lines

    def _beneath(self, segment: Segment) -> int | None:
        """The layer that the line of code beneath a comment makes, where the code does not tell what comes into it."""
        place = self.lines.get(self.text.find("\n", segment.start) + 1) if segment.passage.sort == "comment" else None
        layer = self.layers[place] if place is not None else None
        is_open = layer is not None and layer.known is None and layer.before is None
        return place if is_open and self.text.rfind("\n", 0, segment.start) + 1 not in self.lines else None

    def _is_named_row(self, segment: Segment) -> bool:
        return segment.is_row and not segment.is_nameless

    def _is_input_layer(self, segment: Segment) -> bool:
        return "input-layer" in segment.cues and not segment.is_row

    def _is_told_late(self, segment: Segment) -> bool:
        """Whether a passage tells of what comes in when it has told of layers that nothing comes before."""
        first = self.layers[self.group[0]] if self.group else None
        is_open = first is not None and first.before is None and "input" not in first.arguments and not first.is_code
        is_input = any(bound.role == "input" and len(bound.mark.dims) > 1 for bound in segment.bounds)
        names_input = self._is_input_layer(segment) or (is_input and not segment.kinds and not segment.ordinals)
        return names_input and is_open and self.group_block == segment.passage.block

    def _first_opened(self, place: int) -> int:
        """The first of the layers that were opened at once with one."""
        while place and self.layers[place - 1].place == self.layers[place].place:
            place -= 1
        return place

    def _has_map(self, layer: ToldLayer | None) -> bool:
        """Whether the map is told with which a layer begins: one side of it says no more."""
        before = self.layers[layer.before].arguments if layer is not None and layer.before is not None else {}
        return "input" in before and len(before["input"].sizes) > 1

    def _is_told_before(self, layer: ToldLayer | None, segment: Segment) -> bool:
        """Whether a layer with a window was told before this clause, behind another one."""
        is_inner = layer is not None and layer.before is not None and layer.table is None
        return layer is not None and is_inner and layer.place < segment.start and takes_argument(layer.kind, "kernel")

    def _leads_through(self, segment: Segment, layer: ToldLayer | None) -> bool:
        """Whether an arrow leads from map to map right behind the clause that tells of a layer: through that layer."""
        shapes = shapes_in(segment)
        ends = [shapes.get(role) for role in ("input", "output")]
        if layer is None or "input" in layer.arguments or segment.passage.sort in ("item", "heading"):
            return False
        are_maps = all(mark is not None and len(mark.dims) > 1 for mark in ends)
        is_next = self.told_at == self.count - 1 and layer.block == segment.passage.block
        return are_maps and is_next and takes_argument(layer.kind, "kernel") and not segment.kinds

    def _take_in(self, segment: Segment, mark: Mark, *, is_told: bool) -> None:
        """What comes in: of the layer that the segment tells of, else of the layers that follow."""
        dims = shape_of(mark)
        layer = self.layers[self.current] if self.current is not None else None
        told = {"input": ToldValue(dims, Certainty.CLAUSE, mark)}
        is_known = layer is not None and layer.is_code and (layer.known is not None or not is_told)
        is_side = is_told and len(dims) == 1 and (self._has_map(layer) or self._is_told_before(layer, segment))
        if not dims or (is_known and not segment.is_row) or is_side:
            return
        beneath = self._beneath(segment)
        if beneath is not None and len(dims) > 1:
            self.layers[beneath] = replace(self.layers[beneath], arguments={**told, **self.layers[beneath].arguments})
            return
        is_square = len(dims) == 1 and layer is None and bool(segment.cues & {"grey", "colour"}) and not self.axes
        planes = [other.dims for other in segment.marks if self.axes == 3 and len(other.dims) == 2]
        if is_square or (len(dims) == 1 and planes):
            dims = (
                dims * 2 if is_square else (*dims, *shape_of(next(one for one in segment.marks if len(one.dims) == 2)))
            )
            told = {"input": ToldValue(dims, Certainty.CLAUSE, mark)}
        is_open = layer is not None and (layer.table is None or segment.is_row)
        if (
            (is_told or self.current in (self.named, self.titled) or self._leads_through(segment, layer))
            and self.current is not None
            and layer is not None
            and is_open
        ):
            opened = self._first_opened(self.current)
            self.layers[opened] = replace(self.layers[opened], arguments={**told, **self.layers[opened].arguments})
        elif self._is_told_late(segment):
            first = self.layers[self.group[0]]
            self.layers[self.group[0]] = replace(first, arguments={**told, **first.arguments})
        elif len(dims) > 1 or self._is_signal() or self._is_input_layer(segment) or self._is_named_row(segment):
            self.is_under_heading = False
            channels = {role: one for role, one in arguments_in(segment).items() if role == "channels"}
            values = [bound.mark for bound in segment.bounds if bound.role == "neurons" and self.axes == 1]
            if values and len(dims) == 1:  # 256 frames of 40 features
                channels = {"channels": ToldValue(values[0].whole or 0, Certainty.CLAUSE, values[0]), **channels}
            table = segment.passage.block if segment.is_row else None
            self.current = self._add(
                ToldLayer(
                    segment.start,
                    "input",
                    {**told, **channels},
                    segment.passage.block,
                    None,
                    table=table,
                    named_axes=self.named_axes,
                    axes=(self.axes,) if self.axes else (),
                )
            )
            self.entered, self.is_spoken_of, self.is_between_rows = self.current, True, False
