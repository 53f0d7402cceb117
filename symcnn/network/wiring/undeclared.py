"""Names in values that are hardly meant as symbols: numbers in words, and slips of what the file declares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.named_place import named_place
from symcnn.core.text.near import near
from symcnn.core.text.number_words import number_in_words
from symcnn.core.written.tree import Expr, Sym, names
from symcnn.network.language.syntax import (
    BlockDefinition,
    InputLine,
    LayerLine,
    LetLine,
    Line,
    ParallelLine,
    Program,
    RepeatLine,
)

_SHORTEST = 5
"""Shorter names are like others by chance."""

Value = tuple[Expr, int, int, tuple[str, str]]
"""An expression, where it stands, and of which argument of which kind it is the value, if it is one."""
IsWord = Callable[[str, str, str], bool]
"""Whether an argument of a kind takes a name as a word, or takes words alone, so that other faults tell of it."""
WordsOf = Callable[[str, str], tuple[str, ...]]
"""The words that an argument of a kind takes beside numbers."""
_NONE = ("", "")
_LONGEST_SYMBOL = 2
_GLUED = late_pattern(r"(?<![\w.])(\d{1,9})([OolI])(?!\w)")
_LIKE_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1"}


def undeclared(program: Program, symbols: Collection[str], is_word: IsWord, words_of: WordsOf) -> Iterator[Fault]:
    """The faults of names that are none of a program's `symbols` and cannot be meant as others.

    What is declared by ``let`` is a symbol, whatever it reads like; `is_word` and `words_of` tell of words of kinds.
    """
    text = program.source.text
    told: set[str] = set()
    for found, parameters in _values(program):
        expr, start, end, (kind, argument) = found
        for name in names(expr):
            if name in told or name in symbols or name in parameters or "." in name:
                continue
            if kind and is_word(kind, argument, name):
                continue
            told.add(name)
            place = named_place(name, text, start, end)
            number = number_in_words(name)
            if (mistyped := _letter_for_digit(name, text, start, end)) is not None:
                yield mistyped
            elif number is not None:
                yield Fault("number-in-words", *place, {"name": name, "value": number})
            elif meant := next((symbol for symbol in symbols if _is_slip(name, symbol)), ""):
                yield Fault("undeclared", *place, {"name": name, "near": meant})
            elif kind and expr == Sym(name) and _reads_as_word(name):
                words = words_of(kind, argument)
                if words and not near(name, words):  # a slip of a word is a fault of its layer
                    yield Fault(
                        "unknown-word", start, end, {"name": argument, "found": name, "near": "", "choices": words}
                    )


def _letter_for_digit(name: str, text: str, start: int, end: int) -> Fault | None:
    """The fault of a letter that stands for a digit like it, right behind other digits: ``1O``."""
    digit = _LIKE_DIGITS.get(name)
    glued = _GLUED.search(text, start, end) if digit is not None else None
    if glued is None or glued[2] != name:
        return None
    values = {"name": glued[0], "letter": name, "digits": glued[1], "value": int(f"{glued[1]}{digit}")}
    return Fault("letter-for-digit", *glued.span(), values)


def _reads_as_word(name: str) -> bool:
    """Whether a name is none that symbols have: ``full`` beside ``same`` and ``valid``."""
    return len(name) > _LONGEST_SYMBOL and name.isascii() and name.isalpha() and name.islower()


def _is_slip(name: str, meant: str) -> bool:
    """Whether two long names differ by a letter that one lacks, or by two exchanged; one may be the other's plural.

    Names of more than one letter differ by more than small and large ones.

    >>> [_is_slip(name, "channels") for name in ("chanels", "chnanels", "channel", "channexs")]
    [True, True, False, False]
    """
    if len(name) > 1 and name != meant and name.casefold() == meant.casefold():
        return True
    if min(len(name), len(meant)) < _SHORTEST or not (name.isalpha() and meant.isalpha()) or name == meant:
        return False
    shorter, longer = sorted((name, meant), key=len)
    same = next((at for at, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), len(shorter))
    if len(shorter) == len(longer):
        return shorter[same + 1 : same + 2] + shorter[same : same + 1] + shorter[same + 2 :] == longer[same:]
    return len(longer) == len(shorter) + 1 and same < len(shorter) and shorter[same:] == longer[same + 1 :]


def _values(program: Program) -> Iterator[tuple[Value, Collection[str]]]:
    """The values of a program's lines, each with the parameters of the block that it stands in."""
    for statement in program.statements:
        match statement:
            case LetLine(name, value) if value is not None:
                yield (value, statement.start, statement.end, _NONE), (name.text,)
            case InputLine(shape):
                yield (shape, statement.start, statement.end, _NONE), ()
            case BlockDefinition():
                parameters = {parameter.name for parameter in statement.parameters}
                yield from ((value, parameters) for value in _in_lines(statement.body))
            case LayerLine() | RepeatLine() | ParallelLine():
                yield from ((value, ()) for value in _in_lines((statement,)))


def _in_lines(lines: Iterable[Line]) -> Iterator[Value]:
    for line in lines:
        match line:
            case LayerLine():
                for argument in line.arguments:
                    yield argument.value, argument.start, argument.end, (line.kind.text, argument.name)
            case RepeatLine():
                yield line.count, line.start, line.end, _NONE
                yield from _in_lines(line.body)
            case ParallelLine():
                for path in line.paths:
                    yield from _in_lines(path.body)
