"""A layer with arguments by their places, with commas or other signs, as the line of this language that says it."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.wiring.layer_meanings import Given, Own, line_of

_HEAD = late_pattern(
    r"(?:(?:self\.)?(?P<label>[^\W\d]\w*|\"[^\"\n]*\")[ \t]*(?::=?|=|->|-(?=[ \t]))[ \t]*)?"
    r"(?:[^\W\d]\w*\.)*(?P<kind>[^\W\d]\w*)(?P<rest>.*)"
)
_ARGUMENT = late_pattern(
    r"[ \t,;]*(?:(?P<name>[^\W\d]\w*)[ \t]*(?::?=|:)[ \t]*)?"
    r"(?P<value>\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|\d+(?=[ \t]+[(\[])|[^\s,;=()\[\]]+(?![ \t]*[=(\[]))"
)
_MIXED = late_pattern(r"\d[^\x00-\x7f×]")
"""A number in words of a language."""

_FROM = late_pattern(r"[ \t]from[ \t].*")


def layer_line(text: str, own: Own) -> str:
    """The line of this language for a layer that is written otherwise; nothing where it is not known what it is.

    >>> layer_line("C1: conv 6 5", {}), layer_line("conv(N=6 K=5)", {})
    ('C1: conv N=6 K=5', 'conv N=6 K=5')
    """
    head = _HEAD.fullmatch(text.strip())
    if head is None:
        return ""
    rest, behind = head["rest"], ""
    if taken := _FROM.search(rest):
        rest, behind = rest[: taken.start()], " " + taken[0].strip()
    given = _arguments(rest)
    line, *follows = line_of(head["kind"], given, own).split(";") if given is not None else ("",)
    label = f"{head['label']}: " if head["label"] and head["label"] != "x" else ""
    return ";".join((f"{label}{line}{behind}", *follows)) if line else ""


_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}


def _arguments(rest: str) -> tuple[Given, ...] | None:
    """What is given in brackets or behind the kind; None where it cannot be told."""
    rest = rest.strip().rstrip(".,;")
    if rest[:1] in _CLOSED_BY:
        rest = rest[1:].removesuffix(_CLOSED_BY[rest[0]])
    at = 0
    given = []
    while rest[at:].strip(" \t,;"):
        found = _ARGUMENT.match(rest, at)
        if found is None or _MIXED.search(found["value"]):
            return None
        given.append(Given(found["name"] or "", found["value"]))
        at = found.end()
    return tuple(given)
