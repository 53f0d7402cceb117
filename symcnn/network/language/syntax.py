"""The syntax tree of a `.cnn` file; every line and every item knows the offsets in the text where it starts and ends.

A line starts with its first word, an item in a layer kind with the name of what it says. Nodes that no text
was read for stand nowhere: both their offsets are 0.
"""

from __future__ import annotations

from symcnn.core.record import record
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr, Sym


@record
class Word:
    """A name as it stands in the text, or a quoted one without its quotes."""

    text: str
    start: int
    end: int


@record
class NetworkLine:
    """``network LeNet5``"""

    name: Word
    start: int = 0
    end: int = 0


@record
class ConventionLine:
    """``convention flops_per_mac = 1``, or ``convention keras`` for a preset (its value is None)."""

    name: Word
    value: Expr | None
    letter: str
    texts: Texts
    start: int = 0
    end: int = 0


@record
class VariantLine:
    """``variant "ResNet-110" n=18``: what people call the network with these values of its symbols, and which it is."""

    name: str
    values: tuple[Argument, ...]
    texts: Texts
    start: int = 0
    end: int = 0


@record
class PresetLine:
    """``preset pytorch: moving_statistics=0``: choices under the name of the tool that makes them."""

    name: Word
    choices: tuple[Argument, ...]
    start: int = 0
    end: int = 0


@record
class LetLine:
    """``let I = 32``, or ``let I``, which stands for any number."""

    name: Word
    value: Expr
    start: int = 0
    end: int = 0

    @property
    def declares(self) -> bool:
        """Whether the line gives the name no value."""
        return self.end == self.name.end and self.value == Sym(self.name.text)


@record
class InputLine:
    """``input I x I x 1``: the spatial sizes, then the channels."""

    shape: Expr
    start: int = 0
    end: int = 0


@record
class Argument:
    """``K=5`` of a layer line."""

    name: str
    value: Expr
    start: int = 0
    end: int = 0


@record
class LayerLine:
    """``C1: conv N=6 K=5 from input``; a line without ``from`` takes the line before it."""

    name: Word | None
    kind: Word
    arguments: tuple[Argument, ...]
    inputs: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where the line starts: with its name, else with its kind."""
        return (self.name or self.kind).start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return (self.inputs or self.arguments or (self.kind,))[-1].end


@record
class RepeatLine:
    """``repeat n { … }``: the body so many times, each after the other."""

    name: Word | None
    keyword: Word
    count: Expr
    body: tuple[Line, ...]
    end: int = 0

    @property
    def start(self) -> int:
        """Where the line starts: with its name, else with its first word."""
        return (self.name or self.keyword).start


@record
class Path:
    """``path { … }`` of a parallel line; an empty one is the identity."""

    name: Word | None
    body: tuple[Line, ...]
    start: int = 0
    end: int = 0


@record
class ParallelLine:
    """``parallel add { path { … } path { … } }``: paths from the same input, joined by a layer kind."""

    name: Word | None
    join: Word
    paths: tuple[Path, ...]
    start: int = 0
    end: int = 0


@record
class AgainLine:
    """``again C1 from right``: a layer, block or repetition once more, with the same weights."""

    name: Word | None
    keyword: Word
    target: Word
    inputs: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where the line starts: with its name, else with its first word."""
        return (self.name or self.keyword).start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return (self.inputs or (self.target,))[-1].end


@record
class UnreadLine:
    """A statement that could not be read; what it may have named, and whether it may have been one of layers."""

    name: Word
    is_layer: bool
    start: int = 0
    end: int = 0


Line = LayerLine | RepeatLine | ParallelLine | AgainLine


@record
class BlockDefinition:
    """``block bottleneck(N, S = 1) { … }``: lines under a name, with parameters."""

    name: Word
    parameters: tuple[Parameter, ...]
    body: tuple[Line, ...]
    start: int = 0
    end: int = 0


@record
class ClaimLine:
    """``claim C1.params = (5*5+1)*6 = 156``"""

    relation: Expr
    start: int = 0
    end: int = 0


@record
class SourceLine:
    """``source key "Author: Title, year"``: a publication that rules may cite."""

    key: Word
    citation: str
    start: int = 0
    end: int = 0


@record
class Parameter:
    """``S = 1`` in the head of a layer kind; no default means that the argument is needed."""

    name: str
    default: Expr | None
    start: int = 0
    end: int = 0


@record
class Guard:
    """``when D`` (given, and not its default) or ``when P = same``."""

    name: str
    value: Expr | None


@record
class Citation:
    """``source dumoulin2016 "relationship 6"``"""

    key: str
    place: str


@record
class Texts:
    """A sentence in some languages."""

    said: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """The sentence; empty where it is not said in this language."""
        return dict(self.said).get(language, "")


@record
class Rule:
    """``rule weights = K^2*C*N``, with its guards, its sentence and its source."""

    target: str
    expr: Expr
    guards: tuple[Guard, ...]
    texts: Texts
    citation: Citation | None
    start: int = 0
    end: int = 0


@record
class Abbreviation:
    """``let E = K``: a name that is written out wherever a rule uses it."""

    name: str
    expr: Expr
    guards: tuple[Guard, ...]
    start: int = 0
    end: int = 0


@record
class Requirement:
    """``require "kernel-too-large" E <= I + pads``"""

    code: str
    condition: Expr
    guards: tuple[Guard, ...]
    texts: Texts
    start: int = 0
    end: int = 0


@record
class Custom:
    """``usually P <= E - 1``: what holds of nearly all layers of a kind; its sentence says what else is odd.

    One without a sentence only bounds a search.
    """

    condition: Expr
    guards: tuple[Guard, ...]
    texts: Texts
    start: int = 0
    end: int = 0


@record
class Setting:
    """``padding = P(valid = 0)`` in a spelling: a framework's parameter, and the letters that it gives.

    `cases` are the values that stand for others of ours (`none`: for nothing that our letters can say), `fixed` is
    the only value that the spelling holds for, `default` what the framework takes where the argument is not given,
    `by_name` that it stands behind a ``*``: its place among the others is not told.
    """

    name: str
    letters: tuple[str, ...]
    cases: tuple[tuple[str, Expr], ...]
    fixed: Expr | None
    default: Expr | None
    by_name: bool
    start: int = 0
    end: int = 0


@record
class Spelling:
    """``keras Conv2D Convolution2D(filters = N, kernel_size = K) on 2 with G = 1``: how a framework writes a kind.

    A name in small letters is a function of a tensor. `axes` are the spatial axes that the input must have:
    a number, ``map`` for one or more, ``any``, or nothing where the names tell it (``Conv2D``).
    """

    framework: str
    names: tuple[str, ...]
    settings: tuple[Setting, ...]
    axes: str
    constants: tuple[Argument, ...]
    start: int = 0
    end: int = 0


@record
class Trait:
    """``output vector when returns = last``: what a kind's output is, always or in a case."""

    name: str
    guards: tuple[Guard, ...]


@record
class QuantityLine:
    """``quantity weights letter "WC" en "weights" zh "权重数"``, or ``argument K …``: what people call it."""

    name: Word
    is_argument: bool
    letter: str
    texts: Texts
    called: Texts
    start: int = 0
    end: int = 0


@record
class Definition:
    """A layer kind: ``layer conv(N, K, S = 1) like window { … }``; `called` are the names that people give it."""

    name: Word
    parent: str
    parameters: tuple[Parameter, ...]
    title: Texts
    about: Texts
    called: Texts
    spellings: tuple[Spelling, ...]
    abbreviations: tuple[Abbreviation, ...]
    rules: tuple[Rule, ...]
    requirements: tuple[Requirement, ...]
    customs: tuple[Custom, ...]
    traits: tuple[Trait, ...]
    start: int = 0
    end: int = 0


Statement = (
    NetworkLine
    | VariantLine
    | ConventionLine
    | PresetLine
    | LetLine
    | InputLine
    | Line
    | UnreadLine
    | ClaimLine
    | SourceLine
    | QuantityLine
    | Definition
    | BlockDefinition
)


@record
class Program:
    """A whole file: its statements in order, and the text that offsets point into."""

    source: Source
    statements: tuple[Statement, ...]
