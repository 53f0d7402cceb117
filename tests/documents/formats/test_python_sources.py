"""Where the Python code of a document stands."""

from __future__ import annotations

from symcnn.documents.formats.python_sources import python_sources
from symcnn.documents.formats.read_document import read_document


def sources(text: str) -> list[str]:
    read = read_document("a.md", text)
    return [read.shown[start:end] for start, end in python_sources(read)]


def test_two_listings_are_two_sources() -> None:
    text = "```python\nx = 1\n# c\n```\n# Title\n\n```python\n# d\ny = 2  # e\nz = 3\n```\n"
    assert sources(text) == ["x = 1\n# c\n", "\ny = 2  # e\nz = 3\n"]


def test_code_in_a_quotation_or_a_list_is_a_source() -> None:
    text = "> ```python\n> if a:\n>     b()\n> ```\n\n- c\n\n  ```python\n  d()\n  ```\n"
    assert [source.split() for source in sources(text)] == [[">", "if", "a:", ">", "b()"], ["d()"]]
