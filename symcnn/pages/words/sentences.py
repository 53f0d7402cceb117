"""The sentences of findings, in both languages side by side; ``{…}`` are values of the finding."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from symcnn.check.findings.finding import Edit, Said, Sentence
from symcnn.core.written.layout import RELATIONS
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Num, Op
from symcnn.network.figures.values import as_written
from symcnn.pages.words.words import LANGUAGES, words

SENTENCES: Mapping[str, tuple[str, str]] = {
    # claims of a network
    "claim.equal": ("all sides are equal", "各边相等"),
    "claim.differs": ("{name} is {value}", "{name} 应为 {value}"),
    "claim.because": ("{name} is {value}: {cause}", "{name} 应为 {value}：{cause}"),
    "claim.sides": ("the sides are {values}", "各边依次为 {values}"),
    "claim.rounded": ("the exact values are {values}", "精确值依次为 {values}"),
    "claim.counterexample": ("not for {point}, as the sides are {values}", "当 {point} 时不成立：各边依次为 {values}"),
    "claim.condition": (
        "holds when {conditions}; not for {point}, as the sides are {values}",
        "当 {conditions} 时成立；当 {point} 时不成立：各边依次为 {values}",
    ),
    "claim.untold": ("it cannot be told behind an upsampling", "上采样之后无法确定"),
    "claim.open": ("neither proved nor refuted", "既未证明，也未否定"),
    # calculations
    "calculation.exact": ("{side} is {value}", "{side} 等于 {value}"),
    "calculation.rounded": (
        "{side} is {value}; {claimed} agrees to its own digits",
        "{side} 等于 {value}；{claimed} 按其位数正确",
    ),
    "calculation.cut": (
        "{side} is {value}; the further digits of {claimed} are cut off, not rounded",
        "{side} 等于 {value}；{claimed} 是截断而非四舍五入的结果",
    ),
    "calculation.binary": (
        "right where K, M and G of bytes are powers of 1024 (MB read as 2²⁰ bytes)",
        "字节单位按 1024 进位时正确（MB 按 2²⁰ 字节计）",
    ),
    "calculation.floored": (
        "{side} is {value}; {claimed} holds only when it is rounded down",
        "{side} 等于 {value}；向下取整后才是 {claimed}",
    ),
    "calculation.raised": (
        "{side} is {value}; {claimed} holds only when it is rounded up",
        "{side} 等于 {value}；向上取整后才是 {claimed}",
    ),
    "calculation.near": (
        "{side} is {value}; {claimed} is said to be about that much",
        "{side} 等于 {value}；文中称约为 {claimed}",
    ),
    "calculation.width": (
        "{side} is {value}; {claimed} bytes where each value takes {width}",
        "{side} 等于 {value}；每个数值占 {width} 字节时为 {claimed} 字节",
    ),
    "calculation.off": ("{side} is {value}, not {claimed}", "{side} 等于 {value}，不是 {claimed}"),
    "calculation.biases-left-out": (
        "{side} is {value}; {claimed} is the sum without its last term (the {term} biases left out)",
        "{side} 等于 {value}；{claimed} 是漏加最后一项（{term} 个偏置）的结果",
    ),
    "calculation.last-term-left-out": (
        "{side} is {value}; {claimed} is the sum without its last term, {term}",
        "{side} 等于 {value}；{claimed} 是漏加最后一项 {term} 的结果",
    ),
    "calculation.because": (
        "{side} is {value}, not {claimed}: {cause}",
        "{side} 等于 {value}，不是 {claimed}：{cause}",
    ),
    "calculation.perhaps": (
        "{side} is {value}, not {claimed}; perhaps {cause}",
        "{side} 等于 {value}，不是 {claimed}；可能{cause}",
    ),
    "calculation.too-large": ("not worked out: its numbers pass the limit {limit}", "未计算：数字位数超过限制 {limit}"),
    "calculation.too-long": (
        "not read: a line without an end passes the limit {limit}",
        "未读取：一行过长，超过限制 {limit}",
    ),
    "calculation.no-biases": (
        "alone in its list this line counts no biases",
        "同一列表中只有这一行没有计入偏置",
    ),
    # totals of the lines above
    "sum.exact": ("{labels} add up to {value}", "{labels} 之和为 {value}"),
    "sum.rounded": ("{labels} add up to {value}", "{labels} 之和为 {value}"),
    "sum.cut": ("{labels} add up to {value}", "{labels} 之和为 {value}"),
    "sum.too-many": ("not decided: it adds up more lines than {limit}", "无法判定：相加的行数超过限制 {limit}"),
    "sum.off": ("{labels} add up to {value}, not {claimed}", "{labels} 之和为 {value}，不是 {claimed}"),
    # tables of layers
    "table.output": ("the output size is {value}", "输出尺寸为 {value}"),
    "table.ceiling": (
        "the output size is {value}; {claimed} holds only for pooling that rounds up (ceiling mode)",
        "输出尺寸为 {value}；只有池化向上取整时才是 {claimed}",
    ),
    "table.params": ("the layer has {value} parameters", "该层参数数量为 {value}"),
    "table.weights": ("the layer has {value} weights, biases not counted", "该层权重数为 {value}，未计偏置"),
    "table.values": ("the layer has {value} values", "该层共有 {value} 个值"),
    "table.bytes": ("the layer's values take {value} bytes, 4 each", "该层的值占 {value} 字节，每个 4 字节"),
    "table.unit": (
        "the cells count values, not bytes: {claimed} is for {count} values, which take four times as many bytes",
        "表中所列是值的个数而不是字节数：{claimed} 对应 {count} 个值，其字节数是它的 4 倍",
    ),
    "table.receptive_field": ("the receptive field is {value}", "感受野为 {value}"),
    "table.jump": ("the jump, the product of the strides so far, is {value}", "间距（到此为止各步长之积）为 {value}"),
    # layers described in words
    "layer.output": ("the output size is {value}", "输出尺寸为 {value}"),
    "layer.params": ("the layer has {value} parameters", "该层参数数量为 {value}"),
    "layer.neurons": ("the layer has {value} neurons", "该层神经元数为 {value}"),
    "layer.connections": ("the layer has {value} connections", "该层连接数为 {value}"),
    # figures of well-known networks
    "model.known": ("{model} has {value} parameters ({variant})", "{model} 共有 {value} 个参数（{variant}）"),
    "model.other": (
        "no usual variant of {model} has so many: {known}",
        "{model} 的常见版本中没有这个参数数量：{known}",
    ),
    # shapes beside code
    "code.output": ("{layer} gives {value}", "{layer} 的输出为 {value}"),
    "code.params": ("{layer} has {value} parameters", "{layer} 共有 {value} 个参数"),
    # code
    "code.channels-disagree": (
        "{layer} takes {wanted} channels, but the layer before it gives {found}",
        "{layer} 的输入通道数为 {wanted}，而前一层的输出通道数为 {found}",
    ),
    "code.features-disagree": (
        "{layer} takes {wanted} values, but the layer before it gives {found}",
        "{layer} 的输入为 {wanted}，而前一层的输出为 {found}",
    ),
    "code.does-not-fit": ("the network does not fit together ({code})", "网络各层的尺寸不相容（{code}）"),
    "code.skipped": ("this code was not followed ({code})", "未能理解这段代码（{code}）"),
    "code.too-large": ("not followed from here on: it passes the limit {limit}", "超过限制 {limit}，从此处起未作分析"),
    "code.broken-code": ("this code is incomplete and was skipped", "这段代码不完整，已跳过"),
    "code.unknown-value": ("this code was not followed: `{name}` is not told", "未能理解这段代码：无法得知 `{name}`"),
    "code.unknown-layer": ("this code was not followed: `{name}` is not known", "未能理解这段代码：不识别 `{name}`"),
    "code.not-a-chain": ("the layers are no chain or graph that can be followed", "各层的连接方式无法理解"),
    "code.no-input-shape": ("the shape of the input is not told", "没有给出输入的形状"),
    # networks in fenced blocks
    "network.faulty": ("the network is not read: {code}", "该网络无法读取：{code}"),
    # formulas of a document
    "formula.proved": ("it is the rule {rule}", "与公式 {rule} 等价"),
    "formula.proved.for": ("it is the rule {rule} for {assumed}", "当 {assumed} 时，与公式 {rule} 等价"),
    "formula.if": ("holds when {conditions}; the rule is {rule}", "当 {conditions} 时成立；公式为 {rule}"),
    "formula.conditional": (
        "holds when {conditions}; for {point} it gives {value}, the rule {rule} gives {right}",
        "当 {conditions} 时成立；当 {point} 时，该式得 {value}，而公式 {rule} 得 {right}",
    ),
    "formula.rounded-down": (
        "with the quotient rounded down, as the document says (“{phrase}”), it is the rule {rule}",
        "按文中所说（“{phrase}”）对商向下取整后，与公式 {rule} 等价",
    ),
    "formula.rounded-up": (
        "with the quotient rounded up it is the rule {rule}",
        "对商向上取整后，与公式 {rule} 等价",
    ),
    "formula.total-padding": (
        "holds only if {padding} is the padding of both sides together, and divisions are exact; "
        "with {padding} on each side the rule is {rule}, which for {point} gives {right}, not {value}",
        "仅当 {padding} 为两侧填充之和且能整除时成立；若 {padding} 为每侧填充，公式为 {rule}，"
        "当 {point} 时得 {right}，而不是 {value}",
    ),
    "formula.padding-once": (
        "the padding counts on both sides: the rule is {rule}, which for {point} gives {right}, not {value}",
        "填充应计两侧：公式为 {rule}，当 {point} 时得 {right}，而不是 {value}",
    ),
    "formula.refuted": (
        "for {point} it gives {value}, the rule {rule} gives {right}",
        "当 {point} 时，该式得 {value}，而公式 {rule} 得 {right}",
    ),
    "formula.refuted-because": (
        "for {point} it gives {value}, the rule {rule} gives {right}: {cause}",
        "当 {point} 时，该式得 {value}，而公式 {rule} 得 {right}：{cause}",
    ),
    "formula.ratio": (
        "it is the quotient of the weights of the two layers, {rule}",
        "等于两种卷积层权重数之比 {rule}",
    ),
    "formula.undecided": (
        "neither proved equal to the rule {rule} nor refuted, at {points} points that were tried",
        "既未证明与公式 {rule} 等价，也未否定（已试 {points} 组数值）",
    ),
    "formula.too-large": ("not decided: it passes the limit {limit}", "无法判定：超过限制 {limit}"),
    "rounding.up": (
        "the size behind a convolution is rounded down: the rule is {rule}; for {point} rounding up gives {value}, "
        "not {right}",
        "卷积层的输出尺寸应向下取整：公式为 {rule}；当 {point} 时，向上取整得 {value}，而正确值为 {right}",
    ),
    # why a number is wrong, with the values of the case
    "because.last-term-left-out": ("the last term, {term}, is left out", "漏加了最后一项 {term}"),
    "because.bias-left-out": ("the {biases} biases are left out", "漏加了 {biases} 个偏置"),
    "because.bias-as-last-term-left-out": (
        "the biases (last term, {term}) are left out",
        "漏加了最后一项 {term}（偏置）",
    ),
    "because.bias-counted": (
        "{biases} biases are counted that the layer does not have",
        "多加了 {biases} 个偏置，而该层没有偏置",
    ),
    "because.groups-ignored": (
        "the {groups} groups are ignored, though each kernel sees only {channels} channels",
        "忽略了 {groups} 个分组，每个卷积核只看到 {channels} 个通道",
    ),
    "because.channels-of-another-layer": (
        "{found} are the channels of {other}; the layer takes {wanted}",
        "{found} 是 {other} 的通道数；该层的输入通道数为 {wanted}",
    ),
    "because.floor-for-ceiling": ("{exact} is rounded up, not down", "{exact} 应向上取整，而不是向下取整"),
    "because.ceiling-for-floor": ("{exact} is rounded down, not up", "{exact} 应向下取整，而不是向上取整"),
    "because.padding-left-out": ("the padding of {padding} on each side is left out", "漏算了每侧 {padding} 的填充"),
    "because.factor-left-out": ("the factor {factor} is left out", "漏乘了因数 {factor}"),
    "because.term-doubled": ("the term {term} is counted twice", "重复加了 {term}"),
    # the smallest change that makes a wrong place true
    "edit.last-term-left-out": ("the last term was left out", "漏加了最后一项"),
    "edit.first-term-left-out": ("the first term was left out", "漏加了第一项"),
    "edit.term-left-out": ("a term was left out", "漏加了一项"),
    "edit.term-doubled": ("a term was counted twice", "有一项重复相加"),
    "edit.factor-left-out": ("a factor was left out", "漏乘了一个因数"),
    "edit.factor-doubled": ("a factor was counted twice", "有一个因数重复相乘"),
    "edit.wrong-sign": ("a sign is wrong", "符号写错"),
    "edit.brackets-left-out": ("brackets are missing", "缺少括号"),
    "edit.wrong-digit": ("a digit is wrong", "有一位数字写错"),
    "edit.digit-missing": ("a digit is missing", "漏写了一位数字"),
    "edit.digit-doubled": ("a digit was written twice", "有一位数字重复"),
    "edit.digit-too-many": ("there is a digit too many", "多写了一位数字"),
    "edit.digits-exchanged": ("two digits were exchanged", "相邻两位数字颠倒"),
    "edit.wrong-result": ("the result is wrong", "结果写错"),
    "edit.bias-left-out": ("the biases were left out", "漏加了偏置"),
    "edit.bias-counted": ("biases were counted that are not there", "多加了并不存在的偏置"),
    "edit.groups-ignored": ("the groups were ignored", "忽略了分组"),
    "edit.floor-for-ceiling": ("rounded down instead of up", "应向上取整，误作向下取整"),
    "edit.ceiling-for-floor": ("rounded up instead of down", "应向下取整，误作向上取整"),
    "edit.floor-left-out": ("the division must be rounded down", "除法结果应向下取整"),
    "edit.padding-left-out": ("the padding was left out", "漏算了填充"),
    "edit.padding-counted-once": ("the padding was counted on one side only", "填充只算了一侧"),
    "edit.one-left-out": ("the + 1 was left out", "漏加了 1"),
    "edit.kernel-once": ("the kernel size was counted along one axis only", "卷积核尺寸只算了一个方向"),
    "edit.twice": ("the result was doubled", "结果多乘了 2"),
    "edit.half": ("the result was halved", "结果只有一半"),
    "edit.kernel-not-squared": ("the kernel size was not squared", "卷积核尺寸没有平方"),
    "edit.channels-of-another-layer": ("the channels of another layer were taken", "误用了另一层的通道数"),
    "edit.size-of-another-layer": ("the size of another layer was taken", "误用了另一层的尺寸"),
    "edit.figure-of-another-layer": ("the figure of another layer was taken", "误用了另一层的数值"),
    "edit.macs-for-flops": ("MACs were given as FLOPs", "把 MACs 当作 FLOPs"),
    "edit.flops-for-macs": ("FLOPs were given as MACs", "把 FLOPs 当作 MACs"),
    "edit.mb-for-mib": ("MB (10⁶ bytes) was written for MiB (2²⁰ bytes)", "把 MiB（2²⁰ 字节）写成了 MB（10⁶ 字节）"),
    "edit.mib-for-mb": ("MiB (2²⁰ bytes) was written for MB (10⁶ bytes)", "把 MB（10⁶ 字节）写成了 MiB（2²⁰ 字节）"),
    "edit.bits-for-bytes": ("bits were taken for bytes", "把位当作字节"),
    "edit.bytes-for-bits": ("bytes were taken for bits", "把字节当作位"),
    "edit.wrong-unit": ("the unit is wrong", "单位写错"),
    # rows and totals of printed summaries
    "summary.code": ("as the code has it", "与代码一致"),
    "summary.code-params": ("the code gives {derived}, not {claimed}", "按代码应为 {derived}，而不是 {claimed}"),
    "summary.code-params-biases": (
        "the code gives {derived}; {claimed} is that without the {biases} biases",
        "按代码应为 {derived}；{claimed} 是漏加 {biases} 个偏置的结果",
    ),
    "summary.code-shape": (
        "the code gives the shape {derived}, not {claimed}",
        "按代码，形状应为 {derived}，而不是 {claimed}",
    ),
    "summary.conv": (
        "a kernel of size {kernel} on {channels} channels explains it",
        "核尺寸 {kernel}、输入通道数 {channels} 时恰好相符",
    ),
    "summary.conv-input": (
        "a kernel of size {kernel} on {channels} input channels explains it",
        "核尺寸 {kernel}、输入图像通道数 {channels} 时恰好相符",
    ),
    "summary.dense": (
        "{inputs} inputs and a bias for each of {outputs} units",
        "{outputs} 个神经元，每个有 {inputs} 个输入和一个偏置",
    ),
    "summary.dense-bias-free": (
        "{inputs} inputs for each of {outputs} units, no biases",
        "{outputs} 个神经元，每个有 {inputs} 个输入，无偏置",
    ),
    "summary.dense-differs": (
        "neither with nor without biases do inputs and units give this number",
        "无论有无偏置，都得不到这个参数个数",
    ),
    "summary.norm": ("{times} for each channel", "每个通道 {times} 个"),
    "summary.norm-differs": ("not a multiple of the channels that this layer can have", "与通道数不符"),
    "summary.none": ("a layer without parameters; its sizes follow", "该层没有参数，尺寸相符"),
    "summary.flat": ("as many values as the layer before", "数值个数与上一层相同"),
    "summary.flat-differs": ("not as many values as the layer before", "数值个数与上一层不同"),
    "summary.sum": ("the sum", "各项之和"),
    "summary.sum-differs": ("not the sum of what is joined", "不等于各项之和"),
    "summary.window": (
        "a window of {kernel} with stride {stride} explains it",
        "窗口 {kernel}、步长 {stride} 时恰好相符",
    ),
    "summary.weightless": ("this layer has no parameters", "该层没有参数"),
    "summary.no-kernel": ("no kernel size explains the number of parameters", "没有核尺寸能得出这个参数个数"),
    "summary.no-inputs": ("no number of inputs explains the number of parameters", "没有输入个数能得出这个参数个数"),
    "summary.channels": ("the channels do not follow from the layer before", "通道数与上一层不符"),
    "summary.dimensions": ("the shape does not follow from the layer before", "形状与上一层不符"),
    "summary.shape-differs": ("the shape is not that of the layer before", "形状与上一层不同"),
    "summary.zero": ("a size is 0", "尺寸为 0"),
    "summary.grows": ("the map becomes larger", "特征图变大了"),
    "summary.odd": ("no usual window explains the sizes", "没有常见的窗口能得出这些尺寸"),
    "summary.unknown": ("what this layer does is not known here", "无法判断该层的计算方式"),
    "summary.unconfirmed": (
        "follows as far as can be told, but no total confirms it",
        "就已知信息而言相符，但没有总数可以佐证",
    ),
    "summary.doubtful": ("this figure or one beside it is wrong", "该行或相邻行的数字有误，无法确定是哪一个"),
    "summary.wrong-params": (
        "{derived} follows from the shapes, not {claimed}",
        "由形状应得 {derived}，而不是 {claimed}",
    ),
    "summary.wrong-shape": (
        "only with the shape {derived} do this row and the next come out",
        "只有形状为 {derived} 时，该行与后续各行才相符",
    ),
    "summary.total": ("the sum of the rows", "各行之和"),
    "summary.total-mended": ("the sum of the rows as the code has them", "按代码，各行之和与此相符"),
    "summary.total-differs": ("the rows add up to {derived}", "各行之和为 {derived}"),
    "summary.total-cut": ("rows of the table are missing", "表中有缺失的行"),
    "summary.total-open": ("the table does not tell enough", "表中信息不足，无法判断"),
    "summary.difference": ("the difference of the others", "其余两项之差"),
    "summary.difference-differs": ("the other lines leave {derived}", "由其余各行应得 {derived}"),
    "summary.memory": ("{derived}, by this tool's convention", "按该工具的约定为 {derived}"),
    "summary.memory-differs": (
        "{derived}, by this tool's convention, not {claimed}",
        "按该工具的约定应为 {derived}，而不是 {claimed}",
    ),
}
"""What a finding says, by its key; ``edit.…`` are the names of edits in words, in the past: what went wrong."""

_HELP = ("write `{new}` for `{old}`: {name}", "将 `{old}` 改为 `{new}`：{name}")
_HELP_INSERT = ("insert `{new}`: {name}", "加上 `{new}`：{name}")
_HELP_DELETE = ("delete `{old}`: {name}", "删去 `{old}`：{name}")
_UNCERTAIN = ("perhaps ", "可能应")
_LONGEST = 400


def said(sentence: Sentence, language: str) -> str:
    """The sentence in words; nothing in it acts on a terminal.

    >>> said(Sentence("because.last-term-left-out", {"term": 96}), "zh")
    '漏加了最后一项 96'
    """
    template = SENTENCES[sentence.key][LANGUAGES.index(language)]
    needed = {name for _, name, _, _ in Formatter().parse(template) if name}
    listed = {name: _joined(sentence.values[name], name, language) for name in needed}
    return template.format_map(listed)


def help_of(edit: Edit, old: str, language: str) -> str:
    """What the edit would change, and what it corrects, in one line; `old` is the text in its place."""
    place = LANGUAGES.index(language)
    name = SENTENCES.get(f"edit.{edit.name}", SENTENCES["edit.wrong-result"])[place]
    new = edit.replacement
    template = _HELP if old and new else _HELP_INSERT if new else _HELP_DELETE
    line = template[place].format(old=one_line(old), new=one_line(new), name=name)
    return line if edit.is_certain else _UNCERTAIN[place] + line


def one_line(text: str, longest: int = _LONGEST) -> str:
    """A stretch of a document within a sentence: blanks and line ends become one blank, the rest is clipped."""
    text = " ".join(text[: 2 * longest + 2].split())
    return printable(text if len(text) <= longest else text[: longest - 1] + "…")


def _joined(value: Said | Sentence | tuple[Said, ...], name: str, language: str) -> str:
    """A value in words; conditions are joined by "and", where a formula was tried by commas."""
    if not isinstance(value, tuple):
        return _value(value, language)
    relations = any(isinstance(part, Op) and part.name in RELATIONS for part in value)
    separator = words(language)["comma" if name == "point" else "and"] if relations else ", "
    return separator.join(_value(part, language) for part in value)


def _value(value: Said | Sentence, language: str) -> str:
    match value:
        case Sentence():
            return said(value, language)
        case str():
            return one_line(value)
        case int():
            return plain_text(as_written(value))
        case Op("=", (Op("mod", (above, below)), Num(0))):
            parts = {"above": printable(plain_text(above)), "below": printable(plain_text(below))}
            return words(language)["prove.divides"].format_map(parts)
    return printable(plain_text(value))
