"""Branches that meet and do not fit: what each is, and a line that brings them together."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.core.text.fault import Fault
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Expr, Op
from symcnn.network.figures.values import Value, as_written, is_number
from symcnn.pages.build.blocks import Text

Branch = tuple[str, Sequence[Value], int]
"""A branch's name, its shape, and its line."""


def shape_text(shape: object) -> Expr:
    """Sizes along all axes as a product by ``x``."""
    if isinstance(shape, tuple) and len(shape) > 1:
        return Op("x", tuple(map(as_written, shape)))
    return as_written(shape[0] if isinstance(shape, tuple) else shape)


def told_branches(fault: Fault) -> tuple[Sentence, ...]:
    """Each branch with its shape and its line."""
    return tuple(
        Sentence("branch", {"name": name, "size": shape_text(shape), "line": Text(str(line))})
        for name, shape, line in _branches(fault)
    )


def bringing_line(fault: Fault) -> str:
    """The line of a layer that makes one of two branches fit the other; nothing where none does.

    >>> meeting = (("a", (8, 8, 16), 3), ("b", (8, 8, 32), 4))
    >>> bringing_line(Fault("channels-differ", 0, 0, {"branches": meeting}))
    'conv N=32 K=1 from a'
    """
    branches = _branches(fault)
    numbers = all(is_number(size) for _, shape, _ in branches for size in shape)
    if len(branches) != 2 or not numbers or len(branches[0][1]) != len(branches[1][1]):
        return ""
    if fault.code == "channels-differ":
        (less, shape, _), (_, large, _) = sorted(branches, key=lambda branch: branch[1][-1])
        kind, kernel = ("conv", " K=1") if len(shape) > 1 else ("dense", "")
        return f"{kind} N={large[-1]}{kernel} from {_named(less)}"
    (less, small, _), (more, large, _) = sorted(branches, key=lambda branch: tuple(branch[1][:-1]))
    fits = all(low <= high for low, high in zip(small[:-1], large[:-1], strict=True))
    return f"crop_to O={_named(less)}.O from {_named(more)}" if fits and fault.code == "sizes-differ" else ""


def _branches(fault: Fault) -> tuple[Branch, ...]:
    branches = fault.values["branches"]
    assert isinstance(branches, tuple)
    return branches


def _named(name: str) -> str:
    return name if all(part.isidentifier() for part in name.split(".")) else f'"{name}"'
