"""Our functions of integers in SymPy's printers: as mathematics, and as the code that ``lambdify`` makes."""

from __future__ import annotations

from functools import reduce
from typing import Any

from sympy import Mul, Pow


class PrintedFloor:
    """``⌊n/m⌋`` in brackets for notebooks, ``//`` in Python and NumPy: exact for integers."""

    args: tuple[Any, ...]

    def _sympystr(self, printer: Any) -> str:
        return f"floor(({printer._print(self.args[0])})/({printer._print(self.args[1])}))"

    _sympyrepr = _sympystr

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        above, below = map(printer._print, self.args)
        return _raised(rf"\left\lfloor{{\frac{{{above}}}{{{below}}}}}\right\rfloor", exp)

    def _pretty(self, printer: Any) -> Any:
        from sympy.printing.pretty.stringpict import prettyForm

        above, below = self.args
        inner = printer._print(Mul(above, Pow(below, -1, evaluate=False), evaluate=False))
        return prettyForm(*inner.parens("lfloor", "rfloor"))

    def _pythoncode(self, printer: Any, *_: Any) -> str:
        return f"(({printer._print(self.args[0])})//({printer._print(self.args[1])}))"

    _numpycode = _lambdacode = _mpmathcode = _sympycode = _pythoncode


class PrintedCall:
    """A call of a function of any number of arguments; each printer has it under its own name.

    `in_words` is the name in formulas, `in_python` in Python, `in_numpy` that of NumPy's function of two arguments.
    """

    args: tuple[Any, ...]
    in_words: str
    in_python: str
    in_numpy: str

    def _sympystr(self, printer: Any) -> str:
        return f"{self.in_words}({', '.join(map(printer._print, self.args))})"

    _sympyrepr = _sympystr

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        inner = ", ".join(map(printer._print, self.args))
        return _raised(rf"\{self.in_words.lower()}\left({inner}\right)", exp)

    def _pretty(self, printer: Any) -> Any:
        return printer._print_Function(self, func_name=self.in_words)

    def _pythoncode(self, printer: Any, *_: Any) -> str:
        name: str = printer._module_format(self.in_python) if "." in self.in_python else self.in_python
        return f"{name}({', '.join(map(printer._print, self.args))})"

    _lambdacode = _mpmathcode = _sympycode = _pythoncode

    def _numpycode(self, printer: Any, *_: Any) -> str:
        name: str = printer._module_format(self.in_numpy)
        first, *others = (str(printer._print(arg)) for arg in self.args)
        return reduce(lambda done, arg: f"{name}({done}, {arg})", others, first)


def _raised(base: str, exponent: str | None) -> str:
    return base if exponent is None else f"{base}^{{{exponent}}}"
