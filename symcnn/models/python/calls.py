"""Calls: of layers and models, of the document's own functions and classes, and of what frameworks offer."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import cast

from symcnn.models.frameworks.layer_classes import is_activation, is_function
from symcnn.models.frameworks.references import Reference, Value
from symcnn.models.model import KERAS, PYTORCH, Note, Use
from symcnn.models.python import making, methods, tensors
from symcnn.models.python.applying import applied, replayed
from symcnn.models.python.code_values import (
    Bound,
    Call,
    Class,
    CodeLayer,
    Function,
    Graph,
    Instance,
    Partial,
    Scope,
    Super,
    Tensor,
    Trouble,
    Unknown,
)
from symcnn.models.python.code_values import Sequential as Chain
from symcnn.models.python.evaluating import Expressions
from symcnn.models.python.graph import root_of
from symcnn.models.python.naming import BUILTIN, framework_of
from symcnn.models.python.operators import NotPlain
from symcnn.models.python.spoiling import MUTATING, spoil
from symcnn.models.python.told_shapes import alike_samples

NO_FORWARD = "no-forward"
"""Why a class cannot be followed that does not say how it joins its layers."""
_CHANGING = ("register_forward", "register_parameter", "register_full")
"""How methods begin that change what a layer gives or learns."""


class Returned(Exception):
    """A function's result."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class Calls(Expressions):
    """Calls whatever can be called; `owner` is the class in whose method the code stands."""

    owner: Class | None = None

    def block(self, body: Sequence[ast.stmt], scope: Scope) -> None:
        """Follows statements."""
        raise NotImplementedError

    def call(self, target: Value, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
        """The value of a call of anything.

        Raises `Trouble` or `NotPlain` where it is not known.
        """
        state, place = self.state, self.state.place
        first = given[0] if given else next(iter(keywords.values()), None)
        match target:
            case Unknown(note):
                raise Trouble(note)
            case CodeLayer():
                tensors = [value for value in (*given, *keywords.values()) if isinstance(value, Tensor)]
                return applied(state, target, tensors if len(tensors) > 1 else self._known(first), place)
            case Chain():
                return self._through(target, self._known(first))
            case Graph():
                return self._grouped(target, lambda: replayed(state, target, self._known(first), place))
            case Instance():
                return self._forward(target, given, keywords)
            case Function():
                return self.run(target, given, keywords)
            case Class():
                return self._instance(target, given, keywords)
            case Partial(inner, before, named):
                return self.call(inner, [*before, *given], {**named, **keywords})
            case Bound():
                return self._method(target, given, keywords)
            case Reference(path) if path.startswith(f"{BUILTIN}."):
                if path == f"{BUILTIN}.super":
                    return self._super()
                return self._builtin(path.partition(".")[2], given, keywords)
            case Reference() if is_activation(target) and framework_of(target.path) == KERAS:
                if isinstance(first, Tensor):
                    return self.activated(target, first)
            case Tensor():
                raise state.fail(place, "unknown-value", name="call")
        if isinstance(target, Reference):
            return making.made(state, target.path, given, keywords)
        raise NotPlain

    def _builtin(self, name: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
        """The value of a call of one of Python's own functions, which may change an object."""
        match name, given:
            case "setattr", [owner, str(attribute), value]:
                self.set(owner, attribute, value)
                return None
            case "setattr" | "delattr", [owner, *_]:
                spoil(owner, Note(*self.state.place, "unknown-value", {"name": name}))
                return None
            case "globals", []:
                return cast("dict[Value, Value]", self.state.names)
            case "vars", [Instance() as owner]:
                return cast("dict[Value, Value]", owner.attributes)
        return methods.builtin(name, given, keywords)

    def set(self, owner: Value, name: str, value: Value) -> None:
        """Gives an attribute of an object a value."""
        raise NotImplementedError

    def _through(self, chain: Chain, value: Value) -> Value:
        """Layers one after the other."""
        if chain.trouble:
            raise Trouble(chain.trouble)
        if isinstance(value, Tensor):
            self.state.feed(chain, value.node)
            if root_of(value.node).dimensions is None and not self.state.tracing:
                self.state.adopt(chain)
        return self._grouped(chain, lambda: self.through(chain.children.values(), value))

    def through(self, children: Iterable[Value], value: Value) -> Value:
        """The output of the last of these layers.

        Raises `Trouble`.
        """
        for child in children:
            if isinstance(child, Tensor):
                continue
            if isinstance(child, CodeLayer | Chain | Instance | Graph | Function | Unknown | Reference | Partial):
                value = self.call(child, [value], {})
                self._known(value)
            else:
                raise self.state.fail(self.state.place, "unknown-value", name="Sequential")
        return value

    def _grouped(self, maker: Chain | Graph | Instance, make: Callable[[], Value]) -> Value:
        """Keras shows a model inside another as one layer."""
        state = self.state
        is_layer = isinstance(maker, Instance) and maker.cls.base.startswith(KERAS)
        is_group = is_layer or (not isinstance(maker, Instance) and maker.framework == KERAS)
        if state.group is not None or not is_group:
            return make()
        name = maker.cls.name if isinstance(maker, Instance) else maker.class_name
        use = Use(*state.place, state.run)
        state.group = Call(maker, name, maker.start, maker.end, state.next(), uses=(*state.frames, use))
        try:
            return make()
        finally:
            state.group = None

    def _forward(self, owner: Instance, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
        if owner.trouble:
            raise Trouble(owner.trouble)
        name = "call" if owner.cls.base.startswith(KERAS) else "forward"
        found = owner.cls.find(name) or owner.cls.find("__call__")
        first = given[0] if given else None
        if isinstance(first, Tensor):
            self.state.feed(owner, first.node)
            self.state.feed_alike(owner, alike_samples(given))
        if isinstance(found, Function):
            function = found
            return self._grouped(owner, lambda: self.run(function, [owner, *given], keywords))
        if owner.cls.base.endswith("Sequential") and given:
            return self._grouped(owner, lambda: self.through(owner.children.values(), first))
        raise NotPlain

    def forward(self, owner: Instance, tensor: Tensor) -> Value:
        """The output of an object of a class of the document, as a model: its parts are its layers."""
        name = "call" if owner.cls.base.startswith(KERAS) else "forward"
        found = owner.cls.find(name)
        if isinstance(found, Function):
            return self.run(found, [owner, *(tensor,) * self.state.alike.get(id(owner), 1)], {})
        if owner.children:
            return self.through(owner.children.values(), tensor)
        self._in_order(owner, tensor)
        raise self.state.fail((owner.start, owner.end), "not-a-chain", why=NO_FORWARD, name=owner.cls.name)

    def _in_order(self, owner: Instance, tensor: Tensor) -> None:
        """The layers of a class as they are made, as far as they fit: it may join them so where it does not say how."""
        layers = [value for value in owner.attributes.values() if isinstance(value, CodeLayer | Chain | Instance)]
        with suppress(Trouble, NotPlain):
            self.through(layers, tensor)

    def _instance(self, cls: Class, given: Sequence[Value], keywords: Mapping[str, Value]) -> Instance:
        state, place = self.state, self.state.place
        owner = Instance(cls, *place, state.next())
        if not any(instance.cls.base for instance in state.making) and cls.base:
            state.makers.append(owner)
            state.touched(owner, place[1])
        state.called.add(id(cls))
        start = cls.find("__init__")
        state.making.append(owner)
        try:
            if isinstance(start, Function):
                self.run(start, [owner, *given], keywords)
            elif (given or keywords) and not cls.base:
                raise NotPlain  # another class makes it, which the document does not hold
            elif cls.base.endswith("Sequential"):
                making.fill(state, owner, given)
        except (Trouble, NotPlain) as error:
            if not cls.base:
                raise
            note = error.note if isinstance(error, Trouble) else Note(*place, "unknown-value", {"name": cls.name})
            owner.trouble = note
        finally:
            state.making.pop()
        return owner

    def _super(self) -> Super:
        if not self.state.making or self.owner is None:
            raise NotPlain
        return Super(self.owner, self.state.making[-1])

    def _method(self, bound: Bound, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
        owner, target = bound.owner, bound.target
        if isinstance(target, Function):
            return self.run(target, [owner, *given], keywords)
        if target.startswith(_CHANGING) and isinstance(owner, CodeLayer | Chain | Instance):
            spoil(owner, Note(*self.state.place, "unknown-value", {"name": target}))
        match owner:
            case Super(cls, instance):
                if target == "__init__" and cls.base.endswith("Sequential"):
                    making.fill(
                        self.state, instance, given[0] if len(given) == 1 and isinstance(given[0], list) else given
                    )
                return (
                    methods.model_method(self.state, instance, target, given, keywords)
                    if target != "__init__"
                    else None
                )
            case Tensor():
                if is_function(PYTORCH, target):
                    layer = making.functional(self.state, target, given, keywords)
                    return applied(self.state, layer, owner, self.state.place)
                return tensors.method(self.state, owner, target, list(given), keywords)
            case Chain() | Graph() | Instance():
                return methods.model_method(self.state, owner, target, given, keywords)
            case list() | dict():
                try:
                    if isinstance(owner, list):
                        return methods.list_method(owner, target, given, keywords)
                    return methods.dict_method(owner, target, given, keywords)
                except NotPlain:
                    if target in MUTATING:
                        spoil(owner, Note(*self.state.place, "unknown-value", {"name": target}))
                    raise
            case str():
                return methods.text_method(owner, target, given)
        raise NotPlain

    def run(self, function: Function, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
        """The result of a function of the document.

        Raises `Trouble` or `NotPlain` where it is not known.
        """
        state = self.state
        state.step()
        state.called.add(id(function.node))
        names = self._parameters(function, given, keywords)
        inner = Scope(names, function.scope, function.scope.places)
        before = self.owner
        self.owner = function.owner
        state.calls.append(state.place)
        state.frames.append(Use(*state.place, state.run))
        before_run, state.run = state.run, state.next()
        made = len(state.makers)
        try:
            if isinstance(function.node, ast.Lambda):
                return self.value(function.node.body, inner)
            self.block(function.node.body, inner)
        except Returned as returned:
            if isinstance(returned.value, Chain | Graph | Instance):
                state.titles.setdefault(id(returned.value), function.name)
            return returned.value
        except Trouble as trouble:
            for value in (*given, *keywords.values(), *state.makers[made:]):
                spoil(value, trouble.note)
            raise
        finally:
            state.calls.pop()
            state.frames.pop()
            state.run = before_run
            self.owner = before
        return None

    def _parameters(
        self, function: Function, given: Sequence[Value], keywords: Mapping[str, Value]
    ) -> dict[str, Value]:
        arguments = function.node.args
        plain = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
        names: dict[str, Value] = dict(function.defaults)
        names.update(zip(plain, given, strict=False))
        if len(given) > len(plain) and arguments.vararg is None:
            raise self.state.fail(self.state.place, "unknown-value", name=function.name)
        if arguments.vararg is not None:
            names[arguments.vararg.arg] = tuple(given[len(plain) :])
        known = (*plain, *(argument.arg for argument in arguments.kwonlyargs))
        names.update((name, value) for name, value in keywords.items() if name in known)
        others = {name: value for name, value in keywords.items() if name not in known}
        if arguments.kwarg is not None:
            names[arguments.kwarg.arg] = others
        elif others:
            raise self.state.fail(self.state.place, "unknown-value", name=next(iter(others)))
        missing = next((name for name in known if name not in names), None)
        if missing is not None:
            raise self.state.fail(self.state.place, "unknown-value", name=missing)
        return names
