"""Names that a caller gives: one after another, or several in a list."""

from __future__ import annotations

from collections.abc import Iterable


def each_name(given: Iterable[str | Iterable[str]]) -> tuple[str, ...]:
    """The names one after another, none twice.

    >>> each_name(["K", ("S", "P"), ["K"]])
    ('K', 'S', 'P')

    Raises `TypeError` for what is no name.
    """
    found: list[str] = []
    for each in given:
        several = each if isinstance(each, list | tuple | set | frozenset) else (each,)
        for name in several:
            if not isinstance(name, str):
                raise TypeError(f'a name is a str such as "K", not {name!r}')
            found.append(name)
    return tuple(dict.fromkeys(found))
