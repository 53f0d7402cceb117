"""What the letters of formulas mean by the document's own words: ``K=核尺寸``, ``where W is the input size``."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import islice
from types import MappingProxyType

from symcnn.answers.prove.notations import canonical
from symcnn.core.limits import MAX_LEGEND_NAMES, MAX_LEGENDS
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.separators import TIMES
from symcnn.documents.reading.tokens import ACCENTS, EDGE, GREEK
from symcnn.documents.reading.vocabulary import Meaning, meaning_by_words, phrase_at, phrase_before
from symcnn.documents.reading.worded_names import RESULTS
from symcnn.documents.told.legend_lists import TIMES_SIGN, joint_of, of_list, of_shape

_REACH = 60
_JUST_AFTER = 600
_OPEN = r"[ \t\x1f`*({\[|]*"
_SHUT = r"[ \t\x1f`*)}\]|]*"
_BEHIND = late_pattern(
    rf"{_SHUT}(?:\n(?-i:(?=[a-z]{{2}})))?"
    r"(?P<says>=(?!=)|:|--?>?|–|—|is\b|are\b|be\b|denotes?\b|represents?\b|means?\b|stands for\b|refers to\b"
    r"|counts\b|as\b|为|是|表示|代表|指的?是?|即)?"
    rf"{_OPEN}(?:即|i\.e\.,?|that is,?)?{_OPEN}(?:the\b|an?\b)?{_OPEN}",
    re.IGNORECASE,
)
_DEFINES = ("denote", "denotes", "represents", "represent", "means", "stands for", "refers to", "表示", "代表", ":")
_BEFORE = late_pattern(
    r"[ \t\x1f`*({\[|]*(?:(?:=|:|is|are|be|of|为|是|记为|记作|设为|用|by|as)[ \t\x1f`*({]*)?\Z",
    re.IGNORECASE,
)
_WORD = late_pattern(r"[A-Za-z\u4e00-\u9fff]{2,}|(?:the|an?) ", re.IGNORECASE)
_BOTH_SIDES = late_pattern(
    r"\b(?:total|half on|altogether|sum of|in all)|\b(?:sides|ends|borders|edges),?\s+(?:together|combined|in total)"
    r"|一共|总共|总和|总的?(?:填充|补)|[两二左右前后][侧边端](?:之和)?[ ]*(?:合计|合共|共|加起来)|之和|合计",
    re.IGNORECASE,
)
EACH_SIDE = late_pattern(
    r"\b(?:each|every|one|per|either|a)[ -](?:side|border|edge|end)|on the border"
    r"|每一?[侧边端]|[单一]侧|四周|各[填补]",
    re.IGNORECASE,
)
_SQUARE = ("I", "O", "K")
_OF_SIDES = ("N", "layers")
"""What is counted and has a window, whose sides stand behind it: so many kernels, or layers, of k x k."""
_COUNTED = ("C", "N", "P")
"""Quantities of which there are so many: ``N filters``, ``p_h rows of padding``."""
_SIGN = late_pattern(
    r"[ \t\x1f]*([-+*/^=\[²³⁴]|\((?![A-Za-z\u4e00-\u9fff]{2})|x(?= )|←|:=|\\(?:times|cdot|ast|leftarrow|gets)(?![a-z]))"
)
_OPERAND = late_pattern(r"[-+/^][ \x1f({]*\Z")
_SIGN_REACH = 10
_IN_PRODUCT = late_pattern(r"[ ]?\\[,;:! ]|[ ]+[A-Za-z](?:[_^ ]|\x1f|\Z)|[ ]?\(|\^")
_OTHER_AXIS = late_pattern(
    r"[\x1f ]*(?:[,，、和与及]|and\b)?[\x1f ]*(?:its |the )?(?:(?P<high>高度?|height|high)|宽度?|width|wide)"
    r"(?: is| of|为|是)?[\x1f ]*"
)
"""What stands between the sizes along two axes of one thing: ``输出图高 H、宽 W``."""
_BETWEEN = late_pattern(r"[ \t]*,[ \t]*")
_PRODUCT = late_pattern(TIMES)
_PRODUCT_END = late_pattern(rf"{TIMES}\Z")
_END = late_pattern(r"(?![\w^])")
_AXIS = late_pattern(r"_\{?\w\}?(?![\w^])")
_AXIS_END = late_pattern(r"_\{?\w\}?\Z")
_NOT_WITHIN = r"(?<![A-Za-z0-9_\\.])" + "".join(
    rf"(?<!{accent}{brace})" for accent in ACCENTS for brace in (r"\{", " ")
)
"""A letter of its own, and none below an accent: the k of ``\\hat{k}``."""
_INDEX = r"(?:_\{?(?:[lLi]|\\ell)\}?|\^\{?[\[(]l[\])]\}?)?"
"""The mark of the layer that a letter belongs to."""

_AFTER_WORDS = late_pattern(r"[^,;，；。.:：\n|=+*/^$\\\x1f]{2,60}")
_PREPOSITION = late_pattern(
    r"\b(?:of|with|in|for|and|to|on|at|by|that|which|has|have|is|are|they|we|you|it)\b", re.IGNORECASE
)
_LONGEST_NOUN = 5
_JOINED = late_pattern(r"[ \t\x1f]*(?:and|or|with)\b|[ \t\x1f]*[和与及]", re.IGNORECASE)
_ARTICLE = late_pattern(r"[ \t\x1f]*(?:the|an?|its|their|that of)\b", re.IGNORECASE)
_PIECE_END = late_pattern(r"[,;，；。:：\n|\x1f=+*/^()]|\. | and | or | with |、")
_OWNER = late_pattern(r"[ `*]*(?:\x1f[ ]?)?of (?:the|an?|its|each|every) [a-z ]{2,40}")
_CALL = late_pattern(r"[A-Za-z]\([A-Za-z]\w*[ ]?,")
"""A function with its first argument, which is none of what the function is called: ``params(k, n)``."""
_LONE_LETTER = late_pattern(r"(?<![A-Za-z])(?![aA]\b)[A-Za-z](?:_\w)?(?![A-Za-z'])")
_LAYERS = late_pattern(
    r"[ \t\x1f]*(?:(?:个(?:卷积)?|卷积)?层(?!数|的?第)|个[^,，。;；\x1f]{0,8}卷积[^,，。;；\x1f]{0,2}[叠堆])"
)
_ORDINAL = late_pattern(r"第[ \t\x1f]*\Z")
_JOINED_BEFORE = late_pattern(r"(?:[A-Za-z)]|[\u4e00-\u9fff])[ \t\x1f`*]*\Z")
_FACTOR = late_pattern(r"\bby (?:a|the) factor(?: of)?[ \t]*\Z", re.IGNORECASE)
_NUMBERED = late_pattern(r"\d")
_NUMBER = late_pattern(r"[ \t\x1f]*\d")
_SENTENCE = late_pattern(r"[;；。\n]|\. ")
_AFTER_FORMULA = late_pattern(r"=[^=:]*:")
"""A formula and the colon behind it: what it is for says nothing of the letters in its explanation."""
_CLAUSE_END = late_pattern(r"[,;，；。|]|\. |\n(?! {0,2}(?:at|on|of|in|per|for)\b)")


@record
class Entry:
    """A place of the text that says what a name means; None where the words are not known.

    Of a padding, `each_side` tells whether the words say so.
    """

    at: int
    meaning: Meaning | None
    each_side: bool = False


@record
class Legends:
    """The entries for each name, in the order of the text; `fixed` are those that hold whatever the text says.

    The text says different things of the names in `disputed`.
    Of the names in `passed`, those beyond `MAX_LEGEND_NAMES`, nothing is known, nor from the place `until` on, where
    the names have stood in `MAX_LEGENDS` places.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    fixed: Mapping[str, Entry] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    until: int = sys.maxsize

    def nearest(self, name: str, at: int) -> Entry | None:
        """The last entry before a place, or the first one just after it."""
        if name in self.fixed:
            return self.fixed[name]
        found = self.entries.get(name, ())
        place = bisect_left(found, at, key=lambda entry: entry.at)
        after = found[place] if place < len(found) and found[place].at - at <= _JUST_AFTER else None
        before = found[place - 1] if place else None
        if after and after.meaning and (before is None or before.meaning is None or after.at - at < at - before.at):
            return after
        return before or after


def legends(
    text: str,
    names: Iterable[str],
    letters: Mapping[str, str] = MappingProxyType({}),
) -> Legends:
    """What the normal text says of these names; `letters` and their quantities hold in every text.

    >>> found = legends("where W is the input size, F the filter size, and stride S", ["W", "F", "S"])
    >>> [found.nearest(name, 0).meaning.quantity for name in "WFS"]
    ['I', 'K', 'S']
    """
    wanted = sorted({name for name in names if len(name) <= _REACH})
    known = wanted[:MAX_LEGEND_NAMES]
    found: dict[str, list[Entry]] = {}
    until = len(text)
    if known:
        firsts = re.escape("".join({(canonical(name) or "_")[0] for name in known}))
        pattern = late_pattern(
            rf"{_NOT_WITHIN}(?=[{firsts}\\\\])(?:{'|'.join(f'({_written(name)})' for name in known)})"
            r"(?![A-Za-z0-9_′])(?!(?<!'[A-Za-z])')"
        )
        pair: tuple[re.Match[str], Entry] | None = None
        run: list[re.Match[str]] = []
        joints = ""
        places = pattern.finditer(text)
        for match in islice(places, MAX_LEGENDS):
            entry = _second(text, match, *pair) if pair else None
            pair = None
            joint = joint_of(text, run[-1].end(), match.start()) if run else ""
            if run and (not joint or (run[1:] and joint != joints)):
                _tell_all(text, run, joints, known, found)
                run = []
            joints = joint
            run.append(match)
            if entry is None and (entry := _entry(text, match)) and entry.meaning:
                pair = match, entry
            assert match.lastindex is not None
            name = canonical(known[match.lastindex - 1])
            if entry is not None:
                found.setdefault(name, []).append(entry)
        _tell_all(text, run, joints, known, found)
        more = next(places, None)
        until = more.start() if more else until
    found = {name: [_of_its_clause(text, entry) for entry in entries] for name, entries in found.items()}
    fixed = {canonical(name): Entry(0, Meaning(quantity, ""), each_side=True) for name, quantity in letters.items()}
    told = {name: tuple(entries) for name, entries in found.items()}
    disputed = frozenset(name for name, entries in told.items() if name not in fixed and _differ(entries))
    return Legends(told, fixed, disputed, frozenset(wanted[MAX_LEGEND_NAMES:]), until)


def _differ(entries: Sequence[Entry]) -> bool:
    return len({entry.meaning.quantity for entry in entries if entry.meaning}) > 1


def _tell_all(
    text: str, letters: Sequence[re.Match[str]], joints: str, known: Sequence[str], found: dict[str, list[Entry]]
) -> None:
    """What is said of letters in a row, instead of what the words next to one of them seem to say."""
    meanings = of_shape(text, letters) if joints == TIMES_SIGN else of_list(text, letters)
    for match, meaning in zip(letters, meanings, strict=False):
        if meaning is not None and match.lastindex is not None:
            entries = found.setdefault(canonical(known[match.lastindex - 1]), [])
            if not meaning.is_certain and any(one.at == match.start() for one in entries):
                continue
            entries[:] = [*(one for one in entries if one.at != match.start()), Entry(match.start(), meaning)]


def _of_its_clause(text: str, entry: Entry) -> Entry:
    """Channels of the input, where its clause speaks of nothing else: an input of width W with D channels."""
    if entry.meaning is None or entry.meaning.is_certain or entry.meaning.quantity != "C":
        return entry
    sentence = _SENTENCE.split(text[max(0, entry.at - 2 * _REACH) : entry.at])[-1]
    sentence = _AFTER_FORMULA.split(sentence)[-1]
    for words in (_CLAUSE_END.split(sentence)[-1], sentence):
        said = meaning_by_words(f"{words} channels")
        if said is not None and said.is_certain and said.quantity in ("C", "N"):
            return replace(entry, meaning=said)
    return entry


def _second(text: str, match: re.Match[str], first: re.Match[str], entry: Entry) -> Entry | None:
    """The second letter of a pair has the first one's meaning: an input of size (H, W)."""
    if entry.meaning is not None and entry.meaning.quantity in _SQUARE:
        after = _SIGN.match(text, match.end(), match.end() + 2)
        if _PRODUCT.fullmatch(text, first.end(), match.start()) and match[0] != first[0] and after is None:
            return replace(entry, at=match.start())
    axis = _OTHER_AXIS.fullmatch(text, first.end(), match.start()) if entry.meaning and entry.meaning.axis else None
    if entry.meaning is not None and axis is not None:
        return replace(entry, at=match.start(), meaning=replace(entry.meaning, axis="h" if axis["high"] else "w"))
    is_pair = text[first.start() - 1 : first.start()] == "(" and _BETWEEN.fullmatch(text, first.end(), match.start())
    if not is_pair or entry.meaning is None or not text.startswith(")", match.end()):
        return None
    return replace(entry, at=match.start())


def _written(name: str) -> str:
    """A pattern for the ways to write a name: ``C_in``, ``C_{in}``, ``C_{\\text{in}}``, ``Cin``."""
    stem, _, mark = canonical(name).partition("_")
    accents = "|".join(accent for accent, sign in ACCENTS.items() if stem.endswith(sign))
    letter = rf"\\(?:wide)?(?:{accents})[ ]?\{{?{stem[:-1]}\}}?" if accents else re.escape(stem)
    letter = "|".join((letter, *(re.escape(command) for command, sign in GREEK.items() if sign == stem)))
    letter = f"(?:{letter})" if "|" in letter else letter
    if not mark:
        return letter + _INDEX
    return rf"{letter}_?(?:\{{?(?:\\[a-z]+\{{)?{re.escape(mark)}\}}{{0,2}})"


def _entry(text: str, match: re.Match[str]) -> Entry | None:
    """What the words behind the name or before it say of it."""
    behind = _BEHIND.match(text, match.end(), match.end() + _REACH)
    assert behind is not None
    if _LAYERS.match(text, match.end()) and not _ORDINAL.search(text, max(0, match.start() - 4), match.start()):
        return Entry(match.start(), Meaning("layers"))
    if _OPERAND.search(text, max(0, match.start() - _SIGN_REACH), match.start()):
        return None
    says = (behind["says"] or "").lower()
    line_start = max(text.rfind("\n", max(0, match.start() - _REACH), match.start()) + 1, match.start() - _REACH)
    found = phrase_at(text, behind.end(), len(text))
    is_cell = "|" in behind[0] and text[line_start : match.start()].strip(" \t\x1f`*|") != ""
    if (
        found
        and found[0].quantity in RESULTS
        and (not says or (says == ":" and _is_told_before(text, line_start, match)))
    ):
        found = None  # K biases are as many as K, and K is not the biases
    is_plural = found is not None and found[0].quantity == "N" and not says
    if is_plural and _is_multiplied_by_itself(text, line_start, match):
        return Entry(match.start(), Meaning("K"))  # n x n kernels
    if found and not is_cell and (says or found[0].is_certain or is_plural) and not _is_sum(text, found[1], says):
        clause = _clause(text, found[1])
        if not says and _ARTICLE.match(text, match.end()) and (told := _by_words_before(text, match)):
            return told
        is_counted = found[0].quantity in _COUNTED and (found[0].is_certain or is_plural)
        if says or is_counted or behind[0].strip(" \t\x1f`*") or _in_list(text, line_start, match.start()):
            front = _CLAUSE_END.split(text[line_start : match.start()])[-1]
            return _entry_of(
                match.start(),
                replace(found[0], is_certain=found[0].is_certain or is_plural),
                front + text[behind.end() : found[1]] + clause,
            )
    before = _BEFORE.search(text, line_start, match.start())
    if before and not _CALL.match(text, before.start() - 1, match.end() + 2):
        meaning = phrase_before(text, line_start, before.start())
        is_square = _is_times_itself(text, match)
        owner = _OWNER.match(text, match.end())
        if meaning is not None and not meaning.is_certain and owner is not None:
            words = (text[line_start : match.start()] + owner[0]).replace(EDGE, " ")
            meaning = meaning_by_words(_PIECE_END.split(words)[-1]) or meaning  # the spacing d of the taps
        is_open = meaning is not None and not meaning.is_certain and not is_square
        if is_open and (told := _by_words_before(text, match, before[0])):
            return told
        if is_square and meaning is not None and meaning.quantity in _OF_SIDES:
            meaning = replace(meaning, quantity="K", is_certain=True)  # kernels, or layers, of k x k
        elif is_square and meaning is not None and meaning.quantity in _SQUARE:
            meaning = replace(meaning, is_certain=True)  # an input of W x W: sizes, and no channels
        if (
            meaning
            and _stands_alone(text, match, meaning.quantity)
            and (meaning.is_certain or before[0].strip() or is_square)
            and not _is_formula(text, match, meaning, before[0])
        ):
            clause = text[line_start : match.start()] + _clause(text, match.end())
            return _entry_of(match.start(), meaning, clause)
    worded = _by_words(text, match, says, behind.end())
    if worded is not None:
        return worded
    if says in _DEFINES and _WORD.match(text, behind.end()) and not found:
        is_head = not text[line_start : match.start()].strip(" \t\x1f`*-•|")
        return Entry(match.start(), None) if is_head or says != ":" else None
    return None


def _stands_alone(text: str, match: re.Match[str], quantity: str) -> bool:
    """Whether a letter is more than the first of a product that counts something: ``weights: c_o c_i k_h k_w``."""
    return quantity not in RESULTS[1:] or not _IN_PRODUCT.match(text, match.end())


def _is_times_itself(text: str, match: re.Match[str]) -> bool:
    """Whether the same letter stands as a factor behind a letter, or the same along the other axis: ``k_h x k_w``."""
    stem, mark, _ = match[0].partition("_")
    product = _PRODUCT.match(text, match.end())
    if product is None or not text.startswith(stem, product.end()):
        return False
    return (_AXIS if mark else _END).match(text, product.end() + len(stem)) is not None


def _is_multiplied_by_itself(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the same letter stands as a factor before a letter, behind a place."""
    product = _PRODUCT_END.search(text, start, match.start())
    if product is None:
        return False
    stem, mark, _ = match[0].partition("_")
    before = text[start : product.start()]
    axis = _AXIS_END.search(before) if mark else None
    return before[: axis.start()].endswith(stem) if axis is not None else not mark and before.endswith(stem)


def _noun(words: str) -> str:
    """The first two words of what is counted, or its noun alone where that is layers: ``n stacked stride-1 layers``."""
    phrase = _PREPOSITION.split(words)[0].split()[:_LONGEST_NOUN]
    return phrase[-1] if phrase[2:] and phrase[-1] == "layers" else " ".join(phrase[:2])


def _by_words_before(text: str, match: re.Match[str], verb: str = "") -> Entry | None:
    """What the words that lead to a letter say, where another thing begins behind it: ``of size i the output is``."""
    start = max(0, match.start() - _REACH)
    if not _JOINED_BEFORE.search(text, start, match.start()):
        return None
    verb_start = match.start() - len(verb)
    words = _PIECE_END.split(text[start:verb_start].rstrip(" \t\x1f`*") + " ")[-1]
    words = _LONE_LETTER.split(words)[-1]
    meaning = meaning_by_words(words.strip(" \t\x1f"))
    return _entry_of(match.start(), meaning, words) if meaning and meaning.is_certain else None


def _by_words(text: str, match: re.Match[str], says: str, at: int) -> Entry | None:
    """What the words behind a letter say of it, else those before it, in whichever order they stand."""
    after = _AFTER_WORDS.match(text, at, at + _REACH)
    article = bool(_ARTICLE.search(text, match.end(), at)) or _ARTICLE.match(text, at) is not None
    start = max(0, match.start() - _REACH)
    pieces = _PIECE_END.split(text[start : match.start()].rstrip(" \t\x1f`*") + " ")
    is_operand = _SIGN.match(text, match.end(), match.end() + _SIGN_REACH) is not None
    before = pieces[-1] if _JOINED_BEFORE.search(text, start, match.start()) and not is_operand else ""
    before = _NUMBERED.split(before)[-1]  # with stride 1 choose p: a stride that has its value
    before = _LONE_LETTER.split(before)[-1]  # with stride s a map of width w: a stride that has its letter
    before = "" if _FACTOR.search(before) else before
    is_value = says == "=" and _NUMBER.match(text, at) is not None
    options = [(before, True), (after[0] if after and not is_value else "", bool(says) or article)]
    if _JOINED.match(text, at):
        options = options[:1]
    elif (says and says != "=") or (article and not _by_words_before(text, match)):
        options.reverse()
    is_square = _is_multiplied_by_itself(text, start, match)
    is_side = is_square or _is_times_itself(text, match)
    for words, is_whole in options:
        words = words if is_whole else _noun(words)
        meaning = meaning_by_words(words.strip(" \t\x1f"))
        if meaning is None and is_square and not is_whole:
            side = meaning_by_words(f"side {words}")
            meaning = replace(side, is_certain=True) if side and not side.is_certain else None  # an n x n image
        if meaning is not None and meaning.quantity in _OF_SIDES and is_side:
            meaning = replace(meaning, quantity="K", is_certain=True)
        if meaning is not None and meaning.quantity == "K" and not (is_whole or is_square or says or article):
            meaning = replace(meaning, is_certain=False)  # so many kernels, or kernels of such a size
        if meaning is not None and not _stands_alone(text, match, meaning.quantity):
            return None
        if meaning is not None and meaning.quantity not in RESULTS[1:]:
            tail = text[match.end() : match.end() + _REACH]
            return _entry_of(
                match.start(), meaning, words + (_CLAUSE_END.split(tail)[0] if meaning.quantity == "P" else "")
            )
        if meaning is not None and (says or article):
            return _entry_of(match.start(), meaning, words)
    return None


def _is_told_before(text: str, line_start: int, match: re.Match[str]) -> bool:
    """Whether the words before a letter name it: a colon behind it begins another thing, ``with padding p: ...``."""
    before = _BEFORE.search(text, line_start, match.start())
    meaning = phrase_before(text, line_start, before.start()) if before else None
    return meaning is not None and meaning.is_certain


def _entry_of(at: int, meaning: Meaning, words: str) -> Entry:
    is_each = EACH_SIDE.search(words) is not None
    if meaning.quantity == "P" and not is_each and _BOTH_SIDES.search(words):
        meaning = replace(meaning, quantity="pads")
    return Entry(at, meaning, is_each)


def _clause(text: str, at: int) -> str:
    end = _CLAUSE_END.search(text, at, at + _REACH)
    return text[at : end.start() if end else at + _REACH]


def _is_sum(text: str, at: int, says: str) -> bool:
    """Whether an operation follows: it is a formula, and no legend; ``W: input width / input size`` is none."""
    if says != "=" and text[at : at + 3].lstrip(" \t").startswith("/"):
        return False
    return text[at : at + 3].lstrip(" \t)").startswith(("+", "-", "*", "/", "^", "=", "×"))


def _is_formula(text: str, match: re.Match[str], meaning: Meaning, says: str) -> bool:
    """Whether the name begins a formula, and is not what the words before it name: ``权重总数K×K×C``."""
    found = _SIGN.match(text, match.end(), match.end() + _SIGN_REACH)
    if found is None:
        return False
    sign = found[1]
    if sign == "=":
        return meaning.quantity not in RESULTS and not _NUMBER.match(text, found.end())
    is_open = any(mark in says for mark in ":=(") or meaning.quantity in RESULTS[1:]
    if says.strip(" \t\x1f`*") and meaning.quantity not in _SQUARE:
        return True  # the padding is d*(k - 1)/2
    return is_open or sign in "+/^[(²³⁴"


def _in_list(text: str, line_start: int, at: int) -> bool:
    """Whether a name without a verb stands in an enumeration: ``where W is the input size, F the filter size``."""
    before = text[line_start:at].rstrip(" \t\x1f`*")
    return not before or before.endswith((",", ";", "，", "；", "|", "and", "where", "、", "-", "•", "其中"))
