"""Books in several files: what a document takes in is checked too, under its own name, within its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from symcnn.commands.included import included
from symcnn.core import limits


def names(folder: Path) -> list[str]:
    return [Path(name).relative_to(folder).as_posix() for name in included(str(folder / "book.tex"))]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "chapters").mkdir(parents=True)
    (tmp_path / "other.tex").write_text("5*5 = 26")
    (folder / "chapters" / "one.tex").write_text("\\input{chapters/two}\n\\input{book}\n5*5 = 26")
    (folder / "chapters" / "two.tex").write_text("6*6 = 37")
    (folder / "three.tex").write_text("\\input{chapters/two.tex}")
    return folder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\include{chapters/one} text \\input{three.tex}", ["chapters/one.tex", "chapters/two.tex", "three.tex"]),
        ("% \\input{chapters/one}", []),
        ("50\\% and \\input{chapters/two}", ["chapters/two.tex"]),
        ("\\input{../other}", []),  # it lies outside of the folder
        (
            f"\\input{{.}} \\input{{/}} \\input{{a\0b}} \\input{{{'卷' * 150}}} \\input{{three}}",
            ["three.tex", "chapters/two.tex"],
        ),
        ("\\input{chapters/../chapters/two}\\input{missing}", ["chapters/../chapters/two.tex"]),
    ],
)
def test_what_a_book_takes_in(book: Path, text: str, expected: list[str]) -> None:
    (book / "book.tex").write_text(text)
    assert names(book) == expected


def test_a_link_does_not_lead_out_of_the_folder(book: Path) -> None:
    (book / "link.tex").symlink_to(book.parent / "other.tex")
    (book / "book.tex").write_text("\\input{link}")
    assert names(book) == []


def test_so_many_files_are_followed(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symcnn.commands.included.MAX_INCLUDED", limits.Limit(1, "files"))
    (book / "book.tex").write_text("\\input{chapters/one}\\input{three}")
    assert names(book) == ["chapters/one.tex"]
