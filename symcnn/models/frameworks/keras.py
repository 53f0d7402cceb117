"""Keras's layers: their parameters in order, and what they are in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.models.frameworks.call_arguments import SAME, Given, Letters, Misread, Parts, activation, by_axis, pair

_CONV = "filters kernel_size strides padding data_format dilation_rate groups activation use_bias"
_POOL = "pool_size strides padding data_format"
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


@record
class Type:
    """A class of layers: its own name, its parameters, the spatial axes that it needs (None: any) and its parts."""

    name: str
    signature: str
    axes: int | None
    parts: Callable[[Given], Parts]


def _first(given: Given) -> None:
    if given.has("data_format") and given.word("data_format", "") != "channels_last":
        raise Misread("data_format")


def _window(given: Given, kernel: str, stride: Expr) -> Letters:
    _first(given)
    sizes, dilation = given.numbers(kernel, 2 if kernel == "pool_size" else None), given.sizes("dilation_rate", 1)
    match given.word("padding", "valid"):
        case "same":
            padding: Expr = SAME
        case "valid":
            padding = Num(0)
        case "causal" if given.axes == 1:
            padding = pair(given.numbers("dilation_rate", 1)[0] * (sizes[0] - 1), 0)
        case _:
            raise Misread("padding")
    letters = {"K": by_axis([Num(size) for size in sizes]), "S": stride, "P": padding}
    return letters if kernel == "pool_size" else {**letters, "D": dilation}


def _bias(given: Given) -> Letters:
    return {"bias": Num(int(given.flag("use_bias", True)))}


def _conv(given: Given) -> Parts:
    letters = {"N": Num(given.whole("filters")), **_window(given, "kernel_size", given.sizes("strides", 1))}
    return (("conv", {**letters, "G": Num(given.whole("groups", 1)), **_bias(given)}),)


def _depthwise(given: Given) -> Parts:
    letters = _window(given, "kernel_size", given.sizes("strides", 1))
    return (("depthwise", {**letters, "M": Num(given.whole("depth_multiplier", 1)), **_bias(given)}),)


def _separable(given: Given) -> Parts:
    letters = {"N": Num(given.whole("filters")), **_window(given, "kernel_size", given.sizes("strides", 1))}
    return (("separable", {**letters, "M": Num(given.whole("depth_multiplier", 1)), **_bias(given)}),)


def _transposed(given: Given) -> Parts:
    _first(given)
    letters: Letters = {"N": Num(given.whole("filters")), "K": given.sizes("kernel_size")}
    letters |= {"S": given.sizes("strides", 1), "D": given.sizes("dilation_rate", 1)}
    word = given.word("padding", "valid")
    if word not in ("same", "valid"):
        raise Misread("padding")
    letters["P"] = Sym(word)
    if given.has("output_padding"):
        letters["A"] = given.sizes("output_padding")
        if letters["A"] == Num(0):  # the catalogue's rules for no output padding are those for none given
            raise Misread("output_padding")
    return (("transposed_conv", {**letters, **_bias(given)}),)


def _pool(kind: str) -> Callable[[Given], Parts]:
    def parts(given: Given) -> Parts:
        kernel = given.sizes("pool_size", 2)
        stride = given.sizes("strides") if given.has("strides") else kernel
        return ((kind, _window(given, "pool_size", stride)),)

    return parts


def _global_pool(kind: str) -> Callable[[Given], Parts]:
    def parts(given: Given) -> Parts:
        _first(given)
        if given.flag("keepdims", False):
            return ((f"adaptive_{kind}", {"O": Num(1)}),)
        return ((f"global_{kind}", {}),)

    return parts


def _dense(given: Given) -> Parts:
    kind = "dense_per_position" if given.input_axes else "dense"
    return ((kind, {"N": Num(given.whole("units")), **_bias(given)}),)


def _batch_norm(given: Given) -> Parts:
    _last_axis(given)
    return (("batch_norm", _scale_and_shift(given)),)


def _scale_and_shift(given: Given) -> Letters:
    return {"scale": Num(int(given.flag("scale", True))), "shift": Num(int(given.flag("center", True)))}


def _last_axis(given: Given) -> None:
    axis = given.values.get("axis", -1)
    if isinstance(axis, list | tuple) and len(axis) == 1:
        axis = axis[0]
    if axis == -1 or (given.input_axes is not None and axis == given.input_axes + 1):
        return
    raise Misread("axis")


def _layer_norm(given: Given) -> Parts:
    _last_axis(given)
    if not (given.flag("scale", True) and given.flag("center", True)):
        raise Misread("scale")
    return (("layer_norm", {}),)


def _activation(given: Given) -> Parts:
    return ((activation(given.values.get("activation", 0)), {}),)


def _prelu(given: Given) -> Parts:
    shared = given.values.get("shared_axes")
    if shared is None:
        return (("prelu", {"slopes": Sym("value")}),)
    axes = sorted(shared) if isinstance(shared, list | tuple) and all(type(a) is int for a in shared) else None
    if given.input_axes is None or axes != list(range(1, given.input_axes + 1)):
        raise Misread("shared_axes")
    return (("prelu", {"slopes": Sym("channel")}),)


def _sides(kind: str, name: str, default: int | None) -> Callable[[Given], Parts]:
    def parts(given: Given) -> Parts:
        _first(given)
        value = given.values.get(name, default)
        if value is None:
            raise Misread(name)
        if given.axes == 1 and isinstance(value, list | tuple):
            value = (value,)
        sides = value if isinstance(value, list | tuple) else (value,) * given.axes
        if len(sides) != given.axes:
            raise Misread(name)
        return ((kind, {"P": by_axis([_side(side, name) for side in sides])}),)

    return parts


def _side(value: object, name: str) -> Expr:
    match value:
        case bool():
            raise Misread(name)
        case int():
            return Num(value)
        case [int() as before, int() as after]:
            return pair(before, after)
    raise Misread(name)


def _upsample(given: Given) -> Parts:
    _first(given)
    return (("upsample", {"S": given.sizes("size", 2)}),)


def _merge(kind: str) -> Callable[[Given], Parts]:
    def parts(given: Given) -> Parts:
        if kind == "concat":
            _last_axis(given)
        return ((kind, {}),)

    return parts


def _plain(kind: str) -> Callable[[Given], Parts]:
    return lambda _: ((kind, {}),)


def _nothing(_: Given) -> Parts:
    return ()


def _flatten(given: Given) -> Parts:
    _first(given)
    return (("flatten", {}),)


def _types() -> Mapping[str, Type]:
    found: dict[str, Type] = {}

    def add(names: str, signature: str, axes: int | None, parts: Callable[[Given], Parts]) -> None:
        first, *others = names.split()
        for name in (first, *others):
            found[name] = Type(first, signature, axes, parts)

    separable = "filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias"
    depthwise = "kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias"
    for axes in (1, 2, 3):
        add(f"Conv{axes}D Convolution{axes}D", _CONV, axes, _conv)
        add(
            f"Conv{axes}DTranspose Convolution{axes}DTranspose",
            "filters kernel_size strides padding",
            axes,
            _transposed,
        )
        add(f"MaxPooling{axes}D MaxPool{axes}D", _POOL, axes, _pool("max_pool"))
        add(f"AveragePooling{axes}D AvgPool{axes}D", _POOL, axes, _pool("avg_pool"))
        averages = f"GlobalAveragePooling{axes}D GlobalAvgPool{axes}D"
        add(averages, "data_format keepdims", axes, _global_pool("avg_pool"))
        add(f"GlobalMaxPooling{axes}D GlobalMaxPool{axes}D", "data_format keepdims", axes, _global_pool("max_pool"))
        add(f"SpatialDropout{axes}D", "rate", axes, _plain("dropout"))
        add(f"ZeroPadding{axes}D", "padding data_format", axes, _sides("pad", "padding", 1))
        add(f"Cropping{axes}D", "cropping data_format", axes, _sides("crop", "cropping", 1 if axes == 3 else None))
        add(f"UpSampling{axes}D", "size data_format interpolation", axes, _upsample)
    for axes in (1, 2):
        add(f"SeparableConv{axes}D SeparableConvolution{axes}D", separable, axes, _separable)
        add(f"DepthwiseConv{axes}D", depthwise, axes, _depthwise)
    add("Dense", "units activation use_bias", None, _dense)
    add("Flatten", "data_format", None, _flatten)
    add("BatchNormalization", "axis momentum epsilon center scale", None, _batch_norm)
    add("LayerNormalization", "axis epsilon center scale", None, _layer_norm)
    add("Activation", "activation", None, _activation)
    add("PReLU", "alpha_initializer alpha_regularizer alpha_constraint shared_axes", None, _prelu)
    for name in ("Dropout", "AlphaDropout", "GaussianDropout"):
        add(name, "rate", None, _plain("dropout"))
    for name, kind in {"ReLU": "relu", "LeakyReLU": "leaky_relu", "ELU": "elu", "Softmax": "softmax"}.items():
        add(name, "value", None, _plain(kind))
    for name in (
        *("ThresholdedReLU", "GaussianNoise", "ActivityRegularization", "Identity", "Rescaling", "RandomFlip"),
        *("RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast", "RandomBrightness"),
    ):
        add(name, "value other third", None, _plain("activation"))
    add("Reshape", "target_shape", None, _nothing)
    add("Add", "", None, _merge("add"))
    add("Multiply", "", None, _merge("multiply"))
    add("Concatenate", "axis", None, _merge("concat"))
    return found


TYPES = _types()
FUNCTIONS: Mapping[str, str] = {"add": "Add", "multiply": "Multiply", "concatenate": "Concatenate"}
"""The functions beside the classes that merge: ``layers.add([a, b])``."""


def modern(name: str, values: Mapping[str, object]) -> dict[str, object]:
    """The arguments under the names that they have today.

    Raises `Misread` for what two versions of Keras read differently: ``Convolution2D(32, 3, 3)``.
    """
    renamed = {_OLD_NAMES.get(key, key): value for key, value in values.items()}
    is_old = any(key in _OLD_NAMES or key in ("nb_row", "nb_col") for key in values)
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
