"""Full-width signs and digits, as Chinese input methods type them, as the signs that they stand for."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern

_FIRST, _LAST, _SHIFT = 0xFF01, 0xFF5E, 0xFF01 - 0x21
_SIGNS = {code: code - _SHIFT for code in range(_FIRST, _LAST + 1)} | {ord("、"): ord(","), ord("∶"): ord(":")}
_WIDE = frozenset((*map(chr, _SIGNS), *"“”"))
_STRETCHES = late_pattern(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[“”＂][^"“”＂\\\n]*[“”＂]|[#＃][^\n]*|[！-～、∶]')


def half_width(text: str) -> str:
    """The text with ASCII signs, letters and digits for full-width ones, offset for offset; quotes and comments stay.

    >>> half_width("C1： conv N＝６，K＝5  # 共６个")
    'C1: conv N=6,K=5  # 共６个'
    """
    return text if text.isascii() or _WIDE.isdisjoint(text) else _STRETCHES.sub(lambda one: _half(one[0]), text)


def _half(stretch: str) -> str:
    if len(stretch) == 1:
        return stretch.translate(_SIGNS)
    if stretch[0] in "“”＂":
        return f'"{stretch[1:-1]}"'
    return f"#{stretch[1:]}" if stretch[0] == "＃" else stretch
