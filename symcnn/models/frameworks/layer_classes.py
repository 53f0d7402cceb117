"""Frameworks' classes and functions of layers, as the catalogue spells them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.models.frameworks.call_arguments import (
    Letters,
    Misread,
    Parts,
    is_given,
    letter_of,
    letters_of,
)
from symcnn.models.frameworks.references import Reference, Value
from symcnn.models.model import KERAS, PYTORCH
from symcnn.network.language.syntax import Setting, Spelling
from symcnn.network.wiring.layer_kinds import kind
from symcnn.network.wiring.spelled import Spelled, names_in

CHANNELS = "C"
_AXES = late_pattern(r"([123])[dD](?:Transpose)?")
_BY_ARGUMENT = "Activation"
"""Keras's layer whose argument is the name of what it does."""
_NOTHING = (Spelled("", Spelling(PYTORCH, ("Identity",), (), "any", ())),)
_TARGET = Setting("target_shape", (), (), None, None, False)
_RESHAPE = (Spelled("", Spelling(KERAS, ("Reshape",), (_TARGET,), "any", ())),)


@record
class LayerClass:
    """A class or a function of layers: its name, parameters, spatial axes (None: any), and what it may be.

    `takes` is the parameter that says how many channels (or features) the input has.
    """

    name: str
    parameters: tuple[str, ...]
    axes: int | None
    takes: str
    spelled: tuple[Spelled, ...]


@cache
def layer_class(framework: str, name: str) -> LayerClass | None:
    """The class or the function of this name, None for one that no kind spells.

    >>> layer_class("keras", "MaxPool2D").name, layer_class("pytorch", "Linear").takes, layer_class("keras", "Mystery")
    ('MaxPooling2D', 'in_features', None)
    """
    spelled = _spelled(framework, name)
    if spelled is None:
        return None
    first = spelled[-1].spelling
    settings = [setting for one in spelled for setting in one.spelling.settings]
    takes = next((setting.name for setting in settings if CHANNELS in setting.letters), "")
    parameters = tuple(setting.name for setting in first.settings if not setting.by_name)
    return LayerClass(_one_name(first, name), parameters, _axes(first, name), takes, spelled)


def _spelled(framework: str, name: str) -> tuple[Spelled, ...] | None:
    odd = {(PYTORCH, "Identity"): _NOTHING, (KERAS, "Reshape"): _RESHAPE}
    return names_in(framework).get(name) or odd.get((framework, name))


def _one_name(spelling: Spelling, name: str) -> str:
    """The first of the names that Keras gives to one class: ``MaxPool2D`` is ``MaxPooling2D``."""
    number = _AXES.search(name)
    if spelling.framework != KERAS or number is None:
        return name
    return next(other for other in spelling.names if number[0] in other)


def _axes(spelling: Spelling, name: str) -> int | None:
    """The spatial axes that the input must have: as the spelling says, else as the name does."""
    if spelling.axes.isdigit():
        return int(spelling.axes)
    number = _AXES.search(name)
    return int(number[1]) if number and not spelling.axes else None


def is_class(framework: str, name: str) -> bool:
    """Whether a framework has a class of layers of this name."""
    return name[:1].isupper() and layer_class(framework, name) is not None


def is_function(framework: str, name: str) -> bool:
    """Whether a framework has a function of this name that does what a layer does."""
    return name[:1].islower() and layer_class(framework, name) is not None


def joins(framework: str, name: str) -> bool:
    """Whether a class or a function joins several tensors."""
    found = layer_class(framework, name)
    return found is not None and any(one.kind and kind(one.kind, {}).merges for one in found.spelled)


def is_activation(value: Value) -> bool:
    """Whether the value is a function that Keras applies value by value, by its name or itself."""
    name = value.path.rpartition(".")[2] if isinstance(value, Reference) else value
    return isinstance(name, str) and is_function(KERAS, name) and not joins(KERAS, name)


def parts_of_call(found: LayerClass, arguments: Mapping[str, Value], input_axes: int | None) -> Parts:
    """The catalogue's kinds that a call makes, none where it changes nothing.

    Raises `Misread`, for the spelling that comes first where several would do.
    """
    axes = found.axes or input_axes or 0
    first: Misread | None = None
    if found.name == _BY_ARGUMENT:
        return ((_kind_by_argument(arguments), {}),)
    for one in found.spelled:
        try:
            return ((one.kind, letters_of(one, arguments, axes, input_axes)),) if one.kind else ()
        except Misread as error:
            first = first or error if one.spelling.axes != "map" else first
    raise first or Misread("axes")


def _kind_by_argument(arguments: Mapping[str, Value]) -> str:
    value = arguments.get("activation", 0)
    if value is None:
        return "activation"
    if not is_activation(value):
        raise Misread("activation")
    name = value.path.rpartition(".")[2] if isinstance(value, Reference) else str(value)
    return names_in(KERAS)[name][0].kind


def single_letters(found: LayerClass, arguments: Mapping[str, Value]) -> Letters:
    """Those letters of a call that can be read although another argument cannot."""
    letters: Letters = {}
    one = found.spelled[-1]
    if not one.kind:
        return letters
    for setting in one.spelling.settings:
        if is_given(setting, arguments):
            try:
                letters |= letter_of(one, setting, arguments, found.axes or 1)
            except Misread:
                continue
    return letters


def demands(found: LayerClass, fixed: str) -> str:
    """The parameter that must have such a value: the input's ``shape`` or ``channels``; nothing where none must."""
    settings = [setting for one in found.spelled for setting in one.spelling.settings]
    return next((setting.name for setting in settings if getattr(setting.fixed, "name", "") == fixed), "")
