"""What the names in a claim stand for: figures of layers, symbols of the network; others are told where they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from symcnn.core.algebra.forms import letter
from symcnn.core.record import replace
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.named_place import every_place, named_place
from symcnn.core.text.near import near
from symcnn.core.written.tree import names
from symcnn.network.figures.figures import TOTALS, Figures
from symcnn.network.figures.quantities import TOTAL, has, quantity_of
from symcnn.network.figures.values import Value
from symcnn.network.language.counted_words import SCALED, SCALES, scaled
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.undeclared import name_fault

_MOST_FAULTS = 8
"""More names of one claim are not told: each is looked for in all of it."""


class FaultyNames(Faulty):
    """Carries the faults of several names of a claim."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0])
        self.faults = tuple(faults)


def known_names(claim: ClaimLine, figures: Figures, text: str) -> dict[str, Value]:
    """The values of the names in a claim, which stands in this text.

    Raises `FaultyNames` where some are neither figures nor symbols of the network.
    """
    said = names(claim.relation)
    declared = figures.network.declared if any("." not in name for name in said) else frozenset()
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for name in said:
        try:
            if "." not in name:
                check_scale(name, declared, text, claim.start, claim.end)
                _check_symbol(name, declared, figures, text, claim)
            values[name] = _value_of(name, figures)
        except Faulty as faulty:
            faults.append(_placed(faulty.fault, name, text, claim))
            if len(faults) == _MOST_FAULTS:
                break
    if faults:
        raise FaultyNames(_with_whole_line(faults, claim, text))
    return values


def _placed(fault: Fault, name: str, text: str, claim: ClaimLine) -> Fault:
    """The fault of a name where the claim has it."""
    start, end = (fault.start, fault.end) if fault.end else _part_at_fault(name, fault, text, claim)
    return replace(fault, start=start, end=end)


def _with_whole_line(faults: Sequence[Fault], claim: ClaimLine, text: str) -> Sequence[Fault]:
    """The faults, of which the last tells the line as it is meant, where it is seen what each name stands for."""
    meant = {str(each.values["name"]): str(each.values["near"]) for each in faults if each.code == "undeclared"}
    if len(meant) < len(faults) or not all("." in near for near in meant.values()):
        return faults
    line = text[claim.start : claim.end]
    for name, near_name in meant.items():
        line = every_place(name).sub(lambda found, put=near_name: found[0].replace(found[1], put), line)  # type: ignore[misc]
    start = text.rfind("\n", 0, claim.start) + 1
    *others, last = faults
    whole = f"{text[start : claim.start]}{line}".strip()
    return (*others, replace(last, values={**last.values, "write": whole}))


def check_scale(name: str, declared: Collection[str], text: str, start: int, end: int) -> None:
    """A letter for thousands or millions behind a number is no symbol, where none of this name is declared.

    Raises `Faulty`.
    """
    if name in SCALES and name not in declared:
        for found in SCALED.finditer(text, start, end):
            if found[2] == name:
                told = {"name": name, "found": found[0], "near": scaled(found[1], name, text[start:end])}
                raise Faulty(Fault("scale-behind-number", *found.span(), told))


def _part_at_fault(name: str, fault: Fault, text: str, claim: ClaimLine) -> tuple[int, int]:
    """Where the claim has the name, or the part of it that there is not: its layer or its quantity."""
    start, end = named_place(name, text, claim.start, claim.end)
    owner, _, quantity = name.rpartition(".")
    if not owner or text[start:end] != name:
        return start, end
    return (end - len(quantity), end) if fault.code == "unknown-quantity" else (start, start + len(owner))


def _value_of(name: str, figures: Figures) -> Value:
    owner, _, quantity = name.rpartition(".")
    return quantity_of(figures, owner, quantity) if owner else _symbol_value(name, figures)


def _meant(name: str, figures: Figures, owners: Collection[str]) -> str:
    """What a name that is no symbol stands for, where it is a quantity's or a layer's: first of those spoken of."""
    if name in TOTALS or name == TOTAL:
        return f"{TOTAL}.{name if name in TOTALS else 'params'}"
    if any(layer.layer.name == name for layer in figures.layers):
        return f"{name}.output"
    owner, _, quantity = name.rpartition("_")
    if any(layer.layer.name == owner and has(layer, quantity) for layer in figures.layers):
        return f"{owner}.{quantity}"
    having = [layer for layer in reversed(figures.layers[1:]) if has(layer, name)]
    last = max(having, key=lambda layer: layer.layer.name in owners, default=None)
    if last is not None:
        return f"{last.layer.name}.{name}"
    total = near(name, TOTALS, _SLIP)
    return f"{TOTAL}.{total}" if total else ""


_SLIP = 0.8
"""How like the total of a quantity a name must be to stand for it."""


def _symbol_value(name: str, figures: Figures) -> Value:
    from symcnn.network.figures.measure import scope_of

    scope = scope_of(figures.network)
    return scope[name] if name in scope else letter(name)


def _check_symbol(name: str, declared: Collection[str], figures: Figures, text: str, claim: ClaimLine) -> None:
    """A name without a layer must be a symbol of the network.

    Raises `Faulty`.
    """
    if name in declared:
        return
    if (fault := name_fault(name, text, (claim.start, claim.end), declared)) is not None:
        raise Faulty(fault)
    owners = {other.rpartition(".")[0] for other in names(claim.relation)}
    meant = _meant(name, figures, owners) or near(name, declared)
    place = named_place(name, text, claim.start, claim.end)
    raise Faulty(Fault("undeclared", *place, {"name": name, "near": meant}))
