"""The arithmetic of convolutional networks: sizes, parameters, connections, derived step by step.

>>> import symcnn
>>> net = symcnn.parse("input I x I x 3\\nC1: conv N=n K=5")
>>> net["C1"].weights
75*n
>>> net.bind(n=6, I=32)["C1"].output
(28, 28, 6)
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symcnn.library import Layer, Net, NetworkError, WorkedSolution, check, compare, derive, load, parse, prove

__all__ = ["Layer", "Net", "NetworkError", "WorkedSolution", "check", "compare", "derive", "load", "parse", "prove"]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def __getattr__(name: str) -> object:
    """Loads the library when it is first asked for; SymPy waits until a symbol is met."""
    if name in __all__:
        from symcnn import library

        return getattr(library, name)
    raise AttributeError(f"module 'symcnn' has no attribute {name!r}")


class _CalledWing(ModuleType):
    """The wing `symcnn.check`, which is called as the function of that name."""

    def __call__(self, *args: Any, **named: Any) -> object:
        from symcnn import library

        return library.check(*args, **named)


class _Package(ModuleType):
    """The package: when a wing is loaded that has the name of a function, it stays callable."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in __all__ and isinstance(value, ModuleType):
            value.__class__ = _CalledWing
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
