"""A fault as people read it: code, place, the line with carets under the culprit, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from symcnn.core.limits import MAX_DIGITS, MAX_EXPRESSION, Limit
from symcnn.core.text.excerpt import excerpt
from symcnn.core.text.fault import Fault
from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.look_alikes import code_point, latin, look_alikes
from symcnn.core.text.places import Places
from symcnn.core.text.sentence import Sentence
from symcnn.core.text.source import Source
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Op
from symcnn.network.figures.corrected_line import correction
from symcnn.network.figures.values import as_written, is_number
from symcnn.network.language.keywords import FRAMEWORKS
from symcnn.network.language.syntax import Texts
from symcnn.pages.build.blocks import Text
from symcnn.pages.build.branches import bringing_line, shape_text, told_branches
from symcnn.pages.build.phrases import Phrases, phrases
from symcnn.pages.build.where import where
from symcnn.pages.words.messages import patterns

_FAULT = "fault-"
_SIGNS = {
    "EQUAL": "=",
    "INEQUALITY": "<=",
    "COLON": ":",
    "RELATION": "=",
    "RPAR": ")",
    "RSQB": "]",
    "RBRACE": "}",
    "LBRACE": "{",
    "LPAR": "(",
    "LSQB": "[",
    "COMMA": ",",
    "VBAR": "|",
}
_TOLD = frozenset({"NAME", "NUMBER", "STRING", "_NL", "$END"})
_UNTOLD = frozenset({"BY", "SIGN", "OPERATOR", "MEMBER", "COEFFICIENT", "CARET", "MOD", "SUPERSCRIPT"})
_SEVERAL = {"LANGUAGE": LANGUAGES, "FRAMEWORK": FRAMEWORKS}
_NAMES_TOO = frozenset({"QUANTITY", "ARGUMENT"})
"""Keywords that may be the names of layers as well."""
_EXPRESSION = frozenset({"NAME", "NUMBER", "COEFFICIENT", "LPAR", "LSQB", "STRING"})
_UNSHOWN = frozenset(
    {"condition", "sides", "known", "texts", "branches", "course", "picture", "vector", "first", "late", "statement"}
)
PYTHON = "python"
"""The value of a fault that is told to a caller of the library, who types no options."""
"""The values of a fault that are told in a form of their own, or not at all."""
_OPPOSITE = {"=": "≠", "<=": ">", ">=": "<", "<": "≥", ">": "≤"}


def fault_codes() -> tuple[str, ...]:
    """The codes of all faults that have a message."""
    keys = (key for key in patterns(LANGUAGES[0]) if "." not in key)
    return tuple(key.removeprefix(_FAULT) for key in keys if key.startswith(_FAULT))


def message(fault: Fault, language: str) -> str:
    """What the fault says, in one line."""
    say = phrases(language)
    values = {name: _shown(value) for name, value in fault.values.items() if name not in _UNSHOWN and name != PYTHON}
    if fault.values.get("choices") == ():
        values["choices"] = Sentence("no-choices")
    near, choices = fault.values.get("near"), fault.values.get("choices")
    values["others"] = Sentence("others", {"choices": _shown(choices)}) if choices and not near else ""
    values["near"] = Sentence("near", {"near": str(near)}) if near else ""
    values.setdefault("limit", (MAX_DIGITS, MAX_EXPRESSION))
    if fault.code == "unexpected":
        values |= {"found_word": _found(fault), "wanted_words": _wanted(fault)}
    if "branches" in fault.values:
        values["branches"] = told_branches(fault)
        line = bringing_line(fault)
        values["bring"] = Sentence("bring", {"line": line}) if line else ""
    format_ = fault.values.get("format")
    if format_:
        values["format"] = Sentence(f"format-{format_}")
    values["of_format"] = Sentence("of-format", {"format": values["format"]}) if format_ else ""
    values["course"] = _course(fault.values.get("course"))
    values["picture"] = _input("picture", fault)
    values["vector"] = _input("vector", fault)
    values["since"] = _since(fault.values.get("since"))
    values["inside"] = Sentence("inside", {"file": values["inside"]}) if values.get("inside") else ""
    is_asked = "asked" in fault.values
    declared = {"symbol": str(fault.values.get("symbol", f"let {fault.values.get('name', '')}"))}
    values["declare"] = "" if is_asked else Sentence("declare", {"name": str(fault.values.get("name", ""))})
    values["or_declare"] = "" if is_asked else Sentence("or-declare", declared)
    lines = fault.values.get("lines", 1)
    values["of_lines"] = Sentence("of-lines", {"count": Text(str(lines))}) if lines != 1 else ""
    if "condition" in fault.values:
        values["why"] = _why(fault)
        values.setdefault("shapes", values["why"])
    reason = f"reason-{fault.values.get('errno')}"
    if reason in say:
        values["why"] = Sentence(reason)
    texts = fault.values.get("texts")
    values.setdefault("text", (texts.in_language(language) if isinstance(texts, Texts) else "") or fault.code)
    key = _FAULT + fault.code
    if key not in say:
        return say.line("own-of-kind", text=values["text"], why=values.get("why", ""))
    if look_alikes(str(fault.values.get("name", ""))):
        return say.line(key, **values) + say.line("look-alikes", letters=_look_alikes(str(fault.values["name"])))
    if fault.values.get(PYTHON) and f"{key}.python" in say:
        key = f"{key}.python"
    hint = _hint(fault, say)
    fits = say.line("fits", **values) if "fits" in values else ""
    return say.line(key, **values) + fits + (say.line(hint, **values) if hint else "")


def _hint(fault: Fault, say: Phrases) -> str:
    """The key of what is said of a line that cannot be read, for its statement and the word that was refused."""
    if "meaning" in fault.values:
        return f"sign-{fault.values['meaning']}"
    if fault.code == "no-statement":
        return "" if fault.values["near"] else "hint-statement"
    if fault.code not in ("unexpected", "unknown-character"):
        return ""
    if "keyword" in fault.values:
        return "hint-keyword"
    token, statement = fault.values.get("token", "other"), fault.values.get("statement", "relation")
    keys = [f"hint-{statement}-{token}", f"hint-{statement}", f"hint-{token}"]
    if statement == "statement":
        keys.reverse()
    return next((key for key in keys if key in say), "")


def _look_alikes(name: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence("look-alike", {"char": char, "point": Text(code_point(char)), "latin": latin(char)})
        for char in look_alikes(name)
    )


def shown(faults: Iterable[Fault], source: Source, language: str) -> str:
    """All faults, each with its line and carets."""
    return shown_at(faults, Places(source), language, "error")


def shown_at(faults: Iterable[Fault], places: Places, language: str, level: str) -> str:
    """All faults with their places; `level` is what they are called: ``error`` or ``note``."""
    told = [(fault, correction(fault, places.source) if places.source.text else None) for fault in faults]
    # Where several faults of a line are mended together, that is told once.
    rows = [(places.position(fault.start)[0], line) for fault, line in told]
    return "\n".join(
        _block(fault, places, language, level) + (_advice(fault, line, language) if row != after else "")
        for (fault, line), row, after in zip(told, rows, (*rows[1:], None), strict=True)
    )


def headline(fault: Fault, language: str, level: str) -> str:
    """``error[code]: message``"""
    told = Text(message(fault, language))
    return phrases(language).line("fault", level=Sentence(f"level-{level}"), code=fault.code, message=told)


def _block(fault: Fault, places: Places, language: str, level: str) -> str:
    said = headline(fault, language, level)
    if not places.source.text:
        return f"{printable(places.source.name)}:1:1: {said}"
    first = fault.values.get("first")
    twice = first if isinstance(first, tuple) else None
    drawn = excerpt(places, fault.start, fault.end, twice)
    return f"{where(places, fault.start, phrases(language))}: {said}\n{drawn}"


def _advice(fault: Fault, line: str | None, language: str) -> str:
    """The line to type, in a line of its own."""
    if line is None:
        return ""
    key = "run-instead" if "run" in fault.values else "write-instead" if line else "leave-out"
    return "\n" + phrases(language).line(key, line=Text(printable(line.translate(_BLANKS))))


_BLANKS = dict.fromkeys((0xA0, 0x2007, 0x202F, 0x3000), " ")
"""Blanks that cannot be told from others are written as those."""


def _shown(value: object) -> Any:
    if isinstance(value, tuple):
        if value and isinstance(value[0], tuple):
            return tuple(map(shape_text, value))
        more = ("…",) if len(value) > _MOST_CHOICES else ()
        return (*(_quoted(str(item)) for item in value[:_MOST_CHOICES]), *more)
    if isinstance(value, Limit):
        return value
    if isinstance(value, str):
        return _clipped(value, 60)
    return as_written(value) if is_number(value) else str(value)


def _quoted(name: str) -> Sentence:
    return Sentence("quoted", {"name": name})


def _clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


_MOST_CHOICES = 24
_MOST_SIZES = 12


def _course(sizes: object) -> Sentence | str:
    """The sizes on the way to a layer, those in the middle of a long way left out."""
    if not isinstance(sizes, tuple):
        return ""
    told = [plain_text(shape_text(size if len(set(size)) > 1 else size[0])) for size in sizes]
    if len(told) > _MOST_SIZES:
        told[_MOST_SIZES // 2 : -_MOST_SIZES // 2] = ["…"]
    return Sentence("course", {"sizes": Text(" → ".join(told))})


def _input(key: str, fault: Fault) -> Sentence | str:
    """The line for an input that may be meant, and where the input is."""
    told = fault.values.get(key)
    if not isinstance(told, tuple):
        return ""
    wanted, line = told
    return Sentence(key, {"wanted": Text(wanted), "line": Text(str(line))})


def _since(first: object) -> Sentence | str:
    """From which layer and line on a map is none."""
    if not isinstance(first, tuple):
        return ""
    name, line = first
    return Sentence("since", {"name": name, "line": Text(str(line))})


def _why(fault: Fault) -> Sentence | Expr:
    condition = fault.values["condition"]
    sides = fault.values["sides"]
    known = fault.values["known"]
    assert isinstance(condition, Op)
    assert isinstance(sides, tuple)
    assert isinstance(known, tuple)
    if not known:
        return condition
    numbers = f" {_OPPOSITE[condition.name]} ".join(plain_text(as_written(side)) for side in sides)
    where = tuple(f"{name}={plain_text(as_written(value))}" for name, value in known)
    return Sentence("broken", {"condition": condition, "sides": numbers, "known": where})


def _found(fault: Fault) -> Sentence:
    token = str(fault.values["token"])
    found = str(fault.values["found"])
    if token in ("_NL", "$END") or not found:
        return Sentence("token-END" if token == "$END" else "token-_NL")
    return _quoted(_clipped(printable(found), 40))


def _wanted(fault: Fault) -> tuple[Sentence, ...]:
    wanted = fault.values["wanted"]
    assert isinstance(wanted, tuple)
    tokens: Sequence[str] = wanted
    statement = Sentence("token-statement")
    if "NETWORK" in tokens:
        return (statement,)
    found: list[Sentence] = []
    if len(_EXPRESSION.intersection(tokens)) > 3:
        found.append(Sentence("token-expression"))
        tokens = [token for token in tokens if token not in _EXPRESSION]
    for token in tokens:
        if token == "$END" and "_NL" in tokens:
            continue
        if token in _TOLD:
            found.append(Sentence(f"token-{token.strip('$')}"))
        elif token in _SEVERAL:
            found += map(_quoted, _SEVERAL[token])
        elif token in _NAMES_TOO and "NAME" in tokens:
            continue  # a name as any other
        elif token in _SIGNS:
            found.append(_quoted(_SIGNS[token]))
        elif token.strip("_").isalpha() and token not in _UNTOLD:
            found.append(_quoted(token.strip("_").lower()))
    return tuple(found[at] for at in range(len(found)) if found[at] not in found[:at]) or (statement,)
