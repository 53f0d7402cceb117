"""From the nodes of a traced model to a network of the catalogue, and to its layers under the framework's names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from symcnn.core.text.fault import Fault
from symcnn.core.text.source import Source
from symcnn.models.frameworks.call_arguments import Misread, fact
from symcnn.models.frameworks.keras import automatic_name
from symcnn.models.frameworks.layer_classes import CHANNELS, single_letters
from symcnn.models.frameworks.references import Value
from symcnn.models.model import Fact, ModelLayer
from symcnn.models.python.applying import class_of, parts_of, reached
from symcnn.models.python.code_values import Call, CodeLayer, Graph, Input, Instance, Node, Sequential, Unknown
from symcnn.models.python.graph import UNROLLED, axes_of, input_expr, line_of, own_kinds
from symcnn.network.language.syntax import (
    AgainLine,
    ConventionLine,
    InputLine,
    NetworkLine,
    Program,
    Statement,
    Texts,
    Word,
)
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.network import Network
from symcnn.network.wiring.wiring_state import RESERVED

Maker = Sequential | Graph | Instance
Named = CodeLayer | Maker | Call


def network_of(
    name: str, framework: str, nodes: Sequence[Node], titles: Mapping[int, str], shown: str
) -> tuple[Network | None, dict[int, str], tuple[Fault, ...]]:
    """The network, the names of its layers by node, and the faults with it; the first node is the input.

    `titles` are the framework's names of the calls, by call.
    """
    root, *inner = nodes
    assert isinstance(root, Input)
    names = {id(root): "input"}
    taken = set(RESERVED)
    members = Counter(id(node.call) for node in inner)
    for node in inner:
        title = titles.get(id(node.call), node.kind)
        names[id(node)] = _new(title if members[id(node.call)] == 1 else f"{title}.{node.kind}", taken)
    statements: list[Statement] = [
        NetworkLine(Word(name, 0, 0)),
        ConventionLine(Word(framework, 0, 0), None, "", Texts()),
    ]
    if any(node.kind == UNROLLED for node in inner):
        statements.extend(own_kinds().values())
    place = (root.call.start, root.call.end) if root.call else (0, 0)
    statements.append(InputLine(input_expr(root), *place))
    weighted: dict[int, str] = {}
    for node in inner:
        place = (node.call.start, node.call.end) if node.call else (0, 0)
        inputs = tuple(Word(names[id(source)], *place) for source in node.inputs)
        line = line_of(node, Word(names[id(node)], *place), inputs)
        first = weighted.setdefault(id(_first_use(node)), names[id(node)])
        again = AgainLine(line.name, Word("again", *place), Word(first, *place), inputs)
        statements.append(line if first == names[id(node)] else again)
    network, faults = elaborate(Program(Source("", shown), tuple(statements)))
    return network, names, faults


def _first_use(node: Node) -> Node:
    """The node that has the weights of a layer, which may be used behind several inputs that count as one."""
    while node.again is not None:
        node = node.again
    return node


def _new(title: str, taken: set[str]) -> str:
    stem = title if title.strip() else "layer"
    name, number = stem, 0
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    taken.add(name)
    return name


def keras_titles(calls: Sequence[Call], maker: Maker | None = None) -> dict[int, str]:
    """The names that Keras gives to the layers in a fresh session, by call: ``conv2d``, ``conv2d_1``.

    Layers are counted in the order in which they are made, those inside other models and the models too.
    """
    named: dict[int, Named] = {id(each): each for each in _inner_layers([maker, *(call.maker for call in calls)])}
    named |= {id(call): call for call in calls if call.maker is None}
    found: dict[int, str] = {}
    counts: Counter[str] = Counter()
    for key, each in sorted(named.items(), key=lambda item: item[1].order):
        name = each.attributes.get("name") if isinstance(each, Instance) else each.name
        if not isinstance(name, str):
            stem = automatic_name(each.cls.name if isinstance(each, Instance) else each.class_name)
            name = f"{stem}_{counts[stem]}" if counts[stem] else stem
            counts[stem] += 1
        found[key] = name
    return {id(call): found[id(call if call.maker is None else call.maker)] for call in calls}


def _inner_layers(makers: Sequence[Named | None]) -> list[Named]:
    """These layers and models, and all that stand inside them."""
    found: dict[int, Named] = {}
    seen: set[int] = set()
    pending: list[Value] = list(makers)
    while pending:
        each = pending.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, CodeLayer | Sequential | Graph | Instance):
            found[id(each)] = each
        if isinstance(each, Graph):
            pending.extend(node.call.maker for node in reached(each) if node.call is not None)
        elif isinstance(each, CodeLayer):
            pending.append(each.inner)
        else:
            pending.extend(child for _, child in _parts(each))
    return list(found.values())


def torch_titles(calls: Sequence[Call], paths: Mapping[int, str]) -> dict[int, str]:
    """The names of PyTorch's layers, by call: their paths from the model on, else what they do."""
    found: dict[int, str] = {}
    counts: Counter[str] = Counter()
    for call in calls:
        path = None if call.maker is None else paths.get(id(call.maker))
        if path is None:
            stem = automatic_name(call.class_name)
            path = f"{stem}_{counts[stem]}" if counts[stem] else stem
            counts[stem] += 1
        found[id(call)] = path
    return found


def paths_of(maker: Maker, *, registered: bool = False) -> dict[int, tuple[str, Value]]:
    """All layers that belong to a model, by their identity, with their paths: ``features.0``.

    Where only those are wanted that PyTorch has `registered`, plain lists and dicts are passed over.
    """
    found: dict[int, tuple[str, Value]] = {}
    pending: list[tuple[str, Value]] = [("", maker)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, CodeLayer | Unknown):
            found.setdefault(id(value), (path, value))
            continue
        is_held = registered and type(value) in (list, tuple, dict)
        if id(value) in found or is_held or isinstance(value, str | int | float | None):
            continue
        found[id(value)] = (path, value)
        inner = [(f"{path}.{name}" if path else str(name), child) for name, child in _parts(value)]
        pending.extend(inner[::-1])
    return found


def _parts(value: Value) -> list[tuple[Value, Value]]:
    match value:
        case Instance():
            return [*value.children.items(), *value.attributes.items()]
        case Sequential():
            return list(value.children.items())
        case list() | tuple():
            return list(enumerate(value))
        case dict():
            return list(value.items())
    return []


def facts_of(layer: CodeLayer, input_axes: int | None) -> dict[str, Fact]:
    """The layer's letters, as far as its arguments can be read."""
    try:
        found = {letter: fact(expr) for _, letters in parts_of(layer, input_axes) for letter, expr in letters.items()}
    except Misread:
        found = {letter: fact(expr) for letter, expr in single_letters(class_of(layer), layer.arguments).items()}
    takes = layer.arguments.get(class_of(layer).takes)
    if type(takes) is int:
        found[CHANNELS] = takes
    return found


def layers_of(nodes: Sequence[Node], titles: Mapping[int, str], names: Mapping[int, str]) -> tuple[ModelLayer, ...]:
    """The framework's layers, each use with the layers of the network that belong to it."""
    rows: dict[int, tuple[Call, list[Node]]] = {}
    for node in nodes:
        if node.call is not None:
            rows.setdefault(id(node.call), (node.call, []))[1].append(node)
    found = []
    for call, members in rows.values():
        first = members[0]
        axes = axes_of(first.inputs[0]) if first.inputs else None
        facts = facts_of(call.maker, axes) if isinstance(call.maker, CodeLayer) else {}
        mine = tuple(names[id(node)] for node in members if id(node) in names)
        calls = call.maker.calls if isinstance(call.maker, CodeLayer) else ()
        place = (call.start, call.end)
        found.append(ModelLayer(titles.get(id(call), ""), call.class_name, *place, facts, mine, calls, call.uses))
    return tuple(found)


def single_layers(layers: Sequence[tuple[str, CodeLayer]]) -> tuple[ModelLayer, ...]:
    """Facts about layers that stand in no network; those whose place says different things are left out."""
    found: dict[tuple[int, ...], ModelLayer] = {}
    doubtful: set[tuple[int, ...]] = set()
    for path, layer in layers:
        row = ModelLayer(path, layer.class_name, layer.start, layer.end, facts_of(layer, None), (), layer.calls)
        if layer.site in found and found[layer.site].arguments != row.arguments:
            doubtful.add(layer.site)
        found.setdefault(layer.site, row)
    return tuple(row for site, row in found.items() if site not in doubtful)
