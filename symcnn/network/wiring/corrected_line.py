"""The line to type for one that cannot be read: tried by reading it again, so that what is advised is right."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import near
from symcnn.core.text.source import Source
from symcnn.network.language.full_width import half_width
from symcnn.network.language.keywords import STATEMENT_WORDS
from symcnn.network.language.parse import read, statement_around
from symcnn.network.language.syntax import LayerLine
from symcnn.network.language.transform import FUNCTIONS
from symcnn.network.wiring.layer_calls import layer_line
from symcnn.network.wiring.layer_kinds import UnknownKind, kind

READING = frozenset(
    {"unexpected", "unknown-character", "not-closed", "not-opened", "wrong-bracket", "unknown-function", "wrong-count"}
)
"""The faults of lines that cannot be read."""

_LONGEST = 160
"""A longer line is not written once more."""

_MEANT = {
    **dict.fromkeys(("assert", "check", "expect"), "claim"),
    **dict.fromkeys(("const", "def", "set", "symbol", "var"), "let"),
    **dict.fromkeys(("model", "name", "net"), "network"),
    **dict.fromkeys(("for", "loop"), "repeat"),
}
"""What other languages call a statement."""

_WORD = late_pattern(r"(?P<before>\s*(?:[^\W\d]\w*[ \t]*:[ \t]*)?)(?P<word>[^\W\d]\w*)(?P<rest>.*)")
_INPUT = late_pattern(r"input\b(?P<shape>[^#]*)")
_PRODUCT = late_pattern(r"(?m)^[ \t]*input[ \t]+([^#\n;]*\*[^#\n;]*)")
_SHAPE_NAME = late_pattern(r"\b(?:input_)?(?:shape|size)\b")
_PICTURE = late_pattern(r"(\d+)[ \t]*@[ \t]*(.+)")
_COMMENT = late_pattern(r"(.*?)(?://|/\*|--|%)[ \t]*(.*?)[ \t]*(?:\*/)?")
_SIDES = late_pattern(r"[\s,;*x×()\[\]:=]+")
_SIDE = late_pattern(r"\d+|[^\W\d]\w*")
_SET = late_pattern(r"(?:let[ \t]+)?([^\W\d]\w*)[ \t]*(?::=|=|:|[ \t])[ \t]*([^=:].*)")
_GROUPED = late_pattern(r"(?<=\d),(?=\d{3}(?!\d))")
_RELATIONS = (("==", "="), ("=>", ">="), ("=<", "<="), ("≠", "="))
_SIGNS = {"OPERATOR": "*", "EQUAL": " = ", "COLON": ": ", "BY": " x ", "RPAR": ") ", "RSQB": "] ", "COMMA": ", "}


def corrected_line(fault: Fault, text: str) -> str | None:
    """The line to type in place of the one with the fault, empty where it means nothing; None where none is known.

    >>> text = "dense 10"
    >>> corrected_line(read(Source("", text))[1][0], text)
    'dense N=10'
    """
    if fault.code == "needs-map" and (product := _PRODUCT.search(text)):
        return product_as_shape(product[1]) or None
    if fault.code not in READING:
        return None
    start, end = statement_around(text, fault.start)
    stretch = text[start:end]
    line = half_width(stretch).strip()
    if not line or "\n" in line or len(line) > _LONGEST:
        return None
    if not any(map(str.isalnum, line)):
        return ""
    place = fault.start - start - (len(stretch) - len(stretch.lstrip()))
    for candidate in _candidates(fault, line, place):
        if candidate.strip() and candidate != line and _is_read(candidate):
            return candidate.strip()
    return None


def product_as_shape(shape: str) -> str:
    """The line for an input whose sizes are multiplied, which makes it a vector.

    >>> product_as_shape("32*32*3"), product_as_shape("784")
    ('input 32 x 32 x 3', '')
    """
    return _shaped(shape) if "*" in shape else ""


def _is_read(line: str) -> bool:
    program, faults = read(Source("", line.replace("…", "1")))
    return (
        not faults
        and bool(program.statements)
        and all(_takes(statement) for statement in program.statements if isinstance(statement, LayerLine))
    )


def _takes(line: LayerLine) -> bool:
    """Whether the catalogue has the kind, and the kind the arguments."""
    try:
        parameters = kind(line.kind.text, {}).parameters
    except UnknownKind:
        return False
    given = [argument.name for argument in line.arguments]
    return all(name in parameters for name in given) and len(set(given)) == len(given)


def _candidates(fault: Fault, line: str, place: int) -> Iterator[str]:
    """Lines that may have been meant, the likeliest first."""
    if comment := _COMMENT.fullmatch(line):
        yield f"{comment[1]}# {comment[2]}"
    for each in dict.fromkeys((line, *_with_keyword(line))):
        yield each
        yield each.rstrip(" .,;:")
        if shape := _INPUT.fullmatch(each):
            yield _shaped(shape["shape"])
        word, _, name = each.partition(" ")
        if word == "network" and name.strip(" :="):
            name = name.strip(" :=\"'")
            yield f"network {name}" if name.isidentifier() else f'network "{name}"'
        if word in ("let", "claim"):
            yield _GROUPED.sub("", each)
        for wrong, right in _RELATIONS if word == "claim" else ():
            yield each.replace(wrong, right)
        if word not in STATEMENT_WORDS:
            yield layer_line(each)
        if word == "let" and (setting := _SET.fullmatch(each)) and setting[1] not in STATEMENT_WORDS:
            yield f"let {setting[1]} = {setting[2]}"
    setting = _SET.fullmatch(line) if "=" in line else None
    if setting and setting[1] not in STATEMENT_WORDS:
        yield f"let {setting[1]} = {setting[2]}"
    yield from _repaired(fault, line, place)


def _with_keyword(line: str) -> Iterator[str]:
    """The line with the keyword that its first word is meant to be."""
    found = _WORD.fullmatch(line)
    if found is None:
        return
    word = found["word"].casefold()
    meant = word if word in STATEMENT_WORDS else _MEANT.get(word, "")
    if not meant and layer_line(line) == "":
        meant = near(word, STATEMENT_WORDS)
    if meant:
        yield f"{found['before']}{meant}{found['rest']}"


def _shaped(shape: str) -> str:
    """The input of sizes that are divided by any signs; channels before an @ go behind."""
    shape = _SHAPE_NAME.sub(" ", shape)
    if picture := _PICTURE.search(shape):
        shape = f"{picture[2]} {picture[1]}"
    sides = [side for side in _SIDES.split(shape) if side]
    is_shape = all(_SIDE.fullmatch(side) for side in sides) and any(len(side) < 3 or side.isdecimal() for side in sides)
    return f"input {' x '.join(sides)}" if is_shape else ""


def _repaired(fault: Fault, line: str, place: int) -> Iterator[str]:
    """The line with one sign more, less or in another's place where the fault is."""
    before, after = line[:place], line[place:]
    found, wanted = str(fault.values.get("found", "")), fault.values.get("wanted", ())
    match fault.code:
        case "unexpected":
            if len(found) > 1 and found.isalpha() and not after[len(found) :].strip():
                yield before  # a unit behind a number
            if before.endswith(";"):
                yield f"{before[:-1]}, {after}"
                return
            for token, sign in _SIGNS.items():
                # A name behind a complete expression ends it, so that its product is wanted no more.
                if token == "OPERATOR" or (isinstance(wanted, tuple) and token in wanted):
                    yield f"{before.rstrip()}{sign}{after.lstrip()}"
            yield before + after[len(found) :]
        case "unknown-character":
            yield before + after[1:]
        case "not-closed" if wanted != "}":
            yield line + str(wanted)
        case "wrong-bracket":
            yield before + str(wanted) + after[len(found) :]
        case "not-opened":
            yield before + after[len(found) :]
        case "unknown-function" if meant := near(found, FUNCTIONS):
            yield before + meant + after[len(found) :]
