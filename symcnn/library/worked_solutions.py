"""Worked solutions: what `symcnn derive` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from symcnn.library.answered import Answered, HasFigures
from symcnn.library.network_error import telling_python

if TYPE_CHECKING:
    from symcnn.answers.derive.derive import Solution
    from symcnn.pages.build.blocks import Page


class WorkedSolution(Answered):
    """A worked solution, as `symcnn derive` prints it."""

    result: Solution

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        from symcnn.pages.build.solution import solution_document

        return solution_document(self.result, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn derive --json`` says."""
        from symcnn.pages.renderers.solution_json import solution_data

        return solution_data(self.result)

    def holds(self) -> bool:
        """Whether every step stands before its judge."""
        derivations = (*self.result.totals, *(d for layer in self.result.layers for d in layer.derivations))
        return all(step.holds() for derivation in derivations for step in derivation.steps)


def derive(net: HasFigures, *, layers: Sequence[str] = (), quantities: Sequence[str] = ()) -> WorkedSolution:
    """The worked solution of a network, or of some of its layers and quantities.

    >>> from symcnn import parse
    >>> net = parse("input 32x32x1\\nC1: conv N=6 K=5")
    >>> solution = derive(net, quantities=("weights",))
    >>> solution.holds(), [line for line in solution.text().splitlines() if "K²" in line]
    (True, ['  WC = K²·C·N = 5²·1·6 = 25·1·6 = 150'])

    Raises `KeyError` for a layer or a quantity that there is not.
    """
    from symcnn.answers.derive.derive import derive as derived

    with telling_python():
        solution = derived(net.figures, tuple(layers), tuple(quantities))
    return WorkedSolution(_derived, (net, tuple(layers), tuple(quantities)), solution)


def _derived(net: HasFigures, layers: tuple[str, ...], quantities: tuple[str, ...]) -> WorkedSolution:
    return derive(net, layers=layers, quantities=quantities)
