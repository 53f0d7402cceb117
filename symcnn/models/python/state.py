"""What is known while code is read: names, layers, models, and what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from sys import maxsize

from symcnn.core.limits import MAX_MODELS, MAX_STATES, MAX_STEPS
from symcnn.core.record import entity, record
from symcnn.models.frameworks.references import Value
from symcnn.models.model import Note, Use
from symcnn.models.python.code_values import (
    Call,
    Class,
    CodeLayer,
    Function,
    Graph,
    Instance,
    Node,
    Scope,
    Sequential,
    Trouble,
    Unknown,
)

Maker = Sequential | Graph | Instance
"""What a model is made from."""

Worked = tuple[int | float, ...]
"""The numbers that an expression comes to; one, where it is no row of them."""

Shape = tuple[int | None, ...]
"""Sizes of a sample; None is one that may be any."""


@record
class Stage:
    """A model as it stood at `upto`; `children` are its layers then, `end` is where its code ended."""

    maker: Maker
    children: Mapping[str, Value] | None
    end: int
    upto: int
    trouble: Note | None


@entity
class State:
    """It lives as long as one document is read.

    `calls` are the places of the calls that are under way, `making` the objects whose ``__init__`` is,
    `group` the model or layer of the document to which all layers now belong. `samples` and `fed` tell what
    shapes were fed to layers made at a place, and to models. `grown` are the nodes made since a model began to be
    traced, `flows` those of the tensors that the module itself names. `frames` are the calls of functions in which the
    code stands, `run` is that of the innermost function or loop. `worked` are the numbers that expressions come to, by
    their places; None for those that come to several. `former` are the values that names of the module lost, and where;
    a model is traced as if nothing had changed since `until`.
    """

    names: dict[str, Value] = field(default_factory=dict)
    former: dict[str, list[tuple[int, Value]]] = field(default_factory=dict)
    until: int = maxsize
    notes: list[Note] = field(default_factory=list)
    is_full: bool = False
    layers: list[CodeLayer] = field(default_factory=list)
    makers: list[Maker] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    adopted: set[int] = field(default_factory=set)
    summarised: set[int] = field(default_factory=set)
    titles: dict[int, str] = field(default_factory=dict)
    called: set[int] = field(default_factory=set)
    spent: dict[tuple[int, int, str], Node] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)
    changed: dict[int, tuple[int, int]] = field(default_factory=dict)
    samples: dict[int, list[tuple[tuple[int, ...], Shape]]] = field(default_factory=dict)
    fed: dict[int, list[tuple[Shape, ...]]] = field(default_factory=dict)
    alike: dict[int, int] = field(default_factory=dict)
    states: list[Stage] = field(default_factory=list)
    shown: dict[int, tuple[int, int]] = field(default_factory=dict)
    calls: list[tuple[int, int]] = field(default_factory=list)
    making: list[Instance] = field(default_factory=list)
    grown: list[Node] = field(default_factory=list)
    flows: list[Node] = field(default_factory=list)
    worked: dict[tuple[int, int], Worked | None] = field(default_factory=dict)
    frames: list[Use] = field(default_factory=list)
    run: int = 0
    group: Call | None = None
    tracing: bool = False
    prefers_torch: bool = False
    place: tuple[int, int] = (0, 0)
    steps: int = 0
    depth: int = 0
    count: int = 0

    def next(self) -> int:
        """A number greater than all before it."""
        self.count += 1
        return self.count

    def step(self) -> None:
        """Counts what is done in loops and functions.

        Raises `Trouble` where it was too much.
        """
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Trouble(Note(*self.place, "too-many-steps", {"limit": MAX_STEPS}))

    def noted(self, place: tuple[int, int], value: Value) -> None:
        """Keeps the numbers that the expression at a place comes to."""
        row = tuple(one for one in (value if isinstance(value, tuple) else (value,)) if type(one) in (int, float))
        found = row if row and (not isinstance(value, tuple) or len(row) == len(value)) else None
        self.worked[place] = found if self.worked.get(place, found) == found else None

    def named_then(self, name: str) -> Value:
        """The value of a name of the module: the present one, or that of the time of the model that is being traced."""
        lost = self.former.get(name, ()) if self.until < maxsize else ()
        return next((value for start, value in lost if start >= self.until), self.names[name])

    def unknown(self, place: tuple[int, int], code: str = "unknown-value", **values: object) -> Unknown:
        """A value that cannot be told."""
        return Unknown(Note(*place, code, values))

    def fail(self, place: tuple[int, int], code: str, **values: object) -> Trouble:
        """The reason why something cannot be followed, to be raised."""
        return Trouble(Note(*place, code, values))

    def used(self, maker: CodeLayer | None, name: str, own: tuple[int, int], place: tuple[int, int]) -> Call:
        """One use of a layer that stands at its `own` place, by the expression at another."""
        return self.group or Call(maker, name, *own, self.next(), uses=(*self.frames, Use(*place, self.run)))

    def site(self, start: int) -> tuple[int, ...]:
        """How code came to a place: the calls, but for the outermost, and the place."""
        return (*(call for call, _ in self.calls[1:]), start)

    def named(self, value: Value, name: str, scope: Scope) -> None:
        """Notes under which name a model is known: the module's rather than a function's."""
        if isinstance(value, Sequential | Graph | Instance) and (scope.outer is None or id(value) not in self.titles):
            self.titles[id(value)] = name

    def touched(self, maker: Maker, end: int) -> None:
        """Notes that a model has changed: since when (the call that is under way), and where it ends in the text."""
        upto, last = self.changed.get(id(maker), (0, 0))
        now = self.calls[0][1] if self.calls else end
        self.changed[id(maker)] = max(upto, now), max(last, end)

    def stage(self, maker: Maker) -> None:
        """Keeps the model's present state, if it is a new one."""
        upto, end = self.changed.get(id(maker), (maker.end, maker.end))
        size = 0 if isinstance(maker, Graph) else len(maker.children)
        if self.shown.get(id(maker)) == (upto, size):
            return
        if id(maker) in self.shown and sum(stage.maker is maker for stage in self.states) >= MAX_STATES:
            self.notes.append(Note(maker.start, maker.end, "too-many-states", {"limit": MAX_STATES}))
            return
        if len(self.states) >= MAX_MODELS:
            if not self.is_full:
                self.notes.append(Note(maker.start, maker.end, "too-many-models", {"limit": MAX_MODELS}))
            self.is_full = True
            return
        self.shown[id(maker)] = upto, size
        children = None if isinstance(maker, Graph) else dict(maker.children)
        trouble = None if isinstance(maker, Graph) else maker.trouble
        self.states.append(Stage(maker, children, end, upto, trouble))

    def adopt(self, value: Value) -> None:
        """Notes that a model is part of another one."""
        self.adopted.add(id(value))

    def sample_for(self, layer: CodeLayer) -> Shape | None:
        """The shape that was fed to the layer, or to one that the same code made; None where there are several."""
        found = {
            shape
            for site, shape in self.samples.get(layer.start, ())
            if site[-len(layer.site) :] == layer.site or layer.site[-len(site) :] == site
        }
        return found.pop() if len(found) == 1 else None

    def feed_alike(self, target: Value, count: int) -> None:
        """Notes that a model is fed several samples at once, all of the shape of the first."""
        if count > 1 and not self.tracing:
            self.alike[id(target)] = count

    def feed(self, target: Value, node: Node) -> None:
        """Notes the shape of a sample that is fed to a layer or a model; what comes out of another one is no sample."""
        root = node.root
        if root is not node or root.dimensions is None or self.tracing:
            return
        if isinstance(target, CodeLayer):
            self.samples.setdefault(target.start, []).append((target.site, root.dimensions))
        elif isinstance(target, Sequential | Graph | Instance):
            self.fed.setdefault(id(target), []).append((root.dimensions,))
