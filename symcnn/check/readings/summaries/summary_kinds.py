"""What kind of layer a class name in a summary stands for, cut off or not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from symcnn.documents.reading.summary_lines import SummaryRow

_KINDS: Mapping[str, str] = {
    "conv": "Conv1D Conv2D Conv3D Convolution1D Convolution2D Convolution3D Conv1d Conv2d Conv3d AtrousConvolution2D",
    "transposed": "Conv1DTranspose Conv2DTranspose Conv3DTranspose Convolution2DTranspose Deconvolution2D"
    " ConvTranspose1d ConvTranspose2d ConvTranspose3d",
    "depthwise": "DepthwiseConv2D DepthwiseConv1D",
    "separable": "SeparableConv1D SeparableConv2D SeparableConvolution2D",
    "dense": "Dense Linear NonDynamicallyQuantizableLinear",
    "same": "Activation ReLU ReLU6 LeakyReLU ELU SELU CELU GELU SiLU Swish Mish Sigmoid Tanh Softmax LogSoftmax"
    " Softplus Softsign Softmax2d LogSigmoid Hardswish Hardsigmoid Hardtanh ThresholdedReLU Threshold"
    " Identity Dropout Dropout1d Dropout2d Dropout3d SpatialDropout1D SpatialDropout2D SpatialDropout3D"
    " AlphaDropout FeatureAlphaDropout GaussianNoise GaussianDropout ActivityRegularization Rescaling"
    " LocalResponseNorm Masking RandomFlip RandomRotation RandomZoom RandomContrast RandomTranslation",
    "prelu": "PReLU",
    "batch_norm": "BatchNormalization BatchNormalizationV1 BatchNormalizationV2 BatchNorm1d BatchNorm2d BatchNorm3d"
    " SyncBatchNorm",
    "layer_norm": "LayerNormalization LayerNorm",
    "group_norm": "GroupNormalization GroupNorm InstanceNorm1d InstanceNorm2d InstanceNorm3d InstanceNormalization",
    "pool": "MaxPooling1D MaxPooling2D MaxPooling3D AveragePooling1D AveragePooling2D AveragePooling3D"
    " MaxPool1D MaxPool2D MaxPool3D AvgPool1D AvgPool2D AvgPool3D MaxPool1d MaxPool2d MaxPool3d"
    " AvgPool1d AvgPool2d AvgPool3d",
    "adaptive": "AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d"
    " AdaptiveMaxPool3d",
    "global": "GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D"
    " GlobalMaxPooling2D GlobalMaxPooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalMaxPool1D"
    " GlobalMaxPool2D",
    "flatten": "Flatten",
    "reshape": "Reshape Unflatten",
    "permute": "Permute",
    "pad": "ZeroPadding1D ZeroPadding2D ZeroPadding3D ZeroPad1d ZeroPad2d ConstantPad2d ReflectionPad2d"
    " ReplicationPad2d",
    "crop": "Cropping1D Cropping2D Cropping3D",
    "upsample": "UpSampling1D UpSampling2D UpSampling3D Upsample UpsamplingNearest2d UpsamplingBilinear2d",
    "merge": "Add Multiply Average Maximum Minimum Subtract",
    "concat": "Concatenate Concat",
    "input": "InputLayer Input",
    "nested": "Functional Model Sequential",
}
KINDS: Mapping[str, str] = {name.lower(): kind for kind, names in _KINDS.items() for name in names.split()}
OPTIONAL = frozenset({"input", "same"})
"""Kinds that a summary may show where the code has an argument, and the other way round."""

_COUNTER = re.compile(r"_\d+$")


def kind_of(row: SummaryRow) -> str | None:
    """The kind; None for a class that is not known, or one cut off so that it could be several.

    A name that was cut off is told by the layer's own, where that is the one that Keras gives.
    """
    printed = row.type.rpartition(".")[2].lower()
    if not row.is_cut:
        return KINDS.get(printed)
    by_name = _COUNTER.sub("", row.name).replace("_", "").lower()
    if by_name in KINDS and by_name.startswith(printed):
        return KINDS[by_name]
    alike = {kind for name, kind in KINDS.items() if name.startswith(printed)} if printed else set()
    return alike.pop() if len(alike) == 1 else None


def class_agrees(row: SummaryRow, expected: str) -> bool:
    """Whether a row's class can be this one: the same name, another name for it, or one cut off."""
    printed, wanted = row.type.rpartition(".")[2].lower(), expected.lower()
    if printed == wanted:
        return True
    if row.is_cut:
        return wanted.startswith(printed) and bool(printed)
    kind = KINDS.get(printed)
    return kind is not None and kind == KINDS.get(wanted) and family(printed) == family(wanted)


def family(name: str) -> str:
    """A class name without what its other names differ in: ``MaxPool2D`` is ``MaxPooling2D``."""
    for long, short in (("pooling", "pool"), ("average", "avg"), ("convolution", "conv")):
        name = name.replace(long, short)
    return name
