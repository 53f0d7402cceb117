"""Layers described in words: ``96 kernels of 11×11×3, stride 4, output 55×55×96``, in a sentence or label by label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.separators import TIMES
from symcnn.documents.reading.tokens import tokens

_SHAPE = rf"\d{{1,5}}(?:{TIMES}\d{{1,5}}){{0,3}}(?!\d|\.\d|{TIMES}\d)"
_PLANE = rf"\d{{1,5}}{TIMES}\d{{1,5}}(?:{TIMES}\d{{1,5}})?(?!\d|\.\d|{TIMES}\d)"
_IS = r"(?:[ \t\x1f`'\"]*(?:为|是|of|is|are|=|:|size|shape|大小|尺寸|尺度)){0,3}[ \t\x1f`'\"]*"

_SENTENCE: tuple[tuple[str, str], ...] = (
    ("input", rf"(?:(?<![A-Za-z])input(?: (?:image|picture|map|volume|size|shape))?|输入(?:单个)?(?:特征图|图像|图片)?){_IS}"
     rf"(?:(?P<groups>\d+)组)?(?P<value>{_PLANE})"),
    ("output", rf"(?:(?<![A-Za-z])output(?: ?(?:feature ?map|map|volume|size|shape))*|输出(?:池化)?(?:特征图)?|得到的?(?:特征图|FeatureMap)"
     rf"|FeatureMap|池化后图像的|每组的){_IS}(?P<value>{_PLANE})"),
    ("kernels", rf"(?P<count>\d{{1,5}})[ \t\x1f]*(?:个|kernels?|filters?)(?:[ \t\x1f]*(?:的|尺寸|大小|为|of|size|with))*"
     rf"[ \t\x1f`]*(?P<value>{_PLANE})"),
    ("kernel", rf"(?:kernel size|filter size|(?:卷积|池化)核(?:的?(?:大小|尺寸|尺度))?|池化(?:运算的)?(?:尺寸|尺度)){_IS}(?P<value>{_SHAPE})(?![ \t]*(?:个|kernels|filters))"),
    ("kernel", rf"(?:\bwith|使用|用|\ba)[ \t\x1f`]*(?P<value>{_PLANE})(?=[ \t`]*(?:,|，|kernel|filter|window|pool|步长|的|max|窗口))"),
    ("filters", r"(?<![\d-])(?P<value>\d{1,5})[ \t]*(?:kernels|filters|个卷积核)"),
    ("stride", rf"(?:(?<![A-Za-z])strides?|步长(?:stride)?|滑动步长|步幅){_IS}(?P<value>\d{{1,3}})(?!\d|\.\d|{TIMES}\d)"),
    ("padding", rf"(?:(?<![A-Za-z])pad(?:ding)?|填充(?:padding)?){_IS}(?P<value>\d{{1,3}}|same|valid)(?!\d|\.\d)"),
    ("padding", r"(?P<value>\b[Ss]ame\b(?=[ -](?:padding|cross-correlation|convolution|conv|Cross|Conv)))"),
)  # fmt: skip
_BEFORE: tuple[tuple[str, str], ...] = (
    ("input", rf"(?P<value>{_PLANE})[ \t\x1f`]*(?:input|image)(?![A-Za-z])|(?P<other>{_PLANE})[ \t\x1f`]*的(?:输入|图像|图片|RGB)"),
    ("kernel", rf"(?P<value>{_PLANE})[ \t\x1f`]*(?:filter|kernel|window)|(?P<other>{_PLANE})[ \t\x1f`]*的(?:卷积核|池化窗口|窗口)"),
    ("output", rf"(?P<value>{_PLANE})[ \t\x1f`]*(?:output|feature ?map)"
     rf"|(?:得到|输出|产生|生成)[^\d\n,，。;；]{{0,8}}(?P<other>{_PLANE})[ \t\x1f`]*的(?:输出|特征图|feature)"),
)  # fmt: skip
"""Shapes that stand before the noun: ``a 7x7 input``; such a sentence may go on with another layer."""
_FACTS = tuple((role, late_pattern(pattern, re.IGNORECASE)) for role, pattern in _SENTENCE)
_FACTS_BEFORE = tuple((role, late_pattern(pattern, re.IGNORECASE)) for role, pattern in _BEFORE)
_FIGURE = late_pattern(r"\d")

_LABELS: tuple[tuple[str, str], ...] = (
    ("input", r"input(?: (?:picture|image|size|shape|map))?|输入(?:图片|图像|大小|尺寸|特征图)?"),
    ("kernel", r"(?:convolution(?:al)? )?(?:kernel|filter) size|sampling area|卷积核(?:大小|尺寸|尺度)|采样区域|池化(?:区域|大小|核大小)"),
    ("filters", r"(?:convolution(?:al)? )?kernel types?|number of (?:kernels|filters)|sampling types?|卷积核(?:种类|个数|数量)|采样种类"),
    ("stride", r"strides?|步长|步幅"),
    ("padding", r"padding|填充"),
    ("output", r"output ?(?:feature ?map)? ?(?:size|shape)?|输出 ?(?:feature ?map|特征图)?(?:大小|尺寸)?"),
    ("neurons", r"(?:number of )?neurons|神经元(?:数量|个数|数)"),
    ("params", r"(?:the )?(?:number of )?(?:trainable )?parameters(?: are)?|(?:可训练)?参数(?:数量|个数|量)?"),
    ("connections", r"(?:number of )?connections|连接(?:数|数量|个数)"),
)  # fmt: skip
_LABELLED = tuple((role, late_pattern(pattern, re.IGNORECASE)) for role, pattern in _LABELS)
_LABEL_LINE = late_pattern(r"[ \t]*(?P<label>[^\W\d][^:\n]{0,40}?)[ \t]*:[ \t]*(?P<rest>[^\n]*)")
_SAMPLING = late_pattern(r"[ \t]*(?:sampling|采样)", re.IGNORECASE)
_ANY_SHAPE = late_pattern(_PLANE)
_LONGEST_HEADING = 60
_KINDS: tuple[tuple[str, str], ...] = (
    ("subsample", r"down-?sampl|sub-?sampl|下采样|降采样"),
    ("avg_pool", r"average[ -]?pool|平均池化"),
    ("max_pool", r"pool|池化"),
    ("dense", r"fully[ -]connected|dense layer|全连接"),
    ("conv", r"convol|\bconv|\bCNN\b|卷积(?!核)"),
)
_KIND = tuple((kind, late_pattern(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_ANY_KIND = late_pattern("|".join(pattern for _, pattern in _KINDS), re.IGNORECASE)
_WINDOW = late_pattern(r"filter|kernel|window|卷积核|窗口", re.IGNORECASE)


@record
class Fact:
    """What a description says of one thing: its place with its label, and the numbers or the word that it gives.

    `expr` is the calculation where it gives one.
    """

    start: int
    end: int
    values: tuple[int, ...]
    word: str = ""
    expr: Expr | None = None


@record
class Description:
    """A layer as it is described: its kind, and what is said by role.

    `groups` are those that the input comes in; `is_section` tells that it is described label by label.
    """

    start: int
    kind: str
    facts: Mapping[str, Fact]
    groups: int
    is_section: bool


def descriptions(text: str, start: int, end: int) -> Iterator[Description]:
    """The layers described in a stretch of normal text, in order."""
    heading: tuple[int, str] | None = None
    facts: dict[str, Fact] = {}
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        label = _labelled(text, at, stop)
        if label is not None:
            role, fact = label
            if role == "input" and len(fact.values) > 1:
                yield Description(fact.start, "input", {"output": fact}, 1, True)
            facts.setdefault(role, fact)
            if heading and _SAMPLING.match(text, at, stop):
                heading = (heading[0], "subsample")
        elif stop - at <= _LONGEST_HEADING or _FIGURE.search(text, at, stop) is not None:
            kind = _kind(text, at, stop)
            sentence = _sentence(text, at, stop, kind)
            if sentence is not None:
                yield sentence
            elif kind and stop - at <= _LONGEST_HEADING and not _ANY_SHAPE.search(text, at, stop):
                if heading and facts:
                    yield Description(heading[0], heading[1], facts, 1, True)
                heading, facts = (at, kind), {}
        at = stop + 1
    if heading and facts:
        yield Description(heading[0], heading[1], facts, 1, True)


def _kind(text: str, start: int, end: int) -> str:
    """The kind of the layer that a line speaks of first; a line of two kinds must name one at its beginning."""
    found = _kinds(text, start, end)
    if not found:
        return ""
    kinds = {kind for _, kind in found}
    if "subsample" in kinds:
        return "subsample"
    if len(kinds) == 1 or found[0][0] - start < 12 or kinds <= {"avg_pool", "max_pool"}:
        return "avg_pool" if kinds == {"avg_pool", "max_pool"} else found[0][1]
    return ""


def _kinds(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where the line first speaks of each kind, in order; what one kind is called may contain the other's name."""
    if _ANY_KIND.search(text, start, end) is None:
        return []
    return sorted(
        (match.start(), kind) for kind, pattern in _KIND if (match := pattern.search(text, start, end)) is not None
    )


def _sentence(text: str, start: int, end: int, kind: str) -> Description | None:
    """A line that tells the kernel or the input of a layer and what comes out."""
    if _FIGURE.search(text, start, end) is None or not (kind or _WINDOW.search(text, start, end)):
        return None
    facts: dict[str, Fact] = {}
    groups = 1
    for role, pattern in _FACTS:
        found = pattern.search(text, start, end)
        if found is None:
            continue
        fact = _fact(found)
        if role == "kernels":
            facts.setdefault("kernel", fact)
            facts.setdefault("filters", Fact(found.start("count"), found.end("count"), (int(found["count"]),)))
        else:
            facts.setdefault(role, fact)
        if role == "input" and found["groups"]:
            groups = int(found["groups"])
    for role, pattern in _FACTS_BEFORE:
        found = None if role in facts else pattern.search(text, start, end)
        if found is not None:
            value = "value" if found["value"] else "other"
            facts[role] = Fact(*found.span(), tuple(map(int, re.findall(r"\d+", found[value]))))
    kind = kind or ("conv" if "filters" in facts or "kernel" in facts else "")
    return Description(start, kind, facts, groups, False) if kind and {"output", "input"} & {*facts} else None


def _fact(found: re.Match[str]) -> Fact:
    value = found["value"]
    if not value[0].isdigit():
        return Fact(found.start(), found.end("value"), (), value.lower())
    return Fact(found.start(), found.end("value"), tuple(map(int, re.findall(r"\d+", value))))


def _labelled(text: str, start: int, end: int) -> tuple[str, Fact] | None:
    """The role and the fact of a line ``label: value``."""
    found = _LABEL_LINE.match(text, start, end)
    if found is None:
        return None
    role = next((role for role, pattern in _LABELLED if pattern.fullmatch(found["label"])), None)
    if role is None:
        return None
    if role in ("input", "output", "kernel"):
        shape = _ANY_SHAPE.match(text, found.start("rest"), found.end("rest"))
        if shape is not None:
            return role, Fact(found.start("label"), shape.end(), tuple(map(int, re.findall(r"\d+", shape[0]))))
    line = tuple(tokens(text, found.start("rest"), found.end("rest")))
    read = expression_at(line, 0)
    if read is None:
        return None
    last = line[read.end - 1].end
    return role, Fact(found.start("label"), last, _sizes(read.expr), "", read.expr)


def _sizes(expr: Expr) -> tuple[int, ...]:
    """A number, or the numbers of a product: what may be a shape."""
    parts = expr.args if isinstance(expr, Op) and expr.name == "*" else (expr,)
    numbers = [part.value for part in parts if isinstance(part, Num) and part.value.denominator == 1]
    return tuple(value.numerator for value in numbers) if len(numbers) == len(parts) else ()
