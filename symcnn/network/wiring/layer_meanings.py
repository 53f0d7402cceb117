"""What layers a name with arguments may be: the kinds' own lines say what a framework's arguments are here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import SYNONYMS
from symcnn.core.written.tree import Expr
from symcnn.network.language.keywords import FRAMEWORKS
from symcnn.network.language.syntax import Parameter
from symcnn.network.wiring.layer_kinds import catalogue_names, kind
from symcnn.network.wiring.meant_names import meant_argument, meant_kind
from symcnn.network.wiring.spelled import Spelled, catalogue_called, names_in

_PARTS = late_pattern(r"[\s,x×*]+")
_SIZES = late_pattern(r"\d+[ \t]*[x×*][ \t]*\d+")
_WORDS: Mapping[str, str] = {"True": "1", "False": "0"}


@record
class Given:
    """An argument as it was written; one by its place has no name."""

    name: str
    value: str


Own = Mapping[str, Mapping[str, Parameter]]
"""The parameters of a file's own kinds and blocks."""

Meaning = tuple[str, Mapping[str, str], Sequence[str]]
"""A kind, its arguments by letter, and the kinds of layers that follow it."""


def line_of(name: str, given: Iterable[Given], own: Own) -> str:
    """The line of the likeliest layer, with those that follow it; nothing where none is known.

    >>> line_of("Conv2D", (Given("", "32"), Given("", "(3, 3)"), Given("activation", "'relu'")), {})
    'conv N=32 K=3; relu'
    """
    first = ""
    for kind_name, arguments, follows in meanings(name, tuple(given), own):
        layer = " ".join((kind_name, *(f"{letter}={value}" for letter, value in arguments.items())))
        line = "; ".join((layer, *follows))
        if "…" not in line:
            return line
        first = first or line
    return first


def meanings(name: str, given: tuple[Given, ...], own: Own) -> Iterator[Meaning]:
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


def _known(name: str, given: tuple[Given, ...], own: Own) -> Iterator[Meaning]:
    parameters = own[name] if name in own else kind(name, {}).parameters
    given = _as_shape(given, parameters)
    places = iter([letter for letter in parameters if letter != "table"])
    arguments: dict[str, str] = {}
    follows: list[str] = []
    for argument in _paired(given, parameters):
        if not argument.name and argument.value in catalogue_names():
            follows.append(argument.value)
            continue
        if not argument.name and argument.value.strip("'\"") in _NO_ACTIVATION:
            continue
        if argument.name:
            letter = _letter(name, argument.name, parameters)
        elif "K" in parameters and "K" not in arguments and _SIZES.fullmatch(argument.value):
            letter = "K"
        else:
            letter = next((place for place in places if place not in arguments), "")
        if argument.name == "activation" and not letter:
            follows += _activation(argument.value)
            continue
        if argument.name in _without_effect(name) and not letter:
            continue
        if not letter or letter in arguments:
            return
        arguments[letter] = _value(argument.value)
    yield name, _with_missing(arguments, parameters), follows


def _as_shape(given: tuple[Given, ...], parameters: Mapping[str, Parameter]) -> tuple[Given, ...]:
    """Numbers for a kind that is told a whole shape: sizes, then channels, as those of an input."""
    if [letter for letter, parameter in parameters.items() if parameter.default is None] != ["O", "N"]:
        return given
    sides = [part for each in given for part in _PARTS.split(each.value.strip("()[]")) if part]
    if any(each.name for each in given) or len(sides) < _FEWEST_SIDES or not all(map(str.isdecimal, sides)):
        return given
    return Given("O", "x".join(sides[:-1])), Given("N", sides[-1])


_FEWEST_SIDES = 2


def _without_effect(kind_name: str) -> frozenset[str]:
    """The arguments of frameworks that change none of a kind's figures."""
    _, spellings = catalogue_called().get(kind_name, (None, ()))
    settings = (setting for spelling in spellings for setting in spelling.settings)
    return _OF_EVERY_LAYER | {setting.name for setting in settings if {*setting.letters} <= _OF_INPUT}


_OF_INPUT = frozenset({"C"})
"""What a layer knows from its input."""
_OF_EVERY_LAYER = frozenset(
    {
        *(
            "name",
            "scope",
            "reuse",
            "data",
            "trainable",
            "dtype",
            "device",
            "inplace",
            "input_shape",
            "input_dim",
            "batch_input_shape",
        ),
        *(
            "kernel_initializer",
            "bias_initializer",
            "kernel_regularizer",
            "bias_regularizer",
            "weight_filler",
            "bias_filler",
        ),
    }
)


def _paired(given: tuple[Given, ...], parameters: Mapping[str, Parameter]) -> Iterator[Given]:
    """The arguments, a parameter's name and the value behind it as one: ``conv N 6 K 5``."""
    at = 0
    while at < len(given):
        argument, *behind = given[at : at + 2]
        letter = "" if argument.name else _named(argument.value, parameters)
        has_value = bool(behind) and not behind[0].name and not _named(behind[0].value, parameters)
        if not letter:
            yield argument
        else:
            yield Given(letter, behind[0].value if has_value else "…")
        at += 2 if letter and has_value else 1


def _named(word: str, parameters: Mapping[str, Parameter]) -> str:
    """The parameter that a word is the name of."""
    letter = word if word in parameters else SYNONYMS.get(word.casefold(), "")
    return letter if letter in parameters else ""


def _letter(kind_name: str, name: str, parameters: Mapping[str, Parameter]) -> str:
    return name if name in parameters else meant_argument(kind_name, name, parameters)


def _spelled(spelled: Spelled, given: tuple[Given, ...]) -> Iterator[Meaning]:
    parameters = kind(spelled.kind, {}).parameters
    settings = spelled.spelling.settings
    by_place = iter([setting for setting in settings if not setting.by_name])
    by_name = {setting.name: setting for setting in settings}
    arguments = {constant.name: _shown(constant.value) for constant in spelled.spelling.constants}
    told: set[str] = set()
    follows: list[str] = []
    for argument in given:
        if not argument.name and argument.value in catalogue_names():
            follows.append(argument.value)
            continue
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


_NO_ACTIVATION = frozenset({"linear", "identity", "None", "none"})
"""How frameworks say that no function follows."""


def _activation(value: str) -> list[str]:
    name = value.strip("'\"").rpartition(".")[2]
    meant = meant_kind(name, ())
    return [meant] if name not in _NO_ACTIVATION and meant in catalogue_names() else []


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
