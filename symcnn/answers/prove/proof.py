"""What a proof says, as data: the verdict, and what a reader needs to see that it is so."""

from __future__ import annotations

from enum import StrEnum

from symcnn.core.algebra.domains import Domain
from symcnn.core.algebra.normal import Rewriting
from symcnn.core.limits import Limit
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Op, Sym
from symcnn.network.language.syntax import Rule

NAMELESS = Sym("")
"""The left side of a formula that has none."""


class ProofVerdict(StrEnum):
    """What a proof can end with."""

    PROVED = "proved"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"
    REFUTED = "refuted"


@record
class Case:
    """Where the letters are as in `where`, both sides are `value`."""

    where: tuple[Op, ...]
    value: Expr


@record
class Ground:
    """Why the relation holds: `method` names the way, `form` is what both sides come to.

    `classes` counts the classes of residues that were looked at; few of them are there as `cases`.
    It is an `equality`, or an inequality.
    """

    method: str
    rewritings: tuple[Rewriting, ...] = ()
    form: Expr | None = None
    classes: int = 0
    cases: tuple[Case, ...] = ()
    equality: bool = True


@record
class Counterexample:
    """Values of the letters for which the relation does not hold, and what its sides are there."""

    point: tuple[tuple[str, int], ...]
    values: tuple[Number, Number]
    smallest: bool


@record
class Conditions:
    """Relations under which the sides are equal; `exact` where it is proved that they differ everywhere else.

    They are `offered` where the formula itself leaves the condition open: it writes a quotient without
    rounding, or leaves a letter out.
    """

    relations: tuple[Op, ...]
    ground: Ground
    exact: bool
    offered: bool


@record
class Match:
    """The rule of the catalogue that a formula was compared with.

    `assumed` are the values of letters that the formula leaves out, `chosen` the choices of this rule that are
    not the kind's defaults. It is `put_in` where the formula is one for another letter, in which the rule has
    taken the place of its quantity: of O in ``I = (O - 1)*S + K``. The `reading` has the author's names that
    are others than the catalogue's, with the catalogue's.
    """

    kind: str
    quantity: str
    rule: Rule
    formula: Expr
    assumed: tuple[Op, ...]
    chosen: tuple[Op, ...]
    reading: tuple[tuple[str, str], ...] = ()
    put_in: bool = False


@record
class TriedReadings:
    """What a formula was compared with: for these quantities, rules of these kinds, its letters read in these ways.

    Each reading is where it is from, with the catalogue's names of the author's letters.
    """

    quantities: tuple[str, ...]
    kinds: tuple[str, ...]
    readings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@record
class Proof:
    """``left relation right``, whether that is so, and why.

    `points` are the values that were tried in search of a counterexample; `limit` is the one that
    kept the proof from going on, `unknown` are the letters without a meaning in the catalogue that did so.
    `match` is the rule that the formula was compared with, `other` an unusual one that it is equal to;
    `tried` are the readings in which it was compared. It is doubtful where its letters may mean something else.
    `given` is what the author wrote, where that is another relation; `by_layers` tells that its sums and products over
    layers were read as what one layer adds to the layer before.
    """

    relation: str
    left: Expr
    right: Expr
    domain: Domain
    verdict: ProofVerdict
    ground: Ground | None = None
    counterexample: Counterexample | None = None
    conditions: Conditions | None = None
    points: int = 0
    limit: Limit | None = None
    unknown: tuple[str, ...] = ()
    match: Match | None = None
    other: Match | None = None
    tried: TriedReadings | None = None
    is_doubtful: bool = False
    given: Expr | None = None
    by_layers: bool = False
