"""MathML in the signs of TeX."""

from __future__ import annotations

import re

import pytest
from document_texts import EDGE, text_of


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<math><mfrac><mi>W</mi><mi>S</mi></mfrac><mo>+</mo><mn>1</mn></math>", r"\frac{W}{S}+1"),
        ("<math><msup><mn>3</mn><mn>2</mn></msup><mo>&#xD7;</mo><mn>4</mn></math>", "3^{2}×4"),
        ("<math><msubsup><mi>n</mi><mi>H</mi><mi>l</mi></msubsup></math>", "n_{H}^{l}"),
        ("<math><mfrac><mrow><msup><mi>a</mi><mn>2</mn></msup></mrow><mi>b</mi></mfrac></math>", r"\frac{a^{2}}{b}"),
        ("<math><mi>a</mi><annotation encoding='x'>\\frac{a}{1}</annotation></math>", "a"),
        ("<math><mfrac><mi>a</mi><mfrac><mi>b</mi><mi>c</mi></mfrac></mfrac></math>", ""),  # no room for both signs
        ("<math><mi>a</mi></mrow></math>", None),
        ("<math><mi>a", None),
    ],
)
def test_mathml(page: str, expected: str | None) -> None:
    found = re.sub(f"[ {EDGE}]", "", text_of("a.html", f"<p>{page}</p>"))
    assert found == expected if expected is not None else "a" in found
