"""`symcnn` as a shell sees it: exit status, streams, files, options, and files that mean harm."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import symcnn
from symcnn.commands.main import main
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.pages.build.faults import fault_codes

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
LENET = str(EXAMPLES / "lenet.cnn")
SYMBOLIC = str(EXAMPLES / "symbolic.cnn")

SMALL = "network Small\nlet I = 32\ninput I x I x 3\nC1: conv N=6 K=5\nF2: dense N=n\n"
WRONG = "input 32 x 32 x 3\nC1: conv N=6 K=5\nclaim C1.params = 457\nclaim C1.weights = 450\n"
FAULTY = "input 32 x 32 x 3\nC1: conv N=6 K=50\nC2: convv N=6 K=5\n"
FORMS = ("text", "markdown", "latex", "html", "json")


def run(*args: str, stdin: str | bytes | None = None, **environment: str) -> Result:
    """The command in this process; an exception that it lets through is the test's."""
    unset = {"SYMCNN_LANG": None, "NO_COLOR": None}
    return CliRunner().invoke(main, args, stdin, env={**unset, **environment}, catch_exceptions=False)


def process(*args: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "symcnn", *args]
    inherited = {name: value for name, value in os.environ.items() if name not in ("SYMCNN_LANG", "NO_COLOR")}
    return subprocess.run(
        command, input=stdin, cwd=ROOT, env={**inherited, **environment}, capture_output=True, check=False, timeout=60
    )


def files_in(folder: Path) -> dict[str, str]:
    """The names of all files in a folder, hidden ones too, and their contents."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a good, a wrong and a faulty file."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("small", SMALL), ("wrong", WRONG), ("faulty", FAULTY)):
        (tmp_path / f"{name}.cnn").write_text(text, "utf-8")
    return tmp_path


# exit status ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("--help", 0),
        ("-h", 0),
        ("derive --help", 0),
        ("derive small.cnn", 0),
        ("table small.cnn", 0),
        ("check small.cnn", 0),
        ("explain", 0),
        ("explain conv", 0),
        ("check wrong.cnn", 1),
        ("check -q wrong.cnn", 1),
        ("check --json wrong.cnn", 1),
        ("check small.cnn wrong.cnn", 1),
        ("check wrong.cnn small.cnn", 1),
        ("derive wrong.cnn", 0),
        ("", 2),
        ("nothing", 2),
        ("derive", 2),
        ("check", 2),
        ("derive small.cnn --nothing", 2),
        ("derive small.cnn small.cnn", 2),
        ("derive faulty.cnn", 2),
        ("table faulty.cnn", 2),
        ("check faulty.cnn", 2),
        ("explain nothing", 2),
        ("derive small.cnn --layer C9", 2),
        ("derive small.cnn --quantity wieght", 2),
        ("table small.cnn --quantity wieght", 2),
        ("table small.cnn --lang fr", 2),
        ("table small.cnn --set", 2),
        ("table small.cnn --set I", 2),
        ("table small.cnn --set I=", 2),
        ("table small.cnn --set =3", 2),
        ("table small.cnn --set I=foo(", 2),
        ("table small.cnn --set I=1/0", 2),
        ("table small.cnn --set I=5/2", 2),
        ("table small.cnn --set I=0", 2),
        ("table small.cnn --set I=-32", 2),
        ("table small.cnn --set I=4", 2),
        ("table small.cnn --set Z=3", 2),
        ("table small.cnn --symbolic Z", 2),
        ("table small.cnn --convention nothing", 2),
        ("table small.cnn --convention nothing=1", 2),
        ("table small.cnn --convention flops_per_mac=x", 2),
    ],
)
def test_exit_status(command: str, status: int) -> None:
    result = run(*command.split())
    assert result.exit_code == status
    assert bool(result.stdout) == (status != 2)
    assert bool(result.stderr) == (status == 2)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("other", ["faulty.cnn", "missing.cnn"])
def test_one_file_does_not_hide_another(other: str) -> None:
    result = run("check", "wrong.cnn", other)
    assert result.exit_code == 2
    assert "wrong.cnn" in result.stdout
    assert other in result.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("derive small.cnn --layer C9", "unknown-layer-option.*`C9`"),
        ("derive small.cnn --quantity wieght", "unknown-quantity.*`wieght`.*`weights`"),
        ("table small.cnn --set Z=3", "unknown-symbol.*`Z`.*`I`"),
        ("table small.cnn --set i=3", "unknown-symbol.*`i`.*`I`"),
        ("table small.cnn --set I=foo(3)", "unknown-function.*`foo`"),
        ("table small.cnn --set I=4", "kernel-too-large.*K=5.*I=4"),
        ("table small.cnn --convention kears", "unknown-preset.*`kears`.*`keras`"),
        ("explain cnov", "unknown-subject.*`cnov`.*`conv`"),
        ("table missing.cnn", "missing.cnn.*cannot-read"),
        ("table small.cnn -o out.pdf", "unknown-format.*`out.pdf`"),
    ],
)
def test_says_what_would_be_right(command: str, said: str) -> None:
    result = run(*command.split())
    assert result.exit_code == 2
    assert re.search(said, result.stderr), result.stderr
    chinese = run(*command.split(), "--lang", "zh")
    assert chinese.exit_code == 2
    assert re.search(r"[\u4e00-\u9fff]", chinese.stderr), chinese.stderr


@pytest.mark.usefixtures("folder")
def test_one_fault_gives_one_message() -> None:
    assert re.findall(r"(?m)^faulty\.cnn:\d+:\d+: error\[[a-z-]+\]", run("table", "faulty.cnn").stderr) == [
        "faulty.cnn:2:14: error[kernel-too-large]",
        "faulty.cnn:3:5: error[unknown-kind]",
    ]


# files in -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["derive", "table", "check"])
def test_a_dash_is_standard_input(command: str) -> None:
    from_stdin = run(command, "-", "--json", stdin=SMALL)
    assert from_stdin.exit_code == 0
    expected = run(command, "small.cnn", "--json").stdout.replace('"small.cnn"', '"<stdin>"')
    assert from_stdin.stdout == expected


def test_faults_in_standard_input_have_a_place() -> None:
    result = run("table", "-", stdin=FAULTY)
    assert result.exit_code == 2
    assert result.stderr.startswith("<stdin>:2:14: error[kernel-too-large]")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "cannot-read"),
        ("folder", "cannot-read"),
        (b"", "no-input"),
        (b"# nothing\n\n   # at all", "no-input"),
        (b"\xef\xbb\xbf", "no-input"),
        (b"network A\n", "no-input"),
        ("input 8x8x1\nC1: conv N=1 K=1".encode("utf-16"), "not-text"),
        (b"input 8x8x1 # \xff\xfe", "not-text"),
        ("# 卷积层\ninput 8x8x1".encode("gb18030"), "not-text"),
        (b"input 8x8x1\n" + b"#" * (10 << 20), "file-too-large"),
        (b"input 8x8x1\n\0\0\0", "unknown-character"),
    ],
    ids=["missing", "folder", "empty", "comments", "mark", "no input", "utf-16", "bytes", "gb18030", "10 MB", "zeros"],
)
@pytest.mark.parametrize("command", ["derive", "table", "check"])
def test_files_that_cannot_be_read(command: str, content: bytes | str | None, code: str, folder: Path) -> None:
    path = folder / "strange.cnn"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    result = run(command, "strange.cnn")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.match(rf"(strange\.cnn:\d+:\d+|symcnn): error\[{code}\]: .", result.stderr), result.stderr


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_are_read(ends: str, mark: str, folder: Path) -> None:
    (folder / "windows.cnn").write_bytes((mark + SMALL.replace("\n", ends)).encode())
    assert run("table", "windows.cnn").stdout == run("table", "small.cnn").stdout


def test_places_in_windows_files(folder: Path) -> None:
    (folder / "faulty.cnn").write_bytes(FAULTY.replace("\n", "\r\n").encode())
    stderr = run("table", "faulty.cnn").stderr
    assert re.findall(r"(?m)^faulty\.cnn:(\d+:\d+)", stderr) == ["2:14", "3:5"]
    assert "\r" not in stderr.replace(os.linesep, "\n")


def test_a_file_name_cannot_act_on_a_terminal(folder: Path) -> None:
    (folder / "a\x1b[31m\n.cnn").write_text(FAULTY)
    result = run("table", "a\x1b[31m\n.cnn")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert result.stderr.startswith("a\\x1b[31m\\n.cnn:2:14: error[kernel-too-large]")


def test_words_of_a_file_cannot_act_on_a_terminal() -> None:
    text = 'layer a(N) {\n  require "\x1b[31m" N >= 9 en "\x1b[32m\u202e"\n  rule N = N\n}\ninput 8x8x1\nA: a N=3\n'
    result = process("table", "-", stdin=text.encode())
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr
    with pytest.raises(symcnn.NetworkError) as error:
        _ = symcnn.parse(text).figures
    assert "\x1b" not in str(error.value)
    assert "\u202e" not in str(error.value)


# files out ------------------------------------------------------------------------------------------

ENDINGS = {".txt": "text", ".md": "markdown", ".tex": "latex", ".html": "html", ".htm": "html", ".json": "json"}


@pytest.mark.parametrize("ending", [*ENDINGS, ".TEX"])
@pytest.mark.parametrize("command", ["derive small.cnn", "table small.cnn", "explain conv"])
def test_the_ending_chooses_the_format(command: str, ending: str, folder: Path) -> None:
    result = run(*command.split(), "-o", f"out{ending}")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    wanted = run(*command.split(), f"--{ENDINGS[ending.lower()]}").stdout
    assert (folder / f"out{ending}").read_text("utf-8") == wanted


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.cnn", ".tex", "out.tex~"])
def test_an_unknown_ending_writes_nothing(name: str, folder: Path) -> None:
    before = files_in(folder)
    result = run("derive", "small.cnn", "-o", name)
    assert result.exit_code == 2
    assert "unknown-format" in result.stderr
    assert files_in(folder) == before


def test_a_format_that_is_asked_for_needs_no_ending(folder: Path) -> None:
    assert run("table", "small.cnn", "--json", "-o", "out").exit_code == 0
    assert json.loads((folder / "out").read_text("utf-8"))["network"] == "Small"


@pytest.mark.parametrize(
    "command",
    [
        "derive faulty.cnn",
        "table faulty.cnn",
        "derive missing.cnn",
        "derive small.cnn --layer C9",
        "derive small.cnn --quantity C9",
        "table small.cnn --quantity C9",
        "table small.cnn --set I=4",
        "table small.cnn --set Z=4",
        "explain nothing",
    ],
)
def test_a_run_that_fails_leaves_the_old_file(command: str, folder: Path) -> None:
    (folder / "out.tex").write_text("old", "utf-8")
    before = files_in(folder)
    assert run(*command.split(), "-o", "out.tex").exit_code == 2
    assert files_in(folder) == before


def test_the_file_is_replaced_and_keeps_its_mode(folder: Path) -> None:
    path = folder / "out.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    assert run("table", "small.cnn", "-o", "out.txt").exit_code == 0
    assert path.read_text("utf-8") == run("table", "small.cnn").stdout
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(files_in(folder)) == ["faulty.cnn", "out.txt", "small.cnn", "wrong.cnn"]


def test_a_new_file_has_the_usual_mode(folder: Path) -> None:
    mask = os.umask(0o027)
    try:
        assert run("table", "small.cnn", "-o", "out.txt").exit_code == 0
    finally:
        os.umask(mask)
    assert stat.S_IMODE((folder / "out.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["missing/out.txt", "small.cnn/out.txt", "taken.txt"])
def test_a_file_that_cannot_be_written(name: str, folder: Path) -> None:
    (folder / "taken.txt").mkdir()
    before = files_in(folder)
    result = run("table", "small.cnn", "-o", name)
    assert result.exit_code == 2
    assert "cannot-write" in result.stderr
    assert files_in(folder) == before


@pytest.mark.usefixtures("folder")
def test_a_device_is_written_to_not_replaced() -> None:
    """Else ``-o /dev/stdout``, run by root, would put a file in the place of the device."""
    os.mkfifo("pipe.txt")
    reader = os.open("pipe.txt", os.O_RDONLY | os.O_NONBLOCK)
    try:
        run("table", "small.cnn", "-o", "pipe.txt")
        assert stat.S_ISFIFO(Path("pipe.txt").stat().st_mode)
        assert os.read(reader, 1 << 16).decode() == run("table", "small.cnn").stdout
    finally:
        os.close(reader)


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "real.txt").write_text("old", "utf-8")
    (folder / "link.txt").symlink_to("elsewhere/real.txt")
    assert run("table", "small.cnn", "-o", "link.txt").exit_code == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "elsewhere" / "real.txt").read_text("utf-8") == run("table", "small.cnn").stdout


def test_a_reader_that_leaves_early() -> None:
    command = [sys.executable, "-m", "symcnn", "derive", LENET, "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""


# options --------------------------------------------------------------------------------------------


def table_data(*options: str) -> dict[str, object]:
    """What ``table --json`` says of the small file."""
    result = run("table", "-", "--json", *options, stdin=SMALL)
    assert result.exit_code == 0, result.stderr
    data: dict[str, object] = json.loads(result.stdout)
    return data


def output(layer: str, *options: str) -> list[int | str]:
    """The output sizes of a layer of the small file."""
    layers = table_data(*options)["layers"]
    assert isinstance(layers, list)
    sizes: list[int | str] = next(found["output"] for found in layers if found["name"] == layer)
    return sizes


@pytest.mark.parametrize(
    ("options", "layer", "sizes"),
    [
        ("", "C1", [28, 28, 6]),
        ("--set I=64", "C1", [60, 60, 6]),
        ("--set I=8*8", "C1", [60, 60, 6]),
        ("--set I=64,n=10", "F2", [10]),
        ("--set I=64 --set n=10", "F2", [10]),
        ("--set n=10", "F2", [10]),
        ("--set n=m+1", "F2", ["m + 1"]),
        ("", "F2", ["n"]),
        ("--symbolic I", "C1", ["I - 4", "I - 4", 6]),
        ("--symbolic I,n", "C1", ["I - 4", "I - 4", 6]),
        ("--symbolic I --symbolic n", "F2", ["n"]),
        ("--set I=max(3,64)", "C1", [60, 60, 6]),
        ("--set I=k", "C1", ["k - 4", "k - 4", 6]),
    ],
)
def test_symbols(options: str, layer: str, sizes: list[int | str]) -> None:
    assert output(layer, *options.split()) == sizes


def test_symbols_need_not_have_a_default() -> None:
    data = json.loads(run("table", SYMBOLIC, "--json", "--symbolic", "i,n").stdout)
    assert data["layers"][0]["biases"] == "n"


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ("--layer C1,C3", ["C1", "C3"]),
        ("--layer C3 --layer C1", ["C1", "C3"]),
        ("--layer OUT", ["OUT"]),
        ("", ["C1", "S2", "C3", "S4", "C5", "F6", "OUT"]),
    ],
)
def test_layers(options: str, named: list[str]) -> None:
    data = json.loads(run("derive", LENET, "--json", *options.split()).stdout)
    assert [layer["name"] for layer in data["layers"]] == named


@pytest.mark.parametrize(
    ("options", "derived"),
    [
        ("--quantity weights", {"weights"}),
        ("--quantity weights,params", {"weights", "params"}),
        ("--quantity weights --quantity params", {"weights", "params"}),
        ("--quantity output", {"O"}),
    ],
)
def test_quantities(options: str, derived: set[str]) -> None:
    data = json.loads(run("derive", LENET, "--json", "--layer", "C1", *options.split()).stdout)
    assert {derivation["quantity"] for derivation in data["layers"][0]["derivations"]} == derived


@pytest.mark.parametrize("command", ["derive", "table", "check", "explain"])
def test_languages(command: str) -> None:
    subject = "conv" if command == "explain" else LENET
    english, chinese = run(command, subject), run(command, subject, "--lang", "zh")
    assert english.exit_code == chinese.exit_code == 0
    assert not re.search(r"[\u4e00-\u9fff]", english.stdout)
    assert re.search(r"[\u4e00-\u9fff]", chinese.stdout)
    assert run(command, subject, SYMCNN_LANG="zh").stdout == chinese.stdout
    assert run(command, subject, "--lang", "en", SYMCNN_LANG="zh").stdout == english.stdout
    assert run(command, subject, SYMCNN_LANG="fr").exit_code == 2


@pytest.mark.parametrize(("variable", "value"), [("PYTHONIOENCODING", "ascii"), ("LC_ALL", "C")])
def test_output_is_utf_8_everywhere(variable: str, value: str) -> None:
    result = process("derive", LENET, "--lang", "zh", stdin=b"", **{variable: value})
    assert result.returncode == 0
    assert "卷积" in result.stdout.decode()


# colour ---------------------------------------------------------------------------------------------


def on_a_terminal(*args: str, **environment: str) -> bytes:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "symcnn", *args]
    with subprocess.Popen(
        command, cwd=ROOT, env={**inherited, "TERM": "xterm", **environment}, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        written = b"".join(_chunks(ours))
        running.wait(60)
    os.close(ours)
    return written


def _chunks(handle: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(handle, 1 << 16)
        except OSError:  # the other end is closed
            return
        if not chunk:
            return
        yield chunk


def test_colours_only_on_a_terminal() -> None:
    assert b"\x1b[" in on_a_terminal("check", LENET)
    assert b"\x1b" not in on_a_terminal("check", LENET, NO_COLOR="1")
    assert b"\x1b" not in process("check", LENET).stdout
    for command in ("derive", "table"):
        assert b"\x1b" not in on_a_terminal(command, LENET, NO_COLOR="1")
        assert b"\x1b" not in process(command, LENET).stdout


# contracts ------------------------------------------------------------------------------------------

TOTALS = {
    "weights", "biases", "params", "trainable", "neurons", "connections", "macs", "flops",
    "param_bytes", "activation_bytes",
}  # fmt: skip
LAYER = (TOTALS - {"param_bytes"}) | {"name", "kind", "inputs", "output", "receptive_field", "jump"}
FINDING = {
    "line", "column", "end_line", "end_column", "quote", "kind", "verdict", "claimed", "derived", "why", "layer",
    "code", "derivation", "edit", "note",
}  # fmt: skip


@pytest.mark.parametrize("options", [(), ("--symbolic", "I"), ("--lang", "zh")])
def test_the_keys_of_a_table(options: Iterable[str]) -> None:
    data = json.loads(run("table", LENET, "--json", *options).stdout)
    assert set(data) == {"version", "network", "conventions", "layers", "total"}
    assert all(set(layer) == LAYER for layer in data["layers"])
    assert set(data["total"]) == TOTALS
    values = [value for part in (*data["layers"], data["total"]) for key, value in part.items() if key in TOTALS]
    assert all(type(value) is int or isinstance(value, str) for value in values)
    assert data["layers"][-1]["output"] == [10]


@pytest.mark.usefixtures("folder")
def test_the_keys_of_a_check() -> None:
    result = run("check", "wrong.cnn", LENET, "--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert set(data) == {"version", "files", "counts"}
    assert [set(file) for file in data["files"]] == [{"file", "findings", "counts"}] * 2
    assert [file["file"] for file in data["files"]] == ["wrong.cnn", LENET]
    findings = [finding for file in data["files"] for finding in file["findings"]]
    assert all(set(finding) == FINDING for finding in findings)
    assert {finding["kind"] for finding in findings} == {"claim"}
    wrong, right = data["files"][0]["findings"]
    assert (wrong["line"], wrong["column"], wrong["end_line"], wrong["end_column"]) == (3, 1, 3, 22)
    assert wrong["quote"] == "claim C1.params = 457"
    assert (wrong["verdict"], wrong["claimed"], wrong["derived"], wrong["layer"]) == ("wrong", "457", "456", "C1")
    assert "456" in wrong["why"]
    assert right["verdict"] == "right"
    assert data["files"][0]["counts"]["wrong"] == 1
    assert data["counts"]["right"] == 1 + len(data["files"][1]["findings"])


@pytest.mark.usefixtures("folder")
def test_a_check_says_what_is_wrong() -> None:
    result = run("check", "wrong.cnn")
    assert result.stdout.splitlines()[0].startswith("wrong.cnn:3:1: wrong: C1.params = 457")
    assert "456" in result.stdout
    assert run("check", "-q", LENET).stdout.count("\n") == 1


# the manual -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_explains_everything(language: str, form: str) -> None:
    for subject in ((), *((name,) for name in (*catalogue_names(), *fault_codes()))):
        result = run("explain", *subject, f"--{form}", "--lang", language)
        assert result.exit_code == 0, subject
        assert len(result.stdout) > 20
        if form == "json":
            assert isinstance(json.loads(result.stdout), dict)
        elif subject:
            shown = re.sub(r"\\textunderscore(\{\})?|[\\{}]", lambda found: "_" if found[1] else "", result.stdout)
            assert subject[0] in shown


@pytest.mark.usefixtures("folder")
def test_the_code_of_every_message_is_explained() -> None:
    codes = re.findall(r"error\[([a-z-]+)\]", run("table", "faulty.cnn").stderr)
    assert len(codes) == 2
    for code in codes:
        assert run("explain", code).exit_code == 0


# what is loaded -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["--help", f"table {LENET}", f"derive {LENET} --latex", f"derive {LENET} --json", f"check {LENET}", "explain conv"],
    ids=["help", "table", "derive --latex", "derive --json", "check", "explain"],
)
def test_numbers_need_no_sympy(command: str) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "symcnn", *command.split()],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "symcnn.commands.main" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("sympy", "mpmath")}


# bombs ----------------------------------------------------------------------------------------------

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
        command, cwd=ROOT, capture_output=True, check=False, timeout=SECONDS, preexec_fn=limit, stdin=subprocess.DEVNULL
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


QUICK = 6
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
