"""What Keras does to names: those that it had before, and those that it gives to layers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from symcnn.models.frameworks.call_arguments import Misread

_OLD_NAMES = {
    "nb_filter": "filters",
    "border_mode": "padding",
    "subsample": "strides",
    "subsample_length": "strides",
    "filter_length": "kernel_size",
    "bias": "use_bias",
    "output_dim": "units",
}
"""Keywords of Keras 1 and what they became."""


def modern(name: str, values: Mapping[str, object], parameters: Sequence[str]) -> dict[str, object]:
    """The arguments under the names that they have today, where the class has no parameter of the old name.

    Raises `Misread` for what two versions of Keras read differently: ``Convolution2D(32, 3, 3)``.
    """
    old = {key for key in values if key in _OLD_NAMES and key not in parameters}
    renamed = {_OLD_NAMES[key] if key in old else key: value for key, value in values.items()}
    if "height" in values and "width" in values:
        renamed["size"] = (values["height"], values["width"])
    is_old = bool(old) or any(key in ("nb_row", "nb_col") for key in values)
    if "nb_row" in values and "nb_col" in values:
        renamed["kernel_size"] = (renamed.pop("nb_row"), renamed.pop("nb_col"))
    elif name.startswith("Convolution2D") and type(values.get("kernel_size")) is int and "strides" in values:
        if not is_old:
            raise Misread("strides")
        renamed["kernel_size"] = (values["kernel_size"], values["strides"])
        renamed["strides"] = values.get("subsample", 1)
    return renamed


def automatic_name(class_name: str) -> str:
    """The stem of the names that Keras gives to layers.

    >>> automatic_name("MaxPooling2D"), automatic_name("Conv2DTranspose"), automatic_name("LeakyReLU")
    ('max_pooling2d', 'conv2d_transpose', 'leaky_re_lu')
    """
    spaced = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", class_name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()
