"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from symcnn.core.text.fault import Faulty, refused
from symcnn.core.text.look_alikes import latin

SYNONYMS = {
    **dict.fromkeys(("fc", "linear", "full", "inner_product", "fully_connected", "connected"), "dense"),
    **dict.fromkeys(("conv1d", "conv2d", "conv3d", "convolution", "convolutional"), "conv"),
    **dict.fromkeys(("cat", "merge", "route"), "concat"),
    **dict.fromkeys(("eltwise", "shortcut", "plus", "sum"), "add"),
    **dict.fromkeys(("maxpool", "maxpool2d", "maxpooling2d", "pool"), "max_pool"),
    **dict.fromkeys(("bn", "batchnorm", "batchnorm2d"), "batch_norm"),
    **dict.fromkeys(("filters", "out_channels", "units", "out_features", "channels"), "N"),
    **dict.fromkeys(("num_filter", "num_filters", "n_filters", "num_outputs", "out_planes", "nb_filter"), "N"),
    **dict.fromkeys(("kernels", "maps", "个数", "数量", "通道", "通道数", "输出通道"), "N"),
    **dict.fromkeys(("kernel", "kernel_size", "f", "size", "ksize", "卷积核", "核", "窗口"), "K"),
    **dict.fromkeys(("stride", "strides"), "S"),
    **dict.fromkeys(("padding", "pad"), "P"),
    **dict.fromkeys(("dilation",), "D"),
    **dict.fromkeys(("groups",), "G"),
    **dict.fromkeys(("parameters", "param", "pc"), "params"),
    **dict.fromkeys(("rf",), "receptive_field"),
    **dict.fromkeys(("p",), "rate"),
    **dict.fromkeys(("tensorflow", "tf", "tf.keras"), "keras"),
    **dict.fromkeys(("torch", "torchvision"), "pytorch"),
    **dict.fromkeys(("up", "ceiling"), "ceil"),
    **dict.fromkeys(("down", "trunc"), "floor"),
    **dict.fromkeys(("true", "yes", "on"), "1"),
    **dict.fromkeys(("false", "no", "off"), "0"),
}
"""What other tools call our kinds, arguments and quantities."""

_ALIKE, _SHORTEST = 0.85, 5
"""How like the name of another tool a name must be, and how long that name: short ones are alike by chance."""
_BEGINNING = 4
_TWO_LETTERS = 2
_LONGEST = 100
"""A longer name is no slip of the pen, and comparing it would take long."""


def near(name: str, choices: Iterable[str], alike: float = 0.6) -> str:
    """The choice that is most like `name`, upper and lower case alike; nothing where none is `alike`.

    >>> near("cnov", ("conv", "dense"))
    'conv'
    """
    if len(name) > _LONGEST:
        return ""
    from difflib import get_close_matches

    choices = tuple(choices)
    name = latin(name)
    if SYNONYMS.get(name.casefold()) in choices:
        return SYNONYMS[name.casefold()]
    folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=_ALIKE if len(name) <= _TWO_LETTERS else alike)
    if close:
        return folded[close[0]]
    others = [other for other, meant in SYNONYMS.items() if meant in choices and len(other) >= _SHORTEST]
    close = get_close_matches(name.casefold(), others, n=1, cutoff=_ALIKE)
    return SYNONYMS[close[0]] if close else ""


def begun(name: str, choices: Iterable[str]) -> str:
    """The only choice that begins with a name of some letters; nothing where several do, or none.

    >>> begun("calc", ("calculation", "claim")), begun("c", ("calculation",))
    ('calculation', '')
    """
    longer = [choice for choice in choices if choice.startswith(name) and len(name) >= _BEGINNING]
    return longer[0] if len(longer) == 1 else ""


def unknown(code: str, name: str, known: Iterable[str]) -> Faulty:
    """The fault of a name that there is not: what was probably meant, and what there is."""
    choices = tuple(known)
    return refused(code, name=name, near=near(name, choices) or begun(name, choices), choices=choices)
