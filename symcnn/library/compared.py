"""Two networks side by side: what `symcnn compare` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from symcnn.library.answered import Answered, HasFigures
from symcnn.library.figure_values import Figure, figure
from symcnn.library.network_error import telling_python

if TYPE_CHECKING:
    from symcnn.answers.compare.compare import Comparison
    from symcnn.pages.build.blocks import Page


class Compared(Answered):
    """Two networks side by side, as `symcnn compare` prints them."""

    result: Comparison

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        from symcnn.pages.build.comparison import comparison_document

        return comparison_document(self.result, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn compare --json`` says."""
        from symcnn.pages.renderers.comparison_json import comparison_data

        return comparison_data(self.result)

    def _said(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self.differences.items())

    @property
    def differences(self) -> Mapping[str, Figure]:
        """How much more the second network has of each quantity that was compared."""
        return {each.quantity: figure(each.difference) for each in self.result.differences}


def compare(first: HasFigures, second: HasFigures, *quantities: str) -> Compared:
    """Where the totals of two networks part, layer by layer; of the parameters unless quantities are named.

    >>> from symcnn import parse
    >>> compare(parse("input 8x8x1\\nconv N=2 K=3"), parse("input 8x8x1\\nconv N=2 K=3 bias=0")).differences
    {'params': -2}

    Raises `KeyError` for a quantity that has no total.
    """
    from symcnn.answers.compare.compare import compare as compared
    from symcnn.answers.compare.compare import compared_quantities

    with telling_python():
        result = compared(first.figures, second.figures, compared_quantities(quantities))
    return Compared(compare, (first, second, *quantities), result)
