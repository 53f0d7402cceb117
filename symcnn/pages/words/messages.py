"""What each fault says, in both languages side by side; ``{…}`` are values of the fault.

The first sentence names the fault, what follows says what would be right.
"""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    # reading
    "unexpected": ("found {found_word}, expected {wanted_words}", "此处是 {found_word}，应为 {wanted_words}"),
    "unknown-character": ("this character has no meaning here", "此处不能使用这个字符"),
    "not-closed": ("`{found}` is never closed; a `{wanted}` is missing", "`{found}` 没有闭合，缺少 `{wanted}`"),
    "not-opened": ("`{found}` closes nothing", "`{found}` 没有与之对应的左括号"),
    "wrong-bracket": ("found `{found}` where `{wanted}` closes the bracket", "此处是 `{found}`，应以 `{wanted}` 闭合"),
    "too-deep": ("brackets and powers are nested more than {limit} deep", "括号或幂的嵌套超过 {limit} 层"),
    "statement-too-long": ("a statement has more than {limit} words and signs", "一条语句超过 {limit} 个词和符号"),
    "number-too-long": ("a number has more than {limit} digits", "数字超过 {limit} 位"),
    "file-too-large": ("the file is larger than {limit} bytes", "文件超过 {limit} 字节"),
    "not-text": ("the file is not UTF-8 text", "文件不是 UTF-8 文本"),
    "not-a-notebook": (
        "the file is not a notebook: JSON with a list of cells is expected",
        "文件不是笔记本：应为含有 cells 列表的 JSON",
    ),
    "notebook-too-deep": ("the JSON of the notebook is nested too deeply", "笔记本的 JSON 嵌套过深"),
    "cannot-read": ("the file cannot be read: {why}", "无法读取文件：{why}"),
    "mixed-relations": ("one chain mixes `{found}` with another sign", "同一串关系式混用了 `{found}` 和其他符号"),
    "unknown-function": (
        "there is no function `{found}`; there are {choices}",
        "没有函数 `{found}`；可用的有 {choices}",
    ),
    "wrong-count": (
        "`{function}` takes {wanted} argument(s), found {found}",
        "`{function}` 需要 {wanted} 个参数，此处有 {found} 个",
    ),
    # names
    "defined-twice": ("`{name}` is defined twice; names must differ", "`{name}` 重复定义；名称不能相同"),
    "used-before": (
        "`{name}` gets its value here or below; a `let` uses only those above it",
        "`{name}` 在此处或下方才有值；`let` 只能使用其上方的符号",
    ),
    "empty-name": ("a layer's name must not be empty", "层的名称不能为空"),
    "no-input": (
        "the network has no input; begin with `input 32 x 32 x 1` (sizes, then channels)",
        "网络没有输入；请先写 `input 32 x 32 x 1`（先尺寸，后通道数）",
    ),
    "unknown-kind": ("there is no layer kind `{name}`{near}", "没有名为 `{name}` 的层类型{near}"),
    "endless-kind": ("the kind `{name}` is, through others, like itself", "类型 `{name}` 经由其他类型继承了自身"),
    "endless-rule": (
        "in `{kind}`, the rule for `{name}` needs its own result",
        "在 `{kind}` 中，`{name}` 的公式依赖于自身的结果",
    ),
    "unknown-argument": (
        "`{kind}` takes no argument `{name}`{near}; it takes {choices}",
        "`{kind}` 没有参数 `{name}`{near}；可用的有 {choices}",
    ),
    "unknown-axes": (
        "a spelling is `on` {choices} of the input's axes, found `{found}`",
        "`on` 之后应为输入的维数 {choices}，此处是 `{found}`",
    ),
    "given-twice": ("the argument `{name}` is given twice", "参数 `{name}` 重复给出"),
    "missing-argument": ("`{kind}` also needs {names}", "`{kind}` 还需要 {names}"),
    "unknown-layer": ("there is no layer `{name}`{near}", "没有名为 `{name}` 的层{near}"),
    "cycle": (
        "`{layer}` cannot take `{name}`, which comes later: a layer takes only what stands above it, so that there is no cycle",
        "`{layer}` 不能以后面的 `{name}` 为输入：层只能使用其上方的层，以免形成环",
    ),
    "endless-block": ("the block `{name}` contains itself: {names}", "块 `{name}` 包含了自身：{names}"),
    "bad-count": (
        "a repetition needs a whole number from 0, found {value}",
        "重复次数必须是不小于 0 的整数，此处为 {value}",
    ),
    "no-closed-form": (
        "`{name}` has no closed form: every round must keep the size and add the same number of channels; give its symbol a number (`let`, or --set)",
        "`{name}` 没有封闭形式：每一轮都必须保持尺寸并增加相同数量的通道；请给其符号一个数值（`let` 或 --set）",
    ),
    "not-a-join": ("`{name}` does not join paths; {choices} do", "`{name}` 不能合并支路；可用的有 {choices}"),
    "no-paths": ("there is no `path` to join", "没有可合并的 `path`"),
    "one-input": (
        "`{kind}` takes one input; join several with `concat`, `add` or `multiply` first",
        "`{kind}` 只有一个输入；请先用 `concat`、`add` 或 `multiply` 合并",
    ),
    "unknown-name": (
        "the rule for `{rule}` speaks of `{name}`, which is not known there",
        "`{rule}` 的公式用到了没有定义的 `{name}`",
    ),
    "unknown-source": ("no `source {key}` gives this publication{near}", "没有 `source {key}` 给出该出处{near}"),
    "unknown-preset": (
        "there is no preset `{name}`{near}; there are {choices}",
        "没有预设 `{name}`{near}；可用的有 {choices}",
    ),
    "unknown-convention": (
        "there is no convention `{name}`{near}; there are {choices}",
        "没有约定 `{name}`{near}；可用的有 {choices}",
    ),
    "unknown-word": (
        "`{name}={found}` means nothing{near}; beside numbers, {name} takes {choices}",
        "`{name}={found}` 没有意义{near}；除数值外，{name} 可取 {choices}",
    ),
    "not-a-word": (
        "`{name}={found}` means nothing{near}; {name} takes {choices}",
        "`{name}={found}` 没有意义{near}；{name} 可取 {choices}",
    ),
    "unknown-quantity": (
        "there is no quantity `{name}`{near}; there are {choices}",
        "没有名为 `{name}` 的量{near}；可用的有 {choices}",
    ),
    "too-many-layers": ("the network has more than {limit} layers", "网络超过 {limit} 层"),
    # values
    "not-a-number": ("this must be a number or an expression", "此处应为数值或表达式"),
    "not-a-symbol": (
        "`{name}` is a figure of a layer; only claims can speak of those",
        "`{name}` 是某一层的量；只有 claim 可以引用",
    ),
    "reserved": ("`{name}` is a reserved name; choose another", "`{name}` 是保留名称；请换一个"),
    "not-whole": ("{name} must be a whole number, found {value}", "{name} 必须是整数，此处为 {value}"),
    "one-number": (
        "{name} of `{kind}` takes one number, not one an axis",
        "`{kind}` 的 {name} 只取一个数，不能按方向分别给出",
    ),
    "not-a-pair": ("{name} of `{kind}` takes no pair [before, after]", "`{kind}` 的 {name} 不能写成 [前, 后]"),
    "wrong-axes": (
        "{name} has {found} parts, the input has {wanted} axes",
        "{name} 有 {found} 个分量，输入有 {wanted} 个方向",
    ),
    "too-many-axes": (
        "the input has {found} axes; at most {limit} are possible",
        "输入有 {found} 个方向，最多为 {limit} 个",
    ),
    "bad-input": (
        "sizes and channels of the input must be whole numbers from 1, found {value}",
        "输入的尺寸和通道数必须是不小于 1 的整数，此处为 {value}",
    ),
    "undefined": ("this has no value: it divides by zero or is no number", "没有值：除数为零或不是数"),
    "too-large": (
        "a number of more than {max_digits} digits, or an expression of more than {max_expression} terms",
        "数值超过 {max_digits} 位，或表达式超过 {max_expression} 项",
    ),
    # layers
    "needs-map": ("`{kind}` needs a map, but its input is a vector", "`{kind}` 需要特征图，但其输入是向量"),
    "not-positive": ("must be at least 1: {why}", "必须不小于 1：{why}"),
    "negative-padding": ("padding cannot be negative: {why}", "填充不能为负：{why}"),
    "padding-too-large": ("the padding is larger than the window: {why}", "填充大于窗口：{why}"),
    "output-padding-too-large": (
        "the output padding must be smaller than the stride: {why}",
        "输出填充必须小于步长：{why}",
    ),
    "kernel-too-large": ("the kernel is larger than the padded input: {why}", "卷积核大于填充后的输入：{why}"),
    "groups-do-not-divide": ("groups must divide the channels: {why}", "分组数必须整除通道数：{why}"),
    "sizes-differ": ("the branches that meet have different sizes: {branches}", "汇合的各支路尺寸不同：{branches}"),
    "channels-differ": (
        "the branches that meet have different numbers of channels: {branches}",
        "汇合的各支路通道数不同：{branches}",
    ),
    "size-vanishes": (
        "the output would be {value} wide; the input is {shapes}",
        "输出尺寸将为 {value}；输入为 {shapes}",
    ),
    "table-rows": (
        "the table has {found} rows for {wanted} output maps",
        "连接表有 {found} 行，而输出图有 {wanted} 个",
    ),
    "table-twice": ("row {row} names a map twice", "行 {row} 中有重复的图"),
    "table-map": (
        "the table speaks of map {found}, but the input has {wanted} maps (counted from 0)",
        "连接表用到第 {found} 个图，而输入只有 {wanted} 个图（从 0 计）",
    ),
    # the command line
    "no-rule": ("`{kind}` has no rule for `{name}`", "`{kind}` 没有 `{name}` 的公式"),
    "no-such-rule": ("no layer kind has a rule for `{name}`", "没有任何一种层有 `{name}` 的公式"),
    "not-a-meaning": (
        "`{given}` does not say what a letter means: write it as `W=I`, with one of {choices}",
        "`{given}` 未说明字母的含义：请写成 `W=I`，右边为 {choices} 之一",
    ),
    "two-formulas": (
        "two formulas are compared with each other: each is an expression, or both begin with the same name and `=`",
        "两个公式相互比较：各为一个表达式，或以同一名称加 `=` 开头",
    ),
    "no-total": (
        "the total of {name} has no closed form; give its symbols numbers (`let`, or --set)",
        "{name} 的合计没有封闭形式；请给其符号数值（`let` 或 --set）",
    ),
    "unknown-layer-option": ("there is no layer `{name}`{near}", "没有名为 `{name}` 的层{near}"),
    "unknown-symbol": (
        "the network has no symbol `{name}`{near}; it has {choices}",
        "网络没有符号 `{name}`{near}；已有 {choices}",
    ),
    "unknown-format": (
        "`{name}` has no known format; use .txt, .md, .tex, .html or .json",
        "无法识别 `{name}` 的格式；请用 .txt、.md、.tex、.html 或 .json",
    ),
    "unknown-code": (
        "there is no rule `{name}`{near}; there are {choices}",
        "没有规则 `{name}`{near}；可用的有 {choices}",
    ),
    "not-toml": ("`{file}` is not TOML: {why}", "`{file}` 不是 TOML：{why}"),
    "unknown-key": (
        "`{file}`: there is no key `{name}`{near}; there are {choices}",
        "`{file}`：没有键 `{name}`{near}；可用的有 {choices}",
    ),
    "wrong-type": (
        "`{file}`: `{name}` takes {wanted}, found {found}",
        "`{file}`：`{name}` 应为 {wanted}，此处为 {found}",
    ),
    "wrong-choice": (
        "`{file}`: `{name}` cannot be `{found}`{near}; it takes {choices}",
        "`{file}`：`{name}` 不能是 `{found}`{near}；可取 {choices}",
    ),
    "too-many-files": ("there are more than {limit} files to check", "待检查的文件超过 {limit} 个"),
    "no-edit": (
        "edits are written only into a file of text that is checked as it stands; a notebook is not",
        "只能修改直接检查的文本文件；笔记本文件不能修改",
    ),
    "cannot-write": ("the file cannot be written: {why}", "无法写入文件：{why}"),
    "unknown-subject": (
        "there is neither a layer kind nor a code `{name}`{near}",
        "没有名为 `{name}` 的层类型或错误代码{near}",
    ),
}

NEAR = (" (did you mean `{}`?)", "（是否指 `{}`？）")
"""What follows an unknown name when another one is close to it."""

BRANCH = ("{name} is {size} (line {line})", "{name} 为 {size}（第 {line} 行）")
"""One of several branches that meet."""

BROKEN = ("needs {condition}, but {sides} ({known})", "需要 {condition}，而 {sides}（{known}）")
"""Why a requirement is broken: the relation, the numbers on its sides, and where they come from."""

HINTS: Mapping[str, tuple[str, str]] = {
    "COMMA": ("; arguments stand side by side, without commas", "；参数之间用空格隔开，不用逗号"),
    "LPAR": ("; arguments are written `K=5`, and a product needs its `*`", "；参数写作 `K=5`，乘号 `*` 不能省略"),
    "NAME": ("; a product needs its `*`, and keywords are in lower case", "；乘号 `*` 不能省略，关键字用小写"),
    "BY": ("; `x` is the times sign and cannot be a name", "；`x` 表示乘号，不能用作名称"),
}
"""What is often meant by a token that does not fit."""

TOKENS: Mapping[str, tuple[str, str]] = {
    "NAME": ("a name", "名称"),
    "NUMBER": ("a number", "数值"),
    "STRING": ("a text in quotes", "带引号的文字"),
    "_NL": ("the end of the line", "行尾"),
    "$END": ("the end of the file", "文件末尾"),
    "expression": ("a number or an expression", "数值或表达式"),
    "EQUAL": ("`=`", "`=`"),
    "COLON": ("`:`", "`:`"),
    "RELATION": ("`=`", "`=`"),
    "RPAR": ("`)`", "`)`"),
    "RSQB": ("`]`", "`]`"),
    "RBRACE": ("`}`", "`}`"),
    "LBRACE": ("`{`", "`{`"),
    "COMMA": ("`,`", "`,`"),
    "VBAR": ("`|`", "`|`"),
    "FRAMEWORK": ("a framework", "框架名"),
    "FROM": ("`from`", "`from`"),
    "statement": ("a statement", "一条语句"),
}
"""The words for what the parser found or expected."""

PAGES: Mapping[str, tuple[str, str]] = {
    "too-large": (
        "Numbers are exact, so a power such as 9^9^9^9 would fill the memory. The limit is MAX_DIGITS.",
        "所有数值都是精确的，因此 9^9^9^9 这样的幂会耗尽内存。上限为 MAX_DIGITS。",
    ),
    "kernel-too-large": (
        "A window of K places must fit at least once into the I cells of the input and its padding: K ≤ I + 2P. "
        "Make the kernel or the stride before it smaller, the input larger, or pad.",
        "K 个位置的窗口至少要能放入输入及其填充一次：K ≤ I + 2P。请减小卷积核或前面的步长，增大输入，或增加填充。",
    ),
    "groups-do-not-divide": (
        "With G groups each kernel sees C/G channels and each group has N/G kernels; both must be whole numbers.",
        "分为 G 组时，每个卷积核看到 C/G 个通道，每组有 N/G 个卷积核；两者都必须是整数。",
    ),
    "cycle": (
        "A layer takes the line above it, or the layers that `from` names. All of them must stand above it, "
        "so a network can have no cycle.",
        "层以上一行为输入，或以 `from` 所列的层为输入。它们都必须写在该层之前，因此网络不会有环。",
    ),
    "needs-map": (
        "A fully connected layer, a flatten layer and global pooling give a vector, which has no axes that a window "
        "could slide along. Put the layer before them.",
        "全连接层、展平层和全局池化的输出是向量，没有可供窗口滑动的方向。请把该层放在它们之前。",
    ),
}
"""More about a code, for `symcnn explain CODE`."""
