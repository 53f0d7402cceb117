"""Short ways to write the arguments of a layer: ``5×5/2``, ``K5 S1 P0``, ``conv3-64``, ``Conv3x3``, ``[3×3, 64]×2``."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import PhraseMeaning, lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_small_square

_TIMES = r" ?(?:[x*]|\\times) ?"
_WITH_STRIDE = late_pattern(
    rf"(\d{{1,3}}){_TIMES}(\d{{1,3}})(?:{_TIMES}(\d{{1,4}}))?(?P<over> ?/ ?)(?P<stride>\d{{1,2}})(?![\d.*x=)]| ?[=*])"
)
_LETTERED = late_pattern(r"[kKfF]\d{1,2}(?:[ ,]{0,2}[sSpPdD]\d{1,2})+(?!\w)")
"""``K5 S1 P0``, ``k3s2p1``: arguments by their letters; one alone may be the name of a layer."""
_STRIDE_ALONE = late_pattern(r"s(\d)(?!\w)")
_LETTER_ALONE = late_pattern(r"([pd])(\d)(?= *(?:[,;，；)|]|$|\n))")
"""``3×3, p1``: what stands before a window or a colon is the name of a layer."""
_LETTER_BEHIND = late_pattern(r"([spdg])(\d{1,2})(?![\w.]| ?[:：=])")
"""``3×3 s2 p1``: right behind a window, or behind an argument in short, a letter names no layer."""
_LETTER_AND_DIGITS = late_pattern(r"([A-Za-z])(\d{1,2})")
_WINDOW = late_pattern(r"(\d{1,2}) ?/ ?(\d{1,2})(?![\d.*x=/]| ?[=*])")
_ALONE = late_pattern(r"[1-8](?![\w.,/]|\s*[=*/])")
_BEFORE_STRIDES = (",", "，", "]")
_GLUED = late_pattern(
    rf"(?P<word>[A-Za-z]{{2,8}})-?(?:(?P<side>\d{{1,2}})(?=-\d)|(?P<high>\d{{1,2}}){_TIMES}(?P<wide>\d{{1,2}})(?![\w.]))"
    r"(?: ?/ ?(?P<stride>[1-8])(?![\w./]))?(?:-(?P<kernels>\d{2,4})(?![\w.-]))?"
)
_BEFORE_WINDOW = late_pattern(rf"([A-Za-z]{{2,8}})[ \x1f]{{1,24}}(?=\d{{1,2}}{_TIMES}\d)")
_BY = late_pattern(
    r"(?P<word>by(?: a factor of)?) (?P<number>\d{1,2}(?![\w.%*x×])|[a-z]{3,5}(?!\w))(?! ?(?:by|[x*×]))", 2
)
_FEW_BEFORE = 3
"""How far a pooling may stand before what tells its window."""
_REPEATED = late_pattern(r"\[[^\[\]]{1,40}\] ?[x*] ?(\d{1,2})(?![\d.*x])")
_OF_WINDOWS = frozenset({"kernel", "stride", "padding", "dilation"})
_FEWEST_GLUED = 16
"""``conv3-64`` has so many kernels; ``conv3-2`` is the name of a layer."""


def shorthand(text: str, at: int, end: int, found: Sequence[Mark]) -> list[Mark]:
    """The marks of what is written so from a place on; none where nothing is. `found` is what stands before it."""
    sign = text[at]
    if sign.isdigit():
        return _kernel_and_stride(text, at, end) or _window(text, at, end, found) or _times(text, at, end)
    if not (sign.isascii() and sign.isalpha()) or (at and (text[at - 1].isalnum() or text[at - 1] in "_\\")):
        return []
    return (
        _factor(text, at, end, found)
        or _lettered(text, at, end)
        or _letter_behind(text, at, end, found)
        or _letter_alone(text, at, end, found)
        or _glued(text, at, end)
        or _windowed(text, at, end)
    )


def _number(start: int, end: int, value: str, role: str) -> Mark:
    return Mark("number", start, end, int(value), meanings=(PhraseMeaning("role", role),))


def _kernel_and_stride(text: str, at: int, end: int) -> list[Mark]:
    """``5×5/2``: a kernel, and behind the stroke its stride."""
    match = _WITH_STRIDE.match(text, at, end)
    if match is None:
        return []
    dims = tuple(int(part) for part in match.groups()[:3] if part)
    stride = _number(*match.span("stride"), match["stride"], "stride")
    return [Mark("shape", match.start(), match.start("over"), dims=dims), stride]


def _factor(text: str, at: int, end: int, found: Sequence[Mark]) -> list[Mark]:
    """``pooled by 4``, ``pool2 again by four``: the window of a pooling that stands before."""
    match = _BY.match(text, at, end)
    if match is None or not any(mark.named("kind") for mark in found[-_FEW_BEFORE:]):
        return []
    meaning = lexicon().factor(" ".join(match["word"].lower().split()))
    kinds = {name for mark in found[-_FEW_BEFORE:] for name in mark.named("kind")}
    value = match["number"] if match["number"].isdigit() else lexicon().spoken.get(match["number"].lower())
    if meaning is None or value is None or meaning.name not in kinds:
        return []
    side = value if isinstance(value, str) else value.name
    return [_number(*match.span("number"), side, "kernel")]


def _lettered(text: str, at: int, end: int) -> list[Mark]:
    """Arguments that are told by their letters."""
    match = _LETTERED.match(text, at, end)
    parts = _LETTER_AND_DIGITS.finditer(text, at, match.end()) if match else ()
    named = [(lexicon().letter(part[1].lower()), part) for part in parts]
    return [_number(*part.span(2), part[2], meaning.name) for meaning, part in named if meaning is not None]


def _letter_alone(text: str, at: int, end: int, found: Sequence[Mark]) -> list[Mark]:
    """``Conv / s2``, ``3×3, s2, p1``: an argument behind a kind or a figure."""
    before = text[max(0, at - 2) : at].strip()
    behind = [mark for mark in found[-2:] if mark.sort != "comma"]
    if not behind or not (before == "/" or (before == "," and behind[-1].is_figure)):
        return []
    match = _STRIDE_ALONE.match(text, at, end)
    if match is not None:
        return [_number(*match.span(1), match[1], "stride")]
    match = _LETTER_ALONE.match(text, at, end) if before == "," else None
    meaning = lexicon().letter(match[1]) if match is not None else None
    return [_number(*match.span(2), match[2], meaning.name)] if match is not None and meaning is not None else []


def _letter_behind(text: str, at: int, end: int, found: Sequence[Mark]) -> list[Mark]:
    """``3×3 s2 p1``: an argument by its letter, with but a blank between it and a window or another one."""
    is_near = bool(found) and text[found[-1].end : at] == " "
    match = _LETTER_BEHIND.match(text, at, end) if is_near else None
    if match is None:
        return []
    is_of_kind = bool(found[-1].named("kind")) and match[1] == "s"
    is_of_window = is_small_square(found[-1]) or bool(_OF_WINDOWS & {*found[-1].named("role")})
    meaning = lexicon().letter(match[1]) if is_of_kind or (is_of_window and found[-1].is_figure) else None
    return [_number(*match.span(2), match[2], meaning.name)] if match is not None and meaning is not None else []


def _window(text: str, at: int, end: int, found: Sequence[Mark]) -> list[Mark]:
    """``2/2`` behind the name of a kind: its window and its stride; ``/2`` behind a comma: a stride."""
    is_of_kind = bool(found) and bool(found[-1].named("kind"))
    match = _WINDOW.match(text, at, end) if is_of_kind else None
    if match is not None:
        return [_number(*match.span(1), match[1], "kernel"), _number(*match.span(2), match[2], "stride")]
    before = text[max(0, at - 4) : at].replace(" ", "")
    alone = _ALONE.match(text, at, end) if before[-1:] == "/" and before[-2:-1] in _BEFORE_STRIDES else None
    return [_number(*alone.span(), alone[0], "stride")] if alone is not None and found else []


def _times(text: str, at: int, end: int) -> list[Mark]:
    """``[3×3, 64]×2``: how often the layer between the brackets stands there."""
    opens = text.rfind("[", max(0, at - 48), at)
    match = _REPEATED.match(text, opens, end) if opens >= 0 else None
    if match is None or match.start(1) != at or any(sign in text[opens:at] for sign in ";；\n"):
        return []
    return [_number(*match.span(1), match[1], "repeat")]


def _windowed(text: str, at: int, end: int) -> list[Mark]:
    """``max 2×2``: a word that names a kind only before a window."""
    match = _BEFORE_WINDOW.match(text, at, end)
    meaning = lexicon().window(match[1].lower()) if match is not None else None
    if match is None or meaning is None:
        return []
    return [Mark("word", *match.span(1), meanings=(PhraseMeaning("kind", meaning.name),), text=match[1])]


def _glued(text: str, at: int, end: int) -> list[Mark]:
    """``conv3-64``, ``Conv3x3/2``, ``conv5x5-32``: a kind, its window, its stride, and how many kernels there are."""
    match = _GLUED.match(text, at, end)
    meaning = lexicon().label(match["word"].lower()) if match is not None else None
    if match is None or meaning is None or (match["side"] and int(match["kernels"] or 0) < _FEWEST_GLUED):
        return []
    word = Mark("word", *match.span("word"), meanings=(PhraseMeaning("kind", meaning.name),), text=match["word"])
    window = (
        _number(*match.span("side"), match["side"], "kernel")
        if match["side"]
        else Mark(
            "shape",
            match.start("high"),
            match.end("wide"),
            dims=(int(match["high"]), int(match["wide"])),
            meanings=(PhraseMeaning("role", "kernel"),),
        )
    )
    kernels = [_number(*match.span("kernels"), match["kernels"], "kernels")] if match["kernels"] else []
    stride = [_number(*match.span("stride"), match["stride"], "stride")] if match["stride"] else []
    return [word, window, *stride, *kernels]
