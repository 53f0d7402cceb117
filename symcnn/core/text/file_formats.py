"""Which format a file has that should have held a network: by its first bytes, its ending, and how its text looks."""

from __future__ import annotations

import os
from itertools import pairwise

from symcnn.core.text.late_pattern import late_pattern

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"PK\x03\x04", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x89HDF\r\n", "weights"),
    (b"\x80\x02", "weights"),
    (b"\x80\x04", "weights"),
)
"""What the first bytes of files are, as their formats prescribe it."""

_BINARY = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"), "image"),
    **dict.fromkeys((".zip", ".gz", ".tgz", ".7z", ".tar", ".rar"), "archive"),
    **dict.fromkeys(
        (".h5", ".hdf5", ".keras", ".pt", ".pth", ".ckpt", ".npz", ".npy", ".pb", ".safetensors"), "weights"
    ),
    **dict.fromkeys((".docx", ".pptx", ".xlsx", ".odt", ".doc"), "office"),
    ".onnx": "onnx",
    ".pdf": "pdf",
}

DOCUMENTS = {
    "markdown": (".md", ".markdown", ".qmd", ".rmd", ".mdx", ".mkd", ".mdown"),
    "latex": (".tex", ".latex", ".ltx"),
    "html": (".html", ".htm", ".xhtml"),
    "rst": (".rst",),
    "notebook": (".ipynb",),
    "python": (".py", ".pyw"),
}
"""The formats of documents that `check` reads, each with its endings, the usual one first."""

DOCUMENT_FORMATS = {ending: format_ for format_, endings in DOCUMENTS.items() for ending in endings}
_TEXTS = {**DOCUMENT_FORMATS, ".json": "json", ".csv": "csv", ".tsv": "csv", ".xml": "xml"}
"""What endings say."""

_HTML = late_pattern(r"\s*<(?:!(?:DOCTYPE|doctype)|html|\?xml|head|body|svg|div|p|table)\b")
_LATEX = late_pattern(r"(?m)^[ \t]*\\(?:documentclass|begin|section|chapter|usepackage)\b")
_HEADING = late_pattern(r"(?m)^(?:#{2,6}[ \t]+\S|```|~~~|\|?[ \t]*:?-{3,}:?[ \t]*\|)")
_BULLETS = ("- ", "* ", "+ ")


def binary_format(name: str, data: bytes) -> str:
    """The format of a file that is no text; nothing where it is not known.

    >>> binary_format("net.cnn", b"%PDF-1.7"), binary_format("net.onnx", b"\\x08\\x07"), binary_format("net", b"\\0")
    ('pdf', 'onnx', '')
    """
    ending = _BINARY.get(_ending(name), "")
    found = next((format_ for signature, format_ in _SIGNATURES if data.startswith(signature)), "")
    return ending if ending and found in ("", "archive", "weights") else found


def text_format(name: str, text: str) -> str:
    """The format of a text that should have held a network; nothing where it may be meant as one.

    >>> [text_format("a", text) for text in ('{"nbformat": 4, "cells": []}', "import keras", "relu")]
    ['notebook', 'python', '']
    """
    if text.startswith("%PDF-"):
        return "pdf"
    return _TEXTS.get(_ending(name), "") or _looks_like(text)


def _looks_like(text: str) -> str:
    if _HTML.match(text):
        return "xml" if text.lstrip().startswith("<?xml") else "html"
    if _LATEX.search(text):
        return "latex"
    return _json(text) or _python(text) or _prototxt(text) or _yaml(text) or _csv(text) or _markdown(text)


_MESSAGE = late_pattern(r"(?m)^[ \t]*layers?[ \t]*\{")
_FIELD = late_pattern(r"(?m)^[ \t]*(?:name|type|bottom|top)[ \t]*:[ \t]*\"")
_KEY = late_pattern(r"(?P<blanks>[ ]*)(?:-[ ]+)?[^\W\d][\w-]*[ ]*:(?:[ ]+\S.*)?")
_ENTRY = late_pattern(r"[ ]*-[ ]+\S.*")


def _prototxt(text: str) -> str:
    """Caffe's prototxt: messages of layers with fields in quotes."""
    return "prototxt" if _MESSAGE.search(text) and _FIELD.search(text) else ""


def _yaml(text: str) -> str:
    """YAML: keys, entries of lists, and lines that stand further in below a key without a value."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not all(_KEY.fullmatch(line) or _ENTRY.fullmatch(line) for line in lines):
        return ""
    is_nested = any(line.endswith(":") and below.startswith((" ", "- ")) for line, below in pairwise(lines))
    return "yaml" if is_nested else ""


def _json(text: str) -> str:
    if text.lstrip()[:1] not in ("{", "["):
        return ""
    import json

    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if isinstance(data, dict) and "nbformat" in data:
        return "notebook"
    return "json" if data and isinstance(data, dict | list) else ""


def _python(text: str) -> str:
    """Python: a program with imports, definitions or several calls, for a line alone may be one of a network's."""
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    calls = sum(isinstance(each, ast.Expr | ast.Assign) and isinstance(each.value, ast.Call) for each in statements)
    defines = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    is_program = any(isinstance(each, defines) for each in statements) or 1 < calls == len(statements)
    return "python" if is_program else ""


def _csv(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST_ROWS or "=" in text:
        return ""
    for sign in ",;\t":
        counts = {line.count(sign) for line in lines}
        if counts == {max(counts)} and max(counts) > 1:
            return "csv"
    return ""


_FEWEST_ROWS = 2


def _markdown(text: str) -> str:
    """Markdown: its marks, and lines of prose that are the greater part of what is no comment."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    prose = sum(map(_is_prose, lines))
    marked = bool(_HEADING.search(text)) or any(line.startswith(_BULLETS) for line in lines)
    return "markdown" if marked and 2 * prose > len(lines) else ""


def _is_prose(line: str) -> bool:
    if "=" in line:
        return False
    return line.startswith((*_BULLETS, "|")) or sum(map(str.isalpha, line.split())) >= _FEWEST_WORDS


_FEWEST_WORDS = 4


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()
