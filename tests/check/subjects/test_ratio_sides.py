"""The sides of a ratio: each way in which a text names them, right, and mistaken as authors mistake it."""

from __future__ import annotations

import pytest
from document_findings import verdict_at

_NET = (
    "A small net.\n"
    "\n"
    "| layer | output | params |\n"
    "|---|---|---|\n"
    "| conv1 5×5, 1 → 20 | 24×24×20 | 520 |\n"
    "| conv2 5×5, 20 → 50 | 8×8×50 | 25,050 |\n"
    "| fc1 | 500 | 400,500 |\n"
    "| fc2 | 10 | 5,010 |\n"
    "\n"
)
_LAYERS = (
    "| layer | shape | parameters |\n"
    "|---|---|---|\n"
    "| conv1, 3×3, 3→32 | 32×32×32 | 896 |\n"
    "| conv2, 3×3, 32→64 | 16×16×64 | 18,496 |\n"
    "| fc | 10 | 40,970 |\n"
    "| total | | 60,362 |\n"
    "\n"
)
_MODELS = (
    "| model | MACs | params |\n"
    "|---|---|---|\n"
    "| ResNet-18 | 1.8 G | 11.7 M |\n"
    "| ResNet-50 | 4.1 G | 25.6 M |\n"
    "| VGG-16 | 15.5 G | 138 M |\n"
    "\n"
)
_SEPARABLE = (
    "Standard: 9·128·128·784 = 115,605,504 multiplications. Depthwise 9·128·784 = 903,168 "
    "and pointwise 128·128·784 = 12,845,056, together 13,748,224.\n"
    "\n"
)
_COUNTS = "网络共有 431,080 个参数。conv1 有 520 个，conv2 有 25,050 个，fc1 有 400,500 个，fc2 有 5,010 个。"


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        (
            _NET + "In total 431,080 parameters. The two fully connected layers hold {} of them, and conv2 "
            "alone another 6 %.",
            "94 %", "rounded",
        ),
        (
            _NET + "In total 431,080 parameters. The two fully connected layers hold 94 % of them, and "
            "conv2 alone another {}.",
            "6 %", "rounded",
        ),
        (_NET + "In total 431,080 parameters. The two fully connected layers hold {} of them.", "84 %", "wrong"),
        (_COUNTS + "fc1 独占 {}。", "93%", "rounded"),
        (_COUNTS + "fc1 独占 {}。", "39%", "wrong"),
        ("- 5×5 → two 3×3: 25 → 18 weights per channel pair, a saving of {}.", "28 %", "right"),
        ("- 5×5 → two 3×3: 25 → 18 weights per channel pair, a saving of {}.", "72 %", "wrong"),
        ("把 7×7 换成三个 3×3，权重由 49C² 变成 27C²，省去 {}。", "55%", "wrong"),
        ("把 7×7 换成三个 3×3，权重由 49C² 变成 27C²，省去 {}。", "45%", "rounded"),
        ("Weights: 27·C² for the stack, 49·C² for the single layer, i.e. {} of it.", "55 %", "rounded"),
        ("The table has 60 of 96 possible links, only {} of them.", "62.5 %", "right"),
        ("The table has 60 of 96 possible links, only {} of them.", "65.2 %", "wrong"),
        ("采样了 25 个位置，而窗口共有 81 个，只占 {}。", "31%", "rounded"),
        ("采样了 25 个位置，而窗口共有 81 个，只占 {}。", "13%", "wrong"),
        (_SEPARABLE + "The ratio is {}, as the formula 1/128 + 1/9 says.", "0.119", "rounded"),
        (_SEPARABLE + "So the separable block is {} cheaper.", "8.4 times", "rounded"),
        (_SEPARABLE + "That is a speed-up of {}.", "8.4", "rounded"),
        (_SEPARABLE + "The pointwise part makes {} of the block.", "93 %", "rounded"),
        ("With a width multiplier of 0.5 the pointwise multiplications fall to {}.", "a quarter", "right"),
        ("With a width multiplier of 0.5 the depthwise multiplications fall to {}.", "a quarter", "wrong"),
        ("With α = 1/2 on both channel counts, the cost of a pointwise layer falls to {}.", "a quarter", "right"),
        ("Going from 224 to 192 pixels leaves {} of the multiplications.", "73 %", "rounded"),
        ("Going from 224 to 192 pixels leaves {} of the multiplications.", "86 %", "wrong"),
        ("改用分组卷积 g = 8，权重为原来的 {}。", "1/8", "right"),
        ("改用分组卷积 g = 8，权重为原来的 {}。", "1/64", "wrong"),
        (
            _MODELS + "VGG-16 needs {} the multiplications of ResNet-18 and 11.8 times its parameters.",
            "8.6 times", "rounded",
        ),
        (
            _MODELS + "VGG-16 needs 8.6 times the multiplications of ResNet-18 and {} its parameters.",
            "11.8 times", "rounded",
        ),
        (
            _MODELS + "VGG-16 needs 8.6 times the multiplications of ResNet-18 and {} its parameters.",
            "21.8 times", "wrong",
        ),
        ("全网 25,557,032 个参数，是 AlexNet（6097 万）的 {}。", "42%", "rounded"),
        ("全网 25,557,032 个参数，是 AlexNet（6097 万）的 {}。", "24%", "wrong"),
        ("感受野由 7 增大到 15，边长之比约 2.1 倍，面积之比约 {}。", "4.6 倍", "rounded"),
        ("感受野由 7 增大到 15，边长之比约 2.1 倍，面积之比约 {}。", "4.3 倍", "wrong"),
        ("The stem has 4,608 weights, the head 18,432. Accuracy rose by {}.", "3 %", None),
        (
            "Training took 12 hours on 8 GPUs, {} faster than before; the net has 18,432 weights and 4,608 biases.",
            "3 times", None,
        ),
        (
            "We train for 90 epochs, divide the rate by 10 at 30 and 60. Dropout {} in fc6, 4,096 units of 9,216.",
            "50 %", None,
        ),
        ("从 30 轮到 60 轮，准确率提高了 {}。", "2%", None),
        ("25 → 18 images per second, a loss of {}.", "28 %", None),
        (
            "A plain 3×3 convolution from 64 to 64 channels costs 36,864 multiplications per pixel. "
            "The bottleneck 64→16→16→64 costs 1,024 + 2,304 + 1,024 = 4,352 per pixel, about {} less.",
            "8.5 times", "rounded",
        ),
        (
            "A plain 3×3 convolution from 64 to 64 channels costs 36,864 multiplications per pixel. "
            "The bottleneck 64→16→16→64 costs 1,024 + 2,304 + 1,024 = 4,352 per pixel, about {} less.",
            "5.8 times", "wrong",
        ),
        (
            "Flattening 7×7×512 into 10 classes takes 250,890 parameters. Global average pooling and "
            "then 10 units needs 5,130 instead, {} fewer.",
            "49 times", "rounded",
        ),
        (
            "Flattening 7×7×512 into 10 classes takes 250,890 parameters. Global average pooling and "
            "then 10 units needs 5,130 instead, {} fewer.",
            "94 times", "wrong",
        ),
        (_LAYERS + "The last layer alone holds {} of all parameters.", "68 %", "rounded"),
        (_LAYERS + "Conv2 contributes {} of the total.", "30.6 %", "rounded"),
        (_LAYERS + "Conv2 contributes {} of the total.", "36.0 %", "wrong"),
        (_LAYERS + "The convolutions together account for only {}.", "32 %", "rounded"),
        (_LAYERS + "The convolutions together account for only {}.", "23 %", "wrong"),
        ("Halving the side of the input from 64 to 32 pixels divides the multiplications by {}.", "four", "right"),
        ("Halving the side of the input from 64 to 32 pixels divides the multiplications by {}.", "eight", "wrong"),
        ("Doubling both channel counts makes the number of weights {} as large.", "four times", "right"),
        ("Doubling both channel counts makes the number of weights {} as large.", "twice", "wrong"),
        ("With 4 groups the weights drop from 147,456 to 36,864, by a factor of {}.", "4", "right"),
        ("With 4 groups the weights drop from 147,456 to 36,864, by a factor of {}.", "16", "wrong"),
        (
            "The flattened version had 1,605,760 parameters. Ours has 12,810, a reduction of more than {}.",
            "99 %", "rounded",
        ),
        ("Two 3×3 layers need 18C² weights, a single 5×5 one 25C², so stacking saves {}.", "28 %", "right"),
        ("Two 3×3 layers need 18C² weights, a single 5×5 one 25C², so stacking saves {}.", "38 %", "wrong"),
        ("conv2 has 18,496 parameters and conv3 36,928, i.e. {} as many.", "twice", "rounded"),
        ("conv2 has 18,496 parameters and conv3 36,928, i.e. {} as many.", "three times", "wrong"),
        ("The encoder has 4.7 M parameters and the decoder 7.6 M. So the encoder contributes {}.", "38 %", "rounded"),
        (
            "The block makes 903,168 depthwise and 12,845,056 pointwise multiplications. The "
            "depthwise part accounts for only {}.",
            "6.6 %", "rounded",
        ),
        (
            "The block makes 903,168 depthwise and 12,845,056 pointwise multiplications, so {} of "
            "the work is pointwise.",
            "93 %", "rounded",
        ),
        ("MobileNet has 4.2 M parameters, VGG-16 138 M: a factor of {}.", "33", "rounded"),
        ("MobileNet has 4.2 M parameters, VGG-16 138 M: a factor of {}.", "43", "wrong"),
        (
            "The transposed layer maps 14×14×128 to 28×28×64, so it gives {} as many values as it receives.",
            "twice", "right",
        ),
        ("A 2×2 max pool with stride 2 discards {} of the activations.", "75 %", "right"),
        ("A 2×2 max pool with stride 2 discards {} of the activations.", "50 %", "wrong"),
        ("标准卷积需要 115,605,504 次乘法，深度可分离卷积需要 13,748,224 次，相当于前者的 {}。", "11.9%", "rounded"),
        ("标准卷积需要 115,605,504 次乘法，深度可分离卷积需要 13,748,224 次，相当于前者的 {}。", "19.1%", "wrong"),
        ("conv1 有 1,792 个参数，conv2 有 36,928 个，是 conv1 的 {}。", "20.6 倍", "rounded"),
        ("conv1 有 1,792 个参数，conv2 有 36,928 个，是 conv1 的 {}。", "26.0 倍", "wrong"),
        ("网络参数共 61,706 个，其中全连接层 F5 有 48,120 个，占 {}。", "78%", "rounded"),
        ("网络参数共 61,706 个，其中全连接层 F5 有 48,120 个，占 {}。", "87%", "wrong"),
        ("网络参数共 61,706 个。C5 有 48,120 个，一层就占了{}。", "近八成", "rounded"),
        ("网络参数共 61,706 个。C5 有 48,120 个，一层就占了{}。", "近六成", "wrong"),
        ("普通卷积 589,824 个权重，可分离卷积 67,840 个，不到原来的{}。", "八分之一", "rounded"),
        ("普通卷积 589,824 个权重，可分离卷积 67,840 个，不到原来的{}。", "十分之一", "wrong"),
        ("把 3×3 换成 1×1，权重由 36,864 减到 4,096，少了 {}。", "8/9", "right"),
        ("把 3×3 换成 1×1，权重由 36,864 减到 4,096，少了 {}。", "7/9", "wrong"),
        ("参数由 61.7 万降到 7.3 万，压缩到原来的 {}。", "11.8%", "rounded"),
        ("参数由 61.7 万降到 7.3 万，压缩到原来的 {}。", "18.1%", "wrong"),
        ("瓶颈结构使计算量从 1.2 亿 降到 1240 万，约为原来的 {}。", "10.3%", "rounded"),
        ("瓶颈结构使计算量从 1.2 亿 降到 1240 万，约为原来的 {}。", "13.0%", "wrong"),
        ("输入 56×56×64 共 200,704 个数，输出 28×28×128 共 100,352 个，输出只有输入的{}。", "一半", "right"),
        ("空洞率为 2 的 3×3 卷积感受野是 5×5，只用 9 个权重，而普通 5×5 要 25 个，只有其 {}。", "36%", "right"),
        ("空洞率为 2 的 3×3 卷积感受野是 5×5，只用 9 个权重，而普通 5×5 要 25 个，只有其 {}。", "63%", "wrong"),
        ("边长从 7 增加到 21，是原来的 {}。", "3 倍", "right"),
        ("边长从 7 增加到 21，是原来的 {}。", "4 倍", "wrong"),
        ("权重占 1.2 MB，激活占 3.1 MB，激活是权重的 {}。", "2.6 倍", "rounded"),
        ("权重占 1.2 MB，激活占 3.1 MB，激活是权重的 {}。", "6.2 倍", "wrong"),
        (
            "\\begin{tabular}{lr}\nstem & 9{,}408 \\\\\nstage 1 & 215{,}808 \\\\\nstage 2 & "
            "1{,}219{,}584 \\\\\nhead & 2{,}049{,}000 \\\\\n\\end{tabular}\n\nThe head thus has {} "
            "the weights of stage 2.",
            "1.7 times", "rounded",
        ),
        (
            "The grouped layer uses 18,432 weights. Without groups it would be 147,456, that is {} as many.",
            "eight times", "right",
        ),
        (
            "The grouped layer uses 18,432 weights. Without groups it would be 147,456, that is {} as many.",
            "six times", "wrong",
        ),
        (
            "Standard: 3·3·32·64·56·56 = 57,802,752 MACs. Separable: (9·32 + 32·64)·56·56 = "
            "7,325,696 MACs. Savings: {}.",
            "87 %", "rounded",
        ),
        (
            "Standard: 3·3·32·64·56·56 = 57,802,752 MACs. Separable: (9·32 + 32·64)·56·56 = "
            "7,325,696 MACs. Savings: {}.",
            "78 %", "wrong",
        ),
        (
            "Parameters: 1,024·10 + 10 = 10,250 with pooling, 50,176·10 + 10 = 501,770 without; "
            "pooling cuts the head to {}.",
            "2 %", "rounded",
        ),
        ("AlexNet: 61 M parameters. SqueezeNet: 1.24 M. SqueezeNet is thus {} smaller.", "49 times", "rounded"),
        ("AlexNet: 61 M parameters. SqueezeNet: 1.24 M. SqueezeNet is thus {} smaller.", "94 times", "wrong"),
        (
            "Layer 1 has 320 parameters, layer 2 has 18,496 and the classifier 16,010. Over half of "
            "the 34,826 parameters, {}, are in layer 2.",
            "53 %", "rounded",
        ),
        # right behind the two
        ("分组前 614,400 个权重，分组后 307,200 个，正好{}。", "一半", "right"),
        ("分组前 614,400 个权重，分组后 307,200 个，正好{}。", "三分之一", "wrong"),
        ("标准卷积 2,359,296 个权重。改为深度可分离后为 266,752 个，只有 {}。", "11.3%", "rounded"),
        ("标准卷积 2,359,296 个权重。改为深度可分离后为 266,752 个，只有 {}。", "13.1%", "wrong"),
        ("Depthwise separable: 8.4 M multiply–adds, ordinary: 70.6 M; the ratio is {}.", "0.119", "rounded"),
        ("The 5×5 layer needs 614,656 parameters in place of 221,440, that is {} more.", "178 %", "rounded"),
        ("The 5×5 layer needs 614,656 parameters in place of 221,440, that is {} more.", "78 %", "wrong"),
        # the told pair counts more than a change that nobody says is that of the weights alone
        ("通道由 256 减到 64，权重从 589,824 减到 36,864，是原来的 {}。", "1/16", "right"),
        ("通道由 256 减到 64，权重从 589,824 减到 36,864，是原来的 {}。", "1/4", "wrong"),
        # the sentence speaks of something else
        ("From 64 to 32 pictures a batch, the accuracy drops by {}.", "5 %", None),
        ("It has 18,432 weights, and grouped 4,608 weights. Accuracy is {} of before.", "52 %", None),
        ("It has 18,432 weights, and grouped 4,608 weights. That is {} of before.", "52 %", "wrong"),
        ("从 30 轮到 60 轮，准确率提高了 {}。", "50%", None),
        ("学习率从 32 降到 8，损失降到 {}。", "75%", None),
    ],
)  # fmt: skip
def test_a_ratio_finds_its_sides(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict
