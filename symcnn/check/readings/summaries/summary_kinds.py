"""What layer a class name in a summary stands for, cut off or not, and how a row of it can be explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Op, Sym, names, walk
from symcnn.documents.reading.print_rows import SummaryRow
from symcnn.documents.told.lexicon import lexicon
from symcnn.models.frameworks.layer_classes import layer_class
from symcnn.models.model import KERAS, PYTORCH
from symcnn.network.wiring.layer_kinds import kind, stores
from symcnn.network.wiring.spelled import names_in


class RowForm(Enum):
    """How a row can be explained: by what its kind has, by what it does to a map, or by no kind of ours."""

    KERNELS = "a window with weights, and any number of kernels"
    DEPTHWISE = "the same, channel by channel"
    SEPARATED = "both after each other"
    SPREAD = "a window that enlarges the map"
    UNITS = "weights without a window"
    NORM = "numbers for each channel"
    STATISTICS = "the same, and measured ones"
    SLOPES = "numbers of its own for each value that it changes"
    WINDOW = "a window without weights"
    ADAPTIVE = "an output size that is chosen"
    GLOBAL = "one number for each channel"
    FLAT = "one vector"
    RESIZED = "other sizes"
    SAME = "nothing"
    JOINED = "several inputs behind each other"
    MERGED = "several inputs value by value"
    INPUT = "an input"
    RESHAPED = "the same values in another shape"
    PERMUTED = "the same axes in another order"
    NESTED = "a model of its own"
    UNTOLD = "numbers that no row tells the letters of"


@record
class RowKind:
    """A class of a summary: the catalogue's kind, "" where it is none, and its form."""

    kind: str
    form: RowForm

    @property
    def stores(self) -> bool:
        """Whether its layers have parameters."""
        return bool(self.kind) and stores(self.kind)


_ODD: Mapping[RowForm, str] = {
    RowForm.RESHAPED: "Reshape Unflatten",
    RowForm.PERMUTED: "Permute",
    RowForm.JOINED: "Concat",
    RowForm.NESTED: "Functional Model Sequential",
}
"""Classes that are no kind: they move values about, hold others, or join them by what a kind does not say."""

OPTIONAL = frozenset({RowForm.INPUT, RowForm.SAME})
"""Forms that a summary may show where the code has an argument, and the other way round."""

_WINDOW_AND_STRIDE = {"K", "S"}
_INPUT = "input"
_OF_SHAPES = {"I", "C", "N"}
_PARTS = late_pattern(r"[._]")
_COUNTER = late_pattern(r"_\d+$")


@cache
def row_kinds() -> Mapping[str, RowKind]:
    """What the classes of Keras and PyTorch stand for, in small letters."""
    found = {name.lower(): RowKind("", form) for form, listed in _ODD.items() for name in listed.split()}
    for framework in (PYTORCH, KERAS):
        for name, spelled in names_in(framework).items():
            if name[0].isupper():
                found[name.lower()] = RowKind(spelled[-1].kind, form_of(spelled[-1].kind))
    return {name: row_kind for name, row_kind in found.items() if row_kind.form is not RowForm.UNTOLD}


@cache
def form_of(name: str) -> RowForm:
    """The form of a kind of the catalogue.

    >>> form_of("conv").name, form_of("batch_norm").name, form_of("max_pool").name, form_of("relu").name
    ('KERNELS', 'STATISTICS', 'WINDOW', 'SAME')
    """
    found = kind(name, {})
    rules = {rule.target: rule.expr for rule in found.rules if not rule.guards}
    has = {*found.parameters}
    if name == _INPUT:
        return RowForm.INPUT
    if found.merges:
        return RowForm.JOINED if rules["N"] == Op("sum", (Sym("C"),)) else RowForm.MERGED
    if not stores(name):
        if "N" in has:
            return RowForm.UNITS
        if "vector" in found.traits:
            return RowForm.GLOBAL if rules["N"] == Sym("C") else RowForm.FLAT
        if "O" in has:
            return RowForm.ADAPTIVE
        if has >= _WINDOW_AND_STRIDE:
            return RowForm.WINDOW
        if (rules["O"], rules["N"]) == (Sym("C"), Sym("I")):
            return RowForm.PERMUTED
        return RowForm.SAME if (rules["O"], rules["N"]) == (Sym("I"), Sym("C")) else RowForm.RESIZED
    if has >= _WINDOW_AND_STRIDE:
        if any(isinstance(node, Op) and node.name == "*" and Sym("S") in node.args for node in walk(rules["O"])):
            return RowForm.SPREAD
        return RowForm.DEPTHWISE if "N" not in has else RowForm.SEPARATED if "M" in has else RowForm.KERNELS
    if not {*names(rules["weights"]), *names(rules["biases"])} <= _OF_SHAPES:
        return RowForm.UNTOLD
    if "N" in has:
        return RowForm.UNITS
    if "statistics" in rules and names(rules["statistics"]):
        return RowForm.STATISTICS
    return RowForm.SLOPES if "in_place" in found.traits else RowForm.NORM


def kind_of(row: SummaryRow) -> RowKind | None:
    """The kind; None for a class that is not known, or one cut off so that it could be several.

    A name that was cut off is told by the layer's own, where that is the one that Keras gives.
    """
    known = row_kinds()
    if not row.type:
        return _by_label(row.name)
    printed = row.type.rpartition(".")[2].lower()
    if not row.is_cut:
        return known.get(printed)
    by_name = _COUNTER.sub("", row.name).replace("_", "").lower()
    if by_name in known and by_name.startswith(printed):
        return known[by_name]
    alike = {found for name, found in known.items() if name.startswith(printed)} if printed else set()
    if len({found.form for found in alike}) == 1:
        return min(alike, key=lambda found: found.kind)
    return None


def _by_label(name: str) -> RowKind | None:
    """The kind that a layer's name tells where no class is printed: ``0_conv1``, ``3_layer1.0.Conv2d_conv1``."""
    for part in reversed(_PARTS.split(name)):
        stem = part.rstrip("0123456789").lower()
        if part.lower() in row_kinds() or stem in row_kinds():
            return row_kinds().get(part.lower()) or row_kinds()[stem]
        said = lexicon().label(stem) if len(stem) > 1 else None
        if said is not None and form_of(said.name) is not RowForm.UNTOLD:
            return RowKind(said.name, form_of(said.name))
    return None


def form_named(class_name: str) -> RowForm | None:
    """The form of a class by its name."""
    found = row_kinds().get(class_name.lower())
    return found.form if found else None


def class_agrees(row: SummaryRow, expected: str) -> bool:
    """Whether a row's class can be this one: the same name, another name for it, or one cut off."""
    printed, wanted = row.type.rpartition(".")[2].lower(), expected.lower()
    if printed == wanted:
        return True
    if row.is_cut:
        return wanted.startswith(printed) and bool(printed)
    return are_one(printed, wanted)


def are_one(printed: str, wanted: str) -> bool:
    """Whether two names in small letters can be names of one class."""
    return bool({*family(printed)} & {*family(wanted)})


@cache
def family(name: str) -> tuple[str, ...]:
    """The class names, in small letters, that a name may be another name for: ``MaxPool2D`` for ``MaxPooling2D``."""
    return tuple(dict.fromkeys(_one_names(name))) or (name,)


def _one_names(name: str) -> Iterator[str]:
    for framework in (KERAS, PYTORCH):
        for spelled in names_in(framework):
            if spelled.lower() == name and spelled[0].isupper() and (found := layer_class(framework, spelled)):
                yield found.name.lower()
