"""Floors of quotients, greatest and least values and common divisors of forms.

The rewrites are those of `symcnn.core.algebra.functions`, which has them for SymPy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from symcnn.core.algebra.form_writing import order_of
from symcnn.core.algebra.forms import (
    NOTHING,
    Base,
    Beyond,
    Form,
    Formed,
    Opaque,
    Product,
    added,
    formed,
    function,
    multiplied,
    negative,
    parted,
    raised,
    terms_of,
)
from symcnn.core.algebra.squaring import by_squaring
from symcnn.core.limits import MAX_EXPONENT, MAX_EXPRESSION
from symcnn.core.written.arithmetic import Number, TooLarge


def floor(above: Formed, below: Formed) -> Formed:
    """``⌊above/below⌋``."""
    if isinstance(below, Form):
        return function("floor", above, below)
    if not isinstance(above, Form):
        return math.floor(Fraction(above) / below)
    found = _floor_by_number(above, below) if type(below) is int and below > 0 else None
    return function("floor", above, below) if found is None else found


def _floor_by_number(above: Form, below: int) -> Formed | None:
    if not _is_whole_form(above):
        return None
    if below == 1:
        return above
    shift, constant = divmod(above.terms.get(NOTHING, 0), below)
    whole: dict[Product, Number] = {NOTHING: shift}
    parts: dict[Product, int] = {}
    for product, coefficient in above.terms.items():
        if product:
            taken, left = divmod(coefficient, below)
            if left:
                parts[product] = coefficient.numerator
            else:
                whole[product] = taken
    if not parts:
        return formed(whole)
    common = math.gcd(below, *parts.values())
    numerator = {product: coefficient // common for product, coefficient in parts.items()}
    constant, divisor = int(constant) // common, below // common
    if divisor == 1:
        return added((formed(whole), formed({**numerator, NOTHING: constant})))
    inner = _only_floor(numerator)
    if inner is not None:
        others = formed({**numerator, NOTHING: constant, frozenset(((inner, 1),)): 0})
        top = multiplied_out(added((inner.args[0], multiplied((inner.args[1], others)))))
        return added((formed(whole), floor(top, multiplied((inner.args[1], divisor)))))
    if len(whole) > 1 or shift or common > 1:
        return added((formed(whole), floor(formed({**numerator, NOTHING: constant}), divisor)))
    return None


def only_floor(value: Formed) -> Opaque | None:
    """The floor that a value is; None for what is none."""
    return _only_floor(value.terms) if isinstance(value, Form) and len(value.terms) == 1 else None


def _only_floor(terms: Mapping[Product, Number]) -> Opaque | None:
    """The floor that is a term of its own, where there is one alone."""
    found = [
        base
        for product, coefficient in terms.items()
        if coefficient == 1 and len(product) == 1
        for base, exponent in product
        if exponent == 1 and isinstance(base, Opaque) and base.name == "floor"
    ]
    return found[0] if len(found) == 1 else None


def ceiling(above: Formed, below: Formed) -> Formed:
    """``⌈n/m⌉ = ⌊(n + m − 1)/m⌋`` for whole n and a known positive m, else ``−⌊−n/m⌋``."""
    if type(below) is int and below > 0 and is_whole(above):
        return floor(added((above, below, -1)), below)
    return negative(floor(multiplied_out(negative(above)), below))


def modulus(value: Formed, divisor: Formed) -> Formed:
    """``n mod m = n − m·⌊n/m⌋``, with the sign of m."""
    return added((value, multiplied((-1, divisor, floor(value, divisor)))))


def is_whole(value: Formed) -> bool:
    """Whether the value is a whole number wherever its letters are."""
    return _is_whole_form(value) if isinstance(value, Form) else value.denominator == 1


def _is_whole_form(value: Form) -> bool:
    if value.whole is None:
        value.whole = all(
            type(coefficient) is int and all(exponent > 0 and _is_whole_base(base) for base, exponent in product)
            for product, coefficient in value.terms.items()
        )
    return value.whole


def _is_whole_base(base: Base) -> bool:
    if isinstance(base, Opaque):
        return base.name in ("floor", "gcd") or all(map(is_whole, base.args))
    return isinstance(base, str) or _is_whole_form(base)


def extreme(name: str, *args: Formed) -> Formed:
    """The greatest value, or the least: of floors over the same m that differ by a number only one is kept."""
    best = max if name == "max" else min
    found: dict[tuple[Formed, int], Number] = {}
    for arg in args:
        constant, rest, below = _shifted(arg)
        found[rest, below] = best(found.get((rest, below), constant), constant)
    shifted = ((added((rest, shift)), below) for (rest, below), shift in found.items())
    kept = [above if below == 1 else floor(above, below) for above, below in shifted]
    return kept[0] if len(kept) == 1 else function(name, *sorted(kept, key=order_of))


greatest, least = partial(extreme, "max"), partial(extreme, "min")


def _shifted(arg: Formed) -> tuple[Number, Formed, int]:
    """The number a, x and m of ``⌊(x + a)/m⌋``, which never falls as a grows; m is 1 for what is no floor."""
    constant, rest = parted(arg)
    inner = only_floor(rest)
    if inner is not None and type(constant) is int and type(inner.args[1]) is int and inner.args[1] > 1:
        shift, above = parted(inner.args[0])
        return shift + constant * inner.args[1], above, inner.args[1]
    return constant, rest, 1


def common_divisor(*args: Formed) -> Formed:
    """The greatest common divisor of whole numbers."""
    numbers = [arg for arg in args if type(arg) is int]
    return math.gcd(*numbers) if len(numbers) == len(args) else function("gcd", *args)


FUNCTIONS: Mapping[str, Callable[..., Formed]] = {"floor": floor, "max": greatest, "min": least, "gcd": common_divisor}


# multiplied out -------------------------------------------------------------------------------------


def expanded(value: Any) -> Formed:
    """The value multiplied out.

    Raises `TooLarge` where that would give more than `MAX_EXPRESSION` terms, `Beyond` where a sum divides.
    """
    if _most_terms(value) > MAX_EXPRESSION:
        raise TooLarge(MAX_EXPRESSION)
    return multiplied_out(value)


def _most_terms(value: Formed) -> int:
    """How many terms the value has when multiplied out, at the most."""
    return sum(map(_most_terms_of, value.terms)) if isinstance(value, Form) else 1


def _most_terms_of(product: Product) -> int:
    most = 1
    for base, exponent in product:
        if isinstance(base, Form) and 0 < exponent <= MAX_EXPONENT:
            most *= math.comb(_most_terms(base) + exponent - 1, exponent)
    return min(most, MAX_EXPRESSION + 1)


def multiplied_out(value: Any) -> Formed:
    """The value as a sum of products of letters and functions; it is kept, since it is asked for again.

    Raises `Beyond` where a sum divides.
    """
    if not isinstance(value, Form):
        return value  # type: ignore[no-any-return]
    if value.out is None:
        terms: dict[Product, Number] = {}
        for product, coefficient in value.terms.items():
            for one, factor in _out(product).items():
                terms[one] = terms.get(one, 0) + factor * coefficient
        out = formed(terms)
        value.out = value if out == value else out
        if isinstance(out, Form):
            out.out = out
    return value.out


def _out(product: Product) -> Mapping[Product, Number]:
    plain: list[tuple[Base, int]] = []
    result: Mapping[Product, Number] = {}
    for base, exponent in product:
        if isinstance(base, str):
            plain.append((base, exponent))
            continue
        inner = multiplied_out(base) if isinstance(base, Form) else _remade(base)
        if inner is None:
            plain.append((base, exponent))
        elif exponent < 0 and isinstance(inner, Form) and len(inner.terms) > 1:
            raise Beyond
        else:
            factor = (
                terms_of(raised(inner, exponent)) if exponent < 0 else by_squaring(_times, terms_of(inner), exponent)
            )
            result = _times(result, factor) if result else factor
    own = frozenset(plain)
    return _times({own: 1}, result) if result else {own: 1}


def _remade(function: Opaque) -> Formed | None:
    """The function of its arguments multiplied out; None where they are so."""
    args = tuple(map(multiplied_out, function.args))
    return None if args == function.args else FUNCTIONS[function.name](*args)


def _times(left: Mapping[Product, Number], right: Mapping[Product, Number]) -> Mapping[Product, Number]:
    terms: dict[Product, Number] = {}
    for one, first in left.items():
        for other, second in right.items():
            both = _joined(one, other)
            terms[both] = terms.get(both, 0) + first * second
    return terms


def _joined(one: Product, other: Product) -> Product:
    if not one or not other:
        return one or other
    powers = dict(one)
    for base, exponent in other:
        powers[base] = powers.get(base, 0) + exponent
    return frozenset((base, exponent) for base, exponent in powers.items() if exponent)
