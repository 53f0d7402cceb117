"""A fault as people read it: code, place, the line with carets under the culprit, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from symcnn.core.text.excerpt import excerpt
from symcnn.core.text.fault import Fault
from symcnn.pages.words.messages import BRANCH, BROKEN, HINTS, MESSAGES, NEAR, TOKENS
from symcnn.core.text.places import Places
from symcnn.pages.words.words import LANGUAGES
from symcnn.network.figures.values import as_written, is_number
from symcnn.core.text.source import Source
from symcnn.core.limits import MAX_DIGITS, MAX_EXPRESSION
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.printable import printable
from symcnn.core.written.tree import Op

_EXPRESSION = frozenset({"NAME", "NUMBER", "COEFFICIENT", "LPAR", "LSQB", "STRING"})
_PARTS_OF_WHY = ("condition", "sides", "known", "texts", "branches")
_OPPOSITE = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}
_VALUE_END = re.compile(r"\s+(?:[^\W\d]\w*\s*=[^=]|from\b)|[#;\n]|$")


def end_of(fault: Fault, text: str) -> int:
    """Where the fault ends; a fault at an argument ends with the argument's value."""
    if fault.end >= 0:
        return fault.end
    after_name = text.find("=", fault.start) + 1 or fault.start
    found = _VALUE_END.search(text, max(after_name + 1, fault.start))
    end = found.start() if found else len(text)
    return len(text[:end].rstrip())


def message(fault: Fault, language: str) -> str:
    """What the fault says, in one line."""
    place = LANGUAGES.index(language)
    values = {name: _shown(value, place) for name, value in fault.values.items() if name not in _PARTS_OF_WHY}
    near = fault.values.get("near")
    values["near"] = NEAR[place].format(printable(str(near))) if near else ""
    values |= {"max_digits": str(MAX_DIGITS), "max_expression": str(MAX_EXPRESSION)}
    if fault.code == "unexpected":
        values["found_word"] = _found(fault, place)
        values["wanted_words"] = _wanted(fault, place)
        hint = HINTS.get(str(fault.values["token"]))
        if hint:
            return MESSAGES["unexpected"][place].format_map(values) + hint[place]
    if "branches" in fault.values:
        values["branches"] = _branches(fault, place)
    if "condition" in fault.values:
        values["why"] = _why(fault, place)
        values.setdefault("shapes", values["why"])
    template = MESSAGES.get(fault.code)
    if template is None:
        texts = fault.values.get("texts")
        said = printable(getattr(texts, language, "") or fault.code)
        return f"{said}: {values.get('why', '')}"
    return template[place].format_map(values)


def shown(faults: Iterable[Fault], source: Source, language: str) -> str:
    """All faults, each with its line and carets."""
    return shown_at(faults, Places(source), language, "error")


def shown_at(faults: Iterable[Fault], places: Places, language: str, level: str) -> str:
    """All faults with their places; `level` is what they are called: ``error`` or ``note``."""
    return "\n".join(_block(fault, places, language, level) for fault in faults)


def _block(fault: Fault, places: Places, language: str, level: str) -> str:
    said = f"{level}[{printable(fault.code)}]: {message(fault, language)}"
    if not places.source.text:
        return f"{printable(places.source.name)}:1:1: {said}"
    drawn = excerpt(places, fault.start, end_of(fault, places.source.text))
    return f"{places.where(fault.start)}: {said}\n{drawn}"


def _shown(value: object, place: int) -> str:
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return "、".join(map(_size, value)) if place else ", ".join(map(_size, value))
        return ("、" if place else ", ").join(f"`{printable(str(item))}`" for item in value)
    if isinstance(value, str):
        return printable(value if len(value) <= 60 else value[:59] + "…")
    if is_number(value):
        return plain_text(as_written(value))
    return printable(str(value))


def _size(value: object) -> str:
    if isinstance(value, tuple) and len(value) > 1:
        return plain_text(Op("x", tuple(map(as_written, value))))
    return plain_text(as_written(value[0] if isinstance(value, tuple) else value))


def _why(fault: Fault, place: int) -> str:
    condition = fault.values["condition"]
    sides = fault.values["sides"]
    known = fault.values["known"]
    assert isinstance(condition, Op)
    assert isinstance(sides, tuple)
    assert isinstance(known, tuple)
    numbers = f" {_OPPOSITE[condition.name]} ".join(plain_text(as_written(side)) for side in sides)
    where = ", ".join(f"{name}={plain_text(as_written(value))}" for name, value in known)
    text = BROKEN[place].format(condition=plain_text(condition), sides=numbers, known=where)
    return text if known else plain_text(condition)


def _branches(fault: Fault, place: int) -> str:
    branches = fault.values["branches"]
    assert isinstance(branches, tuple)
    shown = (BRANCH[place].format(name=printable(name), size=_size(size), line=line) for name, size, line in branches)
    return ("；" if place else "; ").join(shown)


def _found(fault: Fault, place: int) -> str:
    token = str(fault.values["token"])
    found = printable(str(fault.values["found"]))
    if token in ("_NL", "$END") or not found:
        return TOKENS[token if token in TOKENS else "_NL"][place]
    return f"`{found if len(found) < 40 else found[:39] + '…'}`"


def _wanted(fault: Fault, place: int) -> str:
    wanted = fault.values["wanted"]
    assert isinstance(wanted, tuple)
    tokens: Sequence[str] = wanted
    if "_NETWORK" in tokens:
        return TOKENS["statement"][place]
    words: list[str] = []
    if len(_EXPRESSION.intersection(tokens)) > 3:
        words.append(TOKENS["expression"][place])
        tokens = [token for token in tokens if token not in _EXPRESSION]
    for token in tokens:
        if token in TOKENS and TOKENS[token][place] not in words:
            words.append(TOKENS[token][place])
        elif token.strip("_").isalpha() and token not in ("BY", "SIGN", "OPERATOR", "MEMBER", "COEFFICIENT"):
            words.append(f"`{token.strip('_').lower()}`")
    return ("或" if place else " or ").join(words) or TOKENS["statement"][place]
