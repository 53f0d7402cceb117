"""Which layer a letter belongs to by its mark: the one before, or the layer itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from symcnn.answers.prove.notations import canonical, usual_meanings

_ARGUMENTS = frozenset({"K", "S", "P", "pads", "D", "G"})
"""What belongs to a layer and to no map."""

SEEN = frozenset({"receptive_field", "jump"})
"""What a recursion over layers is for."""


def roles(names: Iterable[str], left: str = "") -> Mapping[str, str]:
    """The names in one spelling; an index goes where another name has the one before it: ``r_i`` beside ``r_{i-1}``.

    So it does where another has the one behind it: ``r_l`` is before the layer beside ``r_{l+1}``, and ``R`` beside
    ``R_out``. The `left` name tells of the others, and need not be among them.

    >>> roles(["r_i", "r_i-1", "c_i"]), roles(["c_i", "C_{in}"])["c_i"]
    ({'r_i': 'r', 'r_i-1': 'r_in', 'c_i': 'c'}, 'c_i')
    >>> roles(["r_l+1", "r_l", "k_l"]), roles(["R", "J", "K"], "R_out")
    ({'r_l+1': 'r', 'r_l': 'r_in', 'k_l': 'k'}, {'R': 'R_in', 'J': 'J_in', 'K': 'K'})
    """
    names = tuple(names)
    every = (*names, left) if left else names
    given = dict(_by_index(every)) | dict(_ends(every)) | dict(_beside_outputs(every))
    return {name: given.get(name) or canonical(name) for name in names}


def _by_index(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    parts = {name: name.rpartition("_") for name in names if "_" in name}
    marks = {mark.removesuffix("-1") for _, _, mark in parts.values() if mark.endswith("-1")}
    ahead = {mark.removesuffix("+1") for _, _, mark in parts.values() if mark.endswith("+1")} - marks
    above = {mark.removesuffix("+1") for stem, _, mark in parts.values() if mark.endswith("+1") and _is_argument(stem)}
    own = {mark for stem, _, mark in parts.values() if mark in marks and _is_argument(stem)}
    for name, (stem, _, mark) in parts.items():
        before = mark.removesuffix("-1")
        if mark in marks or (before != mark and before not in own and _is_argument(stem)):
            yield name, stem
        elif mark in ahead and (not _is_argument(stem) or mark in above):
            yield name, f"{stem}_in"
        elif mark in ahead or mark.removesuffix("+1") in ahead:
            yield name, stem


def _ends(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """``c_i`` and ``c_o`` together are those of the input and of the output."""
    for stem in {name[:-2] for name in names if name.endswith("_i")} & {
        name[:-2] for name in names if name[-2:] == "_o"
    }:
        yield from ((f"{stem}_{mark}", f"{stem}_{role}") for mark, role in (("i", "in"), ("o", "out")))


def _beside_outputs(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Receptive fields and jumps without a mark, where another one is that behind the layer."""
    spelled = {canonical(name) for name in names} | {f"{name[:-1]}_out" for name in names if name.endswith("'")}
    seen = [name for name in names if "_" not in name and not SEEN.isdisjoint(usual_meanings(name))]
    if any(f"{name}_out" in spelled for name in seen):
        yield from ((name, f"{name}_in") for name in seen if not name.endswith("'"))


def is_behind(name: str) -> bool:
    """Whether a mark says that a name is of the output: ``j_out`` is no jump before the layer."""
    return canonical(name).endswith("_out") or name.endswith("'")


def _is_argument(stem: str) -> bool:
    return not _ARGUMENTS.isdisjoint(usual_meanings(stem)[:1])
