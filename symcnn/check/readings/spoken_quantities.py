"""What the words around a formula without a left side say that it is: ``ordinary: D·D·M·N·G·G multiplications``."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from symcnn.check.readings.circumstances import head_above
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.vocabulary import Meaning, meaning_by_words, phrase_at, phrase_before
from symcnn.documents.reading.worded_names import RESULTS, is_only_with
from symcnn.documents.told.beside_phrases import asides
from symcnn.documents.told.marks import marks, words
from symcnn.documents.told.number_forms import COUNTED_BY
from symcnn.documents.told.numerals import numeral_at

_SENTENCE_END = late_pattern(r"[.。;；!?](?=[\s\x1f]|\Z)|[。；]|\n[ \t]*(?:\n|[-*+] |\d+[.)] |\|)|\|")
_DISPLAY_END = late_pattern(r"[\x1f \t]*\x1f[\x1f \t]*\n{1,2}[ \t]*(?=[a-z])")
"""The end of a display whose sentence goes on below it."""
_CLAUSE_END = late_pattern(r"[,，:：]")
_WORD = late_pattern(r"(?<![A-Za-z])[A-Za-z]|[\u4e00-\u9fff]")
_DIGITS = late_pattern(r"\d{1,4}")
_WHOLE_WORD = late_pattern(r"[A-Za-z]+|[\u4e00-\u9fff]")
_SAID = late_pattern(
    r"(?:[:：|]|(?:为|是|共|等于|原来的)|\b(?:is|are|of|by|gives?|has|becomes?|equals|to|as|costs?|needs?)"
    r"|\b(?:fraction|ratio|factor|share)|\n|\A)"
    r"[ \t\x1f*`\\]*\Z",
    re.IGNORECASE,
)
_WINDOW = late_pattern(r"(?<![\d×x*])(\d{1,2})[ ]?(?:[×x*]|\\times)[ ]?\1(?![\d×x*])")
_REACH, _BEHIND, _NEAR, _LONGEST_COUNT = 220, 60, 50, 32
_ARGUMENTS = ("P", "pads", "I")
"""Arguments that a formula is often one for."""
_RATIO = late_pattern(
    r"\bratios?\b|\breduc(?:tion|es|ed)\b|\b(?:a|the|that|what|which) fraction\b|\bquotient\b|\bshare\b"
    r"|\bdivid(?:e|ing)\b|\btimes (?:fewer|less|cheaper|more)\b|\bcompared (?:with|to)\b|\brelative\b"
    r"|比值|之比|比例|倍|相比|相除|占|约为原来|是原来|降(?:到|为|低)|缩减|减少到",
    re.IGNORECASE,
)
_FACTOR = late_pattern(r"\bfactor(?: of| is|:)?[ \t\n\x1f*`]*\Z", re.IGNORECASE)
_QUESTION = late_pattern(r"[^.。;；!?？\n\x1f|]{2,160}[?？]")
_LABEL = late_pattern(r"[\s\x1f*_>#|:：.。-]*(?:[^\s:：.。!?？]{1,12}[ ]?){0,2}[\s\x1f*_:：.。]*\Z")
"""What may stand between a question and its answer: the label of one."""
_COUNTS = late_pattern(
    r"\b(?:we (?:only )?count(?: only)?|costs? (?:are|is|means?|in)|counts? (?:are|is) (?:in|of)|counting)\b"
    r"|(?:只|均|都)?(?:统计|计算)的?(?:是|均为|都是)?|代价(?:指|为|是|用|以)|均(?:指|为)|只计",
    re.IGNORECASE,
)
_APPLIED = late_pattern(
    r"(?:\b(?:use|uses|using|apply|by|formula)(?: the)?(?: (?:usual|same|standard|known))?(?: (?:formula|rule))?"
    r"|[用按由]|公式|规则)[ \t\x1f*`:：]*\Z",
    re.IGNORECASE,
)
_TURNS = late_pattern(
    r"\b(?:turn|map|shrink|reduce|take|bring)s?\b[^.;\n]{0,60}\b(?:in)?to[ \t\x1f*`]*\Z|变[为成][ \t\x1f*`]*\Z",
    re.IGNORECASE,
)
_VERB = late_pattern(r"(?:\b(?:is|be|becomes|by|as|to|choose|take|of)|[:：]|为|是|取|=)[ \t\x1f*`]*\Z")


def spoken_quantities(text: str, start: int, end: int) -> tuple[tuple[str, ...], bool]:
    """What a formula may be about, and whether its own sentence or the head above it says so.

    >>> spoken_quantities("the number of parameters is K*K*C*N", 28, 35)
    (('params',), True)
    """
    first, last = _sentence(text, start, end)
    behind = _CLAUSE_END.search(text, end, last)
    until = min(last, end + _BEHIND, behind.start() if behind else last)
    line, line_end = text.rfind("\n", first, start) + 1, text.find("\n", end, until)
    found = _named(text, end, line_end if line_end > 0 else until)[:1]
    found = found or _named(text, max(first, line), start)[-1:]
    found = found or _named(text, end, until)[:1] or _named(text, first, start)[-1:]
    found = found or _named(text, *_cells_before(text, start))[-1:]
    is_display = not text[line:start].strip(" \t\x1f|&")
    before, behind_it = first if is_display else max(first, line), _CLAUSE_END.search(text, end, last)
    after = last if is_display or line_end < 0 else line_end
    after = min(after, behind_it.start()) if behind_it and behind_it[0] in ",，" else after
    if _RATIO.search(text, before, start) or _FACTOR.search(text, before, start) or _RATIO.search(text, end, after):
        return ("ratio", *found[:1]), True
    if not found and (argument := _argument_before(text, max(first, line), start)):
        return (argument,), True
    found = found or _asked(text, first)
    if found:
        return (found[0],), True
    near = meaning_by_words(text[max(first, start - _NEAR) : start].strip(" \t\x1f"))
    if near is not None and _is_result(near):
        return (near.quantity,), True
    head = head_above(text, start)
    head_names = _named(text, *head)
    if head_names:
        return (head_names[0],), True
    counted = _counted_here(text, head[1], first) if says_so(text, start, end) else ""
    return ((counted,), True) if counted else ((), False)


def _counted_here(text: str, start: int, end: int) -> str:
    """What the section says that it counts: ``we count multiply-adds``."""
    places = _count_places(text)
    for behind in reversed(places[bisect_right(places, start) : bisect_right(places, end)]):
        clause = _CLAUSE_END.search(text, behind, min(end, behind + _BEHIND))
        if named := _named(text, behind, clause.start() if clause else min(end, behind + _BEHIND)):
            return named[0]
    return ""


@lru_cache(maxsize=8)
def _count_places(text: str) -> tuple[int, ...]:
    """Behind the words with which a text says what it counts: a section is asked for those of each of its formulas."""
    return tuple(found.end() for found in _COUNTS.finditer(text))


def _argument_before(text: str, start: int, end: int) -> str:
    """The padding or the input, where a formula is said to be it: ``the padding is d*(k - 1)/2``."""
    verb = _VERB.search(text, max(start, end - _BEHIND), end)
    until = start + len(text[start : verb.start()].rstrip(" \t\x1f`*")) if verb else start
    named = phrase_before(text, start, until)
    if _TURNS.search(text, start, end):
        return "O"
    return named.quantity if named is not None and named.is_certain and named.quantity in _ARGUMENTS else ""


def _asked(text: str, end: int) -> list[str]:
    """What the question asks for that stands right before a sentence."""
    for found in _QUESTION.finditer(text, max(0, end - _REACH), end):
        if _LABEL.match(text, found.end(), end):
            return _named(text, *found.span())[-1:]
    return []


def _cells_before(text: str, start: int) -> tuple[int, int]:
    """The cells before that of a formula in the row of a table; nothing where it stands in none."""
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    return (line, start) if text.startswith("|", line) else (start, start)


def names_it(text: str, start: int, end: int, quantity: str) -> bool:
    """Whether the sentence of a formula names a quantity.

    >>> names_it("the padding P = K/2", 12, 19, "P"), names_it("so P = K/2", 3, 10, "P")
    (True, False)
    """
    first, last = max(0, start - _REACH), _sentence(text, start, end)[1]
    return any(quantity in _named(text, *part, quantity) for part in ((first, start), (end, last)))


def is_named_before(text: str, start: int, quantity: str) -> bool:
    """Whether the words right before a formula name a quantity: ``the number of weights is W = ...``.

    >>> is_named_before("the number of weights is W = K", 25, "weights"), is_named_before("so W = K", 3, "weights")
    (True, False)
    """
    first = max(0, start - _BEHIND)
    verb = _VERB.search(text, first, start)
    named = phrase_before(text, first, first + len(text[first : verb.start() if verb else start].rstrip(" \t\n\x1f`*")))
    return named is not None and named.quantity == quantity


def is_shape(text: str, end: int) -> bool:
    """Whether a noun behind a product says that it is a shape, and no count.

    >>> is_shape("an n × m matrix", 8), is_shape("n × m weights of a matrix", 5)
    (True, False)
    """
    nouns = (one for one in asides(text, end, min(len(text), end + _BEHIND)) if one.sort == "matrix")
    behind = next(nouns, None)
    return behind is not None and not text[end : behind.start].strip(" \t\x1f`*$的-")


def numbers_said(text: str, start: int, end: int) -> frozenset[int]:
    """The whole numbers in the sentence of a formula, in digits and in letters.

    >>> sorted(numbers_said("three 3x3 layers have 27C^2 weights", 22, 27))
    [3]
    """
    first, last = _sentence(text, start, end)
    found = set()
    for low, high in ((first, start), (end, last)):
        found |= {int(word[0]) for word in _DIGITS.finditer(text, low, high)}
        numerals = (numeral_at(text, word.start(), high) for word in _WHOLE_WORD.finditer(text, low, high))
        found |= {numeral.value for numeral in numerals if numeral}
    return frozenset(found)


def stacks_said(text: str, start: int, end: int) -> frozenset[tuple[int, int]]:
    """How many windows of which side the sentence of a formula tells.

    >>> sorted(stacks_said("two 3x3 layers for one 5x5: 18C^2", 28, 33))
    [(1, 5), (2, 3)]
    """
    first, last = _sentence(text, start, end)
    found = set()
    for low, high in ((first, start), (end, last)):
        for window in _WINDOW.finditer(text, low, high):
            before = text[max(low, window.start() - _LONGEST_COUNT) : window.start()]
            words = (*_DIGITS.finditer(before), *_WHOLE_WORD.finditer(before))
            counts = [(word, numeral_at(before, word.start(), len(before))) for word in words]
            for word, numeral in counts:
                many = int(word[0]) if word[0].isdigit() else numeral.value if numeral is not None else 0
                if many and COUNTED_BY.fullmatch(before, word.end()):
                    found.add((many, int(window[1])))
    return frozenset(found)


def says_so(text: str, start: int, end: int) -> bool:
    """Whether a verb, a colon or the beginning of a display stands before a formula, or its noun right behind it.

    >>> says_so("it is K*K", 6, 9), says_so("unless K*K divides", 7, 10)
    (True, False)
    """
    if _SAID.search(text, max(0, start - _BEHIND), start) is not None:
        return True
    behind = marks(text, end, min(len(text), end + _BEHIND))[:1]
    return bool(behind and behind[0].named("quantity") and not text[end : behind[0].start].strip(" \t\x1f"))


def is_applied(text: str, start: int) -> bool:
    """Whether the words before a formula say that it is the one to go by.

    >>> is_applied("Use (n - k)/s + 1", 4), is_applied("we need (n - k)/s + 1", 8)
    (True, False)
    """
    return _APPLIED.search(text, max(0, start - _BEHIND), start) is not None


def is_doubted(text: str, start: int, end: int) -> bool:
    """Whether the sentence of a formula speaks of a mistake, or of a case: it is quoted, or not said of all.

    >>> is_doubted("a draft had O = I, which is wrong.", 12, 17), is_doubted("here O = I.", 5, 10)
    (True, False)
    """
    first, last = _sentence(text, start, end)
    parts = ((first, start), (end, last))
    return any(words(text, *part, "word", sort) for sort in ("doubt", "variant") for part in parts)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, list item or row around a place, as far as it reaches."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _REACH), start)]
    while ends and not text[ends[-1] : start].strip(" \t\n\x1f"):
        ends.pop()  # a display goes on with the sentence before it
    behind = _DISPLAY_END.match(text, end)
    after = _SENTENCE_END.search(text, behind.end() if behind else end, min(len(text), end + _REACH))
    return ends[-1] if ends else max(0, start - _REACH), after.start() if after else min(len(text), end + _REACH)


def _named(text: str, start: int, end: int, wanted: str = "") -> list[str]:
    """The quantities that the words of a stretch name, in order: results, and what is wanted."""
    if end <= start:
        return []
    found: dict[int, str] = {}
    at = start
    while (word := _WORD.search(text, at, end)) is not None:
        named = phrase_at(text, word.start(), end)
        at = named[1] if named else word.end()
        if named and (_is_result(named[0]) or named[0].quantity == wanted) and not is_only_with(text, word.start()):
            found[word.start()] = named[0].quantity
    for mark in words(text, start, end, "quantity"):
        name = mark.named("quantity")[0]
        if name in RESULTS and name not in ("neurons", "jump") and not is_only_with(text, mark.start):
            found.setdefault(mark.start, name)
    return [found[place] for place in sorted(found)]


def _is_result(meaning: Meaning) -> bool:
    return meaning.quantity in RESULTS and meaning.is_certain
