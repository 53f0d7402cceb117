"""The words of both languages, side by side: whoever adds one adds the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

LANGUAGES = ("en", "zh")

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "weights": "WC",
        "biases": "BC",
        "params": "PC",
        "macs": "MACs",
        "flops": "FLOPs",
        "receptive_field": "R",
        "jump": "J",
        "flops_per_mac": "F",
        "number_bytes": "B",
    }
)
"""Letters that both languages use."""

_WORDS: Mapping[str, tuple[str, str]] = {
    # quantities
    "padding": ("padding", "总填充"),
    "statistics": ("statistics", "滑动统计量"),
    "trainable": ("trainable", "可训练参数"),
    "neurons": ("neurons", "神经元数"),
    "connections": ("connections", "连接数"),
    "param_bytes": ("param bytes", "参数字节数"),
    "activation_bytes": ("value bytes", "输出字节数"),
    # what the letters mean
    "meaning.O": ("output size", "输出尺寸"),
    "meaning.I": ("input size", "输入尺寸"),
    "meaning.K": ("kernel size", "卷积核尺寸"),
    "meaning.C": ("input channels", "输入通道数"),
    "meaning.N": ("number of kernels, which is the number of output channels", "卷积核数量，即输出通道数"),
    "meaning.S": ("stride", "步长"),
    "meaning.P": ("padding on each side", "每侧填充"),
    "meaning.D": ("dilation", "空洞率"),
    "meaning.G": ("groups", "分组数"),
    "meaning.E": ("extent of a dilated kernel", "空洞卷积核的跨度"),
    "meaning.weights": ("weights", "权重数"),
    "meaning.biases": ("biases", "偏置数"),
    "meaning.params": ("parameters", "参数数量"),
    "meaning.macs": ("multiplications with addition", "乘加次数"),
    "meaning.flops": ("floating-point operations", "浮点运算次数"),
    "meaning.receptive_field": ("receptive field", "感受野"),
    "meaning.jump": ("jump, the product of the strides so far", "间距，即到此为止各步长之积"),
    "meaning.R_in": ("receptive field of the layer before", "前一层的感受野"),
    "meaning.J_in": ("jump of the layer before", "前一层的间距"),
    # the worked solution
    "solution": ("Worked solution", "逐步推导"),
    "input": ("Input", "输入"),
    "letters": ("Letters", "符号说明"),
    "conventions": ("Conventions", "计数约定"),
    "totals": ("Totals", "合计"),
    "total": ("total", "合计"),
    "sources": ("Sources of the rules", "公式出处"),
    "valid": ("Valid when", "成立条件："),
    "and": (" and ", "，"),
    "comma": (", ", "，"),
    "colon": (": ", "："),
    "stop": (".", "。"),
    "unset": ("(network)", "（网络）"),
    # tables
    "layer": ("layer", "层"),
    "kind": ("kind", "类型"),
    "output": ("output", "输出"),
    "rule": ("rule", "公式"),
    "source": ("source", "出处"),
    "argument": ("argument", "参数名"),
    "default": ("default", "默认值"),
    "required": ("required", "必填"),
    "requirements": ("Requirements", "要求"),
    "usage": ("Usage", "用法"),
    "arguments": ("Arguments", "参数"),
    "rules": ("Rules", "公式"),
    "when": ("when", "条件"),
    "kinds": ("Layer kinds", "层的类型"),
    # claims
    "right": ("right", "正确"),
    "wrong": ("wrong", "错误"),
    "rounded": ("rounded", "约等"),
    "conditional": ("conditional", "有条件成立"),
    "undecided": ("undecided", "未定"),
    "counts": (
        "{right} right, {wrong} wrong, {rounded} rounded, {conditional} conditional, {undecided} undecided",
        "正确 {right}，错误 {wrong}，约等 {rounded}，有条件成立 {conditional}，未定 {undecided}",
    ),
    "why.equal": ("all sides are equal", "各边相等"),
    "why.differs": ("{name} is {value}", "{name} 应为 {value}"),
    "why.rounded": ("the exact values are {values}", "精确值依次为 {values}"),
    "why.sides": ("the sides are {values}", "各边依次为 {values}"),
    "why.counterexample": ("not for {point}, as the sides are {values}", "当 {point} 时不成立：各边依次为 {values}"),
    "why.condition": (
        "holds when {conditions}; not for {point}, as the sides are {values}",
        "当 {conditions} 时成立；当 {point} 时不成立：各边依次为 {values}",
    ),
    "why.untold": ("it cannot be told behind an upsampling", "上采样之后无法确定"),
    "why.open": ("neither proved nor refuted", "既未证明，也未否定"),
    "why.shape": ("{name} is {value}", "{name} 应为 {value}"),
}


@cache
def words(language: str) -> Mapping[str, str]:
    """All words of one language, by their keys."""
    place = LANGUAGES.index(language)
    return {key: both[place] for key, both in _WORDS.items()}


@cache
def labels(language: str) -> Mapping[str, str]:
    """What a reader is shown for the names of quantities."""
    quantities = ("padding", "statistics", "trainable", "neurons", "connections", "param_bytes", "activation_bytes")
    spoken = words(language)
    return {**LETTERS, **{name: spoken[name] for name in quantities}}
