"""Bytes as texts tell them, right and mistaken, and bytes of more than what is told."""

from __future__ import annotations

import pytest
from document_findings import WRONG, said, verdict_at

NET = (
    "Input 64×32×3. L1 is a 3×3 convolution with 8 kernels, stride 1 and padding 1. "
    "P1 is a 2×2 max pooling with stride 2.\n\n"
)


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        ("The map holds 802,816 floats, that is 3.2 MB; a batch of 32 needs {}.", "103 MB", "rounded"),
        ("The map holds 802,816 floats, that is 3.2 MB; a batch of 32 needs {}.", "130 MB", "wrong"),
        ("64·28·28 = 50,176 values, times 2 bytes, times 16: {}.", "1.61 MB", "rounded"),
        ("64·28·28 = 50,176 values, times 2 bytes, times 16: {}.", "3.2 MB", "wrong"),
        ("The weights take 102 MB in float32; half precision brings this to {}.", "51 MB", "right"),
        ("The weights take 102 MB in float32; half precision brings this to {}.", "15 MB", "wrong"),
        ("每张图的激活为 12.8 MB，批大小 32 时为 {}。", "410 MB", "rounded"),
        ("每张图的激活为 12.8 MB，批大小 32 时为 {}。", "140 MB", "wrong"),
        ("The feature map has 64·112·112 = 802,816 entries; at 4 bytes each it takes {}.", "3.2 MB", "rounded"),
        ("The feature map has 64·112·112 = 802,816 entries; at 4 bytes each it takes {}.", "2.3 MB", "wrong"),
        ("102,764,544 个参数，每个 4 字节，约 {}。", "411 MB", "rounded"),
        ("102,764,544 个参数，每个 4 字节，约 {}。", "206 MB", "wrong"),
        ("The model has 11,689,512 parameters: {} in float32.", "46.8 MB", "rounded"),
        ("The model has 11,689,512 parameters: {} in float32.", "48.6 MB", "wrong"),
        ("The model has 11,689,512 parameters: {} in float16.", "23.4 MB", "rounded"),
        ("The model has 11,689,512 parameters: {} in float16.", "46.8 MB", "wrong"),
        ("At 8 bits the 2,300,000 weights fit into {} of flash.", "2.3 MB", "right"),
        ("At 8 bits the 2,300,000 weights fit into {} of flash.", "3.2 MB", "wrong"),
        ("特征图 56×56×256，float16，占 {}。", "1.6 MB", "rounded"),
        ("特征图 56×56×256，float16，占 {}。", "3.2 MB", "wrong"),
        ("The logits, 21×256×256, need {} in float32.", "5.25 MiB", "right"),
        ("The logits, 21×256×256, need {} in float32.", "1.31 MiB", "wrong"),  # a byte each
        ("The logits, 21×256×256×4, need {} in float32.", "5.25 MiB", "right"),
        ("特征图 56×56×256，共 802,816 个数，按 float32 计 {}。", "3.2 MB", "rounded"),
        ("特征图 56×56×256，共 802,816 个数，按 float32 计 {}。", "32 MB", "wrong"),
        ("One 224×224×64 float32 map takes 12.8 MB, two of them {}.", "25.7 MB", "rounded"),
        # the bits that are told say which floats they are
        ("The map has 864,000 values; in 16-bit floats this is {}.", "1,728,000 bytes", "right"),
        ("The map has 864,000 values; in 16-bit floats this is {}.", "3,456,000 bytes", "wrong"),
        # a calculation may have the bytes of a number among its factors
        ("Each value is a 32-bit float, so the features take 200×150×100×32/8 ~ {} of RAM.", "11.4 MB", "right"),
        ("每个数为 32 位浮点数，输出的 200×150×100 个数占 {}。", "24 MB", "wrong"),
        # all digits of a batch count
        ("One map takes 11.4 MB. If a training batch contains 100 images, the layer takes {}.", "1 GB", None),
        # of both behind a word for narrower numbers the first may be those before
        ("激活改成 16 位，181 MiB 变成 {}。", "90.6 MiB", "rounded"),
        ("激活改成 16 位，181 MiB 变成 {}。", "181 MiB", "right"),
        # an erratum tells a wrong figure and the right one, each between quotation marks
        ("p. 45: 56 maps of 45 × 80 in half precision: for “806.4 kB” read “{}”.", "403.2 kB", "right"),
        # plain bytes told again in a larger unit
        ("模型存成 float32 是 1622608 字节，约 {}。", "1.55 MiB", "rounded"),
        ("模型存成 float32 是 1622608 字节，约 {}。", "2.79 MiB", "wrong"),
        ("The batch needs 740,000 bytes, or {}.", "0.71 MiB", "rounded"),
        ("The batch needs 740,000 bytes, or {}.", "0.85 MiB", "wrong"),
        ("The batch needs 740,000 bytes, or {} with the labels.", "0.85 MiB", None),
        ("14*14*128*4 字节 = 100,352 字节，也就是 {}。", "98 KiB", "right"),
        ("14*14*128*4 字节 = 100,352 字节，也就是 {}。", "98 MiB", "wrong"),
        # KiB and MiB are powers of 1024, KB and MB what the text says
        ("两层之和为 8,192 + 4,096 = 12,288 字节，即 {}。", "12 KiB", "right"),
        ("两层之和为 8,192 + 4,096 = 12,288 字节，即 {}。", "12.3 KiB", "wrong"),
        ("两层之和为 8,192 + 4,096 = 12,288 字节，即 {}。", "12.3 KB", "rounded"),
        ("两层之和为 8,192 + 4,096 = 12,288 字节，约 {}（1 KB = 1024 字节）。", "12.3 KB", "wrong"),
        ("两层之和为 8,192 + 4,096 = 12,288 字节，约 {}（1 KB = 1000 字节）。", "12.3 KB", "rounded"),
        ("本文 1 KB = 1024 字节。\n\n两层之和为 8,192 + 4,096 = 12,288 字节，约 {}。", "12.3 KB", "wrong"),
        ("It takes 64·28·28·96·4 = 19,267,584 bytes, which is {} in decimal megabytes.", "18.4 MB", "wrong"),
        ("It takes 64·28·28·96·4 = 19,267,584 bytes, which is {} in binary megabytes.", "18.4 MB", "rounded"),
        ("It takes 64·28·28·96·4 = 19,267,584 bytes, which is {} in binary megabytes.", "19.3 MB", "wrong"),
        ("It takes 64·28·28·96·4 = 19,267,584 bytes, which is {}.", "18.4 MB", "rounded"),
        ("It takes 64·28·28·96·4 = 19,267,584 bytes, which is {}, or 18.4 MiB (2^20 bytes).", "19.3 MB", "rounded"),
        ("With a batch of 40 maps of 602,112 bytes, so {}.", "24.1 MB", "rounded"),
        # beside a mistaken figure: by it, or by the one before it
        ("100,352 values, 3.92 KiB in float32; a batch of 16 needs {}.", "6.125 MiB", "right"),
        ("100,352 values, 3.92 KiB in float32; a batch of 16 needs {}.", "62.7 KiB", "rounded"),
        ("100,352 values, 392 KiB in float32; a batch of 16 needs {}.", "61.25 MiB", "wrong"),
        ("It takes 40,960 bytes ({} with int8).", "10 KiB", "right"),
        # the width that a clause tells is a factor of its calculation, or the calculation counts numbers
        ("The map in fp16 takes 48·80·12·2 = 92,160 bytes; the same in float32 takes {}.", "184,320 bytes", "right"),
        ("The map in fp16 takes 48·80·12·2 = 92,160 bytes; the same in float32 takes {}.", "92,160 bytes", "wrong"),
        ("编码器的特征图有 128*128*8 个 float32，共 512 KiB，底部 16*16*64 个占 {}。", "64 KiB", "right"),
        ("编码器的特征图有 128*128*8 个 float32，共 512 KiB，底部 16*16*64 个占 {}。", "16 KiB", None),
        ("编码器的特征图有 128*128*8 个 float32，底部改用 int8，16*16*64 个占 {}。", "16 KiB", "right"),
        # told again it is the same, whatever width both are behind
        ("换成 float16 后输入占 3×96×96×2 = 55296 字节，也就是 {}。", "54 KiB", "right"),
        ("换成 float16 后输入占 3×96×96×2 = 55296 字节，也就是 {}。", "27 KiB", "wrong"),
        ("The input takes 110,592 bytes in float32, or {} in fp16.", "54 KiB", "right"),
        # of another name than the calculation, and as many as it only where that is said
        ("The output of c1 takes 40×30×16×4 = 76,800 B in float32; c2 takes {}.", "76,800 bytes", None),
        ("The output of c1 takes 40×30×16×4 = 76,800 B in float32; c2 takes as many, {}.", "76,800 bytes", "right"),
        # what the document says of a noun holds for it
        ("The weights are int8, the biases int32. The 24 + 12 = 36 biases take {}.", "144 bytes", "right"),
        ("The weights are int8, the biases int32. The 24 + 12 = 36 biases take {}.", "36 bytes", "wrong"),
        ("The weights are int8, the biases int32. The 1,024 weights take {}.", "1,024 bytes", "right"),
        ("The weights are int8, the biases int32. The 1,024 weights take {}.", "4,096 bytes", "wrong"),
        ("The weights are int8, the biases int32. Before, the 1,024 weights were float32: {}.", "4,096 bytes", "right"),
        ("The weights are int8. If they were not, the 1,024 weights would take {}.", "4,096 bytes", "right"),
        # of the layer that is named what is said, in the width that is said
        (f"{NET}Its input needs {{}} in int8.", "16 KiB", "right"),
        (f"{NET}Somewhere {{}} are free.", "4,096 bytes", None),
        (f"{NET}The output of L1 as int8 has {{}}.", "16,384 bytes", "right"),
        (f"{NET}The output of L1 as int8 has {{}}.", "65,536 bytes", "wrong"),
        (f"{NET}The output of L1 in fp16 has {{}}.", "16,384 bytes", "wrong"),
        (f"{NET}The output of L1 behind the pooling has, as int8, {{}}.", "4,096 bytes", None),
        # of more than the count beside them
        ("With float32 the 112×112×64 map takes 3.2 MB, and both maps {}.", "6.4 MB", None),
        ("The input of 572×572×1 takes 1.3 MB in float32, while all activations together take {}.", "1.2 GB", None),
        ("输入 224×224×3，float32，整个网络的激活约 {}。", "58 MB", None),
        ("The 512×7×7 = 25,088 values at 4 bytes each are 100 kB, for both directions {}.", "200 kB", None),
    ],
)  # fmt: skip
def test_bytes(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict


def test_a_ratio_of_wrong_bytes_is_not_told_as_another_error() -> None:
    text = "模型存成 float32 是 1,622,608 字节，约 {}；float16 减半，811,304 字节。\n"
    assert [quote for quote, _, verdict in said(text.format("2.79 MiB")) if verdict == WRONG] == ["2.79 MiB"]
    assert WRONG not in {verdict for *_, verdict in said(text.format("1.55 MiB"))}
