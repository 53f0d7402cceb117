"""Whether a printed figure agrees with the exact one to its own digits; each rule with its near miss."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symcnn.core.written.agreement import Agreement, agreement, printed_as, rounded_size
from symcnn.core.written.tree import Num
from symcnn.network.language.parse import read_relation

JUDGED = [
    (Fraction(156, 7), "22.28", Agreement.CUT),
    (Fraction(156, 7), "22.29", Agreement.ROUNDED),
    (Fraction(156, 7), "22.3", Agreement.ROUNDED),
    (Fraction(156, 7), "22.30", Agreement.OFF),
    (Fraction(156, 7), "22.27", Agreement.OFF),
    (Fraction(156, 7), "22", Agreement.ROUNDED),
    (Fraction(156, 7), "23", Agreement.RAISED),
    (Fraction(156, 7), "24", Agreement.OFF),
    (Fraction(23, 2), "12", Agreement.RAISED),
    (Fraction(23, 2), "11", Agreement.FLOORED),
    (Fraction(23, 2), "11.5", Agreement.EXACT),
    (Fraction(23, 2), "11.50", Agreement.EXACT),
    (Fraction(5, 4), "1.3", Agreement.ROUNDED),
    (Fraction(5, 4), "1.2", Agreement.ROUNDED),  # to the even digit, as programs print it
    (Fraction(126, 100), "1.2", Agreement.CUT),
    (Fraction(124, 100), "1.3", Agreement.OFF),
    (156, "156.0", Agreement.EXACT),
    (156, "156.4", Agreement.OFF),
    (156, "160", Agreement.OFF),
]


@pytest.mark.parametrize(("exact", "printed", "wanted"), JUDGED)
def test_a_figure_agrees_to_its_own_digits(exact: int | Fraction, printed: str, wanted: Agreement) -> None:
    figure = read_relation(printed)
    assert isinstance(figure, Num)
    assert agreement(exact, figure.value, printed_as(figure), about=False) is wanted


@pytest.mark.parametrize(
    ("calculation", "exact", "printed", "wanted"),
    [
        ("28/3 + 1", Fraction(31, 3), 10, Agreement.FLOORED),
        ("26/3 + 1", Fraction(29, 3), 10, Agreement.RAISED),
        ("28/3 + 2", Fraction(34, 3), 11, Agreement.ROUNDED),
        ("28/3", Fraction(28, 3), 9, Agreement.ROUNDED),
        ("28/3 + 1", Fraction(31, 3), Fraction(103, 10), Agreement.ROUNDED),
    ],
)
def test_a_size_is_cut_or_raised(calculation: str, exact: Fraction, printed: int, wanted: Agreement) -> None:
    found = rounded_size(Agreement.ROUNDED, read_relation(calculation), exact, printed)
    assert found is wanted


def test_decimals_make_no_other_number() -> None:
    one, other = read_relation("22.30"), read_relation("22.3")
    assert one == other
    assert isinstance(one, Num)
    assert isinstance(other, Num)
    assert (one.decimals, other.decimals) == (2, 1)
    assert hash(one) == hash(other)


@pytest.mark.parametrize(("text", "value", "place"), [("4.1e9", 4_100_000_000, 10**8), ("5E6", 5_000_000, 10**6)])
def test_the_digits_before_a_power_of_ten_tell(text: str, value: int, place: int) -> None:
    number = read_relation(text)
    assert isinstance(number, Num)
    printed = printed_as(number)
    assert (printed.value, printed.place) == (value, place)
