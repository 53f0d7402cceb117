"""Files that mean harm: every one gets an answer, within little memory and time."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from shell import FORMS, LENET

MEMORY = 512 << 20
SECONDS = 20
"""Ten times what a bomb may take: this is no measurement."""

NET = "input 32 x 32 x 3\nC1: conv N=6 K=5\n"
POWER = "9^9^9^9"
BRACKETS = ("()", "[]", "{}", "⌊⌋", "⌈⌉")
MANY = 100_000
MEGA = 1 << 20


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    status: int
    stdout: str
    stderr: str


def limited(*args: str) -> Ended:
    """The command as a process of its own with little memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    command = [sys.executable, "-m", "symcnn", *args]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=limit,
        stdin=subprocess.DEVNULL,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def claim(text: str) -> str:
    """A network with a claim."""
    return f"{NET}claim C1.params = {text}\n"


def doubling(line: str, first: str = "n + 1") -> str:
    """Sixty lets, each of which uses the one before it twice."""
    return f"let a0 = {first}\n" + "".join(line.format(new=f"a{at + 1}", old=f"a{at}") for at in range(60))


USES = "input 8 x 8 x 1\nC1: conv N=a60 K=1\n"

REFUSED: Mapping[str, Callable[[], str]] = {
    "let": lambda: f"let a = {POWER}\n{NET}",
    "let in use": lambda: f"let a = {POWER}\ninput a x a x 3\nC1: conv N=6 K=5\n",
    "argument": lambda: f"input 32 x 32 x 3\nC1: conv N={POWER} K=5\n",
    "kernel": lambda: f"input 32 x 32 x 3\nC1: conv N=6 K={POWER}\n",
    "input": lambda: f"input {POWER} x 32 x 3\nC1: conv N=6 K=5\n",
    "claim": lambda: claim(POWER),
    "rule": lambda: f"layer a() {{ rule N = {POWER} }}\ninput 8 x 8 x 1\nA: a\n",
    "parameter": lambda: f"layer a(N = {POWER}) {{ rule N = N }}\ninput 8 x 8 x 1\nA: a\n",
    "convention": lambda: f"convention flops_per_mac = {POWER}\n{NET}",
    "huge convention": lambda: f"convention flops_per_mac = 10^999\nconvention number_bytes = 10^999\n{NET}",
    "product": lambda: claim("*".join(["10^900"] * 20)),
    "lets": lambda: doubling("let {new} = {old}*{old}\n", "10") + USES,
    **{f"open {pair}": partial(claim, pair[0] * MANY) for pair in BRACKETS},
    **{f"closed {pair}": partial(claim, pair[0] * MANY + "1" + pair[1] * MANY) for pair in BRACKETS},
    **{f"closing {pair}": partial(claim, pair[1] * MANY) for pair in BRACKETS},
    **{f"alone {pair}": partial(str, pair[0] * MANY) for pair in BRACKETS},
    **{f"lines of {pair}": partial(str, NET + f"{pair[0]}\n" * MANY) for pair in BRACKETS},
    "calls": lambda: claim("floor(" * MANY),
    "minus signs": lambda: claim("-" * MANY + "1"),
    "minus signs after a sign": lambda: claim("2*" + "-" * MANY + "1"),
    "minus signs in an argument": lambda: f"input 8 x 8 x 1\nC1: conv N={'-' * MANY}1 K=1\n",
    "power signs": lambda: claim("1" + "^" * MANY + "1"),
    "powers": lambda: claim("1" + "^1" * MANY),
    "superscripts": lambda: claim("1" + "²" * MANY),
    "long number": lambda: claim("1" * MANY),
    "long exponent": lambda: claim("2^" + "1" * 900),
    "long superscript": lambda: claim("2" + "⁹" * 900),
    "long fraction": lambda: claim("1." + "1" * MANY),
    "sum of 1 MB": lambda: claim("1+" * (MEGA // 2) + "1"),
    "unknown kind, long": lambda: f"{NET}{'a' * MEGA}\n",
    "unknown argument, long": lambda: f"{NET}C2: conv {'a' * MEGA}=3\n",
    "unknown layer, long": lambda: f"{NET}C2: relu from {'a' * MEGA}\n",
    "unknown name, long": lambda: claim("a" * MEGA + ".params"),
    "unknown function, long": lambda: claim("a" * MEGA + "(3)"),
    "table": lambda: f"input 8x8x6\nC1: conv N={MANY} K=3 table=[{'|'.join(['0 1 2'] * MANY)}]\n",
    "counted table": lambda: f"input 8x8x6\nC1: conv N={MANY} K=3 table=[{'|'.join(['1 of 2'] * MANY)}]\n",
    "large table": lambda: f"input 8x8x6\nC1: conv N=6 K=3 table=[{'9' * 900} of 2]\n",
    "let of itself": lambda: "let a = a + 1\ninput a x a x 1\nC1: conv N=1 K=1\n",
    "lets of each other": lambda: "let a = b + 1\nlet b = a + 1\ninput a x a x 1\nC1: conv N=1 K=1\n",
    "kind of itself": lambda: "layer a() like a { rule N = 1 }\ninput 8x8x1\nA: a\n",
    "kinds of each other": lambda: "layer a() like b { }\nlayer b() like a { }\ninput 8x8x1\nA: a\n",
    "rule of itself": lambda: "layer a() { rule N = N + 1 }\ninput 8x8x1\nA: a\n",
    "lets of a kind": lambda: (
        "layer a() {\n" + doubling("let {new} = {old}*({old} + 1)\n", "C") + "rule N = a60\n}\ninput 8x8x2\nA: a\n"
    ),
    "quote": lambda: f'{NET}"{"a" * MEGA}\n',
    "zeros": lambda: NET + "\0" * MANY,
    "text cut off": lambda: f'{NET}layer a() {{ title en "{"a" * MEGA}',
}
"""Files to which there is no other answer than a fault."""

SURVIVED: Mapping[str, Callable[[], str]] = {
    "sum of powers": lambda: claim("+".join(["10^999"] * 20)),
    "tower of symbols": lambda: claim("n^n^n^n^n"),
    "symbol to a tower": lambda: claim(f"n^{POWER}"),
    "expansion": lambda: claim("(a + b + c + d + 1)^200"),
    "expansion of a product": lambda: claim("*".join(f"(a{at} + 1)" for at in range(60))),
    "expansion in an argument": lambda: "input I x I x 1\nC1: conv N=n K=(a + b + c + d + 1)^100\n",
    "sum of symbols": lambda: claim("+".join(f"a{at}" for at in range(9_900))),
    "lets of a symbol": lambda: doubling("let {new} = {old}*({old} + 1)\n") + USES,
    "floors of a symbol": lambda: doubling("let {new} = floor(({old}*{old} + 1)/2)\n") + USES,
    "channels of a symbol": lambda: "layer a() { rule N = C*(C + 1) }\ninput 8 x 8 x n\n" + "a\n" * 60,
    "layers of a symbol": lambda: "input I x I x c\n" + "conv N=n K=3\nmax_pool K=2\n" * 76,
    "kernels of symbols": lambda: "input I x I x c\n" + "".join(f"conv N=n{at} K=k{at} S=s{at}\n" for at in range(40)),
    "chain of kinds": lambda: (
        "".join(f"layer a{at}() like a{at + 1} {{ }}\n" for at in range(5000))
        + "layer a5000() { rule N = 1 }\ninput 8x8x2\na0\n"
    ),
    "long name": lambda: f"{NET}{'a' * MEGA}: relu\n",
    "long quoted name": lambda: f'{NET}"{"卷" * MEGA}": relu\n',
    "long comment": lambda: NET + "#" + "a" * (7 * MEGA),
}
"""Files to which some answer must come."""

LARGE: Mapping[str, Callable[[], str]] = {
    "10 MB of newlines": lambda: NET + "\n" * (10 * MEGA),
    "10 MB in a line": lambda: NET + "a" * (10 * MEGA),
    "7 MB in a name": lambda: NET + "a" * (7 * MEGA),
    "7 MB of names": lambda: NET + "a " * (7 * MEGA // 2),
    "7 MB of digits": lambda: NET + "1" * (7 * MEGA),
    "7 MB in a quote": lambda: f'{NET}"{"a" * (7 * MEGA)}',
    "7 MB of nonsense": lambda: NET + "$" * (7 * MEGA),
    "7 MB of lines of nonsense": lambda: NET + "! ! !\n" * MEGA,
    "7 MB of newlines, cut off": lambda: NET + "\n" * (7 * MEGA) + "C1: conv N=",
    "7 MB of semicolons, cut off": lambda: NET + ";" * (7 * MEGA) + "C1: conv N=",
}
"""Large files, to which there is no other answer than a fault."""


def explode(text: str, folder: Path, *command: str) -> Ended:
    """Checks a file; whatever the answer, it is one."""
    path = folder / "bomb.cnn"
    path.write_text(text, "utf-8")
    ended = limited(*(command or ("check",)), str(path))
    assert "Traceback" not in ended.stderr, ended.stderr[-2000:]
    assert ended.status in (0, 1, 2)
    assert max(map(len, ended.stderr.splitlines()), default=0) < 5_000
    return ended


def has_a_place(ended: Ended) -> bool:
    """Whether the run was refused with a message that names a place."""
    return ended.status == 2 and bool(re.search(r"(?m)bomb\.cnn:\d+:\d+: error\[[a-z-]+\]: .", ended.stderr))


QUICK = 4
"""How many of the bombs go off in the short run, spread over the list; the long one has all of them."""


def some(names: list[str]) -> list[Any]:
    """The names, those beyond the short run's share marked as slow."""
    step = max(1, len(names) // QUICK)
    return [
        name if place % step == 0 else pytest.param(name, marks=pytest.mark.slow) for place, name in enumerate(names)
    ]


@pytest.mark.parametrize("name", some([name for name in REFUSED if not name.startswith("lines of")]))
def test_bombs_are_refused(name: str, tmp_path: Path) -> None:
    assert has_a_place(explode(REFUSED[name](), tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in REFUSED if name.startswith("lines of")])
def test_bombs_of_many_lines_are_refused(name: str, tmp_path: Path) -> None:
    assert has_a_place(explode(REFUSED[name](), tmp_path))


@pytest.mark.parametrize("name", some([*SURVIVED]))
def test_bombs_are_survived(name: str, tmp_path: Path) -> None:
    explode(SURVIVED[name](), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_bombs_are_refused(name: str, tmp_path: Path) -> None:
    assert has_a_place(explode(LARGE[name](), tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), [*product(("tower of symbols", "layers of a symbol", "long name"), FORMS)])
def test_bombs_are_survived_in_every_format(name: str, form: str, tmp_path: Path) -> None:
    explode(SURVIVED[name](), tmp_path, "derive", f"--{form}")


@pytest.mark.parametrize("setting", [f"I={POWER}", "I=" + "(" * MANY, "I=" + "1" * MANY, "I=" + "-" * MANY + "1"])
def test_bombs_on_the_command_line(setting: str) -> None:
    ended = limited("table", LENET, "--set", setting)
    assert ended.status == 2
    assert "error[" in ended.stderr
    assert "Traceback" not in ended.stderr
