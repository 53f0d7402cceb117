"""The syntax tree of a `.cnn` file; every node knows the offset in the text where it starts."""

from __future__ import annotations

from dataclasses import dataclass

from symcnn.written.tree import Expr


@dataclass(frozen=True, slots=True)
class Word:
    """A name as it stands in the text, or a quoted one without its quotes."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """``network LeNet5``"""

    name: Word


@dataclass(frozen=True, slots=True)
class ConventionLine:
    """``convention flops_per_mac = 1``, or ``convention keras`` for a preset (its value is None)."""

    name: Word
    value: Expr | None
    texts: Texts


@dataclass(frozen=True, slots=True)
class PresetLine:
    """``preset pytorch: moving_statistics=0``: choices under the name of the tool that makes them."""

    name: Word
    choices: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class LetLine:
    """``let I = 32``"""

    name: Word
    value: Expr


@dataclass(frozen=True, slots=True)
class InputLine:
    """``input I x I x 1``: the spatial sizes, then the channels."""

    shape: Expr
    start: int


@dataclass(frozen=True, slots=True)
class Argument:
    """``K=5`` of a layer line, with the offset of its name."""

    name: str
    value: Expr
    start: int


@dataclass(frozen=True, slots=True)
class LayerLine:
    """``C1: conv N=6 K=5 from input``; a line without ``from`` takes the line before it."""

    name: Word | None
    kind: Word
    arguments: tuple[Argument, ...]
    inputs: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """``claim C1.params = (5*5+1)*6 = 156``"""

    relation: Expr
    start: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """``source key "Author: Title, year"``: a publication that rules may cite."""

    key: Word
    citation: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """``S = 1`` in the head of a layer kind; no default means that the argument is needed."""

    name: str
    default: Expr | None
    start: int


@dataclass(frozen=True, slots=True)
class Guard:
    """``when D`` (given, and not its default) or ``when P = same``."""

    name: str
    value: Expr | None


@dataclass(frozen=True, slots=True)
class Citation:
    """``source dumoulin2016 "relationship 6"``"""

    key: str
    place: str


@dataclass(frozen=True, slots=True)
class Texts:
    """One sentence in each language."""

    en: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """``rule weights = K^2*C*N``, with its guards, its sentence and its source."""

    target: str
    expr: Expr
    guards: tuple[Guard, ...]
    texts: Texts
    citation: Citation | None
    start: int


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """``let E = K``: a name that is written out wherever a rule uses it."""

    name: str
    expr: Expr
    guards: tuple[Guard, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """``require "kernel-too-large" E <= I + pads``"""

    code: str
    condition: Expr
    guards: tuple[Guard, ...]
    texts: Texts


@dataclass(frozen=True, slots=True)
class Definition:
    """A layer kind: ``layer conv(N, K, S = 1) like window { … }``."""

    name: Word
    parent: str
    parameters: tuple[Parameter, ...]
    title: Texts
    about: Texts
    abbreviations: tuple[Abbreviation, ...]
    rules: tuple[Rule, ...]
    requirements: tuple[Requirement, ...]
    traits: tuple[str, ...]


Statement = (
    NetworkLine | ConventionLine | PresetLine | LetLine | InputLine | LayerLine | ClaimLine | SourceLine | Definition
)


@dataclass(frozen=True, slots=True)
class Program:
    """A whole file: its statements in order, and the text that offsets point into."""

    source: Source
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the name under which messages speak of it."""

    name: str
    text: str
