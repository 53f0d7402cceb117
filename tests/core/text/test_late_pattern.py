"""A late pattern does what the compiled one does, and is compiled no sooner."""

from __future__ import annotations

import re

import pytest

from symcnn.core.text.late_pattern import late_pattern


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
