"""What code says against itself, and which code was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.documents.formats.document import Document
from symcnn.documents.formats.python_sources import python_sources
from symcnn.documents.told.beside_phrases import asides
from symcnn.models.model import Note

CODE = Code("model-code", RulePage(
    right=(
        "```python\n"
        "import torch.nn as nn\n"
        "net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Conv2d(6, 16, 5))\n"
        "```"
    ),
    other=(
        "```python\n"
        "import torch.nn as nn\n"
        "net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Conv2d(8, 16, 5))\n"
        "```"
    ),
    is_silent=True,
    examples=(
        Example("pytorch-nn-sequential-channels", ".py", Verdict.WRONG,
            "import torch.nn as nn\nnet = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.Conv2d(8, 16, 5))\n"),
        Example("pytorch-modules-with-forward", ".py", Verdict.WRONG,
            "import torch.nn as nn\n"
            "import torch.nn.functional as F\n"
            "\n"
            "class Net(nn.Module):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.conv1 = nn.Conv2d(1, 6, 5)\n"
            "        self.conv2 = nn.Conv2d(16, 16, 5)\n"
            "\n"
            "    def forward(self, x):\n"
            "        x = F.relu(self.conv1(x))\n"
            "        return self.conv2(x)\n"),
        Example("values-that-are-not-told-skipped", ".py", Verdict.UNDECIDED,
            "from tensorflow.keras import layers, models\nmodel = models.Sequential([layers.Conv2D(8, size(3))])\n"),
        Example("broken-code-the-rest-goes-on", ".py", Verdict.UNDECIDED,
            "model = Sequential([\n\n# 5*5*6 = 150\n"),
    ),
), undecided_is_news=False)  # fmt: skip

_SKIPPED = ("broken-code", "unknown-value", "unknown-layer", "not-a-chain", "no-input-shape")
"""The reasons that have a sentence of their own."""
_CONTRADICTIONS = ("channels-disagree", "features-disagree")

_IMPORTS = late_pattern(r"^[ \t]*(?:import|from)[ \t]+(torch|paddle|mxnet|tensorflow|keras|jax)\b", re.MULTILINE)
_TOGETHER = {"keras": "tensorflow"}


def check(read: Read) -> Iterator[Finding]:
    """What is said of code that contradicts itself, and of code that cannot be followed."""
    is_of_several = read.notes and _is_of_several_programs(read.document)
    for note in read.notes:
        is_left = is_of_several or (note.code in _CONTRADICTIONS and _is_left_open(note, read.document))
        if note.code not in _CONTRADICTIONS or not is_left:
            yield _of_note(note)


def _is_of_several_programs(document: Document) -> bool:
    """Whether a text tells the same in several frameworks: names of one program are then those of another too."""
    sources = python_sources(document)
    imported = (match[1] for start, end in sources for match in _IMPORTS.finditer(document.program, start, end))
    return len({_TOGETHER.get(name, name) for name in imported}) > 1


def _is_left_open(note: Note, document: Document) -> bool:
    """Whether the code around a note is a task, so that layers are still missing."""
    sources = python_sources(document)
    start, end = next(source for source in sources if source[0] <= note.start < source[1])
    return any(aside.sort == "task" for aside in asides(document.program, start, end))


def _of_note(note: Note) -> Finding:
    """A contradiction is wrong; code that was not followed is undecided, and the sentence says why."""
    wanted, found = _size(note.values.get("wanted")), _size(note.values.get("found"))
    if note.code in _CONTRADICTIONS and wanted is not None and found is not None:
        values: dict[str, Said] = {"layer": str(note.values.get("layer", "")), "wanted": wanted, "found": found}
        return Finding(
            note.start,
            note.end,
            Kind.CLAIM,
            CODE,
            Verdict.WRONG,
            wanted,
            found,
            Sentence(f"code.{note.code}", values),
            (Op("=", (Sym("C"), found)),),
        )
    return Finding(
        note.start, note.end, Kind.CLAIM, CODE, Verdict.UNDECIDED, None, None, _reason(note.code, note.values)
    )


def _reason(code: str, values: Mapping[str, object]) -> Sentence:
    fault = values.get("fault")
    if isinstance(fault, Fault):
        return Sentence("code.does-not-fit", {"code": fault.code})
    if "limit" in values:
        return Sentence("code.too-large", {"limit": values["limit"]})
    key = f"code.{code}" if code in _SKIPPED else "code.skipped"
    return Sentence(key, {"code": code, "name": str(values.get("name", ""))})


def _size(value: object) -> Expr | None:
    """A number or the sizes of a shape; None for anything else."""
    match value:
        case int():
            return Num(value)
        case (int(first),):
            return Num(first)
        case tuple() if value and all(isinstance(size, int) for size in value):
            return Op("x", tuple(map(Num, value)))
    return None
