"""The kind or the argument that a name of another framework, of people, or with a slip was meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from symcnn.core.text.languages import LANGUAGES
from symcnn.core.text.near import SYNONYMS, near
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Sym
from symcnn.network.language.keywords import FRAMEWORKS, STATEMENT_WORDS
from symcnn.network.language.syntax import Texts
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.network.wiring.quantity_names import quantity_lines
from symcnn.network.wiring.spelled import catalogue_called, names_in, people_call


def meant_kind(name: str, own: Iterable[str]) -> str:
    """The kind, block or statement that was probably meant; nothing where none is like it.

    >>> [meant_kind(name, ()) for name in ("cnov", "GlobalAveragePooling2D", "FullyConnected", "卷积层", "zzz")]
    ['conv', 'global_avg_pool', 'dense', 'conv', '']
    """
    own = tuple(own)
    kinds = (*own, *catalogue_names())
    known = SYNONYMS.get(name.casefold(), "")
    if known in kinds:
        return known
    meant = _called().get(_squeezed(name), "") or near(name, own)
    return meant or near_keyword(name) or near(name, kinds)


def near_keyword(name: str) -> str:
    """The keyword that a name is a slip of: one letter more or less, or others; nothing where none is like it.

    >>> near_keyword("clam"), near_keyword("LeNet"), near_keyword("begin")
    ('claim', '', '')
    """
    return near(name, (word for word in STATEMENT_WORDS if abs(len(word) - len(name)) <= 1), _ALIKE)


_ALIKE = 0.7
"""How like a keyword a name must be: a kind is the likelier meaning."""


def called_kind(name: str) -> str:
    """The kind that people or frameworks call so, in one word or several; nothing where none is.

    >>> called_kind("Global average pooling"), called_kind("concat A B")
    ('global_avg_pool', '')
    """
    return _called().get(_squeezed(name), "")


def holds_layer(name: str) -> bool:
    """Whether a class of a framework that is called so holds another layer.

    >>> holds_layer("bidirectional"), holds_layer("C1")
    (True, False)
    """
    return _squeezed(name) in _holding()


def held_line(name: str, line: str) -> str:
    """The line for a class that holds the layer of a line; nothing where it cannot be told.

    >>> held_line("bidirectional", "lstm H=3"), held_line("TimeDistributed", "dense N=3; relu")
    ('lstm H=3 directions=2', 'dense_per_position N=3; relu')
    >>> held_line("Bidirectional", "conv N=3 K=3")
    ''
    """
    layer, *others = line.split(";")
    kind, _, given = layer.partition(" ")
    held, _, constants = _holding().get(_squeezed(name), {}).get(kind, "").partition(" ")
    return ";".join((" ".join(filter(None, (held, given, constants))), *others)) if held else ""


@cache
def _holding() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for framework in FRAMEWORKS:
        for name, spelled in names_in(framework).items():
            for one in spelled:
                held = next((setting.fixed for setting in one.spelling.settings if setting.name == "layer"), None)
                if isinstance(held, Sym):
                    constants = (f"{each.name}={source_text(each.value)}" for each in one.spelling.constants)
                    line = " ".join((one.kind, *constants))
                    found.setdefault(_squeezed(name), {})[called_kind(held.name)] = line
    return found


def meant_argument(kind: str, name: str, parameters: Collection[str]) -> str:
    """The argument of a kind that was probably meant; nothing where none is like it.

    >>> [meant_argument("conv", name, ("N", "K", "bias")) for name in ("num_output", "use_bias", "卷积核大小", "mode")]
    ['N', 'bias', 'K', '']
    """
    if SYNONYMS.get(name.casefold()) in parameters:
        return SYNONYMS[name.casefold()]
    _, spellings = catalogue_called().get(kind, (Texts(), ()))
    settings = [setting for spelling in spellings for setting in spelling.settings if setting.name == name]
    meanings = [letter for setting in settings for letter in setting.letters] or [_arguments().get(name.casefold(), "")]
    return next((letter for letter in meanings if letter in parameters), "") or near(name, parameters)


def meant_quantity(name: str, known: Collection[str]) -> str:
    """The quantity that was probably meant, by what people call it in any language; nothing where none is like it.

    >>> known = ("params", "K", "O")
    >>> [meant_quantity(name, known) for name in ("参数", "size", "parms")]
    ['params', 'O', 'params']
    """
    called = _quantities().get(name.casefold().replace("_", " "), "")
    return called if called in known else near(name, known)


@cache
def _quantities() -> dict[str, str]:
    words = [(word, name) for name, line in quantity_lines().items() for word in _words(line.texts, line.called)]
    last = [(word.rpartition(" ")[2], name) for word, name in words if name == "O"]
    found: dict[str, str] = {}
    for word, name in (*words, *last):
        found.setdefault(word, name)
    return found


@cache
def _called() -> dict[str, str]:
    """The kinds by the names of frameworks' classes and by those that people give them."""
    found: dict[str, str] = {}
    for kind in catalogue_names():
        for word in _words(people_call(kind)):
            found.setdefault(_squeezed(word), kind)
    for framework in FRAMEWORKS:
        for name, spelled in names_in(framework).items():
            found.setdefault(_squeezed(name), spelled[-1].kind)
    return found


def _squeezed(name: str) -> str:
    """The name without differences of case and without what divides its words."""
    return name.casefold().translate(_DIVIDING)


_DIVIDING = str.maketrans("", "", " _-")


@cache
def _arguments() -> dict[str, str]:
    lines = quantity_lines().items()
    return {word: name for name, line in lines if line.is_argument for word in _words(line.texts, line.called)}


def _words(*texts: Texts) -> Iterable[str]:
    for text in texts:
        for language in LANGUAGES:
            yield from (word.strip().casefold() for word in text.in_language(language).replace("，", ",").split(","))
