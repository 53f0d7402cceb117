"""Tables of values between commas or semicolons: their separators become the strokes between cells."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Mark

_LINE = late_pattern(r"[^\n]*\n?")
_FIELD = {sign: late_pattern(rf'[ \t]*+(?:"[^"\n]*+"[ \t\r]*+|[^"{sign}\n]*+)(?:({sign})|(?=\n)|\Z)') for sign in ",;"}
_NUMBER = late_pattern(r'[ \t]*"?-?\d[\d.,x×* ]*"?[ \t\r]*\Z')
_FEWEST_SIGNS, _FEWEST_ROWS = 2, 2

Fields = list[tuple[int, int, int]]
"""Where each field starts and ends, and where the sign behind it stands; -1 behind the last."""


def separated_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The separators of the tables of a stretch: a line of names, and rows of as many fields with numbers among them.

    >>> text = 'name,k,out\\nc1,5,"1,024"\\nc2,3,64\\n'
    >>> [text[first:last] for first, last, _ in sorted(separated_marks(text, 0, len(text)))]
    [',', ',', ',', ',', '"', '"', ',', ',']
    """
    for sign in _FIELD:
        rows: list[Fields] = []
        for line in _LINE.finditer(text, start, end):
            fields = _fields(text, line.start(), line.end(), sign)
            if rows and len(fields) != len(rows[0]):
                yield from _of_table(text, rows)
                rows = []
            if len(fields) > _FEWEST_SIGNS and (rows or _are_names(text, fields)):
                rows.append(fields)
        yield from _of_table(text, rows)


def _fields(text: str, start: int, end: int, sign: str) -> Fields:
    """The fields of a line; none where quotes are left open."""
    found: Fields = []
    while field := _FIELD[sign].match(text, start, end):
        found.append((start, field.start(1) if field[1] else field.end(), field.start(1)))
        start = field.end()
        if not field[1]:
            return found if not text[start:end].strip("\n") else []
    return []


def _are_names(text: str, fields: Fields) -> bool:
    """Whether the fields of a line are short, and none is a number."""
    return all(text[first:last].strip() and not _NUMBER.match(text, first, last) for first, last, _ in fields[1:])


def _of_table(text: str, rows: list[Fields]) -> Iterator[Mark]:
    numbers = sum(_NUMBER.match(text, *field[:2]) is not None for row in rows[1:] for field in row)
    if len(rows) <= _FEWEST_ROWS or 2 * numbers <= sum(map(len, rows[1:])):
        return
    for row in rows:
        for first, last, sign in row:
            yield from (
                (at, at + 1, " ") for at in (text.find('"', first, last), text.rfind('"', first, last)) if at >= 0
            )
            if sign >= 0:
                yield sign, sign + 1, "|"
