"""What a check found at a place of a document, and what it says of it."""

from __future__ import annotations

from enum import StrEnum

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code
from symcnn.core.record import record
from symcnn.core.text.sentence import Said as Said
from symcnn.core.text.sentence import Sentence as Sentence
from symcnn.core.written.tree import Expr


class Kind(StrEnum):
    """What a finding is about; the words are a contract."""

    ARITHMETIC = "arithmetic"
    FORMULA = "formula"
    SUMMARY_ROW = "summary_row"
    CLAIM = "claim"


@record
class Edit:
    """The smallest change that makes a wrong place true: `replacement` in place of the text from `start` to `end`.

    `is_certain` tells that no other change of the same size would do; only such edits are ever applied.
    """

    name: str
    start: int
    end: int
    replacement: str
    is_certain: bool


@record
class Tried:
    """A reading under which a statement was tried: how it departs from the plain one, and what follows under it."""

    departs: tuple[Sentence, ...]
    value: Said | None


@record
class Finding:
    """A place of a document, the verdict on it, and the reasons.

    `code` is that of the rule that looked at it. `claimed` is what the document
    says, `derived` what follows. `derivation` are relations that hold one by one and lead to `derived`:
    no verdict but "undecided" comes without. A `note` is what a reader should know of a place that is right.
    `tried` are the readings that were tried; `culprit` is the part of the place that is wrong, where it is known.
    """

    start: int
    end: int
    kind: Kind
    code: Code
    verdict: Verdict
    claimed: Said | None
    derived: Said | None
    why: Sentence
    derivation: tuple[Expr, ...] = ()
    edit: Edit | None = None
    layer: str | None = None
    note: Sentence | None = None
    tried: tuple[Tried, ...] = ()
    culprit: tuple[int, int] | None = None
