"""Relations between told figures: each way of telling one, and each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest
from document_findings import relation_verdict_on as verdict_on

NAMED = "| name | MACs | params |\n|--|--|--|\n| net20 | 41 M | 270,000 |\n| net56 | 126 M | 850,000 |\n\n"


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # two amounts of one sentence, or of the sentence before
        ("Pruning takes the weights from 51,200 to 38,400. That is {} less.", "25 %", "right"),
        ("Pruning takes the weights from 51,200 to 38,400. That is {} less.", "75 %", "wrong"),  # what is left
        ("Pruning takes the weights from 51,200 to 38,400. That is {} less.", "41 %", None),  # no slip that is known
        ("Pruning does not take the weights from 51,200 to 38,400, {} less.", "75 %", None),  # said to be wrong
        ("权重由 51,200 个降到 38,400 个，减少了 {}。", "25%", "right"),
        ("权重由 51,200 个降到 38,400 个，减少了 {}。", "75%", "wrong"),
        ("The block has 92,160 weights, the plain layer 921,600: {} as many.", "ten times", "right"),
        ("We write 92,160 weights and 921,600 weights, “{} as many”.", "five times", None),
        ("Pruning takes the weights from 51,200 to 38,400, {} less.", "75 %", "wrong"),
        ('Pruning takes the weights from 51,200 to 38,400, "{} less".', "75 %", None),  # another's words
        ("The stem has 4,608 weights, the stage 18,432; dropout keeps {} of the units.", "75 %", None),  # not compared
        ("18C² of the small kernels against 25C², which saves {}.", "28 %", "right"),
        ("18C² of the small kernels against 25C², which saves {}.", "72 %", "wrong"),
        # a share of a printed total
        ("The net has 80,000 parameters in total. The last layer has 60,000 parameters, {} of all.", "75 %", "right"),
        ("The net has 80,000 parameters in total. The last layer has 60,000 parameters, {} of all.", "25 %", "wrong"),
        ("全网共有 80,000 个参数。\n\n最后一层有 60,000 个参数，占全部参数的{}。", "四分之三", "right"),
        # two amounts beside the ratio, or one and the nearest before it
        ("The layer has 38,400 of 51,200 weights, {} of the 51,200 weights.", "75 %", "right"),
        ("The pruned layer needs 38,400 weights instead of 51,200, {} less.", "75 %", "wrong"),
        ("合计 69,632 个权重,少于直接卷积的 589,824 个,约为其 {}。", "11.8%", "rounded"),
        ("合计 69,632 个权重,少于直接卷积的 589,824 个,约为其 {}。", "18.1%", "wrong"),
        ("合计 69,632 个权重,少于直接卷积的 589,824 个,精度为 {}。", "71.3%", None),  # of something else
        ("最后一层有 204.8 万次乘加,占全网 41 亿次乘加的 {}。", "0.5%", "wrong"),
        ("The layer has 73,728 weights. With groups it has 18,432 weights, {} of before.", "a quarter", "right"),
        ("The layer has 73,728 weights. With groups it has 18,432 weights, {} of before.", "one sixteenth", "wrong"),
        ("The layer has 73,728 weights.\n\nAnother has 18,432 weights, {} of before.", "one sixteenth", None),
        ("The layer has 73,728 weights. With groups it has 18,432 weights, {} of all.", "one sixteenth", None),
        ("The first has 320 weights and the second one 32,000, {} as many.", "a hundred times", "right"),
        ("The first has 320 weights and the second one 32,000, {} as many.", "ten times", "wrong"),
        ("The first has 320 weights and the second one 32,000, both run {} an hour.", "ten times", None),
        ("两者参数量分别为 73,728 和 8,768，相差约 {}。", "8.4 倍", "rounded"),
        ("两者参数量分别为 73,728 和 8,768，相差约 {}。", "4.8 倍", "wrong"),
        ("参数量从 73,728 降到 8,768，约为原来的 {}。", "1/8.4", "rounded"),
        ("Pruning cuts the weights from 51,200 to 38,400, to only {}.", "25 %", "wrong"),
        # a number that is added up
        ("合计 1200+4800+600=6600 个参数,其中第二层约占 {}。", "72.7%", "rounded"),
        ("合计 1200+4800+600=6600 个参数,其中第二层约占 {}。", "35.2%", None),
        ("合计 1200+4800+600=6600 个参数,其中第二层约占 {}。", "77.2%", "wrong"),
        ("合计 1200+4800+600=6600 个参数,其中某层约占 {}。", "77.2%", None),  # nobody knows which
        # what a pool leaves of its values
        ("A 2×2 max pool with stride 2 on 24×24×16 leaves {} of the values.", "a quarter", "right"),
        ("A 2×2 max pool with stride 2 on 24×24×16 leaves {} of the values.", "half", "wrong"),
        ("A 2×2 max pool with stride 2 on 24×24×16 leaves {} of the energy.", "half", None),
        ("A max pool of width 2 with stride 2 leaves {} of the values.", "half", None),  # perhaps along one axis
        ("Pruning cuts the weights to only {} (from 51,200 to 38,400).", "75 %", "right"),
        ("Pruning cuts the weights to only {} (from 51,200 to 38,400).", "25 %", "wrong"),
        ("在 24×24×16 上做 2×2、步幅 2 的最大池化,元素个数变成原来的{}。", "四分之一", "right"),
        ("在 24×24×16 上做 2×2、步幅 2 的最大池化,元素个数变成原来的{}。", "一半", "wrong"),
        # one thing is changed
        ("若把步长改为 2,输出变为 28×28×128,乘加次数降为原来的{}。", "四分之一", "right"),
        ("若把步长改为 2,输出变为 28×28×128,乘加次数降为原来的{}。", "二分之一", "wrong"),
        ("若把步长改为 2,输出变为 28 帧,乘加次数降为原来的{}。", "二分之一", None),  # along one axis
        ("步长为 2,输出为 28×28×128,乘加次数降为原来的{}。", "二分之一", None),  # it is so, and nobody changes it
        ("输入输出通道都减半时,深度卷积的计算量变为原来的{}。", "一半", "right"),
        ("输入输出通道都减半时,深度卷积的计算量变为原来的{}。", "四分之一", "wrong"),
        ("输入输出通道都减半时,逐点卷积的计算量变为原来的{}。", "四分之一", "right"),
        ("Doubling the resolution makes {} as many multiplications.", "four times", "right"),
        ("Doubling the resolution makes {} as many multiplications.", "twice", "wrong"),
        ("Doubling the resolution makes {} as many parameters.", "four times", "wrong"),  # they stay
        ("Doubling the resolution costs {} as much.", "twice", None),
        ("把分辨率从 96 提到 192，每层的乘加次数变为 {}。", "4 倍", "right"),
        ("把分辨率从 96 提到 192，每层的乘加次数变为 {}。", "2 倍", "wrong"),
        # rows by their names
        (NAMED + "net20 has {} of the parameters of net56.", "32 %", "rounded"),
        (NAMED + "net20 has {} of the parameters of net56.", "68 %", "wrong"),
        # memory
        ("In float32 the 18,432 weights take {}.", "73,728 bytes", "right"),
        ("In float32 the 18,432 weights take {}.", "72 KiB", "right"),
        ("In float32 the 18,432 weights take {}.", "36,864 bytes", "wrong"),
        ("In float32 the 18,432 weights take {}.", "36864 B", "wrong"),
        ("In float32 the 18,432 weights take {}.", "36864B", None),  # the name of a model of so many billions
        ("In half precision the 18,432 weights take {}.", "36,864 bytes", "right"),
        ("In float32 the 18,432 weights take {}.", "73.7 KiB", "wrong"),  # thousands, and a unit of 1024
        ("In float32 the 18,432 weights take {}.", "5 GB", None),
        ("用 float16 存放 2,400,000 个参数需要 {}。", "4.8 MB", "right"),
        ("用 float16 存放 2,400,000 个参数需要 {}。", "9.6 MB", "wrong"),
        ("The table takes 18,432·4 = 73,728 bytes, {} as int8.", "18,432 bytes", "right"),  # bytes, not numbers of them
        ("The 18,432 weights take 73.7 kB as 32-bit floats and {} as 8-bit integers.", "18.4 kB", "rounded"),
        ("The 18,432 weights take 73.7 kB as 32-bit floats and {} as 8-bit integers.", "36.9 kB", "wrong"),
        ("模型有 2,400,000 个参数，单精度需要 9.6 MB；半精度需要 {}。", "2.4 MB", "wrong"),
        ("The T5-{} of another paper has 24 layers.", "11B", None),
        ("Together 320 + 4,640 + 650 = 5,610. As 32-bit floats the weights occupy {}.", "22.4 kB", "rounded"),
        ("Together 320 + 4,640 + 650 = 5,610. As 32-bit floats the weights occupy {}.", "5.61 kB", "wrong"),
        ("Together 320 + 4,640 + 650 = 5,610. As 32-bit floats the image occupies {}.", "5.61 kB", None),
        ("Its 10·561 = 5,610 values take {}.", "5.61 kB", "right"),  # the bytes may be a factor
        ("特征图占 3.06 MiB。批大小为 32 时占 {}。", "98 MiB", "rounded"),
        ("特征图占 3.06 MiB。批大小为 32 时占 {}。", "980 MiB", "wrong"),
        ("特征图占 3.06 MiB。整个网络占 {}。", "980 MiB", None),  # of no number of pictures
        # a figure that is told again, rounded
        ("The layer makes 14·14·3·3·48·96 = 8,128,512 multiplications, about {}.", "8.13 million", "rounded"),
        ("The layer makes 14·14·3·3·48·96 = 8,128,512 multiplications, about {}.", "81.3 million", "wrong"),
        ("The layer makes 14·14·3·3·48·96 = 8,128,512 multiplications, about {} per row.", "0.58 million", None),
        ("The layer makes 14·14·3·3·48·96 = 8,128,512 multiplications, about {} per row.", "0.81 million", None),
        ("The layer makes 14·14·3·3·48·96 = 8,128,512 multiplications, another one {}.", "81.3 million", None),
        ("该层有 14·14·3·3·48·96 = 8128512 次乘法,约 {}次。", "812.9 万", "rounded"),
        ("该层有 14·14·3·3·48·96 = 8128512 次乘法,约 {}次。", "81.29 万", "wrong"),
        ("该层有 8128512 次乘加,若一次乘加算两次运算,则约 {}FLOPs。", "16.3 M", "rounded"),
        # operations by the places of a map
        ("With 41,472 weights, its 14×14 map costs {} MACs.", "8.13 × 10^6", "rounded"),
        ("With 41,472 weights, its 14×14 map costs {} MACs.", "8.13 × 10^7", "wrong"),
        ("With 41,472 weights, its 14×14 map costs {} MACs.", "4.06 million", "wrong"),  # half of it
        ("With 41,472 weights, its 14×14 map costs {} MACs.", "16.3 million", None),  # twice: as operations
        ("With 41,472 weights, its 14×14 map costs {} FLOPs.", "16.3 million", "rounded"),
        ("With 41,472 weights in a and 5,120 weights in b, its 14×14 map costs {} MACs.", "8.13 × 10^7", None),  # two
        # totals
        ("权重为 82944+27648，共 {}。", "110592", "right"),
        ("权重为 82944+27648，共 {}。", "110529", "wrong"),
        ("3 steps. The two take 82,944 + 27,648 weights, in all {}.", "110,592", "right"),
        ("The two take 82,944 + 27,648 weights, with others in all {}.", "125,400", None),  # of more than is told
        ("- first: 1,216 parameters\n- second: 25,632 parameters\n- together: {}", "26,848", "right"),
        ("- first: 1,216 parameters\n- second: 25,632 parameters\n- together: {}", "26,488", "wrong"),
        ("- first: 1,216 parameters\n- second: 25,632 parameters\n- together: {}", "31,700", None),
        ("参数：C1 得 1156，C2 得 3203，F 得 11450。全网 {} 个参数。", "15890", "wrong"),
        ("参数：C1 得 1156，C2 得 3203，F 得 11450。原文全网作 {} 个参数。", "15890", None),  # what another text prints
        ("参数：C1 得 1156，C2 得 3203，F 得 11450。按原样，全网 {} 个参数。", "15890", "wrong"),
        ("参数：C1 得 1156，C2 得 3203，F 得 11450。全网 {} 个参数。", "16809", None),  # 4203 may be meant
        ("The two have 2250 and 8010 weights, {} altogether.", "10350", None),  # 8100 may be meant
        # small counts are parts of it where they are calculated, of whatever they are
        ("Depthwise: 9·48 + 48 = 480. Pointwise: 48·64 + 64 = 3136. Together {}.", "3616", "right"),
        ("Depthwise: 9·48 + 48 = 480. Pointwise: 48·64 + 64 = 3136. Together {}.", "3516", "wrong"),
        ("Depthwise: 480 weights. Pointwise: 3136. Together {}.", "3516", None),  # 3036 may be meant
        ("Depthwise: 9·48 + 48 = 480. Pointwise: 48·64 + 64 = 3136. A plain one has {}.", "3516", None),
        ("参数：121×8+8 = 976，25×8×16+16 = 3216，3600×6+6 = 21606；合计 {}。", "25798", "right"),
        ("参数：121×8+8 = 976，25×8×16+16 = 3216，3600×6+6 = 21606；合计 {}。", "25998", "wrong"),
        # operations by parameters, of which the biases move to no place
        ("The 24 × 180 × 240 map has 672 parameters and costs {} MACs.", "28.0 M", "rounded"),
    ],
)  # fmt: skip
def test_a_relation(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text.format(place)) == verdict
