"""From a text to its network and the network's figures, or to all faults that it has."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.record import record
from symcnn.core.text.fault import Fault, FaultyText
from symcnn.core.text.near import unknown
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Program
from symcnn.network.wiring.conventions import check_names
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.network import Network
from symcnn.network.wiring.used_symbols import symbols_of


@record
class Parsed:
    """The statements of a text, those with a fault left out, and their faults."""

    program: Program
    faults: tuple[Fault, ...] = ()

    @property
    def symbols(self) -> set[str]:
        """The names that may be given a value, or be left without one."""
        return symbols_of(self.program)


def parse(source: Source) -> Parsed:
    """What a text says, so far as it can be read."""
    program, faults = read(source)
    if faults:
        from symcnn.network.wiring.early_faults import told_early

        faults = tuple(told_early(fault, source.text) for fault in faults)
    return Parsed(program, faults)


def network_of(parsed: Parsed, values: Mapping[str, Expr], conventions: Mapping[str, Number]) -> Network:
    """The network that was read, with values for its symbols and other ways of counting.

    Raises `FaultyText`, and `Faulty` for a symbol or a convention that there is not.
    """
    network, faults = _wired(parsed, values, conventions)
    if network is None or faults:
        raise _faulty(parsed, faults)
    return network


def figures_of(parsed: Parsed, values: Mapping[str, Expr], conventions: Mapping[str, Number]) -> Figures:
    """The figures of what was read; what could be read is measured, so that its faults are told with the others.

    Raises `FaultyText`, and `Faulty` for a symbol or a convention that there is not.
    """
    network, faults = _wired(parsed, values, conventions)
    if network is None:
        raise _faulty(parsed, faults)
    figures, unfit = measure(network)
    if faults or unfit:
        # What is wrong within a stretch is why it does not fit.
        more = (each for each in unfit if not any(each.start <= fault.start < each.end for fault in faults))
        raise _faulty(parsed, (*faults, *more))
    return figures


def fitting(network: Network) -> Figures:
    """The figures of a network.

    Raises `FaultyText` where its layers do not fit.
    """
    figures, faults = measure(network)
    if faults:
        raise FaultyText(faults, network.source)
    return figures


def _wired(
    parsed: Parsed, values: Mapping[str, Expr], conventions: Mapping[str, Number]
) -> tuple[Network | None, tuple[Fault, ...]]:
    known = parsed.symbols if values else ()
    for name in values:
        if name not in known:
            # A file with faults may have the symbol in a line that could not be read.
            if faults := (*parsed.faults, *elaborate(parsed.program)[1]):
                raise _faulty(parsed, faults)
            raise unknown("unknown-symbol", name, sorted(known))
    check_names(conventions)
    network, faults = elaborate(parsed.program, values)
    # What could not be read may well have been the input; a first line that is no layer is told as that alone.
    others = {fault.start for fault in faults if fault.code != "no-input"}
    more = (each for each in faults if each.code != "no-input" or not (parsed.faults or each.start in others))
    return network and network.with_conventions(conventions), (*parsed.faults, *more)


def _faulty(parsed: Parsed, faults: tuple[Fault, ...]) -> FaultyText:
    if parsed.faults:
        from symcnn.network.figures.foreign_files import foreign_file

        foreign = foreign_file(parsed.program.source)
        faults = faults if foreign is None else (foreign,)
    return FaultyText(faults or (Fault("no-input", 0, 0),), parsed.program.source)
