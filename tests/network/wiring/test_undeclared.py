"""Names in values that are hardly meant as symbols, and those that are."""

from __future__ import annotations

import pytest

from symcnn.core.text.number_words import number_in_words
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


def faults(text: str, **values: int) -> list[tuple[str, str, object]]:
    program, unread = read(Source("test.cnn", text))
    assert unread == ()
    _, found = elaborate(program, {name: Num(value) for name, value in values.items()})
    return [(fault.code, text[fault.start : fault.end], dict(fault.values)) for fault in found]


def number(word: str, value: int) -> list[tuple[str, str, object]]:
    return [("number-in-words", word, {"name": word, "value": value})]


def letter(name: str, like: str, value: int, symbol: str) -> list[tuple[str, str, object]]:
    values = {"name": name, "letter": like, "value": value, "symbol": symbol}
    return [("letter-for-digit", name, values)]


def glued(name: str, sizes: str) -> list[tuple[str, str, object]]:
    return [("glued-sizes", name, {"name": name, "sizes": sizes})]


PADDED = [("unknown-word", "P=full", {"name": "P", "found": "full", "near": "", "choices": ("valid", "same")})]
MISTYPED = [("unknown-word", "P=smae", {"name": "P", "found": "smae", "near": "same", "choices": ("valid", "same")})]
MISTYPED_FOR_BLOCK = [
    ("unknown-word", "pad=smae", {"name": "pad", "found": "smae", "near": "same", "choices": ("valid", "same")})
]
MISTYPED_DEFAULT = MISTYPED_FOR_BLOCK
SLIP = [("undeclared", "chanels", {"name": "chanels", "near": "channels"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("input 8x8x3\nconv N=sixteen K=3", number("sixteen", 16)),
        ("input 8x8x3\nconv N=2*twenty_five K=3", number("twenty_five", 25)),
        ("input 8x8x3\nconv N=十六 K=3", number("十六", 16)),
        ("input 8 x eight x 3\nconv N=8 K=3", number("eight", 8)),
        ("input 8x8x3\nrepeat three { conv N=8 K=3 P=1 }", number("three", 3)),
        ("let n = ten\ninput 8x8x3\nconv N=n K=3", number("ten", 10)),
        ("input 8x8x3\nparallel add { path { conv N=six K=1 } path { conv N=6 K=1 } }", number("six", 6)),
        ("block b(K) { conv N=six K=K }\ninput 8x8x3\nb K=3", number("six", 6)),
        ("let channels = 8\ninput 8x8x3\nconv N=chanels K=3", SLIP),
        # once a name, wherever it stands
        ("input 8x8x3\nconv N=ten K=3\nconv N=ten K=3", number("ten", 10)),
        # what is declared is a symbol, by a line or by a setting; so is a parameter of a block
        ("let sixteen\ninput 8x8x3\nconv N=sixteen K=3", []),
        ("let ten = 10\ninput 8x8x3\nconv N=ten K=3", []),
        ("block b(ten) { conv N=ten K=3 }\ninput 8x8x3\nb ten=8", []),
        ("let channels = 8\nlet chanels = 4\ninput 8x8x3\nconv N=chanels K=3", []),
        # nor is a word that a parameter takes, of which other faults tell
        ("layer a(of = one) { rule N = 2 }\ninput 8x8x3\na of=one", []),
        ("layer a(of = one) { rule N = 2 }\ninput 8x8x3\na of=two", []),
        ("input 8x8x3\nconv N=6 K=3 P=two", number("two", 2)),
        # nor is a long name for an argument that takes words
        ("input 8x8x3\nconv N=6 K=3 P=full", PADDED),
        ("let full\ninput 8x8x3\nconv N=6 K=3 P=full", []),
        ("input 8x8x3\nconv N=6 K=3 P=smae", MISTYPED),
        ("let smae\ninput 8x8x3\nconv N=6 K=3 P=smae", []),
        ("let sam\ninput 8x8x3\nconv N=6 K=3 P=sam", []),
        ("block b(pad=smae) { conv N=6 K=3 P=pad }\ninput 8x8x3\nb", MISTYPED_DEFAULT),
        ("block b(pad) { conv N=6 K=3 P=pad }\ninput 8x8x3\nb pad=smae\nb pad=same", MISTYPED_FOR_BLOCK),
        ("input 8x8x3\nconv N=6 K=3 P=p", []),
        ("input 8x8x3\nconv N=6 K=3 P=pad*2", []),
        # letters that look like digits
        ("input 8x8x3\nconv N=1O K=3", letter("1O", "O", 10, "1*O")),
        ("input 8x8x3\nconv N=2l K=3", letter("2l", "l", 21, "2*l")),
        ("input 8x8x3\nconv N=2O4 K=3", letter("2O4", "O", 204, "2*O4")),
        ("input 8x8x3\nconv N=l6 K=3", letter("l6", "l", 16, "let l6")),
        ("let l6\ninput 8x8x3\nconv N=l6 K=3", []),
        ("input I1 x I2 x 3\nconv N=N1 K=3", []),
        # sizes that are meant apart
        ("input IxIx3\nconv N=6 K=3", glued("IxIx3", "I x I x 3")),
        ("input l28xl28x3\nconv N=6 K=3", glued("l28xl28x3", "128 x 128 x 3")),
        ("input 8x8x3\nconv N=6 K=kxk", glued("kxk", "k x k")),
        ("let h\nlet w\ninput hxw\nrelu", glued("hxw", "h x w")),
        ("input 8x8x3\nconv N=exp K=max", []),
        ("input 8by8by3\nrelu", glued("8by8by3", "8 x 8 x 3")),
        ("input 8x8x3\nconv N=6 K=3х3", glued("3х3", "3 x 3")),
        ("input 8x8x3\nconv N=6X K=3", []),
        # words of the language
        ("input 8x8x3\nconv N=6 K=3 S=claim", [("undeclared", "claim", {"name": "claim", "near": ""})]),
        ("let O = 8\ninput 8x8x3\nconv N=1O K=3", []),
        ("input 8x8x3\nconv N=2k K=3", []),
        # small letters for large ones
        ("let Kk = 5\ninput 8x8x3\nconv N=6 K=KK", [("undeclared", "KK", {"name": "KK", "near": "Kk"})]),
        ("let K = 5\ninput 8x8x3\nconv N=6 K=k", [("undeclared", "k", {"name": "k", "near": "K"})]),
        ("let K = 5\ninput 8x8x3\nconv N=k K=K", []),  # which the declared one is used beside
        # so many times
        ("input 8x8x3\nrepeat x3 { conv N=6 K=1 }", [("no-number", "x3", {"name": "x3", "value": "3"})]),
        ("let x3\ninput 8x8x3\nrepeat x3 { conv N=6 K=1 }", []),
        ("input 8x8x3\nconv N=x3 K=1\nconv N=x3 K=1", []),
        # names that only begin so, or are others
        ("input 8x8x3\nconv N=tension K=3", []),
        ("input 8x8x3\nconv N=width K=depth", []),
        ("let channels = 8\ninput 8x8x3\nconv N=channel K=3", []),
        ("let kernel1 = 8\ninput 8x8x3\nconv N=kernel2 K=3", []),
        ("let n_in = 8\ninput 8x8x3\nconv N=n_out K=3", []),
        ("input 8x8x3\nconv N=a K=b", []),
    ],
)
def test_names_that_are_no_symbols(text: str, expected: list[tuple[str, str, object]]) -> None:
    assert faults(text) == expected


def test_a_setting_declares() -> None:
    assert faults("input 8x8x3\nconv N=ten K=3", ten=8) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *zip(
            ("zero", "Seven", "nineteen", "ninety", "twenty_one", "three_hundred_five"),
            (0, 7, 19, 90, 21, 305),
            strict=True,
        ),
        *zip(
            ("two_thousand_forty_eight", "十", "二十四", "一百二十八", "两万四千"),
            (2048, 10, 24, 128, 24000),
            strict=True,
        ),
        *(
            (name, None)
            for name in ("one_two", "ten_two", "twenty_ten", "twenty_twelve", "", "_", "tens", "onetwo", "五层")
        ),
    ],
)
def test_numbers_in_words(name: str, value: int | None) -> None:
    assert number_in_words(name) == value
