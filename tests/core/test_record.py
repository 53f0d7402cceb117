"""Records are frozen dataclasses, whether few of them were made or many."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from symcnn.core.record import record


def fresh(made: int) -> Any:
    """A class of records, of which so many were made."""

    @record
    class Line:
        """A line."""

        name: str
        width: int = 2
        notes: list[str] = field(default_factory=list)

        @property
        def twice(self) -> int:
            return 2 * self.width

    for _ in range(made):
        Line("a", 1, [])
    return Line


@pytest.mark.parametrize("made", [0, 1, 198, 199, 200, 300])
def test_a_record_has_what_it_was_made_with(made: int) -> None:
    line = fresh(made)
    assert repr(line("a", 3, ["b"])).endswith("Line(name='a', width=3, notes=['b'])")
    assert line("a", width=3, notes=[]) == line("a", 3) == line(name="a", width=3)
    assert line("a") != line("b")
    assert line("a").width == 2
    assert line("a").twice == 4
    assert line("a").notes is not line("a").notes
    assert hash(line("a", 1, ())) == hash(line("a", 1, ()))
    assert copy.copy(line("a", 5)) == line("a", 5)
    assert replace(line("a", 1), width=7) == line("a", 7)
    assert [each.name for each in fields(line)] == ["name", "width", "notes"]


@pytest.mark.parametrize("made", [0, 300])
@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("a", 1, [], 4), {}), (("a",), {"name": "b"}), (("a", 1), {"hue": 3}), (("a", 1, []), {"hue": 3})],
    ids=["too few", "too many", "twice", "unknown", "one more"],
)
def test_what_does_not_fit_is_refused(made: int, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        fresh(made)(*values, **named)


@pytest.mark.parametrize("made", [0, 300])
def test_nothing_of_a_record_changes(made: int) -> None:
    line = fresh(made)("a")
    with pytest.raises(FrozenInstanceError):
        line.name = "b"
    with pytest.raises(FrozenInstanceError):
        del line.name
    with pytest.raises(FrozenInstanceError):
        line.hue = "b"


def test_a_record_may_have_no_fields() -> None:
    @record
    class Nothing:
        """Nothing at all."""

    assert {Nothing() for _ in range(300)} == {Nothing()}
