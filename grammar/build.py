"""Turns the grammar into the parser that the package carries, and makes modules of what the package says in files.

They are the catalogue and the words of languages as they are read, the totals of the well-known networks, and the
regular expressions of the readers as they are compiled.

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
KNOWN_LAYERS = "symcnn/network/known/_layers.py"
WORDS = "symcnn/pages/words/_words_{}.py"
PATTERNS = "symcnn/core/text/_patterns.py"


def parser_module() -> dict[str, str]:
    """The text of a module with the tables that the parser walks; its first line says of which grammar."""
    from symcnn.core.text.late_pattern import engine_name
    from symcnn.network.language.lark_tables import tables_of
    from symcnn.network.language.parse import GRAMMAR, grammar_digest

    head = f'GRAMMAR_SHA256 = "{grammar_digest()}"\nfrom symcnn.network.language.lalr import GrammarRule, Tables\n'
    tables = tables_of(GRAMMAR.read_text("utf-8"))
    lexer = f"LEXER_FOR = {engine_name()!r}\nLEXER = {_compiled(tables.pattern, 0)!r}\n"
    return {PARSER: f"{head}TABLES = {tables!r}\n{lexer}"}


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


def known_modules() -> dict[str, str]:
    """The texts of two modules: the well-known networks by the names that people say with the totals of each, and what
    is told of their layers, which only what speaks of these needs."""
    from symcnn.network.known.known_layers import packed_layers
    from symcnn.network.known.known_networks import known_digest, totals_of
    from symcnn.network.known.variants import variants_in_files

    networks = tuple(variants_in_files())
    distinct = {network.identity: network for network in networks}.values()
    totals = {network.identity: totals_of(network) for network in distinct}
    layers = {network.identity: packed_layers(network) for network in distinct}
    digest = f'KNOWN_SHA256 = "{known_digest()}"'
    head = (
        digest,
        "from symcnn.network.known.variants import KnownNetwork",
        "from symcnn.network.known.known_totals import KnownTotals",
        "from symcnn.network.language.syntax import Texts",
    )
    known = "\n".join((*head, f"NETWORKS = {networks!r}", f"TOTALS = {totals!r}\n"))
    return {KNOWN: known, KNOWN_LAYERS: f"{digest}\nLAYERS = {layers!r}\n"}


def words_modules() -> dict[str, str]:
    """The texts of modules with the messages of each language."""
    from symcnn.core.text.languages import LANGUAGES
    from symcnn.pages.words.messages import read_patterns, words_digest

    return {
        WORDS.format(name): f'WORDS_SHA256 = "{words_digest(name)}"\nPATTERNS = {read_patterns(name)!r}\n'
        for name in LANGUAGES
    }


def patterns_module() -> dict[str, str]:
    """The text of a module with the late patterns of all modules, compiled for the Python that builds the package.

    Those of modules that need what is not installed for the build are left out, and compiled when they are used.
    """
    from symcnn.core.text.late_pattern import engine_name

    made = {(expression, flags): _compiled(expression, flags) for expression, flags in sorted(_late_patterns())}
    return {PATTERNS: f"MADE_FOR = {engine_name()!r}\nPATTERNS = {made!r}\n"}


def _compiled(expression: str, flags: int) -> tuple[int, int, dict[str, int], bytes]:
    """What `symcnn.core.text.late_pattern.made_pattern` makes the expression of."""
    import re._compiler as compiler  # type: ignore[import-not-found]  # what `re.compile` calls
    import re._parser as parser  # type: ignore[import-not-found]
    from array import array

    parsed = parser.parse(expression, flags)
    code = array("I", compiler._code(parsed, flags)).tobytes()
    return int(flags | parsed.state.flags), parsed.state.groups - 1, dict(parsed.state.groupdict), code


def _late_patterns() -> set[tuple[str, int]]:
    import gc
    from importlib import import_module

    import symcnn
    from symcnn.core.text.late_pattern import LatePattern

    root, makers = Path(symcnn.__file__).parent, []
    for path in sorted(root.rglob("*.py")):
        if not path.name.startswith("_") and "late_pattern(" in path.read_text("utf-8"):
            try:
                module = import_module(".".join(path.relative_to(root.parent).with_suffix("").parts))
            except ImportError:
                continue
            makers += [made for made in vars(module).values() if hasattr(made, "cache_info") and _gives_pattern(made)]
    kept = [make() for make in makers]
    late = [one for one in (*kept, *gc.get_objects()) if isinstance(one, LatePattern)]
    return {(one.expression, int(one.flags)) for one in late}


def _gives_pattern(function: Any) -> bool:
    """Whether a function makes patterns of nothing but the package's own files."""
    return [*function.__annotations__] == ["return"] and "re.Pattern[str]" in function.__annotations__["return"]


def make(root: Path) -> list[str]:
    """Writes all that is made, the parser first, since it reads the rest; gives the paths."""
    made = []
    sys.path.insert(0, str(root))
    try:
        for modules in (parser_module, catalogue_modules, words_modules, known_modules, patterns_module):
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
        for made in (PARSER, CATALOGUE, SPELLED, KNOWN, KNOWN_LAYERS, PATTERNS):
            (root / made).unlink(missing_ok=True)
        for made_of_words in root.glob(WORDS.format("*")):
            made_of_words.unlink()


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".tmp")  # so that nothing ever imports half a module
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)


if __name__ == "__main__":
    make(Path(__file__).parents[1])
