"""A text says the same whatever ends its lines."""

from __future__ import annotations

import pytest
from conftest import ROOT

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document


def said(name: str, text: str) -> list[tuple[str, str, int, int]]:
    """The codes and verdicts with the line and the column that each stands at."""
    findings = check_document(read_document(name, text))
    places = [(text.count("\n", 0, one.start), one.start - text.rfind("\n", 0, one.start)) for one in findings]
    return [(one.code.name, one.verdict.value, *place) for one, place in zip(findings, places, strict=True)]


@pytest.mark.parametrize("name", ["chapter.md", "chapter.zh.md"])
def test_lines_may_end_in_two_signs(name: str) -> None:
    text = (ROOT / "examples" / name).read_text(encoding="utf-8")
    found = said(name, text)
    assert found
    assert said(name, text.replace("\n", "\r\n")) == found


ESCAPED = """```python
import torch.nn as nn
net = nn.Sequential(nn.Conv2d(3, 8, 3), \\
                    nn.Conv2d(8, 16, 3))  # 1168 parameters
```
"""


def test_lines_of_a_program_may_go_on() -> None:
    assert said("a.md", ESCAPED.replace("\n", "\r\n")) == said("a.md", ESCAPED)
