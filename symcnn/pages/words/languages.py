"""The languages that people are spoken to in: one file of words each, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

WORDS = Path(__file__).parent
_ENDING = ".ftl"
LANGUAGES = tuple(sorted(name.removesuffix(_ENDING) for name in os.listdir(WORDS) if name.endswith(_ENDING)))
"""A language is there when its file is."""

Pattern = object
"""What `symcnn.pages.words.ftl` makes of a message."""


@cache
def patterns(language: str) -> Mapping[str, Pattern]:
    """All messages of one language, by their keys."""
    from symcnn.network.language.parse import GRAMMAR

    try:
        made = import_module(f"symcnn.pages.words._words_{language}")
        if not GRAMMAR.is_file() or words_digest(language) == made.WORDS_SHA256:
            found: Mapping[str, Pattern] = made.PATTERNS
            return found
    except ImportError:
        pass
    return read_patterns(language)


def read_patterns(language: str) -> Mapping[str, Pattern]:
    """The same from the file itself.

    Raises `ValueError`.
    """
    from symcnn.pages.words import ftl

    return ftl.patterns((WORDS / f"{language}{_ENDING}").read_text("utf-8"))


def words_digest(language: str) -> str:
    """A fingerprint of a language's file and of what reads it."""
    from hashlib import sha256

    return sha256(b"".join((WORDS / name).read_bytes() for name in ("ftl.py", f"{language}{_ENDING}"))).hexdigest()
