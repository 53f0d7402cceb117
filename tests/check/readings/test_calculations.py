"""Calculations in running text: the text, then what is found in it and what is said of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from conftest import tries
from hypothesis import assume, example, given
from hypothesis import strategies as st

from symcnn.check.readings.calculations import judged
from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.limits import MAX_NESTING
from symcnn.core.written.arithmetic import OPERATIONS
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Num, Op, negated, total, walk
from symcnn.documents.reading.statements import RELATION, statements_of_line
from symcnn.documents.reading.stretches import stretches
from symcnn.documents.reading.tokens import normal

RIGHT, WRONG, ROUNDED, CONDITIONAL, UNDECIDED = "right", "wrong", "rounded", "conditional", "undecided"


def found(text: str) -> list[tuple[str, Calculation]]:
    """What is found in a text, with the words of its place."""
    plain = normal(text)
    lines = stretches(plain, 0, len(plain), RELATION)
    findings = [judged(readings) for line in lines for readings in statements_of_line(plain, *line)]
    return [(text[finding.start : finding.end], finding) for finding in findings if finding is not None]


def verdicts(text: str) -> list[tuple[str, str]]:
    """The places and the verdicts alone."""
    return [(quote, finding.verdict.value) for quote, finding in found(text)]


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        # signs
        ("(5*5+1)*6*28*28 = 122304", "(5*5+1)*6*28*28 = 122304", RIGHT),
        ("其中55=(227-11)/4+ 1。", "55=(227-11)/4+ 1", RIGHT),
        ("27=(27+2∗2−5)/1+1", "27=(27+2∗2−5)/1+1", RIGHT),
        ("5(3+1) = 20", "5(3+1) = 20", RIGHT),
        ("3 × 3 × 1 x 256 + 256 = 2,560", "3 × 3 × 1 x 256 + 256 = 2,560", RIGHT),
        ("(5x5x28x28)x192x32=120422400", "(5x5x28x28)x192x32=120422400", RIGHT),
        ("5²·3 = 75", "5²·3 = 75", RIGHT),
        ("8^2*4=256", "8^2*4=256", RIGHT),
        ("2**10 = 1024", "2**10 = 1024", RIGHT),
        ("（５×５＋１）×６＝１５６", "（５×５＋１）×６＝１５６", RIGHT),
        ("5*5 等于 25", "5*5 等于 25", RIGHT),
        ("⌊(32 − 5)/2⌋ + 1 = 14", "⌊(32 − 5)/2⌋ + 1 = 14", RIGHT),
        ("⌈(32 - 5)/2⌉ + 1 = 14", "⌈(32 - 5)/2⌉ + 1 = 14", WRONG),
        ("floor(27/2) + 1 = 14", "floor(27/2) + 1 = 14", RIGHT),
        # TeX
        (r"\frac{128-3}2+1 = 63.5", r"\frac{128-3}2+1 = 63.5", RIGHT),
        (r"\left\lfloor\frac{128-3}{2}\right\rfloor+1 = 63", r"\lfloor\frac{128-3}{2}\right\rfloor+1 = 63", RIGHT),
        (r"5 \times 5 \cdot 3 \ast 2 = 150", r"5 \times 5 \cdot 3 \ast 2 = 150", RIGHT),
        (r"1{,}024 \times 2 = 2{,}048", r"1{,}024 \times 2 = 2{,}048", RIGHT),
        ("\x1f5 \\times 5\x1f = 25", "5 \\times 5\x1f = 25", RIGHT),
        (r"3*3*64 + 64 &= 576 + 64 \\ &= 640", r"3*3*64 + 64 &= 576 + 64 \\ &= 640", RIGHT),
        # chains and lines
        ("PC = WC + BC = 150 + 6 = 156", "150 + 6 = 156", RIGHT),
        ("a = 2*3 = 6 = 7", "2*3 = 6 = 7", WRONG),
        ("(5*5*1 + 1)*6\n = 156", "(5*5*1 + 1)*6\n = 156", RIGHT),
        ("3*3*64 +\n64 = 640", "3*3*64 +\n64 = 640", RIGHT),
        ("- 28*28 = 784", "28*28 = 784", RIGHT),
        ("5*5 = 25\n≈ 1.2 GFLOPs", "5*5 = 25", RIGHT),
        ("2*2359808 = 4719616\n≈ 4.7M", "2*2359808 = 4719616\n≈ 4.7M", RIGHT),
        ("(5*5*1 + 1)*6\n = 165", "(5*5*1 + 1)*6\n = 165", WRONG),
        # annotations, and what a web page printed twice
        ("55(尺度)*4(步长) + (11(尺度)-4(步长)) = 227", "55(尺度)*4(步长) + (11(尺度)-4(步长)) = 227", RIGHT),
        ("28(height) * 28(width) = 784", "28(height) * 28(width) = 784", RIGHT),
        ("112 × 112 × 32 = 401,408(3.57%)", "112 × 112 × 32 = 401,408(3.57%)", RIGHT),
        ("图像的尺寸为(27−3)/2+1=13(27−3)/2+1=13，输出", "(27−3)/2+1=13", RIGHT),
        ("96个11×11×311×11×3的卷积核，96×11×11×3=34848", "96×11×11×3=34848", RIGHT),
        ("Output size: 28 * 28 (32-5 + 1) = 28", "(32-5 + 1) = 28", RIGHT),
        ("12*12*256(26-3)/2+1=12", "(26-3)/2+1=12", CONDITIONAL),
        # numbers as people write them
        ("1 792 * 2 = 3 584", "1 792 * 2 = 3 584", RIGHT),
        ("1'792 * 2 = 3'584", "1'792 * 2 = 3'584", RIGHT),
        ("4097*4096 = 16.8M", "4097*4096 = 16.8M", ROUNDED),
        ("5*5*200 + 20 = 5.02k", "5*5*200 + 20 = 5.02k", RIGHT),
        ("112*112*64=800K", "112*112*64=800K", ROUNDED),
        ("3*3*512*512 = 2.3M", "3*3*512*512 = 2.3M", ROUNDED),
        ("3*3*512*512 = 2.2M", "3*3*512*512 = 2.2M", WRONG),
        ("6000万(个参数)×32位(float32)=19.2亿位≈228.88MB", "6000万(个参数)×32位(float32)=19.2亿位≈228.88MB", RIGHT),
        ("6000万×32位=19.2亿位≈240MB", "6000万×32位=19.2亿位≈240MB", RIGHT),
        ("6000万×32位=19.2亿位≈260MB", "6000万×32位=19.2亿位≈260MB", WRONG),
        ("16781312 * 4 B = 64.02 MiB", "16781312 * 4 B = 64.02 MiB", ROUNDED),
        ("64 × 3.0625 = 196 MiB", "64 × 3.0625 = 196 MiB", RIGHT),
        ("64 × 3.0625 = 197 MiB", "64 × 3.0625 = 197 MiB", WRONG),
        ("of 10, 5*5 = 26 weights", "5*5 = 26", WRONG),
        ("15M * 4 bytes ~= 60MB / image", "15M * 4 bytes ~= 60MB", RIGHT),
        ("25/100 = 25%", "25/100 = 25%", RIGHT),
        ("(10 - 3.2)/10 = 68%", "(10 - 3.2)/10 = 68%", RIGHT),
        ("926425600 / 105303040 = 8.80", "926425600 / 105303040 = 8.80", ROUNDED),
        ("22/7 ≈ 3.14", "22/7 ≈ 3.14", RIGHT),
        ("22/7 ≈ 3.2", "22/7 ≈ 3.2", UNDECIDED),
        ("224*224*64 = 3.211.264", "224*224*64 = 3.211.264", RIGHT),
        ("32·32·10 = 10.240", "32·32·10 = 10.240", RIGHT),
        ("1e-3 * 10 = 1e-2", "1e-3 * 10 = 1e-2", RIGHT),
        (r"61{,}100{,}840 \times 4\,\text{bytes} \approx 244.4\,\text{MB}",
         r"61{,}100{,}840 \times 4\,\text{bytes} \approx 244.4\,\text{MB}", RIGHT),
        (r"2 \times 70276800 \approx 1.4 \times 10^8", r"2 \times 70276800 \approx 1.4 \times 10^8", RIGHT),
        (r"2 \times 70276800 \approx 1.9 \times 10^8", r"2 \times 70276800 \approx 1.9 \times 10^8", WRONG),
        ("112576*4/1024/1024 = 0.43 MB", "112576*4/1024/1024 = 0.43 MB", ROUNDED),
        ("138M*4B/1024/1024 ≈ 526MB", "138M*4B/1024/1024 ≈ 526MB", RIGHT),
        ("4 × 102.4 = 409.6 MB", "4 × 102.4 = 409.6 MB", RIGHT),
        ("4 × 102.4 = 419.6 MB", "4 × 102.4 = 419.6 MB", WRONG),
        ("4 × 8 = 32 bit = 4 Byte", "4 × 8 = 32 bit = 4 Byte", RIGHT),
        ("154,587 x 4 = 618,348 B ~ 604 KB", "154,587 x 4 = 618,348 B ~ 604 KB", RIGHT),
        # other ways to write the same number
        ("so 62369152=62.3 million of them", "62369152=62.3 million", ROUNDED),
        ("19,267,584 bytes ≈ 18.4 MB", "19,267,584 bytes ≈ 18.4 MB", RIGHT),
        # what is counted
        ("75 weights + 1 bias = 76", "75 weights + 1 bias = 76", RIGHT),
        ("75 weights + 1 bias = 77", "75 weights + 1 bias = 77", WRONG),
        ("6 filters * (5*5*3 + 1) = 456", "6 filters * (5*5*3 + 1) = 456", RIGHT),
        ("10个卷积核×76=760", "10个卷积核×76=760", RIGHT),
        ("1 epoch = 60000/128 = 469 iterations", "60000/128 = 469", ROUNDED),
        ("49000/50 = 980 iterations/epoch", "49000/50 = 980", RIGHT),
        ("60,000 × 3,072 B = 184.3MB (about 175 MiB)", "60,000 × 3,072 B = 184.3MB (about 175 MiB)", ROUNDED),
        ("96*11*11*3 = 34.8K (34,848 weights)", "96*11*11*3 = 34.8K", ROUNDED),
        ("27496448/231211008=0.119≈1/8.4", "27496448/231211008=0.119≈1/8.4", ROUNDED),
        ("27496448/231211008=0.119≈1/7", "27496448/231211008=0.119≈1/7", WRONG),
        ("16 filters (5x5x6) = 16*150 + 16 = 2416", "16*150 + 16 = 2416", RIGHT),
        ("96@55×55 = 290,400", "96@55×55 = 290,400", RIGHT),
        ("240MB/4.9MB = 49x smaller", "240MB/4.9MB = 49", ROUNDED),
        ("9*9*64 = 5,184 = 20.7KB (fp32) = 10.4KB (fp16)", "9*9*64 = 5,184 = 20.7KB (fp32) = 10.4KB (fp16)", ROUNDED),
        ("112x112x64 = 2.9MB", "112x112x64 = 2.9MB", WRONG),
        ("2 × 1.8 GFLOPs = 3.6 GFLOPs", "2 × 1.8 GFLOPs = 3.6 G", RIGHT),
        ("2 × 1.8 GFLOPs = 3.8 GFLOPs", "2 × 1.8 GFLOPs = 3.8 G", WRONG),
        # signs within products, references behind results, sizes of maps
        ("2*-1 + 9*-1 = -11", "2*-1 + 9*-1 = -11", RIGHT),
        ("(5*5+1)*6 = 156[3]", "(5*5+1)*6 = 156", RIGHT),
        (r"(32-5)/1+1 = 28\quad(2)", "(32-5)/1+1 = 28", RIGHT),
        (r"\max(0, 1, 3, 4)=4", r"\max(0, 1, 3, 4)=4", RIGHT),
        ("32 - 5 + 1 = 28 × 28", "32 - 5 + 1 = 28 × 28", RIGHT),
        ("32 - 5 + 1 = 27 × 27", "32 - 5 + 1 = 27 × 27", WRONG),
        # sides that go on from the result before them
        ("5*5*3 = 75 + 1 = 76", "5*5*3 = 75 + 1 = 76", RIGHT),
        ("5 × 5 = 25 × 6 = 150 + 6 = 156", "5 × 5 = 25 × 6 = 150 + 6 = 156", RIGHT),
        ("5*5*3 = 75 + 1 = 77", "5*5*3 = 75 + 1 = 77", WRONG),
        # divisions that only hold rounded
        ("(64 - 5 + 4)/2 + 1 = 63/2 + 1 = 31 + 1 = 32", "(64 - 5 + 4)/2 + 1 = 63/2 + 1 = 31 + 1 = 32", CONDITIONAL),
        ("50000/64≈782", "50000/64≈782", CONDITIONAL),
        ("(28+2*0-7)/2+1=11", "(28+2*0-7)/2+1=11", CONDITIONAL),
        ("(54-3)/2+1=25.5+1=26", "(54-3)/2+1=25.5+1=26", CONDITIONAL),
        ("(110-3)/2+1 = 55", "(110-3)/2+1 = 55", CONDITIONAL),
        ("(28-7)/2+1 = 12", "(28-7)/2+1 = 12", CONDITIONAL),
        ("(28-7)/2+1 = 13", "(28-7)/2+1 = 13", WRONG),
        ("(224-11+4)/4+1 = 55", "(224-11+4)/4+1 = 55", CONDITIONAL),
        ("(224-11+2)/4+1 = 55", "(224-11+2)/4+1 = 55", CONDITIONAL),
        # limits
        ("9^9^9^9 + 1 = 4", "9^9^9^9 + 1 = 4", UNDECIDED),
    ],
)  # fmt: skip
def test_what_is_said_of_a_calculation(text: str, quote: str, verdict: str) -> None:
    assert verdicts(text) == [(quote, verdict)]


@pytest.mark.parametrize(
    "text",
    [
        "VGG 16 = 138 * 10^6",  # the digits of a name
        "conv2 = 5*5",
        "第3层=5*5",
        "N - 3 = 7",  # a letter
        "n*5 = 20",
        "3x = 6",
        "2 * (n - 1) * 5 = 20",
        "7 = 5*n + 2",
        "O = 28",
        "28 = 28",
        "input 28×28×6 = 14×14×24 after pooling is what nobody writes, but 2×3×4 = 4×3×3",  # shapes, not results
        "60000/60000 [==============================] - 8s - loss: 0.17",
        "in_channels == 3 * 4",
        "x => 3 * 4, y -> 5 * 6",
        # parts of something else
        "sqrt(16+9) = 5",
        r"\sqrt{16+9} = 5",
        "√(3²+4²) = 5",
        "log(100*10) = 3",
        "exp(2*3) = 403.4",
        "arr[2*3] = 5",
        r"\log_{10}(100/10) = 1",
        "r_3 = 1+2+2+2 = 7",
        r"r_{3} = 1+2+2+2 = 7",
        "10 mod 3 + 1 = 2",
        "3 times 4 + 1 = 13",
        "27 // 2 + 1 = 14",
        "half of 4*4 = 8",
        "3乘以4+1=13",
        "20除以2+1=11",
        "max(1,100) = 100",
        "100 - 20% = 80",
        "11:30 - 2 = 9:30",
        "2,5 * 4 = 10",
        r"1{.}5 \times 2 = 3",
        "v1.0 = 2*3",
        "Fig. 2.1 = 3 × 3",
        "14 — 3 + 1 = 12",
        "16 = 10 + 3 conv + 3 fc",
        "2*3 ~ 10",
        "1.82\\times10^9 \\approx 1.8\x1f G",
        "32x32 - 5x5 + 1 = 28x28",
        "two 3x3: 3x3 + 3x3 = 5x5",
        "stride 2 = 2x2",
        "1 0 - 1 = 3",
        "a += 3 * 4",
        "=" * 5000,
        "(" * 5000 + " = 4 * 5",
        "3 * 4 = " + "(" * 500 + "12" + ")" * 500,
        "an epoch is 50, 000/100 = 500 iterations",
    ],
)
def test_what_is_not_a_calculation(text: str) -> None:
    assert [pair for pair in verdicts(text) if pair[1] != RIGHT] == []


@pytest.mark.parametrize(
    ("text", "name", "mended", "is_certain"),
    [
        ("96×11×11×3+96=34848", "last-term-left-out", "96×11×11×3+96=34944", False),
        ("(5*5+1)*6*28*28 = 122340", "digits-exchanged", "(5*5+1)*6*28*28 = 122304", True),
        ("(5*5+1)*6*28*28 = 1223304", "digit-doubled", "(5*5+1)*6*28*28 = 122304", True),
        ("(5*5+1)*6*28*28 = 12304", "digit-missing", "(5*5+1)*6*28*28 = 122304", True),
        ("(5*5+1)*6*28*28 = 122,314", "wrong-digit", "(5*5+1)*6*28*28 = 122,304", True),
        ("3×3×64×128 = 73,856", "bias-left-out", "3×3×64×128 + 128 = 73,856", False),
        ("5*3*64 = 4800", "kernel-not-squared", "5²*3*64 = 4800", False),
        ("(12-3)/1+1=12", "padding-left-out", "(12-3+2*1)/1+1=12", False),
        ("2 * 3 * 4 = 47", None, None, None),
    ],
)
def test_the_smallest_edit(text: str, name: str | None, mended: str | None, is_certain: bool | None) -> None:
    ((_, finding),) = found(text)
    assert finding.verdict == WRONG
    if name is None:
        assert finding.edit is None
        return
    edit = finding.edit
    assert edit is not None
    assert (edit.name, edit.is_certain) == (name, is_certain)
    assert text[: edit.start] + edit.replacement + text[edit.end :] == mended
    assert verdicts(mended or "")[0][1] == RIGHT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a scale belongs to the result or to every number
        ("6 + 3 = 9 million", [RIGHT]),
        ("6 + 3 = 8 million", [WRONG]),
        ("12M + 3 = 15M", [RIGHT]),
        ("12M + 3 = 16M", [WRONG]),
        ("1000*4000=400萬", [RIGHT]),
        ("1000*4000=500萬", [WRONG]),
        ("7B x 2 bytes = 14 GB", [RIGHT]),
        ("7 billion weights x 2 bytes = 15 GB", [WRONG]),
        ("138M × 4 bytes = 526 MB", [ROUNDED]),
        ("138M × 4 bytes = 536 MB", [WRONG]),
        ("8 * 4 = 4个字节 = 32位", [RIGHT]),
        ("8 * 4 = 5个字节 = 32位", [WRONG]),
        ("9216 * 4096 ≈ 37.7\x1fM weights", [RIGHT]),
        ("9216 * 4096 ≈ 39.7\x1fM weights", [WRONG]),
        # a power of ten is an order of magnitude
        ("25088 * 4096 = 10^8", [ROUNDED]),
        ("25088 * 4096 = 10^9", [WRONG]),
        ("0.5^100 ≈ 10^{-31}", [UNDECIDED]),
        ("0.5^100 ≈ 10^{-33}", [WRONG]),
        ("10 * 10 = 10^3", [WRONG]),
        # points that group digits, percent without its sign, a raised digit that was lost, divisions between blanks
        ("1.792 + 64 = 1.856", [RIGHT]),
        ("1.792 + 64 = 1.956", [WRONG]),
        ("999/1000 = 99.9", [CONDITIONAL]),
        ("999/1000 = 98.9", [WRONG]),
        ("892 × 400 = 3168400", [CONDITIONAL]),
        ("892 × 400 = 356810", [WRONG]),
        ("3/5 / 4/5 = 3/4", [RIGHT]),
        ("3/5 / 4/5 = 3/2", [WRONG]),
        # rounded numbers within a chain, and within a calculation
        ("21.68/21.72 * 405/800 = 0.9982 * 0.5063 = 0.5053", [ROUNDED]),
        ("21.68/21.72 * 405/800 = 0.9882 * 0.5063 = 0.5003", [WRONG]),
        ("0.768/0.3803 = 2.0193", [UNDECIDED]),
        ("0.768/0.3803 = 2.1193", [WRONG]),
        ("0.5 * 0.5 = 0.27", [WRONG]),
        # biases that are added twice, and results that are gone on with
        ("(3*3*3)*64 + 64 = 1792 + 64 = 1856", [WRONG]),
        ("1 + 2 = 3 + 2 = 5 + 2 = 7", [RIGHT]),
        ("5*5*3 = 75 + 1 = 76 * 6 = 456", [RIGHT]),
        ("(7*7*3 + 1)*16 = 147*16 = 2368", [WRONG]),
        ("14*14*24 = 28*28*7", []),
        # numbers that a blank parts
        ("(112-3+2*1)/1+1 = 112 112*112*128", [RIGHT]),
        ("(112-3+2*1)/1+1 = 113 112*112*128", [WRONG]),
        ("N=32 K=5x7", []),
        ("32K = 32*1000", [RIGHT]),
        # a number that belongs to the words before it, unless it nearly is the result
        ("stage 2 = 3*3*64*64*2", []),
        ("第 2 层 = 3*3*64", []),
        ("the output 55 = (227-11)/4+1", [RIGHT]),
        ("the output 56 = (227-11)/4+1", [WRONG]),
        ("two 3*3 = 18", []),
        ("then 3*3 = 18", [WRONG]),
        # functions of the document, and indices
        ("log₂(10^6) ≈ 20", []),
        ("f''(2*3) = -2.0", []),
        ("f_{xx}(2*3) = 8", []),
        ("so:(2*3) = 8", [WRONG]),
        ("B_1 = (1 - 0.1) B_0 + 0.1 I_1", []),
        ("2(\\hat{y} - y) = 2(2-5) = -6", [RIGHT]),
        ("2(\\hat{y} - y) = 2(2-5) = -5", [WRONG]),
        (r"\frac{1}{4}(2A+2I) = \frac{1}{2}(A+I)", []),
        (r"\frac{1}{2}(1+\sqrt{5}) \approx 1.618", []),
        ("4(步长) * 5 = 21", [WRONG]),
        ("2*6(权+bias) = 12", [RIGHT]),
        ("2*6(步长-1) = 12", []),
        # ranges, and numbers of programs
        (r"6 \times 10^{-8} \sim 65504", []),
        ("0x10000 = 65536", []),
        ("8 ^ 2 = 65", [WRONG]),
        ("1000^100 = 1100", []),
        # rows of TeX
        (r"a = 3*4 since b = 2 \\ = 12*5", []),
        (r"a = 3*4 \\ = 13", [WRONG]),
        # words of operations and of results
        ("5 times 5 plus 1 is equal to 26", [RIGHT]),
        ("5 times 5 equals 26", [WRONG]),
        ("3 times 4 + 1 = 15", []),
        ("32 减去 5 加上 1 得到 29", [WRONG]),
        ("3*3*64 + 64, which gives 630 weights", [WRONG]),
        ("3*3*64 + 64, which gives 28 maps", []),
        ("a kernel of 3x3 gives 64 maps", []),
        ("7 // 2 + 1 = 4", [RIGHT]),
        ("7 // 2 + 1 = 5", [WRONG]),
        # results in print, and what is named below a brace
        (r"(3*3*3 + 1)*10 = \mathbf{290}", [WRONG]),
        (r"(3*3*3 + 1)*10 = \boxed{280}", [RIGHT]),
        (r"\underbrace{3 \cdot 3}_{\text{kernel}} \cdot \num{64} = \textbf{577}", [WRONG]),
        (r"\mathbf{w} = 3", []),
        ("\x1f150\x1f \x1f+\x1f \x1f6\x1f = 155", [WRONG]),
    ],
)  # fmt: skip
def test_what_may_be_meant(text: str, said: list[str]) -> None:
    assert [verdict for _, verdict in verdicts(text)] == said


@pytest.mark.parametrize(
    ("text", "cause"), [("(5*5*6+1)*16 = 2432", "bias-twice"), ("5*5*6*16 = 2416", "bias-left-out")]
)
def test_why_a_result_may_be_off(text: str, cause: str) -> None:
    ((_, finding),) = found(text)
    assert finding.edit is not None
    assert finding.edit.name == cause


def test_the_derivation_is_the_working() -> None:
    ((_, finding),) = found("(5*5+1)*6*28*28 = 122340")
    assert [plain_text(line) for line in finding.derivation] == ["(5·5 + 1)·6·28·28 = 26·6·28·28 = 122,304"]


@pytest.mark.parametrize(
    ("text", "megabyte", "verdict"),
    [
        ("1024*1024*4 B = 4.19MB", "MB", ROUNDED),
        ("1024*1024*4 B = 4.19MB", "MiB", WRONG),
        ("1024*1024*4 B = 4MB", "MiB", RIGHT),
        ("1024*1024*4 B = 4.00MB", "MB", WRONG),
        ("1024*1024*4 B = 4.00MB", "either", RIGHT),
        ("1024*1024*4 B = 4 MiB", "MB", RIGHT),
    ],
)
def test_what_a_megabyte_is(text: str, megabyte: str, verdict: str) -> None:
    (readings,) = statements_of_line(text, 0, len(text))
    finding = judged(readings, megabyte)
    assert finding is not None
    assert finding.verdict == verdict


# laws -----------------------------------------------------------------------------------------------

STYLES = {
    "plain": {"*": "*", "-": "-", "open": "(", "close": ")"},
    "typeset": {"*": " × ", "-": " − ", "open": "(", "close": ")"},
    "tex": {"*": r" \times ", "-": "-", "open": r"\left(", "close": r"\right)"},
    "wide": {"*": "×", "-": "－", "open": "（", "close": "）"},
    "letter": {"*": "x", "-": "-", "open": "(", "close": ")"},
}


def trees() -> st.SearchStrategy[Expr]:
    numbers = st.integers(1, 512).map(Num)
    return st.recursive(
        numbers,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from("+*"), st.lists(inner, min_size=2, max_size=3)).map(
                lambda pair: Op(pair[0], tuple(pair[1]))
            ),
            st.tuples(inner, numbers).map(lambda pair: Op("+", (pair[0], Op("-", (pair[1],))))),
        ),
        max_leaves=6,
    )


def printed(expr: Expr, style: dict[str, str]) -> str:
    """The expression as an author would print it, with brackets around every sum in a product."""
    match expr:
        case Num(value):
            return str(value)
        case Op("-", (inner,)):
            return style["-"] + within(inner, style)
        case Op("+", terms):
            first, *rest = terms
            text = within(first, style)
            for term in rest:
                is_less = isinstance(term, Op) and term.name == "-"
                text += printed(term, style) if is_less else "+" + within(term, style)
            return text
        case Op(_, factors):
            return style["*"].join(within(factor, style) for factor in factors)
    raise TypeError(expr)


def within(expr: Expr, style: dict[str, str]) -> str:
    text = printed(expr, style)
    return text if isinstance(expr, Num) else style["open"] + text + style["close"]


def value(expr: Expr) -> int:
    """By Python's own operators."""
    match expr:
        case Num(number):
            return int(number)
        case Op("-", (inner,)):
            return -value(inner)
        case Op("+", terms):
            return sum(map(value, terms))
        case Op(_, factors):
            product = 1
            for factor in factors:
                product *= value(factor)
            return product
    raise TypeError(expr)


def is_range(tree: Expr) -> bool:
    """Whether a difference below zero reads as numbers from … to …, of which nothing is said: ``1-2``."""
    match tree:
        case Op("+", (Num(first), Op("-", (Num(last),)))):
            return first < last
    return False


@tries(150)
@given(trees().filter(lambda tree: isinstance(tree, Op)), st.sampled_from(sorted(STYLES)), st.integers(-50, 50))
@example(total(Num(1), Num(1), negated(Num(72))), "letter", 23)
def test_right_is_right_and_wrong_is_not(tree: Expr, style: str, off: int) -> None:
    exact = value(tree)
    assume(not is_range(tree))
    claimed = exact + off
    text = f"{printed(tree, STYLES[style])} = {claimed}"
    (verdict,) = [verdict for _, verdict in verdicts(f"The layer has {text} of them.")]
    assert (verdict == RIGHT) == (off == 0), text
    is_raised = any(isinstance(node, Num) and node.value > 9 and node.value % 10 in (2, 3) for node in walk(tree))
    assert verdict in (RIGHT, WRONG) or is_raised, text  # 72 may be 7², its last digit raised


@tries(150)
@given(st.text(alphabet="0123456789+-*/^()[]{}=≈ x×KM万%.,'\n\\fracabc卷积{}_$", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for quote, finding in found(text):
        assert text[finding.start : finding.end] == quote
        assert finding.verdict == UNDECIDED or finding.derivation
        for line in finding.derivation:
            assert isinstance(line, Op)
            values = [_exact(side) for side in line.args]
            assert len(set(values)) == 1


def _exact(expr: Expr) -> Fraction:
    """Another evaluator than the package's."""
    match expr:
        case Num(number):
            return Fraction(number)
        case Op("-", (inner,)):
            return -_exact(inner)
        case Op("/", (inner,)):
            return 1 / _exact(inner)
        case Op("+", terms):
            return sum(map(_exact, terms), Fraction(0))
        case Op("*", factors):
            product = Fraction(1)
            for factor in factors:
                product *= _exact(factor)
            return product
        case Op("^", (base, exponent)):
            return _exact(base) ** int(_exact(exponent))
        case Op(name, args):
            return Fraction(OPERATIONS[name](*map(_exact, args)))
    raise TypeError(expr)


def test_brackets_beyond_the_limit_are_not_read() -> None:
    depth = MAX_NESTING + 10
    assert verdicts("(" * depth + "1" + ")" * depth + "*4 = 5") == []


@pytest.mark.parametrize(("text", "verdict"), [("4*3*2 = 4.", [WRONG]), ("4*3*2 = 4 !", [WRONG]), ("4*3*2 = 4!", [])])
def test_a_factorial_is_not_read_as_its_number(text: str, verdict: list[str]) -> None:
    assert [found for _, found in verdicts(text)] == verdict
