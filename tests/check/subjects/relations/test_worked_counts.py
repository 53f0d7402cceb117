"""Large numbers that are products of the numbers before them, or the parameters of a layer made of them."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

SAID = [
    ("There are 716,800 values and 441 products for each of them, so 316,108,800 go by.", "316,108,800", "right"),
    ("一共 53,760 个输出值，每个 540 次，合计 29,030,400 次。", "29,030,400", "right"),
    ("There are 716,800 values and 441 products for each of them, so 316,108,900 go by.", "316,108,900", None),
    ("Of 40 rooms with 50 seats each 2,000 are taken.", "2,000", None),  # too few digits tell
    ("There are 716,800 values. It costs 316,108,800 steps.", "316,108,800", None),  # one factor is missing
    ("A filter bank: 5×5 on 48 channels, 96 of them. It costs 115,296.", "115,296", "right"),  # (5·5·48 + 1)·96
    ("一层 3×3 的核，24 个通道进，40 个出。共 8,680。", "8,680", "right"),
    ("Each of 55 by 55 places has 96 values, each of 363 products: 105.4 M in all.", "105.4 M", "rounded"),
    ("Each of 55 by 55 places has 96 values, each of 363 products: 105.9 M in all.", "105.9 M", None),
    ("There are 716,800 values and 441 products for each, so 316,180,800 go by.", "316,180,800", "wrong"),
    ("一共 53,760 个输出值，每个 540 次，合计 29,304,000 次。", "29,304,000", None),  # more than two digits differ
    ("716,800 values, 441 products each: 316,108,800. He wrote 316,180,800.", "316,180,800", None),  # both stand there
    ("一共 53,760 个值，每个 540 次，即 29,030,400；书上印的是 29,003,400。", "29,003,400", None),
    # the sides of a square are factors together; the same number may stand alone too
    ("A picture of 48×48 ends at 12×12, so the dense layer wants 6,912 inputs.", "6,912", None),  # 12²·48
    ("A picture of 48×48 ends at 12×12 with 48 maps, so the dense layer wants 6,912 inputs.", "6,912", "right"),
    ("一张 48×48 的图变成 12×12，全连接层要 6,912 个输入。", "6,912", None),
    ("The volume is 40×40×40, with 24 features at each place of a face: 38,400.", "38,400", "right"),
    # as many biases as its layer gives maps
    ("From 18×18×96 a 1×1 convolution goes down to 56 channels. How many parameters? 5,432", "5,432", "right"),
    ("From 18×18×96 a 1×1 convolution goes down to 56 channels. How many parameters? 5,472", "5,472", None),
    ("18×18×96 用 1×1 卷积压到 56 通道，参数多少？ 5,472", "5,472", None),
    # channels that are told in brackets are factors
    ("For a it is 24·24·9·15 = 77,760, and for the last one 5,184.", "5,184", "right"),  # 24²·9
    ("For a it is 24·24·9·15 = 77,760, and for the last one 5,184 (15 input maps).", "5,184", None),
    # several blocks are as many times what one is
    ("One block makes 92,160 products. The 3 blocks together: 276,480.", "276,480", "right"),
    ("Each place: 40 · 48 · 9 = 17,280 and 40 · 48 · 48 = 92,160. 3 blocks together: 276,480.", "276,480", None),
]


@pytest.mark.parametrize(("text", "place", "verdict"), SAID)
def test_products_of_numbers_before(text: str, place: str, verdict: str | None) -> None:
    whole = f"# A convolution\n\n{text}\n"
    found = {whole[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", whole))}
    assert found.get(place) == verdict


BIASES = [
    ("Of 6,489 there are 48: 311,472 parameters.", None),  # and where are the biases?
    ("Of 6,489 there are 48: 311,520 parameters.", "right"),
    ("Of 6,489 there are 48: 311,472 products.", "right"),
]


KERNELS = [
    ("1×1 卷积把 256 通道压到 64 通道，共 16,448 个参数。", "right"),
    ("1×1 卷积把 256 通道压到 64 通道，共 16,640 个参数。", "wrong"),  # a bias for each channel that comes in
    ("The 3×3 layer takes 8 channels to 16; ignoring the biases, that makes 1,152 weights.", "right"),
    ("The 3×3 layer takes 8 channels to 16; ignoring the biases, that makes 1,168 weights.", None),
]


@pytest.mark.parametrize(("text", "verdict"), KERNELS)
def test_each_kernel_that_is_told_has_its_bias(text: str, verdict: str | None) -> None:
    found = {text[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", text))}
    assert next((said for place, said in found.items() if place.startswith("1") and "," in place), None) == verdict


@pytest.mark.parametrize(("text", "verdict"), BIASES)
def test_parameters_without_biases_are_no_parameters_where_biases_count(text: str, verdict: str | None) -> None:
    whole = f"# A network\n\nAll layers have biases.\n\n{text}\n"
    found = {whole[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", whole))}
    assert next((said for place, said in found.items() if place.startswith("3")), None) == verdict
