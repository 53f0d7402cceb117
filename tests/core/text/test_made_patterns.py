"""Regular expressions that were compiled when the package was built are those that `re` compiles."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from symcnn.core.text import made_patterns
from symcnn.core.text.made_patterns import made_of, pattern_of

EXPRESSIONS = [
    (r"(?P<size>\d+)(?:x(\d+))?(?P<unit>px|像素)?", 0),
    (r"kernel|卷积核", re.IGNORECASE),
    (r" (?P<a>a+)  # letters", re.VERBOSE | re.MULTILINE),
    (r"(?<![\w.])(?:(?P<mark>,)|.)*+(?(mark)b|c)", re.DOTALL),
    (r"[^\W\d¹²³⁰⁴-⁹]+", 0),
]
TEXTS = ["3x3px", "12像素", "a Kernel, 卷积核", "aa\nab", ",b", "xyc", "K²·C", ""]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(made_patterns, "MADE", tmp_path / "made")
    made_patterns._made.cache_clear()
    yield tmp_path / "made"
    made_patterns._made.cache_clear()


@pytest.mark.parametrize(("expression", "flags"), EXPRESSIONS)
def test_what_was_made_finds_what_a_compiled_expression_finds(made: Path, expression: str, flags: int) -> None:
    made.write_bytes(made_of(EXPRESSIONS))
    assert (expression, int(flags)) in made_patterns._made()[0]
    found, wanted = pattern_of(expression, flags), re.compile(expression, flags)
    assert (found.pattern, found.flags, found.groups) == (wanted.pattern, wanted.flags, wanted.groups)
    assert found.groupindex == wanted.groupindex
    for text in TEXTS:
        one, other = ([(m.span(), m.groups(), m.lastgroup) for m in p.finditer(text)] for p in (found, wanted))
        assert one == other


@pytest.mark.parametrize(
    "content",
    [None, b"", b"nonsense", marshal.dumps((1, 2)), marshal.dumps(("2.7", {}, b"a"))],
    ids=["none", "empty", "broken", "other", "another Python"],
)
def test_where_nothing_fits_an_expression_is_compiled(made: Path, content: bytes | None) -> None:
    if content is not None:
        made.write_bytes(content)
    assert made_patterns._made() == ({}, b"")
    assert pattern_of("a+").match("aab")
