"""How a check of documents is steered: which rules look, and what letters and units mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number

MEGABYTES = ("MB", "MiB", "either")
"""What a document's MB may be: 10⁶ bytes, 2²⁰ bytes, or whichever makes its number right."""

MEANINGS = (
    *("O", "I", "K", "C", "N", "S", "P", "D", "G", "E"),
    *("weights", "biases", "params", "neurons", "connections", "macs", "flops", "receptive_field", "jump"),
)
"""The letters and quantities of the catalogue that a document's own letters can stand for."""


@record
class Settings:
    """The choices of the command line and of the project file together.

    `select` are the codes of the rules that look (none: all of them), `ignore` those that do not. `letters` are a
    document's own letters and the catalogue's for them, and `notation` is the name of a set of such letters.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    language: str | None = None
    notation: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    conventions: Mapping[str, Number] = field(default_factory=dict)
    megabyte: str = "either"

    def looks(self, code: str) -> bool:
        """Whether the rule of this code looks at documents.

        >>> Settings(ignore=("sum",)).looks("sum"), Settings(select=("sum",)).looks("unit")
        (False, False)
        """
        return (not self.select or code in self.select) and code not in self.ignore


DEFAULTS = Settings()
