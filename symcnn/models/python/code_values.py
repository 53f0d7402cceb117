"""What an expression in someone's code stands for, as far as it is known."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from symcnn.core.record import entity, record
from symcnn.models.frameworks.references import Value
from symcnn.models.model import Note, Use
from symcnn.models.python.parsed_code import CodePlaces


class Trouble(Exception):
    """What is done here cannot be followed; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.code)
        self.note = note


@entity
class Unknown:
    """A value that cannot be told, and why; `is_rest` stands in a list or dict of which nobody knows what it holds."""

    note: Note
    is_rest: bool = False


class ModuleList(list[Value]):
    """Layers that a model knows of as its own; those in a plain list it does not look for."""


class ModuleDict(dict[Value, Value]):
    """The same, with names."""


class Batch:
    """The number of samples, which no network depends on; -1 is another way to write it."""


BATCH = Batch()


@record
class Extent:
    """A product of sizes that are not numbers: `factor` times the sizes of a tensor along some `axes`."""

    tensor: Tensor
    factor: int
    axes: tuple[int, ...]


@entity
class Scope:
    """Names and their values, in a module, a function or a class; `outer` is the scope around it."""

    names: dict[str, Value]
    outer: Scope | None
    places: CodePlaces


@entity
class Function:
    """A function of the document; `owner` is the class in which it stands."""

    node: ast.FunctionDef | ast.Lambda
    scope: Scope
    defaults: Mapping[str, Value]
    owner: Class | None = None

    @property
    def name(self) -> str:
        """The name under which it was defined."""
        return self.node.name if isinstance(self.node, ast.FunctionDef) else "lambda"


@entity
class Class:
    """A class of the document with its names; `base` is that class of a framework from which it descends."""

    name: str
    parents: tuple[Value, ...]
    names: dict[str, Value]
    base: str
    start: int
    end: int

    def find(self, name: str) -> Value:
        """The value of a name in the class or in those from which it inherits; None where there is none."""
        found = (cls.names[name] for cls in self.lineage() if name in cls.names)
        return next((value for value in found if value is not None), None)

    def lineage(self) -> list[Class]:
        """The class and those from which it inherits, in the order in which Python looks names up."""
        parents = [parent for parent in self.parents if isinstance(parent, Class)]
        rows = [*(parent.lineage() for parent in parents), parents]
        found = [self]
        while rows := [row for row in rows if row]:
            heads = (row[0] for row in rows if all(row[0] not in other[1:] for other in rows))
            following = next(heads, rows[0][0])
            found.append(following)
            rows = [[cls for cls in row if cls is not following] for row in rows]
        return found


@entity
class Instance:
    """An object of a class of the document; `children` are what a class like nn.Sequential was given."""

    cls: Class
    start: int
    end: int
    order: int = 0
    attributes: dict[str, Value] = field(default_factory=dict)
    children: dict[str, Value] = field(default_factory=dict)
    trouble: Note | None = None
    is_frozen: bool = False


@record
class Partial:
    """A function or class with some of its arguments."""

    target: Value
    arguments: tuple[Value, ...]
    keywords: Mapping[str, Value]


@record
class Bound:
    """A method together with the object whose method it is; `target` is a function or the method's name."""

    owner: Value
    target: Function | str


@record
class Super:
    """The parents of a class, as ``super()`` gives them in a method of an object."""

    cls: Class
    owner: Instance


@entity
class CodeLayer:
    """A layer of a framework with the arguments of its call, or the `trouble` with them.

    `calls` are the calls of the document's functions in which it was made, the outermost first. `site` are their
    places without the first, and its own place: two layers that the same code made in the same way have one of
    their sites at the end of the other. `inner` is the layer that it was given: ``Bidirectional(LSTM(8))``.
    """

    framework: str
    class_name: str
    start: int
    end: int
    order: int
    site: tuple[int, ...]
    calls: tuple[tuple[int, int], ...]
    arguments: Mapping[str, Value] = field(default_factory=dict)
    name: str | None = None
    trouble: Note | None = None
    is_frozen: bool = False
    inner: CodeLayer | None = None


@entity
class Sequential:
    """Layers one after the other, by their names; `shape` is the input's, where ``build`` gave it."""

    framework: str
    class_name: str
    start: int
    end: int
    order: int
    children: dict[str, Value] = field(default_factory=dict)
    name: str | None = None
    trouble: Note | None = None
    is_frozen: bool = False


@entity
class Graph:
    """A Keras model from an input tensor to output tensors."""

    inputs: Tensor
    outputs: tuple[Tensor, ...]
    start: int
    end: int
    order: int
    name: str | None = None
    class_name: str = "Functional"
    framework: str = "keras"
    is_frozen: bool = False


@entity
class Call:
    """One use of a layer, or of a model inside another: a row of a summary.

    `uses` are the expressions that ask for it, the outermost first: its own, and the calls of functions around it.
    """

    maker: CodeLayer | Sequential | Graph | Instance | None
    class_name: str
    start: int
    end: int
    order: int
    name: str | None = None
    uses: tuple[Use, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A layer of the network that is being traced.

    `axes` is the number of spatial axes (0 for a vector) and `channels` their number, None while not known; `again` is
    the node that had the layer's weights first.
    """

    kind: str
    arguments: tuple[tuple[str, Any], ...]
    inputs: tuple[Node, ...]
    axes: int | None
    channels: int | None
    call: Call | None
    order: int
    root: Input | None = None
    figures: Any = None
    again: Node | None = None


@dataclass(slots=True, eq=False, repr=False)
class Input(Node):
    """The input of a network.

    `sizes` are numbers, or None for a size that is not told; `dimensions` are those of a sample, batch first,
    before it is known which framework reads it.
    """

    sizes: tuple[int | None, ...] | None = None
    dimensions: tuple[int | None, ...] | None = None
    measurer: Any = None
    framework: str = ""


@record
class Tensor:
    """What flows between layers."""

    node: Node
