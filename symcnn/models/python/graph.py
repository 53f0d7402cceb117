"""Layers applied to tensors: the nodes of a network, their channels, and their sizes as soon as they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from symcnn.core.text.fault import Faulty
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import ONE, Expr, Num, Op, Sym, names, rebuilt, substituted
from symcnn.models.frameworks.call_arguments import Letters
from symcnn.models.model import Note
from symcnn.models.python.code_values import Call, Input, Node, Trouble
from symcnn.network.figures.figures import LayerFigures, Sizes
from symcnn.network.figures.layer_arguments import SymbolValues
from symcnn.network.figures.layer_figures import Measurer
from symcnn.network.figures.values import is_number
from symcnn.network.figures.variant import traits_in
from symcnn.network.language.syntax import Argument, Definition, InputLine, LayerLine, Word
from symcnn.network.wiring.conventions import defaults, presets
from symcnn.network.wiring.layer_kinds import LayerKind, kind
from symcnn.network.wiring.network import Network, WiredLayer

INPUT = "input"
UNROLLED = "flatten_to"
AXIS_SYMBOLS = {0: (), 1: ("L",), 2: ("H", "W"), 3: ("D", "H", "W")}
"""What the sizes of an input are called that nobody tells, as PyTorch's documentation calls them."""

DENSE = "dense"
"""The kind that PyTorch applies to the last axis of a map, and Keras position by position."""

_UNROLLED = """
layer flatten_to(N) {
  title en "flatten" zh "展平层"
  about en "The map becomes one vector of N components, as the layer after it says."
        zh "把特征图展平成一个有 N 个分量的向量，分量数由其后的层给出。"
  output vector, in_place
  require "features-disagree" area(I)*C = N
  rule receptive_field = R_in + (I - 1)*J_in
    en "The vector as a whole sees what the map sees." zh "整个向量看到整个特征图的感受野。"
    source araujo2019 "equation 2"
  rule receptive_field = R_in             when flat
    en "The receptive field stays." zh "感受野不变。"
    source araujo2019 "equation 2"
}
"""


@cache
def own_kinds() -> Mapping[str, Definition]:
    """The kind for flattening a map whose size nobody tells, into as many values as the next layer takes."""
    from symcnn.network.language.parse import read

    program, _ = read(Source(UNROLLED, _UNROLLED))
    return {statement.name.text: statement for statement in program.statements if isinstance(statement, Definition)}


@cache
def _kind(name: str) -> LayerKind:
    return kind(name, own_kinds() if name == UNROLLED else {})


def _is_vector(name: str) -> bool:
    return name != INPUT and "vector" in _kind(name).traits


def new_input(
    framework: str,
    sizes: tuple[int | None, ...] | None,
    channels: int | None,
    call: Call | None = None,
    dimensions: tuple[int | None, ...] | None = None,
) -> Input:
    """The input of a network; what is None is not known yet."""
    node = Input(INPUT, (), (), None, channels, call, 0, sizes=sizes, dimensions=dimensions, framework=framework)
    node.root = node
    node.axes = None if sizes is None else len(sizes)
    return node


def axes_of(node: Node) -> int | None:
    """The number of spatial axes, None while nobody knows."""
    while node.axes is None and node.inputs:
        node = node.inputs[0]
    return node.axes


def channels_of(node: Node) -> int | None:
    """The number of channels, None while nobody knows."""
    while node.channels is None and node.inputs and not _is_vector(node.kind):
        node = node.inputs[0]
    return node.channels


def root_of(node: Node) -> Input:
    """The input that the node comes from."""
    assert node.root is not None
    return node.root


def settle(node: Node, framework: str, axes: int | None, channels: int | None) -> None:
    """Takes from a layer what its input must be, as far as the network's input is not known yet."""
    root = root_of(node)
    root.framework = root.framework or framework
    if root.axes is None and root.dimensions is not None:
        inner = root.dimensions[1:]
        if not inner:
            return
        place = -1 if framework == "keras" else 0
        root.channels = inner[place]
        root.sizes = inner[:-1] if framework == "keras" else inner[1:]
        root.axes = len(root.sizes)
    if root.axes is None:
        if axes is None and channels is not None and axes_of(node) in (None, 0):
            axes = 0
        if axes is not None:
            root.axes, root.sizes = axes, (None,) * axes
    if root.axes is not None and root.channels is None and channels is not None and channels_of(node) is None:
        passed = [node]
        while passed[-1].inputs:
            passed.append(passed[-1].inputs[0])
        if root.axes == 0 or not any(_is_vector(each.kind) for each in passed):
            root.channels = channels
    if _is_vector(node.kind) and node.channels is None and channels is not None:
        if is_told(root):
            node.channels = int(figures(node).shared.channels)
        elif node.kind == "flatten":
            node.channels = channels
            if root.axes:
                node.kind, node.arguments = UNROLLED, (("N", Num(channels)),)


def is_told(root: Input) -> bool:
    """Whether all sizes of the input are numbers."""
    return root.channels is not None and root.sizes is not None and None not in root.sizes


def input_expr(root: Input) -> Expr:
    """The input's sizes and channels, a symbol for a size that nobody tells."""
    symbols = AXIS_SYMBOLS[len(root.sizes or ())]
    sizes = [Sym(name) if size is None else Num(size) for name, size in zip(symbols, root.sizes or (), strict=True)]
    channels = Num(root.channels or 1)
    return Op("x", (*sizes, channels)) if sizes else channels


def symbols_of(root: Input) -> tuple[str, ...]:
    """The symbols in it."""
    names = AXIS_SYMBOLS[len(root.sizes or ())]
    return tuple(name for name, size in zip(names, root.sizes or (), strict=True) if size is None)


def added(name: str, letters: Letters, inputs: Sequence[Node], call: Call, order: int) -> Node:
    """A new node behind others.

    Raises `Trouble` where its inputs belong to different networks, and where it does not fit them.
    """
    root = root_of(inputs[0])
    if any(other.root is not root for other in inputs):
        raise Trouble(Note(call.start, call.end, "not-a-chain", {"why": "several-inputs"}))
    found = _kind(name)
    arguments = tuple((letter, expr) for letter, expr in letters.items() if not _is_default(found, letter, letters))
    axes = _axes_behind(found, letters, inputs)
    node = Node(name, arguments, tuple(inputs), axes, _channels(name, letters, inputs), call, order, root)
    if is_told(root):
        channels = figures(node).shared.channels
        node.channels = int(channels) if is_number(channels) else None
    return node


def stand_for(root: Input, node: Node, spent: dict[tuple[int, int, str], Node]) -> None:
    """Puts an input in the place of one like it before a node; `spent` are the first uses of layers behind each."""
    other = root_of(node)
    if other is root or not are_alike(root, other):
        return
    pending = [node]
    while pending:
        each = pending.pop()
        if each.root is other and each is not other:
            each.root = root
            each.inputs = tuple(root if source is other else source for source in each.inputs)
            pending.extend(each.inputs)
    for (layer, behind, kind_name), first in [*spent.items()]:
        if behind == id(other):
            kept = spent.setdefault((layer, id(root), kind_name), first)
            first.again = None if kept is first else kept


def are_alike(one: Input, other: Input) -> bool:
    """Whether the sizes of both inputs are told, and the same."""
    return is_told(one) and (one.sizes, one.channels) == (other.sizes, other.channels)


def _axes_behind(found: LayerKind, letters: Letters, inputs: Sequence[Node]) -> int | None:
    """The axes of what a layer gives; where it joins its inputs, a vector meets every place of a map."""
    chosen = {name: letters.get(name, parameter.default) for name, parameter in found.parameters.items()}
    words = frozenset((name, expr.name) for name, expr in chosen.items() if isinstance(expr, Sym))
    traits = traits_in(found, frozenset(), words)
    axes = [axes_of(node) for node in inputs]
    if "vector" in traits:
        return 0
    if "reshape" in traits:
        size = letters["O"]
        return len(size.args) if isinstance(size, Op) else 1
    known = None if None in axes else max(count for count in axes if count is not None)
    return 1 if known == 0 and "sequence" in traits else known


def _is_default(found: LayerKind, letter: str, letters: Letters) -> bool:
    default = found.parameters[letter].default if letter in found.parameters else letters[letter]
    return letters[letter] == (letters.get(default.name, default) if isinstance(default, Sym) else default)


def _channels(name: str, letters: Letters, inputs: Sequence[Node]) -> int | None:
    """The channels that come out, as far as the kind's rule needs no sizes."""
    channels = [channels_of(node) for node in inputs]
    match letters.get("N"):
        case Num(int() as value):
            return value
    known = [Num(value) for value in channels if value is not None]
    rule = next((rule for rule in reversed(_kind(name).rules) if rule.target == "N" and not rule.guards), None)
    if rule is None or len(known) < len(channels):
        return None
    if rule.expr == Op("sum", (Sym("C"),)):
        return sum(int(value.value) for value in known)
    values = {"C": next((value for value in known if value != ONE), ONE), **letters}
    if any(used not in values for used in names(rule.expr)):
        return channels[0] if axes_of(inputs[0]) == 0 else None
    return int(value_of(substituted(_without_areas(rule.expr, axes_of(inputs[0])), values)))


def _without_areas(expr: Expr, axes: int | None) -> Expr:
    """The expression with powers for the areas of what is the same along all axes."""
    match expr:
        case Op("area", (side,)):
            return Op("^", (side, Num(axes or 0)))
    return rebuilt(expr, lambda part: _without_areas(part, axes))


def line_of(node: Node, name: Word | None, inputs: tuple[Word, ...]) -> LayerLine:
    """The node as a line of a program; its places are those of the call that made it."""
    start, end = (node.call.start, node.call.end) if node.call else (0, 0)
    arguments = tuple(Argument(letter, expr, start, end) for letter, expr in node.arguments)
    return LayerLine(name, Word(node.kind, start, end), arguments, inputs)


def figures(node: Node) -> LayerFigures:
    """The figures of a node, worked out with those of all nodes before it.

    Raises `Trouble` where a layer does not fit its input.
    """
    root = root_of(node)
    pending = [node]
    while pending:
        last = pending[-1]
        missing = [source for source in last.inputs if source.figures is None]
        if last.figures is None and not missing:
            last.figures = _measured(last, root)
        if not missing:
            pending.pop()
        pending.extend(missing)
    found: LayerFigures = node.figures
    return found


def _measured(node: Node, root: Input) -> LayerFigures:
    start, end = (node.call.start, node.call.end) if node.call else (0, 0)
    try:
        if root.measurer is None:
            root.measurer = _measurer(root)
        measurer, shape = root.measurer
        layer = WiredLayer(node.kind, _kind(node.kind), line_of(node, None, ()), ())
        found: LayerFigures = measurer.layer(layer, tuple(n.figures for n in node.inputs), SymbolValues(), shape)
    except Faulty as faulty:
        raise Trouble(Note(start, end, "does-not-fit", {"fault": faulty.fault})) from None
    return found


def _measurer(root: Input) -> tuple[Measurer, Sizes]:
    chosen = {**defaults(), **presets().get(root.framework, {})}
    line = InputLine(input_expr(root))
    measurer = Measurer(Network("", Source("", ""), line, (), (), {}, chosen, (), {}))
    return measurer, measurer.input_shape(SymbolValues())


def has_open_sizes(*nodes: Node) -> bool:
    """Whether no size of these nodes can be a number: none of the input's is told, and nothing fixes one later."""
    root = root_of(nodes[0])
    if root.axes is None or any(size is not None for size in root.sizes or ()):
        return False
    pending = list(nodes)
    seen: set[int] = set()
    while pending:
        node = pending.pop()
        if "O" in (letter for letter, _ in node.arguments):
            return False
        pending.extend(source for source in node.inputs if id(source) not in seen)
        seen.update(map(id, node.inputs))
    return True


def sizes_of(node: Node) -> Sizes | None:
    """The spatial sizes of a node's output, None where the input's are not known at all."""
    root = root_of(node)
    if root.axes is None or root.channels is None:
        return None
    return figures(node).shared.size
