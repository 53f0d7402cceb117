"""The windows that a paragraph has told of so far, and the stacks that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.measured.window_stacks import Windows, WindowStack
from symcnn.core.record import replace
from symcnn.documents.told.mark import Mark
from symcnn.network.wiring.kind_traits import has_plain_window

_MOST_STACKS = 8
"""How many of the stacks told last are kept."""
_LONGEST = 64
"""How many windows of a paragraph are taken as one chain."""
_MOST_ROUNDS = 16


class ToldWindows:
    """Windows are told one after the other, and more of the last of them, until a figure is what they see."""

    def __init__(self, told: Sequence[WindowStack]) -> None:
        self.told = list(told)[-_MOST_STACKS:]
        self.parts: list[Windows] = []
        self.chain: list[Windows] = []
        self.count: Mark | None = None
        self.ahead: dict[str, tuple[int, ...]] = {}
        self.is_open = self.is_fresh = self.is_gapped = self.is_many = self.is_counted = False

    def copy(self) -> ToldWindows:
        """The same, of which more may be told."""
        twin = ToldWindows(self.told)
        twin.parts, twin.chain = list(self.parts), list(self.chain)
        twin.is_fresh, twin.is_gapped, twin.is_many = self.is_fresh, self.is_gapped, self.is_many
        return twin

    @property
    def whole(self) -> WindowStack | None:
        """All windows of the paragraph; None where there are none, or one of a layer between them is not told."""
        return WindowStack(tuple(self.chain)) if self.chain and not self.is_gapped else None

    @property
    def last(self) -> Windows | None:
        """The windows told last."""
        return self.parts[-1] if self.parts else self.told[-1].parts[-1] if self.told else None

    def begin(self) -> None:
        """A sentence begins: the windows that it tells make a stack of their own."""
        self.is_open, self.count, self.ahead, self.is_counted = False, None, {}, False

    def close(self) -> None:
        """A figure is said to be what they see."""
        self.is_open = self.is_fresh = self.is_many = False

    def open(self, window: Windows) -> None:
        """Tells further windows, with what was told of them before."""
        count = self.count.whole if self.count is not None and self.count.whole != 1 else None
        dilation, stride = self.ahead.pop("dilation", ()), self.ahead.pop("stride", window.stride)
        window = replace(window, count=count or window.count, dilation=dilation, stride=stride)
        self.count, self.is_counted = None, window.count is not None
        self.parts = [*self.parts, window] if self.is_open else [window]
        self.chain = [*self.chain, window][-_LONGEST:]
        self._note()

    def tell(self, role: str, values: tuple[int, ...]) -> None:
        """Tells the strides or dilations of the last windows, in a new sentence as those of a stack of its own."""
        wide = (part for stack in reversed(self.told) for part in reversed(stack.parts) if max(part.kernel) > 1)
        last = self.parts[-1] if self.is_open else next(wide, None)
        if last is None:
            return
        told = replace(last, dilation=values) if role == "dilation" else replace(last, stride=values)
        self.is_many |= not self.parts  # what another paragraph told may be of other layers
        if not self.is_open and self.count is not None:
            told, self.count = replace(told, count=self.count.whole), None
        self._change(told)

    def tell_kind(self, kind: str) -> bool:
        """Tells of what kind the last windows are, where that was not told before; gives whether it was not."""
        is_open = self.is_open and self.parts[-1].kind == "" and has_plain_window(kind)
        if is_open:
            self._change(replace(self.parts[-1], kind=kind))
        return is_open

    def tell_count(self) -> None:
        """Tells how many layers the last windows have, where that is said behind them."""
        count, self.count = self.count.whole if self.count is not None else None, None
        if count and count > 1 and self.last is not None:
            self.is_many = not (self.is_open or self.is_counted) and len(self.chain) > 1  # they may be any of these
            self._change(replace(self.last, count=count))

    def repeat(self, rounds: int) -> None:
        """Tells that the last stack of several layers stands so many times."""
        stack = next((stack for stack in reversed(self.told) if len(stack.layers) > 1), None)
        if stack is not None and 1 < rounds <= _MOST_ROUNDS:
            self.told.append(replace(stack, rounds=rounds))
            self.is_fresh = True

    def stacks(self) -> tuple[WindowStack, ...]:
        """The stacks that a figure may be of, the likely ones first."""
        return tuple(dict.fromkeys(self._stacks()))[:_MOST_STACKS]

    def _stacks(self) -> Iterator[WindowStack]:
        """All that was told last, the last windows alone, the same without dilations, the whole paragraph, the rest."""
        yield from self.told[:-2:-1]
        if self.parts:
            yield WindowStack((self.parts[-1],))
            if self.parts[-1].dilation and len(layers := self.parts[-1].layers()) > 1:
                yield WindowStack((replace(self.parts[-1], count=len(layers), dilation=()),))
        if self.whole is not None and len(self.chain) > 1:
            yield self.whole
        yield from self.told[-2::-1]

    def _change(self, told: Windows) -> None:
        if self.is_open:
            if self.chain and self.chain[-1] is self.parts[-1]:
                self.chain[-1] = told
            self.parts[-1] = told
        else:
            self.parts = [told]
        self._note()

    def _note(self) -> None:
        """Puts the windows of the sentence among the stacks, in place of what they were before more was told."""
        stack = WindowStack(tuple(self.parts))
        if self.is_open and self.is_fresh and self.told[-1].parts[0].mark == stack.parts[0].mark:
            self.told.pop()
        self.told = [*self.told, stack][-_MOST_STACKS:]
        self.is_open = self.is_fresh = True
