"""The words of both languages, side by side: whoever adds one adds the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

LANGUAGES = ("en", "zh")

_WORDS: Mapping[str, tuple[str, str]] = {
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
    "semicolon": ("; ", "；"),
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
    # closed forms and solutions
    "closed": ("Closed forms", "封闭形式"),
    "sizes": ("Output sizes", "输出尺寸"),
    "fitting": ("Inputs that fit", "可用的输入"),
    "wanted": ("Wanted", "要求"),
    "fits.when": ("The network fits when", "网络成立的条件"),
    "needs.values": ("These symbols need values first (--set):", "请先给下列符号赋值（--set）："),
    "solutions": ("Solutions", "解"),
    "meetings": ("Where paths meet", "路径的汇合"),
    "longest": ("R (longest path)", "R（最长路径）"),
    "shortest": ("R (shortest path)", "R（最短路径）"),
    "aligned": ("aligned", "是否对齐"),
    "aligned.yes": ("yes", "对齐"),
    "aligned.no": ("no", "未对齐"),
    "aligned.open": ("cannot be told", "无法确定"),
    "centres": (
        "in the input, the centres of the first unit's receptive fields are",
        "各路径第一个神经元的感受野中心在输入上的位置为",
    ),
    "division.exact": ("Every division is exact for", "恰好整除时"),
    "grows": ("{side} never falls as {symbol} grows.", "{symbol} 增大时，{side} 不会减小。"),
    "searched": (
        " (all from 1 to {bound}; a search, not a proof, beyond)",
        "（1 到 {bound} 之间的全部解；更大的值未作判断）",
    ),
    "none": ("none", "无"),
    "or": (" or ", " 或 "),
    # claims
    "right": ("right", "正确"),
    "wrong": ("wrong", "错误"),
    "rounded": ("rounded", "约等"),
    "conditional": ("conditional", "有条件成立"),
    "undecided": ("undecided", "未定"),
    "note": ("note", "注意"),
    "help": ("help: ", "建议："),
    "counts": (
        "{right} right, {wrong} wrong, {rounded} rounded, {conditional} conditional, {undecided} undecided",
        "正确 {right}，错误 {wrong}，约等 {rounded}，有条件成立 {conditional}，未定 {undecided}",
    ),
    # two networks side by side
    "compare": ("Comparison", "比较"),
    "compare.and": (" and ", " 与 "),
    "compare.network": ("{letter}: {name} ({file}), layers: {count}", "{letter}：{name}（{file}），共 {count} 层"),
    "compare.quantity": ("{meaning} ({letter})", "{meaning}（{letter}）"),
    "compare.why": ("Where the difference comes from", "差异的来源"),
    "compare.how": (
        "One thing is changed at a time and the layer's rule evaluated anew; the contributions add up to the difference.",
        "每次只改变一项，并按该层的公式重新计算；各项贡献之和恰为总差。",
    ),
    "compare.many": ("{names}, …, {count} in all", "{names} 等 {count} 层"),
    "compare.group": (" ({names}): ", "（{names}）："),
    "compare.change": ("change", "变化"),
    "compare.same": ("The totals are the same.", "合计相同。"),
    "compare.nothing": ("No layer differs in this.", "各层在这一项上均相同。"),
    "compare.in": (" in {letter}", "（{letter}）"),
    "compare.only": ("only in {letter}", "仅 {letter} 有"),
    "compare.only.list": ("Only in {letter}: ", "仅 {letter} 有："),
    "compare.rounds": ("rounds", "重复次数"),
    "compare.together": ("together", "同时变化"),
    "compare.without.G": ("no groups in {letter}", "{letter} 不分组"),
    "compare.without.D": ("no dilation in {letter}", "{letter} 无空洞"),
    "compare.without.P": ("no padding in {letter}", "{letter} 无填充"),
    "compare.without.bias": ("no biases in {letter}", "{letter} 无偏置"),
    "compare.flat": ("; nothing is flattened in {letter}: the output is ", "；{letter} 没有展平，输出为 "),
    "compare.nth": (
        "; no {ordinal} {kind} in {other}: {name} is only in {letter}",
        "；{other} 没有{ordinal} {kind}：{name} 仅 {letter} 有",
    ),
    "compare.lone": ("; {name} ({kind}) is only in {letter}", "；{name}（{kind}）仅 {letter} 有"),
    "compare.from": ("; it comes from {names}", "；源于 {names}"),
    "ordinals": (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "第一个 第二个 第三个 第四个 第五个 第六个 第七个 第八个 第九个 第十个",
    ),
    # proofs
    "proved": ("proved", "成立"),
    "refuted": ("refuted", "不成立"),
    "prove.rule": ("The catalogue's rule for {kind}: {rule}{source}", "目录中{kind}的公式：{rule}{source}"),
    "prove.assumed": ("What the formula leaves out: {relations}", "公式中未出现的量：{relations}"),
    "prove.chosen": ("In the case {relations}", "情形：{relations}"),
    "prove.equal": ("Both sides come to {form}", "两边都化为 {form}"),
    "prove.then": ("Then both sides come to {form}", "此时两边都化为 {form}"),
    "prove.classes": (
        "In each of {count} classes of residues, both sides are the same polynomial",
        "按余数分为 {count} 类，每一类中两边是同一个多项式",
    ),
    "prove.classes.sign": (
        "In each of {count} classes of residues, the difference never changes its sign",
        "按余数分为 {count} 类，每一类中两边之差不变号",
    ),
    "prove.cases": (
        "Whichever of two values is the greater one, both sides are equal ({count} cases)",
        "无论两个值中哪个较大，两边都相等（共 {count} 种情形）",
    ),
    "prove.signs": ("The difference never changes its sign", "两边之差不变号"),
    "prove.solver": (
        "The SMT solver Z3 says that there is no counterexample; it gives no steps",
        "SMT 求解器 Z3 判定不存在反例；它不给出推导步骤",
    ),
    "prove.remainders": (
        "With quotient and remainder, the difference never changes its sign",
        "写成商和余数后，两边之差不变号",
    ),
    "prove.exactly": ("Holds exactly when {conditions}", "当且仅当 {conditions} 时成立"),
    "prove.holds": ("Holds when {conditions}", "当 {conditions} 时成立"),
    "prove.would": ("It would hold when {conditions}", "若 {conditions}，则成立"),
    "prove.would.exactly": ("It holds only when {conditions}", "仅当 {conditions} 时成立"),
    "prove.divides": ("{below} divides {above}", "{below} 整除 {above}"),
    "prove.not": (
        "Not for {point}: the left side is {left}, the right side is {right}",
        "当 {point} 时不成立：左边为 {left}，右边为 {right}",
    ),
    "prove.never": ("The left side is {left}, the right side is {right}", "左边为 {left}，右边为 {right}"),
    "prove.smallest": ("There is no smaller counterexample", "没有更小的反例"),
    "prove.open": ("Neither proved nor refuted; {count} points agree", "既未证明，也未否定；已试 {count} 组值，均相符"),
    "prove.unknown": (
        "Not compared: the catalogue has no letters {letters} in this sense",
        "未作比较：目录中没有此种含义的 {letters}",
    ),
    "prove.reading": ("Here {letters} in the catalogue's letters", "按目录的记号，{letters}"),
    "prove.limit": ("The proof stopped at the limit {limit}", "证明因上限 {limit} 而中止"),
    "prove.other": ("It is the rule for {kind} in the case {relations}", "这是{kind}在 {relations} 情形下的公式"),
    "prove.domain": ("For whole numbers {letters}", "适用于整数 {letters}"),
    "prove.where": ("{where}: both sides are {value}", "{where}：两边均为 {value}"),
    "prove.step": ("{step} ({reason})", "{step}（{reason}）"),
    "identity.multiple": ("multiples of the divisor leave the floor", "除数的倍数移出取整号"),
    "identity.whole": ("the division is exact", "恰好整除"),
    "identity.factor": ("a common factor is cancelled", "约去公因数"),
    "identity.nest": ("a floor of a floor is one floor", "两层取整合为一层"),
    "identity.sign": ("⌊−n/m⌋ = −1 − ⌊(n − 1)/m⌋", "⌊−n/m⌋ = −1 − ⌊(n − 1)/m⌋"),
    "identity.small": ("the rest is less than the divisor", "余下部分小于除数"),
    "identity.ceil": ("⌈n/m⌉ = ⌊(n − 1)/m⌋ + 1", "⌈n/m⌉ = ⌊(n − 1)/m⌋ + 1"),
    "identity.mod": ("n mod m = n − m·⌊n/m⌋", "n mod m = n − m·⌊n/m⌋"),
    "identity.max": ("max(a, b) = a + max(b − a, 0)", "max(a, b) = a + max(b − a, 0)"),
    "identity.min": ("min(a, b) = −max(−a, −b)", "min(a, b) = −max(−a, −b)"),
}


@cache
def words(language: str) -> Mapping[str, str]:
    """All words of one language, by their keys."""
    place = LANGUAGES.index(language)
    return {key: both[place] for key, both in _WORDS.items()}
