"""What stands in brackets: where they close, and whether they hold a calculation with letters or a remark."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.core.limits import MAX_NESTING
from symcnn.documents.reading.tokens import Token


def is_formula(inside: Sequence[Token]) -> bool:
    """Whether what stands in brackets calculates with letters, and is no remark: ``(y - 1)``, not ``(32-bit floats)``.

    A remark has more words than its signs could join.
    """
    kinds = [token.kind for token in inside]
    operations = sum(kind in ("sign", "times", "below", "power") for kind in kinds)
    words = sum(token.kind == "name" and len(token.text) > 1 for token in inside)
    if any(token.text.startswith("\\") for token in inside if token.kind == "stop"):
        return True
    is_chinese = any(not token.text.isascii() for token in inside if token.kind == "name")
    if is_chinese and ("number" not in kinds or kinds[0] == "number"):
        return False
    is_compound = kinds[:3] == ["number", "sign", "name"] and words and not inside[1].loose and not inside[2].loose
    return operations > 0 and words <= operations + 1 and not is_compound


def is_sum_in_brackets(tokens: Sequence[Token], at: int) -> bool:
    """Whether the bracket here holds a sum of letters and numbers, and no words: ``s (i - 1)``."""
    end = closing(tokens, at)
    inside = tokens[at + 1 : end]
    is_sum = end is not None and any(token.kind == "sign" for token in inside)
    return is_sum and not any(
        token.kind in ("equal", "about", "separator")
        or (token.kind == "stop" and token.text not in "'′")
        or (token.kind == "name" and len(token.text) > 2 and token.loose and token.text.islower())
        for token in inside
    )


def closing(tokens: Sequence[Token], at: int) -> int | None:
    """The place of the bracket that closes the one at a place, not more than a few words away."""
    depth = 0
    for place in range(at, min(len(tokens), at + MAX_NESTING)):
        if tokens[place].kind == "open":
            depth += 1
        elif tokens[place].kind == "close":
            depth -= 1
            if depth == 0:
                return place
        elif tokens[place].kind == "line":
            return None
    return None
