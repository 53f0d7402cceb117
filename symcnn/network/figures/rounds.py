"""The recurrence of a repetition: what a round adds, and what holds after any number of rounds."""

from __future__ import annotations

from dataclasses import replace

from symcnn.core.algebra.convert import added, as_number, expanded
from symcnn.core.record import record
from symcnn.network.figures.figures import LayerFigures, Sizes
from symcnn.network.figures.values import Value, simplest


@record
class Growth:
    """What each round adds: channels, and cells of receptive field along each axis, and how far its start moves."""

    channels: Value
    receptive_field: Sizes
    starts: Sizes


def growth(before: LayerFigures, after: LayerFigures) -> Growth | None:
    """What one round adds; None where it changes the size or the jump, which no sum of rounds can tell."""
    if len(before.shared.size) != len(after.shared.size) or None in (*before.receptive_field, *after.receptive_field):
        return None
    same = (*zip(before.shared.size, after.shared.size, strict=True), *zip(before.jump, after.jump, strict=True))
    if not all(_equal(old, new) for old, new in same):
        return None
    fields = tuple(_less(new, old) for old, new in zip(before.receptive_field, after.receptive_field, strict=True))
    shifts = tuple(None if None in pair else _less(*pair) for pair in zip(after.starts, before.starts, strict=True))
    return Growth(_less(after.shared.channels, before.shared.channels), fields, shifts)


def after_rounds(figures: LayerFigures, grown: Growth, rounds: Value) -> LayerFigures:
    """The figures after so many rounds more."""
    steps = zip(figures.receptive_field, grown.receptive_field, strict=True)
    fields = tuple(_sum(field, _times(step, rounds)) for field, step in steps)
    channels = _sum(figures.shared.channels, _times(grown.channels, rounds))
    shifts = zip(figures.starts, grown.starts, strict=True)
    starts = tuple(None if None in (start, shift) else _sum(start, _times(shift, rounds)) for start, shift in shifts)
    shared = replace(figures.shared, channels=channels)
    return replace(figures, shared=shared, receptive_field=fields, starts=starts)


def leads_on(entry: LayerFigures, last: LayerFigures, grown: Growth) -> bool:
    """Whether a round that begins with `entry` ends with what the next one begins with."""
    found = growth(entry, last)
    if found is None:
        return False
    steps = zip((found.channels, *found.receptive_field), (grown.channels, *grown.receptive_field), strict=True)
    return all(_equal(step, expected) for step, expected in steps)


def _sum(*values: Value) -> Value:
    return simplest(expanded(added(values)))


def _less(value: Value, other: Value) -> Value:
    return _sum(value, _times(other, -1))


def _times(value: Value, factor: Value) -> Value:
    return simplest(expanded(added([value]) * added([factor])))


def _equal(value: Value, other: Value) -> bool:
    return as_number(expanded(added([value, _times(other, -1)]))) == 0
