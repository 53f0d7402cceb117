"""Speed as ratios, measured side by side in one run: ``python tests/bench/ratios.py``.

Nothing here fails; it prints what a person compares with the goals in brackets. Every command is
timed as a whole process, by the processor time that the operating system has counted for it, and
the least of several runs is divided by the least of a reference that ran in turn with it: what else the
machine does can only make a run longer. What is measured is the
package that is installed for this Python, with its bytecode compiled (`pip` does, but not where
`--editable` is asked for): every command runs in a folder of its own with ``-P``. With
``--against PYTHON`` the commands are compared with those of the package that is installed for
another Python, say of an older version.

As it was when figures with letters became forms, on a shared machine: LeNet-5 0.27 (LaTeX) and 0.23 (table), tables of
VGG-16 0.25, Inception-v3 0.36 and ResNet-152 0.33, `closed` of ResNet-152 0.41 of `import sympy`; 10,000 layers with
100 poolings 9.9 times 1,000 with 10; a table of 10,000 layers 0.84 of Lark's bare parse. Documents are far from their
goals: a chapter of 300 KB takes 30 to 40 times markdown-it-py's parse, 300 KB of words 7 times.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SYMPY = [sys.executable, "-P", "-c", "import sympy"]
SYMCNN = [sys.executable, "-P", "-m", "symcnn"]
ONE_FORMULA = """# The output size

A convolutional layer with input size $I$, kernel size $K$, padding $P$ and stride $S$ has the output size

$$O = \\frac{I - K + 2P}{S} + 1.$$

It is used below.
"""
CONSTANT_STRIDES = (
    "(floor((I - 3)/2) + 1)^2 = floor((I - 1)/2)^2",
    "floor((floor((I - 11)/4) - 2)/2) + 1 = floor((I - 19)/8) + 1",
    "floor((I + 2*P - K)/8) = floor((I + 2*P - K)/16) + floor((I + 2*P - K + 8)/16)",
    "ceil(I/3) = floor((I + 2)/3)",
)
MARKDOWN_IT = (
    "import sys; from markdown_it import MarkdownIt; MarkdownIt().parse(open(sys.argv[1], encoding='utf-8').read())"
)
LARK = """
import sys, lark
from symcnn.network.language.keywords import Words
from symcnn.network.language.lexeme import Lexeme

class Filter:
    always_accept = ()
    def process(self, stream):
        read = (Lexeme(token.type, str(token), token.start_pos, token.end_pos) for token in stream)
        return (lark.Token(found.type, str(found)) for found in Words().process(read))

grammar = open(sys.argv[1], encoding="utf-8").read()
parser = lark.Lark(grammar, parser="lalr", lexer="basic", postlex=Filter())
parser.parse(open(sys.argv[2], encoding="utf-8").read())
"""


def processor_seconds(command: Sequence[str]) -> tuple[float, int]:
    """Processor time of one run of the command in seconds, and its peak memory in KiB.

    Status 1 of a command of symcnn is no failure.
    """
    script = (
        "import resource, subprocess, sys\n"
        f"assert subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode < {1 + ('symcnn' in command)}\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
    )
    runner = [sys.executable, "-P", "-c", script, *command]
    with tempfile.TemporaryDirectory() as elsewhere:
        done = subprocess.run(runner, capture_output=True, text=True, check=True, cwd=elsewhere)
    seconds, memory = done.stdout.split()
    return float(seconds), int(memory)


def ratio(command: Sequence[str], reference: Sequence[str], runs: int) -> tuple[float, int, int]:
    """The least of the command divided by that of the reference, run in turn; and both peak memories."""
    pairs = [(processor_seconds(command), processor_seconds(reference)) for _ in range(runs)]
    mine = min(seconds for (seconds, _), _ in pairs)
    other = min(seconds for _, (seconds, _) in pairs)
    return mine / other, max(m for (_, m), _ in pairs), max(m for _, (_, m) in pairs)


def chain(layers: int) -> str:
    """A network of so many layers, each a little unlike the one before."""
    kinds = ("conv N={n} K=3 P=1", "relu", "conv N={n} K=1", "batch_norm", "conv N={n} K=5 P=2 bias=0")
    lines = (f"layer{at}: {kinds[at % len(kinds)].format(n=16 + at // 7 % 50)}" for at in range(layers))
    return "input 224 x 224 x 3\n" + "\n".join(lines) + "\n"


def shrinking_chain(layers: int) -> str:
    """A network of so many layers, of which every other one makes the map smaller, and every hundredth halves it."""
    kinds = ("relu", "conv N={n} K=3") * 49 + ("relu", "max_pool K=2")
    lines = (f"layer{at}: {kinds[at % len(kinds)].format(n=16 + at // 7 % 50)}" for at in range(layers))
    return "input I x I x 3\n" + "\n".join(lines) + "\n"


def chapter(size: int) -> str:
    """A chapter of so many bytes: the examples' ones again and again, with words between."""
    pages = "".join(path.read_text("utf-8") for path in sorted(EXAMPLES.glob("chapter*.md")))
    return (pages * (size // len(pages.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")


OWN_KIND = """layer own(N, K, S = 1, P = 0, D = 1) like window {
  rule weights = area(K)*C*N + N*N
  rule biases = 2*N
}
"""


def own_kind() -> None:
    """The line for a table of layers of a kind that the file defines; the reference has one of the catalogue."""
    lines = "".join(f"layer{at}: KIND N={16 + at // 7 % 50} K=3 P=1\n" for at in range(3_000))
    with tempfile.TemporaryDirectory() as folder:
        commands = []
        for kind in ("own", "conv"):
            path = Path(folder) / f"{kind}.cnn"
            path.write_text(f"{OWN_KIND}input 224 x 224 x 3\n{lines.replace('KIND', kind)}", "utf-8")
            commands.append([*SYMCNN, "table", str(path)])
        found, _, _ = ratio(*commands, 5)
        print(f"a kind of the file's own {found:5.2f} x one of the catalogue  [at most 1]")


def documents() -> None:
    """The lines for `check` of documents; the reference only parses Markdown."""
    sizes = {
        "300 KB": chapter(300_000),
        "3 MB": chapter(3_000_000),
        "words": "Nothing but words, and more.\n\n" * 10_000,
    }
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for name, text in sizes.items():
            path = Path(folder) / f"{name}.md"
            path.write_text(text, "utf-8")
            commands[name] = [*SYMCNN, "check", "--format", "concise", "-q", str(path)]
        parse = [sys.executable, "-P", "-c", MARKDOWN_IT]
        found, _, _ = ratio(commands["300 KB"], [*parse, str(Path(folder) / "300 KB.md")], 5)
        print(f"check of a 300 KB chapter {found:5.2f} x markdown-it-py's parse  [at most 10]")
        found, _, _ = ratio(commands["3 MB"], commands["300 KB"], 1)
        print(f"check of ten times that {found:7.2f} x  [at most 12]")
        found, _, _ = ratio(commands["words"], [*parse, str(Path(folder) / "words.md")], 5)
        print(f"check of 300 KB of words {found:6.2f} x markdown-it-py's parse  [at most 3]")


def against(python: str) -> None:
    """The lines for each command, beside that of the package that another Python has."""
    lenet, chapters = str(EXAMPLES / "lenet.cnn"), EXAMPLES / "chapter.md"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        page.write_text(ONE_FORMULA, "utf-8")
        commands: tuple[tuple[list[str], float], ...] = (
            (["check", str(page)], 0.7),
            (["check", str(chapters)], 0.8),
            (["--help"], 1),
            (["table", lenet], 1),
            (["derive", lenet], 1),
            (["check", lenet], 1),
            (["explain", "conv"], 1),
            (["prove", "O = (I - K)/S + 1"], 1),
            (["solve", str(EXAMPLES / "unet.cnn"), "--for", "I", "--where", "down1.conv1.O <= 300"], 1),
            (["compare", str(EXAMPLES / "resnet18.cnn"), str(EXAMPLES / "resnet50.cnn")], 1),
            (["closed", str(EXAMPLES / "vgg16.cnn"), "--symbolic", "I"], 1),
            (["table", str(EXAMPLES / "resnet152.cnn")], 1),
        )
        for arguments, most in commands:
            mine = [*SYMCNN, *arguments]
            other = [python, "-P", "-m", "symcnn", *arguments]
            found, _, _ = ratio(mine, other, 9)
            shown = " ".join(Path(argument).name for argument in arguments)
            print(f"{shown:40.40} {found:6.2f} x that of {python}  [at most {most}]")


def main() -> None:
    """Prints one line for each goal."""
    lenet = str(EXAMPLES / "lenet.cnn")
    small = [("derive --latex", ["derive", lenet, "--latex"]), ("table", ["table", lenet])]
    for name, arguments in small:
        found, _, _ = ratio([*SYMCNN, *arguments], SYMPY, 15)
        print(f"lenet {name:16} {found:6.2f} x import sympy  [at most 0.25]")
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.cnn" for size in (10_000, 100_000)}
        for size, path in files.items():
            path.write_text(chain(size), "utf-8")
        ten = [*SYMCNN, "table", str(files[10_000])]
        hundred = [*SYMCNN, "table", str(files[100_000])]
        parse = [sys.executable, "-P", "-c", LARK, str(ROOT / "grammar" / "symcnn.lark"), str(files[10_000])]
        found, _, _ = ratio(ten, parse, 3)
        print(f"table of 10,000 layers {found:6.2f} x Lark's bare parse of it  [at most 2]")
        found, more, _ = ratio(hundred, ten, 1)
        print(f"table of 100,000 layers {found:5.2f} x that of 10,000  [at most 12]")
        large = [*parse[:-1], str(files[100_000])]
        _, parsed, _ = ratio(large, parse, 1)
        print(f"memory of 100,000 layers {more / 1024:6.0f} MiB, of Lark's bare parse {parsed / 1024:.0f} MiB")
        print(f"a layer beyond the parse {(more - parsed) / 100_000:6.2f} KiB  [under 1]")
    own_kind()
    documents()
    for name in ("vgg16", "inception_v3", "resnet152"):
        found, _, _ = ratio([*SYMCNN, "table", str(EXAMPLES / f"{name}.cnn")], SYMPY, 5)
        print(f"table of {name:14} {found:6.2f} x import sympy  [at most 0.35]")
    closed = [*SYMCNN, "closed", str(EXAMPLES / "resnet152.cnn"), "--symbolic", "I"]
    found, _, _ = ratio(closed, SYMPY, 5)
    print(f"closed of resnet152    {found:6.2f} x import sympy  [at most 0.6]")
    with tempfile.TemporaryDirectory() as folder:
        chains = {size: Path(folder) / f"{size}.cnn" for size in (1_000, 10_000)}
        for size, path in chains.items():
            path.write_text(shrinking_chain(size), "utf-8")
        thousand, ten = ([*SYMCNN, "closed", str(path)] for path in chains.values())
        found, _, _ = ratio(ten, thousand, 3)
        print(f"closed of 10,000 layers {found:5.2f} x that of 1,000  [at most 12]")
    start = [*SYMCNN, "prove", "1 = 1"]
    for claim in CONSTANT_STRIDES:
        found, _, _ = ratio([*SYMCNN, "prove", claim], SYMPY, 5)
        more, _, _ = ratio([*SYMCNN, "prove", claim], start, 5)
        print(f"prove {claim:52.52} {found:5.2f} x import sympy, {more:5.2f} x prove '1 = 1'  [at most 1.1]")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Speed as ratios, measured side by side.")
    asked.add_argument("--against", metavar="PYTHON", help="compare with the package that is installed for this Python")
    other_python = asked.parse_args().against
    if other_python:
        against(other_python)
    else:
        main()
