"""The arithmetic of convolutional networks: sizes, parameters, connections, derived step by step.

>>> import symcnn
>>> net = symcnn.parse("input I x I x 3\\nC1: conv N=n K=5")
>>> net["C1"].weights
75*n
>>> net.bind(n=6, I=32)["C1"].output
(28, 28, 6)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symcnn.library import Layer, Net, NetworkError, WorkedSolution, derive, load, parse

__all__ = ["Layer", "Net", "NetworkError", "WorkedSolution", "derive", "load", "parse"]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    return [*globals(), *__all__]


def __getattr__(name: str) -> object:
    """Loads the library, and SymPy with it, when it is first asked for."""
    if name in __all__:
        from symcnn import library

        return getattr(library, name)
    raise AttributeError(f"module 'symcnn' has no attribute {name!r}")
