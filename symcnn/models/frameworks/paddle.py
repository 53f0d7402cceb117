"""PaddlePaddle's classes, which are PyTorch's under other names: ``nn.Conv2D(3, 8, 3, bias_attr=False)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.models.frameworks.call_arguments import Misread
from symcnn.models.frameworks.references import Value

PADDLE = "paddle"
_AXES = late_pattern(r"(?P<stem>[A-Z][A-Za-z]*)(?P<count>[123])D(?P<end>Transpose)?$")
_CONTAINERS = {"Layer": "Module", "LayerList": "ModuleList", "LayerDict": "ModuleDict"}
_RENAMED = {"axis": "dim", "start_axis": "start_dim", "stop_axis": "end_dim", "perm": "dims", "epsilon": "eps"}
_WITHOUT_SHAPE = frozenset({"weight_attr", "name", "exclusive", "return_mask"})
_SHARED = {"Conv": 7, "AvgPool": 4, "MaxPool": 3, "Linear": 2}
"""How many arguments come in the same order in both, where they are not named."""


def torch_name(name: str) -> str:
    """The class of PyTorch after which one of PaddlePaddle is modelled.

    >>> torch_name("Conv2DTranspose"), torch_name("MaxPool2D"), torch_name("Linear"), torch_name("Layer")
    ('ConvTranspose2d', 'MaxPool2d', 'Linear', 'Module')
    """
    numbered = _AXES.match(name)
    if numbered is not None:
        return f"{numbered['stem']}{numbered['end'] or ''}{numbered['count']}d"
    return _CONTAINERS.get(name, name)


def torch_arguments(
    name: str, given: Sequence[Value], keywords: Mapping[str, Value]
) -> tuple[Sequence[Value], dict[str, Value]]:
    """The arguments of a call as PyTorch takes them.

    >>> torch_arguments("Conv2D", (3, 8, 3), {"bias_attr": False, "weight_attr": None})
    ((3, 8, 3), {'bias': False})

    Raises `Misread` for one that stands at another place there, and where the channels do not come first.
    """
    numbered = _AXES.match(name)
    if len(given) > _SHARED.get(numbered["stem"] if numbered else name, len(given)):
        raise Misread(f"argument {len(given)}")
    if not str(keywords.get("data_format", "NC")).startswith("NC"):
        raise Misread("data_format")
    named = {_RENAMED.get(key, key): value for key, value in keywords.items() if key not in _WITHOUT_SHAPE}
    named.pop("data_format", None)
    if "bias_attr" in named:
        named["bias"] = named.pop("bias_attr") is not False
    return given, named
