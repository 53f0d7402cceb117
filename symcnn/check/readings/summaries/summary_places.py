"""A row of a summary between those that it comes from, and what can be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from math import prod

from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.finding import Said, Sentence
from symcnn.check.readings.summaries.row_layers import RowLayer
from symcnn.check.readings.summaries.summary_kinds import RowForm, RowKind
from symcnn.core.record import record
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.print_rows import Shape
from symcnn.network.figures.made_layers import made

_ENOUGH = 4096
"""A side on which any window fits, where the input is not known."""


class Level(IntEnum):
    """How well a row follows from the ones before it."""

    BAD = 0
    """In no way."""
    ODD = 1
    """In a way that is seldom meant."""
    UNKNOWN = 2
    """It cannot be told."""
    WEAK = 3
    """As far as can be told; a total must confirm it."""
    GOOD = 4


@record
class Place:
    """A row between those that it comes from, with the batch left out; sizes that are open are None.

    `params` is None where they are not told, `kernel` is empty, and has its channels where these are told. `loose`
    tells that functions without rows may stand between the rows (PyTorch), `first` that the channels come first.
    """

    kind: RowKind | None
    inputs: tuple[Shape | None, ...]
    output: Shape
    params: int | None
    kernel: tuple[int, ...]
    is_torch: bool
    loose: bool
    first: bool

    @property
    def form(self) -> RowForm | None:
        """How the row can be explained."""
        return self.kind.form if self.kind else None

    @property
    def before(self) -> Shape | None:
        """The one input."""
        return self.inputs[0] if len(self.inputs) == 1 else None

    def window(self, axes: int) -> tuple[int, ...] | None:
        """The sizes of the kernel on so many axes, where they are printed; some print its channels in front."""
        return self.kernel[-axes:] if axes and len(self.kernel) in (axes, axes + 2) else None

    def split(self, shape: Shape | None) -> tuple[Shape, int | None]:
        """The spatial sizes, and the channels."""
        return split(shape or (), first=self.first)

    def layer(self, letters: Mapping[str, Expr], sizes: Shape | None, channels: int | None, axes: int = 0) -> RowLayer:
        """The row as a layer of the catalogue on an input; where its sizes are not known, only counts are told."""
        assert self.kind is not None
        is_open = sizes is None or None in sizes
        known = (_ENOUGH,) * (axes or len(sizes or ())) if sizes is None else (size or _ENOUGH for size in sizes)
        return RowLayer(made(self.kind.kind, letters), (*known, channels or 1), self.is_torch, counts_alone=is_open)


@record
class Fit:
    """How a row follows: the level, the reason, the layer that explains it, or else equations.

    A fit that is not `is_usual` takes a kernel that is seldom seen.
    """

    level: Level
    why: Sentence
    lines: tuple[Expr, ...] = ()
    is_usual: bool = True
    layer: RowLayer | None = None

    @property
    def derivation(self) -> tuple[Expr, ...]:
        """How the catalogue comes to the figures; where no layer explains them alone, what they are equal to."""
        return (self.layer.workings if self.layer else ()) or self.lines

    @property
    def has_biases(self) -> bool | None:
        """Whether the layer has biases; None for one that cannot have any, or is not known."""
        bias = dict(self.layer.made.arguments).get("bias") if self.layer else None
        return None if bias is None else bias != Num(0)

    @property
    def fails(self) -> bool:
        """Whether the row does not follow."""
        return self.level <= Level.ODD


def fit(level: Level, key: str, lines: Sequence[Expr] = (), layer: RowLayer | None = None) -> Fit:
    """A usual fit with its reason."""
    values: dict[str, Said] = {"layer": layer.written} if layer else {}
    return Fit(level, Sentence(f"summary.{key}", values), tuple(lines), layer=layer)


def sizes_of(shape: Sequence[int | None]) -> Expr:
    """``13 x 13 x 256``, of the sizes that are known."""
    known = [Num(size) for size in shape if size is not None]
    return Op("x", tuple(known)) if len(known) > 1 else known[0] if known else Num(1)


def agree(one: Shape, other: Shape) -> bool:
    return len(one) == len(other) and all(a == b or None in (a, b) for a, b in zip(one, other, strict=True))


def has_shrunk(before: Shape, after: Shape) -> bool:
    """Whether a map has become smaller; the longer side stays so, and equal sides stay equal."""
    if not before or len(before) != len(after) or {*before} == {None}:
        return False
    pairs = [(one, two) for one, two in zip(before, after, strict=True) if one is not None and two is not None]
    is_alike = all((one > other) == (two > too) for one, two in pairs for other, too in pairs)
    return is_alike and all(two <= one for one, two in pairs)


def chain(expr: Expr) -> Op:
    """The working of an expression; what is a number already equals itself."""
    found = worked_out(expr)
    return found if len(found.args) > 1 else Op("=", (expr, expr))


def split(shape: Shape, *, first: bool) -> tuple[Shape, int | None]:
    """The spatial sizes of a shape, and its channels, which may come first."""
    if len(shape) < 2:
        return (), shape[0] if shape else None
    return (shape[1:], shape[0]) if first else (shape[:-1], shape[-1])


def counts_of(kernel: Sequence[int], output: Shape) -> tuple[int, ...]:
    """The parameters of a kernel that is printed with its channels: with biases, and without.

    >>> counts_of((3, 12, 3, 3), (1, 12, 38, 38)), counts_of((980, 40), (1, 40)), counts_of((3, 3), (1, 8, 9, 9))
    ((336, 324), (39240, 39200), ())
    """
    count = next((size for size in output[1:2] if size and size in kernel[:2]), None)
    if count is None or len(kernel) != max(len(output), 2):
        return ()
    return prod(kernel) + count, prod(kernel)


def is_printed(value: int, printed: PrintedNumber) -> bool:
    """Whether a number is printed so."""
    return agreement(value, printed.value, printed, about=False) in AGREEING
