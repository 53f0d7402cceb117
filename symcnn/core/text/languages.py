"""The languages that people are spoken to in: a language is there when its file of words is."""

from __future__ import annotations

import os
from pathlib import Path

WORDS = Path(__file__).parents[2] / "pages" / "words"
_ENDING = ".ftl"
LANGUAGES = tuple(sorted(name.removesuffix(_ENDING) for name in os.listdir(WORDS) if name.endswith(_ENDING)))


def words_file(language: str) -> Path:
    """Where a language's words stand."""
    return WORDS / f"{language}{_ENDING}"
