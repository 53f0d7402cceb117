"""Errors that a text tells as such, and those that it does not."""

from __future__ import annotations

import pytest

from symcnn.check.readings.quoted import is_quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Explain why 5*5 = 55 is wrong.", True),
        ("It is wrong to say that 5*5 = 55.", True),
        ("The stride is wrong elsewhere, but 5*5 = 55.", False),
        ("The first edition was wrong. Here 5*5 = 55.", False),
        ("One gets 5*5 = 55, which is a mistake.", True),
        ("One gets 5*5 = 55, and the mistake is elsewhere.", False),
        ("The layer has 5*5 = 55 weights and it is wrong to forget the biases.", False),
        ('He wrote "5*5 = 55" there.', True),
        ('He wrote "five" where 5*5 = 55.', False),
        ("常见错误：5*5 = 55", True),
        ("有人说 5*5 = 55，这是错误的。", True),
        ("偏置算错了，但 5*5 = 55。", False),
        ("他写了“5*5 = 55”。", True),
        ("It is not 5*5 = 55.", True),
        ("有同学写 5*5 = 55，扣 5 分。", True),
        ("同学们算得 5*5 = 55。", False),
        ("A student wrote 5*5 = 55 there.", True),
        ("Students write: kernels have 5*5 = 55 weights.", False),
        ("Do not forget the bias: 5*5 = 55.", False),
        ("Typical mistakes:\n\n- 5*5 = 55\n", True),
        ("Typical layers:\n\n- 5*5 = 55\n", False),
    ],
)
def test_what_a_text_vouches_for(text: str, expected: bool) -> None:
    start = text.index("5*5")
    assert is_quoted(text, start, start + len("5*5 = 55")) is expected
