"""How a check of documents speaks: findings made by hand in every format, beside what a person last read."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import Golden

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edited import certain_edits, edited, unified_diff
from symcnn.check.every_rule import code_names, code_of, rule_names
from symcnn.check.findings.checked import Checked, Shown
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.commands import checked_files
from symcnn.commands.check_report import Report
from symcnn.commands.main import main
from symcnn.core.text.excerpt import excerpt
from symcnn.core.text.places import Cell, Places
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import OPERATIONS, value_of
from symcnn.core.written.tree import Expr, Op, names
from symcnn.core.written.width import width
from symcnn.documents.formats.document import Block, Document, Nature
from symcnn.network.language.parse import read_relation
from symcnn.pages.build.sentences import help_of, one_line, said
from symcnn.pages.renderers.findings_json import file_data
from symcnn.pages.renderers.github_commands import github_commands
from symcnn.pages.renderers.json_text import dumped
from symcnn.pages.renderers.sarif import sarif_data, sarif_results

CHAPTER = """\
# 卷积层 C1

第一层的参数：\t96×11×11×3+96=34848，即 6000万 之外。
Then O = (I - K)/S + 1, and
28*28 = 784 as everyone knows; pi*100 ≈ 314.
The layer behind the upsampling sees 9
cells.
"""


def at(text: str, quote: str, shown: str = CHAPTER) -> tuple[int, int]:
    """Where the quote stands in the chapter, and where `text` stands in it."""
    start = shown.index(quote) + quote.index(text)
    return start, start + len(text)


def finding(quote: str, verdict: Verdict, why: Sentence, shown: str = CHAPTER, **more: Any) -> Finding:
    """A finding of a quote, with values of no importance where none are given."""
    start, end = at(quote, quote, shown)
    values: dict[str, Any] = {"kind": Kind.ARITHMETIC, "code": code_of("calculation"), "claimed": None, "derived": None}
    return Finding(start, end, verdict=verdict, why=why, **(values | more))


def relation(text: str) -> Expr:
    return read_relation(text)


def findings() -> tuple[Finding, ...]:
    """One finding of each verdict, with all that a finding can have."""
    edit = Edit("last-term-left-out", *at("34848", "=34848"), "34944", is_certain=True)
    bias: dict[str, Said] = {"biases": 96}
    condition = Sentence(
        "claim.condition",
        {
            "conditions": (relation("mod(I - K, S) = 0"), relation("P = 0")),
            "point": ("I=2", "K=1", "P=0", "S=2"),
            "values": (relation("1"), relation("3/2")),
        },
    )
    return (
        finding(
            "96×11×11×3+96=34848",
            Verdict.WRONG,
            Sentence("because.bias-left-out", bias),
            claimed=relation("34848"),
            derived=relation("34944"),
            derivation=(relation("96*11*11*3 + 96 = 34848 + 96 = 34944"),),
            edit=edit,
            layer="C1",
        ),
        finding(
            "O = (I - K)/S + 1",
            Verdict.CONDITIONAL,
            condition,
            kind=Kind.FORMULA,
            code=code_of("formula"),
            derived=relation("floor((I + 2*P - K)/S) + 1"),
            derivation=(relation("O = floor((I + 2*P - K)/S) + 1"),),
        ),
        finding("28*28 = 784", Verdict.RIGHT, Sentence("claim.equal"), derivation=(relation("28*28 = 784"),)),
        finding("pi*100 ≈ 314", Verdict.ROUNDED, Sentence("claim.rounded", {"values": ("314.159…",)}), claimed=314),
        finding(
            "sees 9\ncells", Verdict.UNDECIDED, Sentence("claim.untold"), code=code_of("receptive-field"), claimed="9"
        ),
    )


def checked(name: str = "chapter.md", shown: str = CHAPTER, found: Iterable[Finding] | None = None) -> Checked:
    return Checked(Places(Source(name, shown)), tuple(findings() if found is None else found), is_document=True)


def reported(form: str, language: str, which: Shown, *files: Checked) -> str:
    report = Report(form, which, language, colour=False)
    return report.whole([report.of(file) for file in files], is_whole=True)


def sarif(language: str, file: Checked) -> dict[str, Any]:
    return sarif_data(sarif_results(file, language, Shown.USUAL), language, "0", is_whole=True)


FORMS: dict[str, Callable[[Checked, str], str]] = {
    "full.txt": lambda file, language: reported("full", language, Shown.USUAL, file),
    "all.txt": lambda file, language: reported("full", language, Shown.ALL, file),
    "concise.txt": lambda file, language: reported("concise", language, Shown.ALL, file),
    "github.txt": lambda file, language: reported("github", language, Shown.USUAL, file),
    "json": lambda file, language: reported("json", language, Shown.USUAL, file),
    "sarif": lambda file, language: dumped(sarif(language, file)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_says(form: str, language: str, golden: Golden) -> None:
    golden(f"checks/chapter.{language}.{form}", FORMS[form](checked(), language))


def test_every_derivation_above_holds() -> None:
    chains = [each for found in findings() for each in found.derivation if isinstance(each, Op) and not names(each)]
    assert len(chains) == 2
    for chain in chains:
        assert OPERATIONS["="](*map(value_of, chain.args))


# what is shown --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "is_document", "expected"),
    [
        (Shown.WRONG, True, ["wrong"]),
        (Shown.WRONG, False, ["wrong"]),
        (Shown.USUAL, True, ["wrong", "conditional", "undecided"]),
        (Shown.USUAL, False, ["wrong", "conditional", "right", "rounded", "undecided"]),
        (Shown.ALL, True, ["wrong", "conditional", "right", "rounded", "undecided"]),
    ],
)
def test_which_findings_are_shown(which: Shown, is_document: bool, expected: list[str]) -> None:
    file = Checked(Places(Source("a", CHAPTER)), findings(), is_document)
    assert [found.verdict.value for found in file.shown(which)] == expected


NOTED = "Sizes: 3*3 = 9 and 2*2 = 4.2\n"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("full.txt", "a.md:1:8: calculation: note: alone in its list this line counts no biases\n"),
        ("concise.txt", "a.md:1:8: calculation: note: 3*3 = 9: alone in its list this line counts no biases\n"),
        ("github.txt", "::notice file=a.md,line=1,col=8,endLine=1,endColumn=15,title=calculation%3A note::all sides"),
    ],
)
def test_a_note_on_what_is_right(form: str, expected: str) -> None:
    note = Sentence("calculation.no-biases")
    found = [finding("3*3 = 9", Verdict.RIGHT, Sentence("claim.equal"), NOTED, note=note)]
    file = checked("a.md", NOTED, found)
    report = FORMS[form](file, "en")
    assert report.startswith(expected)
    assert "no biases" in report
    assert list(file.shown(Shown.WRONG)) == []
    (data,) = json.loads(FORMS["json"](file, "en"))["files"][0]["findings"]
    assert (data["verdict"], data["note"]) == ("right", "alone in its list this line counts no biases")
    (result,) = json.loads(FORMS["sarif"](file, "zh"))["runs"][0]["results"]
    assert (result["kind"], result["level"]) == ("informational", "none")
    assert "没有计入偏置" in result["message"]["text"]


def test_a_note_on_what_is_wrong_stands_beside_the_reason() -> None:
    note = Sentence("calculation.no-biases")
    found = [finding("2*2 = 4.2", Verdict.WRONG, Sentence("claim.open"), NOTED, note=note)]
    report = reported("full", "zh", Shown.USUAL, checked("a.md", NOTED, found))
    assert report.startswith("a.md:1:20: calculation: 错误: 既未证明，也未否定；同一列表中只有这一行没有计入偏置\n")


def test_counts_are_those_of_all_findings() -> None:
    report = reported("concise", "en", Shown.WRONG, checked(), checked())
    assert report.count("\n") == 3
    assert report.endswith("2 right, 2 wrong, 2 rounded, 2 conditional, 2 undecided\n")


# carets ---------------------------------------------------------------------------------------------


def carets(text: str, quote: str) -> tuple[str, str]:
    """The line of the file that is shown, and what of it stands above the carets."""
    start = text.index(quote)
    _, line, below = excerpt(Places(Source("a.md", text)), start, start + len(quote)).split("\n")
    shown = line.split(" | ", 1)[1]
    marks = below.split("| ", 1)[1]
    cells = "".join(char * width(char) if width(char) else "" for char in shown)
    return shown, cells[len(marks) - marks.count("^") : len(marks)]


@pytest.mark.parametrize(
    ("text", "quote", "above"),
    [
        ("a 5*5 = 24 b", "5*5 = 24", "5*5 = 24"),
        ("卷积核 5*5 = 24", "5*5 = 24", "5*5 = 24"),
        ("５＊５＝２４。", "＊５", "＊＊５５"),
        ("卷积", "积", "积积"),
        ("\t5*5 = 24", "5*5", "5*5"),
        ("\u30005*5 = 24", "5*5", "5*5"),
        ("e\u0301 5*5", "5*5", "5*5"),
        ("one\r\n5*5 = 24\r\n", "5*5 = 24", "5*5 = 24"),
        ("one\n5*5\n= 24\nend", "5*5\n= 24", "5*5"),
        ("x" * 5000 + "5*5 = 24" + "y" * 5000, "5*5 = 24", "5*5 = 24"),
        ("卷" * 5000 + "5*5 = 24" + "积" * 5000, "5*5 = 24", "5*5 = 24"),
        ("a" + "7" * 5000 + "b", "7" * 5000, "7" * 79 + "…"),
        ("a\x1b[31m 5*5", "5*5", "5*5"),
        ("a \x1b[31mb 5*5", "\x1b[31mb", "\\x1b[31mb"),
    ],
)
def test_carets_stand_below_the_culprit(text: str, quote: str, above: str) -> None:
    shown, found = carets(text, quote)
    assert found == above
    assert len(shown) < 250
    assert shown.isprintable()


def test_a_long_line_costs_little() -> None:
    text = "x" * 4_000_000 + "5*5" + "y" * 4_000_000
    places = Places(Source("a.md", text))
    assert all(len(excerpt(places, 4_000_000, 4_000_003)) < 500 for _ in range(2000))


# names and quotes that mean harm --------------------------------------------------------------------

HARM = "a\x1b[31m::error::x\n%0A,:]]>\u202e\x9b\udc80<b>.md"
HARMFUL = f"say {HARM} = 3 \x1b]0;title\x07 ::stop-commands::x"


def harmful() -> Checked:
    start, end = at(HARM, HARM, HARMFUL)
    why = Sentence("claim.differs", {"name": HARM, "value": HARM})
    edit = Edit("no-such-edit", start, end, HARM, is_certain=True)
    found = Finding(start, end, Kind.CLAIM, code_of("claim"), Verdict.WRONG, HARM, HARM, why, (), edit, HARM)
    return Checked(Places(Source(HARM, HARMFUL)), (found,), is_document=True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_acts(form: str, language: str) -> None:
    text = FORMS[form](harmful(), language)
    assert all(line.isprintable() for line in text.split("\n"))
    text.encode("utf-8", "strict" if form not in ("json", "sarif") else "backslashreplace")


def test_json_says_what_the_document_says() -> None:
    (found,) = json.loads(FORMS["json"](harmful(), "en"))["files"][0]["findings"]
    assert (found["quote"], found["claimed"], found["layer"], found["edit"]["old"]) == (HARM,) * 4


def test_a_command_to_github_is_one_line() -> None:
    text = FORMS["github.txt"](harmful(), "en")
    (line,) = text.splitlines()
    command, properties, message = re.fullmatch(r"::(\w+) ([^\n]*?)::(.*)", line).groups()  # type: ignore[union-attr]
    assert command == "error"
    assert [each.partition("=")[0] for each in properties.split(",")] == ["file", "line", "endLine", "title"]
    assert not re.search(r"%(?!25|0A|3A|2C)", properties + message)


# sarif ----------------------------------------------------------------------------------------------


def test_sarif_has_what_its_schema_requires() -> None:
    log = json.loads(FORMS["sarif"](checked(), "en"))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "symcnn"
    assert run["columnKind"] == "utf16CodeUnits"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["kind"] in ("pass", "open", "informational", "notApplicable", "review", "fail")
        assert (result["kind"] == "fail") == (result["level"] != "none")
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1 <= region["startColumn"]
        assert (region["endLine"], region["endColumn"]) > (region["startLine"], region["startColumn"])
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_a_sarif_fix_is_the_edit() -> None:
    results = json.loads(FORMS["sarif"](checked(), "en"))["runs"][0]["results"]
    (fix,) = results[0]["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = CHAPTER.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "34848"
    assert replacement["insertedContent"] == {"text": "34944"}
    assert all("fixes" not in result for result in results[1:])


def test_columns_of_sarif_are_utf_16() -> None:
    shown = "𝑂𝑂 5*5 = 24 𝑂\n"
    found = finding("5*5 = 24 𝑂", Verdict.WRONG, Sentence("claim.equal"), shown)
    log = json.loads(FORMS["sarif"](checked("a b#ä.md", shown, [found]), "en"))
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert (location["region"]["startColumn"], location["region"]["endColumn"]) == (6, 17)
    assert location["artifactLocation"]["uri"] == "a%20b%23%C3%A4.md"


def test_a_fingerprint_does_not_depend_on_the_line() -> None:
    prints = []
    for shown in (CHAPTER, "A line above.\n" + CHAPTER):
        found = finding("28*28 = 784", Verdict.WRONG, Sentence("claim.equal"), shown)
        log = json.loads(FORMS["sarif"](checked(shown=shown, found=[found]), "en"))
        prints.append(log["runs"][0]["results"][0]["partialFingerprints"])
    assert prints[0] == prints[1]


# notebooks ------------------------------------------------------------------------------------------


def notebook() -> Checked:
    shown = "# LeNet\nand more\n5*5 = 25\n\n5*5 = 24 or\n"
    cells = (Cell(1, 0), Cell(2, shown.index("5*5 = 25")))
    found = finding("5*5 = 24", Verdict.WRONG, Sentence("claim.equal"), shown)
    return Checked(Places(Source("a.ipynb", shown), cells), (found,), is_document=True)


def test_places_of_a_notebook_are_those_of_its_cell() -> None:
    concise = reported("concise", "en", Shown.USUAL, notebook())
    assert concise.startswith("a.ipynb:cell 2:3:1: calculation: wrong: 5*5 = 24: all sides are equal\n")
    (found,) = file_data(notebook(), "en")["findings"]
    assert [found[key] for key in ("cell", "line", "column", "end_line", "end_column")] == [2, 3, 1, 3, 9]
    assert github_commands(notebook(), "en", Shown.USUAL) == (
        "::error file=a.ipynb,title=calculation%3A wrong::cell 2:3:1: all sides are equal\n"
    )
    (result,) = sarif("en", notebook())["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "cell 2:3:1"


# sentences and pages --------------------------------------------------------------------------------


def test_a_sentence_within_a_sentence() -> None:
    inner = Sentence("because.bias-left-out", {"biases": -96})
    assert said(Sentence("claim.differs", {"name": inner, "value": relation("2^10")}), "en") == (
        "the −96 biases are left out is 2¹⁰"
    )


def test_an_uncertain_edit_says_so() -> None:
    edit = Edit("wrong-digit", 0, 3, "156", is_certain=False)
    assert help_of(edit, "165", "en") == "perhaps write `156` for `165`: a digit is wrong"
    assert help_of(Edit("bias-left-out", 0, 0, " + 6", True), "", "zh") == "加上 `+ 6`：漏加了偏置"
    assert help_of(Edit("twice", 0, 0, "", True), "+ 6", "en").startswith("delete `+ 6`: ")


def test_one_line() -> None:
    assert one_line("a\n \tb\x1b") == "a b\\x1b"
    assert one_line("x" * 9_000_000, 10) == "x" * 9 + "…"


@pytest.mark.parametrize("code", code_names())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_of_rules(code: str, language: str) -> None:
    page = CliRunner().invoke(main, ["check", "--explain", code, "--lang", language])
    assert page.exit_code == 0
    assert page.output == CliRunner().invoke(main, ["explain", code, "--lang", language]).output
    assert (f"symcnn check --ignore {code}" in page.output) is (code in rule_names())
    for example in (code_of(code).page.right, code_of(code).page.other):
        assert "".join(example.split()) in "".join(page.output.split())


def test_a_rule_that_there_is_not() -> None:
    for args in (
        ["--explain", "calculaton"],
        ["--select", "sum,calculaton", "x.md"],
        ["--ignore", "calculaton", "x.md"],
    ):
        result = CliRunner().invoke(main, ["check", *args])
        assert result.exit_code == 2
        assert re.search("unknown-code.*`calculaton`.*`calculation`", result.stderr)


# edits ----------------------------------------------------------------------------------------------


def wrong(start: int, end: int, replacement: str, *, is_certain: bool = True) -> Finding:
    edit = Edit("wrong-digit", start, end, replacement, is_certain)
    return Finding(
        start, end, Kind.ARITHMETIC, code_of("sum"), Verdict.WRONG, None, None, Sentence("claim.equal"), edit=edit
    )


def test_only_certain_edits_are_applied_and_the_first_of_two_that_overlap() -> None:
    found = [
        wrong(8, 9, "z"),
        wrong(4, 6, "BCD"),
        wrong(0, 1, "A"),
        wrong(5, 7, "x"),
        wrong(2, 3, "y", is_certain=False),
    ]
    assert edited("0123456789", certain_edits(found)) == "A123BCD67z9"


def applied(text: str, diff: str) -> str:
    """What `patch` makes of it: every hunk is looked for where it says that it is."""
    old = text.splitlines(keepends=True)
    new: list[str] = []
    done = 0
    last = ""
    for line in diff.splitlines(keepends=True)[2:]:
        if line.startswith("@@"):
            first, after = map(int, re.findall(r"[-+](\d+)", line))
            new += old[done : first - 1]
            assert len(new) == after - 1
            done = first - 1
        elif line.startswith("\\"):
            if last in " +":
                new[-1] = new[-1].removesuffix("\n")
        else:
            last = line[0]
            if last in " -":
                assert old[done].rstrip("\n") == line[1:].rstrip("\n")
                done += 1
            if last in " +":
                new.append(line[1:])
    return "".join(new + old[done:])


@pytest.mark.parametrize("ends", ["", "\n"])
@pytest.mark.parametrize("rows", [(0,), (19,), (3, 4), (2, 9), (2, 10), (0, 7, 15, 19), tuple(range(20))])
def test_a_difference_can_be_applied(rows: tuple[int, ...], ends: str) -> None:
    text = "\n".join(f"line {row}: 5*5 = 24" for row in range(20)) + ends
    starts = [match.start() for match in re.finditer("24", text)]
    edits = certain_edits(wrong(starts[row], starts[row] + 2, "25") for row in rows)
    diff = unified_diff("a.md", text, edits)
    assert applied(text, diff) == edited(text, edits)
    assert diff.count("\n-") == len(rows) + 0 * len(ends)


def test_no_edits_are_no_difference() -> None:
    assert unified_diff("a.md", "text", ()) == ""


# the command, with judges made by hand ---------------------------------------------------------------


def stand_in(source: Source) -> Document:
    """A document that is shown as it is; of a notebook, only the sources."""
    shown = source.text
    if source.name.endswith(".ipynb"):
        shown = "\n".join("".join(cell["source"]) for cell in json.loads(source.text)["cells"])
    return Document(source.name, shown, shown, (Block(Nature.PROSE, 0, len(shown)),))


def squares(read: Read) -> tuple[Finding, ...]:
    """Judges every ``a*b = c`` of the document."""
    found = []
    for match in re.finditer(r"(\d+)\*(\d+) = (\d+)", read.document.text):
        value = int(match[1]) * int(match[2])
        right = value == int(match[3])
        edit = None if right else Edit("wrong-result", match.start(3), match.end(3), str(value), True)
        verdict = Verdict.RIGHT if right else Verdict.WRONG
        why = Sentence("claim.equal") if right else Sentence("claim.sides", {"values": (value, int(match[3]))})
        found.append(
            Finding(
                match.start(), match.end(), Kind.ARITHMETIC, code_of("calculation"), verdict,
                int(match[3]), value, why, (relation(f"{match[1]}*{match[2]} = {value}"),), edit,
            )
        )  # fmt: skip
    return tuple(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, and judges that only know squares."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checked_files, "document_of", stand_in)
    monkeypatch.setattr(checked_files, "findings_of", squares)
    return tmp_path


def check(*args: str, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *args], stdin, env={"SYMCNN_LANG": None}, catch_exceptions=False)


WINDOWS = b"\xef\xbb\xbf# Title\r\n\r\nHere 5*5 = 24\tand \xe5\x8d\xb7 3*3 = 9.\r\nold mac\rline 6*6 = 35"


def test_a_fixed_file_is_right_and_nothing_else_is_touched(folder: Path) -> None:
    path = folder / "a.md"
    path.write_bytes(WINDOWS)
    path.chmod(0o640)
    assert check("a.md").exit_code == 1
    fixed = check("a.md", "--fix")
    assert fixed.exit_code == 0
    assert fixed.stdout == "3 right, 0 wrong, 0 rounded, 0 conditional, 0 undecided\n"
    assert path.read_bytes() == WINDOWS.replace(b"24", b"25").replace(b"35", b"36")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in folder.iterdir()] == ["a.md"]
    before = path.stat().st_mtime_ns
    assert check("a.md", "--fix").exit_code == 0
    assert path.stat().st_mtime_ns == before


def test_a_difference_is_what_fix_would_write(folder: Path) -> None:
    (folder / "a.md").write_bytes(WINDOWS)
    shown = check("a.md", "--diff")
    assert shown.exit_code == 1
    assert (folder / "a.md").read_bytes() == WINDOWS
    assert shown.stdout_bytes == (
        b"--- a.md\n+++ a.md\n@@ -1,4 +1,4 @@\n \xef\xbb\xbf# Title\r\n \r\n"
        b"-Here 5*5 = 24\tand \xe5\x8d\xb7 3*3 = 9.\r\n-old mac\rline 6*6 = 35\n\\ No newline at end of file\n"
        b"+Here 5*5 = 25\tand \xe5\x8d\xb7 3*3 = 9.\r\n+old mac\rline 6*6 = 36\n\\ No newline at end of file\n"
    )


@pytest.mark.usefixtures("folder")
def test_standard_input_is_mended_onto_standard_output() -> None:
    result = check("-", "--fix", stdin=WINDOWS)
    assert result.stdout_bytes == WINDOWS.replace(b"24", b"25").replace(b"35", b"36")
    assert result.stderr == "3 right, 0 wrong, 0 rounded, 0 conditional, 0 undecided\n"
    assert check("-", "--fix", stdin=b"3*3 = 9").stdout_bytes == b"3*3 = 9"


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_a_notebook_is_not_edited(option: str, folder: Path) -> None:
    text = json.dumps({"cells": [{"source": ["5*5 = 24\n"]}]})
    (folder / "a.ipynb").write_text(text)
    result = check("a.ipynb", option)
    assert result.exit_code == 2
    assert "error[no-edit]" in result.stderr
    assert (folder / "a.ipynb").read_text() == text


def test_an_edited_file_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (folder / "a.md").write_text("5*5 = 24")
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = check("a.md", "--fix")
    assert result.exit_code == 2
    assert "cannot-write" in result.stderr
    assert (folder / "a.md").read_text() == "5*5 = 24"


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_formats(form: str, folder: Path) -> None:
    (folder / "a.md").write_text("5*5 = 24\n")
    (folder / "a.cnn").write_text("input 8x8x3\nC1: conv N=2 K=3\nclaim C1.params = 55\n")
    result = check("a.md", "a.cnn", "--format", form)
    assert result.exit_code == 1
    assert result.stdout.count("a.md") == {"sarif": 2}.get(form, 1)
    assert result.stdout.count("a.cnn") == 1
    assert check("a.md", "--json").stdout == check("a.md", "--format", "json").stdout


def test_the_default_format(folder: Path) -> None:
    (folder / "a.md").write_text("5*5 = 24\n")
    assert check("a.md").stdout == check("a.md", "--format", "full").stdout
    assert "help: write `25` for `24`: the result is wrong" in check("a.md").stdout
    assert check("a.md", "-q").stdout == check("a.md").stdout


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--strict",), 1), (("-q",), 0)])
def test_what_is_not_decided_fails_only_if_that_is_asked_for(
    options: tuple[str, ...], status: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "chapter.md").write_text(CHAPTER, "utf-8")
    monkeypatch.setattr(checked_files, "findings_of", lambda *_: findings()[1:])
    assert check("chapter.md", *options).exit_code == status


def test_one_document_does_not_hide_another(folder: Path) -> None:
    (folder / "a.md").write_text("5*5 = 24\n")
    (folder / "b.md").write_bytes(b"\xff\xfe")
    for order in (("a.md", "b.md", "c.md"), ("c.md", "b.md", "a.md")):
        result = check(*order)
        assert result.exit_code == 2
        assert "a.md:1:1: calculation: wrong" in result.stdout
        assert "b.md:1:1: error[not-text]" in result.stderr
        assert "c.md:1:1: error[cannot-read]" in result.stderr


def test_what_grows_beyond_limits_ends_one_file_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(read: Read) -> tuple[Finding, ...]:
        if "bomb" in read.document.text:
            raise RecursionError
        return squares(read)

    monkeypatch.setattr(checked_files, "findings_of", judge)
    (folder / "a.md").write_text("bomb")
    (folder / "b.md").write_text("5*5 = 24")
    result = check("a.md", "b.md")
    assert result.exit_code == 2
    assert "a.md:1:1: error[too-large]" in result.stderr
    assert "b.md:1:1: calculation" in result.stdout
