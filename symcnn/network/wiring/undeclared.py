"""Names in values that are hardly meant as symbols: numbers in words, and slips of what the file declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.named_place import named_place
from symcnn.core.text.near import SYNONYMS, near
from symcnn.core.text.number_words import number_in_words
from symcnn.core.written.tree import Expr, Sym, names
from symcnn.network.language.keywords import STATEMENT_WORDS
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
from symcnn.network.wiring.argument_words import ArgumentWords
from symcnn.network.wiring.mistyped_numbers import (
    glued_sizes,
    hexadecimal,
    letter_for_digit,
    lone_letter,
    mistyped_number,
    so_many_times,
)

_SHORTEST = 5
"""Shorter names are like others by chance."""

Value = tuple[Expr, int, int, tuple[str, str]]
"""An expression, where it stands, and of which argument of which kind it is the value, if it is one."""
_HYPHENED = late_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_TRUTHS = ("0", "1")
_NONE = ("", "")
_LONGEST_SYMBOL = 2


def undeclared(program: Program, symbols: Collection[str], words: ArgumentWords) -> Iterator[Fault]:
    """The faults of names that are none of a program's `symbols` and cannot be meant as others.

    What is declared by ``let`` is a symbol, whatever it reads like; `words` are those that arguments take.
    """
    text = program.source.text
    told: set[str] = set()
    places: set[int] = set()
    elsewhere = Counter(name for found, _ in _values(program) for name in names(found[0]))
    for found, parameters in _values(program):
        expr, start, end, (kind, argument) = found
        if kind and (number := hexadecimal(text, start, end)) is not None:
            yield number
            continue
        for name in names(expr):
            if name in told or name in symbols or name in parameters or "." in name:
                continue
            taken = words.beside_numbers(kind, argument) if kind else ()
            if name in taken or (kind and words.are_all(kind, argument)):
                continue
            told.add(name)
            fault = name_fault(name, text, (start, end), symbols)
            if fault is None:
                fault = _of_other_case(name, named_place(name, text, start, end), symbols, elsewhere)
            if fault is None and expr == Sym(name) and elsewhere[name] == 1:
                fault = so_many_times(name, named_place(name, text, start, end))
            if fault is None and kind and expr == Sym(name) and elsewhere[name] == 1:
                fault = lone_letter(name, named_place(name, text, start + len(argument), end))
            if fault is None and not kind and expr == Sym(name) and SYNONYMS.get(name.casefold()) in _TRUTHS:
                meant = SYNONYMS[name.casefold()]
                fault = Fault("undeclared", *named_place(name, text, start, end), {"name": name, "near": meant})
            if fault is not None:
                if fault.start not in places:
                    yield fault
                places.add(fault.start)
            elif taken and expr == Sym(name):
                meant = near(name, taken)
                if meant or reads_as_word(name):
                    values = {"name": argument, "found": name, "near": meant, "choices": taken}
                    yield Fault("unknown-word", start, end, values)
            elif kind and parameters and elsewhere[name] == 1:
                yield _in_block(name, named_place(name, text, start, end), parameters, elsewhere)


def _of_other_case(
    name: str, place: tuple[int, int], symbols: Collection[str], used: Mapping[str, int]
) -> Fault | None:
    """The fault of a letter beside a declared one that is used nowhere, and differs in being small or large."""
    meant = next((one for one in symbols if one != name and one.casefold() == name.casefold() and not used[one]), "")
    return Fault("undeclared", *place, {"name": name, "near": meant}) if meant else None


def _in_block(name: str, place: tuple[int, int], parameters: Collection[str], used: Mapping[str, int]) -> Fault:
    """The fault of a name that nothing but the body of a block with parameters has."""
    unused = [each for each in parameters if not used.get(each)]
    meant = near(name, parameters) or (unused[0] if len(unused) == 1 else "")
    values = {"name": name, "near": meant, "choices": tuple(parameters)}
    return Fault("no-parameter", *place, values)


def name_fault(name: str, text: str, stretch: tuple[int, int], symbols: Collection[str]) -> Fault | None:
    """The fault of a name in a stretch of a text that is none of the `symbols` and reads like something else.

    >>> fault = name_fault("sixteen", "conv N=sixteen", (5, 14), ())
    >>> fault.code, fault.start, fault.values["value"]
    ('number-in-words', 7, 16)
    """
    place = named_place(name, text, *stretch)
    if (mistyped := letter_for_digit(name, text, *stretch) or glued_sizes(name, text, place, symbols)) is not None:
        return mistyped
    if (part := mistyped_number(name, text, *stretch)) is not None:
        return part
    number = number_in_words(name)
    for whole in _HYPHENED.finditer(text, *stretch) if number is not None else ():
        if whole.start() <= place[0] < whole.end():
            number = number_in_words(whole[0].replace("-", "_")) or number
            place, name = whole.span(), whole[0]
    if number is not None:
        told = {"asked": True} if "-" in name else {}  # no symbol is called so
        return Fault("number-in-words", *place, {"name": name, "value": number, **told})
    meant = next((symbol for symbol in symbols if _is_slip(name, symbol)), "")
    if meant or name in STATEMENT_WORDS:
        return Fault("undeclared", *place, {"name": name, "near": meant})
    return None


def reads_as_word(name: str) -> bool:
    """Whether a name is none that symbols have: ``full`` beside ``same`` and ``valid``.

    >>> reads_as_word("full"), reads_as_word("n")
    (True, False)
    """
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
                for each in statement.parameters:
                    if each.default is not None:
                        given = statement.name.text, each.name
                        yield (each.default, each.start, each.end, given), parameters
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
