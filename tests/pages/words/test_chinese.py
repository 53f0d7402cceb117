"""What is told in Chinese is Chinese: no other words than names, signs, titles of publications and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner

from symcnn.check.every_rule import code_names
from symcnn.commands.main import main
from symcnn.core.text.languages import WORDS
from symcnn.network.language.keywords import FRAMEWORKS
from symcnn.network.wiring.conventions import conventions
from symcnn.network.wiring.layer_kinds import catalogue_names, citations, kind
from symcnn.network.wiring.quantity_names import quantity_letters, quantity_lines
from symcnn.network.wiring.spelled import catalogue_called
from symcnn.pages.build.faults import fault_codes

ROOT = Path(__file__).parents[3]
NETWORKS = ("lenet", "alexnet", "merge", "unet", "symbolic", "own_kind", "catalogue_tour", "volume", "cifar_resnet")
DOCUMENTS = ("layers.tex", "lesson.ipynb", "page.html", "small_net.py", "pasted.zh.txt")
FORMULAS = (
    ("O = (I - K)/S + 1",),
    ("weights = K*C*N",),
    ("O = floor((W - F + 2*P)/S) + 1",),
    ("floor(floor(n/2)/3)", "floor(n/6)"),
    ("floor(n/2) + floor((n + 1)/2)", "n"),
    ("O = I", "--kind", "conv"),
    ("O = X/2",),
)
NONSENSE = (
    ("table", "nothing.cnn"),
    ("table", "examples"),
    ("table", "examples/lenet.cnn", "--quantity", "parms"),
    ("table", "examples/lenet.cnn", "--set", "I"),
    ("table", "examples/lenet.cnn", "--convention", "foo"),
    ("table", "examples/lenet.cnn", "-o", "x.foo"),
    ("prove", "a = b", "c = d"),
    ("check", "--select", "foo", "examples/lenet.cnn"),
    ("explain", "con"),
)
SIGNS = {"symcnn", "max", "min", "gcd", "mod", "none", "round", "same", "pair", "flat", "axes", "total", "float32"}
"""Functions and words of the language of networks."""

_WORD = re.compile(r"(?<![\w.])[A-Za-z]{2,}(?![\w])")
_QUOTED = re.compile(
    rf"^- (?:{'|'.join(FRAMEWORKS)})：.*(?:\n  .*)*|" r"`[^`]*`|^ *\d* \|.*$|^    .*$|“[^”]*”", re.MULTILINE
)
"""What is somebody else's: how frameworks write a kind, names in backquotes, lines of files, examples."""


@cache
def names() -> frozenset[str]:
    """Whatever is called the same in every language: kinds, codes, quantities, publications, and names in our words."""
    kinds = [kind(name, {}) for name in catalogue_names()]
    rules = [rule for each in kinds for rule in each.rules]
    texts = [text for each in kinds for text in (each.title, each.about)]
    texts += [rule.texts for rule in rules] + [text for _, text in conventions().values()]
    chinese = [text.in_language("zh") for text in texts]
    cited = [rule.citation.place for rule in rules if rule.citation]
    own = re.sub(r"\{[^}]*\}|^ *[\w.-]+ =", "", (WORDS / "zh.ftl").read_text("utf-8"), flags=re.MULTILINE)
    identifiers = {*catalogue_names(), *quantity_lines(), *quantity_letters().values()}
    identifiers |= {name for each in kinds for name in (*each.parameters, *each.traits, *chain(*each.words.values()))}
    chinese += [called.in_language("zh") for called, _ in catalogue_called().values()]
    return frozenset(_WORD.findall("\n".join((*chinese, *cited, *citations().values(), own)))) | identifiers | SIGNS


def foreign(text: str, given: str) -> set[str]:
    """The words of a text that are neither names nor in what was given to the command."""
    mine = set(re.findall(r"[A-Za-z]+", given))
    text = re.sub(rf"(?<![\w-])(?:{'|'.join((*fault_codes(), *code_names()))})(?![\w-])", "", _QUOTED.sub("", text))
    return {word for word in _WORD.findall(text) if word not in mine and word not in names()}


def commands() -> Iterator[tuple[str, ...]]:
    for name in NETWORKS:
        yield from ((command, f"examples/{name}.cnn") for command in ("derive", "table", "closed"))
    for other in ("alexnet_keras", "lenet"):
        yield "compare", "examples/alexnet.cnn", f"examples/{other}.cnn", "--quantity", "params,macs,neurons"
    yield from (("prove", *formula) for formula in FORMULAS)
    for symbol, wanted in (("I", "C1.O = 28"), ("I", "C3.O = 100"), ("K", "C1.O = 28"), ("I", "total.macs <= 100000")):
        yield "solve", "examples/lenet.cnn", "--for", symbol, "--where", wanted
    yield from (("explain", subject) for subject in (*catalogue_names(), *fault_codes()))
    yield ("explain",)
    for path in sorted((ROOT / "tests" / "golden" / "faults").glob("*.cnn")):
        yield "check", str(path.relative_to(ROOT))
    yield from (("check", f"tests/golden/chapters/{name}", "--all") for name in DOCUMENTS)
    yield from (("check", f"examples/{name}", "--all") for name in ("chapter.md", "chapter.zh.md", "lenet.cnn"))
    yield from NONSENSE


@pytest.mark.parametrize("command", tuple(commands()), ids=" ".join)
def test_there_is_no_english_in_chinese(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    files = (Path(argument) for argument in command)
    given = " ".join((*command, *(file.read_text("utf-8") for file in files if file.is_file())))
    told = CliRunner().invoke(main, [*command, "--lang", "zh"]).output
    assert re.search(r"[\u4e00-\u9fff]", told)
    assert foreign(told, given) == set()


def test_english_is_noticed() -> None:
    assert foreign("C1 的输出尺寸为 28, the output size", "") == {"the", "output", "size"}
    assert foreign("错误[too-large]: 数值 too large", "") == {"too", "large"}
    assert foreign("`unknown` 的 conv 层，MACs 为 3", "") == set()
    assert foreign("C1：the kernel", "the") == {"kernel"}
    assert foreign("    an example\n输出", "") == set()
