"""Networks as Python objects, whose figures are integers, or SymPy expressions where a symbol is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING

from symcnn.answers.reconcile.judged_claims import judged_claims
from symcnn.core.text.files import read_source
from symcnn.core.text.near import unknown
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr, Sym
from symcnn.library.answered import shown_safely
from symcnn.library.asked_names import each_name
from symcnn.library.checked_claims import CheckedClaim, CheckedClaims
from symcnn.library.configurations import Configurations
from symcnn.library.figure_values import written
from symcnn.library.network_error import NetworkError, telling_python
from symcnn.library.network_rows import NetworkRows
from symcnn.library.owners import Layer, Owner
from symcnn.library.reconciled_number import ReconciledNumber
from symcnn.library.solved_for import ClosedAnswer, SolvedFor
from symcnn.library.swept_net import SweptNet, Varying
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import TOTAL, owners, quantity_of
from symcnn.network.figures.read_figures import Parsed, figures_of, fitting, network_of
from symcnn.network.figures.read_figures import parse as parse_text
from symcnn.network.figures.values import Value
from symcnn.network.wiring.conventions import check_names
from symcnn.network.wiring.network import Network
from symcnn.pages.build.tables import table_document
from symcnn.pages.renderers.rendered import rendered

if TYPE_CHECKING:
    import sympy

    from symcnn.answers.sweep.sweep import SweepQuestion


def _reconciled(net: Net, published: Mapping[str, str]) -> ReconciledNumber:
    return net.reconcile(**published)


def load(path: str | PathLike[str]) -> Net:
    """The network in a `.cnn` file.

    Raises `NetworkError`, whose message has every fault with its place.
    """
    with telling_python():
        return _net(read_source(fspath(path)))


def parse(text: str) -> Net:
    """The network in a text.

    >>> parse("input 32x32x3\\nC1: conv N=6 K=5")["C1"].params
    456

    Raises `NetworkError`, whose message has every fault with its place.
    """
    with telling_python():
        return _net(Source("<text>", text))


def _net(source: Source) -> Net:
    parsed = parse_text(source)
    if parsed.faults:
        figures_of(parsed, {}, {})  # raises them, and those of what could be read
    net = Net(parsed)
    _ = net.network  # raises the faults of what does not go together
    return net


class Net:
    """A network; ``net["C1"]`` is a layer, ``net.total`` the totals, and iteration goes over the layers.

    A net is never changed: `bind`, `free` and `convention` give another one. What does not fit is told when a figure
    is asked for.
    """

    def __init__(
        self, parsed: Parsed, values: Mapping[str, Expr] | None = None, conventions: Mapping[str, int] | None = None
    ) -> None:
        self._parsed, self._values, self._conventions = parsed, dict(values or {}), dict(conventions or {})
        self._configured: tuple[Configurations, Mapping[str, Expr]] | None = None

    @cached_property
    def network(self) -> Network:
        """The layers, wired.

        Raises `NetworkError`.
        """
        with telling_python():
            return network_of(self._parsed, self._values, self._conventions)

    @cached_property
    def figures(self) -> Figures:
        """All figures.

        Raises `NetworkError` where sizes do not fit.
        """
        network = self.network
        with telling_python():
            return fitting(network)

    def measured(self, values: Mapping[str, Expr]) -> Figures:
        """All figures with these values for symbols.

        Raises `FaultyText` where sizes do not fit.
        """
        return figures_of(self._parsed, {**self._values, **values}, self._conventions) if values else self.figures

    @property
    def name(self) -> str:
        """The name that the file gives the network."""
        return self.network.name

    def quantity(self, owner: str, quantity: str) -> Value:
        """The value of a quantity of a layer, a block or ``total``; a tuple where it has one value an axis.

        Raises `Faulty` for what there is not.
        """
        if self._configured is not None and "figures" not in self.__dict__:
            configurations, given = self._configured
            value = configurations.value(given, owner, quantity)
            if value is not None:
                return value
        return quantity_of(self.figures, owner, quantity)

    @cached_property
    def _layers(self) -> Mapping[str, Layer]:
        return {found.layer.name: Layer(self, found.layer.name) for found in self.figures.layers}

    def __getitem__(self, name: str) -> Layer | Owner:
        """A layer, or a block.

        Raises `KeyError`, which says what is probably meant, for what the network has not got.
        """
        known = owners(self.figures)
        if name not in known:
            with telling_python():
                raise unknown("unknown-layer-option", name, known)
        return self._layers.get(name) or Owner(self, name)

    def __iter__(self) -> Iterator[Layer]:
        return iter(tuple(self._layers.values())[1:])

    def __len__(self) -> int:
        return len(self.network.layers) - 1

    @property
    def total(self) -> Owner:
        """The totals over all layers."""
        return Owner(self, TOTAL)

    def bind(self, **values: int | Fraction | sympy.Expr) -> Net:
        """The same network with values for its symbols: whole numbers, fractions, or SymPy expressions.

        One net bound to many configurations answers each in microseconds, by closed forms that are made once.

        >>> parse("input I x I x 1\\nC1: conv N=n K=5").bind(I=64)["C1"].O
        60

        Raises `KeyError` for a symbol that the network has not got, `TypeError` for what is no number.
        """
        given = {name: written(value) for name, value in values.items()}
        bound = self._with(given)
        bound._configured = self._configurations, given
        return bound

    def free(self, *names: str | Iterable[str]) -> Net:
        """The same network with these symbols standing for themselves.

        Raises `KeyError` for a symbol that the network has not got, `TypeError` for what is no name.
        """
        return self._with({name: Sym(name) for name in each_name(names)})

    @cached_property
    def _symbols(self) -> frozenset[str]:
        return frozenset(self._parsed.symbols)

    @cached_property
    def _configurations(self) -> Configurations:
        return Configurations(lambda names: self.free(*names).figures)

    def _with(self, values: Mapping[str, Expr]) -> Net:
        for name in values:
            if name not in self._symbols:
                with telling_python():
                    raise unknown("unknown-symbol", name, sorted(self._symbols))
        changed = Net(self._parsed, {**self._values, **values}, self._conventions)
        changed.__dict__["_symbols"] = self._symbols
        return changed

    def convention(self, **choices: int) -> Net:
        """The same network, counted by other conventions: ``net.convention(flops_per_mac=1)``.

        Raises `KeyError` for a convention that there is not.
        """
        with telling_python():
            check_names(choices)
        return Net(self._parsed, self._values, {**self._conventions, **choices})

    def table(self, *columns: str) -> NetworkRows:
        """One row a layer, with these quantities or those that `symcnn table` shows; `frame()` is a data frame.

        >>> [row["params"] for row in parse("input 8x8x1\\nC1: conv N=2 K=3").table("params")]
        [0, 20]

        Raises `KeyError` for a quantity that no layer has.
        """
        return NetworkRows(self, columns)

    def closed(self, *symbols: str | Iterable[str]) -> ClosedAnswer:
        """Closed forms of sizes and totals, with these symbols left free.

        >>> print(parse("let I = 32\\ninput I x I x 1\\nC1: conv N=2 K=5 S=2").closed("I").totals["macs"])
        50*(floor((I + 1)/(2)) - 2)**2

        Raises `KeyError` for a symbol that the network has not got.
        """
        return ClosedAnswer(self.free(*each_name(symbols)))

    def solve(self, *symbols: str | Iterable[str], where: str | Iterable[str]) -> SolvedFor:
        """All values of the symbols for which what is wanted holds: ``net.solve("I", where="C1.O = 55")``.

        >>> net = parse("input I x I x 1\\nC1: conv N=6 K=5 S=2")
        >>> [each["I"] for each in net.solve("I", where="C1.O = 10")]
        [23, 24]

        Raises `NetworkError` for a relation that cannot be read, `KeyError` for a symbol that there is not.
        """
        named, wanted = each_name(symbols), each_name((where,))
        if not named or not wanted:
            raise TypeError("solve() takes the symbols to solve for, and `where`")
        return SolvedFor(self.free(*named), named, wanted)

    def reconcile(self, **published: str) -> ReconciledNumber:
        """What gives a published number of params, macs, flops or memory: variants of the network, ways of counting.

        >>> net = parse("input 8x8x1\\nC1: conv N=2 K=3")
        >>> net.reconcile(macs="648"), bool(net.reconcile(params="18")), bool(net.reconcile(params="19"))
        (<ReconciledNumber of '': 648 (macs) gives 648>, True, False)

        Raises `NetworkError` for what is no number, `KeyError` for none or several of them.
        """
        from symcnn.answers.reconcile.variations import variations
        from symcnn.commands.reconcile_command import asked_for

        with telling_python():
            numbers = {**dict.fromkeys(("params", "macs", "flops", "memory")), **published}
            found = asked_for(tuple(variations(self._parsed, self._values, self._conventions)), numbers)
        return ReconciledNumber(_reconciled, (self, published), found)

    def sweep(
        self,
        varying: Varying,
        *,
        where: str | Sequence[str] = (),
        quantities: Sequence[str] = ("params", "macs"),
        pareto: Sequence[str] = (),
    ) -> SweptNet:
        """The quantities of every combination of the symbols' values for which the network fits and `where` holds.

        Of these, with `pareto`, only those that no other beats: the less the better, of ``-NAME`` the more. It takes
        the extra `sweep`.

        >>> net = parse("input I x I x 3\\nC1: conv N=n K=5")
        >>> swept = net.sweep({"n": range(8, 33, 8), "I": [28, 32]}, where="params <= 1216")
        >>> [row["macs"] for row in swept]
        [345600, 470400, 691200, 940800]

        Raises `KeyError` for a symbol or a quantity that there is not, `NetworkError` for what never fits.
        """
        with telling_python():
            from symcnn.answers.sweep.sweep import sweep_question

        question = sweep_question((where,) if isinstance(where, str) else where, quantities, pareto, varying)
        parsed, values, conventions = self._parsed, self._values, self._conventions
        asked = (self, {**varying}, question)
        return SweptNet(
            _swept,
            asked,
            self.name,
            lambda given: figures_of(parsed, {**values, **given}, conventions),
            varying,
            question,
        )

    def check(self) -> CheckedClaims:
        """A verdict on each claim of the file.

        Raises `NetworkError` for claims that speak of what is not there.
        """
        outcomes, faults = judged_claims(self.figures)
        if faults:
            raise NetworkError(faults, self.network.source)
        return CheckedClaims(map(CheckedClaim, outcomes))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self._parsed, self._values, self._conventions)

    def __repr__(self) -> str:
        try:
            return f"<Net {self.name!r}: {len(self)} layers>"
        except (NetworkError, KeyError) as error:
            return f"<Net that does not fit: {type(error).__name__}>"

    def __str__(self) -> str:
        return shown_safely(lambda: rendered(table_document(self.figures, "en"), "text"), fence="")

    def _repr_markdown_(self) -> str:
        return shown_safely(lambda: rendered(table_document(self.figures, "en"), "markdown"))


def _swept(net: Net, varying: Varying, question: SweepQuestion) -> SweptNet:
    """The same sweep again, for what was pickled."""
    pareto = [f"-{name}" if is_more else name for name, is_more in question.costs]
    return net.sweep(varying, where=question.where, quantities=question.quantities, pareto=pareto)
