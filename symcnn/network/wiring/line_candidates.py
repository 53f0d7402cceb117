"""What a line that cannot be read may have been meant to be: candidates that are not yet known to be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from html import unescape
from unicodedata import normalize

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import near
from symcnn.network.language.counted_words import SCALED, SCALES, scaled
from symcnn.network.language.expression_transform import FUNCTIONS
from symcnn.network.language.keywords import STATEMENT_WORDS
from symcnn.network.wiring.layer_calls import layer_line
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.network.wiring.layer_meanings import Own
from symcnn.network.wiring.meant_names import called_kind, held_line, holds_layer, meant_kind, near_keyword
from symcnn.network.wiring.python_lines import joins

_MEANT = {
    **dict.fromkeys(("assert", "check", "expect", "断言", "验证"), "claim"),
    **dict.fromkeys(("const", "def", "set", "symbol", "var", "令", "设"), "let"),
    **dict.fromkeys(("model", "name", "net", "网络", "模型"), "network"),
    **dict.fromkeys(("for", "loop", "重复", "循环"), "repeat"),
    **dict.fromkeys(("输入", "image", "picture", "inputs", "图像"), "input"),
    **dict.fromkeys(("并行", "并联"), "parallel"),
}
"""What other languages call a statement."""

_WORD = late_pattern(r"(?P<before>\s*(?:[^\W\d]\w*[ \t]*:[ \t]*)?)(?P<word>[^\W\d]\w*)(?P<rest>.*)")
_INPUT = late_pattern(r"input\b(?P<shape>[^#]*)")
_SHAPE_NAME = late_pattern(r"\b(?:input_)?(?:shape|size)\b")
_PICTURE = late_pattern(r"(\d+)[ \t]*@[ \t]*(.+)")
_COMMENT = late_pattern(r"(.*?)--[ \t]*(.*?)")
_SIDES = late_pattern(r"(?:\bby\b|[\s,;*x×X乘()\[\]:=\"'“”])+")
_SIDE = late_pattern(r"\d+|[^\W\d]\w*")
_SET = late_pattern(r"(?:let[ \t]+)?([^\W\d]\w*)[ \t]*(?::=|=|:|[ \t])[ \t]*([^=:].*)")
_NUMBERED = late_pattern(r"(\d[\w.]*)[ \t]*:(.*)")
_ITEM = late_pattern(r"(?:[-*+•]|\d+[.)])[ \t]+(.+)")
_REPEAT = late_pattern(
    r"(?P<label>[^\W\d]\w*[ \t]*:[ \t]*)?(?:for|loop|repeat)\b.*?(?P<times>\d+|[^\W\d]\w*)\W*(?:times)?\W*"
)
_REPEATED = late_pattern(r"(?P<times>\d+)[ \t]*(?:x|×|\*|times)?[ \t]*")
_DIVIDED = late_pattern(r"([\w.]+|\([^()]*\))[ \t]*//[ \t]*([\w.]+|\([^()]*\))")
_NOTATIONS = (
    (late_pattern(r"(.*?\b[^\W\d]+)(\d+)-(\d+)"), r"\1 N=\3 K=\2"),
    (late_pattern(r"(.*?\w)[ \t]+(\d+)[x×]\2[x×]\d+[x×](\d+)"), r"\1 N=\3 K=\2"),
    (late_pattern(r"(.*?\w)[ \t]+(\d+)[ \t]*@[ \t]*(\d+(?:[x×]\d+)?)"), r"\1 N=\2 K=\3"),
    (late_pattern(r"(.*?\w)[ \t]+(\d+(?:[x×]\d+)?)[ \t]*/[ \t]*(\d+)"), r"\1 K=\2 S=\3"),
    (late_pattern(r"(.*?\w)[ \t]+(\d+[x×]\d+)[ \t]*[,-]?[ \t]*(\d+)"), r"\1 N=\3 K=\2"),
    (late_pattern(r"\|[ \t]*([^\W\d]\w*)[ \t]*\|([^|]*)\|?([^|]*)\|?([^|]*)\|?([^|]*)\|?"), r"\1: \2\3\4\5"),
    (late_pattern(r"([^\W\d][^:=\"]*?[ \t]+[^:=\"\s]+)[ \t]*:[ \t]*(.+)"), r'"\1": \2'),
    (late_pattern(r"block[ \t]+([^\W\d]\w*)[ \t]+([^(){}]+)"), r"block \1(\2)"),
)
"""VGG's ``conv3-64``, LeNet's ``6@5x5``, ``2x2/2``, ``3x3, 64``; and a block without its brackets."""

_PROSE = late_pattern(
    r"(?P<label>[^\W\d]\w*[ \t]*:[ \t]*)?(?P<kind>[^\W\d][^\W\d]*)[ \t,]*(?:with[ \t]+)?(?P<count>\d+)[ \t]*"
    r"(?:kernels|filters|maps|个)\D*?(?P<size>\d+[ \t]*[x×*][ \t]*\d+)\D*"
)
_TWO_LAYERS = late_pattern(r"([^=]*=.*?)[ \t,]+([^\W\d]\w*)((?:[ \t]+\w+=\S+)*)")
_JOIN = late_pattern(
    r"(?P<label>[^\W\d]\w*[ \t]*:[ \t]*)?(?P<kind>[^\W\d]\w*)[ \t]+(?:of[ \t]+)?"
    r"(?P<names>[^\W\d][\w.]*(?:[ \t]*(?:,|&|\+|\band\b|和|与|[ \t])[ \t]*[^\W\d][\w.]*)+)"
)
_BETWEEN = late_pattern(r"[ \t]*(?:,|&|\+|\band\b|和|与)[ \t]*|[ \t]+")
_UNDIVIDED = late_pattern(r"([^\W\d]\w*)[ \t]+([^\W\d]\w*)(.*)")
_ARROW = late_pattern(r"[ \t]*(?:->|=>|→|⇒|\|>|>>)[ \t]*|[ \t]+\|[ \t]+(?![^\[\]]*\])")
_HALF_A_SIZE = late_pattern(r"(?!\s*(?:let|claim|input)\b).*\w=[^=]*[x×]\s*")
_FROM = late_pattern(r"\bfrom\b")
_NUMBER_BEFORE = late_pattern(r"\d+(?:\.\d+)?\Z")
_AXES = late_pattern(r"(?<==)(\d{1,2}),(\d{1,2})(?![\d,])")
"""A size for each axis, as other languages divide them."""
_DASHED = late_pattern(r"(?<=[ \t])([^\W\d]\w*)-(\d+)(?=\s|$)")
"""An argument with a dash before its value."""
_PARTED = late_pattern(r"(?<=\d)[ \t](?=\d{3}(?!\d))")
"""Blanks between the groups of a number."""
_LISTED = late_pattern(r"\[([^\[\]|]*,[^\[\]|]*)\]")
_NOTE = late_pattern(r"(.*\S)[ \t]+(?:\(([^()=]*)\)|[–—-][ \t]+([^=]*))")
"""Words behind a statement that say something of it."""
_OF = late_pattern(r"([^\W\d]\w*)[ \t]+of[ \t]+([^\W\d][\w.]*)")
_IN_BRACKETS = late_pattern(r"(repeat\b[^()\[\]]*)[(\[](.*)[)\]]")
_UNBRACED = late_pattern(r"(repeat[ \t]+\w+)[ \t]+([^\W\d]\w*)(\b.*)")
_HANGING = late_pattern(r"(repeat[ \t]+\w+)[ \t]*[x×*][ \t]*")
_BYTES = late_pattern(r"(\d+(?:\.\d+)?)[ \t]*([KMGT])(i?)B\b")
_DASHES = frozenset("‐‑‒–—―﹣")
"""What word processors make of a minus sign."""
_IS_WHOLE = late_pattern(r"(?!claim\b|input\b)\s*\w")
"""The beginning of a line behind which another may stand."""

_CALLED = late_pattern(r"\b([^\W\d]\w*)\([ \t]*([^\W\d][\w.]*)[ \t]*\)")
_REMAINDER = late_pattern(r"[ \t]*%[ \t]*")
_GROUPED = late_pattern(r"(?<=\d),(?=\d{3}(?!\d))")
_FIGURE = late_pattern(r"[^\W\d]\w*(?:\.\w+)+[ \t]*(?:=|<|>|≤|≥)")
"""What a claim says of a layer."""
_RELATIONS = (
    (" is ", " = "),
    (" equals ", " = "),
    ("等于", "="),
    (":", " ="),
    ("==", "="),
    ("=>", ">="),
    ("=<", "<="),
    ("≈", "="),
    ("~=", "="),
    ("~", "="),
)
_SIGNS = {"OPERATOR": "*", "EQUAL": " = ", "COLON": ": ", "BY": " x ", "RPAR": ") ", "RSQB": "] ", "COMMA": ", "}


_WITH_MEANING = frozenset("!√∞≠∛²³")
_ENTITY = late_pattern(r"&#?\w+;")
"""A sign as HTML writes it."""
_QUOTES = frozenset("‘’“”'\"`´‚„«»")
_WITHOUT_QUOTES = str.maketrans("", "", "".join(_QUOTES))


def candidates(fault: Fault, line: str, place: int, own: Own) -> Iterator[str]:
    """Lines that may have been meant by one with a fault at this place, the likeliest first."""
    if fault.code == "needs-path":
        yield f"path {{ {line} }}"
    if comment := _COMMENT.fullmatch(line):
        yield f"{comment[1]}# {comment[2]}"
    yield _AXES.sub(r"\1x\2", line)
    yield _DASHED.sub(r"\1=\2", line)
    yield from _in_notation(line, own)
    item = _ITEM.fullmatch(line)
    for each in dict.fromkeys((line, *(item.groups() if item else ()), *_with_keyword(line, own))):
        yield each
        yield each.rstrip(" .,;:")
        yield each.strip("[](){}<>'\"")
        if shape := _INPUT.fullmatch(each):
            yield shaped(shape["shape"])
        word, _, name = each.partition(" ")
        if word == "network" and name.strip(" :="):
            name = name.strip(" :=\"'")
            yield f"network {name}" if name.isidentifier() else f'network "{name}"'
        if word in ("let", "claim"):
            yield from _numbers_in(each)
        if word == "claim":
            yield _OF.sub(r"\2.\1", each)
            yield _LISTED.sub(lambda found: " x ".join(re.split(r"[ \t]*,[ \t]*", found[1].strip())), each)
            yield _BYTES.sub(_in_bytes, each)
        if word == "claim" and (asked := _CALLED.sub(_of_layer, each)) != each:
            yield asked
        for wrong, right in _RELATIONS if word == "claim" else ():
            yield each.replace(wrong, right)
        if _FIGURE.match(each):
            yield f"claim {each}"
            yield f"claim {each}".replace("==", "=")
        if word not in STATEMENT_WORDS:
            yield layer_line(each, own)
            yield _GROUPED.sub("", each)
            kind, colon, given = each.partition(":")
            if colon and (kind in own or kind in catalogue_names()):
                yield layer_line(f"{kind} {given}", own)
        if word == "let" and (setting := _SET.fullmatch(each)) and setting[1] not in STATEMENT_WORDS:
            yield f"let {setting[1]} = {setting[2]}"
    yield from _otherwise(fault, line)
    yield from _repaired(fault, line, place)


def _in_notation(line: str, own: Own) -> Iterator[str]:
    """The line with sizes, joins and arrows as papers write them."""
    for notation, written in _NOTATIONS:
        if (found := notation.fullmatch(line)) and not line.startswith("repeat "):
            yield " ".join(found.expand(written).split())
    if (found := _TWO_LAYERS.fullmatch(line)) and (found[2] in own or found[2] in catalogue_names()):
        yield f"{found[1]}; {found[2]}{found[3]}"
    if (found := _UNDIVIDED.fullmatch(line)) and (found[2] in own or found[2] in catalogue_names()):
        if meant_kind(found[1], ()) == "activation":
            yield f"{found[2]}{found[3]}"
        if not holds_layer(found[1]):
            yield f"{found[1]}: {found[2]}{found[3]}"
        else:
            yield held_line(found[1], f"{found[2]}{found[3]}")
    if " " in line and line.split()[0] not in own and (called := called_kind(line)):
        yield called
    if found := _PROSE.fullmatch(line):
        yield layer_line(f"{found['label'] or ''}{found['kind']} N={found['count']} K={found['size']}", own)
    if (found := _JOIN.fullmatch(line)) and joins(found["kind"]):
        yield f"{found['label'] or ''}{found['kind']} from {', '.join(_BETWEEN.split(found['names']))}"
    if " and " in line and " from " in line:
        yield line.replace(" and ", ", ")
    parts = [part.strip() for part in _ARROW.split(line)]
    if len(parts) > 1:
        yield "; ".join(parts)
        yield "; ".join(layer_line(part, own) or part for part in parts)
        yield f"{parts[-1]}: {'; '.join(parts[:-1])}"


def _in_bytes(found: re.Match[str]) -> str:
    """A number of bytes written out."""
    scale = (1024 if found[3] else 1000) ** (1 + "KMGT".index(found[2]))
    value = Fraction(found[1]) * scale
    return str(value.numerator) if value.denominator == 1 else found[0]


def _of_layer(call: re.Match[str]) -> str:
    """A figure of a layer that is written as a function of it: ``params(C1)``."""
    return call[0] if call[1] in FUNCTIONS else f"{call[2]}.{call[1]}"


def layer_candidates(line: str, own: Own) -> Iterator[str]:
    """Lines that may have been meant by a layer of a kind, or with arguments, that there are not."""
    yield layer_line(line, own)
    yield from _with_keyword(line, own)


def relation_candidates(fault: Fault, text: str) -> Iterator[str]:
    """Relations that may have been meant by what an option or an argument says."""
    yield from _numbers_in(text)
    for wrong, right in _RELATIONS:
        yield text.replace(wrong, right)
    yield from _repaired(fault, text, fault.start)


def product_as_shape(shape: str) -> str:
    """The line for an input whose sizes are multiplied, which makes it a vector.

    >>> product_as_shape("32*32*3"), product_as_shape("784")
    ('input 32 x 32 x 3', '')
    """
    return shaped(shape) if "*" in shape else ""


def _otherwise(fault: Fault, line: str) -> Iterator[str]:
    """The line as a repetition, as a value, with whole division, with another name."""
    if (bare := _UNBRACED.fullmatch(line)) and (bare[2] in catalogue_names()):
        yield f"{bare[1]} {{ {bare[2]}{bare[3]} }}"
    if body := _IN_BRACKETS.fullmatch(line):
        yield f"{body[1].rstrip()} {{ {body[2].strip()} }}"
    times = _REPEAT.fullmatch(line) if "keyword" not in fault.values else None
    if times and "=" not in line and (times["times"].isdecimal() or not any(map(str.isdecimal, line))):
        yield f"{times['label'] or ''}repeat {times['times']}"
        yield f"{times['label'] or ''}repeat {times['times']} {{"
    if hanging := _HANGING.fullmatch(line):
        yield hanging[1]
    if times := _REPEATED.fullmatch(line):
        yield f"repeat {times['times']}"
    if "//" in line:
        yield _DIVIDED.sub(r"floor(\1/\2)", line)
    if "%" in line:
        yield _REMAINDER.sub(" mod ", line)
    if found := _NUMBERED.fullmatch(line):
        yield f'"{found[1]}":{found[2]}'
    match line.split():
        case ["repeat"]:
            yield "repeat …"
        case ["network"]:
            yield 'network "…"'
    if (note := _NOTE.fullmatch(line)) is not None:
        yield f"{note[1]} # {note[2] or note[3]}"
    if "keyword" in fault.values:
        word, _, rest = line.partition(":")
        yield f"{word.strip()}_1: {rest.strip()}"
    setting = _SET.fullmatch(line) if "=" in line else None
    if setting and setting[1] not in STATEMENT_WORDS:
        yield f"let {setting[1]} = {setting[2]}"


def _numbers_in(line: str) -> Iterator[str]:
    """The line with numbers as this language writes them: without commas, without letters for thousands."""
    yield _GROUPED.sub("", line)
    yield SCALED.sub(lambda found: scaled(found[1], found[2], line), line)


def _with_keyword(line: str, own: Own) -> Iterator[str]:
    """The line with the keyword that its first word is meant to be."""
    found = _WORD.fullmatch(line)
    if found is None:
        return
    is_layer = layer_line(line, own) != ""
    meant = meant_statement(found["word"]) if not is_layer else _meant_exactly(found["word"])
    if meant:
        yield f"{found['before']}{meant}{found['rest']}"


def meant_statement(word: str) -> str:
    """The keyword that a word is meant to be which begins no statement; nothing where none is like it.

    >>> [meant_statement(word) for word in ("netwrok", "Input", "for", "网络", "begin")]
    ['network', 'input', 'repeat', 'network', '']
    """
    return _meant_exactly(word) or near_keyword(word)


def _meant_exactly(word: str) -> str:
    word = word.casefold()
    return word if word in STATEMENT_WORDS else _MEANT.get(word, "")


def shaped(shape: str) -> str:
    """The input of sizes that are divided by any signs; channels before an @ go behind."""
    shape = _SHAPE_NAME.sub(" ", shape).replace("None", " ")
    if picture := _PICTURE.search(shape):
        shape = f"{picture[2]} {picture[1]}"
    sides = _without_heading([_COLOURS.get(side.casefold(), side) for side in _SIDES.split(shape) if side])
    gap = " x …" if shape.rstrip().endswith(_BETWEEN_SIDES) else ""
    is_shape = all(_SIDE.fullmatch(side) and (len(side) < 3 or side.isdecimal()) for side in sides)
    if is_shape and all(map(str.isdecimal, sides)):
        sides = _channels_last(sides)
    return f"input {' x '.join(sides)}{gap}" if sides and is_shape else ""


_COLOURS = {"rgb": "3", "rgba": "4", "gray": "1", "grey": "1", "grayscale": "1", "greyscale": "1", "mono": "1"}
"""How many channels pictures of these have."""


def _without_heading(sides: list[str]) -> list[str]:
    """The sizes without the words before the first number."""
    first = next((at for at, side in enumerate(sides) if side.isdecimal()), 0)
    return sides[first:] if all(side.isalpha() and len(side) > _LONGEST_LETTER for side in sides[:first]) else sides


_LONGEST_LETTER = 2


def _channels_last(sides: list[str]) -> list[str]:
    """The sizes of a picture whose channels stand first, with them last."""
    match [int(side) for side in sides]:
        case [channels, height, width] if channels <= _MOST_COLOURS < height == width:
            return [*sides[1:], sides[0]]
    return sides


_MOST_COLOURS = 4


_BETWEEN_NUMBERS = frozenset({"OPERATOR", "BY", "EQUAL"})
_PAIR = 2
_BETWEEN_NAMES = frozenset("+&/")
_BETWEEN_SIDES = ("x", "×", "*")


def _repaired(fault: Fault, line: str, place: int) -> Iterator[str]:
    """The line with one sign more, less or in another's place where the fault is."""
    if (repair := _REPAIRS.get(fault.code)) is not None:
        yield from repair(fault, line[:place], line[place:])


def _unexpected(fault: Fault, before: str, after: str) -> Iterator[str]:
    """The line without what stands where it may not, with what is wanted there, or as two lines."""
    line, found, wanted = before + after, str(fault.values.get("found", "")), fault.values.get("wanted", ())
    if before.endswith(";"):
        yield f"{before[:-1]}, {after}"
        return
    if not after.strip() and _HALF_A_SIZE.fullmatch(before):
        yield before.rstrip()[:-1].rstrip()  # one size for all axes
    if wanted == ("RELATION",):
        yield f"{line} = …"
    if fault.values.get("token") == "VALUE":
        yield before + found.strip('"“”') + after[len(found) :]
    if _PARTED.search(line):
        yield _PARTED.sub("", line)
    if line.startswith("input"):
        return  # a shape is told as a whole
    is_claim = line.startswith("claim ") or fault.values.get("statement") == "relation"
    lacks_relation = is_claim and not any(sign in line for sign in "=<>≤≥")
    if lacks_relation and found[:1].isdecimal():
        yield f"{before.rstrip()} = {after}"
    if line.startswith("claim ") and found == "," and _FIGURE.match(after[1:].lstrip()):
        yield f"{before.rstrip()}; claim {after[1:].lstrip()}"
    if line.startswith("let ") and found == ",":
        yield f"{before.rstrip()}; let {after[1:].lstrip()}"
    if isinstance(wanted, tuple) and "COMMA" in wanted and _FROM.search(before) and found in _BETWEEN_NAMES:
        yield f"{before.rstrip()}, {after[1:].lstrip()}"
    if isinstance(wanted, tuple) and "COMMA" in wanted and _FROM.search(before):
        yield f"{before.rstrip()}, {', '.join(after.split())}"
    if line.startswith("claim ") and "=" in before and _FIGURE.match(after):
        yield f"{before.rstrip()}; claim {after}"
    if isinstance(wanted, tuple) and "LBRACE" in wanted and not after.strip():
        yield f"{line} {{"
    if line.startswith("claim ") and found.isidentifier():
        yield f"{before.rstrip()}.{after}"
    if before.startswith("let ") <= ("=" in after) and found[:1].isalpha() and _IS_WHOLE.match(before):
        word = before.partition(" ")[0] if found not in STATEMENT_WORDS else ""
        yield f"{before.rstrip()}; {f'{word} ' if word in ('let', 'convention') else ''}{after}"
    is_scale = is_claim and ((found.isascii() and found.isupper()) or found in SCALES)
    is_apart = is_claim and found.isdecimal() and before.rstrip()[-1:].isdecimal()
    if line.startswith("claim ") and len(before.split()) == _PAIR and _FIGURE.match(after):
        yield f"claim {after}"
    if found == ">" and before.endswith("-") and is_claim:
        yield f"{before[:-1].rstrip()}.{after[1:].lstrip()}"
    if fault.values.get("token") == "_NL" and fault.values.get("statement") == "relation":
        return  # two relations
    if len(found) > 1 and found.isalpha() and not is_scale and not after[len(found) :].strip():
        yield before  # a unit behind a number
    yield from _with_sign(fault, before, after)
    if not (before[-1:].isdecimal() and after[len(found) :][:1].isdecimal()) and not is_scale and not is_apart:
        yield before + after[len(found) :]
    if isinstance(wanted, tuple) and "NUMBER" in wanted and not after.strip():
        yield f"{line}…"


def _with_sign(fault: Fault, before: str, after: str) -> Iterator[str]:
    """The line with one of the signs that are wanted."""
    found = str(fault.values.get("found", ""))
    wanted = fault.values.get("wanted", ())
    line = before + after
    for token, sign in _SIGNS.items():
        # A name behind a complete expression ends it, so that its product is wanted no more.
        if token == "EQUAL" and found.isalpha() and fault.values.get("statement") == "relation":
            continue
        if token in _BETWEEN_NUMBERS and before.rstrip()[-1:].isdecimal() and found[:1].isdecimal():
            continue  # two numbers beside each other are no product
        if token == "OPERATOR" and line.startswith("claim ") and before.rstrip()[-1:].isalpha():
            continue  # nor are two words
        if token == "OPERATOR" or (isinstance(wanted, tuple) and token in wanted):
            yield f"{before.rstrip()}{sign}{after.lstrip()}"


def _unknown_character(fault: Fault, before: str, after: str) -> Iterator[str]:
    """The line with the sign that is meant by one that there is not, or without it."""
    found = str(fault.values.get("found", ""))
    if found == "%" and (number := _NUMBER_BEFORE.search(before)):
        yield f"{before[: number.start()]}{float(number[0]) / 100:g}{after[1:]}"
    if found in _DASHES:
        yield before + after.replace(found, "-")
    if (plain := normalize("NFKC", found).replace("⁄", "/")) != found and not before[-1:].isdecimal():
        yield before + plain + after[1:]
    if found in _WITH_MEANING or plain != found:
        return  # the line without it says something else
    if found == "." and before[:1].isalpha() and before.isalnum():
        yield f"{before}:{after[1:]}"
    if (entity := _ENTITY.match(after)) is not None:
        yield before + unescape(entity[0]) + after[entity.end() :]
        yield before + after[entity.end() :]
    yield before + after[1:]
    if found in _QUOTES:
        yield before + after.translate(_WITHOUT_QUOTES)


def _without_unit(fault: Fault, before: str, after: str) -> Iterator[str]:
    yield (before + after).replace(str(fault.values["name"]), "")


def _closed(fault: Fault, before: str, after: str) -> Iterator[str]:
    if (wanted := fault.values["wanted"]) != "}":
        yield before + after + str(wanted)


def _other_bracket(fault: Fault, before: str, after: str) -> Iterator[str]:
    yield before + str(fault.values["wanted"]) + after[len(str(fault.values["found"])) :]


def _opened(fault: Fault, before: str, after: str) -> Iterator[str]:
    """The line with the bracket that is missing, or without the one that is there."""
    found = str(fault.values.get("found", ""))
    head, equals, rest = before.rpartition("=")
    if found == ")" and equals and after[len(found) :].strip():
        yield f"{head}= ({rest.lstrip()}{after}"
    yield before + after[len(found) :]


def _known_function(fault: Fault, before: str, after: str) -> Iterator[str]:
    found = str(fault.values.get("found", ""))
    if meant := near(found, FUNCTIONS):
        yield before + meant + after[len(found) :]


_REPAIRS: Mapping[str, Callable[[Fault, str, str], Iterator[str]]] = {
    "unexpected": _unexpected,
    "unit-behind-number": _without_unit,
    "unknown-character": _unknown_character,
    "not-closed": _closed,
    "wrong-bracket": _other_bracket,
    "not-opened": _opened,
    "unknown-function": _known_function,
}
"""What is tried for a fault, by its code, with the line before its place and from there on."""
