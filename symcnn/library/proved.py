"""The verdict on a formula: what `symcnn prove` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from symcnn.library.answered import Answered
from symcnn.library.network_error import telling_python

if TYPE_CHECKING:
    from symcnn.answers.prove.proof import Proof
    from symcnn.pages.build.blocks import Page


class Proved(Answered):
    """The verdict on a formula, as `symcnn prove` prints it."""

    result: Proof

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        from symcnn.pages.build.proof_page import proof_document

        return proof_document(self.result, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn prove --json`` says."""
        from symcnn.pages.renderers.proof_json import proof_data

        return proof_data(self.result)

    @property
    def verdict(self) -> str:
        """``proved``, ``conditional``, ``undecided`` or ``refuted``."""
        return str(self.result.verdict)

    @property
    def counterexample(self) -> Mapping[str, int] | None:
        """The values of letters for which the formula does not hold; None where none is known.

        >>> prove("O = (I - K)/S").counterexample is None, prove("P = (K - 1)/2").verdict
        (False, 'conditional')
        """
        against = self.result.counterexample
        return None if against is None else dict(against.point)

    def __repr__(self) -> str:
        return f"<Proved {self._asked[0]!r}: {self.verdict}>"


def prove(
    formula: str,
    other: str | None = None,
    *,
    kind: str | None = None,
    quantity: str | None = None,
    letters: Mapping[str, str] | None = None,
) -> Proved:
    """Whether a formula is a rule of the catalogue, or equal to a second one, for all whole numbers.

    `kind` and `quantity` say what it is compared with, `letters` what its letters mean: ``{"W": "I"}``.

    >>> prove("O = (I + 2*P - K)/S + 1").verdict
    'conditional'

    Raises `NetworkError` for what cannot be read, `KeyError` for a name that there is not.
    """
    return _proved(
        formula, other, kind, quantity, tuple(f"{name}={meaning}" for name, meaning in (letters or {}).items())
    )


def _proved(
    formula: str, other: str | None, kind: str | None, quantity: str | None, letters: tuple[str, ...]
) -> Proved:
    from symcnn.commands.prove_command import proof_asked

    with telling_python():
        result = proof_asked(formula, other, kind, quantity, letters)
    return Proved(_proved, (formula, other, kind, quantity, letters), result)
