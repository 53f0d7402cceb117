"""The messages of each language, as they were read when the package was built, or from its file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from symcnn.core.text.languages import WORDS, words_file
from symcnn.network.language.parse import GRAMMAR

Pattern = object
"""What `symcnn.pages.words.ftl` makes of a message."""


@cache
def patterns(language: str) -> Mapping[str, Pattern]:
    """All messages of one language, by their keys."""
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

    return ftl.patterns(words_file(language).read_text("utf-8"))


def words_digest(language: str) -> str:
    """A fingerprint of a language's file and of what reads it."""
    from hashlib import sha256

    return sha256(b"".join(path.read_bytes() for path in (WORDS / "ftl.py", words_file(language)))).hexdigest()
