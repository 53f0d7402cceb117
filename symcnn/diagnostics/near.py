"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 100
"""A longer name is no slip of the pen, and comparing it would take long."""


def near(name: str, choices: Iterable[str]) -> str:
    """The choice that is most like `name`, upper and lower case alike; nothing where none is like it.

    >>> near("cnov", ("conv", "dense"))
    'conv'
    """
    if len(name) > _LONGEST:
        return ""
    from difflib import get_close_matches

    folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(name.casefold(), folded, n=1)
    return folded[close[0]] if close else ""
