"""What kinds, quantities and arguments are called: the lines that say it, and their faults."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num, Sym
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Definition, LayerLine, QuantityLine, Spelling
from symcnn.network.wiring.layer_kinds import catalogue_names, catalogue_program, kind
from symcnn.network.wiring.quantity_names import meanings, quantity_letters, shown_names
from symcnn.network.wiring.spelled import catalogue_called, names_in, people_call, spelling_text

FRAMEWORKS = ("keras", "pytorch", "onnx", "caffe")


def spelling(line: str) -> Spelling:
    (found,) = _definition(line).spellings
    return found


def _definition(line: str) -> Definition:
    text = f'layer own(N, K, S = 1, P = 0, bias = 1) {{\n  title en "a" zh "b"\n  {line}\n}}\n'
    program, faults = read(Source("own.cnn", text))
    assert not faults
    (definition,) = program.statements
    assert isinstance(definition, Definition)
    return definition


def faults(line: str) -> list[str]:
    text = f"layer own(N, K, S = 1, P = 0, bias = 1) {{ {line} }}"
    _, found = read(Source("own.cnn", text))
    return [f"{fault.code} {text[fault.start : fault.end]}" for fault in found]


def test_every_part_of_a_spelling() -> None:
    found = spelling(
        'keras Conv2D conv(filters = N, size = K or 2, pad = P(valid = 0, same = same), form = "last", axis = -1, x2) '
        "on map with S = 1, bias = 0"
    )
    assert (found.framework, found.names, found.axes) == ("keras", ("Conv2D", "conv"), "map")
    settings = {setting.name: setting for setting in found.settings}
    assert [*settings] == ["filters", "size", "pad", "form", "axis", "x2"]
    assert (settings["size"].letters, settings["size"].default) == (("K",), Num(2))
    assert settings["pad"].cases == (("valid", Num(0)), ("same", Sym("same")))
    assert settings["form"].fixed == Sym("last")
    assert settings["axis"].fixed is not None
    assert (settings["x2"].letters, settings["x2"].fixed) == ((), None)
    assert [(constant.name, constant.value) for constant in found.constants] == [("S", Num(1)), ("bias", Num(0))]


def test_one_argument_may_give_several_letters() -> None:
    assert spelling("pytorch Norm(affine = S = bias)").settings[0].letters == ("S", "bias")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("keras A(units = Z)", "unknown-argument units = Z"),
        ("keras A(units = N, more = N)", "given-twice more = N"),
        ("keras A(units = N, units)", "given-twice units"),
        ("keras A(units = N) with N = 2", "given-twice N = 2"),
        ("keras A(units = N) with Z = 2", "unknown-argument Z = 2"),
        ("keras A(units = N) on 4", "unknown-axes 4"),
        ("keras A(units = N) on maps", "unknown-axes maps"),
        ("keras (units = N)", "unexpected ("),
        ("keras A(units = )", "unexpected )"),
        ("keras A(units = N or)", "unexpected )"),
        ("keras A", "unexpected }"),
        ('caled en "x"', "unexpected caled"),
        ('called "x"', 'unexpected "x"'),
    ],
)
def test_faults_of_spellings(line: str, expected: str) -> None:
    assert faults(line) == [expected]


@pytest.mark.parametrize(
    "line", ["keras A(units = N) on 3", "keras A(units = N, more)", "keras A(C1 = C)", "keras A()"]
)
def test_near_misses_of_those_faults(line: str) -> None:
    assert faults(line) == []


def test_frameworks_are_keys_of_sources_too() -> None:
    found = _definition('keras A(units = N) rule weights = K source keras "A, units" rule biases = 0 source caffe')
    assert [rule.citation and rule.citation.key for rule in found.rules] == ["keras", "caffe"]
    assert len(found.spellings) == 1


def test_words_of_these_lines_are_names_elsewhere() -> None:
    text = "input 8 x 1\nquantity: conv N=6 K=5\nargument: conv N=6 K=2 from quantity\nletter: relu\nkeras: relu\n"
    program, found = read(Source("own.cnn", text))
    assert not found
    layers = [line for line in program.statements if isinstance(line, LayerLine)]
    assert [line.name and line.name.text for line in layers] == ["quantity", "argument", "letter", "keras"]


def test_quantities_and_arguments() -> None:
    program, found = read(
        Source("own.cnn", 'quantity q letter "QC" en "a" zh "b" called en "c, d" zh "e"\nargument V en "f" zh "g"\n')
    )
    assert not found
    one, other = program.statements
    assert isinstance(one, QuantityLine)
    assert isinstance(other, QuantityLine)
    assert (one.name.text, one.letter, one.is_argument) == ("q", "QC", False)
    assert (one.texts.in_language("zh"), one.called.in_language("en")) == ("b", "c, d")
    assert (other.name.text, other.letter, other.called.in_language("en"), other.is_argument) == ("V", "", "", True)


def test_every_quantity_of_a_rule_and_every_letter_has_words() -> None:
    named = {*meanings("en"), *shown_names("en")}
    targets = {rule.target for name in catalogue_names() for rule in kind(name, {}).rules}
    assert targets <= named
    for language in ("en", "zh"):
        assert all(meanings(language).values())
        assert all(shown_names(language).values())
    assert quantity_letters()["weights"] == "WC"


@pytest.mark.parametrize("name", catalogue_names())
def test_every_kind_is_called_something_in_both_languages(name: str) -> None:
    assert people_call(name).in_language("en")
    assert people_call(name).in_language("zh")


def test_what_was_built_is_what_the_files_say() -> None:
    for name in catalogue_names():
        program, found = read(Source(name, _text(name)))
        assert not found
        definition = next(line for line in program.statements if isinstance(line, Definition))
        assert catalogue_called()[name] == (definition.called, definition.spellings)
        kept = next(line for line in catalogue_program(name) or () if isinstance(line, Definition))
        assert kept.rules == definition.rules


def _text(name: str) -> str:
    from symcnn.network.wiring.layer_kinds import CATALOGUE

    return (CATALOGUE / f"{name}.cnn").read_text("utf-8")


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_spelling_hides_another(framework: str) -> None:
    """Spellings that share a name differ in a value that they ask for, or in what they ask of the input."""
    for name, spelled in names_in(framework).items():
        asked = [
            (one.spelling.axes, {setting.name: setting.fixed for setting in one.spelling.settings if setting.fixed})
            for one in spelled
        ]
        assert all(asked[i] != asked[j] for i in range(len(asked)) for j in range(i)), name


@pytest.mark.parametrize("name", catalogue_names())
def test_what_is_shown_of_a_spelling_says_the_same(name: str) -> None:
    for one in catalogue_called()[name][1]:
        again = _definition_of(name, f"{one.framework} {spelling_text(one)}").spellings[0]
        assert again.names == one.names
        assert spelling_text(again) == spelling_text(one)
        assert [(s.letters, s.cases, s.fixed, s.default, s.by_name) for s in again.settings] == [
            (s.letters, s.cases, s.fixed, s.default, s.by_name) for s in one.settings
        ]


def _definition_of(name: str, line: str) -> Definition:
    parameters = ", ".join(kind(name, {}).parameters)
    program, faults = read(Source("own.cnn", f"layer {name}({parameters}) {{ {line} }}"))
    assert not faults
    (definition,) = program.statements
    assert isinstance(definition, Definition)
    return definition
