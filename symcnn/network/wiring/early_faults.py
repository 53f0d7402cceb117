"""Faults of lines that cannot be read, at the first word that is wrong.

The parser takes every name where an argument, a value or a kind may stand, and sees only at the next word that it was
none. Here the catalogue is known, and the words that statements begin with: the fault is told where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcnn.core.limits import MAX_CORRECTED
from symcnn.core.record import replace
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import near
from symcnn.network.language.counted_words import SCALES
from symcnn.network.language.keywords import ITEM_WORDS, STATEMENT_WORDS
from symcnn.network.language.lexeme import Lexeme
from symcnn.network.language.statement_places import statement_around
from symcnn.network.wiring.line_candidates import meant_statement
from symcnn.network.wiring.meant_names import called_kind, holds_layer, meant_argument, meant_kind
from symcnn.network.wiring.python_lines import joins, python_line
from symcnn.network.wiring.quantity_names import quantity_lines
from symcnn.network.wiring.unread_line import UnreadWords, unread_words

LATE = "late"
"""The value of a fault that is the one the parser saw, by which the line to type is found."""

_SIGNS: Mapping[str, str] = {
    **dict.fromkeys(("==", "===", ":=", "=:"), "equal"),
    **dict.fromkeys(("!=", "<>", "=/=", "!==", "≠"), "unequal"),
    **dict.fromkeys(("->", "-->", "=>", "==>", "→", "⇒", "|>", ">>", "<-", "←"), "arrow"),
    "|": "arrow",
    **dict.fromkeys(("&&", "||", "&", "∧", "∨"), "both"),
    **dict.fromkeys(("+=", "-=", "*=", "/=", "++", "--"), "change"),
}
"""Signs of other languages, and what is said of each."""
_ORDER = frozenset({"=>", "==>", "=<"})
"""What is meant as an inequality between numbers."""
_SIGN_LETTERS = frozenset("=<>!:&|-+*/≠→⇒←∧∨")
_OPEN = frozenset({"EQUAL", "CARET", "OPERATOR", "SIGN", "BY", "INEQUALITY"})
"""Signs behind which a value stands."""
_MOST_WORDS = 3
_CALL = late_pattern(r"[^\W\d][\w.]*[ \t]*\(")
_RELATIONS = ("claim", "let", "convention", "layer")


def told_early(fault: Fault, text: str, *, is_relation: bool = False) -> Fault:
    """The fault at its cause, with that of the parser among its values; a fault that is at its cause, as it is.

    The text of an option is one relation.

    >>> told_early(Fault("unexpected", 9, 9, {"found": "", "wanted": ("EQUAL",)}), "netwrok T").values["near"]
    'network'
    """
    if fault.code not in ("unexpected", "unknown-character") or len(text) > MAX_CORRECTED:
        return fault
    line = unread_words(fault, text, is_relation=is_relation)
    checks = _OF_RELATIONS if is_relation else _CHECKS
    found = next((found for check in checks if (found := check(line)) is not None), None)
    if found is not None:
        return replace(found, values={**found.values, LATE: fault})
    return replace(fault, values={**fault.values, "statement": _continued(line) or line.statement})


def _continued(line: UnreadWords) -> str:
    """Whether the line is meant to go on in the next one, by its last sign."""
    return "continued" if line.statement == "layer" and line.statement_text.endswith(("\\", ",")) else ""


def _at(word: Lexeme, code: str, **values: object) -> Fault:
    return Fault(code, word.start_pos, word.end_pos, {"found": str(word), **values})


def _sign(line: UnreadWords) -> Fault | None:
    """Two signs beside each other that are one in other languages."""
    start, end = line.fault.start, line.fault.start + 1
    while start > line.start and line.text[start - 1] in _SIGN_LETTERS:
        start -= 1
    while end < line.end and line.text[end] in _SIGN_LETTERS:
        end += 1
    found = line.text[start:end]
    meaning = _SIGNS.get(found, "")
    is_relation = line.statement in ("claim", "relation")
    if found in _ORDER and is_relation:
        meaning = "order"
    before, behind = line.words[-2:-1] or line.words[-1:], line.refused[1:2]
    if meaning == "arrow" and is_relation and before and behind and behind[0] in quantity_lines():
        return Fault("missing-dot", start, end, {"example": f"{before[0]}.{behind[0]}"})
    if (meaning == "both" and not is_relation) or (found == "|" and line.statement != "layer"):
        return None
    return Fault("unknown-sign", start, end, {"found": found, "meaning": meaning}) if meaning else None


_NAMED = late_pattern(r"[ \t]*(?P<name>[^\s:=\"'()\[\]{}]+)[ \t]*:[ \t]*(?P<kind>[^\W\d]\w*)")


def _name(line: UnreadWords) -> Fault | None:
    """A layer's name with other signs than letters, digits and `_`, or with a digit first."""
    found = _NAMED.match(line.text, line.start, line.end)
    if found is None or found["name"].isidentifier() or not line.is_kind(found["kind"]):
        return None
    if not line.start <= line.fault.start < found.end("name") or not any(map(str.isalnum, found["name"])):
        return None
    return Fault("bad-name", *found.span("name"), {"found": found["name"]})


def _kind(line: UnreadWords) -> Fault | None:
    """A name and a colon with no kind behind them."""
    if not line.has_label or not (line.head == "from" or not (line.behind_label or line.refused)):
        return None
    return _at(line.words[0], "missing-kind")


def _quote(line: UnreadWords) -> Fault | None:
    fault = line.fault
    if fault.code != "unknown-character" or fault.values["found"] != '"':
        return None
    return Fault("not-closed", fault.start, fault.end, {"found": '"', "wanted": '"'})


def _bracket(line: UnreadWords) -> Fault | None:
    """The next argument within a bracket that was never closed."""
    if [each.type for each in line.refused[:2]] != ["NAME", "EQUAL"]:
        return None
    opened: list[Lexeme] = []
    for each in line.words:
        if each.type in _CLOSED_BY:
            opened.append(each)
        elif opened and each.type == _CLOSED_BY[opened[-1].type]:
            opened.pop()
    wanted = {"LPAR": ")", "LSQB": "]"}
    return _at(opened[-1], "not-closed", wanted=wanted[opened[-1].type]) if opened else None


_CLOSED_BY = {"LPAR": "RPAR", "LSQB": "RSQB"}


def _value(line: UnreadWords) -> Fault | None:
    """A sign without the value behind it, and the next argument for its value."""
    if line.statement not in _VALUED or not line.words:
        return None
    before, last = line.words[-2:-1], line.words[-1]
    ends = not line.refused or not _begins_value(line.refused[0])
    ends = ends or (line.statement == "repeat" and line.refused[0] == "{")
    if last.type in _OPEN and "NUMBER" in line.wanted and ends:
        return _at(last, "missing-value")
    is_next = line.following("EQUAL") and last.type == "NAME" and line.statement in ("layer", "variant")
    return _at(before[0], "missing-value") if is_next and before and before[0].type in _OPEN else None


_VALUED = frozenset({"input", "layer", "variant", "preset", "convention", "let", "claim", "repeat", "relation"})
"""Statements that have values."""


def _begins_value(word: Lexeme) -> bool:
    return word != "from" and word.type not in ("EQUAL", "COMMA", "RPAR", "_NL")


def _blank(line: UnreadWords) -> Fault | None:
    """An argument right behind a number, or right behind its kind."""
    if not line.words or not line.following("EQUAL") or line.words[-1].type != "NAME" or line.statement != "layer":
        return None
    last, before = line.words[-1], line.words[-2:-1]
    if before and before[0].end_pos == last.start_pos and before[0].type in ("NUMBER", "COEFFICIENT", "RPAR", "RSQB"):
        return _at(last, "missing-blank")
    if len(line.behind_label) == 1 and not line.is_kind(last):
        for size in range(len(last) - 1, 1, -1):
            if last[size:] in line.parameters(last[:size]):
                place = last.start_pos + size
                return Fault("missing-blank", place, last.end_pos, {"found": last[size:]})
    return None


def _first_word(line: UnreadWords) -> Fault | None:
    """A first word that is neither a keyword nor a kind."""
    word = line.behind_label[0] if line.head else None
    if (
        word is None
        or word in STATEMENT_WORDS
        or (word in ITEM_WORDS and line.is_in_kind)
        or line.is_kind(word)
        or line.following("COLON")
    ):
        return None
    names = _names_from(line, word)
    for count in range(min(_MOST_WORDS, len(names)), 1, -1):
        called = " ".join(names[:count])
        if meant := called_kind(called):
            return Fault("unknown-kind", word.start_pos, names[count - 1].end_pos, {"name": called, "near": meant})
    if line.has_label:
        return _computed(line, word)
    if meant := meant_statement(word):
        return _at(word, "no-statement", near=meant)
    if (divided := line.text[line.fault.start : line.end].split()[:2]) and divided[0] == "." and len(divided) > 1:
        return _at(word, "missing-colon") if line.is_kind(divided[1]) else None
    behind = line.behind_label[1:2] or line.refused[:1]
    if behind and holds_layer(word) and line.is_kind(behind[0]):
        return Fault("unknown-kind", word.start_pos, word.end_pos, {"name": str(word), "near": ""})
    if behind and behind[0].type == "NAME" and (line.is_kind(behind[0]) or behind[0] in ("repeat", "parallel")):
        return _at(word, "missing-colon")
    if behind and behind[0].type == "EQUAL":
        return _assigned(line, word)
    owner, _, quantity = word.rpartition(".")
    if owner and quantity in quantity_lines():
        return _at(word, "no-statement", near=f"claim {word}")
    if (computed := _computed(line, word)) is not None:
        return computed
    return None if meant_kind(word, line.own) else _at(word, "no-statement", near="")


def _names_from(line: UnreadWords, word: Lexeme) -> list[Lexeme]:
    """The names from a word on, up to one that is the name of an argument."""
    found: list[Lexeme] = []
    words = [*line.words, *line.refused]
    ahead = words[words.index(word) :]
    for each, following in zip(ahead, (*ahead[1:], None), strict=True):
        if each.type != "NAME" or (following is not None and following.type == "EQUAL"):
            break
        found.append(each)
    return found


def _assigned(line: UnreadWords, word: Lexeme) -> Fault:
    """A name with `=` behind it: a layer's, a figure's, or a symbol's."""
    owner, _, quantity = word.rpartition(".")
    if _is_apart(line, word):
        return _at(word, "apart-argument")
    if any(line.is_kind(each) for each in line.refused[1:2]):
        return _at(word, "missing-colon")
    if owner and quantity in quantity_lines():
        return _at(word, "no-statement", near=f"claim {word}")
    return _at(word, "missing-let")


def _is_apart(line: UnreadWords, word: Lexeme) -> bool:
    """Whether an argument stands behind the `;` that ends its layer."""
    if not line.start or line.text[line.start - 1] != ";":
        return False
    before = unread_words(Fault("unexpected", line.start - 1, line.start, {}), line.text)
    return word in line.parameters(before.head)


def _computed(line: UnreadWords, word: Lexeme) -> Fault | None:
    """Layers with a sign between them."""
    if not line.refused or line.refused[0].type not in ("SIGN", "OPERATOR", "CARET"):
        return None
    is_alone = line.behind_label == (word,) and len(line.refused) > 1 and line.refused[1].type == "NAME"
    return _at(line.refused[0], "layer-sum") if is_alone else None


def _python(line: UnreadWords) -> Fault | None:
    """A line of a program, which may go on over several lines."""
    if line.head and line.is_kind(line.head):
        return None
    start, end = statement_around(line.text, line.fault.start)
    text = line.text[start:end]
    stripped = text.strip()
    made = python_line(text, line.own)
    if made is None or (made and not _CALL.search(stripped)) or line.head in STATEMENT_WORDS:
        return None
    first = start + text.index(stripped)
    return Fault("foreign-line", first, first + len(stripped), {"lines": 1 + stripped.count("\n")})


def _second_statement(line: UnreadWords) -> Fault | None:
    """A keyword behind a whole statement."""
    refused = line.refused[0] if line.refused else None
    if refused is None or refused not in STATEMENT_WORDS or refused.start_pos != line.fault.start:
        return None
    is_whole = "_NL" in line.wanted and line.behind_label and line.statement != "from"
    return _at(refused, "second-statement") if is_whole else None


def _second_layer(line: UnreadWords) -> Fault | None:
    """A word where an argument may stand that is a kind, or no argument of the layer."""
    if line.statement != "layer" or len(line.behind_label) < 2 or line.following("EQUAL"):
        return None
    before, last = line.words[-2:]
    if last.type != "NAME" or before.type in _OPEN or before.type in ("LPAR", "LSQB", "COMMA", "COLON"):
        return None
    if not line.is_kind(line.head):
        return None
    if line.is_kind(last):
        return _at(last, "second-layer")
    meant = meant_argument(line.head, last, line.parameters(line.head))
    near = "" if meant == last else meant
    return (
        _at(last, "missing-equal", near=near)
        if meant
        else _at(last, "no-argument", kind=line.head, names=_are_names(line))
    )


def _are_names(line: UnreadWords) -> bool:
    """Whether nothing but names of layers follows."""
    return bool(line.refused) and all(
        each.type in ("NAME", "COMMA", "STRING") and not line.is_kind(each) for each in line.refused
    )


def _paths(line: UnreadWords) -> Fault | None:
    """A join without its kind, a path without its join, inputs without their names, a claim within a body."""
    last = line.words[-1] if line.words else None
    if last == "parallel" and line.statement == "parallel" and line.refused and line.refused[0] == "{":
        return _at(last, "missing-join", choices=tuple(name for name in ("add", "concat", "multiply") if joins(name)))
    if last == "from" and not line.refused:
        return _at(last, "missing-names")
    refused = line.refused[0] if line.refused else None
    if refused is None or refused not in STATEMENT_WORDS or refused.start_pos != line.fault.start:
        return None
    if line.behind_label:
        return None
    if refused == "path":
        return _at(refused, "path-alone")
    return _at(refused, "named-statement" if line.has_label else "not-in-body")


def _quantity(line: UnreadWords) -> Fault | None:
    """A quantity that stands beside its layer, in a claim."""
    if line.statement != "claim" or not line.words[1:] or not line.refused:
        return None
    last, refused = line.words[-1], line.refused[0]
    if refused.type != "NAME" or last.type != "NAME":
        return None
    if refused in quantity_lines() and "." not in last:
        return _at(refused, "missing-dot", example=f"{last}.{refused}")
    if refused == "of" and last in quantity_lines() and len(line.refused) > 1:
        return _at(refused, "missing-dot", example=f"{line.refused[1]}.{last}")
    return None


def _scale(line: UnreadWords) -> Fault | None:
    """A letter for thousands behind a number."""
    if line.statement not in (*_RELATIONS, "relation") or not line.words or not line.refused:
        return None
    last, refused = line.words[-1], line.refused[0]
    if refused not in SCALES or last.type not in ("NUMBER", "COEFFICIENT") or refused.start_pos != line.fault.start:
        return None
    if any(each.type == "EQUAL" for each in line.refused[1:2]):
        return None  # the next argument
    values = {"name": str(refused), "found": line.text[last.start_pos : refused.end_pos], "near": ""}
    return Fault("scale-behind-number", last.start_pos, refused.end_pos, values)


def _item(line: UnreadWords) -> Fault | None:
    """A word in the body of a layer kind that begins none of its items."""
    refused = line.refused[0] if line.refused else None
    if refused is None or refused.type != "NAME" or "_RULE" not in line.wanted:
        return None
    is_rule = refused in quantity_lines() and any(each.type == "EQUAL" for each in line.refused[1:2])
    meant = f"rule {refused}" if is_rule else near(refused, ITEM_WORDS)
    return _at(refused, "no-item", near=meant, choices=ITEM_WORDS)


_Check = Callable[[UnreadWords], Fault | None]
_OF_RELATIONS: tuple[_Check, ...] = (_sign, _value, _quantity, _scale)
_CHECKS: tuple[_Check, ...] = (
    *(_item, _name, _kind, _quote, _sign, _bracket, _python, _value, _blank, _first_word),
    *(_paths, _quantity, _scale, _second_statement, _second_layer),
)
