"""What a document tells of well-known networks in sentences, headings and lists: which number, of which network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from symcnn.check.subjects.named_networks.network_parts import NetworkPart, parts_in
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.beside_phrases import Aside, asides
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_small_square
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.quotations import is_within_quotes
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import sort_of_kind

_COUNTED = ("params", "weights", "biases", "neurons", "connections", "macs", "flops", "bytes", "receptive_field")
_SHAPED = ("input", "output", "kernel", "kind")
_BREAK = late_pattern(r"[,;:，；：。、]|[.!?](?=\s|$)|\b(?:and|while|whereas|but|versus|vs)\b|而|但|与|和")
_JOINT = late_pattern(r"\s*(?:and|or|,|/|、|和|与|及)\s*")
_DOUBTFUL = frozenset({"doubt", "each"})
_REACH = 4
"""How many signs stand at most between a number and the word that says that it counts layers."""
_LOWEST = 9
"""How deep in the order of headings a line stands that only names a network."""
_LONGEST_TITLE = 60
_LAYER = ("layer", "层")
_LONGEST_GAP = 24
_FEWEST = 1000
"""A smaller number counts no parameters of a whole network."""


@record
class NetworkFact:
    """A number that is told of a well-known network, or of a part of one.

    `names` are those that it may be of. `is_told` tells that name, quantity and number stand in one clause or row, with
    no other network beside them; `is_doubtful` that the text may mean another version of it, or an error. `bound` is
    ``above`` or ``below`` where the number is a bound, `cues` are the circumstances of its `sentence`. `is_whole` tells
    that the sentence names the layers that it counts only once. `windows` are those that its clause names. `column` and
    `row` say where in a table it stands.
    """

    names: tuple[str, ...]
    part: NetworkPart | None
    quantity: str
    mark: Mark
    is_told: bool
    is_doubtful: bool
    bound: str = ""
    cues: frozenset[str] = frozenset()
    sentence: int = 0
    is_whole: bool = False
    windows: frozenset[tuple[int | None, ...]] = frozenset()
    column: tuple[int, int] | None = None
    row: int = 0


def network_facts(text: str, found: Iterable[Segment]) -> Iterator[NetworkFact]:
    """The facts that the segments of a document tell of networks, rows of tables left out."""
    subject = _Subject()
    for passage, group in groupby(found, key=lambda segment: segment.passage):
        if passage.sort != "row":
            yield from _in_passage(text, passage, list(group), subject)


class _Subject:
    """The network that is spoken of where no sentence names one: that of the heading, or of the sentence before."""

    def __init__(self) -> None:
        self.heading: tuple[str, ...] = ()
        self.depth = 0
        self.names: tuple[str, ...] = ()
        self.block = -1
        self.parts: tuple[NetworkPart, ...] = ()
        self.part_block = -1

    def enter(self, passage: Passage, names: tuple[str, ...]) -> None:
        """Takes in a heading, which ends the section of one that is no higher."""
        if names or passage.depth <= self.depth:
            self.heading, self.depth = names, passage.depth if names else 0
            self.names = ()
        self.parts = ()

    def of(self, passage: Passage) -> tuple[str, ...]:
        """The networks that a passage without a name may speak of."""
        return self.names if self.names and passage.block - self.block <= 1 else self.heading


def _in_passage(text: str, passage: Passage, group: Sequence[Segment], subject: _Subject) -> Iterator[NetworkFact]:
    standing = [mark for segment in group for mark in segment.marks]
    named = [mark for mark in standing if mark.sort == "network"]
    names = tuple(dict.fromkeys(mark.text for mark in named if mark.text))
    if passage.sort == "heading":
        subject.enter(passage, names if len(names) == len({mark.text for mark in named}) else ())
        if not names:
            subject.parts = tuple(parts_in(text, passage.start, passage.end, standing))
            subject.part_block = passage.block
    known = names or subject.of(passage)
    if known and (names or not named) and (names or passage.sort != "heading"):
        yield from _Clauses(text, passage, group, known, is_named=bool(names), subject=subject).facts()
    if names and passage.sort != "heading":
        if _is_title(passage, group, standing):
            subject.enter(passage._replace(depth=_LOWEST), names)
        subject.names, subject.block = names, passage.block
    elif not names and not named:
        subject.block = passage.block if subject.names and passage.block - subject.block <= 1 else subject.block


def _is_title(passage: Passage, group: Sequence[Segment], standing: Sequence[Mark]) -> bool:
    """Whether a passage only names the network of which those below it speak: ``**LeNet-5** (1998)``."""
    is_short = passage.end - passage.start <= _LONGEST_TITLE and standing[0].sort == "network"
    return is_short and not any(segment.bounds for segment in group)


class _Clauses:
    """A passage in its clauses, each with the names and the parts that stand in it."""

    def __init__(
        self,
        text: str,
        passage: Passage,
        group: Sequence[Segment],
        names: tuple[str, ...],
        *,
        is_named: bool,
        subject: _Subject,
    ) -> None:
        self.text = text
        self.passage, self.group, self.names, self.is_named, self.subject = passage, group, names, is_named, subject
        self.marks = [mark for segment in group for mark in segment.marks]
        self.networks = [mark for mark in self.marks if mark.sort == "network"]
        self.parts = list(parts_in(text, passage.start, passage.end, self.marks))
        self.asides = list(asides(text, passage.start, passage.end))
        inside = [(mark.start, mark.end) for mark in self.marks if mark.is_figure or mark.sort == "network"]
        breaks = [found.start() for found in _BREAK.finditer(text, passage.start, passage.end)]
        self.breaks = [at for at in breaks if not any(start <= at < end for start, end in inside)]
        self.cues = frozenset(cue for segment in group for cue in segment.cues)
        others = any(aside.sort == "other" for aside in self.asides)
        self.is_doubtful = bool(self.cues & _DOUBTFUL) or others or any(not mark.text for mark in self.networks)

    def facts(self) -> Iterator[NetworkFact]:
        """The facts of the passage, in order."""
        bounds = [bound for segment in self.group for bound in segment.bounds]
        said = {bound.mark.start: bound.role for bound in bounds}
        words = {bound.mark.start: bound.word for bound in bounds}
        figures = [mark for mark in self.marks if mark.is_figure]
        meant = [(mark, self.quantity(mark, said.get(mark.start, ""), words)) for mark in figures]
        told = [(mark, quantity) for mark, quantity in self.shared(meant) if quantity is not None]
        for mark, quantity in told:
            peers = [other for other, same in told if same == quantity]
            names, is_sure = self.name_of(mark, peers)
            part = None if quantity in ("layers", "conv", "dense", "pool") else self.part_of(mark)
            is_listed = not self.is_named and self.passage.sort in ("item", "line") and len(names) == 1
            is_told = (is_sure or is_listed) and bool(quantity)
            is_doubtful = self.is_doubtful or is_within_quotes(self.text, self.passage.start, mark.start)
            is_only = sum(one.sort == quantity for one in self.parts) == 1
            bound, sentence = self.bound_of(mark), self.passage.start
            cues = self.cues - self.cues_behind(mark)
            windows = self.windows_beside(mark)
            yield NetworkFact(
                names, part, quantity, mark, is_told, is_doubtful, bound, cues, sentence, is_only, windows
            )

    def cues_behind(self, mark: Mark) -> frozenset[str]:
        """What words behind a number say of the next one: ``1,000 weights, with biases 1,010``."""
        telling = [one for one in self.marks if one.start >= mark.end and "total" not in one.named("word")]
        led = (before.named("word") for before, behind in pairwise(telling) if behind.is_figure)
        return frozenset(cue for cues in led for cue in cues if cue in ("biased", "unbiased"))

    def quantity(self, mark: Mark, role: str, words: dict[int, Mark]) -> str | None:
        """What a number is told to count; nothing for one of which no word says so, None for one of other things."""
        unit = mark.reading.unit if mark.reading is not None else ""
        if unit in ("percent", "bit"):
            return None
        if unit == "byte":
            return "bytes"
        if mark.sort in ("shape", "tuple") and len(mark.dims) > 1:
            return role if role in (*_SHAPED, "receptive_field") else ""
        if role == "repeat" and mark.start in words:
            return self.counted_sort(mark, words[mark.start])
        behind = (aside for aside in self.asides if aside.sort == "layers" and 0 <= aside.start - mark.end <= _REACH)
        if next(behind, None) is not None and (mark.whole or 0) < _FEWEST:
            return "layers"
        if role in _COUNTED:
            return role
        return "" if (mark.whole or 0) >= _FEWEST else None

    def shared(self, meant: Sequence[tuple[Mark, str | None]]) -> Iterator[tuple[Mark, str | None]]:
        """The numbers with what they count; of two that are joined by "and" the first counts what the second does."""
        for (mark, quantity), (following, same) in pairwise((*meant, (None, None))):
            assert mark is not None
            is_joined = following is not None and _JOINT.fullmatch(self.text, mark.end, following.start) is not None
            yield mark, same if quantity == "" and is_joined and same else quantity

    def counted_sort(self, mark: Mark, word: Mark) -> str | None:
        """Of which sort of layers a number tells how many there are; of two sorts together it counts all layers."""
        between = self.text[mark.end : word.start]
        is_counted = any(layer in self.text[word.start : word.end + 2].lower() for layer in _LAYER)
        if len(between) > _LONGEST_GAP or any(layer in between.lower() for layer in _LAYER) or not is_counted:
            return None
        following = next((one for one in self.marks if one.start >= word.end), None)
        if following is not None and following.named("kind") and _JOINT.fullmatch(self.text, word.end, following.start):
            return "layers"
        return next(filter(None, map(sort_of_kind, word.named("kind"))), None)

    def clause(self, mark: Mark) -> tuple[int, int]:
        """Where the clause of a number begins and ends."""
        start = max((at for at in self.breaks if at <= mark.start), default=self.passage.start)
        return start, min((at for at in self.breaks if at >= mark.end), default=self.passage.end)

    def windows_beside(self, mark: Mark) -> frozenset[tuple[int | None, ...]]:
        """The windows that the clause of a number names."""
        start, end = self.clause(mark)
        inside = (one for one in self.marks if start <= one.start < end)
        return frozenset(one.dims[:2] for one in inside if is_small_square(one))

    def name_of(self, mark: Mark, peers: Sequence[Mark]) -> tuple[tuple[str, ...], bool]:
        """The names that a number may be of, and whether it is sure of one."""
        if len({one.text for one in self.networks}) <= 1:
            is_ahead = bool(self.networks) and self.networks[0].start > self.clause(mark)[1]
            before = self.subject.of(self.passage) if is_ahead else ()
            names = tuple(dict.fromkeys((*before, *self.names)))
            return names, self.is_named and len(names) == 1 and not is_ahead
        start, end = self.clause(mark)
        inside = [one for one in self.networks if start <= one.start < end]
        is_joined = any(
            one in inside or other in inside
            for one, other in pairwise(self.networks)
            if _JOINT.fullmatch(self.text, one.end, other.start)
        )
        if len({one.text for one in inside}) == 1 and inside[0].text and not is_joined:
            return (inside[0].text,), True
        if len(self.networks) == len(peers):
            paired = self.networks[[peer.start for peer in peers].index(mark.start)].text
            return ((paired,) if paired else ()) + self.names, False
        ahead = [one.text for one in self.networks if one.start < mark.start and one.text]
        return tuple(dict.fromkeys((*reversed(ahead), *self.names))), False

    def part_of(self, mark: Mark) -> NetworkPart | None:
        """The layer that a number is told of: that of its clause, else the one named last before it."""
        start, end = self.clause(mark)
        inside = [part for part in self.parts if start <= part.start < end]
        before = [part for part in self.parts if part.start < mark.start]
        if len({(part.label, part.sort, part.ordinal) for part in inside}) == 1:
            return inside[0]
        if before:
            return before[-1]
        parts = self.subject.parts
        return parts[0] if len(parts) == 1 and self.passage.block - self.subject.part_block <= _REACH else None

    def bound_of(self, mark: Mark) -> str:
        """Whether a number is only a bound: "more than 60 million"."""
        near: Iterable[Aside] = (one for one in self.asides if one.sort in ("above", "below"))
        return next((one.sort for one in near if 0 <= mark.start - one.end <= _REACH), "")
