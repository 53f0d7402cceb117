"""Turns the grammar into the parser that the package carries; reads the catalogue with it, the words of languages, and
works out the totals of the well-known networks.

Hatchling calls this for every wheel and every editable install. Importing the results takes a
fraction of the time of compiling the grammar and of reading those files. In a checkout
`python grammar/build.py` makes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARSER = "symcnn/network/language/_parser.py"
CATALOGUE = "symcnn/network/catalogue/_read.py"
SPELLED = "symcnn/network/catalogue/_spelled.py"
KNOWN = "symcnn/network/known/_known.py"
WORDS = "symcnn/pages/words/_words_{}.py"


def parser_module() -> dict[str, str]:
    """The text of a module with the tables that the parser walks; its first line says of which grammar."""
    from symcnn.network.language.lark_tables import tables_of
    from symcnn.network.language.parse import GRAMMAR, grammar_digest

    head = f'GRAMMAR_SHA256 = "{grammar_digest()}"\nfrom symcnn.network.language.lalr import GrammarRule, Tables\n'
    return {PARSER: f"{head}TABLES = {tables_of(GRAMMAR.read_text('utf-8'))!r}\n"}


def catalogue_modules() -> dict[str, str]:
    """The texts of two modules: the statements of each file of the catalogue, and what its kinds are called.

    The second is large, and only what reads or explains other people's layers needs it.
    """
    from symcnn.network.wiring import layer_kinds
    from symcnn.network.wiring.spelled import split

    head = [
        f'CATALOGUE_SHA256 = "{layer_kinds.catalogue_digest()}"',
        "from fractions import Fraction",
        "from symcnn.network.language.syntax import *",
        "from symcnn.core.written.tree import Num, Op, Sym",
    ]
    read, spelled = [*head], [*head, "SPELLED = {"]
    for path in sorted(layer_kinds.CATALOGUE.glob("*.cnn")):
        statements, called = split(layer_kinds.catalogue_text(path))
        read.append(f"def read_{path.stem}():\n    return {statements!r}")
        spelled += [f"    {name!r}: {value!r}," for name, value in called.items()]
    return {CATALOGUE: "\n".join(read) + "\n", SPELLED: "\n".join([*spelled, "}"]) + "\n"}


def known_module() -> dict[str, str]:
    """The text of a module with the well-known networks by the names that people say, and the totals of each."""
    from symcnn.network.known.known_networks import known_digest, totals_of
    from symcnn.network.known.variants import variants_in_files

    networks = tuple(variants_in_files())
    totals = {network.identity: totals_of(network) for network in networks}
    head = (
        f'KNOWN_SHA256 = "{known_digest()}"',
        "from symcnn.network.known.variants import KnownNetwork",
        "from symcnn.network.known.known_totals import KnownTotals",
        "from symcnn.network.language.syntax import Texts",
    )
    return {KNOWN: "\n".join((*head, f"NETWORKS = {networks!r}", f"TOTALS = {totals!r}\n"))}


def words_modules() -> dict[str, str]:
    """The texts of modules with the messages of each language."""
    from symcnn.core.text.languages import LANGUAGES
    from symcnn.pages.words.messages import read_patterns, words_digest

    return {
        WORDS.format(name): f'WORDS_SHA256 = "{words_digest(name)}"\nPATTERNS = {read_patterns(name)!r}\n'
        for name in LANGUAGES
    }


def make(root: Path) -> list[str]:
    """Writes all that is made, the parser first, since it reads the rest; gives the paths."""
    made = []
    sys.path.insert(0, str(root))
    try:
        for modules in (parser_module, catalogue_modules, words_modules, known_module):
            for path, text in modules().items():
                _replace(root / path, text)
                made.append(path)
    finally:
        sys.path.remove(str(root))
    return made


class GrammarHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        made = make(Path(self.root))
        build_data["artifacts"] += [f"/{path}" for path in made]  # git ignores them, the wheel must not

    def clean(self, versions: list[str]) -> None:
        root = Path(self.root)
        for made in (PARSER, CATALOGUE, SPELLED, KNOWN):
            (root / made).unlink(missing_ok=True)
        for made_of_words in root.glob(WORDS.format("*")):
            made_of_words.unlink()


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".tmp")  # so that nothing ever imports half a module
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)


if __name__ == "__main__":
    make(Path(__file__).parents[1])
