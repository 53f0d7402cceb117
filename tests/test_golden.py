"""What the commands print, beside what they printed when a person last read it: `tests/golden/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, TESTS, Golden

from symcnn.commands.main import main

PRINTED = [
    ("lenet.txt", "derive lenet.cnn"),
    ("lenet.zh.txt", "derive lenet.cnn --lang zh"),
    ("lenet.tex", "derive lenet.cnn --latex"),
    ("lenet.zh.tex", "derive lenet.cnn --latex -s --lang zh"),
    ("lenet.md", "derive lenet.cnn --markdown"),
    ("lenet.html", "derive lenet.cnn --html --layer C1,C3"),
    ("lenet.json", "derive lenet.cnn --json --layer C1"),
    ("lenet.symbolic.txt", "derive lenet.cnn --symbolic I --layer C1,S2,C3"),
    ("lenet.table.txt", "table lenet.cnn"),
    ("lenet.table.json", "table lenet.cnn --json"),
    ("lenet.check.txt", "check lenet.cnn"),
    ("lenet.check.json", "check lenet.cnn --json"),
    ("symbolic.txt", "derive symbolic.cnn"),
    ("alexnet.table.txt", "table alexnet.cnn"),
    ("zip_1989.table.txt", "table zip_1989.cnn --quantity output,neurons,params,connections"),
    ("unet.closed.txt", "closed unet.cnn --symbolic I"),
    ("cifar_resnet.closed.txt", "closed cifar_resnet.cnn --symbolic n"),
    ("alexnet.solve.txt", "solve alexnet.cnn --for I --where C1.O=55"),
    ("conv.prove.txt", "prove O=(I-K)/S+1"),
    ("conv.prove.zh.txt", "prove O=(I-K)/S+1 --lang zh"),
    ("conv.prove.md", "prove O=(W-F+2*P)/S+1 --markdown"),
    ("conv.prove.json", "prove O=(I-K)/S+1 --json"),
    ("floors.prove.txt", "prove (floor((I-3)/2)+1)^2=floor((I-1)/2)^2"),
    ("classes.prove.tex", "prove floor(I/2)+ceil(I/2)=I --latex"),
    ("undecided.prove.txt", "prove 2^(I*K)=(2^I)^K"),
    ("explain.conv.txt", "explain conv"),
    ("explain.conv.zh.txt", "explain conv --lang zh"),
    ("explain.kinds.txt", "explain"),
]


@pytest.mark.parametrize(("name", "command"), PRINTED, ids=[name for name, _ in PRINTED])
def test_prints(name: str, command: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    result = CliRunner().invoke(main, command.split(), catch_exceptions=False)
    assert result.exit_code == 0
    golden(f"printed/{name}", result.stdout)


FAULTY = sorted(path.name for path in (TESTS / "golden" / "faults").glob("*.cnn"))


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_says_what_is_wrong(name: str, language: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "golden" / "faults")
    result = CliRunner().invoke(main, ["check", name, "--lang", language], catch_exceptions=False)
    assert result.exit_code in (1, 2)
    golden(f"faults/{Path(name).stem}.{language}.txt", result.output)


CHAPTERS = [
    ("chapter.en.txt", "examples/chapter.md"),
    ("chapter.zh.txt", "examples/chapter.md --lang zh"),
    ("chapter.all.txt", "examples/chapter.md --all"),
    ("chapter.zh.en.txt", "examples/chapter.zh.md"),
    ("chapter.zh.zh.txt", "examples/chapter.zh.md --lang zh"),
    *((f"{name}.{language}.txt", f"tests/golden/chapters/{name} --lang {language}") for name in
      ("layers.tex", "lesson.ipynb", "page.html", "small_net.py", "pasted.zh.txt") for language in ("en", "zh")),
    ("lesson.ipynb.concise.txt", "tests/golden/chapters/lesson.ipynb --all --format concise"),
    ("pasted.zh.txt.json", "tests/golden/chapters/pasted.zh.txt --json"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "command"), CHAPTERS, ids=[name for name, _ in CHAPTERS])
def test_reports_on_a_chapter(name: str, command: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS.parent)
    result = CliRunner().invoke(main, ["check", *command.split()], catch_exceptions=False)
    assert result.exit_code == 1
    golden(f"reports/{name}", result.output)
