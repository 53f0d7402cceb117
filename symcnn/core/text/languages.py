"""The languages that people are spoken to in: a language is there when its file of words is."""

from __future__ import annotations

from symcnn.core.text.package_path import PackagePath

WORDS = PackagePath.of(__file__).up(3) / "pages" / "words"
_ENDING = ".ftl"
LANGUAGES = tuple(sorted(path.stem for path in WORDS.glob(f"*{_ENDING}")))


def words_file(language: str) -> PackagePath:
    """Where a language's words stand."""
    return WORDS / f"{language}{_ENDING}"
