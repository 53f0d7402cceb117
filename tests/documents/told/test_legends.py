"""What the words around a letter say of it."""

from __future__ import annotations

import pytest

from symcnn.documents.told.legends import legends


@pytest.mark.parametrize(
    ("text", "quantity", "is_certain"),
    [
        ("输出数据的 C 个通道相连。", "N", True),
        ("每个神经元与所在位置的 C 个通道相连。", "C", False),
        # what a formula is for says nothing of a letter that is explained behind it
        ("连接数 = C*N*O^2：每个神经元与所在位置的 C 个通道相连。", "C", False),
    ],
)
def test_of_which_channels_a_letter_is_the_number(text: str, quantity: str, is_certain: bool) -> None:
    entry = legends(text.replace("：", ":"), ["C", "N", "O"]).nearest("C", 0)
    assert entry is not None
    assert entry.meaning is not None
    assert (entry.meaning.quantity, entry.meaning.is_certain) == (quantity, is_certain)
