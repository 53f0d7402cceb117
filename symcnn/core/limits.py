"""Every limit on untrusted input: its name, its default, and what it counts.

What passes one says so with all three; a unit has its words as ``limit-…`` in the files of words.
"""

from __future__ import annotations

from typing import Self


class Limit(int):
    """A number that is not to be passed; `name` is the one under which it stands here.

    >>> MAX_NESTING, MAX_NESTING.name, MAX_NESTING.unit
    (64, 'MAX_NESTING', 'levels')
    """

    name: str
    unit: str

    def __new__(cls, most: int, unit: str) -> Self:
        limit = super().__new__(cls, most)
        limit.unit = unit
        return limit


MAX_FILE_BYTES = Limit(8 * 1024 * 1024, "bytes")
MAX_NESTING = Limit(64, "levels")
MAX_STATEMENT_TOKENS = Limit(20_000, "signs")
MAX_NUMBER_LENGTH = Limit(1_000, "digits")
MAX_DIGITS = Limit(1_000, "digits")
MAX_LAYERS = Limit(1_000_000, "layers")
MAX_BLOCKS = Limit(32, "levels")
MAX_FAULTS = Limit(50, "faults")
MAX_RECOVERY = Limit(1_000_000, "characters")
MAX_EXPONENT = Limit(100, "factors")
MAX_SEARCH = Limit(10_000, "values")
MAX_COMBINATIONS = Limit(40_000, "points")
MAX_COLUMNS = Limit(1_000, "points")
MAX_BOX_STEPS = Limit(1_000_000, "steps")
MAX_MEASURED = Limit(5_000, "layers")
MAX_EXPRESSION = Limit(20_000, "terms")
MAX_AXES = Limit(3, "axes")
MAX_TERMS = Limit(10_000, "terms")
MAX_RESIDUE_CLASSES = Limit(5_000, "classes")
MAX_POINTS = Limit(12_000, "points")
MAX_COMPARED = Limit(60_000, "formulas")
MAX_STATEMENT_LENGTH = Limit(4_000, "characters")
MAX_ADDENDS = Limit(100, "addends")
MAX_SOLVER_STEPS = Limit(1_500_000, "steps")
MAX_DEGREE = Limit(12, "degree")
MAX_ALIGNED = Limit(400_000, "pairs")
MAX_CODE = Limit(200_000, "characters")
MAX_MENDED = Limit(50_000, "characters")
MAX_STEPS = Limit(20_000, "steps")
MAX_DEPTH = Limit(120, "levels")
MAX_ELEMENTS = Limit(5_000, "elements")
MAX_RAISED = Limit(80, "characters")
MAX_MACRO = Limit(200, "characters")
MAX_MATHML = Limit(20_000, "characters")
MAX_SPAN = Limit(100, "cells")
MAX_CODE_LINE = Limit(1_000, "characters")
MAX_FLOORS = Limit(64, "levels")
MAX_TRIED = Limit(2_000, "characters")
MAX_CORRECTED = Limit(200_000, "characters")
MAX_STATES = Limit(16, "models")
MAX_PROJECT_BYTES = Limit(1024 * 1024, "bytes")
MAX_INCLUDED = Limit(500, "files")
MAX_FILES = Limit(10_000, "files")
MAX_SUMMARY_LINE = Limit(400, "characters")
MAX_LEGEND_NAMES = Limit(200, "names")
MAX_PROOFS = Limit(100, "proofs")
MAX_FORMULAS = Limit(2_000, "formulas")
MAX_LEGENDS = Limit(10_000, "places")
MAX_MODELS = Limit(200, "models")
MAX_VARIED = Limit(10_000_000, "values")
MAX_CASES = Limit(1_000, "programs")
MAX_BLOCK = Limit(262_144, "configurations")
MAX_KEPT_ROWS = Limit(2_000_000, "configurations")
MAX_SHOWN_ROWS = Limit(10_000, "configurations")

LIMITS = {name: limit for name, limit in globals().items() if isinstance(limit, Limit)}
for _name, _limit in LIMITS.items():
    _limit.name = _name
