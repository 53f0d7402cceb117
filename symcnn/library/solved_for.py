"""Closed forms and what is solved for: what `symcnn closed` and `symcnn solve` print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from symcnn.library.answered import Answered, CanBeMeasured, HasFigures
from symcnn.library.figure_values import Figure, figure, sizes
from symcnn.library.network_error import telling_python
from symcnn.network.figures.figures import TOTALS

if TYPE_CHECKING:
    from symcnn.answers.closed.closed_forms import ClosedForms
    from symcnn.answers.solve.found_combinations import Combinations
    from symcnn.answers.solve.solve import Answer
    from symcnn.pages.build.blocks import Page


_SHOWN = 3
"""How many solutions an object shows of itself."""


class ClosedAnswer(Answered):
    """Closed forms of a network's sizes and totals, as `symcnn closed` prints them."""

    result: ClosedForms

    def __init__(self, net: HasFigures) -> None:
        from symcnn.answers.closed.closed_forms import closed_forms

        with telling_python():
            super().__init__(ClosedAnswer, (net,), closed_forms(net.figures))
        self._net = net

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        from symcnn.pages.build.closed_page import closed_document

        return closed_document(self._net.figures, self.result, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn closed --json`` says."""
        from symcnn.pages.renderers.closed_json import closed_data

        return closed_data(self._net.figures, self.result)

    def _said(self) -> str:
        return f"params = {self.totals['params']}"

    @property
    def totals(self) -> Mapping[str, Figure]:
        """The closed form of each total."""
        return {name: figure(self._net.figures.total(name)) for name in TOTALS}

    @property
    def sizes(self) -> Mapping[str, tuple[Figure, ...]]:
        """The closed form of each layer's size along each axis; within a repetition, that of any of its rounds.

        >>> from symcnn import parse
        >>> print(parse("input I x I x 1\\nC1: conv N=2 K=5 S=2").closed("I").sizes["C1"][0])
        floor((I + 1)/(2)) - 2
        """
        return {found.layer.name: sizes(found.shared.size) for found in self._net.figures.layers}

    @property
    def receptive_field(self) -> Mapping[str, tuple[Figure, ...]]:
        """The receptive field of each layer along each axis, in cells of the input; None for what is not told."""
        return {found.layer.name: sizes(found.receptive_field) for found in self._net.figures.layers}

    @property
    def jump(self) -> Mapping[str, tuple[Figure, ...]]:
        """The distance of each layer's neighbouring units along each axis, in cells of the input."""
        return {found.layer.name: sizes(found.jump) for found in self._net.figures.layers}

    @property
    def start(self) -> Mapping[str, tuple[Figure, ...]]:
        """The cell of the input at which the receptive field of each layer's first unit begins, counted from 0."""
        return {found.layer.name: sizes(found.starts) for found in self._net.figures.layers}


class SolvedFor(Answered):
    """The values of symbols that give what is wanted, as `symcnn solve` prints them; false where there are none."""

    result: Answer | Combinations

    def __init__(self, net: CanBeMeasured, symbols: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        from symcnn.answers.solve.combinations import combinations
        from symcnn.answers.solve.one_unknown import solved_for
        from symcnn.answers.solve.wishes import SolveQuestion

        with telling_python():
            _ = net.figures
            question = SolveQuestion(net.measured, wanted, "<where>")
            result = solved_for(question, symbols[0]) if len(symbols) == 1 else combinations(question, symbols)
        super().__init__(SolvedFor, (net, symbols, wanted), result)
        self._net, self.symbols = net, symbols

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        from symcnn.answers.solve.solve import Answer
        from symcnn.pages.build.answer_page import answer_document, combinations_document

        if isinstance(self.result, Answer):
            return answer_document(self._net.figures, self.result, language)
        return combinations_document(self._net.figures, self.result, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn solve --json`` says."""
        from symcnn.answers.solve.solve import Answer
        from symcnn.pages.renderers.closed_json import answer_data, combinations_data

        return answer_data(self.result) if isinstance(self.result, Answer) else combinations_data(self.result)

    def first(self, count: int) -> tuple[Mapping[str, int], ...]:
        """The smallest solutions, so many of them: the values of the symbols by their names.

        >>> from symcnn import parse
        >>> net = parse("input I x I x 1\\nC1: conv N=6 K=5 S=2")
        >>> net.solve("I", where="C1.O = 10").first(3)
        ({'I': 23}, {'I': 24})
        """
        from symcnn.answers.solve.solve import Answer

        if isinstance(self.result, Answer):
            return tuple({self.symbols[0]: value} for value in self.result.first(count))
        return tuple(dict(zip(self.symbols, point, strict=True)) for point in self.result.first(count))

    def __iter__(self) -> Iterator[Mapping[str, int]]:
        """All solutions, smallest first; of one symbol they may have no end."""
        start, count = 0, 16
        while True:
            found = self.first(count)
            yield from found[start:]
            if len(found) < count:
                return
            start, count = count, 2 * count

    def __getitem__(self, place: int) -> Mapping[str, int]:
        """The solution at a place, the smallest at 0."""
        found = self.first(place + 1) if place >= 0 else self.first(len(self))
        return found[place]

    def __len__(self) -> int:
        """How many solutions there are.

        Raises `TypeError` where they have no end.
        """
        count = self.result.count
        if count is None:
            raise TypeError("there is no end of solutions: first(count) gives the smallest")
        return count

    def __bool__(self) -> bool:
        return bool(self.first(1))

    def _said(self) -> str:
        found = self.first(_SHOWN + 1)
        each = (", ".join(f"{name} = {value}" for name, value in one.items()) for one in found[:_SHOWN])
        return "; ".join((*each, *(["…"] if len(found) > _SHOWN else []))) or "no solution"
