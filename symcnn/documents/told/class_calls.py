"""Layers as programs print them: ``Conv2d(3, 64, kernel_size=(7, 7))``, by how the catalogue's kinds are spelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import prod

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.numbers import NUMBERS, read_number
from symcnn.documents.told.lexicon import PhraseMeaning
from symcnn.documents.told.mark import Mark
from symcnn.network.wiring.kind_traits import ROLES
from symcnn.network.wiring.spelled import Spelled, names_in

_CALL = late_pattern(r"([A-Z][A-Za-z]*\d?[A-Za-z]*)\(")
_ITEM = late_pattern(r"[^(),\n]*(?:\([^()\n]*\)[^(),\n]*)*")
_NAMED = late_pattern(r"\s*([a-z_]+)\s*=\s*")
_SHARE = late_pattern(r"(?P<count>[^%=]+=)?\s*\d+(?:\.\d+)?%\s*(?P<word>[A-Za-z]+)\s*$")
_SIZES = late_pattern(r"\(?\s*\d{1,6}(?:\s*,\s*\d{1,6})*\s*,?\s*\)?$")
_PRODUCT = late_pattern(r"\d{1,6}(?:\s*\*\s*\d{1,6}){1,3}\s*$")
_SIZE = late_pattern(r"\d+")
_COUNTED = {"params": "params", "macs": "macs", "flops": "flops"}
_WORDS = {"padding": {"same": "same", "valid": "valid"}, "bias": {"False": "unbiased", "True": "biased"}}
_AXES = late_pattern(r"([123])[dD]")
_ALONG = {"1": "line", "2": "flat", "3": "clip"}
"""What is told of maps along so many axes, by the number in the name of a class."""
_MOST_ITEMS = 24

Item = tuple[int, int]


@cache
def _classes() -> Mapping[str, tuple[Spelled, ...]]:
    found: dict[str, tuple[Spelled, ...]] = {}
    for framework in ("keras", "pytorch"):
        found |= {name: kinds for name, kinds in names_in(framework).items() if name[0].isupper()}
    return found


def is_class(name: str) -> bool:
    """Whether a word is the name of a class of layers."""
    return name in _classes()


def class_call(text: str, at: int, end: int) -> list[Mark]:
    """The marks of a call that begins at a place: its kind, then its arguments and counts; none where none
    does, or where it cannot be read.

    >>> text = "Conv2d(156, 0.25% Params, 1, 6, kernel_size=(5, 5))"
    >>> [(mark.value or mark.dims or mark.text, mark.meanings[0].name) for mark in class_call(text, 0, len(text))[:-1]]
    [('Conv2d', 'conv'), (156, 'params'), (1, 'channels'), (6, 'kernels'), ((5, 5), 'kernel')]
    """
    call = _CALL.match(text, at, end)
    spelled = _classes().get(call[1]) if call is not None else None
    items, close = _items(text, call.end(), end) if call is not None and spelled else ([], -1)
    if call is None or not spelled or close < 0:
        return []
    kind = spelled[-1].kind
    inside = sorted(_inside(text, items, [one for one in spelled if one.kind == kind]))
    if any(mark.sort == "stop" for mark in inside):
        return []
    is_counted = any(mark.named("quantity") for mark in inside)
    axes = _AXES.search(call[1])
    words = [*([_ALONG[axes[1]]] if axes is not None else []), *(["by-program"] if is_counted else [])]
    meanings = (PhraseMeaning("kind", kind), *(PhraseMeaning("word", name) for name in words))
    word = Mark("word", at, call.end(1), meanings=meanings, text=call[1])
    return [word, *inside, Mark("bracket", close, close + 1, text=")")]


def _items(text: str, at: int, end: int) -> tuple[list[Item], int]:
    """The items of a call from behind its bracket on, and where it is closed; -1 where it is not."""
    items: list[Item] = []
    for _ in range(_MOST_ITEMS):
        item = _ITEM.match(text, at, end)
        stop = item.end() if item is not None else at
        items.append((at, stop))
        if text[stop : stop + 1] != ",":
            return items, stop if text[stop : stop + 1] == ")" and stop < end else -1
        at = stop + 1
    return items, -1


def _inside(text: str, items: Sequence[Item], spelled: Sequence[Spelled]) -> Iterator[Mark]:
    """The arguments of a call, and what its layer is said to have before them."""
    plain: list[Item] = []
    named: list[tuple[str, Item]] = []
    for start, stop in items:
        share, name = _SHARE.match(text, start, stop), _NAMED.match(text, start, stop)
        if share is not None:
            counted = (start, share.end("count") - 1) if share["count"] else plain.pop() if plain else None
            yield from _count(text, counted, share["word"].lower())
        elif name is not None:
            named.append((name[1], (name.end(), stop)))
        else:
            plain.append((start, stop))
    told = {name for name, _ in named}
    settings = next(
        (one.spelling.settings for one in spelled if told <= {setting.name for setting in one.spelling.settings}),
        spelled[0].spelling.settings,
    )
    for setting, item in zip(settings, plain, strict=False):
        yield from _argument(text, setting.letters, item)
    letters = {setting.name: setting.letters for setting in settings}
    for argument, item in named:
        yield from _argument(text, letters.get(argument, ()), item)


def _count(text: str, item: Item | None, word: str) -> Iterator[Mark]:
    start, stop = item if item is not None else (0, 0)
    while start < stop and text[start] == " ":
        start += 1
    number = NUMBERS.match(text, start, stop) if word in _COUNTED else None
    reading = read_number(number) if number is not None else None
    if number is not None and reading is not None:
        meaning = PhraseMeaning("quantity", _COUNTED[word])
        yield Mark("number", start, number.end(), reading.value, reading=reading, meanings=(meaning,))


def _argument(text: str, letters: Sequence[str], item: Item) -> Iterator[Mark]:
    """An argument by the letters that it stands for: a number, one for each axis, or a word."""
    start, stop = item
    while start < stop and text[start] == " ":
        start += 1
    value = text[start:stop].strip().strip("'\"")
    for letter in letters[:1]:
        role = ROLES.get(letter, letter)
        word = _WORDS.get(role, {}).get(value)
        if word is not None:
            yield Mark("word", start, stop, meanings=(PhraseMeaning("word", word),), text=value)
        if role not in ROLES.values() or word is not None:
            continue
        numbers = tuple(map(int, _SIZE.findall(text, start, stop)))
        is_product = _PRODUCT.match(text, start, stop) is not None
        if not is_product and _SIZES.match(text, start, stop) is None:
            yield Mark("stop", start, stop)  # nobody knows what it is
            continue
        sizes = (prod(numbers),) if is_product else numbers
        meanings = (PhraseMeaning("role", role),)
        if len(sizes) == 1:
            yield Mark("number", start, stop, sizes[0], meanings=meanings)
        else:
            yield Mark("shape", start, stop, dims=sizes, meanings=meanings)
