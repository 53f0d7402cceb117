"""Stretches of code of which a reader sees one: the tabs of a page for several frameworks, marked ``#@tab``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from symcnn.core.text.late_pattern import late_pattern
from symcnn.models.frameworks.references import Value
from symcnn.models.model import note_on
from symcnn.models.python.code_values import Unknown

Tabs = frozenset[str]
_TAB = late_pattern(r"\s*#\s?@tab[: ]+([\w, -]+)")
_ALL = "all"


def tabs_of(shown: str, start: int, end: int) -> Tabs:
    """The tabs in which a stretch stands; none where it stands in all.

    >>> sorted(tabs_of("#@tab mxnet, pytorch", 0, 20)), tabs_of("x = 1", 0, 5)
    (['mxnet', 'pytorch'], frozenset())
    """
    line = shown.rfind("\n", 0, start) + 1  # a remark before the first statement stands in front of the stretch
    found = _TAB.match(shown, line, end)
    names = frozenset(name.strip() for name in found[1].split(",")) if found else frozenset()
    return frozenset() if _ALL in names else names


@contextmanager
def within(tabs: Tabs, names: dict[str, Value], owners: dict[str, Tabs]) -> Iterator[None]:
    """While a stretch is followed, names that only other tabs give a value are not known; `owners` are kept."""
    others = {name for name, where in owners.items() if tabs and where and not tabs & where and name in names}
    hidden = {name: names[name] for name in others}
    names.update((name, Unknown(note_on((0, 0), name))) for name in others)
    before = dict(names)
    yield
    changed = {name for name, value in names.items() if before.get(name, names) is not value}
    owners.update(dict.fromkeys(changed, tabs))
    names.update((name, value) for name, value in hidden.items() if name not in changed)
