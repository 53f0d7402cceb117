"""A layer written as a call, or with arguments by their places, as the line of this language that says it.

``Conv2D(32, (3, 3))`` is ``conv N=32 K=3``: the kinds' own lines say what a framework's arguments are here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import SYNONYMS
from symcnn.core.written.tree import Expr
from symcnn.network.language.keywords import FRAMEWORKS
from symcnn.network.language.syntax import Parameter
from symcnn.network.wiring.layer_kinds import catalogue_names, kind
from symcnn.network.wiring.meant_names import meant_argument, meant_kind
from symcnn.network.wiring.spelled import Spelled, names_in

_HEAD = late_pattern(
    r"(?:(?:self\.)?(?P<label>[^\W\d]\w*|\"[^\"\n]*\")[ \t]*(?::=?|=|->|-(?=[ \t]))[ \t]*)?"
    r"(?:[\w.]+\.add[ \t]*(?P<added>\()[ \t]*)?"
    r"(?:[^\W\d]\w*\.)*(?P<kind>[^\W\d]\w*)(?P<rest>.*)"
)
_ARGUMENT = late_pattern(
    r"[ \t,;]*(?:(?P<name>[^\W\d]\w*)[ \t]*(?:=|:)[ \t]*)?"
    r"(?P<value>\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|[^\s,;=()\[\]]+)(?![ \t]*[=(\[])"
)
_FROM = late_pattern(r"[ \t]from[ \t].*")
_PARTS = late_pattern(r"[\s,x×*]+")
_WORDS: Mapping[str, str] = {"True": "1", "False": "0"}


@record
class _Given:
    """An argument as it was written; one by its place has no name."""

    name: str
    value: str


Own = Mapping[str, Mapping[str, Parameter]]
"""The parameters of a file's own kinds and blocks."""


def layer_line(text: str, own: Own) -> str:
    """The line of this language for a layer that is written otherwise; nothing where it is not known what it is.

    >>> layer_line("Conv2D(32, (3, 3), activation='relu')", {}), layer_line("C1: conv 6 5", {})
    ('conv N=32 K=3; relu', 'C1: conv N=6 K=5')
    """
    head = _HEAD.fullmatch(text.strip())
    if head is None:
        return ""
    rest, behind = head["rest"], ""
    if taken := _FROM.search(rest):
        rest, behind = rest[: taken.start()], " " + taken[0].strip()
    given = _arguments(rest, is_inner=bool(head["added"]))
    if given is None:
        return ""
    label = f"{head['label']}: " if head["label"] and head["label"] != "x" else ""
    for name, arguments, follows in _meanings(head["kind"], given, own):
        line = " ".join((name, *(f"{letter}={value}" for letter, value in arguments.items())))
        return f"{label}{line}{behind}{''.join(f'; {kind_name}' for kind_name in follows)}"
    return ""


def _arguments(rest: str, *, is_inner: bool) -> tuple[_Given, ...] | None:
    """What is given in brackets or behind the kind; None where it cannot be told."""
    rest = rest.strip().rstrip(".,;")
    if rest.startswith("("):
        end = _closing(rest)
        if end < 0 and not is_inner:
            rest += ")"
            end = len(rest) - 1
        inner, behind = rest[1:end], rest[end + 1 :].strip()
        if behind and not (behind.startswith("(") or (is_inner and behind == ")")):
            return None
        rest = inner
    at = 0
    given = []
    while rest[at:].strip(" \t,;"):
        found = _ARGUMENT.match(rest, at)
        if found is None:
            return None
        given.append(_Given(found["name"] or "", found["value"]))
        at = found.end()
    return tuple(given)


def _closing(text: str) -> int:
    """The place of the bracket that closes the first; -1 where none does."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth == 0:
            return place
    return -1


Meaning = tuple[str, Mapping[str, str], Sequence[str]]
"""A kind, its arguments by letter, and the kinds of layers that follow it."""


def _meanings(name: str, given: tuple[_Given, ...], own: Own) -> Iterator[Meaning]:
    """The layers that a name with arguments may be: the file's own or the catalogue's first, then a framework's."""
    if name in own or name in catalogue_names():
        yield from _known(name, given, own)
    else:
        for framework in FRAMEWORKS:
            # A layer is one for vectors, where a class may be of those for maps too.
            for spelled in sorted(names_in(framework).get(name, ()), key=lambda each: each.spelling.axes == "map"):
                yield from _spelled(spelled, given)
        meant = meant_kind(name, own)
        if meant in own or meant in catalogue_names():
            yield from _known(meant, given, own)


def _known(name: str, given: tuple[_Given, ...], own: Own) -> Iterator[Meaning]:
    parameters = own[name] if name in own else kind(name, {}).parameters
    places = iter([letter for letter in parameters if letter != "table"])
    arguments: dict[str, str] = {}
    follows: list[str] = []
    for argument in _paired(given, parameters):
        letter = _letter(name, argument.name, parameters) if argument.name else next(places, "")
        if argument.name == "activation" and not letter:
            follows += _activation(argument.value)
            continue
        if not letter or letter in arguments:
            return
        arguments[letter] = _value(argument.value)
    yield name, _with_missing(arguments, parameters), follows


def _paired(given: tuple[_Given, ...], parameters: Mapping[str, Parameter]) -> Iterator[_Given]:
    """The arguments, a parameter's name and the value behind it as one: ``conv N 6 K 5``."""
    at = 0
    while at < len(given):
        argument, *behind = given[at : at + 2]
        letter = "" if argument.name else _named(argument.value, parameters)
        has_value = bool(behind) and not behind[0].name and not _named(behind[0].value, parameters)
        if not letter:
            yield argument
        else:
            yield _Given(letter, behind[0].value if has_value else "…")
        at += 2 if letter and has_value else 1


def _named(word: str, parameters: Mapping[str, Parameter]) -> str:
    """The parameter that a word is the name of."""
    letter = word if word in parameters else SYNONYMS.get(word.casefold(), "")
    return letter if letter in parameters else ""


def _letter(kind_name: str, name: str, parameters: Mapping[str, Parameter]) -> str:
    return name if name in parameters else meant_argument(kind_name, name, parameters)


def _spelled(spelled: Spelled, given: tuple[_Given, ...]) -> Iterator[Meaning]:
    parameters = kind(spelled.kind, {}).parameters
    settings = spelled.spelling.settings
    by_place = iter([setting for setting in settings if not setting.by_name])
    by_name = {setting.name: setting for setting in settings}
    arguments = {constant.name: _shown(constant.value) for constant in spelled.spelling.constants}
    told: set[str] = set()
    follows: list[str] = []
    for argument in given:
        setting = by_name.get(argument.name) if argument.name else next(by_place, None)
        value = _value(argument.value)
        if setting is None:
            if not argument.name:
                return
            letters: tuple[str, ...] = tuple(filter(None, (_letter(spelled.kind, argument.name, parameters),)))
        else:
            told.add(setting.name)
            if setting.fixed is not None and _shown(setting.fixed) not in (value, argument.value):
                return
            letters = setting.letters
            value = next((_shown(case) for said, case in setting.cases if said == value), value)
        if (setting.name if setting else argument.name) == "activation":
            follows += _activation(argument.value)
        arguments.update((letter, value) for letter in letters if letter in parameters)
    if any(each.fixed is not None and each.default is not None and each.name not in told for each in settings):
        return
    yield spelled.kind, _with_missing(arguments, parameters), follows


def _shown(value: Expr) -> str:
    from symcnn.core.written.spelling import source_text

    return source_text(value)


def _activation(value: str) -> list[str]:
    name = value.strip("'\"").rpartition(".")[2]
    return [name] if name in catalogue_names() else []


def _value(text: str) -> str:
    """A value as this language writes it: a size along every axis once where all are the same."""
    text = text.strip("'\"")
    if text[:1] in ("(", "["):
        parts = [part for part in _PARTS.split(text[1:-1]) if part]
        return parts[0] if len(set(parts)) == 1 else "x".join(parts)
    return _WORDS.get(text, text)


def _with_missing(arguments: Mapping[str, str], parameters: Mapping[str, Parameter]) -> Mapping[str, str]:
    """The arguments in the order of the kind's, with a gap for those that a layer must have."""
    needed = {letter: "…" for letter, parameter in parameters.items() if parameter.default is None}
    found = {**needed, **arguments}
    return {letter: found[letter] for letter in parameters if letter in found}
