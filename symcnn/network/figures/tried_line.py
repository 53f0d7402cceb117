"""Whether a line that is to be advised is right: it is read, and tried in the place of the one that it mends."""

from __future__ import annotations

from symcnn.core.limits import MAX_TRIED
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Op, Sym
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import LayerLine, LetLine
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.layer_kinds import UnknownKind, kind
from symcnn.network.wiring.layer_meanings import Own
from symcnn.network.wiring.undeclared import reads_as_word

GAP = "…"
"""What stands in an advised line for what only its author knows."""

_OF_FORM = frozenset(
    {
        *("unknown-kind", "unknown-argument", "missing-argument", "given-twice", "unknown-word", "not-a-word"),
        *("wrong-axes", "not-a-pair", "one-number", "not-a-number", "not-a-symbol", "not-a-join", "no-paths"),
        *(
            "no-number",
            "half-number",
            "no-parameter",
            "needs-inputs",
            "undeclared",
            "letter-for-digit",
            "number-in-words",
            "glued-sizes",
            "used-before",
            "reserved",
            "empty-name",
        ),
        *("reshape-differs", "bad-input", "too-many-axes", "batch-axis", "convention-value", "unknown-preset"),
        *("unknown-convention", "bad-count", "undefined", "not-a-share"),
    }
)
"""The faults that an advised line may not have: others are those of the numbers that were given, or of other lines."""


def reads(line: str, own: Own) -> bool:
    """Whether a line can be read, and its layers take the arguments that it gives them.

    >>> reads("conv N=6 K=…", {}), reads("conv 6 5", {}), reads("conv N=6 H=5", {}), reads("conv N=6 K=about", {})
    (True, False, False, False)
    """
    if not line:
        return False
    program, faults = read(Source("", line.replace(GAP, "1")))
    layers = (statement for statement in program.statements if isinstance(statement, LayerLine))
    if any(
        isinstance(each, LetLine) and isinstance(each.value, Op) and each.value.name == "x"
        for each in program.statements
    ):
        return False  # sizes are the value of no symbol
    return not faults and bool(program.statements) and all(_takes(layer, own) for layer in layers)


def _takes(line: LayerLine, own: Own) -> bool:
    """Whether there is the kind, and the kind has the arguments; words that it does not know are no values."""
    given = [argument.name for argument in line.arguments]
    if len(set(given)) < len(given):
        return False
    if line.kind.text in own:
        return set(given) <= own[line.kind.text].keys()
    try:
        found = kind(line.kind.text, {})
    except UnknownKind:
        return False
    return set(given) <= found.parameters.keys() and not any(
        isinstance(each.value, Sym)
        and reads_as_word(each.value.name)
        and each.value.name not in found.words.get(each.name, ())
        for each in line.arguments
    )


def mends(text: str, start: int, end: int, line: str) -> bool:
    """Whether a line in the place of a stretch of a text has no fault of its form.

    >>> text = "input 8 x 8 x 3\\nconv N=6 K=[1,2,3]\\n"
    >>> mends(text, 16, 34, "conv N=6 K=1x2x3"), mends(text, 16, 34, "conv N=6 K=1x2")
    (False, True)
    """
    stretch = text[start:end]
    before, behind = (stretch[: len(stretch) - len(stretch.lstrip())], stretch[len(stretch.rstrip()) :])
    opened = line.replace(GAP, "1")
    if opened.endswith("{"):  # what it opens stands behind it, or is still to be written
        opened = opened.removesuffix("{") if text[end : end + 1] == "{" else f"{opened} }}"
    put = f"{before}{opened}{behind}"
    if len(text) <= MAX_TRIED:
        return _is_right(f"{text[:start]}{put}{text[end:]}", range(start, start + len(put) + 1), GAP in line)
    if _DEFINES.search(text):
        return True  # of the file's own kinds, `reads` knows the arguments
    above = "".join(each[0] for each in _SAYS.finditer(text) if not start <= each.start() < end)
    return _is_right(
        f"{above}{put.strip()}", range(len(above), len(above) + len(put) + 1), GAP in line or "reshape" in line
    )


_SAYS = late_pattern(r"(?m)^[ \t]*(?:let|input|convention)\b[^\n]*\n")
"""The statements without which no layer is understood."""
_DEFINES = late_pattern(r"(?m)^[ \t]*(?:layer|block)\b")


def _is_right(text: str, place: range, has_gap: bool) -> bool:
    """Whether a text has no fault at a place; it is measured where the place has no gap."""
    program, faults = read(Source("", text))
    if any(fault.start in place for fault in faults):
        return False
    network, faults = elaborate(program)
    if network is not None and not network.loops and not has_gap:
        faults = (*faults, *measure(network)[1])
    return not any(fault.start in place and fault.code in _OF_FORM for fault in faults)
