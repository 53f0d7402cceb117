"""How a check is steered: rules chosen and ignored, comments, project files, folders; and what it loads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import EXAMPLES, TESTS

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.check.every_rule import code_of, rule_names
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.findings.ignores import without_ignored
from symcnn.check.read import Read
from symcnn.check.settings import DEFAULTS, Settings
from symcnn.commands import checked_files, targets
from symcnn.commands.main import main
from symcnn.commands.project import find_project
from symcnn.commands.targets import is_network
from symcnn.core.text.fault import FaultyText
from symcnn.core.text.file_formats import DOCUMENT_FORMATS
from symcnn.core.text.places import Places
from symcnn.core.text.source import Source
from symcnn.documents.formats.document import Block, Document, Nature
from symcnn.documents.formats.read_document import read_document

ROOT = TESTS.parent
SEEN: list[Settings] = []


def stand_in(source: Source) -> Document:
    return Document(source.name, source.text, source.text, (Block(Nature.PROSE, 0, len(source.text)),))


def marks(read: Read) -> tuple[Finding, ...]:
    """A wrong finding for each ``CODE!`` in the text."""
    SEEN.append(read.settings)
    found = re.finditer(
        "|".join(f"{code}!" for code in sorted(rule_names(), key=len, reverse=True)), read.document.text
    )
    why = Sentence("claim.equal")
    return tuple(
        Finding(each.start(), each.end(), Kind.CLAIM, code_of(each[0][:-1]), Verdict.WRONG, None, None, why)
        for each in found
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, a repository of its own, and judges that look for marks."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(checked_files, "document_of", stand_in)
    monkeypatch.setattr(checked_files, "findings_of", marks)
    SEEN.clear()
    return tmp_path


def check(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *args], stdin, env={"SYMCNN_LANG": None}, catch_exceptions=False)


def codes(result: Result) -> list[str]:
    """The codes that a check reports, with their lines."""
    return [":".join(each) for each in re.findall(r"(?m)^[^:\n]+:(\d+):\d+: ([a-z-]+): ", result.stdout)]


# rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", ["1:sum", "2:unit", "3:claim"]),
        ("--select sum", ["1:sum"]),
        ("--select sum,claim", ["1:sum", "3:claim"]),
        ("--select sum --select unit", ["1:sum", "2:unit"]),
        ("--ignore sum", ["2:unit", "3:claim"]),
        ("--ignore sum,unit,claim", []),
        ("--select sum,unit --ignore unit", ["1:sum"]),
    ],
)
def test_select_and_ignore(options: str, expected: list[str], folder: Path) -> None:
    (folder / "a.md").write_text("sum!\nunit!\nclaim!\n")
    result = check("a.md", *options.split())
    assert codes(result) == expected
    assert result.exit_code == (1 if expected else 0)


def test_claims_of_a_network_are_steered_as_well(folder: Path) -> None:
    (folder / "a.cnn").write_text("input 8x8x3\nC1: conv N=2 K=3\nclaim C1.params = 1 # symcnn: ignore\n")
    assert check("a.cnn").exit_code == 0
    (folder / "a.cnn").write_text("input 8x8x3\nC1: conv N=2 K=3\nclaim C1.params = 1\n")
    assert check("a.cnn").exit_code == 1
    assert check("a.cnn", "--ignore", "claim").exit_code == 0


# comments -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum! unit! <!-- symcnn: ignore -->\nsum!", ["2:sum"]),
        ("sum! unit! <!-- symcnn: ignore sum -->", ["1:unit"]),
        ("sum! unit! <!-- symcnn: ignore sum, unit -->", []),
        ("sum! unit! <!-- symcnn: ignore sum unit-->", []),
        ("sum! unit! <!--symcnn:ignore-->", []),
        ("sum! % symcnn: ignore", []),
        ("sum! % symcnn: ignore unit", ["1:sum"]),
        ("sum! # symcnn: ignore sum", []),
        ("sum! // symcnn: ignore sum", []),
        ("<!-- symcnn: ignore -->\nsum!\nsum!", ["3:sum"]),
        ("<!-- symcnn: ignore -->\n\nsum!\nsum!", ["4:sum"]),
        ("  % symcnn: ignore sum\r\nsum! unit!\r\nsum!", ["2:unit", "3:sum"]),
        ("<!-- symcnn: ignore sum -->\n<!-- symcnn: ignore unit -->\nsum! unit! claim!", ["3:claim"]),
        ("<!-- symcnn: ignore sum -->\nsum! unit! <!-- symcnn: ignore unit -->", []),
        ("<!-- symcnn: ignore -->\nsum! <!-- symcnn: ignore unit -->", []),
        ("text <!-- symcnn: ignore -->\nsum!", ["2:sum"]),
        ("<!-- symcnn: ignore --> text\nsum!", ["2:sum"]),
        (".. symcnn: ignore\n\nsum!", []),
        ("sum!\n<!-- symcnn: off -->\nsum!\n\nunit!\n<!-- symcnn: on -->\nclaim!", ["1:sum", "7:claim"]),
        ("% symcnn: off\nsum!\n% symcnn: off\nsum!\n% symcnn: on\nsum!\n% symcnn: off\nsum!", ["6:sum"]),
        ("<!-- symcnn: on -->\nsum!\n<!-- symcnn: off -->", ["2:sum"]),
        ("sum! <!-- symcnn: ignored -->", ["1:sum"]),
        ("sum! symcnn: ignore", ["1:sum"]),
        ("sum! <!-- Symcnn ignore -->", ["1:sum"]),
        ("<!-- symcnn: ignore -->", []),
        ("sum!\n<!-- symcnn: ignore -->", ["1:sum"]),
    ],
)
def test_comments(text: str, expected: list[str], folder: Path) -> None:
    (folder / "a.md").write_bytes(text.encode())
    assert codes(check("a.md")) == expected


def test_a_comment_with_a_code_that_there_is_not(folder: Path) -> None:
    (folder / "a.md").write_text("sum! <!-- symcnn: ignore smu -->\n")
    result = check("a.md")
    assert result.exit_code == 1
    assert codes(result) == ["1:sum"]
    assert re.search(r"a\.md:1:26: note\[unknown-code\]: .*`smu`.*`sum`", result.stderr)


def test_a_finding_of_several_lines_is_silenced_by_a_comment_in_one_of_them() -> None:
    text = "1 +\n1 <!-- symcnn: ignore -->\n= 3\n"
    found = Finding(0, text.index("3"), Kind.CLAIM, code_of("sum"), Verdict.WRONG, None, None, Sentence("claim.equal"))
    assert without_ignored([found], Places(Source("a.md", text)), ("sum",)) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "<!-- symcnn: ignore -->\n",
        "x <!-- symcnn: off -->\n",
        "% symcnn: on\n\n",
        "#" + " " * 40,
        "% symcnn: ignore a ",
    ],
)
def test_many_comments_come_to_an_end(line: str) -> None:
    count = 10_000
    places = Places(Source("a.md", line * count + "symcnn:"))
    found = [
        Finding(at, at + 1, Kind.CLAIM, code_of("sum"), Verdict.WRONG, None, None, Sentence("claim.equal"))
        for at in range(count)
    ]
    kept, _ = without_ignored(found, places, ("sum",))
    assert len(kept) <= count


# the project file -----------------------------------------------------------------------------------


ALL = """\
select = ["sum", "unit"]
ignore = ["unit"]
exclude = ["drafts/*"]
language = "zh"
notation = "cs231n"
megabyte = "MiB"
letters = { W = "I", F = "K" }
conventions = { flops_per_mac = 1 }
"""


@pytest.mark.parametrize(("name", "head"), [("pyproject.toml", "[tool.symcnn]\n"), ("symcnn.toml", "")])
def test_a_project_file(name: str, head: str, folder: Path) -> None:
    (folder / name).write_text(head + ALL)
    (folder / "book").mkdir()
    (folder / "book" / "a.md").write_text("sum!\nunit!\nclaim!\n")
    result = check("book/a.md")
    assert codes(result) == ["1:sum"]
    assert "错误" in result.stdout
    (settings,) = SEEN
    assert (settings.notation, settings.megabyte, settings.letters, settings.conventions) == (
        "cs231n", "MiB", {"W": "I", "F": "K"}, {"flops_per_mac": 1},
    )  # fmt: skip


def test_the_command_line_has_the_last_word(folder: Path) -> None:
    (folder / "symcnn.toml").write_text(ALL)
    (folder / "a.md").write_text("sum!\nunit!\nclaim!\n")
    result = check("a.md", "--select", "claim,unit", "--ignore", "sum", "--lang", "en", "--convention", "keras")
    assert codes(result) == ["2:unit", "3:claim"]
    assert "wrong" in result.stdout
    assert SEEN[0].conventions["flops_per_mac"] == 1
    assert len(SEEN[0].conventions) > 1


def test_the_nearest_project_file_counts(folder: Path) -> None:
    (folder / "symcnn.toml").write_text('select = ["sum"]')
    (folder / "pyproject.toml").write_text('[tool.symcnn]\nselect = ["unit"]')
    inner = folder / "inner" / "most"
    inner.mkdir(parents=True)
    assert _selected(inner / "a.md") == ("sum",)
    (folder / "inner" / "pyproject.toml").write_text("[project]\nname = 'symcnn'")
    assert _selected(inner / "a.md") == ("sum",)
    (folder / "inner" / "pyproject.toml").write_text('tool.symcnn.select = ["claim"]')
    assert _selected(inner / "a.md") == ("claim",)
    assert _selected(inner) == ("claim",)
    (folder / "inner" / "pyproject.toml").unlink()
    (inner / ".git").write_text("gitdir: elsewhere")
    assert find_project(str(inner / "a.md")) is None


def _selected(beside: Path) -> tuple[str, ...] | None:
    project = find_project(str(beside))
    return project.settings.select if project else None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selec = []", "unknown-key.*`selec`.*`select`"),
        ("select = 'sum'", r"wrong-type.*`select`.*\[.….\].*.sum."),
        ("select = [1]", "wrong-type.*`select`.*1"),
        ("select = ['smu']", "wrong-choice.*`select`.*`smu`.*`sum`"),
        ("ignore = true", "wrong-type.*`ignore`.*true"),
        ("exclude = {}", "wrong-type.*`exclude`"),
        ("language = 'fr'", "wrong-choice.*`language`.*`fr`.*`en`.*`zh`"),
        ("notation = 3", "wrong-type.*`notation`.*3"),
        ("notation = 'cs231'", "wrong-choice.*`notation`.*`cs231`.*`cs231n`"),
        ("megabyte = 'mib'", "wrong-choice.*`megabyte`.*`mib`.*`MiB`"),
        ("letters = { W = 'Q' }", r"wrong-choice.*`letters\.W`.*`Q`"),
        ("letters = { W = 1 }", r"wrong-type.*`letters\.W`"),
        ("letters = []", "wrong-type.*`letters`"),
        ("conventions = { flops = 1 }", r"unknown-key.*`conventions\.flops`.*`flops_per_mac`"),
        ("conventions = { flops_per_mac = 1.5 }", r"wrong-type.*`conventions\.flops_per_mac`.*1\.5"),
        ("conventions = { flops_per_mac = -1 }", r"wrong-type.*`conventions\.flops_per_mac`"),
        ("conventions = { flops_per_mac = true }", "wrong-type.*true"),
        ("select = [", "not-toml.*symcnn.toml"),
        ("a\x1b[31m = 3", "not-toml"),
        ('"a\\u001b[31m" = 3', r"unknown-key.*a\\x1b\[31m"),
        ("select = " + "[" * 100_000, "not-toml"),
        ("a = " + "9" * 5_000, "not-toml"),
        ("#" + "a" * (2 << 20), "file-too-large"),
    ],
)
def test_faults_of_a_project_file(text: str, said: str, folder: Path) -> None:
    (folder / "symcnn.toml").write_text(text)
    (folder / "a.md").write_text("sum!")
    result = check("a.md")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(said, result.stderr), result.stderr[:500]
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\nselec = []", "2:1"),
        ("language = 'fr'", "1:13"),
        ("letters = { W = 'Q' }", "1:18"),
        ("[conventions]\nflops = 1", "2:1"),
        ("[language", "1:10"),
    ],
)
def test_the_place_of_a_fault_of_a_project_file(text: str, place: str, folder: Path) -> None:
    (folder / "symcnn.toml").write_text(text)
    (folder / "a.md").write_text("sum!")
    assert check("a.md").stderr.startswith(f"symcnn.toml:{place}: error")


def test_a_project_file_of_another_encoding(folder: Path) -> None:
    (folder / "symcnn.toml").write_bytes(b"language = '\xff'")
    with pytest.raises(FaultyText):
        find_project(str(folder / "a.md"))


def test_a_network_does_not_ask_the_project(folder: Path) -> None:
    (folder / "symcnn.toml").write_text("nonsense")
    (folder / "a.cnn").write_text("input 8x8x3\nC1: conv N=2 K=3\n")
    assert check("a.cnn").exit_code == 0


# files ----------------------------------------------------------------------------------------------


def test_folders_are_searched(folder: Path) -> None:
    for name in ("b.md", "a.tex", "c/d.ipynb", "c/e.html", "c/f.rst", "g.cnn", "h.markdown"):
        path = folder / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("input 8x8x3\n")
    for name in ("x.py", "x.txt", "x.png", ".hidden.md", ".git/x.md", "node_modules/x.md", "__pycache__/x.md"):
        path = folder / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("sum!")
    files = [file["file"] for file in json.loads(check("book", "--json").stdout)["files"]]
    assert files == [
        f"book/{name}" for name in ("a.tex", "b.md", "g.cnn", "h.markdown", "c/d.ipynb", "c/e.html", "c/f.rst")
    ]
    assert len(json.loads(check("book", "book/b.md", "book/x.py", "--json").stdout)["files"]) == 8


def test_every_ending_that_is_read_is_looked_for_in_folders(folder: Path) -> None:
    """But for programs, of which a folder may hold many that are no document."""
    for ending in DOCUMENT_FORMATS:
        (folder / "book").mkdir(exist_ok=True)
        (folder / "book" / f"a{ending}").write_text("input 8x8x3\n")
    files = {file["file"] for file in json.loads(check("book", "--json").stdout)["files"]}
    assert files == {f"book/a{ending}" for ending, read_as in DOCUMENT_FORMATS.items() if read_as != "python"}
    assert {"book/a.mdx", "book/a.latex", "book/a.xhtml"} <= files


@pytest.mark.parametrize("pattern", ["drafts", "drafts/", "drafts/*", "book/drafts/*", "book/drafts", "*.md"])
def test_files_are_excluded_in_folders(pattern: str, folder: Path) -> None:
    (folder / "symcnn.toml").write_text(f'exclude = ["{pattern}"]')
    (folder / "book" / "drafts").mkdir(parents=True)
    (folder / "book" / "drafts" / "a.md").write_text("sum!")
    (folder / "book" / "b.tex").write_text("sum!")
    expected = ["book/b.tex"] if pattern != "drafts/*" else ["book/b.tex", "book/drafts/a.md"]
    assert [file["file"] for file in json.loads(check("book", "--json").stdout)["files"]] == expected
    assert check("book/drafts/a.md").exit_code == 1


def test_a_folder_without_documents_and_too_many_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty").mkdir()
    empty = check("empty")
    assert empty.exit_code == 2
    assert "empty:1:1: error[cannot-read]" in empty.stderr
    monkeypatch.setattr(targets, "MAX_FILES", 3)
    for number in range(4):
        (folder / "empty" / f"{number}.md").write_text("")
    many = check("empty")
    assert many.exit_code == 2
    assert "error[too-many-files]" in many.stderr
    assert re.search(r"\b3\b", many.stderr)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.cnn", "any text", True),
        ("a.md", "input 8x8x3", False),
        ("a.py", "let I = 3", False),
        ("-", "network LeNet\n", True),
        ("-", "# a title\n\n  # more\nlet I = 32\ninput I x I x 1\n", True),
        ("-", "input 784\nF1: dense N=3", True),
        ("-", "convention keras\ninput 8x8x3", True),
        ("-", "layer twin(N) {\n", True),
        ("-", 'source key "A paper"\n', True),
        ("-", "# LeNet\n\nlet us begin: 5*5 = 25", False),
        ("-", "input of the network: 5*5", False),
        ("-", "layer 1 has 5*5*6 = 150 weights", False),
        ("-", "network", False),
        ("-", "", False),
        ("-", " " * 100_000 + "x", False),
        ("-", "# #\n" * 50_000 + "x", False),
        ("notes", "input 8 x 8 x 3\n", True),
    ],
)
def test_what_is_a_network(name: str, text: str, expected: bool) -> None:
    assert is_network(name, text) is expected


@pytest.mark.usefixtures("folder")
def test_a_document_on_standard_input() -> None:
    result = check("-", stdin="# LeNet\n\nsum!\n")
    assert result.exit_code == 1
    assert "<stdin>:3:1: sum: wrong" in result.stdout


def test_a_check_needs_a_file() -> None:
    result = check()
    assert result.exit_code == 2
    assert "FILE" in result.stderr


def test_codes_are_no_layer_kinds() -> None:
    from symcnn.network.wiring.layer_kinds import catalogue_names
    from symcnn.pages.build.faults import fault_codes

    assert not set(rule_names()) & ({*catalogue_names()} | {*fault_codes()})


# what is loaded -------------------------------------------------------------------------------------


def test_a_network_is_checked_without_documents() -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "symcnn", "check", str(EXAMPLES / "lenet.cnn")],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "symcnn.commands.checked_files" in loaded
    heavy = (
        "symcnn.documents",
        "symcnn.models",
        "sympy",
        "tomllib",
        "markdown_it",
        "parso",
        "difflib",
    )
    assert not {name for name in loaded if name.startswith(heavy)}


# what settings change -------------------------------------------------------------------------------


def verdicts(text: str, settings: Settings = DEFAULTS) -> list[tuple[str, str]]:
    found = check_document(read_document("a.md", text), settings)
    return [(finding.code.name, finding.verdict.value) for finding in found]


@pytest.mark.parametrize(
    ("text", "letters", "before", "after"),
    [
        ("Convolution: A = Q^2*Y*Z", {"A": "weights", "Q": "K", "Y": "C", "Z": "N"}, [], [("formula", "right")]),
        ("Convolution: A = Q*Y*Z", {"A": "weights", "Q": "K", "Y": "C", "Z": "N"}, [], [("formula", "wrong")]),
        (
            "Weights of a convolution: WC = K^2*C*N",
            {"K": "N", "N": "K"},
            [("formula", "right")],
            [("formula", "wrong")],
        ),
        ("Weights of a convolution, Q is the kernel size: WC = Q^2*C*N", {"Q": "S"}, [("formula", "right")], []),
    ],
)
def test_letters_of_the_project_hold_in_every_document(
    text: str, letters: dict[str, str], before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    assert verdicts(text) == before
    assert verdicts(text, Settings(letters=letters)) == after


def test_letters_of_the_project_are_a_legend_for_ratios_too() -> None:
    text = "A depthwise separable convolution reduces this by the ratio\n\n$\\frac{1}{Y} + \\frac{1}{Q^2}$\n"
    assert verdicts(text) == []
    assert verdicts(text, Settings(letters={"Y": "N", "Q": "K"})) == [("formula", "right")]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [(None, [("formula", "conditional")]), ("cs231n", [("formula", "conditional")]), ("mobilenets", [])],
)
def test_only_the_named_notation_is_read(notation: str | None, expected: list[tuple[str, str]]) -> None:
    text = "The size behind a convolution: W' = (W - F + 2P)/S + 1"
    assert verdicts(text, Settings(notation=notation)) == expected


def test_a_legend_is_stronger_than_the_named_notation() -> None:
    text = "Weights of a convolution, Q is the kernel size, Y the number of kernels: WC = Q^2*C*Y"
    assert verdicts(text, Settings(notation="textbook-zh")) == [("formula", "right")]


def test_conventions_of_the_project_count_in_fenced_networks() -> None:
    text = "```cnn\nnetwork A\ninput 32x32x1\nC1: conv N=6 K=5\nclaim C1.flops = 235200\n```\n\nC1.flops = 117,600\n"
    assert verdicts(text) == [("claim", "right"), ("claim", "conditional")]
    assert verdicts(text, Settings(conventions={"flops_per_mac": 1})) == [("claim", "wrong"), ("claim", "right")]


# the hook -------------------------------------------------------------------------------------------


def test_the_hook_runs_a_command_that_there_is() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    hooks = [dict(re.findall(r"(?m)^[- ] (\w+): (.*)$", hook)) for hook in re.split(r"\n(?=- )", text)]
    assert [hook["id"] for hook in hooks] == ["symcnn-check", "symcnn-check-networks"]
    for hook in hooks:
        assert {"id", "name", "description", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        program, *command = hook["entry"].split()
        assert program == "symcnn"
        assert CliRunner().invoke(main, [*command, str(EXAMPLES / "lenet.cnn")]).exit_code == 0
    assert hooks[0]["types_or"] == "[markdown, tex, jupyter, html, rst]"
    assert re.search(hooks[1]["files"], "networks/lenet.cnn")
