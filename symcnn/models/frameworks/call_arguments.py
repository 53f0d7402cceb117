"""The arguments of a layer's call: bound to the parameters of its class, then read as the catalogue's letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.models.model import Fact
from symcnn.models.python.code_values import Reference, Value

SAME = Sym("same")

Letters = dict[str, Expr]
Parts = tuple[tuple[str, Letters], ...]
"""The catalogue's kinds that a layer is made of, one after the other, each with its letters."""


class Misread(Exception):
    """An argument whose value is not known or means nothing here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def bound(signature: str, arguments: Sequence[Value], keywords: Mapping[str, Value]) -> dict[str, Value]:
    """The arguments by the names of the parameters, which a signature lists in their order.

    Raises `Misread` for one too many.

    >>> bound("filters kernel_size strides", (6, 5), {"padding": "same"})
    {'filters': 6, 'kernel_size': 5, 'padding': 'same'}
    """
    names = signature.split()
    if len(arguments) > len(names):
        raise Misread(f"argument {len(names) + 1}")
    return {**dict(zip(names, arguments, strict=False)), **keywords}


class Given:
    """The bound arguments of a call, read by type; each method raises `Misread` where the value is none of it."""

    def __init__(self, values: Mapping[str, Value], axes: int, framework_axes: int | None = None) -> None:
        self.values, self.axes, self.input_axes = values, axes, framework_axes

    def has(self, name: str) -> bool:
        """Whether the argument is given and not None."""
        return self.values.get(name) is not None

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self.values.get(name, default)
        if type(value) is not int:
            raise Misread(name)
        return value

    def flag(self, name: str, default: bool) -> bool:
        """True or False."""
        value = self.values.get(name, default)
        if value in (0, 1) and type(value) in (bool, int):
            return bool(value)
        raise Misread(name)

    def word(self, name: str, default: str) -> str:
        """A word, in small letters."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise Misread(name)
        return value.lower()

    def numbers(self, name: str, default: int | None = None) -> tuple[int, ...]:
        """One number for each axis; one alone stands for all."""
        value = self.values.get(name, default)
        if value is None:
            value = default
        if isinstance(value, list | tuple) and len(value) == 1:
            value = value[0]
        numbers = tuple(value) if isinstance(value, list | tuple) else (value,) * self.axes
        if len(numbers) != self.axes or any(type(number) is not int for number in numbers):
            raise Misread(name)
        return numbers

    def sizes(self, name: str, default: int | None = None) -> Expr:
        """One number for each axis, as the catalogue writes it."""
        return by_axis([Num(number) for number in self.numbers(name, default)])


def by_axis(sizes: Sequence[Expr]) -> Expr:
    """Sizes axis by axis; a single one where all agree.

    >>> by_axis([Num(3), Num(3)]), by_axis([Num(1), Num(7)])
    (Num(value=3), Op(name='x', args=(Num(value=1), Num(value=7))))
    """
    return sizes[0] if all(size == sizes[0] for size in sizes) else Op("x", tuple(sizes))


def pair(before: int, after: int) -> Expr:
    """Padding before and after; a single number where both agree."""
    return Num(before) if before == after else Op("pair", (Num(before), Num(after)))


def fact(expr: Expr) -> Fact:
    """A letter's value in plain data: ``3``, ``(1, 7)``, ``"same"``."""
    match expr:
        case Num(int() as value):
            return value
        case Op(_, args):
            return tuple(map(fact, args))
        case Sym(name):
            return name
    return str(expr)


ACTIVATIONS: Mapping[str, str] = {
    "relu": "relu",
    "re_lu": "relu",
    "leaky_relu": "leaky_relu",
    "elu": "elu",
    "gelu": "gelu",
    "silu": "silu",
    "swish": "silu",
    "sigmoid": "sigmoid",
    "logsigmoid": "activation",
    "log_sigmoid": "activation",
    "tanh": "tanh",
    "softmax": "softmax",
    "log_softmax": "activation",
    "relu6": "activation",
    "selu": "activation",
    "celu": "activation",
    "mish": "activation",
    "softplus": "activation",
    "softsign": "activation",
    "hard_sigmoid": "activation",
    "hardsigmoid": "activation",
    "hard_swish": "activation",
    "hardswish": "activation",
    "hard_silu": "activation",
    "hardtanh": "activation",
    "exponential": "activation",
    "linear": "activation",
    "threshold": "activation",
    "softmin": "activation",
}
"""The names that frameworks give to activations, and the catalogue's kinds."""


def activation(value: Value) -> str:
    """The catalogue's kind for an activation given by its name or as a function of a framework.

    Raises `Misread`.
    """
    name = value.path.rpartition(".")[2] if isinstance(value, Reference) else value
    if value is None:
        return "activation"
    if not isinstance(name, str) or name not in ACTIVATIONS:
        raise Misread("activation")
    return ACTIVATIONS[name]
