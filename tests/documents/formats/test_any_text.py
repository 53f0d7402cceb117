"""Whatever is read, offsets and lines stay, and it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_texts import TEXTS, assert_is_whole, notebook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symcnn.documents.formats.read_document import read_document

NAMES = ("a.md", "a.txt", "a.tex", "a.py", "a.html", "-", "a.ipynb")


@pytest.mark.parametrize("name", NAMES[:-1])
@settings(deadline=None)  # the first text loads the reader
@given(data=TEXTS)
def test_lengths_and_lines_stay_whatever_is_read(name: str, data: str) -> None:
    read = read_document(name, data)
    assert_is_whole(read)
    assert read_document(name, data) == read
    if not (name == "-" and read.cells):
        assert read.shown == data


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), TEXTS, TEXTS), max_size=4))
def test_lengths_and_lines_stay_in_notebooks(parts: list[tuple[str, str, str]]) -> None:
    cells = [
        {"cell_type": kind, "source": source, "outputs": [{"text": out}, {"data": {"text/html": out}}]}
        for kind, source, out in parts
    ]
    read = read_document("a.ipynb", notebook(*cells))
    assert_is_whole(read)
    assert len(read.cells) == len(parts)


@given(TEXTS)
def test_no_json_is_too_odd(data: str) -> None:
    assert_is_whole(read_document("a.ipynb", data))


HOSTILE = [
    "<", "$", "`", "[", "(", "{", "](", "![", "<!--", "*a ", "**", "_a ", "\\", "\\(", "\\[", "\\\\(", "$$ ",
    "$\\$", "&", "&a", "<a ", '<a b="', "<sup>", "\\begin{align}", "\\begin{a}", "\\begin{verbatim}",
    "\\cite{", "\\textbf{", "```\n", "> ```\n", "> ", "- ", "  - a\n", "    a\n", "\n", " ", "\t", "'", '"',
    "'''", '\\"', "#\n", "model = Sequential([\n", "Sequential(\n(0): a\n", "import torch\n#\n", "<pre>",
    "<script>", "\\[ a\n", "$$ a\n", "\\def\\a{", "中*", "http://", "| a ", "class A(nn.Module):\n  '''\n",
    "<math>", "<math><mi>", "<math></math>", "<![a", "<!-->", "<a/>", "a <!--\n", "> a\n\n", "- a\n  - b\n",
    "1. a\n", "a\n\n", "$$\na\n\n", "> - $$\n", "<pre>\n", "<script>\n", ">\n",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_sign_a_hundred_thousand_times_over_ends(name: str) -> None:
    for unit in HOSTILE:
        data = unit * (100_000 // len(unit))
        if name == "a.ipynb":
            data = notebook({"cell_type": "markdown", "source": data})
        read = read_document(name, data)
        assert len(read.text) == len(read.shown)


SHARED = Path(__file__).parents[4] / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the local documents are not here")
def test_the_documents_that_the_project_is_tried_on() -> None:
    for path in sorted((*SHARED.glob("seeds/*"), *SHARED.glob("documents/*"))):
        assert_is_whole(read_document(path.name, path.read_bytes().decode("utf-8-sig")))
