"""Relations with a power whose exponent is a symbol, as repetitions make them: they hold between two bounds.

``9·2^n − 2`` grows with n, and ``⌊512/2^n⌋`` falls until it is 0: where the only term with the symbol is one of these,
a relation changes at most twice, and soon.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from symcnn.core.limits import MAX_EXPONENT
from symcnn.core.written.arithmetic import TooLarge, Undefined, evaluator
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, walk


def between_bounds(relation: Expr, name: str, least: int) -> tuple[Expr, ...]:
    """The bounds that say the same as a relation for values from `least` on; the relation itself where none are seen.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import plain_text
    >>> for text in ("floor(512/2^n) - 2 >= 1", "9*2^n - 2 = 70", "2^n + n > 5"):
    ...     print([plain_text(bound) for bound in between_bounds(read_relation(text), "n", 1)])
    ['n ≤ 7']
    ['n ≥ 3', 'n ≤ 3']
    ['2^n + n > 5']
    """
    if not isinstance(relation, Op) or set(names(relation)) != {name} or not any(map(_is_power, walk(relation))):
        return (relation,)
    try:
        steady = max(_steady_from(left, right, name, least) for left, right in pairwise(relation.args))
        judge = evaluator(relation)
        held = [value for value in range(least, steady + 1) if judge({name: value})]
    except (_Unseen, TooLarge, Undefined):
        return (relation,)
    if not held:
        return (Op("<=", (Sym(name), Num(least - 1))),)
    if held != list(range(held[0], held[-1] + 1)):
        return (relation,)
    return tuple(_bounds(name, least, held, steady))


class _Unseen(Exception):
    """Nothing is known of how a side goes on."""


def _bounds(name: str, least: int, held: list[int], steady: int) -> Iterator[Expr]:
    if held[0] > least:
        yield Op(">=", (Sym(name), Num(held[0])))
    if held[-1] < steady:
        yield Op("<=", (Sym(name), Num(held[-1])))


def _is_power(part: Expr) -> bool:
    return isinstance(part, Op) and part.name == "^" and bool(names(part.args[1]))


def _steady_from(left: Expr, right: Expr, name: str, least: int) -> int:
    """From which value on the difference of two sides keeps its sign.

    Raises `_Unseen`.
    """
    from symcnn.core.algebra.convert import expanded, symbol, to_sympy

    letter = symbol(name)
    difference = expanded(to_sympy(left) - to_sympy(right))
    constant, rest = difference.as_coeff_Add()
    factor, term = rest.as_coeff_Mul()
    if letter not in difference.free_symbols:
        return least
    for value in range(least, least + MAX_EXPONENT):
        if _is_steady(factor, term, constant, letter, value):
            return value
    raise _Unseen


def _is_steady(factor: Any, term: Any, constant: Any, letter: Any, value: int) -> bool:
    """Whether a growing power is beyond the constant, or a floor that falls has come to 0."""
    if _grows(term, letter):
        return bool(abs(factor) * term.subs(letter, value) > abs(constant))
    from symcnn.core.algebra.functions import FloorDiv

    if isinstance(term, FloorDiv) and term.args[0].is_Integer and term.args[0] >= 0:
        below, power = term.args[1].as_coeff_Mul()
        if below > 0 and _grows(power, letter):
            return bool(term.subs(letter, value) == 0)
    raise _Unseen


def _grows(term: Any, letter: Any) -> bool:
    """Whether it is a number to a power that grows with the letter, such as 2^(n − 1)."""
    if not term.is_Pow or not term.base.is_Integer or term.base < 2:
        return False
    step = (term.exp - letter).expand()
    return bool(step.is_Integer) or (term.exp.is_Mul and bool((term.exp / letter).is_Integer))
