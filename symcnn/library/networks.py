"""The library: networks as Python objects whose figures are SymPy expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from os import PathLike, fspath
from typing import Any

import sympy

from symcnn.answers.claims.claims import ClaimOutcome, check_claims
from symcnn.answers.derive.derive import Solution
from symcnn.answers.derive.derive import derive as derive_solution
from symcnn.core.algebra.convert import from_sympy, number, to_sympy
from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.files import read_source
from symcnn.core.text.near import unknown
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures, Sizes
from symcnn.network.figures.quantities import SIZED, TOTAL, owners, quantity_of
from symcnn.network.figures.read_figures import Parsed, figures_of, fitting, network_of
from symcnn.network.figures.read_figures import parse as parse_text
from symcnn.network.figures.values import Value, is_number
from symcnn.pages.build.blocks import Page
from symcnn.pages.build.faults import message, shown
from symcnn.pages.build.solution import solution_document
from symcnn.pages.build.tables import table_document
from symcnn.pages.renderers.rendered import rendered


class NetworkError(ValueError):
    """A network with faults; the message shows each with its place, `faults` has them as data."""

    def __init__(self, faults: tuple[Fault, ...], source: Source) -> None:
        super().__init__("\n" + shown(faults, source, "en"))
        self.faults = faults


@contextmanager
def _telling() -> Iterator[None]:
    """Faults as the exceptions that a caller of the library knows."""
    try:
        yield
    except FaultyText as faulty:
        raise NetworkError(faulty.faults, faulty.source) from None
    except Faulty as faulty:
        raise KeyError(message(faulty.fault, "en")) from None


def load(path: str | PathLike[str]) -> Net:
    """The network in a `.cnn` file.

    Raises `NetworkError`.
    """
    with _telling():
        return _net(read_source(fspath(path)))


def parse(text: str) -> Net:
    """The network in a text.

    Raises `NetworkError`.
    """
    with _telling():
        return _net(Source("<text>", text))


def derive(net: Net, *, layers: tuple[str, ...] = (), quantities: tuple[str, ...] = ()) -> WorkedSolution:
    """The worked solution of a network, or of some of its layers and quantities.

    >>> net = parse("input 32x32x1\\nC1: conv N=6 K=5")
    >>> solution = derive(net, quantities=("weights",))
    >>> solution.holds(), [line for line in solution.text().splitlines() if "K²" in line]
    (True, ['  WC = K²·C·N = 5²·1·6 = 25·1·6 = 150'])
    """
    with _telling():
        return WorkedSolution(derive_solution(net.figures, layers, quantities))


def _net(source: Source) -> Net:
    parsed = parse_text(source)
    if parsed.faults:
        figures_of(parsed, {}, {})  # raises them, and those of what could be read
    return Net(parsed)


def _as_sympy(value: Value) -> Any:
    """A number as SymPy's; None, for what cannot be told, stays None."""
    return number(value) if is_number(value) else value


def _sizes(sizes: Sizes) -> tuple[Any, ...]:
    return tuple(map(_as_sympy, sizes))


class Net:
    """A network; ``net["C1"]`` is a layer, ``net.total`` the totals."""

    def __init__(
        self, parsed: Parsed, values: Mapping[str, Expr] | None = None, conventions: Mapping[str, int] | None = None
    ) -> None:
        self._parsed, self._values, self._conventions = parsed, dict(values or {}), dict(conventions or {})
        with _telling():
            self.network = network_of(parsed, self._values, self._conventions)

    @cached_property
    def figures(self) -> Figures:
        """All figures.

        Raises `NetworkError` where sizes do not fit.
        """
        with _telling():
            return fitting(self.network)

    @property
    def name(self) -> str:
        """The name that the file gives the network."""
        return self.network.name

    @cached_property
    def _layers(self) -> Mapping[str, Layer]:
        return {found.layer.name: Layer(self.figures, found.layer.name, found) for found in self.figures.layers}

    def __getitem__(self, name: str) -> Layer | Owner:
        """A layer, or a block.

        Raises `KeyError` for what the network has not got.
        """
        known = owners(self.figures)
        if name not in known:
            with _telling():
                raise unknown("unknown-layer-option", name, known)
        return self._layers.get(name) or Owner(self.figures, name)

    def __iter__(self) -> Iterator[Layer]:
        return iter(tuple(self._layers.values())[1:])

    def __len__(self) -> int:
        return len(self._layers) - 1

    @property
    def total(self) -> Owner:
        """The totals over all layers."""
        return Owner(self.figures, TOTAL)

    def bind(self, **values: int | Fraction | sympy.Expr) -> Net:
        """The same network with values for its symbols: numbers, or SymPy expressions.

        >>> parse("input I x I x 1\\nC1: conv N=n K=5").bind(I=64)["C1"].O
        60
        """
        return self._with({name: _expr(value) for name, value in values.items()})

    def free(self, *names: str) -> Net:
        """The same network with these symbols standing for themselves."""
        return self._with({name: Sym(name) for name in names})

    def _with(self, values: Mapping[str, Expr]) -> Net:
        return Net(self._parsed, {**self._values, **values}, self._conventions)

    def convention(self, **choices: int) -> Net:
        """The same network, counted by other conventions."""
        return Net(self._parsed, self._values, {**self._conventions, **choices})

    def check(self) -> tuple[ClaimOutcome, ...]:
        """A verdict on each claim of the file."""
        findings, faults = check_claims(self.figures)
        if faults:
            raise NetworkError(faults, self.network.source)
        return findings

    def _document(self) -> Page:
        return table_document(self.figures, "en")

    def __repr__(self) -> str:
        return f"<Net {self.name!r}: {len(self)} layers>"

    def __str__(self) -> str:
        return rendered(self._document(), "text")

    def _repr_markdown_(self) -> str:
        return rendered(self._document(), "markdown")


def _expr(value: int | Fraction | sympy.Expr) -> Expr:
    return Num(value) if isinstance(value, int | Fraction) else from_sympy(sympy.Integer(0) + value)


@dataclass(frozen=True, repr=False)
class Owner:
    """What has quantities: a block (``net["stage1"].params``), or all layers together (``net.total.params``)."""

    figures: Figures
    owner: str

    def __getattr__(self, quantity: str) -> Any:
        if quantity.startswith("__"):
            raise AttributeError(quantity)
        try:
            value = quantity_of(self.figures, self.owner, quantity)
        except Faulty as faulty:
            raise AttributeError(message(faulty.fault, "en")) from None
        return _sizes(value) if isinstance(value, tuple) else _as_sympy(value)

    def __dir__(self) -> list[str]:
        return list(TOTALS)

    def __repr__(self) -> str:
        return f"<{self.owner!r} of {self.figures.network.name!r}>"


@dataclass(frozen=True, repr=False)
class Layer(Owner):
    """A layer: its quantities and letters are attributes (``weights``, ``O``, ``K``), SymPy expressions all."""

    found: LayerFigures

    @property
    def name(self) -> str:
        """The layer's name."""
        return self.found.layer.name

    @property
    def kind(self) -> str:
        """The name of the layer's kind."""
        return self.found.layer.kind.name

    @property
    def output(self) -> tuple[Any, ...]:
        """The spatial sizes, then the channels."""
        return _sizes(self.found.output)

    @property
    def receptive_field(self) -> tuple[Any, ...]:
        """The receptive field along each axis, in cells of the network's input."""
        return _sizes(self.found.receptive_field)

    @property
    def jump(self) -> tuple[Any, ...]:
        """The distance of neighbouring units along each axis, in cells of the network's input."""
        return _sizes(self.found.jump)

    def __dir__(self) -> list[str]:
        return sorted({*SIZED, "name", "kind", "formula", *self.found.shared.values})

    def __repr__(self) -> str:
        return f"<Layer {self.name!r}: {self.kind}>"

    def formula(self, quantity: str) -> Any:
        """The rule for a quantity in the letters of the layer's kind.

        >>> parse("input 32x32x1\\nC1: conv N=6 K=5")["C1"].formula("weights")
        C*K**2*N
        """
        for formula in (*self.found.shared.variant.formulas, *self.found.shared.variant.trace):
            if formula.target == quantity:
                return to_sympy(formula.expr)
        raise KeyError(quantity)

    def _repr_markdown_(self) -> str:
        return WorkedSolution(derive_solution(self.figures, (self.name,)))._repr_markdown_()


@dataclass(frozen=True, repr=False)
class WorkedSolution:
    """A worked solution, which a notebook shows as mathematics."""

    solution: Solution

    def document(self, language: str = "en") -> Page:
        """The solution as a document in "en" or "zh"."""
        return solution_document(self.solution, language)

    def text(self, language: str = "en") -> str:
        """For a terminal."""
        return rendered(self.document(language), "text")

    def markdown(self, language: str = "en") -> str:
        """For Markdown."""
        return rendered(self.document(language), "markdown")

    def latex(self, language: str = "en", *, standalone: bool = False) -> str:
        """For LaTeX: a fragment to ``\\\\input``, or a whole document."""
        return rendered(self.document(language), "latex", whole=standalone)

    def html(self, language: str = "en") -> str:
        """One HTML page."""
        return rendered(self.document(language), "html")

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn derive --json`` says."""
        from symcnn.pages.renderers.solution_json import solution_data

        return solution_data(self.solution)

    def holds(self) -> bool:
        """Whether every step stands before its judge."""
        derivations = (*self.solution.totals, *(d for layer in self.solution.layers for d in layer.derivations))
        return all(step.holds() for derivation in derivations for step in derivation.steps)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<WorkedSolution of {self.solution.figures.network.name!r}>"

    def _repr_markdown_(self) -> str:
        return self.markdown()
