### 中文输出的全部文字（Project Fluent，https://projectfluent.org/fluent/guide/）。
###
### 一种语言一个文件。`{ $name }` 是一个值：名称、数、数学式、另一条消息，或其中若干个。
### `{ LIST($names, by: "或") }` 给出各项之间的分隔；没有 `by` 时用 `list`。

## 语言本身

list = 、
language-html = zh-Hans
language-sarif = zh-CN
language-latex = { "[UTF8,fontset=fandol]{ctex}" }

## 网络的各种页面

network-unnamed = （网络）
totals = 合计
totals-follow = 合计：
table-rounds = 带 × 的行是各轮合计；尺寸与感受野是第 { LIST($indices, by: "、") } 轮的值（从 1 数起）。
table-no-sum = ? 表示各轮合计没有封闭形式（{ LIST($quantities, by: "，") }）；请给其符号数值（--set）。
table-not-seen = { LIST($quantities, by: "，") } 中的 ?：前面有放大或重排特征图的层，或汇合了尺寸不同的特征图，各神经元所见的单元数不同，因此不给出。
table-again = 权重只在首次使用处计入，运算每次都计：{ LIST($uses, by: "，") }。
table-use = { $layer } 与 { $first } 共用
convention = { $value }：{ $meaning }
valid = 成立条件： { LIST($conditions, by: "，") }。
cut = { $part } …
source = { " " }[{ $source }]
source-at = { " " }[{ $source }, { $place }]

## 表格

column-layer = 层
column-kind = 类型
column-output = 输出
column-argument = 参数名
column-default = 默认值
total = 合计

## 逐步推导

solution-title = 逐步推导：{ $network }
solution-input = 输入：{ $size }。
solution-letters = 符号说明：{ LIST($letters, by: "，") }。
solution-letter = { $letter } { $meaning }
solution-conventions = 计数约定：
solution-layer = { $layer } · { $title }
solution-arguments = { LIST($parts, by: "，") }
solution-output = 输出 { $size }
solution-again = 权重与 { $layer } 相同，已在该处计入。
solution-round = 以下是 { $count } 轮中第 { $index } 轮的值（从 1 数起）。
solution-table = 连接表：{ LIST($groups, by: "，") }
solution-table-rows = { $count } 行各 { $size } 个输入图（第 { LIST($rows, by: "、") } 行）
solution-sources = 公式出处

## 手册

manual-kinds = 层的类型
manual-kind = { $kind } · { $title }
manual-called = 又称：{ $names }。
manual-frameworks = 各框架中的写法
manual-spelling = { $framework }：{ $text }
manual-arguments = 参数
manual-required = 必填
manual-example = 例子
manual-rules = 公式
manual-requirements = 要求
manual-rule = { $rule }{ $when }{ $sentence }{ $source }
manual-requirement = { $condition }{ $when } [{ $code }]
manual-when = { " " }(条件 { LIST($guards, by: ", ") })
manual-sentence = ：{ $sentence }

## 手册：检查规则

counting-conventions = 计数约定
counting-about = 各工具和论文的算法不一；用 --convention 选择，或在网络中写一行。
counting-presets = 各工具的选择
counting-convention = { $meaning }；不另选时为 { $default }。
counting-choose = 选择方法：{ $text }
counting-quantities = 各种量与参数
counting-name = 在断言、表列和 JSON 中写作 { $name }。
counting-rule = { $rule }（{ LIST($kinds, by: "、") }）
column-convention = 约定
column-preset = 预设
column-chosen = 选定
column-meaning = 含义
column-name = 名称
column-letter = 符号
column-called = 又称
rule-finds = 检查对象
rule-decides = 判断方法
rule-right = 正确的例子
rule-wrong = 错误的例子
rule-conditional = 有条件成立的例子
rule-undecided = 未定的例子
rule-silence = 如何关闭
silence-run = 仅本次运行：{ $text }
silence-line = 对所在行；单独成行时对下一行：{ $text }
silence-latex = 在 LaTeX 中：{ $text }
silence-python = 在 Python 中：{ $text }
silence-off = 从此处起，所有规则：{ $text }
silence-on = 重新开启：{ $text }
silence-project = 对整个项目：{ $text }
forms = 网络描述语言
forms-about = 每行是一个层或一条语句；以下各行合为一个网络。换行或 `;` 结束一行（括号内除外），`#` 开始注释。
form-network = 标题。名称可用中文；加引号时可为任意文字。
form-let = 有值的符号。`--symbolic I` 使其保持自由，`--set I=64` 另给一值。
form-let-alone = 没有值的符号，代表任意数。未声明的名称也成为符号，除非它读作数（`sixteen`）或是已声明符号的笔误；断言只能用网络中已有的符号。确为符号时，须如此声明。
form-input = 一至三个方向的尺寸，然后是通道数；`input 784` 是向量。
form-convention = 计数约定：某个框架或工具的约定，或单独一项，如 `flops_per_mac = 1`。
form-layer = 名称、类型及其参数；参数是表达式。`symcnn explain conv` 给出该类型的说明。填充可为数、`same`、`valid` 或一对 [前, 后]。
form-unnamed = 没有名称的层以类型加编号命名：`relu_1`、`relu_2`……
form-axes = 各方向取不同的值。
form-from = 输入不是上一行，而是所写的层。
form-join = 多个输入，用于汇合它们的类型。
form-rounding = 最后一个窗口按 PyTorch 的规则取舍；`ceil_caffe` 按 Caffe 的规则。
form-figure = 参数可用前面某层的数值：特征图调整为另一层的尺寸。
form-again = 同一层、块或重复段以相同权重再用一次：权重只计一次。
form-repeat = 重复若干轮；轮数可为符号。
form-parallel = 从同一输入出发的各条路径，由一种类型汇合；空路径即捷径连接。
form-block = 带参数的若干行，可当作一种类型使用。
form-call = 块的用法与类型相同。
form-claim = 由 `symcnn check` 判断的断言；也可断言尺寸（`C2.output = 32 x 32 x 64`）和合计（`total.params`）。
understood = 能够理解的文档内容
understood-about = 每个例子自成一个文档，最后两列是检查结果。¶ 表示换行，较长的例子被截短；--json 给出全文。
understood-what = 内容
understood-file = 文件
understood-example = 例子
understood-rule = 规则
understood-verdict = 判断
understood-aside = 不能理解，不作判断

## 封闭形式

closed-title = 封闭形式：{ $network }
closed-sizes = 输出尺寸
closed-layer = { $layer }：{ LIST($figures, by: "，") }
closed-padding = 至此各层两侧填充合计 { $padding }
closed-field = 最后一张特征图的感受野
closed-meetings = 路径的汇合
closed-longest = R（最长路径）
closed-shortest = R（最短路径）
closed-aligned = 是否对齐
closed-aligned-yes = 对齐
closed-aligned-no = 未对齐
closed-aligned-open = 无法确定
closed-centres = { $layer }：各路径第一个神经元的感受野中心在输入上的位置为 { LIST($centres, by: "，") }。
closed-centre = { $centre }（{ $path }）
closed-fitting = 可用的输入
closed-assumed = 假设：{ LIST($relations, by: "，") }。
closed-rounds = 重复块内的层以其中任一轮表示：{ LIST($rounds, by: "，") }。
closed-start = { $layer }：第一个神经元的感受野从输入的位置 { $start } 开始（从 0 计）。
closed-start-before = { $layer }：第一个神经元的感受野从输入的位置 { $start } 开始（从 0 计，小于 0 的位置属于填充）。
closed-no-sum = { LIST($quantities, by: "、") } 没有封闭形式；请给其符号数值（--set）。

## 求解

solve-wanted = 要求：{ LIST($relations, by: "，") }
solve-fits = 网络成立的条件：{ $solutions }
solve-fits-all = 网络成立的条件：
solve-bounds = 已逐一试过满足下列条件的全部组合：{ LIST($bounds, by: "，") }。
solve-customs = 所给要求没有限定全部取值，因此只试过通常的情形：{ LIST($customs, by: "，") }。此外可能还有解。
solve-count = 解的个数：{ $count }
solve-along = 对每个 { LIST($others, by: "，") } 只列出最大的 { $symbol }；从 { $least } 起较小的值也都是解。
solve-found = 解：{ $solutions }
solve-searched = 解：{ $solutions }（1 到 { $bound } 之间的全部解；更大的值未作判断）
solve-none = 无
solve-grows = { $symbol } 增大时，{ $side } 不会减小。
solve-border = { $value }：{ $result }
solve-exact = 恰好整除时：
solve-runs = { LIST($runs, by: "，") }
solve-classes = { $bound }，{ $residues }
solve-residues = { LIST($residues, by: " 或 ") }
solve-class = { $residue }（{ $limits }）

## 已发表的数值

reconcile-title = 数值的含义：{ $network }
reconcile-published = 已发表的{ $quantity }：{ $number }
reconcile-sought-params = 参数数量
reconcile-sought-macs = 乘加次数
reconcile-sought-flops = 浮点运算次数
reconcile-sought-memory = 内存
reconcile-found = 下列各项按所给位数得到该数值，最直接的在前。
reconcile-nearest = 没有一项得到该数值；下列各项最接近。
reconcile-network = 网络
reconcile-counted = 计数内容
reconcile-conventions = 计数约定
reconcile-value = 值
reconcile-agreement = 所给数值
reconcile-variant = { $name }（{ $said }）
reconcile-with = { $name }（{ LIST($values, by: "，") }）
reconcile-of-params = 参数
reconcile-of-weights = 权重（不含偏置）
reconcile-of-macs = 乘加次数
reconcile-of-flops = 浮点运算次数
reconcile-of-param_bytes = 参数字节数
reconcile-of-activation_bytes = 输出字节数
reconcile-quantities = { LIST($quantities, by: " + ") }
reconcile-part-no-dense = { LIST($quantities, by: " + ") }（不含全连接层）
reconcile-part-no-head = { LIST($quantities, by: " + ") }（不含最后一个全连接层）
reconcile-part-kernels = { LIST($quantities, by: " + ") }（仅卷积层和全连接层）
reconcile-part-convolutions = { LIST($quantities, by: " + ") }（仅卷积层）
reconcile-choices = { LIST($choices, by: "，") }
reconcile-ways = { LIST($ways, by: " 或 ") }
reconcile-exact = 精确
reconcile-rounded = 四舍五入
reconcile-cut = 截断
reconcile-in-unit = { $said }（以 { $unit } 计）
reconcile-makeup = 各项的组成
reconcile-term = { $value }（{ $kind } × { $layers }）
reconcile-sum = { $place }：{ LIST($terms, by: " + ") } = { $value }

## 参数扫描

sweep-less = 越小越好：{ LIST($names, by: "，") }。
sweep-more = 越大越好：{ LIST($names, by: "，") }。
sweep-count = 共 { $count } 种组合，保留 { $rows } 种。

## 两个网络的比较

compare-title = 比较：{ $first } 与 { $second }
compare-network = { $letter }：{ $name }（{ $file }），共 { $count } 层
compare-quantity = { $meaning }（{ $letter }）
compare-why = 差异的来源
compare-how = 每次只改变一项，并按该层的公式重新计算；各项贡献之和恰为总差。
compare-changes = { $names }
compare-change = 变化
compare-same = 合计相同。
compare-nothing = 各层在这一项上均相同。
compare-many = { LIST($names, by: "，") } 等 { $count } 层
compare-group = { $contribution }（{ $layers }）：{ LIST($changes, by: "，") }
compare-reason = { $change }{ LIST($origins, by: "") }
compare-layers = { LIST($names, by: "，") }
compare-sides = { LIST($sides, by: "，") }
compare-kinds = { LIST($sides, by: "，") }；{ $letter } 没有展平，输出为 { $size }
compare-in = { $value }（{ $letter }）
compare-only = 仅 { $letter } 有
compare-only-list = 仅 { $letter } 有：{ LIST($kinds, by: "，") }
compare-input = 输入
compare-kind = 类型
compare-rounds = 重复次数
compare-named = { $name } { $values }
compare-set = { $name } = { LIST($values, by: ", ") }
compare-together = 同时变化
compare-without-G = { $letter } 不分组
compare-without-D = { $letter } 无空洞
compare-without-P = { $letter } 无填充
compare-without-bias = { $letter } 无偏置
compare-nth = ；{ $other } 没有{ $ordinal } { $kind }：{ $name } 仅 { $letter } 有
compare-lone = ；{ $name }（{ $kind }）仅 { $letter } 有
compare-from = ；源于 { $names }
ordinal-1 = 第一个
ordinal-2 = 第二个
ordinal-3 = 第三个
ordinal-4 = 第四个
ordinal-5 = 第五个
ordinal-6 = 第六个
ordinal-7 = 第七个
ordinal-8 = 第八个
ordinal-9 = 第九个
ordinal-10 = 第十个

## 证明

prove-title = { $verdict }：{ $claim }
prove-sentences = { LIST($sentences, by: "") }
prove-sentence = { $sentence }。
prove-by-layers = 其中对各层的求和与连乘按归纳法逐层理解：首层之前的值，以及每多一层的变化
prove-rule = 目录中{ $kind }的公式：{ $rule }{ $source }
prove-put-in = 代入后：{ $relation }
prove-doubtful = 它与该公式不同，但其中的字母可能另有含义
prove-no-rule = 目录中没有找到可与之比较的公式
prove-assumed = 公式中未出现的量：{ LIST($relations, by: "，") }
prove-chosen = 情形：{ LIST($relations, by: "，") }
prove-equal = 两边都化为 { $form }
prove-then = 此时两边都化为 { $form }
prove-classes = 按余数分为 { $count } 类，每一类中两边是同一个多项式
prove-classes-sign = 按余数分为 { $count } 类，每一类中两边之差不变号
prove-cases = 无论两个值中哪个较大，两边都相等（共 { $count } 种情形）
prove-signs = 两边之差不变号
prove-solver = SMT 求解器 Z3 判定不存在反例；它不给出推导步骤
prove-remainders = 写成商和余数后，两边之差不变号
prove-exactly = 当且仅当 { LIST($conditions, by: "，") } 时成立
prove-holds = 当 { LIST($conditions, by: "，") } 时成立
prove-would = 若 { LIST($conditions, by: "，") }，则成立
prove-would-exactly = 仅当 { LIST($conditions, by: "，") } 时成立
prove-not = 当 { LIST($point, by: "，") } 时不成立：左边为 { $left }，右边为 { $right }
prove-never = 左边为 { $left }，右边为 { $right }
prove-smallest = 没有更小的反例
prove-one-number = 单个数总是某一层的值，无可证明。网络中的 `claim` 由 `symcnn check` 判断
prove-open = 既未证明，也未否定；已试 { $count } 组值，均相符
prove-unknown = 未作比较：目录中没有此种含义的 { LIST($letters, by: "，") }
prove-tried = 作为 { LIST($quantities, by: "、") } 的公式，与以下各类层的公式比较：{ LIST($kinds, by: "、") }
prove-tried-reading = 字母取自 { $source }：{ LIST($letters, by: "，") }
prove-reading = 按目录的记号，{ LIST($letters, by: "，") }
prove-limit = 证明因上限 { $limit } 而中止
prove-other = 这是{ $kind }在 { LIST($relations, by: "，") } 情形下的公式
prove-domain = 适用于整数 { LIST($letters, by: "，") }
prove-where = { LIST($where, by: "，") }：两边均为 { $value }
prove-step = { $step }（{ $reason }）
divides = { $below } 整除 { $above }
identity-multiple = 除数的倍数移出取整号
identity-whole = 恰好整除
identity-factor = 约去公因数
identity-nest = 两层取整合为一层
identity-sign = ⌊−n/m⌋ = −1 − ⌊(n − 1)/m⌋
identity-small = 余下部分小于除数
identity-ceil = ⌈n/m⌉ = ⌊(n − 1)/m⌋ + 1
identity-mod = n mod m = n − m·⌊n/m⌋
identity-max = max(a, b) = a + max(b − a, 0)
identity-min = min(a, b) = −max(−a, −b)

## 判断

verdict-right = 正确
verdict-wrong = 错误
verdict-rounded = 约等
verdict-conditional = 有条件成立
verdict-undecided = 未定
verdict-proved = 成立
verdict-refuted = 不成立
verdict-note = 注意

## 检查报告

report-line = { $verdict }: { $quote }
report-line-why = { $verdict }: { $quote }：{ $why }
report-head = { $verdict }: { $why }
report-noted = { $why }；{ $note }
report-help = 建议：{ $help }
report-counts = 正确 { $right }，错误 { $wrong }，约等 { $rounded }，有条件成立 { $conditional }，未定 { $undecided }

## 核对的覆盖情况

column-file = 文件
account-given = 已知量
account-derived = 已推导
account-conditional = 有条件成立
account-wrong = 错误
account-undecided = 未定
account-off-subject = 与主题无关
coverage-title = { $count } 个数的核对结果
coverage-left = 尚有 { $count } 个数未定：
coverage-left-line = “{ $line }”中的 { $number }

## 错误的标记与组成部分

fault = { $level }[{ $code }]: { $message }
place = { $file }:{ $line }:{ $column }
place-in-cell = { $file }:单元格 { $cell }:{ $line }:{ $column }
in-cell = 单元格 { $cell }:{ $line }:{ $column }：{ $what }
write-instead ={ "  =" } 应写作：{ $line }
run-instead ={ "  =" } 应运行：{ $line }
leave-out = { "  =" } 应删去此行
look-alikes = ；{ LIST($letters, by: "，") }
look-alike = `{ $char }` 是 { $point }，不是 `{ $latin }`
course = ；尺寸依次为 { $sizes }
level-error = 错误
level-note = 注意
quoted = `{ $name }`
of-format = （{ $format }）
format-pdf = { " " }PDF
format-image = 图片
format-archive = 压缩包
format-weights = 模型的权重文件
format-office = 办公文档
format-onnx = { " " }ONNX 模型
format-python = { " " }Python 代码
format-json = { " " }JSON
format-notebook = 笔记本文件
format-markdown = { " " }Markdown
format-html = { " " }HTML
format-xml = { " " }XML
format-latex = { " " }LaTeX
format-rst = { " " }reStructuredText
format-prototxt = Caffe 的 prototxt
format-yaml = YAML
format-csv = 数据表（CSV）
bring = ；加上 `{ $line }` 即可一致
picture = ；输入（第 { $line } 行）把通道写在了前面，此处通道在最后：`{ $wanted }`
vector = ；若是图像，第 { $line } 行写作 `{ $wanted }`
since = ；从 `{ $name }`（第 { $line } 行）起即为向量
inside = ；请指定其中的文件，如 `{ $file }`
fits = ；最接近的可用值：{ LIST($fits, by: " 或 ") }
others = ；可用的有 { $choices }
no-choices = （无）
declare = ；自由符号请先声明：`let { $name }`
or-declare = ；若确为符号，请先声明：`{ $symbol }`
near = （是否指 `{ $near }`？）
branch = { $name } 为 { $size }（第 { $line } 行）
broken = 需要 { $condition }，而 { $sides }（{ LIST($known, by: ", ") }）
reason-ENXIO = 没有程序向这个管道写入
reason-ETIMEDOUT = 没有程序读取这个管道
reason-ENOENT = 没有这个文件或文件夹
reason-EACCES = 没有访问权限
reason-EISDIR = 这是一个文件夹
reason-ENOTDIR = 路径中有一部分不是文件夹
reason-ENAMETOOLONG = 文件名过长
reason-ENOSPC = 磁盘空间不足
reason-EROFS = 文件系统只读
own-of-kind = { $text }：{ $why }
hint-statement = ；一行是 `input 32 x 32 x 3` 之类的语句，或 `conv N=6 K=5` 之类的层
of-lines = （共 { $count } 行）
hint-network = ；由几个词组成或含其他符号的名称要加引号
hint-variant = ；变体先写带引号的名称，再写取值：`variant "small" N=16`
hint-input = ；尺寸之间写 `x`，通道数在最后：`input 32 x 32 x 3`
hint-from = ；`from` 之后是层的名称，以逗号隔开；含空格的名称要加引号
hint-block = ；块写作 `block b(N, S=1) {"{"} … {"}"}`，左花括号与本行同行
hint-repeat = ；重复的内容写在 `{"{"}` 和 `{"}"}` 之间，前者与本行同行
hint-parallel = ；要汇合的支路写在 `{"{"}` 和 `{"}"}` 之间，前者与本行同行
hint-layer-COMMA = ；参数之间用空格隔开，不用逗号
hint-claim-COMMA = ；数中不用逗号，每个断言各占一行
hint-let-COMMA = ；数中不用逗号，每个符号各占一行
hint-layer-ARGUMENT = ；参数须写名称，彼此以空格隔开：`K=5 S=2`
hint-VALUE = ；值不加引号
hint-path = ；支路中的层写在 `{"{"}` 和 `{"}"}` 之间
hint-convention = ；每个计数约定各占一行：`convention keras`、`convention flops_per_mac = 1`
hint-layer-LBRACE = ；参数写作 `K=5`，不加括号
hint-layer-LPAR = ；参数写作 `K=5`，不加括号
hint-claim = ；断言是一个关系，例如 `claim C1.params = 456`
hint-keyword = ；`{ $keyword }` 是语句的开头，不能作名称
hint-let-NAME = ；一个符号和它的值：`let N = 2*I`
hint-relation-NAME = ；每次只写一个关系；乘号 `*` 不能省略
hint-continued = ；只有在括号内，一行才能在下一行继续
hint-require = ；条件要写带引号的代码：`require "not-positive" N >= 1`
hint-title = ；`title` 之后是语言和文字：`title zh "我的层"`
hint-BY = ；`x` 表示乘号，不能用作名称
sign-equal = ；相等写作 `=`
sign-unequal = ；没有表示不等的符号：只写成立的关系
sign-order = ；不小于写作 `>=`，不大于写作 `<=`
sign-arrow = ；各层各占一行，或以 `;` 隔开
sign-both = ；每个关系单独写，各占一行或各用一个选项
sign-change = ；值用 `=` 给出一次
token-NAME = 名称
token-NUMBER = 数值
token-STRING = 带引号的文字
token-_NL = 行尾
token-END = 末尾
token-expression = 数值或表达式
token-statement = 一条语句

## 读取与计算的上限：名称，以及所计的量

limit-bytes = { $most } 字节
limit-levels = { $most } 层
limit-signs = { $most } 个词和符号
limit-digits = { $most } 位
limit-layers = { $most } 个网络层
limit-faults = { $most } 处错误
limit-characters = { $most } 个字符
limit-factors = { $most } 个因子
limit-values = { $most } 个值
limit-terms = { $most } 项
limit-axes = { $most } 个方向
limit-classes = { $most } 个剩余类
limit-cells = { $most } 格
limit-points = { $most } 个取值点
limit-addends = { $most } 行
limit-steps = { $most } 步
limit-degree = { $most } 次
limit-pairs = { $most } 对
limit-elements = { $most } 个元素
limit-models = { $most } 个模型
limit-files = { $most } 个文件
limit-names = { $most } 个名称
limit-proofs = { $most } 次证明
limit-formulas = { $most } 个公式
limit-places = { $most } 处

limit-programs = { $most } 个程序
limit-configurations = { $most } 种组合

## 错误：读取

fault-unexpected = 此处是{ $found_word }，应为{ LIST($wanted_words, by: "或") }
    .page = 每行是一条语句：关键字及其内容，或一个层：`名称: 类型 参数=值 from 输入`。此处的内容不能接在前面的内容之后。
fault-no-statement = `{ $found }` 不是语句的开头{ $near }
    .page = 每行的第一个词是小写的关键字，或层的类型；类型前可以写带 `:` 的名称。
fault-foreign-line = 这是程序代码{ $of_lines }，不是网络的语句；层写作 `名称: 类型 参数=值`
    .page = 网络不是程序：每行是一个层。`symcnn check model.py` 可以读取 Keras 和 PyTorch 的模型。
fault-missing-value = `{ $found }` 之后缺少值
    .page = `=` 以及运算符号之后要写数值或表达式。
fault-missing-blank = `{ $found }=` 之前缺少空格
fault-missing-colon = 层的名称以 `:` 结尾，`{ $found }` 之后缺少 `:`
fault-missing-equal = `{ $found }` 之后缺少 `=`{ $near }：参数由名称、`=` 和值组成
fault-missing-let = `{ $found }` 的值用 `let` 给出：`let { $found } = …`
fault-missing-join = `parallel` 之后缺少汇合支路的类型：{ $choices }
fault-missing-names = `from` 之后缺少本层所取的层的名称
fault-missing-dot = 量写在层的名称之后，以点相连：`{ $example }`
fault-second-layer = `{ $found }` 是本行的第二个层：两层之间要写 `;`
fault-no-argument = `{ $found }` 不是 `{ $kind }` 的参数：参数写作 `K=5`，输入写在 `from` 之后
fault-layer-sum = 层不能直接运算：求和写作 `add from A, B`，求积写作 `multiply from A, B`
fault-path-alone = `path` 只能写在 `parallel add { "{" } … { "}" }` 之内
fault-not-in-body = `{ $found }` 要写在块、支路和重复之外
fault-named-statement = `{ $found }` 自成语句，前面不能有带 `:` 的名称
fault-no-item = `{ $found }` 不是层类型定义中的条目{ $near }{ $others }
fault-unknown-sign = `{ $found }` 在这里没有含义
    .page = 关系用 `=`、`<`、`>`、`<=`、`>=`，运算用 `+ - * / ^` 和 mod。
fault-unknown-character = `{ $found }` 在这里没有含义（{ $point }）
    .page = 名称由字母、数字和 `_` 组成；数、`+ - * / ^ ( ) [ ]` 和 `=` 组成表达式。其他字符只能写在引号或注释中。
fault-not-closed = `{ $found }` 没有闭合，缺少 `{ $wanted }`
    .page = 圆括号、方括号和引号在同一语句内闭合；块、重复和支路的花括号可以在下方闭合。
fault-not-opened = `{ $found }` 没有与之对应的左括号
    .page = 每个右括号都要有前面的左括号与之对应。
fault-wrong-bracket = 此处是 `{ $found }`，应以 `{ $wanted }` 闭合
    .page = 最后打开的括号最先闭合，且须为同一种括号。
fault-too-deep = 括号、幂或块嵌套过深：上限为 { $limit }
fault-statement-too-long = 语句过长：上限为 { $limit }
fault-number-too-long = 数字过长：上限为 { $limit }
fault-file-too-large = 文件过大：上限为 { $limit }
fault-too-many-faults = 错误过多，不再继续读取：上限为 { $limit }
fault-comment = `{ $found }` 不表示注释：注释以 `#` 开头，到行末为止
fault-needs-path = `{ $found }` 不是路径：`parallel` 连接的各路径以 `path` 开头
fault-unit-behind-number = `{ $name }` 在这里不是单位：尺寸和数量只写数字；若是同名的符号，请写乘号：`{ $number }*{ $name }`
fault-scale-behind-number = `{ $name }` 不是网络的符号，`{ $found }` 也不是数：数须完整写出{ $near }
fault-setting-without-value = 须给出符号和它的值：{ $example }
fault-section = `{ $found }` 不是语句：每行是一个层，如 `conv N=6 K=5`
fault-batch-axis = 输入不含批量这一维：依次写各方向的尺寸和通道数，如 `input 32 x 32 x 3`
fault-two-inputs = 一个网络只有一个输入；以第一个为准
fault-convention-value = 计数约定 `{ $name }` 须为数字，现为 `{ $found }`{ $near }
fault-binary-file = 文件是二进制文件，不是文本{ $of_format }；网络是每行一层的文本，如 `conv N=6 K=5`
fault-foreign-file = 这是{ $format }，不是网络；网络是每行一层的文本，如 `conv N=6 K=5`
fault-not-text = 文件不是 UTF-8 文本；编码可能是 { $encoding }：iconv -f { $encoding } -t UTF-8 { $file } > utf8-{ $file }
fault-not-a-notebook = 文件不是笔记本：应为含有 cells 列表的 JSON
fault-notebook-too-deep = 笔记本的 JSON 嵌套过深
fault-cannot-read = 无法读取文件：{ $why }{ $near }{ $inside }
fault-mixed-relations = 同一串关系式混用了 `{ $found }` 和其他符号
fault-unknown-function = 没有函数 `{ $found }`；可用的有 { $choices }
fault-wrong-count = `{ $function }` 需要 { $wanted } 个参数，此处有 { $found } 个

## 错误：名称

fault-no-number = `{ $name }` 在此不是数：请写 { $value }
fault-half-number = `{ $name }` 不是数：`e` 之后缺少指数；若确为符号：`{ $product }`
fault-no-parameter = `{ $name }` 既不是块的参数{ $near }，也不是网络的符号；自由符号请先声明：`let { $name }`
    .page = 块中只能使用它的参数和网络的符号。
fault-kind-exists = 已有名为 `{ $name }` 的层类型；请另取名称
fault-merge-conflict = 合并留下了两个版本（第 { $lines_told } 行）：请保留其一，并删去标记
fault-fenced = 这是 Markdown 的围栏，不是语句：请删去第 { $rows } 行
    .page = 网络文件中不写围栏；文档中的围栏由 `symcnn check` 读取。
fault-apart-argument = `{ $found }` 与它的层分开了：参数并列书写，其间没有 `;`
fault-second-statement = `{ $found }` 是本行的第二条语句：两条语句之间要写 `;`
fault-bad-name = `{ $found }` 不是普通名称：名称由字母、数字和 `_` 组成，不以数字开头；其他名称要加引号
fault-missing-kind = `{ $found }:` 之后缺少层的类型，例如 `{ $found }: relu`
fault-two-networks = 一个文件只有一个网络；以第一个名称为准
fault-defined-twice = `{ $name }` 重复定义；名称不能相同
fault-used-before = `{ $name }` 在此处或下方才有值；`let` 只能使用其上方的符号
fault-empty-name = 层的名称不能为空
fault-no-input = 网络没有输入；请先写 `input 32 x 32 x 1`（先尺寸，后通道数）
fault-unknown-kind = 没有名为 `{ $name }` 的层类型{ $near }
    .page = 层的类型来自目录（`symcnn explain` 列出全部）、文件中用 `layer` 定义的类型，或文件中的块。
fault-endless-kind = 类型 `{ $name }` 经由其他类型继承了自身
fault-endless-rule = 在 `{ $kind }` 中，`{ $name }` 的公式依赖于自身的结果
fault-unknown-argument = `{ $kind }` 没有参数 `{ $name }`{ $near }；可用的有 { $choices }
    .page = 参数使用类型所规定的名称；`symcnn explain conv` 列出卷积层的参数。
fault-unknown-axes = `on` 之后应为输入的维数 { $choices }，此处是 `{ $found }`
fault-given-twice = 参数 `{ $name }` 重复给出；请删去其中一个
fault-missing-argument = `{ $kind }` 还需要 { $names }
    .page = 没有默认值的参数必须给出。
fault-unknown-layer = 没有名为 `{ $name }` 的层{ $near }{ $others }
    .page = `from` 之后和断言中写上方各层的名称；没有名称的层以类型加编号命名：`relu_1`。
fault-takes-itself = `{ $name }` 不能以自身为输入
fault-cycle = `{ $layer }` 不能以后面的 `{ $name }` 为输入：层只能使用其上方的层，以免形成环；请把这一行移到 `{ $name }` 之后
    .page = 层以上一行为输入，或以 `from` 所列的层为输入。它们都必须写在该层之前，因此网络不会有环。
fault-endless-block = 块 `{ $name }` 包含了自身：{ $names }
fault-bad-count = 重复次数必须是不小于 0 的整数，此处为 { $value }
fault-no-closed-form = `{ $name }` 没有封闭形式：未能找到各轮对尺寸、通道数和感受野的变化规律；请给其符号一个数值（`let` 或 --set）
    .python = `{ $name }` 没有封闭形式：未能找到各轮对尺寸、通道数和感受野的变化规律；请用 bind 给其符号一个数值，例如 bind(n=3)
fault-not-a-join = `{ $name }` 不能合并支路；可用的有 { $choices }
fault-no-paths = 没有可合并的 `path`
fault-one-input = `{ $kind }` 只有一个输入；请先用 `concat`、`add` 或 `multiply` 合并
fault-unknown-name = `{ $rule }` 的公式用到了没有定义的 `{ $name }`
fault-unknown-source = 没有 `source { $key }` 给出该出处{ $near }
fault-unknown-preset = 没有预设 `{ $name }`{ $near }；可用的有 { $choices }
fault-unknown-convention = 没有约定 `{ $name }`{ $near }；可用的有 { $choices }
fault-unknown-word = `{ $name }={ $found }` 没有意义{ $near }；除数值外，{ $name } 可取 { $choices }
fault-not-a-word = `{ $name }={ $found }` 没有意义{ $near }；{ $name } 可取 { $choices }
fault-unknown-quantity = 没有名为 `{ $name }` 的量{ $near }；可用的有 { $choices }
fault-letter-for-digit = `{ $name }` 中的 `{ $letter }` 是字母，应为数字：请写 { $value }{ $or_declare }
fault-glued-sizes = `{ $name }` 在此是一个名称；各尺寸应分开写：{ $sizes }
fault-number-in-words = `{ $name }` 在此是名称，不是数：请写 { $value }{ $or_declare }
fault-undeclared = 网络中没有符号 `{ $name }`{ $near }{ $declare }
    .page = 值中的名称是符号。与已有符号相近的名称视为笔误；断言只能用网络中的符号。
fault-let-cycle = 这些符号互相依赖：{ LIST($names, by: " → ") }
fault-too-many-layers = 网络的层过多：上限为 { $limit }

## 错误：数值

fault-not-a-number = 此处应为数值或表达式
fault-not-a-symbol = `{ $name }` 是某一层的量；只有 claim 和后面各层的参数可以引用
fault-reserved = `{ $name }` 是保留名称；请换一个
fault-not-whole = { $name } 必须是整数，此处为 { $value }
fault-one-number = `{ $kind }` 的 { $name } 只取一个数，不能按方向分别给出
fault-not-a-pair = `{ $kind }` 的 { $name } 不能写成 [前, 后]
fault-wrong-axes = { $name } 有 { $found } 个分量，输入有 { $wanted } 个方向
fault-too-many-axes = 输入有 { $found } 个方向：上限为 { $limit }
fault-bad-input = 输入的尺寸和通道数必须是不小于 1 的整数，此处为 { $value }
fault-undefined = 没有值：除数为零或不是数
fault-too-large = 数值或表达式过大，无法精确计算：上限为 { LIST($limit, by: " 或 ") }
    .page = 所有数值都是精确的，因此 9^9^9^9 这样的幂会耗尽内存。数最多 1,000 位。

## 错误：层

fault-sizes-multiplied = `{ $found }` 在此是一个数，输入因此是向量；`{ $kind }` 需要特征图：各尺寸应分开写，通道在最后
fault-needs-map = `{ $kind }` 需要特征图，但其输入是向量{ $since }{ $vector }
    .page = 全连接层、展平层和全局池化的输出是向量，没有可供窗口滑动的方向。请把该层放在它们之前。
fault-not-positive = 必须不小于 1：{ $why }
fault-negative-padding = 填充不能为负：{ $why }
fault-padding-too-large = 填充大于窗口：{ $why }
fault-output-padding-too-large = 输出填充必须小于步长：{ $why }
fault-kernel-too-large = 卷积核（窗口）大于填充后的输入：{ $why }{ $course }{ $picture }
    .page = K 个位置的窗口至少要能放入输入及其填充一次：K ≤ I + 2P。请减小卷积核或前面的步长，增大输入，或增加填充。
fault-groups-do-not-divide = 分组数必须整除通道数：{ $why }
    .page = 分为 G 组时，每个卷积核看到 C/G 个通道，每组有 N/G 个卷积核；两者都必须是整数。
fault-needs-sequence = 需要序列，即只有一个方向的特征图：{ $why }
    .page = 该层沿一个方向处理：`input 80 x 16` 是有 80 步、每步 16 个数的序列。图像可用 `reshape` 变成序列，由词的编号组成的向量可用 `embedding`。
fault-needs-vector = 需要向量，而不是特征图：{ $why }
fault-one-channel = 每个位置只能有一个数：{ $why }
    .page = 嵌入层把整数换成向量：其输入是整数向量（`input 80`）或单通道特征图（`input 80 x 1`）。
fault-one-or-two = 必须为 1 或 2：{ $why }
fault-heads-do-not-divide = 头数必须整除通道数：{ $why }
    .page = 除非用 `d` 给出每个头的维数，每个头取 C/heads 个通道。
fault-does-not-divide = 必须能整除：{ $why }
fault-reshape-differs = 数值个数不同：{ $why }
    .page = 重塑保留所有数值：新形状各尺寸与通道数之积必须等于原形状的。
fault-other-weights = `{ $layer }` 的权重不适用于此处：分别为 { LIST($counts, by: " 和 ") } 个；输入为 { LIST($shapes, by: " 和 ") }
    .page = `again` 再次使用前面某层的权重，因此输入的通道数（全连接层为数值个数）必须与第一次相同。
fault-not-again = `{ $name }` 没有可以再次使用的语句
fault-not-a-share = 比例必须在 0 与 1 之间：{ $why }
fault-crop-too-large = 保留的比原有的还多：{ $why }
fault-channels-first = 输入为 { LIST($found, by: "，") }：此处通道数写在最后；若是图像请写 `{ $wanted }`
    .page = 先写各方向的尺寸，最后写通道数（与 Keras 相同）。PyTorch 的 3×224×224 应写 `input 224 x 224 x 3`；照原样读则是 3×224 的特征图，有 224 个通道。
fault-no-channels = 输入是有 { $found } 个位置、每个位置 { $found } 个通道的序列；若是图像请写 `{ $wanted }`
    .page = 最后一个数是通道数：`input 28 x 28` 只有一个方向。灰度图像应写 `input 28 x 28 x 1`。
fault-needs-inputs = `{ $kind }` 需要 { $wanted } 个输入，实际为 { $found } 个；请写 `from a, b`
    .page = 汇合的类型以 `from` 所列的层或 `parallel` 各支路的末端为输入。
fault-sizes-differ = 汇合的各支路尺寸不同：{ LIST($branches, by: "；") }{ $bring }
    .page = 由 `add`、`multiply` 或 `concat` 汇合的特征图尺寸必须相同。
fault-channels-differ = 汇合的各支路通道数不同：{ LIST($branches, by: "；") }{ $bring }
    .page = 相加或相乘的特征图通道数必须相同。
fault-size-vanishes = 输出尺寸将为 { $value }；输入为 { $shapes }{ $course }{ $picture }
fault-table-rows = 连接表有 { $found } 行，而输出图有 { $wanted } 个
fault-table-twice = 行 { $row } 中有重复的图
fault-table-map = 连接表用到第 { $found } 个图，而输入只有 { $wanted } 个图（从 0 计）

## 错误：命令行

fault-sum-over-layers = 看不出每一层为此求和增加什么；感受野写作 1 + \sum_i (K_i - 1) \prod_j S_j
fault-kind-before-formula = `{ $name }` 是层的名称，不是公式的一部分
fault-no-rule = `{ $kind }` 没有 `{ $name }` 的公式
fault-no-such-rule = 没有任何一种层有 `{ $name }` 的公式
fault-not-a-meaning = `{ $given }` 未说明字母的含义：请写成 `W=I`，右边为 { $choices } 之一
fault-two-formulas = 两个公式相互比较：各为一个表达式，或以同一名称加 `=` 开头
fault-no-total = { $name } 的合计没有封闭形式；请给其符号数值（`let` 或 --set）
    .python = { $name } 的合计没有封闭形式；请用 bind 给其符号数值，例如 bind(n=3)
fault-unknown-layer-option = 没有名为 `{ $name }` 的层{ $near }{ $others }
fault-bad-assumption = `{ $found }` 不能作为假设；请写出符号除以一数的余数、它的界，或用其他符号表示的值，如 'k mod 2 = 0'，'I >= 32'，'I = 2^m'
fault-nothing-assumed = 没有 `{ $name }` 的值满足全部假设：{ LIST($relations, by: "，") }
fault-assumed-value = `{ $name }` 只取一个值时不再是符号：--set { $name }={ $value }
fault-open-rounds = 重复块第 `{ $name }` 轮须满足的条件无法对所有轮一并判断；请给出轮数（--set）
    .python = 重复块第 `{ $name }` 轮中的条件无法对所有轮一并判断；请用 bind 给出轮数，例如 bind(n=3)
fault-several-networks = 没有文件 `{ $name }`；以此开头的知名网络不止一个：{ $choices }
fault-unknown-network = 没有文件 `{ $name }`，也没有这个名称的知名网络{ $near }
fault-unknown-symbol = 网络没有符号 `{ $name }`{ $near }；已有 { $choices }
fault-needs-values = { LIST($names, by: "、") } 需要先有数值：请加上 { $settings }
    .python = 须先给出 { LIST($names, by: "，") } 的数值：bind({ $bound })
fault-not-varied = 此处应为一个符号及其取值：N=16..512:16，或 K=1,3,5
fault-no-range = 范围应从一个数到一个更大的数，步长大于 0：N=16..512:16{ $near }
fault-too-many-values = 一个符号的取值过多：上限为 { $limit }
fault-varied-twice = `{ $name }` 变动了两次：请把它的所有取值写在同一个 --vary 之后
fault-too-many-cases = { LIST($names, by: "，") } 在此没有封闭形式，取值这么多需要的程序过多：上限为 { $limit }
fault-not-told = { LIST($names, by: "，") } 在此无法确定
fault-too-many-rows = 需要同时保留的行过多：上限为 { $limit }；请用 --where 缩小范围
    .python = 行数太多，无法一并保留：上限为 { $limit }；请用 where 缩小范围
fault-too-many-shown = 需要显示的行过多：上限为 { $limit }；请用 -o FILE.csv 写出，或用 --where 缩小范围
fault-beyond-64-bits = `{ $name }` 有不是 64 位整数的值，Parquet 存不下：请写成 CSV
fault-needs-extra = 这需要 { $package }：pip install 'symcnn[{ $extra }]'
fault-no-scheduler = `{ $name }` 处没有 Dask 调度器应答：{ $why }
fault-needs-bounds = `{ $name }` 可取的值太多，无法试遍所有组合（上限为 { $limit }）：请加上 --where '{ $name } <= …'
    .python = `{ $name }` 可取的值太多，无法试遍全部组合（上限为 { $limit }）：请在 where 中加上 "{ $name } <= …"
fault-no-such-solution = 没有第 { $number } 个解；共有 { $count } 个
fault-output-is-folder = `{ $name }` 是文件夹；请写其中的文件：{ $example }
fault-not-a-figure = `{ $found }` 不是 60000、60K、25.6M 之类的数
fault-unknown-format = 无法识别 `{ $name }` 的格式；请用 { $choices }
fault-unknown-code = 没有规则 `{ $name }`{ $near }；可用的有 { $choices }
fault-not-toml = `{ $file }` 不是 TOML：{ $why }
fault-unknown-key = `{ $file }`：没有键 `{ $name }`{ $near }；可用的有 { $choices }
fault-wrong-type = `{ $file }`：`{ $name }` 应为 { $wanted }，此处为 { $found }
fault-wrong-choice = `{ $file }`：`{ $name }` 不能是 `{ $found }`{ $near }；可取 { $choices }
fault-too-many-files = 待检查的文件过多：上限为 { $limit }
fault-changed-meanwhile = 检查期间文件已被修改，因此保持原样；请重新检查
fault-no-edit = 只能修改直接检查的文本文件；笔记本文件不能修改
fault-internal-error = 程序在此处出错，这是程序本身的错误，与你的文件无关：{ $why }（位于 { $where }）；请将此行连同所用命令和文件一并报告
    .page = 请报告所输入的命令、文件，以及在命令前加 SYMCNN_DEBUG=1 时的输出。其他文件的结果不受影响。
fault-output-is-input = `{ $name }` 是此处读取的文件，请写到另一个文件
fault-unknown-command = 没有名为 `{ $name }` 的命令{ $near }；可用的有 { $choices }
fault-unknown-option = 这里没有选项 `{ $name }`{ $near }；用法：{ $usage }
fault-missing-word = 缺少 `{ $word }`；用法：{ $usage }
fault-needs-value = `{ $name }` 后面缺少值
fault-bad-choice = `{ $option }` 不能取 `{ $name }`{ $near }；可取 { $choices }
fault-bad-count-option = `{ $option }` 须为不小于 { $least } 的整数，现为 `{ $name }`
fault-too-many-words = 多了一个词 `{ $name }`；用法：{ $usage }
fault-misused = 无法理解命令行中的这些词：{ $text } 用法：{ $usage }
fault-exclude-each-other = `{ $other }` 与 `{ $name }` 不能同时使用，请去掉一个
fault-one-of-these = 须且只须给出 { $choices } 中的一个
fault-no-folder = 没有可写入的文件夹 `{ $folder }`：mkdir -p { $folder }
fault-cannot-write = 无法写入文件：{ $why }
fault-unknown-subject = 没有名为 `{ $name }` 的层类型、量、计数约定或代码{ $near }
fault-unusual = 少见的写法：{ $text }：{ $why }

## 检查结果：对网络的断言

claim-equal = 各边相等
claim-differs = { $name } 应为 { $value }
claim-because = { $name } 应为 { $value }：{ $cause }
claim-sides = 各边依次为 { $values }
claim-rounded = 精确值依次为 { $values }
claim-cut = 精确值依次为 { $values }；其余各位是截断而非四舍五入的结果
claim-floored = 精确值依次为 { $values }；向下取整后才相等
claim-raised = 精确值依次为 { $values }；向上取整后才相等
claim-counterexample = 当 { LIST($point, by: "，") } 时不成立：各边依次为 { $values }
claim-condition = 当 { LIST($conditions, by: "，") } 时成立；当 { LIST($point, by: "，") } 时不成立：各边依次为 { $values }
claim-convention = { $name } 为 { $value }；所断言的数按约定 { LIST($conventions, by: "，") } 计
claim-decided = 按约定 { LIST($conventions, by: "，") }，{ $name } 为 { $value }
claim-untold = 上采样之后无法确定
claim-open = 既未证明，也未否定

## 检查结果：算式

calculation-exact = { $side } 等于 { $value }
calculation-rounded = { $side } 等于 { $value }；{ $claimed } 按其位数正确
calculation-cut = { $side } 等于 { $value }；{ $claimed } 是截断而非四舍五入的结果
calculation-binary = 字节单位按 1024 进位时正确（MB 按 2²⁰ 字节计）
calculation-scale-once = { $side } 等于 { $value }：单位只写一次，适用于全部数字
calculation-dotted = 以点号作千位分隔符时，{ $side } 等于 { $value }
calculation-percent = 仅当按百分数理解时，{ $side } 才等于 { $claimed }；此处漏写百分号
calculation-power = 仅当 { $number } 原为 { $power }（末位是上标）时，{ $side } 才等于 { $value }
calculation-twice = { $side } 等于 { $value }，不是 { $claimed }：偏置 { $term } 加了两次
calculation-floored = { $side } 等于 { $value }；向下取整后才是 { $claimed }
calculation-raised = { $side } 等于 { $value }；向上取整后才是 { $claimed }
calculation-near = { $side } 等于 { $value }；文中称约为 { $claimed }
calculation-order = { $side } 等于 { $value }；{ $claimed } 表示其数量级
calculation-within = { $side } 等于 { $value }；仅当其中的数是近似值时，才可能是 { $claimed }
calculation-width = { $side } 等于 { $value }；每个数值占 { $width } 字节时为 { $claimed } 字节
calculation-off = { $side } 等于 { $value }，不是 { $claimed }
calculation-biases-left-out = { $side } 等于 { $value }；{ $claimed } 是漏加最后一项（{ $term } 个偏置）的结果
calculation-last-term-left-out = { $side } 等于 { $value }；{ $claimed } 是漏加最后一项 { $term } 的结果
calculation-because = { $side } 等于 { $value }，不是 { $claimed }：{ $cause }
calculation-perhaps = { $side } 等于 { $value }，不是 { $claimed }；可能{ $cause }
calculation-too-large = 未计算：数字位数超过限制 { $limit }
calculation-too-long = 未读取：一行过长，超过限制 { $limit }
calculation-no-biases = 同一列表中只有这一行没有计入偏置
check-internal-error = 规则 { $rule } 在此出错，缺少它的结果：{ $error }（位于 { $where }）；这是程序本身的错误，请连同该文档一并报告

## 检查结果：以上各行之和

sum-exact = { $labels } 之和为 { $value }
sum-rounded = { $labels } 之和为 { $value }
sum-cut = { $labels } 之和为 { $value }
sum-too-many = 无法判定：相加的行数超过限制 { $limit }
sum-off = { $labels } 之和为 { $value }，不是 { $claimed }

## 检查结果：层的表格

table-unit = 表中所列是值的个数而不是字节数：{ $claimed } 对应 { $count } 个值，其字节数是它的 4 倍

## 检查结果：用文字描述的层

departs-stride = 未说明步长，按规则取值
departs-padding = 未说明填充
departs-unbiased = 不计偏置
departs-rounding = 最后一个窗口向上取整
departs-groups = 卷积核只作用于一组通道
departs-kind = 另一种层也叫此名
departs-input = 输入取前一层另一种可能的输出
departs-repeat = 计入所有相同的层
about = 约 { $value }
relation-share = 占 { $value }
relation-share-percent = 占 { $value }%
relation-less = 减少了 { $value }
relation-less-percent = 减少了 { $value }%
relation-more = 增加了 { $value }
relation-more-percent = 增加了 { $value }%
relation-fold = 为 { $value } 倍
relation-changed = 这样改动之后，比值为 { $value }
relation-changed-percent = 这样改动之后为 { $value }%
relation-equal = 二者分别为 { $claimed } 与 { $value }
relation-bytes = 占 { $value } 字节
relation-sum = 合计为 { $value }
relation-again = 即前面的 { $value }
relation-operations = 所有位置合计为 { $value }
relation-product = 乘积为 { $value }
relation-crop = 每边裁去 { $value }
layer-padding = 要保持尺寸，每边填充 { $value }
layer-output = 输出尺寸为 { $value }
layer-params = 该层参数数量为 { $value }
layer-neurons = 该层神经元数为 { $value }
layer-connections = 该层连接数为 { $value }
layer-weights = 该层有 { $value } 个权重（不计偏置）
layer-biases = 该层有 { $value } 个偏置
layer-values = 该层输出 { $value } 个值
layer-bytes = 共占 { $value } 字节
layer-total = 合计为 { $value }
layer-macs = 该层的乘加次数为 { $value }
layer-flops = 该层的浮点运算次数为 { $value }
layer-depth = 卷积核覆盖 { $value } 个通道
layer-receptive_field = 感受野为 { $value }
layer-trainable = 该层有 { $value } 个可训练参数
layer-statistics = 该层有 { $value } 个不训练的统计量
layer-fan_in = 每个卷积核有 { $value } 个权重
layer-kernel_params = 每个卷积核连同偏置有 { $value } 个参数
layer-E = 卷积核在一个方向上的跨度为 { $value }
layer-plane = 每张特征图有 { $value } 个值
layer-entering = 该层的输入有 { $value } 个值
layer-channels = 该层输出 { $value } 个通道
layer-group_in = 每组输入 { $value } 个通道
layer-group_out = 每组输出 { $value } 个通道
layer-jump = 间距（到此为止各步长之积）为 { $value }
table-above = 上一行给出 { $value }
table-padding = 保持尺寸的填充为 { $value }
table-agreeing = 改为 { $value } 则其他各格都相符
table-proportion = 与其他各行成比例，应为 { $value }
table-column = 按其他各行的算法，应为 { $value }

## 检查结果：知名网络的数据

known-figure = { $model }：{ $quantity }为 { $value }
known-figure-counted = { $model }：{ $quantity }为 { $value }（{ LIST($how, by: "；") }）
known-layer = { $model } 的 { $layer }：{ $quantity }为 { $value }
known-layer-counted = { $model } 的 { $layer }：{ $quantity }为 { $value }（{ LIST($how, by: "；") }）
known-params = 参数数量
known-weights = 权重数
known-biases = 偏置数
known-bytes = 参数占用的字节数（每个 4 字节）
known-macs = 乘加次数
known-flops = 浮点运算次数
known-neurons = 神经元数
known-connections = 连接数
known-layers = 层数
known-conv = 卷积层数
known-dense = 全连接层数
known-pool = 池化层数
known-input = 输入
known-output = 输出
known-kernel = 卷积核
known-receptive_field = 感受野
counting-with-statistics = 计入滑动统计量
counting-no-top = 不含顶层
counting-other-classes = 类别数不同
counting-weights = 仅计卷积层和全连接层的权重
counting-macs = 一次乘加计为一次运算
counting-flops = 一次乘加计为两次运算
counting-macs-convolutions = 仅计卷积层，一次乘加计为一次运算
counting-flops-convolutions = 仅计卷积层，一次乘加计为两次运算
counting-by-tool = 按 { $tool } 的计数方式
counting-with-poolings = 计入池化层
counting-trained = 计入所有带可训练参数的层
counting-all-paths = 计入所有支路
counting-all-conv = 所有卷积层之和
counting-all-dense = 所有全连接层之和
counting-all-pool = 所有池化层之和

## 检查结果：代码旁的形状

code-output = { $layer } 的输出为 { $value }
code-params = { $layer } 共有 { $value } 个参数

## 检查结果：代码

code-channels-disagree = { $layer } 的输入通道数为 { $wanted }，而前一层的输出通道数为 { $found }
code-features-disagree = { $layer } 的输入为 { $wanted }，而前一层的输出为 { $found }
code-does-not-fit = 网络各层的尺寸不相容（{ $code }）
code-skipped = 未能理解这段代码（{ $code }）
code-too-large = 超过限制 { $limit }，从此处起未作分析
code-broken-code = 这段代码不完整，已跳过
code-unknown-value = 未能理解这段代码：无法得知 `{ $name }`
code-unknown-layer = 未能理解这段代码：不识别 `{ $name }`
code-not-a-chain = 各层的连接方式无法理解
code-no-input-shape = 没有给出输入的形状

## 检查结果：代码块中的网络

network-faulty = 该网络无法读取：{ $code }

## 检查结果：文档中的公式

formula-proved = 与公式 { $rule } 等价
formula-proved-for = 当 { LIST($assumed, by: "，") } 时，与公式 { $rule } 等价
formula-if = 当 { LIST($conditions, by: "，") } 时成立；公式为 { $rule }
formula-conditional = 当 { LIST($conditions, by: "，") } 时成立；当 { LIST($point, by: "，") } 时，该式得 { $value }，而公式 { $rule } 得 { $right }
formula-rounded-down = 按文中所说（“{ $phrase }”）对商向下取整后，与公式 { $rule } 等价
formula-rounded-up = 对商向上取整后，与公式 { $rule } 等价
formula-refuted-because = 当 { LIST($point, by: "，") } 时，该式得 { $value }，而公式 { $rule } 得 { $right }：{ $cause }
formula-too-large = 无法判定：超过限制 { $limit }
formula-reading = 字母的含义取自 { $source }
rounding-up = 卷积层的输出尺寸应向下取整：公式为 { $rule }；当 { LIST($point, by: "，") } 时，向上取整得 { $value }，而正确值为 { $right }

## 检查结果：数值错误的原因

because-bias-left-out = 漏加了 { $biases } 个偏置
because-groups-ignored = 忽略了 { $groups } 个分组，每个卷积核只看到 { $channels } 个通道

## 检查结果：使错误之处变为正确的最小改动

edit-last-term-left-out = 漏加了最后一项
edit-wrong-digit = 有一位数字写错
edit-digit-missing = 漏写了一位数字
edit-digit-doubled = 有一位数字重复
edit-digit-too-many = 多写了一位数字
edit-digits-exchanged = 相邻两位数字颠倒
edit-wrong-result = 结果写错
edit-bias-left-out = 漏加了偏置
edit-bias-twice = 偏置多加了一次
edit-floor-for-ceiling = 应向上取整，误作向下取整
edit-ceiling-for-floor = 应向下取整，误作向上取整
edit-padding-left-out = 漏算了填充
edit-bracket-left-out = 漏写了括号
edit-one-left-out = 漏加了 1
edit-kernel-once = 卷积核尺寸只算了一个方向
edit-twice = 结果多乘了 2
edit-half = 结果只有一半
edit-kernel-not-squared = 卷积核尺寸没有平方
edit-one-too-much = 多了 1
edit-term-left-out = 漏了一项
edit-term-too-much = 多了一项
edit-factor-left-out = 漏乘了一个因子
edit-factor-too-much = 多乘了一个因子
edit-square-left-out = 漏了平方
edit-square-too-much = 多了平方
edit-another-letter = 有一个字母写成了别的字母
edit-another-number = 有一个数写错
edit-sign-turned = 正负号写反
edit-sum-for-product = 把乘积写成了和，或把和写成了乘积
edit-rounded-otherwise = 取整或取极值的方向写反

## 检查结果：打印的摘要表

summary-bare = 只有不计偏置时才相符，而其他行计入了偏置
summary-code = 与代码一致
summary-code-params = 按代码应为 { $derived }，而不是 { $claimed }
summary-code-params-biases = 按代码应为 { $derived }；{ $claimed } 是漏加 { $biases } 个偏置的结果
summary-code-shape = 按代码，形状应为 { $derived }，而不是 { $claimed }
summary-layer = { $layer } 恰好给出这些数
summary-none = 该层没有参数，尺寸相符
summary-flat = 数值个数与上一层相同
summary-sum = 各项之和
summary-weightless = 该层没有参数
summary-no-layer = 这里没有该类层能给出这些数
summary-zero = 尺寸为 0
summary-odd = 没有常见的窗口能得出这些尺寸
summary-unknown = 无法判断该层的计算方式
summary-shrunk = 展平之前，特征图可能已被某个函数缩小
summary-unconfirmed = 就已知信息而言相符，但没有总数可以佐证
summary-doubtful = 该行或相邻行的数字有误，无法确定是哪一个
summary-wrong-params = 由形状应得 { $derived }，而不是 { $claimed }
summary-wrong-shape = 只有形状为 { $derived } 时，该行与后续各行才相符
summary-total = 各行之和
summary-total-mended = 按代码，各行之和与此相符
summary-total-differs = 各行之和为 { $derived }
summary-total-cut = 表中有缺失的行
summary-total-open = 表中信息不足，无法判断
summary-difference = 其余两项之差
summary-difference-differs = 由其余各行应得 { $derived }
summary-memory = 按该工具的约定为 { $derived }
summary-memory-differs = 按该工具的约定应为 { $derived }，而不是 { $claimed }

## 改动

help = 将 `{ $old }` 改为 `{ $new }`：{ $name }
help-insert = 加上 `{ $new }`：{ $name }
help-delete = 删去 `{ $old }`：{ $name }
help-perhaps = 可能应{ $help }

## 规则的页面：查找什么、如何判断，以及各示例的说明

page-calculation = 算式
    .finds = 由数值组成的等式：各边均为数的 `a = b = c` 或 `a ≈ b`，包括书中常用的各种符号。
    .decides = 精确计算各边的值。若某一边按较少的位数给出，相差不超过其末位的半个单位，则判为约等，而不是错误。
    .markdown-prose-lists-quotations = Markdown：正文、列表、表格、引用
    .markdown-mathematics = Markdown 中的数学式
    .plain-text = 纯文本
    .latex-with-its-own-mathematics = LaTeX 及其数学式
    .notebooks-text-code-and-what-it-printed = 笔记本：文字、代码与输出
    .python-comments = Python 的注释
    .python-docstrings = Python 的文档字符串
    .html-without-scripts-and-styles = HTML（不含脚本和样式）
    .restructuredtext-as-plain-text = reStructuredText（按纯文本）
    .mathml-within-html = HTML 中的 MathML
    .web-page-text-printed-twice = 网页中重复两次的算式
    .x-as-times = × · ∗ * 作乘号
    .the-letter-x-as-times = 字母 x 作乘号
    .implicit-products = 省略乘号
    .times-cdot-ast = \times、\cdot、\ast
    .fractions-floors-and-ceilings-of-latex = LaTeX 的分式与取整
    .floor-ceil = ⌊ ⌋、⌈ ⌉、floor()、ceil()
    .division-sign = ÷
    .powers-superscripts = 乘方：^、**、上标
    .the-minus-and-full-width-signs = 负号 − 与全角符号
    .a-column-of-results = 算式一列，结果一列
    .the-result-on-the-left = 结果在左边
    .chains = 连等式
    .equals-in-chinese = 等于
    .about = ≈ 与“约”
    .remarks-in-brackets-inside-a-calculation = 算式中的括号注释
    .floor-and-maximum-as-functions = 函数 floor、max
    .thousands-by-commas = 1,792
    .thousands-by-blanks = 1 792
    .thousands-by-apostrophes = 1'792
    .thousands-in-latex = LaTeX 的 1{ "{" },{ "}" }792
    .thousands-by-points = 1.792（仅当相符时）
    .letters-of-scales = k、K、M、G
    .chinese-scales = 万与亿
    .percentages = 百分数
    .decimals-that-are-rounded = 四舍五入的小数
    .bytes-kb-mb = 字节、KB、MB（10⁶）
    .mb-as-a-power-of-two = MB（2²⁰）
    .mib = MiB
    .scientific-notation = 科学记数法
    .powers-of-ten = 10 的幂
    .tex-macros-of-the-document-s-own = 文中自定义的 TeX 宏
    .operations-and-results-in-words = 用文字写的运算与结果
    .a-scale-that-stands-once = 只写一次的单位
    .an-order-of-magnitude = 数量级
    .errors-that-are-told-as-such = 已说明是错误的算式
    .a-wrong-result = 错误的结果
    .a-rounded-result = 约等的结果
    .numbers-beyond-the-limits = 超过上限的数
    .a-product-without-a-result = 没有结果的乘积
    .a-copied-formula-glued-to-itself = 粘连在一起的公式
    .two-shapes-joined-by-an-equals-sign = 等号连接的两个形状
    .dates-versions-file-names = 日期、版本号、文件名
    .assignments-of-programs = 程序中的赋值
    .what-code-comes-to = 代码算出的数，写在旁边的注释里
    .numbers-in-words = 用文字写的数
    .commas-before-decimals = 作小数点的逗号
    .chinese-numerals = 中文数字
    .comparisons = 不等式：<、≤、≫
    .integrals-sums-products = 积分、∑、∏
    .matrices = 矩阵
    .accuracies-times-and-prices = 准确率、时间、价格
    .arrows-as-equality = 作等号用的箭头：→、=>
    .roots-logarithms-factorials = 根号、对数、阶乘
    .remainders-mod = 求余：mod、%
    .fractions-in-one-character = 单字符分数 ½
    .comments-of-latex-and-html = LaTeX 与 HTML 的注释
    .scripts-and-styles-of-html = HTML 的脚本与样式
    .equations-of-code = 代码中的 ==
    .code-in-other-languages = 其他语言的代码
page-claim = 对网络的断言
    .finds = 用本程序的语言描述的网络中的 `claim` 行，位于文件或文档的代码块中；以及提到其中某一层的 `C1.params = 156` 之类的文字。
    .decides = 由网络推导出两边的值并加以比较；含有未赋值的符号时，作为公式比较。
    .claims-of-a-fenced-network = 代码块中网络的断言
    .prose-that-names-its-layers = 提到其中各层的文字
    .a-fenced-network-with-a-fault = 有错误的网络
page-formula = 公式
    .finds = 用字母书写的公式：尺寸、权重数、参数数量以及层的其他量。
    .decides = 字母的含义以文中的说明为准，没有说明时按已知的记号。公式或证明与目录中的公式相同，或以最小反例否定，或在某个条件下成立。无法确定含义的字母使其未定。
    .latex-with-a-legend-in-words = 带文字说明的 LaTeX 公式
    .plain-text-a-chinese-legend = 纯文本公式与中文说明
    .parameters-from-weights-and-biases = 由权重数与偏置数得参数数量
    .without-a-floor-under-a-condition = 没有取整：有条件成立
    .rounded-down-in-words = 文字说明向下取整
    .subscripts-c-in-h-out = 下标 C_{ "{" }in{ "}" }、H_{ "{" }out{ "}" }
    .layer-indices-n-l = 层号 n^{ "{" }[l]{ "}" }
    .names-of-arguments-padding-0 = 参数名 padding[0]
    .chinese-words-as-letters = 以中文词为变量
    .names-in-brackets = 方括号中的名称
    .no-left-side-but-the-words-before = 没有左边，由前面的文字说明
    .receptive-fields = 感受野
    .a-wrong-formula-k-for-k2 = 错误的公式：K 代替 K²
    .the-ratio-of-a-separable-convolution = 可分离卷积之比
    .in-words = 用文字说出的公式
    .a-value-given-anew = 重新赋值：←、:=、+=
    .same-without-the-stride = 不提步长的 same
    .formulas-within-pictures = 图片中的公式
    .letters-whose-meaning-is-not-told = 含义不明的字母
    .formulas-off-the-subject = 与本主题无关的公式
page-layer-fact = 关于层的叙述
    .finds = 逐项描述的层的神经元数与连接数。
    .decides = 由其他各项给出的输入和参数，按该层的公式得出数量。不同的数可能另有所指，不作判断。
    .its-neurons-and-connections = 逐项描述的神经元数与连接数
    .prose-about-a-layer-that-code-alone-defines = 仅由代码定义的层的文字描述
page-layer-output = 层的输出尺寸
    .finds = 输出尺寸：在同时给出输入和参数的句子中，在层的表格中，在代码各层的注释中。
    .decides = 由给出的参数，按该层的公式得出尺寸。没有给出步长或填充时，不符的尺寸不作判断；可能向上取整的池化判为有条件成立或未定。
    .sizes-from-kernel-stride-padding = 由核、步长、填充得尺寸
    .a-wrong-size = 错误的尺寸
    .tables-of-latex = LaTeX 的表格
    .keras-sequential-beside-a-summary-or-shapes = Keras Sequential
    .keras-functional = Keras 函数式接口
    .a-wrong-shape-in-a-comment = 注释中错误的形状
    .a-shape-in-prose-that-a-layer-gives = 文字中某层的形状
    .a-layer-in-one-sentence = 一句话描述的层
    .the-same-in-chinese = 中文描述的层
    .a-wrong-output-of-such-a-layer = 错误的输出尺寸
    .tables-of-restructuredtext = reStructuredText 的表格
    .kernels-without-an-input = 没有输入的卷积核
    .tables-without-a-column-of-kernels = 没有卷积核列的表格
page-layer-params = 层的参数数量
    .finds = 逐项描述的层的参数数量。
    .decides = 按该层的公式得出数量。不同的数可能另有所指，不作判断。
    .a-layer-label-by-label = 逐项描述的层
page-layer-table = 层的表格
    .finds = 含有卷积核一列的层表格中的参数数量与内存。
    .decides = 每一行的数值由本行各列和上一行得出。参数可以不计偏置，内存可以按值或字节计；仅当与正确值只差一处笔误时，才判为错误。
    .parameters = 参数数量
page-table-cell = 表格的单元格
    .finds = 层的表格，行列互换的也在内：尺寸、通道、参数、乘加次数、内存、感受野、合计与占比。
    .decides = 各单元格之间的一切关系放在一起核对：一行自身的各格、与上一行、与合计。若一格所在的关系不成立，改动这一格便全部成立，而没有别的同样小的改动能做到，则判该格错误；由它得出的数按所写的判断。不成立多于成立的表格视为没有读懂，不作判断。
    .rows-and-columns-exchanged = 行列互换
    .a-cell-that-no-other-agrees-with = 与其他各格都不符的一格
    .a-table-of-scores = 成绩表
page-missing-floor = 漏写取整
    .finds = 计算输出尺寸的算式，其中的除法有余数，而结果写成整数。
    .decides = 精确值不是整数，所写的结果不是四舍五入的结果，而向下（或向上）取整后恰好相符：仅在此条件下成立，并予以说明。
    .a-division-that-must-be-rounded-down = 须向下取整的除法
page-model-code = 自相矛盾的代码
    .finds = Keras、PyTorch 或 PaddlePaddle 代码中各层互不相容的网络。代码只读取，从不运行。
    .decides = 每一层以前一层的输出为输入；代码中写明的输入通道数或特征数应与之相同。无法理解的代码为未定，仅在 --all 时显示。
    .pytorch-nn-sequential-channels = PyTorch nn.Sequential 的通道数
    .pytorch-modules-with-forward = 带 forward 的 PyTorch 模块
    .values-that-are-not-told-skipped = 数值未知的代码：跳过
    .broken-code-the-rest-goes-on = 不完整的代码：其余照常
page-model-figure = 知名网络的数据
    .finds = 知名网络的数据，包括句子和模型对比表中的参数数量、运算次数、内存、层数、尺寸和感受野，以及其中各层的数据。
    .decides = 数据由随程序附带的网络推得。只要有一个已知版本按某种约定给出该数值，即为正确。仅当名称与量就在旁边、没有任何版本给出该数值，且看来是笔误（数字写错、数量级有误、与另一行颠倒）时，才判为错误；否则为未定：文中可能另有所指。
    .parameters-of-well-known-networks = 知名网络的参数数量
    .layers-of-well-known-networks = 知名网络的各层
    .tables-of-models = 模型对比表
    .figures-that-no-known-variant-has = 已知版本均不相符的数值
page-receptive-field = 感受野
    .finds = 表格中给出的各层感受野和间距，以及句子中所说若干层同样窗口（及空洞率）堆叠的感受野。
    .decides = 从第一层起，按 R = R_in + (K − 1)·J_in 和 J = J_in·S 计算。
    .receptive-fields-and-jumps = 感受野与间距
    .a-wrong-receptive-field = 错误的感受野
    .receptive-fields-in-a-sentence = 句子中的感受野
    .the-view-of-a-network-of-which-nothing-is-told = 没有说明结构的网络的感受野
page-rounding-rule = 关于取整的说法
    .finds = 说卷积的输出尺寸向上取整的文字。
    .decides = 将旁边的公式按所说向上取整，与各框架都采用的向下取整公式比较，以反例否定。关于池化、same 填充的说法，或旁边没有公式的说法，不作判断。
    .that-a-convolution-rounds-up = 说卷积向上取整
page-sum = 以上各行之和
    .finds = 列在若干数值下方的合计。
    .decides = 将所列数值精确相加；按较少位数给出的合计可以是约等。仅当与总和只差一处笔误时，才判为错误：合计可能包含未列出的项。
    .a-sum-of-the-lines-above = 以上各行之和
page-summary-row = 摘要表的行
    .finds = 框架打印的摘要表中的各行：Keras、torchsummary、torchinfo。
    .decides = 将每一行与旁边代码中的层比较：输出形状和参数数量。没有代码时，按前后各行与合计判断：仅当改正一个数后全部相符时，才判为错误。
    .keras-2 = Keras 2
    .torchsummary = torchsummary
    .torchinfo = torchinfo
    .a-row-against-the-code-beside-it = 与旁边代码比较
page-summary-total = 摘要表的合计
    .finds = 摘要表下方的各行：总参数、可训练参数和不可训练参数。
    .decides = 将表中各行相加；可训练参数与不可训练参数之和应为总参数。
    .keras-3-with-rules = Keras 3（带框线）
    .pasted-columns-collapsed-to-blanks = 粘贴后各列只剩一个空格
    .a-wrong-total = 错误的合计
page-told-relation = 数值之间的关系
    .finds = 用文字叙述的比值、占比与减少量、数值所占的字节数以及合计。
    .decides = 先找出文中相互比较的数值：同一句中的、句中所提各层的、前几句中的。两边都已写明、与任何一种关系都不相符，而又像是弄错的关系（把余下部分当作占比、字节数按较窄的类型计算、数字颠倒）时，判为错误。
    .a-factor-between-two-figures = 两个数值之间的倍数
    .a-share-that-is-the-rest = 把余下部分当作占比
    .the-bytes-of-numbers = 数值所占的字节数
    .a-share-of-something-else = 与网络数值无关的占比
page-unit = 列的单位
    .finds = 表格中以字节为单位的内存列的表头。算式中的单位归入算式规则。
    .decides = 将每一格与该层值的个数以及其 4 倍（32 位数的字节数）比较。表头写字节而各格都是个数时，判为错误。
    .memory-in-values-its-head-in-bytes = 表头为字节而数值为个数
page-internal-error = 本程序的错误
    .finds = 与文档内容无关：某条规则在该文档上出错，缺少它的结果。
    .decides = 其他规则的结果以及其他文件的结果不受影响；退出状态为 2。请附上该文档和所显示的一行报告此问题。
