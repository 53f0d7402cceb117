"""What every format makes of a document: nothing that a file says acts upon the format it is shown in."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_examples import each_example_soon

import symcnn
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.language.parse import read_relation
from symcnn.network.wiring.layer_kinds import catalogue_names
from symcnn.pages.build.blocks import Page
from symcnn.pages.build.faults import fault_codes
from symcnn.pages.build.manual import subject_document
from symcnn.pages.build.tables import table_document
from symcnn.pages.renderers.html_page import html
from symcnn.pages.renderers.json_text import dumped
from symcnn.pages.renderers.latex_page import fragment, standalone
from symcnn.pages.renderers.markdown_page import markdown
from symcnn.pages.renderers.table_json import table_data
from symcnn.pages.renderers.text_page import table_lines, text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.cnn"))
COLUMNS = 80

NAMES: Mapping[str, str] = {
    "tex specials": "a_b%$#&~^{}\\input{/etc/passwd}",
    "tex environment": "\\end{align*}",
    "tex formula": "$\\alpha$",
    "tex display": "$$",
    "tex comment": "%",
    "tex brackets": "]\\\\[5cm]",
    "tex catcodes": "^^5cinput",
    "tex ligatures": "``a'' --- <<b>> ?`",
    "tex length": "[5cm] x",
    "tex star": "*",
    "tex inline": "\\(x\\) \\[y\\]",
    "one letter and an index": "a_$x$",
    "script": "<script>alert(1)</script>",
    "entity": "&lt;",
    "end of character data": "]]>",
    "attribute": "\"'><img src=x onerror=alert(1)>",
    "comment": "--><!-- -->",
    "style": "</style></title></math>",
    "markdown": "`x` *y* [z](http://e) |",
    "markdown blocks": "# - 1. > ~~~",
    "markdown emphasis": "__a__ _b_ ~~c~~ **d**",
    "markdown address": "<http://example.org> https://example.org www.example.org a@example.org",
    "markdown picture": "![a](http://e/x.png)",
    "markdown pipe": "\\| | \\\\|",
    "trailing backslash": "a\\",
    "layer kind": "batchnorm",
    "chinese": "卷积层",
    "keyword": "claim ",
    "reads like a number": "2x",
    "reads like a sum": "a + b",
    "dots": "a.b",
    "escaped newline": "a\\nb",
    "escape sequence": "a\x1b[31mred\x1b[0m",
    "bell, backspace, delete": "a\x07\x08\x7f",
    "carriage return": "a\rb",
    "c1 control": "a\x9b31m",
    "bidi override": "a\u202eb\u202c",
    "line separators": "a\u2028b\u2029c\x85d",
    "zero width": "a\u200bb\ufeff",
}

each_name = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def quoted(name: str) -> str:
    """The name as the language writes it."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def shown(name: str) -> str:
    """The name with nothing in it that acts upon a terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in name)


@cache
def network(*names: str) -> symcnn.Net:
    """A network that is called by the first name, with a layer of each."""
    lines = [f"network {quoted(names[0])}", "input 8 x 8 x 2"]
    lines += [f"{quoted(name)}: conv N=3 K=3 P=1" for name in names]
    return symcnn.parse("\n".join([*lines, f"last: relu from {quoted(names[-1])}", ""]))


@cache
def solution(net: symcnn.Net, language: str) -> Page:
    """The worked solution of a network."""
    return symcnn.derive(net).document(language)


@cache
def table(net: symcnn.Net, language: str) -> Page:
    """The table of a network."""
    return table_document(net.figures, language)


@cache
def load(path: Path) -> symcnn.Net:
    """The network of an example."""
    return symcnn.load(path)


DOCUMENTS = (solution, table)
LANGUAGES = ("en", "zh")
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=["solution", "table"])
Documents = Callable[[symcnn.Net, str], Page]


def documents(net: symcnn.Net) -> Iterator[Page]:
    """The worked solution and the table in each language."""
    for language in LANGUAGES:
        yield from (document(net, language) for document in DOCUMENTS)


# HTML -----------------------------------------------------------------------------------------------

HTML_TAGS = re.compile(
    "html|head|meta|title|style|body|h[123]|p|ul|li|div|table|thead|tbody|tr|th|td"
    "|pre|math|mrow|mi|mn|mo|mtext|mfrac|msup|msub"
)
HTML_ATTRIBUTES = re.compile("lang|charset|name|content|http-equiv|class|displaystyle")


class ReadPage(HTMLParser):
    """The texts of a page's elements, as a browser would read them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.texts.append(("", ""))

    def handle_data(self, data: str) -> None:
        if self.texts:
            tag, before = self.texts[-1]
            self.texts[-1] = (tag, before + data)

    def judge(self) -> None:
        """Refuses elements and attributes that no renderer of ours writes."""
        assert {tag for tag in self.tags if not HTML_TAGS.fullmatch(tag)} == set()
        assert {name for name in self.attributes if not HTML_ATTRIBUTES.fullmatch(name)} == set()

    def of(self, *tags: str) -> list[str]:
        """The texts at the beginnings of these elements."""
        return [text for tag, text in self.texts if tag in tags]


@each_name
def test_a_name_is_text_in_html(name: str) -> None:
    for language in LANGUAGES:
        page = ReadPage(html(solution(network(name), language)))
        page.judge()
        assert page.of("title") == [shown(name)]
        assert page.of("h1")[0].endswith(shown(name))
        assert page.of("h2")[0].startswith(f"{shown(name)} · ")
        page = ReadPage(html(table(network(name), language)))
        page.judge()
        assert page.of("h1") == [shown(name)]
        assert page.of("td").count(shown(name)) == 1


@each_document
@each_name
def test_html_is_well_formed(name: str, document: Documents) -> None:
    body = re.search(r"<body>.*</body>", html(document(network(name), "en")), re.DOTALL)
    assert body
    ElementTree.fromstring(body.group())


# Markdown -------------------------------------------------------------------------------------------

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def without_mathematics(source: str) -> str:
    """The source with a 0 in the place of each ``$…$`` and ``$$…$$``; an escaped dollar opens none."""
    return re.sub(r"(\\.)|\$\$.*?\$\$|\$[^$]+\$", lambda match: match.group(1) or "0", source, flags=re.DOTALL)


def inlines(tokens: list[Token], block: str) -> list[str]:
    """The texts of all blocks of a kind; they must hold nothing but text."""
    found = []
    for opening, inline in pairwise(tokens):
        if opening.type == f"{block}_open" and inline.type == "inline":
            children = inline.children or []
            assert {child.type for child in children} <= {"text"}
            found.append("".join(child.content for child in children))
    return found


BLOCKS = frozenset({"html_block", "fence", "code_block", "blockquote_open", "hr", "ordered_list_open"})
"""What no renderer of ours writes."""


def tokens_of(document: Page, *listings: str) -> list[Token]:
    """What a reader of Markdown finds in a document; only pages of faults have `listings`."""
    tokens = READER.parse(without_mathematics(markdown(document)))
    assert (BLOCKS - {*listings}) & {token.type for token in tokens} == set()
    return tokens


@each_name
def test_a_name_is_text_in_markdown(name: str) -> None:
    for language in LANGUAGES:
        headings = inlines(tokens_of(solution(network(name), language)), "heading")
        assert headings[0].endswith(shown(name).strip())
        assert headings[1].startswith(f"{shown(name)} · ")
        tokens = tokens_of(table(network(name), language))
        assert inlines(tokens, "heading") == [shown(name).strip()]
        assert inlines(tokens, "td").count(shown(name).strip()) == 1


@each_name
def test_a_name_keeps_the_columns_of_a_markdown_table(name: str) -> None:
    tokens = tokens_of(table(network(name), "en"))
    rows = "".join({"th_open": "h", "td_open": "d", "tr_open": " "}.get(token.type, "") for token in tokens).split()
    assert len(rows) == 5  # the header, the input, two layers, the total
    assert {len(row) for row in rows} == {len(rows[0])}


# LaTeX ----------------------------------------------------------------------------------------------

TEX_CHARACTERS = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textless": "<", "textgreater": ">",
    "textbar": "|", "textquotedbl": '"', "textasciigrave": "`", "textquotesingle": "'", "cdot": "·",
}  # fmt: skip
TEX_PIECE = re.compile(
    r"\\(?P<special>[{}$&#%_])|\\(?P<word>text[a-z]+)\{\}|\\ensuremath\{\\(?P<sign>[a-z]+)\}"
    r"|\{(?P<dash>-)\}|(?P<plain>[^\\{}$&#%_^~<>|\"`'])"
)


def tex_text(source: str) -> str:
    """What TeX prints for a line of text; refuses any character in it that TeX would act upon."""
    text, place = "", 0
    while place < len(source):
        piece = TEX_PIECE.match(source, place)
        assert piece, f"TeX acts upon {source[place : place + 20]!r} in {source!r}"
        found = piece.groupdict()
        text += found["special"] or found["dash"] or found["plain"] or TEX_CHARACTERS[found["word"] or found["sign"]]
        place = piece.end()
    return text


@each_name
def test_a_name_is_text_in_latex(name: str) -> None:
    source = fragment(solution(network(name), "en"))
    headings = re.findall(r"(?m)^\\(?:sub)*section\*\{(.*)\}$", source)
    assert tex_text(headings[0]).endswith(shown(name))
    assert tex_text(headings[1]).startswith(f"{shown(name)} · ")
    assert sorted(re.findall(r"\\begin\{(.*?)\}", source)) == sorted(re.findall(r"\\end\{(.*?)\}", source))


@each_name
def test_a_name_keeps_the_columns_of_a_latex_table(name: str) -> None:
    source = fragment(table(network(name), "en"))
    body = re.search(r"\\hline\n(.*?)\\end\{tabular\}", source, re.DOTALL)
    assert body
    rows = [row.removeprefix("\\hline ").removesuffix(" \\\\").split(" & ") for row in body[1].splitlines()]
    assert {len(row) for row in rows} == {7}
    assert tex_text(rows[1][0].removeprefix("{}")) == shown(name)
    # after \\, TeX looks over the end of the line for a star and for a length in brackets
    assert not re.search(r"\\\\\s*[\[*]", source)


TEX_LOG_WIDTH = {"max_print_line": "1000"}


def typeset(source: str, folder: Path, **files: str) -> str:
    """Compiles a document with xelatex, which must be there and content; returns its log."""
    assert shutil.which("xelatex"), "this test needs xelatex (Debian: texlive-xetex texlive-lang-chinese)"
    for name, content in files.items():
        (folder / f"{name}.tex").write_text(content, "utf-8")
    (folder / "document.tex").write_text(source, "utf-8")
    command = ["xelatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "document.tex"]
    environment = {**os.environ, **TEX_LOG_WIDTH}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    log = (folder / "document.log").read_text("utf-8", errors="replace")
    assert run.returncode == 0, log[-3000:]
    assert "Missing character" not in log, re.findall(r"Missing character.*", log)
    return log


def printed(folder: Path) -> str:
    """The words of the compiled document, without any blanks."""
    assert shutil.which("pdftotext"), "this test needs pdftotext (Debian: poppler-utils)"
    run = subprocess.run(["pdftotext", "document.pdf", "-"], cwd=folder, capture_output=True, check=True, timeout=60)
    return re.sub(r"\s", "", run.stdout.decode())


@pytest.mark.slow
@each_language
@each_document
def test_names_compile(document: Documents, language: str, tmp_path: Path) -> None:
    typeset(standalone(document(network(*NAMES.values()), language)), tmp_path)
    words = printed(tmp_path)
    assert [name for name in NAMES.values() if re.sub(r"\s", "", shown(name)) not in words] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["αβ", "Łódź", "卷积层"])
def test_names_of_other_scripts_are_printed(name: str, tmp_path: Path) -> None:
    typeset(standalone(solution(network(name), "en")), tmp_path)
    assert name in printed(tmp_path)


@pytest.mark.slow
@each_language
@each_document
@each_example
def test_an_example_compiles(path: Path, document: Documents, language: str, tmp_path: Path) -> None:
    log = typeset(standalone(document(load(path), language)), tmp_path)
    if path.stem in ("lenet", "alexnet"):
        widths = [float(width) for width in re.findall(r"Overfull \\hbox \(([0-9.]+)pt too wide\)", log)]
        assert [width for width in widths if width > 15] == []


@pytest.mark.slow
@each_language
@each_example
def test_a_fragment_names_the_packages_it_needs(path: Path, language: str, tmp_path: Path) -> None:
    source = fragment(solution(load(path), language))
    packages = re.findall(r"(?m)^% needs (\\usepackage.*)$", source)
    assert any("amsmath" in package for package in packages)
    lines = ["\\documentclass{article}", *packages, "\\begin{document}", "\\input{fragment}", "\\end{document}", ""]
    typeset("\n".join(lines), tmp_path, fragment=source)


# text -----------------------------------------------------------------------------------------------


def width(line: str) -> int:
    """The cells that a line takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def acting(output: str) -> set[str]:
    """The characters of a text that would act upon a terminal, other than the ends of lines."""
    return {char for char in output if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")} - {"\n"}


@each_name
def test_a_name_is_text_on_a_terminal(name: str) -> None:
    for document in documents(network(name)):
        output = text(document)
        assert acting(output) == set()
        assert sum(shown(name) in line for line in output.splitlines()) >= 2


@each_example_soon
def test_the_text_of_an_example(path: Path) -> None:
    """It holds no control characters; of its lines those fit that could be wrapped, whatever else a line may need."""
    for language in LANGUAGES:
        worked = text(solution(load(path), language))
        assert acting(worked + text(table(load(path), language))) == set()
        lines = worked.splitlines()
        assert [line for line in lines if width(line) > COLUMNS and line[0] != " " and "=" not in line] == []


@each_language
@each_document
def test_lenet_fits_a_terminal(document: Documents, language: str) -> None:
    lines = text(document(symcnn.load(EXAMPLES[0].parent / "lenet.cnn"), language)).splitlines()
    assert [line for line in lines if width(line) > COLUMNS] == []


# JSON -----------------------------------------------------------------------------------------------

Known = Mapping[str, Fraction]
OPERATIONS: Mapping[str, Callable[..., Fraction]] = {
    "+": lambda *values: Fraction(sum(values)),
    "-": lambda value: -value,
    "*": lambda *values: Fraction(math.prod(values)),
    "/": lambda value: 1 / value,
    "^": lambda base, exponent: Fraction(base**exponent),
    "floor": lambda value: Fraction(math.floor(value)),
    "ceil": lambda value: Fraction(math.ceil(value)),
    "max": lambda *values: max(values),
    "min": lambda *values: min(values),
    "mod": lambda value, divisor: value - divisor * math.floor(value / divisor),
    "gcd": lambda *values: Fraction(math.gcd(*map(int, values))),
}


def value(expr: Expr, known: Known) -> Fraction:
    """The value of an expression, found without the engine."""
    match expr:
        case Num(number):
            return Fraction(number)
        case Sym(name):
            return known[name]
        case Op(name, args):
            return OPERATIONS[name](*(value(arg, known) for arg in args))
    raise TypeError(expr)


def symbols(expr: Expr) -> Iterator[str]:
    """All names in an expression."""
    match expr:
        case Sym(name):
            yield name
        case Op(_, args):
            for arg in args:
                yield from symbols(arg)


def points(expr: Expr) -> Iterator[Known]:
    """Some whole numbers for the names in an expression."""
    found = sorted(set(symbols(expr)))
    for seed in range(5):
        yield {name: Fraction(40 + 11 * seed + (5 + seed) * place) for place, name in enumerate(found)}


Data = Mapping[str, Any]


def derivations(data: Any) -> Iterator[Data]:
    """Every derivation in the JSON of a worked solution."""
    match data:
        case {"steps": _}:
            yield data
        case dict():
            for item in data.values():
                yield from derivations(item)
        case list():
            for item in data:
                yield from derivations(item)


def judge(data: Any) -> int:
    """Reads every step again and works both its sides out; returns the number of steps."""
    count = 0
    for derivation in derivations(data):
        steps = derivation["steps"]
        for before, after in pairwise(steps):
            assert before["after"] == after["before"]
        assert steps[-1]["after"] == derivation["result"]
        for step in steps:
            count += 1
            if step["reason"] == "state":
                assert read_relation(step["before"]) == Sym(derivation["target"])
            else:
                judge_step(step["before"], step["after"], tuple(step["known"].items()))
    return count


@cache
def judge_step(before: str, after: str, given: tuple[tuple[str, str], ...]) -> None:
    """Works both sides of a step out; layers that are alike have the same steps."""
    left, right = read_relation(before), read_relation(after)
    known = {name: read_relation(text) for name, text in given}
    assert set(known) <= set(symbols(left))
    for point in points(Op("+", (left, right, *known.values()))):
        inner = {name: value(text, point) for name, text in known.items()}
        assert value(left, {**point, **inner}) == value(right, point)


@each_example_soon
def test_every_step_can_be_judged_again(path: Path) -> None:
    assert judge(json.loads(dumped(symcnn.derive(load(path)).data()))) > 10


@pytest.mark.parametrize("free", ["I", "N", "I,N"])
def test_every_step_with_symbols_can_be_judged_again(free: str) -> None:
    net = symcnn.parse("let I = 32\nlet N = 6\ninput I x I x 1\nconv N=N K=5\nmax_pool K=2\nconv N=16 K=5\ndense N=N\n")
    assert judge(json.loads(dumped(symcnn.derive(net.free(*free.split(","))).data()))) > 10


@each_name
def test_a_name_is_text_in_json(name: str) -> None:
    net = network(name)
    data = json.loads(dumped(symcnn.derive(net).data()))
    assert data["network"] == name
    assert [layer["name"] for layer in data["layers"]] == [name, "last"]
    assert [layer["name"] for layer in json.loads(dumped(table_data(net.figures)))["layers"]] == [name, "last"]


@each_name
def test_steps_that_speak_of_a_name_can_be_judged_again(name: str) -> None:
    assert judge(json.loads(dumped(symcnn.derive(network(name)).data()))) > 10


# what else a file says ------------------------------------------------------------------------------

OWN_KIND = """
source own SAID
layer mine(N, K, S = 1, P = 0, D = 1, G = 1, bias = 1) like conv {
  title en SAID zh SAID
  about en SAID zh SAID
  rule weights = 2*N   en SAID zh SAID   source own SAID
}
input 8 x 8 x 2
A: mine N=3 K=3
B: mine N=n K=3
"""


@cache
def own_kind(said: str) -> symcnn.Net:
    """A network whose layer kind, sentences and sources come from the file."""
    return symcnn.parse(OWN_KIND.replace("SAID", quoted(said)))


@each_name
def test_the_words_of_a_file_are_text_in_html(name: str) -> None:
    for document in documents(own_kind(name)):
        ReadPage(html(document)).judge()


@each_name
def test_the_words_of_a_file_are_text_on_a_terminal(name: str) -> None:
    for document in documents(own_kind(name)):
        assert acting(text(document)) == set()


@each_name
def test_the_words_of_a_file_are_text_in_markdown(name: str) -> None:
    for language in LANGUAGES:
        tokens = tokens_of(solution(own_kind(name), language))
        assert inlines(tokens, "heading")[1].endswith(f" · {shown(name).strip()}")
        assert shown(name).strip() in inlines(tokens, "paragraph")


@each_name
def test_the_words_of_a_file_are_text_in_latex(name: str) -> None:
    source = fragment(solution(own_kind(name), "en"))
    headings = re.findall(r"(?m)^\\subsection\*\{(.*)\}$", source)
    assert tex_text(headings[0]).endswith(f" · {shown(name)}")
    items = re.findall(r"(?m)^  \\item (.*)$", source)
    words = [item.removeprefix("{}") for item in items]
    assert shown(name) in [tex_text(item) for item in words if not item.startswith("$")]
    assert not re.search(r"\\item\s*\[", source)  # which would be the item's label


@pytest.mark.parametrize("kind", ["_a_", "__b__", "max_pool_"])
def test_the_name_of_a_kind_is_text_in_markdown(kind: str) -> None:
    net = symcnn.parse(f"layer {kind}() {{ rule N = C }}\ninput 8x8x2\nA: {kind}\n")
    assert kind in inlines(tokens_of(table(net, "en")), "td")
    assert inlines(tokens_of(solution(net, "en")), "heading")[1] == f"A · {kind}"


# the manual -----------------------------------------------------------------------------------------


def manual(language: str) -> Page:
    """The pages of all layer kinds and codes, one after the other."""
    pages = [subject_document(subject, language) for subject in (None, *catalogue_names(), *fault_codes())]
    blocks = tuple(block for page in pages for block in page.blocks)
    return Page(language, "manual", pages[0].labels, blocks)


@each_language
def test_the_manual_is_text_in_every_format(language: str) -> None:
    document = manual(language)
    page = html(document)
    ReadPage(page).judge()
    body = re.search(r"<body>.*</body>", page, re.DOTALL)
    assert body
    ElementTree.fromstring(body.group())
    output, tokens = text(document), tokens_of(document, "code_block")
    assert acting(output) == set()
    assert [line for line in output.splitlines() if width(line) > COLUMNS] == []
    for block in ("heading", "td", "th"):
        inlines(tokens, block)


@pytest.mark.slow
@each_language
def test_the_manual_compiles(language: str, tmp_path: Path) -> None:
    typeset(standalone(manual(language)), tmp_path)


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("步长必须更小（1：Keras），或更大（0：PyTorch）", ["步长必须更小（1：", "Keras），或更大（0：", "PyTorch）"]),
        ("步长必须更小一些才可以使用它", ["步长必须更小一些才可", "以使用它"]),
        ("nameswithoutblanksstaywhole", ["nameswithoutblanksstaywhole"]),
    ],
)
def test_a_cell_is_not_broken_within_a_name(cell: str, lines: list[str]) -> None:
    beside = "x" * 57  # leaves 21 columns
    shown = [*table_lines(["beside", "cell"], [[beside, cell]], 0, frozenset())]
    assert [line.removeprefix(beside).strip() for line in shown[2:]] == lines
