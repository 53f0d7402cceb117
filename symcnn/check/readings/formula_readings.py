"""A document's formula in the catalogue's letters: by its words, its legend, or a named notation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, product, rebuilt, substituted, total
from symcnn.documents.reading.formulas import PrintedFormula, spelled
from symcnn.documents.reading.legends import Entry, Legends
from symcnn.documents.reading.notations import COMMON, NOTATIONS, RESULTS, worded
from symcnn.documents.reading.vocabulary import Meaning

_TOPIC = late_pattern(
    r"strid|padding|convol|\bconv|kernel|filter|pool|receptive|layer|卷积|步长|步幅|填充|池化|感受野|参数",
    re.IGNORECASE,
)
_TOPIC_REACH = 1_500
_EXPECTED: Mapping[str, frozenset[str]] = {
    "O": frozenset({"I", "K", "S", "P", "D", "A", "E", "P_before", "P_after"}),
    "weights": frozenset({"K", "C", "N", "G"}),
    "biases": frozenset({"N"}),
    "params": frozenset({"K", "C", "N", "G", "weights", "biases"}),
    "receptive_field": frozenset({"R_in", "K", "J_in", "D"}),
    "jump": frozenset({"J_in", "S"}),
    "E": frozenset({"K", "D"}),
}
"""What the formulas are made of that may be called wrong; others follow too many conventions."""
_PAIR = (Sym("P_before"), Sym("P_after"))
_LEAST_LETTERS = 3
_MOST_AXES = 3
_ONCE = ("K", "S", "P", "C", "N", "D")
_LABEL = late_pattern(
    r"(?P<pool>池化|pool|下采样|subsampl)|(?P<transposed>转置|反卷积|(?:conv\w*[ -]?)?transpos|deconv|fractional)"
    r"|(?P<conv>卷积|conv)|(?P<dense>全连接|fully|dense)",
    re.IGNORECASE,
)
_KINDS = {"pool": "max_pool", "transposed": "transposed_conv", "conv": "conv", "dense": "dense"}
_LABEL_LENGTH = 40
_CLAUSE = late_pattern(r"[;；。，]|[.,] ")
_LINES_BACK = 12


@record
class Reading:
    """``quantity = side`` for each side, in the catalogue's letters, which stand for `letters` of the document.

    `may_be_refuted` tells whether the meanings leave no doubt, `pads_each_side` whether P is certainly the
    padding of one side; `pads` is the document's name for the padding of both sides together.
    """

    quantity: str
    sides: tuple[Expr, ...]
    kind: str | None
    letters: tuple[tuple[str, str], ...]
    is_certain: bool
    may_be_refuted: bool
    pads_each_side: bool
    pads: str

    def in_letters(self, expr: Expr) -> Expr:
        """An expression of the catalogue in the document's letters, where none of them gets two meanings."""
        put = dict(self.letters)
        expr = _joined(expr, self.pads)
        others = {*names(expr)} - {*put, self.pads}
        if len({*put.values(), self.pads}) < len(put) + 1 or others & {*put.values()}:
            return expr
        return substituted(expr, {name: Sym(letter) for name, letter in put.items()})


def readings(formula: PrintedFormula, legends: Legends, text: str, chosen: str | None = None) -> Iterator[Reading]:
    """The formula as the legend has it, with a notation for each way to read the letters that it leaves out.

    Where a notation is chosen by its name, only that one.
    """
    entries: dict[str, Entry] = {}
    known: dict[str, Meaning] = {}
    for name in formula.names:
        entry = legends.nearest(spelled(name), formula.start)
        if entry is not None and entry.meaning is None:
            return
        found = _confirmed(spelled(name), entry.meaning) if entry and entry.meaning else worded(name)
        if found is not None:
            known[name] = found
            if entry:
                entries[name] = entry
    kind = (
        next((found.kind for found in known.values() if found.kind), None)
        or _label_here(text, formula.start)
        or label(text, formula.start)
    )
    missing = [name for name in formula.names if name not in known]
    if not missing:
        yield from _reading(formula, known, entries, kind, by_notation=False)
        return
    if not _is_on_topic(formula, text):
        return
    seen: set[tuple[str, tuple[Expr, ...]]] = set()
    for notation in (*NOTATIONS, COMMON):
        if chosen not in (None, notation.name) or (
            notation is COMMON and (seen or len(formula.names) <= _LEAST_LETTERS)
        ):
            continue
        letters = notation.letters
        if not all(spelled(name) in letters for name in missing):
            continue
        if any(_disagree(known[name], letters.get(spelled(name))) for name in entries):
            continue
        if any(_is_taken(letters[spelled(name)], known[other]) for name in missing for other in entries):
            continue
        full = {**known, **{name: letters[spelled(name)] for name in missing}}
        for reading in _reading(formula, full, entries, kind, by_notation=chosen is None):
            if (reading.quantity, reading.sides) not in seen:
                seen.add((reading.quantity, reading.sides))
                yield reading


def _is_taken(one: Meaning, other: Meaning) -> bool:
    """Whether the document has a letter of its own for the quantity that a notation gives to another one."""
    return one.quantity in _ONCE and (one.quantity, one.axis) == (other.quantity, other.axis)


def _confirmed(name: str, meaning: Meaning) -> Meaning:
    """What a doubtful word says, as certain where a named notation says the same of this very letter."""
    is_usual = not meaning.is_certain and any(
        name in notation.letters and notation.letters[name].quantity == meaning.quantity for notation in NOTATIONS
    )
    return replace(meaning, is_certain=True) if is_usual else meaning


def _disagree(one: Meaning, other: Meaning | None) -> bool:
    return other is not None and one.quantity != other.quantity


def _is_on_topic(formula: PrintedFormula, text: str) -> bool:
    """Whether the words around speak of layers: letters alone may mean anything."""
    around = text[max(0, formula.start - _TOPIC_REACH) : formula.end + _TOPIC_REACH]
    return bool(_TOPIC.search(around))


def _reading(
    formula: PrintedFormula,
    known: Mapping[str, Meaning],
    entries: Mapping[str, Entry],
    kind: str | None,
    *,
    by_notation: bool,
) -> Iterator[Reading]:
    left = known[formula.left]
    if left.quantity not in RESULTS or formula.left in {name for side in formula.sides for name in names(side)}:
        return
    found = {name: _in_context(meaning, left.quantity) for name, meaning in known.items()}
    if left.axis:  # which axis an index counts is each framework's own: strides[1] beside out_height
        found |= {name: replace(found[name], axis=left.axis) for name in found if name.endswith("]")}
    written = tuple(part for side in formula.sides for part in _along_axes(side, left.quantity))
    is_shape = len(written) > len(formula.sides)
    axes = set() if is_shape else {meaning.axis for meaning in found.values()} - {""}
    if left.quantity == "O" and not left.axis and len(axes) > 1:
        return  # a shape in another form
    put: dict[str, Expr] = {}
    for name, meaning in found.items():
        if name == formula.left:
            continue
        mark = f"_{meaning.axis}" if len(axes) > 1 and meaning.axis else ""
        if meaning.quantity == "pads" and mark:
            return
        put[name] = _expr(meaning.quantity, mark, left.quantity, is_certain=meaning.is_certain)
    quantity = left.quantity + (f"_{left.axis}" if len(axes) > 1 and left.axis else "")
    sides = tuple(_plain(substituted(side, put)) for side in written)
    used = {name.removesuffix("_h").removesuffix("_w") for side in sides for name in names(side)}
    meant = [(meaning.quantity, meaning.axis) for name, meaning in found.items() if name != formula.left]
    certain = all(meaning.is_certain for meaning in known.values())
    expected = used <= _EXPECTED.get(left.quantity, frozenset())
    enough = not by_notation or len(formula.names) >= _LEAST_LETTERS
    letters = [(expr.name, name) for name, expr in put.items() if isinstance(expr, Sym)]
    padding = [name for name, meaning in found.items() if meaning.quantity == "P"]
    each_side = any(entries[name].each_side if name in entries else not worded(name) for name in padding)
    first = Reading(
        quantity=quantity,
        sides=sides,
        kind=_kind(left, kind),
        letters=(*letters, (quantity, formula.left)),
        is_certain=certain and not by_notation,
        may_be_refuted=certain and expected and enough and len({*meant}) == len(meant),
        pads_each_side=each_side,
        pads=next((name for name, meaning in found.items() if meaning.quantity == "pads"), ""),
    )
    yield first
    if quantity == "weights" and formula.left not in entries and worded(formula.left):
        yield replace(first, quantity="params", letters=(*letters, ("params", formula.left)))


def _along_axes(side: Expr, quantity: str) -> tuple[Expr, ...]:
    """The factors of a shape, each a size: ``(n + 2p - f + 1) * (n + 2p - f + 1)``; any other side as it is."""
    match side:
        case Op("*", args) if quantity == "O" and 2 <= len(args) <= _MOST_AXES:
            if all(isinstance(arg, Op) and arg.name in ("+", "floor", "ceil") and names(arg) for arg in args):
                return args
    return (side,)


def _kind(left: Meaning, kind: str | None) -> str | None:
    """The kind whose rules the formula is compared with: sizes of pools, and what a phrase names."""
    if left.quantity in ("O", "E"):
        return kind
    return left.kind if left.kind in ("conv", "dense") else None


def _in_context(meaning: Meaning, quantity: str) -> Meaning:
    """A word that means another thing beside this quantity: the field that a kernel sees, the units of a layer."""
    if quantity in ("O", "jump", "E") and meaning.quantity == "receptive_field":
        return replace(meaning, quantity="K")
    if quantity in ("weights", "params", "biases") and meaning.quantity == "neurons":
        return replace(meaning, quantity="N")
    return meaning


def _expr(quantity: str, mark: str, left: str, *, is_certain: bool) -> Expr:
    if quantity == "pads":
        return Op("+", _PAIR)
    if quantity == "K" and not is_certain and left in ("weights", "params"):
        return product(Op("^", (Sym("K"), Num(2))), Sym("C"))  # all weights of one kernel
    return Sym(quantity + mark)


def _joined(expr: Expr, pads: str) -> Expr:
    """The expression with one name for the padding of both sides together."""
    match expr:
        case Op("+", args) if pads and {*_PAIR} <= {*args}:
            at = args.index(_PAIR[0])
            return total(*(arg for arg in (*args[:at], Sym(pads), *args[at:]) if arg not in _PAIR))
    return rebuilt(expr, lambda arg: _joined(arg, pads))


def _plain(expr: Expr) -> Expr:
    """The expression with products within products, and sums within sums, as one."""
    expr = rebuilt(expr, _plain)
    match expr:
        case Op("*" | "+" as name, args):
            parts: list[Expr] = []
            for arg in args:
                parts.extend(arg.args if isinstance(arg, Op) and arg.name == name else (arg,))
            return Op(name, tuple(parts))
    return expr


def says_kind(text: str, at: int) -> bool:
    """Whether the words before a place, on its line, name a kind of layer."""
    return bool(_LABEL.search(text, text.rfind("\n", 0, at) + 1, at))


def _label_here(text: str, at: int) -> str | None:
    """The layer kind of a label on the formula's own line: ``Transposed convolution: O = ...``."""
    words = _CLAUSE.split(text[text.rfind("\n", 0, at) + 1 : at].rstrip(" \t\x1f`*{("))[-1]
    if not words.endswith(":") or len(words) > _LABEL_LENGTH:
        return None
    found = _LABEL.search(words)
    return _KINDS[found.lastgroup or "conv"] if found else None


def label(text: str, at: int) -> str | None:
    """The layer kind that the last short line before a place names, such as a heading."""
    end = text.rfind("\n", 0, at)
    for _ in range(_LINES_BACK):
        if end < 0:
            return None
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip(" \t#*=-:\x1f")
        is_heading = text.startswith("#", start)
        if line and len(line) <= _LABEL_LENGTH and (is_heading or not re.search(r"[=.。,，;；]", line)):
            found = _LABEL.search(line)
            if found and (is_heading or len(line) <= 2 * len(found[0]) + 24):
                return _KINDS[found.lastgroup or "conv"]
        if is_heading:
            return None
        end = start - 1
    return None
