"""What stands between the numbers of a product and between the paragraphs of a text: one pattern each."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern

TIMES = r"[ \t\x1f]*(?:[xX*]|\\times)[ \t\x1f]*"
"""The sign of a product, as `normal_text` leaves it or as TeX has it, with its blanks."""

EMPTY_LINE = late_pattern(r"\n[ \t]*\n")
"""Where a paragraph ends."""
