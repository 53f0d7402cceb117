"""Networks in fenced blocks, and what the text says of their layers."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, UNDECIDED, WRONG, said

CHAPTER = """
```cnn
network LeNet
input 32 x 32 x 1
C1: conv N=6 K=5
S2: subsample K=2
claim C1.params = 156
```

C1 gives `C1.output = 28×28×6` with `C1.params` = {params}; in all $total.params = 168$.
"""


@pytest.mark.parametrize(("params", "verdict"), [("156", RIGHT), ("(5*5+1)*6 = 156", RIGHT), ("150", WRONG)])
def test_claims_on_a_fenced_network(params: str, verdict: str) -> None:
    found = [(quote, one) for quote, code, one in said(CHAPTER.format(params=params)) if code == "claim"]
    assert found[0] == ("claim C1.params = 156", RIGHT)
    assert found[1] == ("C1.output = 28×28×6", RIGHT)
    assert found[2][1] == verdict
    assert found[3] == ("total.params = 168", RIGHT)


def test_a_fenced_network_with_a_fault() -> None:
    assert said("```cnn\ninput 8 x 8 x 1\nC1: conf N=6 K=5\n```\n") == [("conf", "claim", UNDECIDED)]
