"""What a file says beside its layers."""

from __future__ import annotations

from dataclasses import field

from symcnn.core.record import entity
from symcnn.core.text.fault import Fault
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr
from symcnn.network.language.syntax import BlockDefinition, ClaimLine, Definition, InputLine, Line, UnreadLine, Word
from symcnn.network.wiring.conventions import defaults


@entity
class Header:
    """What a file says beside its layers."""

    name: str = ""
    title: Word | None = None
    input: InputLine | None = None
    symbols: dict[str, Expr] = field(default_factory=dict)
    conventions: dict[str, Number] = field(default_factory=lambda: dict(defaults()))
    chosen: set[str] = field(default_factory=set)
    claims: list[ClaimLine] = field(default_factory=list)
    own: dict[str, Definition] = field(default_factory=dict)
    blocks: dict[str, BlockDefinition] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    lines: list[Line | UnreadLine] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    places_of_kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, word: Word, **values: object) -> None:
        self.faults.append(Fault(code, word.start, word.end, values))
