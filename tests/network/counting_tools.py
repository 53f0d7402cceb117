"""What tools that count operations say of a network of PyTorch: FLOPs, MACs, mult-adds, as each calls them."""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any


def _torch_flops(network: Any, sample: Any) -> int:
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        network(sample)
    return int(counter.get_total_flops())


def _fvcore(network: Any, sample: Any) -> int:
    from fvcore.nn import FlopCountAnalysis

    logging.getLogger("fvcore").setLevel(logging.ERROR)
    return int(FlopCountAnalysis(network, sample).total())


def _thop(network: Any, sample: Any) -> int:
    from thop import profile

    return int(profile(network, inputs=(sample,), verbose=False)[0])


def _ptflops(network: Any, sample: Any) -> int:
    from ptflops import get_model_complexity_info

    shape = tuple(sample.shape[1:])
    return int(get_model_complexity_info(network, shape, as_strings=False, print_per_layer_stat=False)[0])


def _torchinfo(network: Any, sample: Any) -> int:
    from torchinfo import summary

    return int(summary(network, input_data=sample, verbose=0).total_mult_adds)


OPERATIONS: Mapping[str, Callable[[Any, Any], int]] = {
    "torch_flops": _torch_flops,
    "fvcore": _fvcore,
    "thop": _thop,
    "ptflops": _ptflops,
    "torchinfo": _torchinfo,
}


def counted_by(tool: str, network: Any, sample: Any) -> int:
    """The operations of a network that a tool counts; the network stays as it is."""
    return OPERATIONS[tool](copy.deepcopy(network), sample)


def torchsummary_says(network: Any, shape: tuple[int, ...]) -> tuple[int, str]:
    """The parameters and the size of a pass, in MiB, that torchsummary prints."""
    from torchsummary import summary

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        summary(network, shape, device="cpu")
    params = re.search(r"Total params: ([\d,]+)", printed.getvalue())
    size = re.search(r"pass size \(MB\): ([\d.]+)", printed.getvalue())
    assert params is not None
    assert size is not None
    return int(params[1].replace(",", "")), size[1]
