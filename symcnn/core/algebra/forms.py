"""Sums of products in letters, in which a sum may stand as a factor: what figures are as long as a letter is left.

They are kept as SymPy keeps them, so that `10,080·(⌊I/4⌋ − 7)² + 49,672` stays as short as that: like terms and like
factors are put together, a number goes into a sum that it stands before, and nothing else is multiplied out. What
takes SymPy a quarter of a second to load, and milliseconds for each size, takes microseconds here; SymPy is the judge
of it in the tests, and goes on where this ends (`Beyond`).

>>> I = letter("I")
>>> added([I, 1, I]) == added([multiplied([2, I]), 1]), multiplied([3, I, I]) == multiplied([raised(I, 2), 3])
(True, True)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from symcnn.core.written.arithmetic import Number, exact, power


class Beyond(ArithmeticError):
    """Forms do not tell of this, such as of powers to a letter."""


class Opaque:
    """``⌊a/b⌋``, a greatest or least value, or a greatest common divisor, which no rule takes apart any further."""

    __slots__ = ("_hash", "args", "name", "order")

    def __init__(self, name: str, args: tuple[Formed, ...]) -> None:
        self.name, self.args, self._hash = name, args, hash((name, args))
        self.order: Any = None

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return type(other) is Opaque and self._hash == other._hash and self._is(other)

    def _is(self, other: Opaque) -> bool:
        return self.name == other.name and self.args == other.args

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return Opaque, (self.name, self.args)

    def __repr__(self) -> str:
        return f"{self.name}{self.args}"


class Form:
    """Coefficients by products; none of them is 0, and it is no number. It is added to others as numbers are.

    `order`, `whole` and `out` keep what is asked for again and again: its place among others, whether it is a whole
    number wherever its letters are, and what it is multiplied out.
    """

    __slots__ = ("_hash", "order", "out", "size", "terms", "whole")
    _sympy_: Callable[[Form], Any] | None = None
    """How SymPy takes it where it is put together with something of SymPy's; that is set where SymPy is loaded."""

    def __init__(self, terms: Mapping[Product, Number]) -> None:
        self.terms = terms
        self._hash: int | None = None
        self.order: Any = None
        self.size: int | None = None
        self.whole: bool | None = None
        self.out: Formed | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        if type(other) is Form:
            return self is other or (hash(self) == hash(other) and self.terms == other.terms)
        return False if isinstance(other, int | Fraction) else NotImplemented

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return Form, (self.terms,)  # another process has other hashes

    def __repr__(self) -> str:
        return f"Form({dict(self.terms)})"

    def __add__(self, other: object) -> Any:
        return added((self, other)) if isinstance(other, _FORMED) else NotImplemented

    def __sub__(self, other: object) -> Any:
        return added((self, negative(other))) if isinstance(other, _FORMED) else NotImplemented

    def __rsub__(self, other: object) -> Any:
        return added((other, negative(self))) if isinstance(other, _FORMED) else NotImplemented

    def __mul__(self, other: object) -> Any:
        return multiplied((self, other)) if isinstance(other, _FORMED) else NotImplemented

    def __truediv__(self, other: object) -> Any:
        return multiplied((self, raised(other, -1))) if isinstance(other, _FORMED) else NotImplemented

    def __rtruediv__(self, other: object) -> Any:
        return multiplied((other, raised(self, -1))) if isinstance(other, _FORMED) else NotImplemented

    __radd__, __rmul__ = __add__, __mul__


Base = str | Opaque | Form
Product = frozenset[tuple[Base, int]]
Formed = Number | Form
"""A value: a number as Python's, and a form where a letter is left."""

_FORMED = (Form, int, Fraction)
NOTHING: Product = frozenset()


def letter(name: str) -> Form:
    """A letter, which stands for a whole number."""
    return Form({frozenset(((name, 1),)): 1})


def function(name: str, *args: Formed) -> Form:
    """A function that stays as it is."""
    return Form({frozenset(((Opaque(name, args), 1),)): 1})


def is_formed(value: object) -> bool:
    """Whether a value is a number or a form, and nothing of SymPy's."""
    return isinstance(value, _FORMED)


def formed(terms: Mapping[Product, Number]) -> Formed:
    """The sum of these terms, some of whose coefficients may be 0."""
    kept = {product: exact(coefficient) for product, coefficient in terms.items() if coefficient}
    if len(kept) < 2:
        return kept[NOTHING] if NOTHING in kept else Form(kept) if kept else 0
    return Form(kept)


def terms_of(value: Formed) -> Mapping[Product, Number]:
    """Coefficients by products."""
    if isinstance(value, Form):
        return value.terms
    return {NOTHING: value} if value else {}


def parted(value: Formed) -> tuple[Number, Formed]:
    """The number that is added, and the rest."""
    if not isinstance(value, Form):
        return value, 0
    constant = value.terms.get(NOTHING, 0)
    return constant, formed({**value.terms, NOTHING: 0}) if constant else value


def added(values: Iterable[Any]) -> Formed:
    """The sum, taken at once; a sum in a loop would be quadratic."""
    terms: dict[Product, Number] = {}
    for value in values:
        for product, coefficient in terms_of(value).items():
            terms[product] = terms.get(product, 0) + coefficient
    return formed(terms)


def scaled(value: Any, factor: Number) -> Formed:
    """The value times a number, which goes into sums."""
    return formed({product: coefficient * factor for product, coefficient in terms_of(value).items()})


def negative(value: Any) -> Formed:
    """The value times −1."""
    return scaled(value, -1)


def multiplied(values: Iterable[Any]) -> Formed:
    """The product, in which sums stay factors."""
    coefficient: Number = 1
    powers: dict[Base, int] = {}
    for value in values:
        if not isinstance(value, Form):
            coefficient *= value
        elif len(value.terms) == 1:
            ((product, factor),) = value.terms.items()
            coefficient *= factor
            for base, exponent in product:
                powers[base] = powers.get(base, 0) + exponent
        else:
            powers[value] = powers.get(value, 0) + 1
    return _product(coefficient, powers)


def raised(value: Any, exponent: int) -> Formed:
    """The value to a whole exponent."""
    if not isinstance(value, Form):
        return power(value, exponent)
    if len(value.terms) > 1:
        return _product(1, {value: exponent})
    ((product, coefficient),) = value.terms.items()
    return _product(power(coefficient, exponent), {base: times * exponent for base, times in product})


def _product(coefficient: Number, powers: Mapping[Base, int]) -> Formed:
    kept = frozenset((base, exponent) for base, exponent in powers.items() if exponent)
    if len(kept) == 1:
        ((base, exponent),) = kept
        if exponent == 1 and isinstance(base, Form):
            return scaled(base, coefficient)
    return formed({kept: coefficient})


def size_of(value: Formed) -> int:
    """How many parts the value has as it is written."""
    if not isinstance(value, Form):
        return 1
    if value.size is None:
        sizes = [_size_of_term(*term) for term in value.terms.items()]
        value.size = sum(sizes) + (len(sizes) > 1)
    return value.size


def _size_of_term(product: Product, coefficient: Number) -> int:
    sizes = [_size_of_base(base) + (0 if exponent == 1 else 2) for base, exponent in product]
    if coefficient != 1 or not sizes:
        sizes.append(1)
    return sum(sizes) + (len(sizes) > 1)


def _size_of_base(base: Base) -> int:
    if isinstance(base, Opaque):
        return 1 + sum(map(size_of, base.args))
    return 1 if isinstance(base, str) else size_of(base)


def letters_of(value: Formed) -> frozenset[str]:
    """The letters in a value."""
    found: set[str] = set()
    ahead: list[Base | Formed] = [value]
    while ahead:
        part = ahead.pop()
        if isinstance(part, str):
            found.add(part)
        elif isinstance(part, Opaque):
            ahead.extend(part.args)
        elif isinstance(part, Form):
            ahead.extend(base for product in part.terms for base, _ in product)
    return frozenset(found)


def denominator(value: Formed) -> int:
    """The least number that makes all coefficients whole."""
    return math.lcm(*(coefficient.denominator for coefficient in terms_of(value).values()))


def has_divisor(value: Formed) -> bool:
    """Whether something with letters divides."""
    return any(exponent < 0 for product in terms_of(value) for _, exponent in product)
