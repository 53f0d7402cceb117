"""What the letters of a formula may stand for: by what is told of them, by a named notation, by any meaning at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice, product

from symcnn.answers.prove.layer_roles import is_behind, roles
from symcnn.answers.prove.notations import WORDS, by_words, canonical, notations, parted, usual_meanings
from symcnn.answers.prove.rule_formulas import own_letters
from symcnn.core.record import record
from symcnn.network.wiring.quantity_names import quantities_by_letter, quantity_letters

_LIKE: Mapping[str, tuple[str, ...]] = {
    "I": ("O", "C"),
    "O": ("I", "N"),
    "C": ("I",),
    "N": ("O",),
    "P": ("pads",),
    "neurons": ("N", "C"),
    "receptive_field": ("K", "O"),
    "R_in": ("I",),
    "jump": ("J_in",),
}
"""What else people mean by the name of a quantity: a map that keeps its size, the inputs of a vector, all padding."""

OF_INPUT: Mapping[str, str] = {"O": "I", "receptive_field": "R_in", "jump": "J_in", "N": "C"}
BEHIND = {before: behind for behind, before in OF_INPUT.items()}
_AFTER_EACH_OTHER = (("O", "I"), ("receptive_field", "R_in"), ("jump", "J_in"))
"""What one letter may stand for of a layer and of the one before."""

_ONCE = frozenset({"I", "O", "K", "S", "P", "pads", "C", "N", "D", "G", "R_in", "J_in", "layers", "A", "M"})
_WITHOUT_AXES = frozenset({"C", "N", "G", "M"})
_MOST = 32
_MOST_MIXED = 12


@record
class LetterMeanings:
    """What is told of a formula's letters: for each its quantity, and what else people mean by those words.

    For those in `doubtful` none of these is plainer than the others. What no notation has may be one of `free`.
    """

    told: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str] = frozenset()
    free: tuple[str, ...] = ()


OWN = "catalogue"
"""The source of a reading in which every letter is one of the catalogue's own."""

MIXED, ANY = "mixed", "any"
"""The source of a reading with letters of a notation and of the catalogue, and of one with any meanings at all."""

RECURSION = "recursion"
"""The source of a reading in which one letter stands for a size before a layer and behind it."""

NOTHING_TOLD = LetterMeanings({})


@record
class LetterReading:
    """The catalogue's name for each of the author's, and where they are from: `told`, a notation's name, or `any`.

    It is `plain` where no name is taken in a sense beside the usual one, `sure` where nothing in it is guessed.
    """

    letters: Mapping[str, str]
    source: str
    plain: bool = True
    sure: bool = True

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """The same for readings in which every letter means the same."""
        return tuple(sorted(self.letters.items()))


def letter_readings(
    names: Sequence[str], known: LetterMeanings = NOTHING_TOLD, chosen: str | None = None, left: str = ""
) -> Iterator[LetterReading]:
    """The readings of these names, the plainest first; where a notation is chosen by its name, only that one.

    The `left` name of the formula tells which of the others belong to the layer before.

    >>> [dict(found.letters) for found in letter_readings(["O", "W", "F"])][0]
    {'O': 'O', 'W': 'I', 'F': 'K'}
    """
    told = tuple((name, meanings) for name, meanings in known.told.items() if name in names)
    yield from _letter_readings(tuple(names), told, known.doubtful.intersection(names), known.free, chosen, left)


@lru_cache(maxsize=1 << 9)
def _letter_readings(
    names: tuple[str, ...],
    told: tuple[tuple[str, tuple[str, ...]], ...],
    doubtful: frozenset[str],
    free: tuple[str, ...],
    chosen: str | None,
    left: str,
) -> tuple[LetterReading, ...]:
    known = LetterMeanings(dict(told), doubtful, free)
    plain = list(_plain(names, known, chosen, left))
    found: dict[tuple[tuple[str, str], ...], LetterReading] = {}
    for reading in islice(_all(plain, known), _MOST):
        found.setdefault(reading.key, reading)
    return tuple(found.values())


def _all(plain: Sequence[LetterReading], known: LetterMeanings) -> Iterator[LetterReading]:
    yield from plain
    for reading in plain:
        if reading.source not in (MIXED, ANY):
            yield from _in_other_senses(reading, known)


def _plain(names: Sequence[str], known: LetterMeanings, chosen: str | None, left: str) -> Iterator[LetterReading]:
    spelled = roles(names, left)
    told = {
        name: meanings if name in known.doubtful else meanings[:1]
        for name, meanings in known.told.items()
        if name in names
    }
    words = by_words()
    for name in names:
        if name not in told and (meaning := words.get(name) or words.get(spelled[name])):
            told[name] = (meaning,)
    for name in names:
        if name not in told and (meaning := _behind(name, spelled[name], told) or _dilated(name, names)):
            told[name] = (meaning,)
    missing = [name for name in names if name not in told]
    sure = not known.doubtful.intersection(names)
    if not missing:
        yield from _among(names, told, "told", sure=sure)
        return
    first = {name: meanings[0] for name, meanings in told.items()}
    own = {name: _own_meaning(name) for name in missing}
    if None not in own.values() and chosen is None:
        put = first | {name: meaning for name, meaning in own.items() if meaning}
        if _is_one_to_one(put, missing):
            yield LetterReading(put, OWN, sure=sure)
    partly = []
    for notation in notations():
        if chosen not in (None, notation.name) or notation.name == WORDS:
            continue
        letters = _behind_the_layer(
            {name: _in_notation(name, spelled[name], notation.letters) for name in missing}, spelled
        )
        is_whole = None not in letters.values()
        put = first | {name: meaning or own[name] or "" for name, meaning in letters.items()}
        agrees = all(_agree(notation.letters.get(spelled[name]), meaning) for name, meaning in first.items())
        if "" in put.values() or not any(letters.values()) or not _is_one_to_one(put, set(missing)):
            continue
        if is_whole:
            yield LetterReading(put, notation.name, sure=sure and agrees)
        else:
            partly.append(LetterReading(put, MIXED, sure=False))
    yield from partly  # what a notation has no letter for, by the catalogue's
    for sizes in _AFTER_EACH_OTHER:
        pairs = _layer_after_layer(missing, spelled, *sizes)
        if pairs and {*pairs} >= {name for name in missing if not _any_meanings(name, spelled[name])}:
            options = told | {name: pairs.get(name) or _any_meanings(name, spelled[name]) for name in missing}
            yield from islice(_among(names, options, RECURSION, missing, sure=False), _MOST_MIXED)
    if chosen is None:
        options = told | {name: _any_or_free(name, spelled[name], known) for name in missing}
        yield from islice(_among(names, options, ANY, missing, sure=False), _MOST_MIXED)


def _behind(name: str, spelled: str, told: Mapping[str, tuple[str, ...]]) -> str | None:
    """What a letter with a mark is by the same letter without: ``w'`` or ``w_out`` beside a size w, ``k'`` beside k."""
    stem = name[:-1] if name.endswith("'") else spelled.removesuffix("_out")
    stems = (stem, f"{stem}_in", stem.lower())
    meaning = next((told[one][0] for one in stems if stem != spelled and one in told), "")
    quantity, axis = parted(meaning)
    if quantity == "K" and stem != spelled:
        return f"E{axis}"
    return BEHIND[quantity] + axis if quantity in BEHIND else None


def _dilated(name: str, names: Sequence[str]) -> str | None:
    """A kernel with a mark beside the one without is the extent of it when it is dilated: ``k' = d(k - 1) + 1``."""
    stem = name[:-1] if name.endswith("'") else name.removesuffix("_e").removesuffix("_d")
    return "E" if stem != name and stem in names and usual_meanings(stem)[:1] == ("K",) else None


def _layer_after_layer(
    missing: Sequence[str], spelled: Mapping[str, str], behind: str, before: str
) -> dict[str, tuple[str, ...]]:
    """A letter that no notation has, of one layer and of the one before: sizes of maps, one after the other."""
    has_any = {stem: bool(usual_meanings(stem)) for name in missing for stem in (spelled[name], f"{spelled[name]}_in")}
    stems = {spelled[name] for name in missing if not (has_any[spelled[name]] and has_any[f"{spelled[name]}_in"])}
    first = spelled[missing[0]]
    if first.endswith("_in"):  # backwards: the size before a layer from that behind it
        stems |= {first, first.removesuffix("_in")}
    found = {stem for stem in stems if f"{stem}_in" in stems}
    sizes = dict.fromkeys(found, (behind,)) | {f"{stem}_in": (before,) for stem in found}
    return {name: sizes[spelled[name]] for name in missing if spelled[name] in sizes}


def _own_meaning(name: str) -> str | None:
    """The catalogue's name for one that is its own, or the same letter written small."""
    stem, axis = parted(name)
    for own in (stem, stem.upper() if len(stem) == 1 else quantities_by_letter().get(stem, "")):
        if own in own_letters() and not (axis and own in _WITHOUT_AXES):
            return own + axis
    return None


def _behind_the_layer(letters: Mapping[str, str | None], spelled: Mapping[str, str]) -> dict[str, str | None]:
    """The meanings with those of maps behind the layer where the same letter stands for that before: ``n[l-1]``."""
    before = {*spelled.values()}
    return {
        name: BEHIND[meaning] if meaning in BEHIND and f"{spelled[name]}_in" in before else meaning
        for name, meaning in letters.items()
    }


def _in_notation(name: str, spelled: str, letters: Mapping[str, str]) -> str | None:
    """The meaning of a letter, of one with an axis as its mark, or of the letter of the layer before."""
    found = letters.get(name) if spelled == canonical(name) else None
    if found := found or letters.get(spelled):
        return found
    if spelled[-2:] in ("_H", "_W"):
        spelled = spelled[:-1] + spelled[-1].lower()
        if found := letters.get(spelled):
            return found
    stem, axis = parted(spelled)
    if axis and (found := letters.get(stem)) and not parted(found)[1]:
        return found + axis
    stem, _, role = spelled.partition("_")
    found = letters.get(stem, "")
    of_role = {"in": OF_INPUT, "out": BEHIND}.get(role, {})
    return of_role.get(found) or (found if found in of_role.values() else None)


def _any_meanings(name: str, spelled: str) -> tuple[str, ...]:
    stem, axis = parted(spelled)
    own = usual_meanings(name) if spelled == canonical(name) else ()
    found = (*own, *usual_meanings(spelled), *(usual_meanings(stem) if axis else ()))
    found = found or usual_meanings(spelled.swapcase())
    return tuple(dict.fromkeys(meaning + axis for meaning in found if meaning != "pads"))


def _any_or_free(name: str, spelled: str, known: LetterMeanings) -> tuple[str, ...]:
    """What no notation has may be anything that is free, but for the names of counts, which are those."""
    quantity = quantities_by_letter().get(name, name)
    if len(name) > 1 and quantity in quantity_letters():
        return (quantity,)
    return tuple(dict.fromkeys((*_any_meanings(name, spelled), *known.free)))


def _agree(one: str | None, other: str) -> bool:
    return one is None or parted(other)[0] in (parted(one)[0], OF_INPUT.get(one))


def _among(
    names: Iterable[str], options: Mapping[str, tuple[str, ...]], source: str, free: Iterable[str] = (), *, sure: bool
) -> Iterator[LetterReading]:
    """Every way to choose one meaning for each, the first of all first."""
    names, free = tuple(names), tuple(free)
    settled = {parted(options[name][0])[0] for name in names if len(options[name]) == 1} & _ONCE
    left = {
        name: tuple(one for one in options[name] if parted(one)[0] not in settled) or options[name]
        if len(options[name]) > 1
        else options[name]
        for name in names
    }
    for chosen in islice(product(*(left[name] for name in names)), _MOST):
        put = dict(zip(names, chosen, strict=True))
        if _is_one_to_one(put, free):
            yield LetterReading(put, source, sure=sure)


def other_senses(meaning: str) -> tuple[str, ...]:
    """What else is called so.

    >>> other_senses("I_h")
    ('O_h', 'C_h')
    """
    stem, axis = parted(meaning)
    return tuple(other + axis for other in _LIKE.get(stem, ()))


def _is_one_to_one(letters: Mapping[str, str], free: Iterable[str]) -> bool:
    """Whether none of the free letters stands for the argument of another; two that are told may."""
    found = list(letters.values())
    return not any(found.count(letters[name]) > 1 and parted(letters[name])[0] in _ONCE for name in free)


def _is_all_of_sizes(reading: LetterReading, put: Mapping[str, str], changed: Mapping[str, str]) -> bool:
    """Whether features that are counted are taken for the cells of a map only where no channels are left."""
    was_channels = any(parted(reading.letters[name])[0] in ("C", "N") for name in changed)
    return not was_channels or not {"C", "N"} & {parted(meaning)[0] for meaning in put.values()}


def _in_other_senses(reading: LetterReading, known: LetterMeanings) -> Iterator[LetterReading]:
    """The reading with one or two of its quantities taken for what people also call so."""
    others = [
        (name, other)
        for name, meaning in reading.letters.items()
        for other in (known.told[name][1:] if name in known.told else other_senses(meaning))
        if other != "J_in" or not is_behind(name)
    ]
    for count in (1, 2):
        for changed in combinations(others, count):
            put = {**reading.letters, **dict(changed)}
            were = {parted(reading.letters[name])[0] for name, _ in changed}
            is_turned = {parted(meaning)[0] for _, meaning in changed} == {"I", "O"} == were
            is_sound = _is_all_of_sizes(reading, put, dict(changed))
            if len(dict(changed)) == count and not is_turned and is_sound and _is_one_to_one(put, dict(changed)):
                yield LetterReading(put, reading.source, plain=False, sure=reading.sure)
