"""The arguments of a layer's call: bound to the parameters of its class, then read as the catalogue's letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import ONE, ZERO, Expr, Num, Op, Sym, substituted
from symcnn.models.frameworks.references import Value
from symcnn.models.model import PYTORCH, Fact
from symcnn.network.language.syntax import Setting, Spelling
from symcnn.network.wiring.layer_kinds import LayerKind, kind
from symcnn.network.wiring.spelled import Spelled

Letters = dict[str, Expr]
Parts = tuple[tuple[str, Letters], ...]
"""The catalogue's kinds that a layer is made of, one after the other, each with its letters."""


_OF_INPUT = (Sym("axes"), Sym("shape"), Sym("channels"), Sym("swapped"))
"""Values that are those of the input: an argument that must have one must be given."""


class Misread(Exception):
    """An argument whose value is not known or means nothing here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def bound(names: Sequence[str], arguments: Sequence[Value], keywords: Mapping[str, Value]) -> dict[str, Value]:
    """The arguments by the names of the parameters, which come in their order.

    Raises `Misread` for one too many.

    >>> bound(["filters", "kernel_size", "strides"], (6, 5), {"padding": "same"})
    {'filters': 6, 'kernel_size': 5, 'padding': 'same'}
    """
    if len(arguments) > len(names):
        raise Misread(f"argument {len(names) + 1}")
    return {**dict(zip(names, arguments, strict=False)), **keywords}


def letters_of(spelled: Spelled, values: Mapping[str, Value], axes: int, input_axes: int | None) -> Letters:
    """The letters that the arguments give, those that are left out included.

    `axes` are the axes of a list of sizes, `input_axes` those of the input where they are known.
    Raises `Misread` for an argument that cannot be read, or that the spelling does not hold for.
    """
    spelling, found = spelled.spelling, kind(spelled.kind, {})
    if spelling.axes == "map" and not input_axes:
        raise Misread("axes")
    letters: Letters = {}
    for setting in spelling.settings:
        if setting.fixed is not None:
            _require(setting, values, input_axes)
        for letter in setting.letters:
            if letter in found.parameters:
                letters[letter] = _letter(setting, letter, values, found, axes, spelling)
    for letter, expr in letters.items():
        letters[letter] = letters.get(expr.name, expr) if isinstance(expr, Sym) and expr.name != letter else expr
    return letters | {constant.name: _constant(constant.value, letters) for constant in spelling.constants}


def letter_of(spelled: Spelled, setting: Setting, values: Mapping[str, Value], axes: int) -> Letters:
    """What one argument says of its own, where another cannot be read; raises `Misread`."""
    found = kind(spelled.kind, {})
    letters = [letter for letter in setting.letters if letter in found.parameters]
    return {letter: _letter(setting, letter, values, found, axes, spelled.spelling) for letter in letters}


def is_given(setting: Setting, values: Mapping[str, Value]) -> bool:
    """Whether an argument is given; None is what stands where it is left out, unless it is a value of its own."""
    return setting.name in values and values[setting.name] is not None


def _require(setting: Setting, values: Mapping[str, Value], input_axes: int | None) -> None:
    """Compares an argument with the only value that it may have; raises `Misread`."""
    value = values[setting.name] if is_given(setting, values) else _plain(setting.default)
    if value is None and (setting.fixed == Sym("None") or (setting.default is None and setting.fixed not in _OF_INPUT)):
        return
    if isinstance(value, list | tuple) and len({*map(str, value)}) == 1 and not isinstance(value[0], list | tuple):
        value = value[0] if isinstance(setting.fixed, Num) or len(value) == 1 else value
    whole = list(value) if isinstance(value, list | tuple) else [value]
    are_whole = all(type(size) is int for size in whole)
    match setting.fixed:
        case Num(number):
            is_met = type(value) in (int, bool) and value == number
        case Sym("True" | "False" as name):
            is_met = type(value) in (int, bool) and value in (0, 1) and bool(value) == (name == "True")
        case Sym("last"):
            is_met = value == -1 or (input_axes is not None and value == input_axes + 1)
        case Sym("axes"):
            is_met = are_whole and bool(input_axes) and sorted(whole) == list(range(1, (input_axes or 0) + 1))
        case Sym("shape"):
            is_met = are_whole and input_axes is not None and len(whole) == input_axes + 1
        case Sym("swapped"):
            is_met = input_axes == 1 and whole == [2, 1]
        case Sym("channels"):
            is_met = type(value) is int
        case Sym(name):
            is_met = isinstance(value, str) and value.lower() == name.lower()
        case _:
            is_met = False
    if not is_met:
        raise Misread(setting.name)


def _letter(
    setting: Setting, letter: str, values: Mapping[str, Value], found: LayerKind, axes: int, spelling: Spelling
) -> Expr:
    value = values.get(setting.name)
    is_left_out = value is None and (setting.name not in values or letter in found.spatial)
    if is_left_out or (value == [] and letter in found.spatial):
        default = found.parameters[letter].default
        if setting.default is None and default is None:
            raise Misread(setting.name)
        if setting.default is None:
            return default or ZERO
        value = _plain(setting.default)
    said = value.lower() if isinstance(value, str) else str(value)
    cases = dict(setting.cases)
    if type(value) in (str, int, bool) and said in cases:
        if cases[said] == Sym("none"):
            raise Misread(setting.name)
        return cases[said]
    if letter in found.choices:
        if type(value) in (int, bool) and value in (0, 1) and not cases:
            return ONE if value else ZERO
        raise Misread(setting.name)
    if letter in found.spatial:
        return _sizes(value, letter in found.pairs, axes, spelling, setting.name)
    if type(value) is not int:
        raise Misread(setting.name)
    return Num(value)


def _plain(expr: Expr | None) -> Value:
    """A default as the framework would be given it."""
    match expr:
        case Num(int() as value):
            return value
        case Sym("True" | "False" as name):
            return name == "True"
        case Sym(name) if name != "None":
            return name
    return None


def _sizes(value: Value, may_be_pairs: bool, axes: int, spelling: Spelling, name: str) -> Expr:
    """One size for each axis; one alone stands for all."""
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if may_be_pairs and isinstance(value, list | tuple):
        value = _sides(value, axes, spelling.framework)
    sizes = tuple(value) if isinstance(value, list | tuple) else (value,) * axes
    if len(sizes) != axes or not axes:
        raise Misread(name)
    return by_axis([_size(size, may_be_pairs, name) for size in sizes])


def _sides(value: Sequence[Value], axes: int, framework: str) -> Sequence[Value]:
    """What is added or cut axis by axis; PyTorch begins with the last axis and names both sides of each."""
    if axes == 1 and len(value) == 2:
        return (value,)
    if framework == PYTORCH and len(value) == 2 * axes:
        return [value[place : place + 2] for place in range(0, len(value), 2)][::-1]
    return value


def _size(value: Value, may_be_pair: bool, name: str) -> Expr:
    match value:
        case bool():
            raise Misread(name)
        case int():
            return Num(value)
        case float() if value.is_integer():
            return Num(int(value))
        case [int() as before, int() as after] if may_be_pair:
            return pair(before, after)
    raise Misread(name)


def _constant(expr: Expr, letters: Letters) -> Expr:
    """A letter's value that a spelling says itself: a word, or a calculation with the other letters."""
    match expr:
        case Sym(name) if name not in letters:
            return expr
        case Op("pair", (before, after)):
            return pair(_whole(before, letters), _whole(after, letters))
    return Num(_whole(expr, letters))


def _whole(expr: Expr, letters: Letters) -> int:
    return int(value_of(substituted(expr, letters)))


def by_axis(sizes: Sequence[Expr]) -> Expr:
    """Sizes axis by axis; a single one where all agree.

    >>> by_axis([Num(3), Num(3)]), by_axis([Num(1), Num(7)])
    (Num(value=3), Op(name='x', args=(Num(value=1), Num(value=7))))
    """
    return sizes[0] if all(size == sizes[0] for size in sizes) else Op("x", tuple(sizes))


def pair(before: int, after: int) -> Expr:
    """Padding before and after; a single number where both agree."""
    return Num(before) if before == after else Op("pair", (Num(before), Num(after)))


def fact(expr: Expr) -> Fact:
    """A letter's value in plain data: ``3``, ``(1, 7)``, ``"same"``."""
    match expr:
        case Num(int() as value):
            return value
        case Op(_, args):
            return tuple(map(fact, args))
        case Sym(name):
            return name
    return str(expr)
