"""One layer of a framework, made from its code and run: the shape that comes out, and its parameters.

The code of a row is an expression in which `layers` are Keras's, `nn` is PyTorch's, and `swin` torchvision's module.
"""

from __future__ import annotations

import importlib.util
import math
import os
from typing import Any

import pytest

KERAS = "keras"


def torchvision_module(name: str) -> Any:
    """A module of torchvision, also where its own operators, which no network here needs, do not fit the machine."""
    pytest.importorskip("torch")
    if importlib.util.find_spec("torchvision") is None:
        pytest.skip("torchvision is not there")
    try:
        return importlib.import_module(f"torchvision.{name}")
    except RuntimeError:
        import torch

        library = torch.library.Library("torchvision", "DEF")
        for operator in ("nms", "qnms"):
            library.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _KEPT.append(library)
        return importlib.import_module(f"torchvision.{name}")


_KEPT: list[Any] = []
"""Libraries of operators, which are gone as soon as nobody holds them."""


def keras_module() -> Any:
    """Keras on PyTorch; the test is left out where it is not there."""
    pytest.importorskip("torch")
    os.environ.setdefault("KERAS_BACKEND", "torch")
    return pytest.importorskip("keras")


def run_layer(framework: str, code: str, shapes: list[tuple[int, ...]], layout: str) -> tuple[tuple[int, ...], int]:
    """The shape that the layer gives, channels last, and how many parameters it has."""
    if framework == KERAS:
        return _run_keras(code, shapes)
    return _run_torch(code, shapes, layout)


def _run_keras(code: str, shapes: list[tuple[int, ...]]) -> tuple[tuple[int, ...], int]:
    keras = keras_module()
    layer = eval(code, {"layers": keras.layers})
    tensors = [keras.Input(shape) for shape in shapes]
    if "Attention" in code:
        given = layer(tensors[0], tensors[-1])
    else:
        given = layer(tensors if len(tensors) > 1 else tensors[0])
    return tuple(given.shape[1:]), layer.count_params()


def _run_torch(code: str, shapes: list[tuple[int, ...]], layout: str) -> tuple[tuple[int, ...], int]:
    import torch

    swin = torchvision_module("models.swin_transformer") if "swin." in code else None
    layer = eval(code, {"nn": torch.nn, "swin": swin}).eval()
    is_first = layout == "first"
    kind = torch.long if "Embedding" in code else torch.float
    tensors = [torch.zeros((1, *(_moved(shape, -1) if is_first else shape)), dtype=kind) for shape in shapes]
    if "MultiheadAttention" in code:
        tensors = [tensors[0], tensors[-1], tensors[-1]]
    with torch.no_grad():
        given = layer(*tensors)
    given = given[0] if isinstance(given, tuple) else given
    size = tuple(given.shape[1:])
    return (_moved(size, 1) if is_first else size), sum(math.prod(p.shape) for p in layer.parameters())


def _moved(shape: tuple[int, ...], by: int) -> tuple[int, ...]:
    """The shape with its last size in front (-1), or its first behind (1)."""
    return shape[by:] + shape[:by]
