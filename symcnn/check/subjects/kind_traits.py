"""What a kind of layer is like, by its parameters in the catalogue: whether it has a window, kernels, an own stride."""

from __future__ import annotations

from functools import cache

from symcnn.core.written.tree import Sym
from symcnn.documents.told.class_calls import ROLES
from symcnn.network.wiring.layer_kinds import LayerKind, catalogue_names, kind, stores

_LETTERS = {role: letter for letter, role in ROLES.items()}
_MULTIPLIER = "M"
"""A parameter that words seldom tell."""


@cache
def _known(name: str) -> LayerKind | None:
    return kind(name, {}) if name in catalogue_names() else None


def is_known(name: str) -> bool:
    """Whether the catalogue has a kind; of a layer of which only the window is told it has none.

    >>> is_known("conv"), is_known("unknown")
    (True, False)
    """
    return _known(name) is not None


@cache
def parameters(name: str) -> tuple[str, ...]:
    """The letters of a kind's parameters."""
    known = _known(name)
    return tuple(known.parameters) if known is not None else ()


@cache
def takes_argument(name: str, role: str) -> bool:
    """Whether layers of a kind have an argument, by its role.

    >>> takes_argument("conv", "kernels"), takes_argument("dense", "kernel"), takes_argument("input", "kernel")
    (True, False, False)
    """
    return _LETTERS[role] in parameters(name)


def takes_kernels(name: str) -> bool:
    """Whether it is told of layers of a kind how many kernels or units they have.

    >>> takes_kernels("dense"), takes_kernels("max_pool")
    (True, False)
    """
    return takes_argument(name, "kernels")


@cache
def is_pool(name: str) -> bool:
    """Whether a kind has a window that moves by its own size where nobody tells a stride.

    >>> [name for name in catalogue_names() if is_pool(name)]
    ['avg_pool', 'max_pool', 'subsample']
    """
    known = _known(name)
    return known is not None and "S" in known.parameters and known.parameters["S"].default == Sym("K")


@cache
def has_kernels(name: str) -> bool:
    """Whether a kind has a window with kernels that are counted.

    >>> [name for name in catalogue_names() if has_kernels(name)]
    ['conv', 'separable', 'transposed_conv']
    """
    return takes_argument(name, "kernel") and takes_argument(name, "kernels")


@cache
def is_weighted(name: str) -> bool:
    """Whether a kind has weights that are connected with its inputs: kernels, or units.

    >>> [is_weighted(name) for name in ("conv", "depthwise", "dense", "max_pool", "batch_norm")]
    [True, True, True, False, False]
    """
    return takes_argument(name, "kernels") or (takes_argument(name, "kernel") and not is_pool(name))


def holds_numbers(name: str) -> bool:
    """Whether layers of a kind hold numbers of their own; of those of no known kind nobody knows.

    >>> [holds_numbers(name) for name in ("conv", "batch_norm", "max_pool", "mystery")]
    [True, True, False, False]
    """
    return _known(name) is not None and stores(name)


@cache
def is_told_by_name(name: str) -> bool:
    """Whether the name alone tells such a layer: it needs no argument, joins nothing and changes its input.

    >>> [is_told_by_name(name) for name in ("global_avg_pool", "flatten", "relu", "add", "conv")]
    [True, True, False, False, False]
    """
    known = _known(name)
    return known is not None and not (known.required or known.merges or {*known.traits} == {"in_place"})


@cache
def is_in_place(name: str) -> bool:
    """Whether layers of a kind change the values of a map and nothing else: an activation.

    >>> [is_in_place(name) for name in ("relu", "dropout", "conv", "flatten")]
    [True, True, False, False]
    """
    known = _known(name)
    return known is not None and {*known.traits} == {"in_place"}


def has_plain_window(name: str) -> bool:
    """Whether a kind's window is told by its size, stride and padding alone.

    >>> [has_plain_window(name) for name in ("conv", "max_pool", "separable", "dense")]
    [True, True, False, False]
    """
    return "K" in parameters(name) and _MULTIPLIER not in parameters(name)


def family(name: str) -> str:
    """What a text may mean by a kind's name: who says pooling may mean any."""
    return _pools()[0] if is_pool(name) else name


@cache
def meant(name: str) -> tuple[str, ...]:
    """A kind, and those that have its name too but are counted in another way.

    >>> meant("max_pool"), meant("conv")
    (('max_pool', 'subsample'), ('conv',))
    """
    others = [one for one in _pools() if stores(one) and one != name] if is_pool(name) else []
    return (name, *others)


@cache
def _pools() -> tuple[str, ...]:
    return tuple(filter(is_pool, catalogue_names()))
