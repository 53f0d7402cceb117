"""Where the nodes of the syntax start and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from threading import Thread

import pytest
from lark import Token

from symcnn.core.text.source import Source
from symcnn.network.language.keywords import Words
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Program
from symcnn.network.wiring.layer_kinds import CATALOGUE

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted((*EXAMPLES.glob("*.cnn"), *map(Path, CATALOGUE.glob("*.cnn"))))
BETWEEN = re.compile(r"(?:[\s;]|#[^\n]*)*")
"""What may stand between two statements."""


def parsed(text: str) -> Program:
    program, faults = read(Source("test.cnn", text))
    assert faults == ()
    return program


def nodes(node: object) -> Iterator[tuple[str, int, int]]:
    """The kind, the start and the end of each node that stands somewhere, outer ones first."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
    elif is_dataclass(node) and not isinstance(node, type | Source):
        if hasattr(node, "start") and hasattr(node, "end"):
            yield type(node).__name__, node.start, node.end
        for field in fields(node):
            yield from nodes(getattr(node, field.name))


def told(text: str, kind: str) -> list[str]:
    """What the text says in all nodes of a kind."""
    return [text[start:end] for found, start, end in nodes(parsed(text)) if found == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("network LeNet5 # 1998", "NetworkLine", ["network LeNet5"]),
        ("convention flops_per_mac = 1 ; relu", "ConventionLine", ["convention flops_per_mac = 1"]),
        ('convention a = 1 letter "A" en "b" # c', "ConventionLine", ['convention a = 1 letter "A" en "b"']),
        ('variant "A-18" n=2 en "b" zh "c" # d', "VariantLine", ['variant "A-18" n=2 en "b" zh "c"']),
        ("preset mine: a=0 b=1\n", "PresetLine", ["preset mine: a=0 b=1"]),
        ("  let I = 2*(n + 1)  # twice", "LetLine", ["let I = 2*(n + 1)"]),
        ("input I x I x 3\r\nrelu", "InputLine", ["input I x I x 3"]),
        ('a: conv N=6 K=5 from "the ; # one" ; relu', "LayerLine", ['a: conv N=6 K=5 from "the ; # one"', "relu"]),
        ("conv N = 2 * n K=5", "Argument", ["N = 2 * n", "K=5"]),
        ("conv P=[1, 2] S=2 from y", "Argument", ["P=[1, 2]", "S=2"]),
        ("conv P=[\n1,\n2\n]", "Argument", ["P=[\n1,\n2\n]"]),
        ("conv K=K² x 3", "Argument", ["K=K² x 3"]),
        ("conv N=6 from a, 'b'".replace("'", '"'), "Word", ["conv", "a", '"b"']),
        ("claim C1.params = (5*5+1)*6 = 156 # yes", "ClaimLine", ["claim C1.params = (5*5+1)*6 = 156"]),
        ('claim "a#1".params = 1', "ClaimLine", ['claim "a#1".params = 1']),
        ("claim a.params = (1 +\n 2)", "ClaimLine", ["claim a.params = (1 +\n 2)"]),
        ("r: repeat 2*n { relu }; tanh", "RepeatLine", ["r: repeat 2*n { relu }"]),
        ("repeat 3 {\n relu }", "RepeatLine", ["repeat 3 {\n relu }"]),
        (
            "parallel add { path { relu }\n path { } } # p",
            "ParallelLine",
            ["parallel add { path { relu }\n path { } }"],
        ),
        ("parallel add { p: path { relu }\n path { } }", "Path", ["p: path { relu }", "path { }"]),
        ("block b(N, S = 1 + 1) { relu }", "BlockDefinition", ["block b(N, S = 1 + 1) { relu }"]),
        ("block b(N, S = 1 + 1) { relu }", "Parameter", ["N", "S = 1 + 1"]),
        ('source me "A: B, 1" # c', "SourceLine", ['source me "A: B, 1"']),
        (
            'quantity q letter "X" en "x" called en "y" ;',
            "QuantityLine",
            ['quantity q letter "X" en "x" called en "y"'],
        ),
        ("layer a(K) { rule O = I } # a", "Definition", ["layer a(K) { rule O = I }"]),
        (
            "layer a(K) { rule O = I - K when K source me en 'x' }".replace("'", '"'),
            "Rule",
            ['O = I - K when K source me en "x"'],
        ),
        ("layer a(K) { let E = K + 1\n rule O = E }", "Abbreviation", ["E = K + 1"]),
        ('layer a(K) { require "small" K <= I\n rule O = I }', "Requirement", ['"small" K <= I']),
        ("layer a(K) { keras A B(k = K, d) on 2 with C = 1 }", "Spelling", ["keras A B(k = K, d) on 2 with C = 1"]),
        ("layer a(K) { keras A B(k = K(valid = 0) or 2, d) }", "Setting", ["k = K(valid = 0) or 2", "d"]),
    ],
)
def test_where_a_node_stands(text: str, kind: str, expected: list[str]) -> None:
    assert told(text, kind) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_statements_cover_a_file_and_nodes_lie_within_each_other(path: Path) -> None:
    text = path.read_text("utf-8")
    program = parsed(text)
    reached = 0
    for statement in program.statements:
        assert BETWEEN.fullmatch(text, reached, statement.start)
        for _, start, end in nodes(statement):
            assert statement.start <= start < end <= statement.end
            assert text[start:end] == text[start:end].strip()
        reached = statement.end
    assert BETWEEN.fullmatch(text, reached)


def test_each_thread_reads_its_own_text() -> None:
    words = Words()
    (name,) = words.process(iter([Token("NAME", "relu", start_pos=3, end_pos=7)]))
    elsewhere: list[int] = []
    thread = Thread(target=lambda: elsewhere.append(words.end))
    thread.start()
    thread.join()
    assert (name, words.end, elsewhere) == ("relu", 7, [0])
