"""A third language is a file of words and the catalogue's sentences: it is met wherever people are told something."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Transformer
from linked_package import linked_package

ROOT = Path(__file__).parents[3]
NOT_FOR_PEOPLE = re.compile(r"plural-|language-")
GREEK = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβγδεφχηιξκλμνοπψρστυϑωζθς")
"""The third language is English in Greek letters, so that a word that was not taken from its data shows."""

THIRD = "eo"

NETWORK = "input 8x8x1\nC1: conv N=2 K=3 ; relu\nP: max_pool K=2\nclaim C1.params = 21"
FILES = {
    "a.cnn": NETWORK,
    "b.cnn": NETWORK.replace("N=2", "N=3"),
    "letters.cnn": "let K = 3\ninput I x I x 1\nC1: conv N=2 K=K",
    "fault.cnn": "input 8x8x1\nC1: conf N=2",
    "a.md": "5*5 = 24, 7/3 = 2.33\n\nThe convolution takes an input of 227x227x3, has 96 kernels of 11x11, stride 4, "
    "padding 0 and an output of 54x54x96.\n\nOutput size of a convolution: O=(I-K)/S+1\n\n"
    "AlexNet has 61 million parameters.\n",
}
RUNS = {
    "table": ["table", "a.cnn"],
    "derive": ["derive", "a.cnn"],
    "closed": ["closed", "letters.cnn"],
    "compare": ["compare", "a.cnn", "b.cnn"],
    "solve": ["solve", "letters.cnn", "--for", "K", "--where", "C1.O = 6"],
    "prove": ["prove", "O = (I-K)/S + 1"],
    "refuted": ["prove", "K*C*N", "--quantity", "weights"],
    "check a network": ["check", "a.cnn"],
    "check": ["check", "a.md", "--all"],
    "coverage": ["check", "a.md", "--coverage"],
    "sarif": ["check", "a.md", "--all", "--format", "sarif"],
    "kinds": ["explain"],
    "kind": ["explain", "conv"],
    "rule": ["explain", "layer-output"],
    "fault": ["explain", "unknown-layer"],
    "documents": ["explain", "documents"],
    "language": ["explain", "language"],
    "rule as data": ["explain", "layer-output", "--json"],
    "html": ["derive", "a.cnn", "--html"],
    "a fault": ["table", "fault.cnn"],
}
DRIVER = """
import json, sys
from click.testing import CliRunner
from symcnn.commands.main import main
def ran(args, language):
    result = CliRunner().invoke(main, [*args, "--lang", language], catch_exceptions=False)
    return result.exit_code, result.output
languages, runs = json.load(sys.stdin)
print(json.dumps({each: {name: ran(args, each) for name, args in runs.items()} for each in languages}))
"""


def greek(text: str) -> str:
    return text.lower().translate(GREEK)


class Translated(Transformer):
    def visit_TextElement(self, node: Any) -> Any:  # noqa: N802
        node.value = greek(node.value)
        return node

    def visit_StringLiteral(self, node: Any) -> Any:  # noqa: N802
        node.value = greek(node.value)
        return node


def translated(text: str) -> str:
    resource = FluentParser(with_spans=False).parse(text)
    for entry in resource.body:
        if isinstance(entry, ast.Message | ast.Term) and not NOT_FOR_PEOPLE.match(entry.id.name):
            Translated().visit(entry)
    return FluentSerializer().serialize(resource)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, tuple[int, str]]]:
    """What each run gives in Chinese, and in a language that came with one file and the catalogue's sentences."""
    tree = tmp_path_factory.mktemp("third")
    linked_package(tree, ["symcnn/pages/words", "symcnn/network/catalogue", "symcnn/network/known"])
    words = tree / "symcnn" / "pages" / "words"
    (words / f"{THIRD}.ftl").write_text(translated((words / "en.ftl").read_text("utf-8")), "utf-8")
    for path in (tree / "symcnn").rglob("*.cnn"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r'\ben "([^"]*)"', lambda m: f'{m[0]} {THIRD} "{greek(m[1])}"', text), "utf-8")
    for name, text in FILES.items():
        (tree / name).write_text(text, "utf-8")
    asked = json.dumps([(THIRD, "zh"), RUNS])
    done = subprocess.run(
        [sys.executable, "-c", DRIVER], cwd=tree, input=asked, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    return dict(json.loads(done.stdout))


def latin(output: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{3,}", output)) - {THIRD, "Hans"}


@pytest.mark.parametrize("name", RUNS)
def test_all_that_is_said_is_said_in_it(name: str, said: dict[str, dict[str, tuple[int, str]]]) -> None:
    """Latin letters are left to what has them in Chinese too: names, codes, sources, and the document's own words."""
    (status, output), (chinese_status, chinese) = said[THIRD][name], said["zh"][name]
    assert status == chinese_status
    assert latin(output) - latin(chinese) == set()
    assert re.search("[α-ω]{3}", output)


def test_pages_as_data_hold_it_beside_the_others(said: dict[str, dict[str, tuple[int, str]]]) -> None:
    _, output = said[THIRD]["rule as data"]
    page = json.loads(output)
    assert page["title"] == {
        "en": "Output sizes of layers",
        THIRD: greek("Output sizes of layers"),
        "zh": "层的输出尺寸",
    }
    assert page["finds"].keys() == page["decides"].keys() == page["title"].keys()
