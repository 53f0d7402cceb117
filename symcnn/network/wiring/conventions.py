"""The conventions on which tools disagree: their names, defaults and presets, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from symcnn.core.text.near import unknown
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.network.language.syntax import ConventionLine, PresetLine, Texts
from symcnn.network.wiring.layer_kinds import catalogue_program


@cache
def conventions() -> Mapping[str, tuple[Number, Texts]]:
    """Each convention's default and its sentence."""
    return {
        line.name.text: (value_of(line.value), line.texts)
        for line in _statements()
        if isinstance(line, ConventionLine) and line.value is not None
    }


@cache
def defaults() -> Mapping[str, Number]:
    """Each convention's default."""
    return {name: value for name, (value, _) in conventions().items()}


def check_names(names: Iterable[str]) -> None:
    """Every one must be a convention's.

    Raises `Faulty`.
    """
    for name in names:
        if name not in defaults():
            raise unknown("unknown-convention", name, defaults())


@cache
def presets() -> Mapping[str, Mapping[str, Number]]:
    """Each preset's choices."""
    return {
        line.name.text: {choice.name: value_of(choice.value) for choice in line.choices}
        for line in _statements()
        if isinstance(line, PresetLine)
    }


def _statements() -> tuple[object, ...]:
    return catalogue_program("conventions") or ()
