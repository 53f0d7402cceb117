"""PyTorch's layers: their parameters in order, and what they are in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.models.frameworks.call_arguments import ACTIVATIONS, SAME, Given, Letters, Misread, Parts, by_axis, pair

_CONV = "out_channels kernel_size stride padding dilation groups bias padding_mode"
_MAX_POOL = "kernel_size stride padding dilation return_indices ceil_mode"
_AVG_POOL = "kernel_size stride padding ceil_mode count_include_pad divisor_override"


@record
class Type:
    """A class of layers: its name, parameters, spatial axes (None: any) and parts.

    `takes` is the parameter that says how many channels (or features) the input has.
    """

    name: str
    signature: str
    axes: int | None
    parts: Callable[[Given], Parts]
    takes: str = ""


def _padding(given: Given) -> Expr:
    word = given.values.get("padding", 0)
    if word == "same":
        if set(given.numbers("stride", 1)) != {1}:
            raise Misread("padding")
        kernels, dilations = given.numbers("kernel_size"), given.numbers("dilation", 1)
        totals = [d * (k - 1) for k, d in zip(kernels, dilations, strict=True)]
        return SAME if any(total % 2 for total in totals) else by_axis([Num(total // 2) for total in totals])
    return Num(0) if word == "valid" else given.sizes("padding", 0)


def _conv(given: Given) -> Parts:
    letters: Letters = {"N": Num(given.whole("out_channels")), "K": given.sizes("kernel_size")}
    letters |= {"S": given.sizes("stride", 1), "P": _padding(given), "D": given.sizes("dilation", 1)}
    return (("conv", {**letters, "G": Num(given.whole("groups", 1)), **_bias(given)}),)


def _bias(given: Given) -> Letters:
    return {"bias": Num(int(given.flag("bias", True)))}


def _transposed(given: Given) -> Parts:
    letters: Letters = {"N": Num(given.whole("out_channels")), "K": given.sizes("kernel_size")}
    letters |= {"S": given.sizes("stride", 1), "P": given.sizes("padding", 0), "A": given.sizes("output_padding", 0)}
    letters |= {"D": given.sizes("dilation", 1), "G": Num(given.whole("groups", 1))}
    return (("transposed_conv", {**letters, **_bias(given)}),)


def _pool(kind: str) -> Callable[[Given], Parts]:
    def parts(given: Given) -> Parts:
        kernel = given.sizes("kernel_size")
        stride = given.sizes("stride") if given.has("stride") and given.values["stride"] != [] else kernel
        letters: Letters = {"K": kernel, "S": stride, "P": given.sizes("padding", 0), "D": given.sizes("dilation", 1)}
        if given.flag("return_indices", False):
            raise Misread("return_indices")
        return ((kind, {**letters, "round": Sym("ceil" if given.flag("ceil_mode", False) else "floor")}),)

    return parts


def _adaptive(kind: str) -> Callable[[Given], Parts]:
    return lambda given: ((kind, {"O": given.sizes("output_size")}),)


def _linear(given: Given) -> Parts:
    return (("dense", {"N": Num(given.whole("out_features")), **_bias(given)}),)


def _batch_norm(given: Given) -> Parts:
    learned = Num(int(given.flag("affine", True)))
    return (("batch_norm", {"scale": learned, "shift": learned}),)


def _layer_norm(given: Given) -> Parts:
    shape = given.values.get("normalized_shape")
    parts = list(shape) if isinstance(shape, list | tuple) else [shape]
    if given.input_axes is None or len(parts) != given.input_axes + 1 or not given.flag("elementwise_affine", True):
        raise Misread("normalized_shape")
    if any(type(part) is not int for part in parts):
        raise Misread("normalized_shape")
    return (("layer_norm", {"over": Sym("map" if given.input_axes else "channels")}),)


def _prelu(given: Given) -> Parts:
    return (("prelu", {"slopes": Sym("one" if given.whole("num_parameters", 1) == 1 else "channel")}),)


def _pad(given: Given) -> Parts:
    value = given.values.get("padding")
    if type(value) is int:
        return (("pad", {"P": Num(value)}),)
    sides = list(value) if isinstance(value, list | tuple) else []
    if len(sides) != 2 * given.axes or any(type(side) is not int for side in sides):
        raise Misread("padding")
    pairs = [pair(*sides[place : place + 2]) for place in range(0, len(sides), 2)]
    return (("pad", {"P": by_axis(pairs[::-1])}),)


def _upsample(given: Given) -> Parts:
    if given.has("size"):
        raise Misread("size")
    factor = given.values.get("scale_factor")
    whole = int(factor) if isinstance(factor, float) and factor.is_integer() else factor
    return (("upsample", {"S": Given({"S": whole}, given.axes).sizes("S")}),)


def _flatten(given: Given) -> Parts:
    if given.values.get("start_dim", 1) != 1 or given.values.get("end_dim", -1) != -1:
        raise Misread("start_dim")
    return (("flatten", {}),)


def _plain(kind: str) -> Callable[[Given], Parts]:
    return lambda _: ((kind, {}),)


def _nothing(_: Given) -> Parts:
    return ()


def _types() -> Mapping[str, Type]:
    found: dict[str, Type] = {}

    def add(name: str, signature: str, axes: int | None, parts: Callable[[Given], Parts], takes: str = "") -> None:
        found[name] = Type(name, f"{takes} {signature}" if takes else signature, axes, parts, takes)

    transposed = "out_channels kernel_size stride padding output_padding groups bias dilation"
    for axes in (1, 2, 3):
        add(f"Conv{axes}d", _CONV, axes, _conv, "in_channels")
        add(f"LazyConv{axes}d", _CONV, axes, _conv)
        add(f"ConvTranspose{axes}d", transposed, axes, _transposed, "in_channels")
        add(f"MaxPool{axes}d", _MAX_POOL, axes, _pool("max_pool"))
        add(f"AvgPool{axes}d", _AVG_POOL, axes, _pool("avg_pool"))
        add(f"AdaptiveAvgPool{axes}d", "output_size", axes, _adaptive("adaptive_avg_pool"))
        add(f"AdaptiveMaxPool{axes}d", "output_size", axes, _adaptive("adaptive_max_pool"))
        add(f"BatchNorm{axes}d", "eps momentum affine", None if axes == 1 else axes, _batch_norm, "num_features")
        add(f"LazyBatchNorm{axes}d", "eps momentum affine", None if axes == 1 else axes, _batch_norm)
        add(f"Dropout{axes}d", "p inplace", None, _plain("dropout"))
        for name in ("ZeroPad", "ReflectionPad", "ReplicationPad", "ConstantPad"):
            add(f"{name}{axes}d", "padding value", axes, _pad)
    add("Linear", "out_features bias", None, _linear, "in_features")
    add("LazyLinear", "out_features bias", None, _linear)
    add("LayerNorm", "normalized_shape eps elementwise_affine bias", None, _layer_norm)
    add("PReLU", "num_parameters init", None, _prelu)
    add("Flatten", "start_dim end_dim", None, _flatten)
    add("Identity", "", None, _nothing)
    add("LocalResponseNorm", "size alpha beta k", None, _plain("lrn"))
    add("Upsample", "size scale_factor mode align_corners", 2, _upsample)
    add("UpsamplingNearest2d", "size scale_factor", 2, _upsample)
    add("UpsamplingBilinear2d", "size scale_factor", 2, _upsample)
    for name in ("Dropout", "AlphaDropout", "FeatureAlphaDropout"):
        add(name, "p inplace", None, _plain("dropout"))
    for name in (
        *("ReLU", "ReLU6", "LeakyReLU", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish", "Sigmoid", "LogSigmoid", "Tanh"),
        *("Softmax", "Softmax2d", "LogSoftmax", "Softmin", "Softplus", "Softsign", "Hardsigmoid", "Hardswish"),
        *("Hardtanh", "Threshold", "Tanhshrink", "Softshrink"),
    ):
        kind = ACTIVATIONS.get(
            {"LeakyReLU": "leaky_relu", "Softmax2d": "softmax"}.get(name, name.lower()), "activation"
        )
        add(name, "first second third", None, _plain(kind))
    return found


TYPES = _types()

FUNCTIONS: Mapping[str, tuple[str, str]] = {
    **{
        f"max_pool{n}d": (f"MaxPool{n}d", "kernel_size stride padding dilation ceil_mode return_indices")
        for n in (1, 2, 3)
    },
    **{f"avg_pool{n}d": (f"AvgPool{n}d", _AVG_POOL) for n in (1, 2, 3)},
    **{f"adaptive_avg_pool{n}d": (f"AdaptiveAvgPool{n}d", "output_size") for n in (1, 2, 3)},
    **{f"adaptive_max_pool{n}d": (f"AdaptiveMaxPool{n}d", "output_size") for n in (1, 2, 3)},
    **dict.fromkeys(("dropout", "dropout2d", "alpha_dropout", "feature_dropout"), ("Dropout", "p training inplace")),
    **{name: (name, "first second third") for name in ACTIVATIONS},
    **{f"{name}_": (name, "first second third") for name in ("relu", "sigmoid", "tanh", "leaky_relu", "elu")},
    "flatten": ("Flatten", "start_dim end_dim"),
    "interpolate": ("Upsample", "size scale_factor mode align_corners"),
    "upsample": ("Upsample", "size scale_factor mode align_corners"),
    "pad": ("pad", "padding mode value"),
    "local_response_norm": ("LocalResponseNorm", "size alpha beta k"),
}
"""Functions of a tensor: the class that does the same, and the parameters after the tensor."""

ELEMENTWISE = {name: Type(name, "first second third", None, _plain(kind)) for name, kind in ACTIVATIONS.items()}
"""Activations as functions."""
