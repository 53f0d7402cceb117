"""Answers of the engine as objects: the data, and the page that the command of the same name prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from symcnn.core.written.tree import Expr
from symcnn.library.network_error import NetworkError
from symcnn.network.figures.figures import Figures
from symcnn.pages.renderers.rendered import rendered

if TYPE_CHECKING:
    from symcnn.pages.build.blocks import Page


class HasFigures(Protocol):
    """A network with its figures."""

    @property
    def figures(self) -> Figures:
        """All figures."""

    @property
    def name(self) -> str:
        """The name that the file gives the network."""


class CanBeMeasured(HasFigures, Protocol):
    """A network whose symbols can be given values."""

    def measured(self, values: Mapping[str, Expr]) -> Figures:
        """All figures with these values for symbols."""


_LONGEST = 60
"""How many signs of an answer its object shows."""


class Answered:
    """An answer: its `result` as data of the engine, and its page; a notebook shows mathematics."""

    result: Any

    def __init__(self, ask: Callable[..., object], asked: tuple[object, ...], result: Any) -> None:
        self._ask, self._asked, self.result = ask, asked, result

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        raise NotImplementedError

    def data(self) -> Mapping[str, Any]:
        """What the command says with ``--json``."""
        raise NotImplementedError

    def text(self, language: str = "en") -> str:
        """For a terminal."""
        return rendered(self.document(language), "text")

    def markdown(self, language: str = "en") -> str:
        """For Markdown."""
        return rendered(self.document(language), "markdown")

    def latex(self, language: str = "en", *, standalone: bool = False) -> str:
        """For LaTeX: a fragment to ``\\\\input``, or a whole document."""
        return rendered(self.document(language), "latex", whole=standalone)

    def html(self, language: str = "en") -> str:
        """One HTML page."""
        return rendered(self.document(language), "html")

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._ask, self._asked

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        said = self._said()
        said = f": {said}" if said else ""
        said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        return f"<{type(self).__name__} of {getattr(self._asked[0], 'name', self._asked[0])!r}{said}>"

    def _said(self) -> str:
        """The answer in a few words, for those who look at the object."""
        return ""

    def _repr_markdown_(self) -> str:
        return shown_safely(self.markdown)


def shown_safely(made: Callable[[], str], fence: str = "```\n") -> str:
    """What a notebook shows: the page, or why there is none; a display that raised would show a traceback."""
    try:
        return made()
    except (NetworkError, ArithmeticError, LookupError) as error:
        return f"{fence}{str(error).strip()}\n{fence.strip()}"
