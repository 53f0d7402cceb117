"""Arithmetic of values: forms as far as they go, SymPy where they end, as with powers to a letter.

A value is a number, a `Form`, or an expression of SymPy's. SymPy is loaded for none but the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcnn.core.algebra import form_functions, form_writing, forms
from symcnn.core.algebra.form_values import form_evaluator
from symcnn.core.algebra.forms import Beyond, Form, is_formed
from symcnn.core.limits import MAX_EXPRESSION
from symcnn.core.written.arithmetic import Number, TooLarge
from symcnn.core.written.tree import Expr, names


def value_among(expr: Expr, known: Mapping[str, Any]) -> Any:
    """The value of a written expression, whose names have values of which some are no numbers.

    Raises `Undefined`, `TooLarge`, or `KeyError` for a name that is not known.
    """
    try:
        if all(is_formed(known[name]) for name in names(expr)):
            return of_bearable_size(form_evaluator(expr)(known))
    except Beyond:
        pass
    from symcnn.core.algebra import convert

    return simplest(convert.of_bearable_size(convert.to_sympy(expr, known)))


def of_bearable_size(value: Any) -> Any:
    """The value itself.

    Raises `TooLarge` where it has more than `MAX_EXPRESSION` parts.
    """
    if forms.size_of(value) > MAX_EXPRESSION:
        raise TooLarge(MAX_EXPRESSION)
    return value


def simplest(value: Any) -> Any:
    """A number of SymPy's as Python's; anything else as it is."""
    number = number_of(value)
    return value if number is None else number


def number_of(value: Any) -> Number | None:
    """A number as Python's; None for what is none."""
    if is_formed(value):
        return None if isinstance(value, Form) else value
    from symcnn.core.algebra.convert import as_number

    return as_number(value)


def added(values: Sequence[Any]) -> Any:
    """The sum, taken at once; a sum in a loop would be quadratic."""
    if all(map(is_formed, values)):
        return forms.added(values)
    from symcnn.core.algebra import convert

    return convert.added(values)


def less(value: Any, other: Any) -> Any:
    """The difference, multiplied out."""
    return simplest(expanded(added([value, -1 * other])))


def expanded(value: Any) -> Any:
    """The value multiplied out.

    Raises `TooLarge` where that would give more than `MAX_EXPRESSION` terms.
    """
    try:
        if is_formed(value):
            return form_functions.expanded(value)
    except Beyond:
        pass
    from symcnn.core.algebra import convert

    return convert.expanded(convert.added([value]))


def greatest(values: Sequence[Any]) -> Any:
    """The greatest of values."""
    if all(map(is_formed, values)):
        return form_functions.greatest(*values)
    from symcnn.core.algebra import convert

    return convert.greatest(values)


def is_whole(value: Any) -> bool:
    """Whether the value is a whole number wherever its letters are."""
    if is_formed(value):
        return form_functions.is_whole(value)
    from symcnn.core.algebra.functions import integer_valued

    return integer_valued(value)


def with_powers_expanded(value: Any) -> Any:
    """The value multiplied out where it has powers to a letter, so that ``3·2^n + 3·2^n`` is one of them."""
    if is_formed(value):
        return value
    from symcnn.core.algebra import convert

    return convert.with_powers_expanded(value)


def constant_of(value: Any) -> Number:
    """The number that is added in it."""
    if is_formed(value):
        return forms.parted(value)[0]
    from symcnn.core.algebra.convert import as_number

    return as_number(value.as_coeff_Add()[0]) or 0


def floor_in(value: Any) -> tuple[Any, Any, Any]:
    """The s, a and m of ``⌊a/m⌋ + s``; m is 1 where the value is no floor."""
    if is_formed(value):
        shift, rest = forms.parted(value)
        floor = form_functions.only_floor(rest)
        return (shift, floor.args[0], floor.args[1]) if floor else (shift, rest, 1)
    from symcnn.core.algebra.functions import FloorDiv

    shift, rest = value.as_coeff_Add()
    return (shift, *rest.args) if isinstance(rest, FloorDiv) else (shift, rest, 1)


def fraction(value: Any) -> tuple[Any, Any]:
    """Numerator and denominator of a value; the denominator is a number wherever only numbers divide."""
    if is_formed(value) and not forms.has_divisor(value):
        multiple = forms.denominator(value)
        return expanded(forms.scaled(value, multiple)), multiple
    from symcnn.core.algebra import convert

    return convert.fraction(convert.added([value]))


def letters_in(value: Any) -> frozenset[str]:
    """The letters in a value."""
    if is_formed(value):
        return forms.letters_of(value)
    return frozenset(symbol.name for symbol in value.free_symbols)


def written(value: Any) -> Expr:
    """The value as one would write it by hand."""
    if is_formed(value):
        return form_writing.written(value)
    from symcnn.core.algebra.convert import from_sympy

    return from_sympy(value)


def collected(value: Any) -> Expr:
    """The value as it is written, or multiplied out and collected, whichever is shorter."""
    try:
        if is_formed(value):
            out = form_functions.expanded(value)
            return form_writing.written(value if forms.size_of(value) < forms.size_of(out) else out)
    except TooLarge:
        return form_writing.written(value)
    except Beyond:
        pass
    from symcnn.core.algebra import convert

    return convert.collected(convert.added([value]))
