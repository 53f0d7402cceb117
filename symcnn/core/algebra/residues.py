"""Floors by constants, decided exactly: in each class of residues they are polynomials.

Put ``x = M·q + r`` for every letter, with 0 ≤ r < M. If M is a multiple of what the divisors ask for,
every ``⌊n/m⌋`` is a polynomial in the q's as soon as the residues r are fixed. Two formulas are equal for
all whole numbers if, and only if, they are the same polynomial in every class.

>>> from symcnn.core.algebra.normal import normal
>>> from symcnn.core.algebra.writing import text
>>> from symcnn.network.language.parse import read_relation
>>> form, _ = normal(read_relation("floor(I/2) + ceil(I/2) - I"))
>>> [(part.residues, text(part.value)) for part in classes(form.above)]
[((0,), '0'), ((1,), '0')]
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product

from symcnn.core.algebra.division import content
from symcnn.core.algebra.domains import least
from symcnn.core.algebra.polynomials import (
    Applied,
    Atom,
    Polynomial,
    Rounded,
    atoms,
    letter,
    minus,
    number,
    plus,
    replaced,
    rounded,
    scaled,
    shrunk,
)
from symcnn.core.algebra.writing import rank
from symcnn.core.limits import MAX_RESIDUE_CLASSES
from symcnn.core.record import record

SUM = "0u"
"""The letter that stands for a sum of letters, see `Sum`."""


class NotInClasses(ArithmeticError):
    """A floor with letters below, a greatest value, or a symbolic power: no polynomial in any class."""


class TooManyClasses(ArithmeticError):
    """There are more than `MAX_RESIDUE_CLASSES` classes."""


@record
class ResidueClass:
    """Each letter of `names` is ``modulus·q + residue``; there the formula is `value`, a polynomial in the q's.

    The q of a letter has the letter's name with a 0 before it, which no author's name can have.
    """

    names: tuple[str, ...]
    moduli: tuple[int, ...]
    residues: tuple[int, ...]
    value: Polynomial

    def inside(self, poly: Polynomial) -> Polynomial:
        """A formula in the letters as one in the q's; each q counts from the first that its letter can have."""
        return replaced(poly, self._from_first)

    def of_letter(self, name: str) -> Polynomial:
        """``modulus·q + residue``"""
        place = self.names.index(name)
        return plus(scaled(letter(f"0{name}"), self.moduli[place]), number(self.residues[place]))

    def residue(self, poly: Polynomial, modulus: int) -> int | None:
        """What a formula without floors leaves over in this class; None where that differs from place to place."""
        value = replaced(poly, lambda atom: self.of_letter(str(atom)) if atom in self.names else letter(atom))
        constant = value.constant
        if any(coefficient % modulus for monomial, coefficient in value.terms.items() if monomial):
            return None
        return int(constant % modulus) if constant.denominator == 1 else None

    def from_first(self) -> Polynomial:
        """`value`, with each q counted from the first that its letter can have."""
        firsts = {f"0{name}": plus(letter(f"0{name}"), number(self._first(name))) for name in self.names}
        return replaced(self.value, lambda atom: firsts.get(str(atom)) or letter(atom))

    def _from_first(self, atom: Atom) -> Polynomial:
        if atom not in self.names:
            return letter(atom)
        name = str(atom)
        return plus(self.of_letter(name), number(self._first(name) * self.moduli[self.names.index(name)]))

    def _first(self, name: str) -> int:
        place = self.names.index(name)
        return -((self.residues[place] - least(name)) // self.moduli[place])


def moduli(*polys: Polynomial) -> dict[str, int]:
    """The modulus of each letter that makes every floor a polynomial; letters outside of floors have none.

    Raises `NotInClasses`.

    >>> I, K = letter("I"), letter("K")
    >>> moduli(rounded(plus(scaled(I, 2), scaled(K, 3)), number(6)))
    {'I': 3, 'K': 2}
    """
    found: dict[str, int] = {}
    for poly in polys:
        _ask(poly, 1, found)
    return {name: modulus for name, modulus in sorted(found.items()) if modulus > 1}


def _ask(poly: Polynomial, modulus: int, found: dict[str, int]) -> None:
    """Each letter's residue must tell the value of the polynomial, up to multiples of `modulus`."""
    for monomial, coefficient in poly.terms.items():
        wanted = modulus // math.gcd(modulus, coefficient.numerator)
        for atom, _ in monomial:
            match atom:
                case str(name):
                    found[name] = math.lcm(found.get(name, 1), wanted)
                case Rounded(above, below) if below.number is not None:
                    _ask(above, wanted * below.number.numerator, found)
                case _:
                    raise NotInClasses


def classes(poly: Polynomial, *others: Polynomial) -> tuple[ResidueClass, ...]:
    """The formula in every class of residues; the `others` are polynomials in these classes too.

    Raises `NotInClasses`, `TooManyClasses` or `TooManyTerms`.
    """
    asked = moduli(poly, *others)
    names, sizes = tuple(asked), tuple(asked.values())
    if math.prod(sizes) * _weight(poly) > MAX_RESIDUE_CLASSES:
        raise TooManyClasses
    found = []
    for residues in product(*map(range, sizes)):
        known = dict(zip(names, zip(sizes, residues, strict=True), strict=True))
        found.append(ResidueClass(names, sizes, residues, _inside(poly, known)))
    return tuple(found)


def _weight(poly: Polynomial) -> int:
    """How much more work a class is than that of a short formula."""
    powers = (exponent for monomial in poly.terms for _, exponent in monomial)
    return 1 + sum(powers) // 20 + sum(1 for _ in atoms(poly)) // 20


def _inside(poly: Polynomial, known: Mapping[str, tuple[int, int]]) -> Polynomial:
    def put(atom: Atom) -> Polynomial:
        match atom:
            case str(name):
                if name not in known:
                    return letter(name)
                modulus, residue = known[name]
                return plus(scaled(letter(f"0{name}"), modulus), number(residue))
            case Rounded(above, below):
                divisor = below.number
                assert divisor is not None
                value = _inside(above, known)
                rest = value.constant % divisor
                return shrunk(plus(value, number(-rest)), divisor)
        raise NotInClasses

    return replaced(poly, put)


@record
class Sum:
    """A sum of letters under all floors: `name` is written as `value`, in which `SUM` stands for `form`."""

    form: Polynomial
    name: str
    value: Polynomial

    def put(self, poly: Polynomial) -> Polynomial:
        """The formula with the sum as a letter of its own."""
        return _put(poly, self.name, self.value)


def sum_below_floors(poly: Polynomial) -> Sum | None:
    """The only sum of letters of which all floors are, such as ``I + 2P − K``: its classes are fewer.

    >>> from symcnn.core.algebra.writing import text
    >>> I, K = letter("I"), letter("K")
    >>> found = sum_below_floors(rounded(minus(I, K), number(4)))
    >>> text(found.form), found.name
    ('I - K', 'I')
    """
    above = (atom.above for atom in atoms(poly) if isinstance(atom, Rounded))
    forms = {_direction(part) for part in above if any(isinstance(atom, str) for atom in _own_atoms(part))}
    form = forms.pop() if len(forms) == 1 else None
    if form is None or len(form.terms) < 2:
        return None
    for monomial, coefficient in sorted(form.terms.items(), key=lambda term: rank(term[0])):
        if coefficient in (1, -1):
            ((name, _),) = monomial
            rest = minus(form, scaled(letter(name), coefficient))
            return Sum(form, str(name), scaled(minus(letter(SUM), rest), coefficient))
    return None


def _own_atoms(poly: Polynomial) -> Iterator[Atom]:
    return (atom for monomial in poly.terms for atom, _ in monomial)


def _direction(above: Polynomial) -> Polynomial | None:
    """The letters of a floor up to a common factor; None where it is no sum of letters."""
    own = {}
    for monomial, coefficient in above.terms.items():
        for atom, exponent in monomial:
            if isinstance(atom, str):
                if len(monomial) > 1 or exponent > 1:
                    return None
                own[monomial] = coefficient
    shared = content(own.values())
    first = min(own, key=rank)
    return shrunk(Polynomial(own), shared if own[first] > 0 else -shared)


def _put(poly: Polynomial, name: Atom, value: Polynomial) -> Polynomial:
    def put(atom: Atom) -> Polynomial:
        match atom:
            case Rounded(above, below):
                return rounded(_put(above, name, value), below)
            case Applied():
                raise NotInClasses
        return value if atom == name else letter(atom)

    return replaced(poly, put)
