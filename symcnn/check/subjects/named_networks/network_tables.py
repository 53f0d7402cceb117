"""What tables of models tell: a network a row or a column, quantities across, a cell a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from symcnn.check.subjects.named_networks.network_facts import NetworkFact
from symcnn.check.subjects.named_networks.network_readings import network_readings
from symcnn.check.subjects.printed.printed_totals import agrees
from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.reading.numbers import NUMBERS, read_number
from symcnn.documents.told.beside_phrases import asides
from symcnn.documents.told.column_heads import times
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.network_names import names_network
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.table_rows import cell_ends

_RULE = late_pattern(r"[|:\-+= \t—]*$")
_ONE_CELL = late_pattern(r"[^|]*\|\s*$")
_OPERATIONS = late_pattern(
    r"(?<![A-Za-z])([GMKTB])?[ -]?(FLOPs?|MACs?|M-?Adds?|Mult-?Adds?|Ops)(?![A-Za-z])", re.IGNORECASE
)
_POWER = late_pattern(r"10(?:\^|\*\*|e)?\{?([3-9])\}?(?!\d)")
_UNIT_WORD = late_pattern(r"[A-Za-z]+|[\u4e00-\u9fff]+")
_REST = late_pattern(r"[\s*_`\[\]()†‡§^~.,:|\d\x1f]*")
_BOUND = late_pattern(r"([<>≤≥])\s*$")
_SPAN = late_pattern(r"(\d+(?:\.\d+)?)\s*[-~–到至]\s*\d+(?:\.\d+)?")
_SCALES = (10**6, 10**9, 1, 10**3)
"""What the figures of a column may be counted in whose head does not say so."""
_OTHER_PICTURES = ("cifar", "svhn")
"""Data sets for which networks are built with other first and last layers."""
_FEWEST_CELLS = 6
_LARGE = 100_000


@record
class ModelCell:
    """A cell of a table of models with its marks, between two places."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def network(self) -> Mark | None:
        """The network whose name it begins with."""
        first = self.marks[0] if self.marks else None
        return first if first is not None and first.sort == "network" else None


@record
class ModelHead:
    """What a head says of the cells that belong to it: a quantity, a unit, and whether another version is meant."""

    quantity: str
    unit: PrintedNumber | None
    is_doubtful: bool


Table = Sequence[Sequence[ModelCell]]


def table_facts(text: str, found: Iterable[Passage]) -> Iterator[NetworkFact]:
    """The facts that the tables among the passages of a text tell of networks."""
    is_other = any(word in text.lower() for word in _OTHER_PICTURES)
    for number, table in enumerate(_tables(text, found)):
        by_column = _facts(text, number, table) or _facts(text, number, _turned(table))
        for column in by_column:
            yield from (replace(fact, is_doubtful=fact.is_doubtful or is_other) for fact in _scaled(column))


# tables ----------------------------------------------------------------------------------------------


def _tables(text: str, found: Iterable[Passage]) -> Iterator[Table]:
    lines: list[Passage] = []
    for passage in found:
        is_line = passage.end - passage.start <= MAX_STATEMENT_LENGTH and _is_line(text, passage)
        if lines and (not is_line or (passage.sort == "row") != (lines[-1].sort == "row")):
            yield from _table(text, lines)
            lines = []
        lines += [passage] if is_line else []
    yield from _table(text, lines)


def _is_line(text: str, passage: Passage) -> bool:
    return passage.sort == "row" or (
        text[passage.end - 1 : passage.end] == "|" and _ONE_CELL.match(text, passage.start, passage.end) is not None
    )


def _table(text: str, lines: Sequence[Passage]) -> Iterator[Table]:
    """The table of some lines, where a network is named in it; a table may be printed a cell a line."""
    if not lines or not names_network(text, lines[0].start, lines[-1].end):
        return
    rows = [
        [
            ModelCell(start, end, tuple(marks(text, start, end)))
            for start, end in (_stripped(text, *ends) for ends in cell_ends(text, passage))
        ]
        for passage in lines
        if not _RULE.match(text, passage.start, passage.end)
    ]
    if lines[0].sort != "row":
        cells = [row[0] for row in rows]
        width = 1 + sum(1 for _ in takewhile(lambda cell: cell.network is not None, cells))
        corner = ModelCell(cells[0].start, cells[0].start, ()) if cells else None
        cells = [corner, *cells] if corner is not None else []
        is_whole = width > 2 and len(cells) >= _FEWEST_CELLS and len(cells) % width == 0
        rows = [cells[at : at + width] for at in range(0, len(cells), width)] if is_whole else []
    if len(rows) > 1 and any(cell.network is not None for row in rows for cell in row):
        yield rows


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\x1f*`":
        start += 1
    while end > start and text[end - 1] in " \t\x1f*`":
        end -= 1
    return start, end


def _turned(table: Table) -> Table:
    width = min(map(len, table))
    return [[row[place] for row in table] for place in range(width)]


# facts -----------------------------------------------------------------------------------------------


def _facts(text: str, number: int, table: Table) -> list[list[NetworkFact]]:
    """The facts of a table with a network a row, column by column; none where its heads name no quantity."""
    heads, *body = table
    named = next((place for place in range(len(heads)) if _names_networks(body, place)), None)
    if named is None or heads[named].network is not None:
        return []
    columns = []
    for place, head in enumerate(heads):
        meaning = _meaning(text, head) if place != named else None
        if meaning is not None:
            facts = [_fact(text, row, named, place, meaning, (number, place), at) for at, row in enumerate(body)]
            columns.append([fact for found in facts for fact in found])
    return [column for column in columns if column]


def _names_networks(body: Table, place: int) -> bool:
    """Whether most of the cells below a head begin with the name of a network."""
    names = [row[place].network for row in body if place < len(row)]
    return any(name is not None and name.text for name in names) and 2 * sum(map(bool, names)) > len(names)


def _fact(
    text: str, row: Sequence[ModelCell], named: int, place: int, meaning: ModelHead, column: tuple[int, int], at: int
) -> Iterator[NetworkFact]:
    if max(named, place) >= len(row):
        return
    network, cell = row[named].network, row[place]
    if network is None or not network.text:
        return
    is_plain = _REST.fullmatch(text, network.end, row[named].end) is not None
    is_doubtful = meaning.is_doubtful or not is_plain
    span = _SPAN.fullmatch(text, cell.start, cell.end)
    for mark in _spanned(span) if span is not None else cell.marks:
        figure = _in_unit(mark, meaning)
        if figure is not None:
            sign = _BOUND.search(text, cell.start, mark.start)
            bound = "" if sign is None else "above" if sign[1] in ">≥" else "below"
            bound = "above" if span is not None else bound
            yield NetworkFact(
                (network.text,), None, meaning.quantity, figure, True, is_doubtful, bound, column=column, row=at
            )


def _spanned(span: re.Match[str]) -> list[Mark]:
    """The lower end of what lies between two numbers, as the whole of them."""
    return [mark._replace(end=span.end()) for mark in marks(span.string, span.start(1), span.end(1))]


def _meaning(text: str, head: ModelCell) -> ModelHead | None:
    """What a head says; None where it names no quantity of whole networks."""
    words = text[head.start : head.end]
    lowered = " ".join(words.lower().split())
    doubtful = any(aside.sort == "other" for aside in asides(text, head.start, head.end))
    operations = _OPERATIONS.search(words)
    if operations is not None:
        quantity = "flops" if operations[2].lower().startswith("flop") else "macs"
        prefix = (operations[1] or "").upper().replace("B", "G")
        return ModelHead(quantity, _unit(prefix) or _unit_in(words[operations.end() :]), doubtful)
    said = [name for mark in head.marks for name in mark.named("quantity")]
    plain = lexicon().head(lowered.partition("(")[0].partition("（")[0].strip(" #_*"))
    said += [plain.name] if plain is not None else []
    unit = _unit_in(words)
    if unit is not None and unit.unit == "byte":
        return ModelHead("bytes", unit, doubtful)
    if any(aside.sort == "size" for aside in asides(text, head.start, head.end)):
        return ModelHead("bytes", None, doubtful)
    quantity = next((name for name in said if name in ("params", "weights", "macs", "flops", "bytes")), "")
    return ModelHead(quantity, unit, doubtful) if quantity else None


def _unit_in(words: str) -> PrintedNumber | None:
    """The unit that a head tells: ``(M)``, ``[GB]``, ``(百万)``, ``×10^6``."""
    power = _POWER.search(words)
    if power is not None:
        return PrintedNumber(10 ** int(power[1]), 10 ** int(power[1]), is_short=True, has_decimals=False)
    units = [_unit(word) for word in _UNIT_WORD.findall(words)]
    return next((unit for unit in reversed(units) if unit is not None), None)


def _unit(word: str) -> PrintedNumber | None:
    found = NUMBERS.fullmatch(f"1 {word}") if word else None
    return read_number(found) if found is not None else None


def _in_unit(mark: Mark, meaning: ModelHead) -> Mark | None:
    """A number of a cell in the unit of its head, unless it has one of its own; None for what is no such number."""
    if mark.sort != "number" or mark.value is None:
        return None
    own = mark.reading or PrintedNumber(mark.value, 1, is_short=False, has_decimals=False)
    is_byte = "byte" in (own.unit, meaning.unit.unit if meaning.unit is not None else "")
    if own.unit == "percent" or is_byte != (meaning.quantity == "bytes"):
        return None
    if own.unit or own.prefix or (mark.whole is not None and mark.whole >= _LARGE) or own.is_short > own.has_decimals:
        return mark
    return times(mark, meaning.unit) if meaning.unit is not None else mark


def _scaled(column: Sequence[NetworkFact]) -> Sequence[NetworkFact]:
    """The facts of a column, their figures in the scale in which most of them come out where the head tells none."""
    if any(fact.mark.value is not None and fact.mark.value >= _LARGE for fact in column):
        return column
    scaled = []
    for scale in _SCALES:
        unit = PrintedNumber(scale, scale, is_short=scale > 1, has_decimals=False)
        scaled.append([replace(fact, mark=times(fact.mark, unit)) for fact in column])
    best = max(scaled, key=lambda facts: sum(map(_fits, facts)))
    return best if any(map(_fits, best)) or len(column) > 1 else ()


def _fits(fact: NetworkFact) -> bool:
    readings = network_readings(fact.names, fact.quantity)
    return any(len(one.value) == 1 and agrees(fact.mark, one.value[0], fact.bound) for one in readings)
