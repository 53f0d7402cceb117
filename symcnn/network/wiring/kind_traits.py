"""What a kind of layer is like, by its parameters and traits in the catalogue: a window, kernels, units."""

from __future__ import annotations

from functools import cache

from symcnn.core.written.tree import Sym
from symcnn.network.wiring.layer_kinds import LayerKind, catalogue_names, kind, stores
from symcnn.network.wiring.spelled import people_call

ROLES = {
    "K": "kernel", "N": "kernels", "S": "stride", "P": "padding", "A": "added", "D": "dilation", "G": "groups",
    "C": "channels",
}  # fmt: skip
"""What the letters of the catalogue are called in documents."""
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


def is_windowed(name: str) -> bool:
    """Whether layers of a kind have a window.

    >>> is_windowed("conv"), is_windowed("max_pool"), is_windowed("dense")
    (True, True, False)
    """
    return takes_argument(name, "kernel")


def takes_kernels(name: str) -> bool:
    """Whether it is told of layers of a kind how many kernels or units they have.

    >>> takes_kernels("dense"), takes_kernels("max_pool")
    (True, False)
    """
    return takes_argument(name, "kernels")


@cache
def is_pool(name: str) -> bool:
    """Whether a kind has a window that moves by its own size where nobody tells a stride.

    >>> is_pool("max_pool"), is_pool("subsample"), is_pool("conv")
    (True, True, False)
    """
    known = _known(name)
    return known is not None and "S" in known.parameters and known.parameters["S"].default == Sym("K")


@cache
def has_kernels(name: str) -> bool:
    """Whether a kind has a window with kernels that are counted.

    >>> has_kernels("conv"), has_kernels("depthwise"), has_kernels("dense")
    (True, False, False)
    """
    return is_windowed(name) and takes_kernels(name)


def works_by_channel(name: str) -> bool:
    """Whether a kind has a window that goes over each channel by itself.

    >>> works_by_channel("max_pool"), works_by_channel("depthwise"), works_by_channel("conv")
    (True, True, False)
    """
    return is_windowed(name) and not takes_kernels(name)


def is_transposed(name: str) -> bool:
    """Whether a kind has a window that is laid out on what comes out.

    >>> is_transposed("transposed_conv"), is_transposed("conv")
    (True, False)
    """
    return takes_argument(name, "added")


@cache
def is_weighted(name: str) -> bool:
    """Whether a kind has weights that are connected with its inputs: kernels, or units.

    >>> [is_weighted(name) for name in ("conv", "depthwise", "dense", "max_pool", "batch_norm")]
    [True, True, True, False, False]
    """
    return takes_kernels(name) or (is_windowed(name) and not is_pool(name))


def sort_of(known: LayerKind) -> str:
    """Whether a kind is a convolution, dense, a pooling, or none of these.

    >>> [sort_of(kind(name, {})) for name in ("depthwise", "max_pool", "dense", "relu")]
    ['conv', 'pool', 'dense', '']
    """
    parameters = known.parameters
    if "K" in parameters:
        return "conv" if "N" in parameters or "M" in parameters else "pool"
    return "dense" if "N" in parameters else ""


def is_convolution(name: str) -> bool:
    """Whether a kind has a window with weights, also where it has one for each channel.

    >>> is_convolution("conv"), is_convolution("depthwise"), is_convolution("max_pool")
    (True, True, False)
    """
    return sort_of_kind(name) == "conv"


def sort_of_kind(name: str) -> str:
    """The sort of the kind with a name; none where there is no such kind."""
    known = _known(name)
    return sort_of(known) if known is not None else ""


@cache
def has_only_units(name: str) -> bool:
    """Whether of a kind nothing but a number is told: so many units.

    >>> has_only_units("dense"), has_only_units("conv"), has_only_units("relu")
    (True, False, False)
    """
    known = _known(name)
    return known is not None and known.required == ("N",) and bool(people_call(name).said)


@cache
def is_flattening(name: str) -> bool:
    """Whether layers of a kind make one vector of all values that come in.

    >>> is_flattening("flatten"), is_flattening("global_avg_pool"), is_flattening("relu")
    (True, False, False)
    """
    known = _known(name)
    return known is not None and known.traits == {"in_place", "vector"}


@cache
def is_global(name: str) -> bool:
    """Whether layers of a kind give one number for each whole map.

    >>> is_global("global_avg_pool"), is_global("adaptive_avg_pool"), is_global("flatten")
    (True, False, False)
    """
    known = _known(name)
    return known is not None and known.traits == {"vector"} and not known.parameters


def is_vector(name: str) -> bool:
    """Whether layers of a kind give so many units, or all values that come in, but no map.

    >>> is_vector("dense"), is_vector("flatten"), is_vector("global_avg_pool")
    (True, True, False)
    """
    return (takes_kernels(name) and not is_windowed(name)) or is_flattening(name)


def keeps_channels(name: str) -> bool:
    """Whether what comes in has as many channels as what comes out, and no more need be told.

    >>> keeps_channels("batch_norm"), keeps_channels("global_avg_pool"), keeps_channels("flatten")
    (True, True, False)
    """
    return is_told_by_name(name) and not is_vector(name)


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
