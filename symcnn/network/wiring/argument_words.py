"""Which words an argument takes beside numbers: those of its kind, or of the layers that a block hands it on to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.core.record import record
from symcnn.core.written.tree import Op, Sym, walk
from symcnn.network.language.syntax import BlockDefinition, Definition, LayerLine, Line, ParallelLine, RepeatLine
from symcnn.network.wiring.layer_kinds import EndlessKind, LayerKind, UnknownKind, kind


def takes_only_words(found: LayerKind, argument: str) -> bool:
    """Whether an argument of a kind takes nothing but words."""
    if argument in found.choices:
        return True
    default = found.parameters[argument].default if argument in found.parameters else None
    is_word = isinstance(default, Sym) and default.name in found.words.get(argument, ())
    return is_word and not _is_computed_with(argument, found)


def _is_computed_with(argument: str, found: LayerKind) -> bool:
    nodes = (node for rule in found.rules for node in walk(rule.expr) if isinstance(node, Op) and node.name != "total")
    return any(Sym(argument) in node.args for node in nodes)


@record
class ArgumentWords:
    """The words of arguments, where a file has kinds and blocks of its own."""

    own: Mapping[str, Definition]
    blocks: Mapping[str, BlockDefinition]

    def beside_numbers(self, name: str, argument: str) -> tuple[str, ...]:
        """The words that an argument of a kind or a block takes; those of `takes_only_words` are told elsewhere."""
        return tuple(dict.fromkeys(self._words(name, argument, set())))

    def are_all(self, name: str, argument: str) -> bool:
        """Whether an argument of a kind takes nothing but words."""
        try:
            return takes_only_words(kind(name, self.own), argument)
        except (UnknownKind, EndlessKind):
            return False

    def _words(self, name: str, argument: str, seen: set[tuple[str, str]]) -> Iterator[str]:
        block = self.blocks.get(name)
        if block is None:
            try:
                yield from kind(name, self.own).words.get(argument, ())
            except (UnknownKind, EndlessKind):
                return
        elif (name, argument) not in seen:
            seen.add((name, argument))
            for line in _layers(block.body):
                for given in line.arguments:
                    if given.value == Sym(argument):
                        yield from self._words(line.kind.text, given.name, seen)


def _layers(lines: tuple[Line, ...]) -> Iterator[LayerLine]:
    for line in lines:
        match line:
            case LayerLine():
                yield line
            case RepeatLine():
                yield from _layers(line.body)
            case ParallelLine():
                for path in line.paths:
                    yield from _layers(path.body)
