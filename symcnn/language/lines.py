"""Where statements end: newlines count, except within brackets and in the body of a layer kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symcnn.diagnostics.fault import Fault, Faulty
from symcnn.limits import MAX_NESTING, MAX_STATEMENT_TOKENS

_CLOSING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}


class Lines:
    """The filter between Lark's lexer and its parser: drops the newlines that end nothing.

    Raises `Faulty` for a bracket that is closed by another kind, is never closed, or lies too deep.
    """

    always_accept = ("_NL",)

    def process(self, stream: Iterator[Any]) -> Iterator[Any]:
        opened: list[Any] = []
        length = 0
        for token in stream:
            text = token.value
            if token.type == "_NL":
                if opened:
                    continue
                length = -1
            elif text in _CLOSING:
                opened.append(token)
                if len(opened) > MAX_NESTING:
                    raise _fault("too-deep", token, limit=MAX_NESTING)
            elif text in ")]}⌋⌉":
                if not opened:
                    raise _fault("not-opened", token, found=text)
                opening = opened.pop()
                if _CLOSING[opening.value] != text:
                    raise _fault("wrong-bracket", token, found=text, wanted=_CLOSING[opening.value])
            length += 1
            if length > MAX_STATEMENT_TOKENS:
                raise _fault("statement-too-long", token, limit=MAX_STATEMENT_TOKENS)
            yield token
        if opened:
            raise _fault("not-closed", opened[-1], found=opened[-1].value, wanted=_CLOSING[opened[-1].value])


def _fault(code: str, token: Any, **values: object) -> Faulty:
    return Faulty(Fault(code, token.start_pos, token.end_pos, values))
