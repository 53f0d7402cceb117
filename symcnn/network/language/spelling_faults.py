"""What a line that says how a framework writes a layer kind may say, and the faults of one that says otherwise."""

from __future__ import annotations

from symcnn.core.text.fault import Fault, Faulty
from symcnn.network.language.syntax import Spelling

AXES = ("0", "1", "2", "3", "map", "any", "last")
"""The spatial axes that a spelling may ask of the input; ``last``: channels behind them, whatever the framework has."""

FIXED = ("True", "False", "None", "last", "axes", "shape", "channels", "swapped")
"""Values that an argument may have to have: Python's, the last axis, all spatial axes; the input's shape, its channels,
its axes swapped."""

_CHANNELS = "C"


def check_spelling(spelling: Spelling, kind: str, parameters: tuple[str, ...]) -> None:
    """Compares a spelling with the kind's own parameters; `C`, the channels of the input, is none and may be told.

    Raises `Faulty`.
    """
    letters = [(letter, setting.start, setting.end) for setting in spelling.settings for letter in setting.letters]
    letters += [(constant.name, constant.start, constant.end) for constant in spelling.constants]
    seen: set[str] = set()
    for letter, start, end in letters:
        if letter != _CHANNELS and letter not in parameters:
            choices = (*parameters, _CHANNELS)
            raise Faulty(Fault("unknown-argument", start, end, {"kind": kind, "name": letter, "choices": choices}))
        if letter in seen:
            raise Faulty(Fault("given-twice", start, end, {"name": letter}))
        seen.add(letter)
    told: set[str] = set()
    for setting in spelling.settings:
        if setting.name in told:
            raise Faulty(Fault("given-twice", setting.start, setting.end, {"name": setting.name}))
        told.add(setting.name)
