"""A late pattern does what the compiled one does, and is compiled no sooner."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest

from symcnn.core.text import late_pattern as late_patterns
from symcnn.core.text.late_pattern import compiled_pattern, engine_name, late_pattern


def test_it_finds_what_the_compiled_one_finds() -> None:
    late, compiled = late_pattern("(?P<name>b+)", re.IGNORECASE), re.compile("(?P<name>b+)", re.IGNORECASE)
    for text in ("aBbc", "ac", ""):
        assert [found["name"] for found in late.finditer(text)] == [found["name"] for found in compiled.finditer(text)]
        assert bool(late.search(text, 1)) == bool(compiled.search(text, 1))
        assert late.sub("-", text) == compiled.sub("-", text)
    assert late.pattern == compiled.pattern


def test_it_is_compiled_when_it_is_used() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("")


def test_what_was_compiled_for_the_package_is_what_would_be_compiled() -> None:
    made = pytest.importorskip("symcnn.core.text._patterns")
    assert engine_name() == made.MADE_FOR
    assert len(made.PATTERNS) > 200
    for expression, flags in made.PATTERNS:
        assert compiled_pattern(expression, flags) == re.compile(expression, flags)


def test_groups_keep_their_names() -> None:
    made = pytest.importorskip("symcnn.core.text._patterns")
    for expression, flags in made.PATTERNS:
        found, expected = compiled_pattern(expression, flags), re.compile(expression, flags)
        assert (found.groups, found.groupindex, found.flags) == (expected.groups, expected.groupindex, expected.flags)


def test_a_table_for_another_engine_is_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("symcnn.core.text._patterns")
    module.MADE_FOR, module.PATTERNS = "another engine", {("ab", 0): (32, 0, {}, b"no code")}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "symcnn.core.text._patterns", module)
    monkeypatch.setattr(late_patterns, "_made", late_patterns._made.__wrapped__)
    assert compiled_pattern("ab").fullmatch("ab")
