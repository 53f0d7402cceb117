"""Comments and docstrings."""

from __future__ import annotations

from document_texts import stretches

from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.python_sources import python_sources
from symcnn.documents.formats.read_document import read_document


def test_comments_and_docstrings_are_prose() -> None:
    source = (
        '"""One: 5*5 = 25."""\nx = "#"  # (27-3)/2+1 = 13\n# a\n#  b\ny = """no"""\n'
        "def f():\n    'two'\n    return (\n\"three\")\n"
    )
    read = read_document("a.py", source)
    assert stretches(read, Nature.PROSE) == ['"""One: 5*5 = 25."""', "# (27-3)/2+1 = 13", "# a\n#  b", "'two'"]
    assert read.text.startswith('   One: 5*5 = 25.   \nx = "#"    (27-3)/2+1 = 13\n  a\n   b\ny')
    assert [source[start:end] for start, end in python_sources(read)] == [source[source.index("\n") :]]


def test_a_comment_goes_on_in_its_column() -> None:
    source = "f(1,\n  2)  # one\n# two\n  # three\ng()  # four\n     # five\n# six\n"
    read = read_document("a.py", source)
    assert stretches(read, Nature.PROSE) == ["# one", "# two\n  # three", "# four\n     # five", "# six"]
