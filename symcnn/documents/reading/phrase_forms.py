"""Phrases that are written in several ways, matched by words: ``(?:total )?(?:number|count) of (?P<w>width)``.

The notation is a part of that of regular expressions, but compiling a hundred of these takes longer than reading a
page. A blank may be written as one, as a hyphen or an underscore, or not at all (``FilterSize``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern

Ends = Mapping[int, str]
"""Where what was matched may end, and the name of the group that was met on the way there."""

_MARK = late_pattern(
    r"(?P<letters>[^()\[\]|\\ ?*]+(?![?*]))|\((?:\?:|\?P<(?P<group>\w+)>)|\[(?P<one_of>[^\]]*)\]|\\(?P<literal>.)"
    r"|(?P<blank> \??)|(?P<other>.)"
)
_GAP = late_pattern(r"[\s_\\\-]*")
_BLANK = " "
PREFIX = 3


@record
class Alternatives:
    """One of several forms, perhaps none of them, perhaps several in a row."""

    forms: tuple[Form, ...]
    group: str
    may_be_left_out: bool
    repeats: bool


Form = tuple[str | Alternatives, ...]


def read_form(notation: str) -> Form:
    """The form that is written so.

    >>> read_form("(?:the )?size")
    (Alternatives(forms=(('the', ' '),), group='', may_be_left_out=True, repeats=False), 'size')
    """
    forms, _ = _forms(notation, 0)
    return forms[0] if len(forms) == 1 else (Alternatives(forms, "", False, False),)


def _forms(notation: str, at: int) -> tuple[tuple[Form, ...], int]:
    """The alternatives up to the bracket that closes them, and what follows it."""
    forms: list[Form] = []
    parts: list[str | Alternatives] = []
    while at < len(notation) and notation[at] != ")":
        mark = _MARK.match(notation, at)
        assert mark is not None
        at = mark.end()
        if mark["other"] == "|":
            forms.append(_joined(parts))
            parts = []
        elif mark["blank"]:
            parts.append(_BLANK)
        elif mark["letters"]:
            parts.append(mark["letters"].lower())
        else:
            if mark["one_of"] is not None:
                inner: tuple[Form, ...] = tuple((sign,) for sign in mark["one_of"])
            elif mark["other"] or mark["literal"]:
                inner = (((mark["other"] or mark["literal"]).lower(),),)
            else:
                inner, at = _forms(notation, at)
            sign = notation[at : at + 1]
            may_be_left_out = sign in ("?", "*")
            at += may_be_left_out
            if may_be_left_out or mark["group"] or len(inner) > 1:
                parts.append(Alternatives(inner, mark["group"] or "", may_be_left_out, sign == "*"))
            else:
                parts.extend(inner[0])
    return (*forms, _joined(parts)), at + 1


def _joined(parts: Iterable[str | Alternatives]) -> Form:
    """The parts, letters that follow each other as one."""
    found: list[str | Alternatives] = []
    for part in parts:
        if part != _BLANK and found and isinstance(part, str) and isinstance(found[-1], str) and found[-1] != _BLANK:
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def ends_of(form: Form, text: str, at: Ends) -> Ends:
    """Where the form ends in a text of small letters, from any of some places."""
    for part in form:
        if isinstance(part, Alternatives):
            at = _after_alternatives(part, text, at)
        elif part == _BLANK:
            at = {_gap_end(text, place): group for place, group in at.items()}
        else:
            at = {place + len(part): group for place, group in at.items() if text.startswith(part, place)}
        if not at:
            break
    return at


def _gap_end(text: str, place: int) -> int:
    found = _GAP.match(text, place)
    return found.end() if found else place


def _after_alternatives(either: Alternatives, text: str, at: Ends) -> Ends:
    found: dict[int, str] = {}
    new = at
    while new:
        once: dict[int, str] = {}
        for form in either.forms:
            for place, group in ends_of(form, text, new).items():
                once.setdefault(place, either.group or group)
        new = {place: group for place, group in once.items() if place not in found} if either.repeats else {}
        found = once | found
    return {**at, **found} if either.may_be_left_out else found


def beginnings(form: Form) -> frozenset[str]:
    """What every text of this form begins with: three signs, or those before a blank.

    >>> sorted(beginnings(read_form("(?:a|the )?size"))), sorted(beginnings(read_form("k ?size")))
    (['asi', 'siz', 'the'], ['k'])
    """
    return frozenset(start for start, _ in _beginnings(form, ""))


def _beginnings(form: Form, before: str) -> Iterator[tuple[str, bool]]:
    """The beginnings, and whether more may be added."""
    found = {(before, True)}
    for part in form:
        new = {start for start, is_open in found if is_open and len(start) < PREFIX}
        if not new:
            break
        found = {(start, is_open) for start, is_open in found if not (is_open and len(start) < PREFIX)}
        for start in new:
            match part:
                case " ":
                    found.add((start, not start))
                case str():
                    found.add(((start + part)[:PREFIX], True))
                case Alternatives():
                    found.update(each for inner in part.forms for each in _beginnings(inner, start))
                    if part.may_be_left_out:
                        found.add((start, True))
    yield from found
