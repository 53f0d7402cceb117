"""The written form in presentation MathML, which a browser shows without any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import Labels, grouped, label_of

_MATHML_SIGNS = {"-": "−", "<=": "≤", ">=": "≥", "<": "&lt;", ">": "&gt;", "x": "×"}


def _shown(text: str) -> str:
    return escape(printable(text))


@dataclass(frozen=True, slots=True)
class MathML:
    """Presentation MathML, which a browser shows without any script."""

    labels: Labels = field(default_factory=dict)
    fractions: bool = True

    def number(self, value: int) -> str:
        return f"<mn>{grouped(value)}</mn>"

    def name(self, name: str) -> str:
        label = label_of(name, self.labels)
        stem, _, index = label.partition("_")
        if len(stem) == 1 and index:
            return f"<msub><mi>{_shown(stem)}</mi><mi>{_shown(index)}</mi></msub>"
        if label.isascii() and label.isalpha() and (label.isupper() or len(label) == 1):
            return f"<mi>{_shown(label)}</mi>"
        return f"<mtext>{_shown(label)}</mtext>"

    def brackets(self, inner: str) -> str:
        return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"

    def joined(self, operator: str, parts: Sequence[str]) -> str:
        sign = f"<mo>{_MATHML_SIGNS.get(operator, operator)}</mo>"
        return f"<mrow>{sign.join(parts)}</mrow>"

    def signed(self, inner: str) -> str:
        return f"<mrow><mo>−</mo>{inner}</mrow>"

    def times(self, left: str, right: str, *, adjacent: bool) -> str:
        sign = "<mo>&#x2062;</mo>" if adjacent else "<mo>·</mo>"
        return f"<mrow>{left}{sign}{right}</mrow>"

    def over(self, above: str, below: str) -> str:
        return f"<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>"

    def power(self, base: str, exponent: str, *, plain: bool) -> str:
        return f"<msup><mrow>{base}</mrow><mrow>{exponent}</mrow></msup>"

    def call(self, name: str, args: Sequence[str]) -> str:
        match name:
            case "floor":
                return f"<mrow><mo>⌊</mo>{args[0]}<mo>⌋</mo></mrow>"
            case "ceil":
                return f"<mrow><mo>⌈</mo>{args[0]}<mo>⌉</mo></mrow>"
            case "mod":
                return f"<mrow><mo>(</mo>{args[0]}<mo>mod</mo>{args[1]}<mo>)</mo></mrow>"
        inner = "<mo>,</mo>".join(args)
        if name == "pair":
            return f"<mrow><mo>[</mo>{inner}<mo>]</mo></mrow>"
        if not name:
            return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"
        return f"<mrow><mi>{_shown(name)}</mi><mo>(</mo>{inner}<mo>)</mo></mrow>"
