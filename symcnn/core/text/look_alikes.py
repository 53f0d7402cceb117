"""Letters of other scripts that look like Latin ones, and characters named by their code points."""

from __future__ import annotations

_CYRILLIC = ("АВЕЅІЈКМНОРСТУХаеорсухіјѕԁԛԝ", "ABESIJKMHOPCTYXaeopcyxijsdqw")
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονγ", "ABEZHIKMNOPTYXovy")
_LATIN = {ord(char): latin for chars, latins in (_CYRILLIC, _GREEK) for char, latin in zip(chars, latins, strict=True)}
"""Unicode Technical Standard 39 has them among its confusable characters."""


def latin(name: str) -> str:
    """The name with Latin letters for those that look like them.

    >>> latin("К") == "K", latin("λ")
    (True, 'λ')
    """
    return name if name.isascii() else name.translate(_LATIN)


def code_point(char: str) -> str:
    """The number of a character.

    >>> code_point("К")
    'U+041A'
    """
    return f"U+{ord(char):04X}"


def look_alikes(name: str) -> tuple[str, ...]:
    """The letters of a name that look like Latin ones and are none."""
    return tuple(dict.fromkeys(char for char in name if ord(char) in _LATIN))
