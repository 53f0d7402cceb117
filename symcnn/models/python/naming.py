"""Which framework a name belongs to: by its import, else as documents use it without one."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from symcnn.models.frameworks.layer_classes import is_class
from symcnn.models.frameworks.paddle import PADDLE, torch_name
from symcnn.models.frameworks.references import Reference
from symcnn.models.model import KERAS, PYTORCH

BUILTIN = "builtins"
_BUILTINS = frozenset(
    (
        *(
            "range",
            "len",
            "int",
            "float",
            "str",
            "bool",
            "list",
            "tuple",
            "dict",
            "enumerate",
            "zip",
            "reversed",
            "sum",
        ),
        *("min", "max", "abs", "round", "isinstance", "print", "super", "getattr", "hasattr", "sorted", "all", "any"),
        *("setattr", "delattr", "globals", "vars"),
    )
)
_KERAS_SPECIAL = frozenset({"Sequential", "Model", "Functional", "Input", "InputLayer", "Layer"})
_TORCH_SPECIAL = frozenset({"Sequential", "Module", "ModuleList", "ModuleDict", "Parameter", "LightningModule"})
_MODULES: Mapping[str, str] = {
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "torch": "torch",
    PADDLE: PADDLE,
    "tf": "tensorflow",
    "tensorflow": "tensorflow",
    "keras": "keras",
    "layers": "keras.layers",
    "models": "keras.models",
    "L": "keras.layers",
    "KL": "keras.layers",
    "kl": "keras.layers",
    "np": "numpy",
    "numpy": "numpy",
}
"""What these names mean where nothing was imported under them."""

_FUNCTIONS: Mapping[str, str] = {
    "OrderedDict": "collections.OrderedDict",
    "partial": "functools.partial",
    "summary": "torch.summary",
    "profile": "thop.profile",
    "concatenate": "keras.layers.concatenate",
}


def unbound(name: str, prefers_torch: bool) -> Reference | None:
    """What a name means that the document does not define.

    >>> unbound("Conv2D", False), unbound("Flatten", True), unbound("x", False)
    (Reference(path='keras.layers.Conv2D'), Reference(path='torch.nn.Flatten'), None)
    """
    if name in _BUILTINS:
        return Reference(f"{BUILTIN}.{name}")
    if name in _MODULES or name in _FUNCTIONS:
        return Reference(_MODULES.get(name) or _FUNCTIONS[name])
    is_keras = is_class(KERAS, name) or name in _KERAS_SPECIAL
    is_torch = is_class(PYTORCH, name) or name in _TORCH_SPECIAL
    if is_torch and (prefers_torch or not is_keras):
        return Reference(f"torch.nn.{name}")
    return Reference(f"keras.layers.{name}") if is_keras else None


def framework_of(path: str) -> str:
    """The framework to which a full name belongs, nothing where it belongs to none.

    PaddlePaddle's classes count as PyTorch's, after which they are modelled.

    >>> framework_of("tensorflow.keras.layers.Dense"), framework_of("paddle.nn.Linear"), framework_of("numpy.zeros")
    ('keras', 'pytorch', '')
    """
    root, *inner = path.split(".")
    if root in ("keras", "tf_keras") or (root == "tensorflow" and "keras" in inner):
        return KERAS
    if root in ("torch", PADDLE):
        return PYTORCH
    return ""


def base_of(path: str) -> str:
    """The class of a framework that a class of a document descends from: ``torch.Module``, ``keras.Layer``, nothing."""
    framework, leaf = framework_of(path), path.rpartition(".")[2]
    leaf = torch_name(leaf) if framework == PYTORCH else leaf
    if framework == PYTORCH and leaf in ("Module", "Sequential"):
        return f"{PYTORCH}.{leaf}"
    if framework == KERAS and leaf in ("Model", "Layer", "Sequential"):
        return f"{KERAS}.{leaf}"
    return f"{PYTORCH}.Module" if leaf == "LightningModule" else ""


def is_harmless(decorator: ast.expr) -> bool:
    """Whether a decorator belongs to a framework, which leaves the shapes as they are: ``@torch.no_grad()``."""
    while isinstance(decorator, ast.Call | ast.Attribute):
        decorator = decorator.func if isinstance(decorator, ast.Call) else decorator.value
    return isinstance(decorator, ast.Name) and decorator.id in ("torch", "tf", "keras", "tensorflow")
