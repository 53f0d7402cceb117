"""Shapes that are written with powers: a cube with its channels, ``32^3×16``."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark

_TIMES = r"[ \x1f]*(?:\{?\\times\}?|[×x*·])[ \x1f]*"
_FACTOR = r"\d{1,5}(?:[ ]?(?:\^[ ]?\{?[ ]?[23][ ]?\}?|[²³]))?"
_SHAPE = late_pattern(rf"[ \x1f]*{_FACTOR}(?:{_TIMES}{_FACTOR})*[ \x1f]*")
_SIDE = late_pattern(r"(\d{1,5})[ ]?(?:\^[ ]?\{?[ ]?([23])|([²³]))?")
_POWERS = {"²": 2, "³": 3}
_MOST_SIDES = 5


def with_powers(text: str, mark: Mark) -> Mark:
    r"""A calculation that is a product with a square or a cube in it as a shape; any other mark as it is.

    >>> from symcnn.documents.told.marks import marks
    >>> [with_powers(said, marks(said, 0, len(said))[0]).dims for said in (r"32^3\times16", r"16\times14^3", "3·4+1")]
    [(32, 32, 32, 16), (16, 14, 14, 14), ()]
    """
    if mark.sort != "calculation" or _SHAPE.fullmatch(text, mark.start, mark.end) is None:
        return mark
    sides = [
        side
        for found in _SIDE.finditer(text, mark.start, mark.end)
        for side in (int(found[1]),) * (int(found[2] or 0) or _POWERS.get(found[3] or "", 1))
    ]
    has_power = len(sides) > sum(1 for _ in _SIDE.finditer(text, mark.start, mark.end))
    return Mark("shape", mark.start, mark.end, dims=tuple(sides)) if has_power and len(sides) <= _MOST_SIDES else mark
