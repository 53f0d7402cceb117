"""The Python code of a document."""

from __future__ import annotations

from symcnn.documents.formats.python_sources import python_code, python_sources
from symcnn.documents.formats.read_document import read_document


def test_two_listings_are_two_sources() -> None:
    source = "```python\nx = 1\n# c\n```\n# Title\n\n```python\n# d\ny = 2  # e\nz = 3\n```\n"
    read = read_document("a.md", source)
    assert [python_code(read, *extent).text for extent in python_sources(read)] == ["x = 1\n\n", "\ny = 2  \nz = 3\n"]


def test_code_in_a_quotation_or_a_list_stands_at_the_margin() -> None:
    read = read_document("a.md", "> ```python\n> if a:\n>     b()\n> ```\n\n- c\n\n  ```python\n  d()\n  ```\n")
    codes = [python_code(read, *extent) for extent in python_sources(read)]
    assert [code.text for code in codes] == ["if a:\n    b()\n", "d()\n"]
    assert read.shown[codes[0].place(codes[0].text.index("b()")) :].startswith("b()\n> ```")
    assert read.shown[codes[1].place(0) :].startswith("d()")
