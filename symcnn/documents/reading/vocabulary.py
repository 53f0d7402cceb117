"""Words that name the quantities of a layer, English and Chinese, as data: ``input size``, ``卷积核数量``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.phrase_forms import PREFIX, Form, beginnings, ends_of, read_form

_SIZE = "(?:spatial )?(?:size|shape|dimensions?|dims?|resolution|length|side|(?P<w>width)|(?P<h>height))"
_OF = "of (?:the |an? |each |every )?"
_COUNT = "(?:total )?(?:number|num|no\\.|count|#|amount|quantity) (?:of )?(?:the )?"
_KERNEL = "(?:square )?(?:convolution(?:al)? |conv )?(?:kernel|filter|mask|window)"
_THING = "(?: (?:image|volume|feature ?map|feature|map|matrix|data|layer|tensor|activation|picture))*(?:'s)?"
_尺寸 = "(?:空间)?(?:尺寸|大小|边长|尺度|维度|长度|(?P<w>宽度?)|(?P<h>高度?)|size)(?:大小)?"
_个数 = "(?:总数|数量|个数|数目|数|量)"
_图 = "(?:的?(?:图像|图片|特征图|特征映射|特征|数据|矩阵|张量|图|层))*"
_核 = "(?:卷积核|卷积内核|内核|过滤器|滤波器|滑动窗口|窗口|核)"

PHRASES: Mapping[str, tuple[str, ...]] = {
    "I": (
        f"(?:input|image|original){_THING} {_SIZE}",
        "in (?:size|(?P<w>width|w)|(?P<h>height|h))",
        f"{_SIZE} {_OF}(?:square )?(?:input|image){_THING}",
        f"(?:输入|原始|原|前一层|上一层){_图}的?{_尺寸}",
        f"(?:图像|图片)的?{_尺寸}",
    ),
    "O": (
        f"(?:output|resulting|result|out){_THING} {_SIZE}",
        f"{_SIZE} {_OF}(?:resulting )?output{_THING}",
        f"(?:卷积后的?)?(?:输出|结果){_图}的?{_尺寸}",
    ),
    "K": (
        f"{_KERNEL}s?(?:'s)? {_SIZE}",
        f"{_SIZE} {_OF}{_KERNEL}s?",
        f"spatial extent(?: {_OF}{_KERNEL}s?)?",
        "k ?size",
        f"{_核}的?{_尺寸}",
    ),
    "K:max_pool": (
        f"pool(?:ing)?(?: window| kernel| filter)? {_SIZE}",
        f"{_SIZE} {_OF}pooling (?:window|kernel)",
        f"池化(?:核|窗口|窗|区域)?的?{_尺寸}",
    ),
    "N": (
        f"{_COUNT}(?:output (?:channels|feature ?maps|maps|filters|features|units))",
        f"{_COUNT}(?:{_KERNEL}s|units|feature ?maps)",
        f"{_KERNEL} (?:num|number|count)",
        "(?:output|out) (?:channels?|depth|features|units)(?: (?:number|num|count))?",
        f"(?:个|输出)?{_核}的?(?:{_个数}|种类数?)",
        "个(?:不同的?)?(?:卷积核|过滤器|滤波器)",
        f"输出{_图}的?(?:通道{_个数}?|深度|神经元的?{_个数})",
        f"神经元的?{_个数}",
    ),
    "C": (
        f"{_COUNT}(?:input )(?:channels|feature ?maps|maps|features|units)",
        f"(?:input|in){_THING} (?:channels?|depth|features|units)(?: (?:number|num|count))?",
        f"(?:number of channels|depth) (?:in|{_OF})(?:the )?(?:input|image){_THING}",
        f"{_COUNT}(?:{_KERNEL}s|channels|feature ?maps|maps|units|neurons) (?:in|of|from) (?:the )?"
        "(?:previous|last|prior) layer",
        f"(?:前|上)一?层的?(?:卷积核|通道|特征图|神经元)的?{_个数}",
        f"输入{_图}的?(?:通道的?{_个数}?|深度|特征{_个数}|feature的?{_个数}|神经元的?{_个数})",
        f"(?:图像|图片)的?通道{_个数}?",
    ),
    "C?": (f"(?:{_COUNT})?channels", f"通道{_个数}"),
    "S": (
        "(?:convolution )?strides?(?: size| length)?",
        "step size",
        "(?:移动|滑动|卷积)?的?(?:步长|步幅|步距)(?:大小)?",
    ),
    "P": (
        "(?:zero )?paddings?(?: size| amount| width)?(?: on (?:the )?(?:border|each side))?",
        f"(?:{_COUNT})(?:zero )?padding(?: pixels)?",
        "(?:rows?|columns?|pixels?|cells?) of (?:zero )?padding",
        f"(?:边缘|边界|零|外边)?(?:填充|补零|补边)的?(?:{_个数}|大小|圈数|层数|尺寸|像素数?|值)?",
    ),
    "pads": ("total padding", f"(?:总的?|两侧(?:一共|总共)?的?)(?:填充|补零)的?(?:{_个数}|大小)?", "总填充"),
    "A": ("output padding", "输出填充"),
    "D": ("dilation(?: rate| factor)?", "(?:空洞|膨胀|扩张)(?:率|系数|因子)"),
    "E": (
        f"effective {_KERNEL} {_SIZE}",
        f"(?:等效|有效|实际)的?{_核}的?{_尺寸}",
    ),
    "G": ("(?:number of )?groups", f"(?:分组|组)的?{_个数}"),
    "weights": (
        f"(?:{_COUNT}|total )?weights(?: count| number)?",
        f"weight (?:count|number|{_个数})",
        f"(?:总)?(?:权重|权值)(?:参数)?的?{_个数}",
        f"weights?的?{_个数}",
    ),
    "biases": (
        f"(?:{_COUNT})?bias(?:es)?(?: count| number)?",
        f"(?:偏置|偏差)(?:项|值)?的?{_个数}?",
        f"bias(?:es)?的?{_个数}",
    ),
    "params": (
        f"(?:{_COUNT}|# ?|total )?(?:trainable |learnable )?(?:params?|parameters)(?: count| number)?",
        f"(?:总|所有|全部|可训练)?的?参数的?{_个数}?",
        f"param(?:eter)?s?的?{_个数}",
    ),
    "receptive_field": (
        "receptive field(?: size)?",
        "RF(?: size)?",
        "感受野的?(?:大小|尺寸)?",
    ),
    "jump": ("jump", "(?:cumulative|effective|total) stride", "累[积计]步[长幅]"),
    "macs": ("MACs?", "MACCs?", "Mult-?Adds?", "multiply accumulates?", "乘加(?:运算)?的?(?:次数|量)"),
    "flops": ("FLOPs?", "浮点(?:运算|计算)的?(?:次数|量)"),
    "connections": (f"(?:{_COUNT})?connections", f"连接的?{_个数}"),
    "neurons": (f"{_COUNT}(?:neurons)",),
    "I?": ("input", "input volume", "输入"),
    "O?": ("output", "output volume", "输出"),
    "K?": (_KERNEL, "卷积核", "核", "过滤器", "滤波器"),
    "N?": ("(?:convolution(?:al)? )?(?:filters|kernels)", "units", "output channel"),
    "P?": ("pad", "pads", "补"),
    "S?": ("step",),
}
"""The phrases for each quantity; after a colon the kind that they imply, `?` where they may mean another thing."""

_QUALIFIER = late_pattern(
    r"(?:(?:the|an?|its|their|our|each|该|本|当前|每[个层]|这[个层]|所有|整个)[\s_]*)*"
    r"(?:(?P<conv>卷积层|convolution(?:al)?\s+layers?(?:'s)?)|(?P<pool>池化层|pooling\s+layers?(?:'s)?)"
    r"|(?P<dense>全连接层|fully[- ]connected\s+layers?(?:'s)?|dense\s+layers?(?:'s)?))?的?[\s_]*",
    re.IGNORECASE,
)
_KINDS = {"conv": "conv", "pool": "max_pool", "dense": "dense"}
_LETTERS = late_pattern("[a-z]{2}")
_LONGEST, _LONGEST_BEFORE = 60, 40


@record
class Meaning:
    """What a name stands for: a quantity along an axis, of a layer kind where that is said.

    `is_certain` is false for words that may as well mean something else: ``output``, ``channels``.
    """

    quantity: str
    axis: str = ""
    kind: str | None = None
    is_certain: bool = True


@cache
def _forms() -> Mapping[str, tuple[tuple[int, str, Form], ...]]:
    """The phrases by what they begin with, each with its rank among all."""
    found: dict[str, list[tuple[int, str, Form]]] = {}
    ranked = ((quantity, phrase) for quantity, phrases in PHRASES.items() for phrase in phrases)
    for rank, (quantity, phrase) in enumerate(ranked):
        form = read_form(phrase)
        for start in beginnings(form):
            found.setdefault(start, []).append((rank, quantity, form))
    return {start: tuple(forms) for start, forms in found.items()}


def _longest(window: str, place: int) -> tuple[str, str, int] | None:
    """The quantity, the axis and the end of the longest phrase that starts at a place and ends with a whole word."""
    forms = _forms()
    starting = [form for length in range(1, PREFIX + 1) for form in forms.get(window[place : place + length], ())]
    best: tuple[int, int, str, str] | None = None
    for rank, quantity, form in starting:
        for end, axis in ends_of(form, window, {place: ""}).items():
            is_whole = not _LETTERS.match(window, end - 1)
            if end > place and is_whole and (best is None or (end, -rank) > best[:2]):
                best = end, -rank, quantity, axis
    return best and (best[2], best[3], best[0])


def _meaning(quantity: str, axis: str, qualifier: re.Match[str] | None) -> Meaning:
    stem, _, kind = quantity.partition(":")
    said = next((_KINDS[name] for name, value in (qualifier.groupdict() if qualifier else {}).items() if value), None)
    return Meaning(stem.rstrip("?"), axis, said or kind or None, not stem.endswith("?"))


@cache
def meaning_of(phrase: str) -> Meaning | None:
    """What the whole phrase names.

    >>> meaning_of("the input width"), meaning_of("FilterSize").quantity, meaning_of("hue")
    (Meaning(quantity='I', axis='w', kind=None, is_certain=True), 'K', None)
    """
    if len(phrase) > _LONGEST:
        return None
    found = phrase_at(phrase, 0, len(phrase))
    return found[0] if found and found[1] == len(phrase) else None


def phrase_at(text: str, start: int, end: int) -> tuple[Meaning, int] | None:
    """The longest phrase that starts at a place, and where it ends."""
    found = _phrase(text[start : min(end, start + _LONGEST)])
    return (found[0], start + found[1]) if found else None


@lru_cache(maxsize=1 << 14)
def _phrase(window: str) -> tuple[Meaning, int] | None:
    """The longest phrase that the window starts with, and its length; words come again and again in a text."""
    qualifier = _QUALIFIER.match(window)
    starts = {0: None} | ({qualifier.end(): qualifier} if qualifier and qualifier.end() else {})
    small = window.lower()
    best: tuple[Meaning, int] | None = None
    for place, said in starts.items():
        found = _longest(small, place)
        if found and (best is None or found[2] > best[1]):
            best = _meaning(found[0], found[1], said), found[2]
    return best


def phrase_before(text: str, start: int, end: int) -> Meaning | None:
    """The longest phrase that ends at a place."""
    return _last_phrase(text[max(start, end - _LONGEST_BEFORE) : end])


@lru_cache(maxsize=1 << 14)
def _last_phrase(window: str) -> Meaning | None:
    for place in range(len(window)):
        is_inside = (
            place > 0 and window[place].isascii() and window[place - 1].isascii() and window[place - 1].isalpha()
        )
        if window[place].isspace() or (is_inside and window[place].isalpha()):
            continue
        found = phrase_at(window, place, len(window))
        if found and found[1] == len(window):
            return found[0]
    return None
