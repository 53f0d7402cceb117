"""The values of expressions, as far as they are certain; what is not known stays an `Unknown` that says why."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import cast

from symcnn.core.limits import MAX_DEPTH, MAX_ELEMENTS
from symcnn.models.frameworks.call_arguments import Misread
from symcnn.models.frameworks.layer_classes import is_activation
from symcnn.models.frameworks.references import Value
from symcnn.models.model import KERAS
from symcnn.models.python import operators
from symcnn.models.python.applying import applied
from symcnn.models.python.code_values import (
    BATCH,
    Bound,
    Class,
    Function,
    Instance,
    Scope,
    Super,
    Tensor,
    Trouble,
    Unknown,
)
from symcnn.models.python.code_values import Sequential as Chain
from symcnn.models.python.graph import root_of
from symcnn.models.python.making import layer
from symcnn.models.python.methods import attribute, elements
from symcnn.models.python.naming import unbound
from symcnn.models.python.operators import NotPlain
from symcnn.models.python.spoiling import is_spoiled
from symcnn.models.python.state import State
from symcnn.models.python.tensors import merged, position

_TENSOR_SIGNS = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply"}


class Expressions:
    """Evaluates expressions; `Statements` adds the calls of the document's own functions and classes."""

    def __init__(self) -> None:
        self.state = State()

    def call(self, target: Value, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
        """The value of a call. Raises `Trouble`."""
        raise NotImplementedError

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """The value of an expression; never raises."""
        state = self.state
        if state.depth >= MAX_DEPTH:
            return state.unknown(scope.places.extent(node), "too-deep", limit=MAX_DEPTH)
        state.depth += 1
        outer = state.place
        try:
            found = self._value(node, scope)
        except Trouble as trouble:
            found = Unknown(trouble.note)
        except NotPlain:
            found = state.unknown(scope.places.extent(node), name=type(node).__name__)
        except Misread as error:
            found = state.unknown(scope.places.extent(node), name=error.name)
        finally:
            state.depth -= 1
            state.place = outer
        return found

    def _value(self, node: ast.expr, scope: Scope) -> Value:
        match node:
            case ast.Constant(value):
                return operators.bounded(value) if type(value) in (int, float) else self._constant(value)
            case ast.Name(name):
                return self.lookup(name, node, scope)
            case ast.Attribute():
                return self._attribute(node, scope)
            case ast.Call():
                return self._call(node, scope)
            case ast.Tuple(items) | ast.List(items):
                several = self._items(items, scope)
                return tuple(several) if isinstance(node, ast.Tuple) else several
            case ast.Dict(keys, values):
                return self._dict(keys, values, scope)
            case ast.BinOp(left, sign, right):
                return self.combined(
                    type(sign), self.value(left, scope), self.value(right, scope), scope.places.extent(node)
                )
            case ast.UnaryOp(ast.USub(), operand):
                return operators.negative(self._known(self.value(operand, scope)))
            case ast.UnaryOp(ast.Not(), operand):
                return not operators.truth(self._known(self.value(operand, scope)))
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.value(operand, scope)
            case ast.BoolOp(sign, parts):
                return self._either(isinstance(sign, ast.Or), parts, scope)
            case ast.Compare(left, signs, rights) if len(signs) == 1:
                known = self._known(self.value(left, scope))
                return operators.compared(type(signs[0]), known, self._known(self.value(rights[0], scope)))
            case ast.IfExp(test, body, otherwise):
                holds = operators.truth(self._known(self.value(test, scope)))
                return self.value(body if holds else otherwise, scope)
            case ast.Subscript(ast.Attribute(inner, "shape"), ast.Constant(0)) if self._is_torch(inner, scope):
                return BATCH
            case ast.Subscript(owner, ast.Tuple(axes)) if isinstance(tensor := self.value(owner, scope), Tensor):
                self.state.place = scope.places.extent(node)
                return position(self.state, tensor, [self._along(axis, scope) for axis in axes])
            case ast.Subscript(owner, index):
                return self._item(self._known(self.value(owner, scope)), index, scope)
            case ast.JoinedStr(parts):
                return self._text(parts, scope)
            case ast.ListComp(element, [generator]) | ast.GeneratorExp(element, [generator]):
                return self._comprehension(element, generator, scope)
            case ast.Lambda():
                return Function(node, scope, self.defaults(node.args, scope))
            case ast.NamedExpr(ast.Name(name), inner):
                scope.names[name] = found = self.value(inner, scope)
                return found
            case ast.Starred(inner):
                return self.value(inner, scope)
        raise NotPlain

    @staticmethod
    def _constant(value: object) -> Value:
        if value is None or isinstance(value, str | bool):
            return value
        raise NotPlain

    @staticmethod
    def _known(value: Value) -> Value:
        if isinstance(value, Unknown):
            raise Trouble(value.note)
        return value

    def lookup(self, name: str, node: ast.expr, scope: Scope) -> Value:
        """The value of a name: in this scope, those around it, or as frameworks are used without imports."""
        around: Scope | None = scope
        while around is not None:
            if name in around.names and around.names is not self.state.names:
                return around.names[name]
            around = around.outer
        if name in self.state.names:
            return self.state.named_then(name)
        found = unbound(name, self.state.prefers_torch)
        if found is None:
            is_class = name[:1].isupper() and not name.isupper() and not name.endswith("Loss")
            code = "unknown-layer" if is_class else "unknown-value"
            return self.state.unknown(scope.places.extent(node), code, name=name)
        if found.path in ("torch", "torch.nn"):
            self.state.prefers_torch = True
        return found

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Value:
        owner = self._known(self.value(node.value, scope))
        self.state.place = scope.places.extent(node)
        match owner:
            case Instance():
                return self.member(owner, node.attr)
            case Class():
                found = owner.find(node.attr)
                return (
                    Function(found.node, found.scope, found.defaults, owner) if isinstance(found, Function) else found
                )
            case Super(cls, instance):
                lineage = instance.cls.lineage()
                for parent in lineage[lineage.index(cls) + 1 :] if cls in lineage else ():
                    found = parent.names.get(node.attr)
                    if isinstance(found, Function):
                        return Bound(instance, found)
                return Bound(Super(cls, instance), node.attr)
        found = attribute(self.state, owner, node.attr)
        return Bound(owner, node.attr) if found is None else found

    def member(self, owner: Instance, name: str) -> Value:
        """An attribute of an object: its own, its class's, or a method that the framework gives it."""
        if name == "__dict__":
            return cast("dict[Value, Value]", owner.attributes)
        if name in owner.attributes:
            return owner.attributes[name]
        if name in owner.children:
            return owner.children[name]
        found = owner.cls.find(name)
        if isinstance(found, Function):
            return Bound(owner, found)
        return Bound(owner, name) if found is None else found

    def _call(self, node: ast.Call, scope: Scope) -> Value:
        target = self.value(node.func, scope)
        given = self._items(node.args, scope)
        keywords: dict[str, Value] = {}
        for keyword in node.keywords:
            value = self.value(keyword.value, scope)
            if keyword.arg is not None:
                keywords[keyword.arg] = value
            elif isinstance(value, dict) and all(isinstance(name, str) for name in value):
                keywords.update(value)
            else:
                keywords["**"] = value
        self.state.place = scope.places.extent(node)
        if isinstance(target, Unknown):
            code = target.note.code
            raise (
                Trouble(target.note)
                if code.endswith("-disagree")
                else self.state.fail(self.state.place, code, **target.note.values)
            )
        if isinstance(target, Bound) and target.target == "super":
            raise NotPlain
        return self.call(target, given, keywords)

    def _items(self, items: Sequence[ast.expr], scope: Scope) -> list[Value]:
        found: list[Value] = []
        for item in items:
            value = self.value(item, scope)
            if isinstance(item, ast.Starred):
                several = elements(self._known(value))
                if several is None:
                    raise NotPlain
                found.extend(several)
            else:
                found.append(value)
            if len(found) > MAX_ELEMENTS:
                raise NotPlain
        return found

    def _dict(self, keys: Sequence[ast.expr | None], values: Sequence[ast.expr], scope: Scope) -> Value:
        found: dict[Value, Value] = {}
        for key, value in zip(keys, values, strict=True):
            name = self.value(key, scope) if key is not None else None
            if not isinstance(name, int | str):
                raise NotPlain
            found[name] = self.value(value, scope)
        return found

    def combined(self, sign: type[ast.operator], left: Value, right: Value, place: tuple[int, int]) -> Value:
        """The value of ``left sign right``, of tensors too. Raises `Trouble` or `NotPlain`."""
        left, right = self._known(left), self._known(right)
        tensors = [value for value in (left, right) if isinstance(value, Tensor)]
        if len(tensors) == 2 and sign in _TENSOR_SIGNS:
            return merged(self.state, _TENSOR_SIGNS[sign], tensors, _TENSOR_SIGNS[sign], place)
        if len(tensors) == 1 and (operators.is_number(left) or operators.is_number(right)):
            return tensors[0]
        return operators.combined(sign, left, right)

    def _either(self, stops_at: bool, parts: Sequence[ast.expr], scope: Scope) -> Value:
        found: Value = None
        for part in parts:
            found = self._known(self.value(part, scope))
            if operators.truth(found) is stops_at:
                return found
        return found

    def _item(self, owner: Value, index: ast.expr, scope: Scope) -> Value:
        if isinstance(index, ast.Slice):
            parts = [
                None if part is None else self.value(part, scope) for part in (index.lower, index.upper, index.step)
            ]
            if any(part is not None and type(part) is not int for part in parts) or parts[2] == 0:
                raise NotPlain
            key: Value = slice(*parts)
        else:
            key = self._known(self.value(index, scope))
        if isinstance(owner, Chain) and not owner.trouble:
            found = operators.item(list(owner.children.values()), key)
            if not isinstance(found, list):
                return found
            part = Chain(owner.framework, owner.class_name, owner.start, owner.end, self.state.next())
            part.children = {str(place): child for place, child in enumerate(found)}
            return part
        if is_spoiled(owner):
            raise NotPlain
        return operators.item(owner, key)

    def _is_torch(self, node: ast.expr, scope: Scope) -> bool:
        tensor = self.value(node, scope)
        return isinstance(tensor, Tensor) and root_of(tensor.node).framework != KERAS

    def _along(self, axis: ast.expr, scope: Scope) -> Value:
        """What is taken along an axis; None for all of it."""
        is_whole = isinstance(axis, ast.Slice) and axis.lower is axis.upper is axis.step is None
        return None if is_whole else self._known(self.value(axis, scope))

    def _text(self, parts: Sequence[ast.expr], scope: Scope) -> str:
        found = ""
        for part in parts:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            value = self.value(inner, scope)
            if isinstance(part, ast.FormattedValue) and (part.format_spec is not None or part.conversion != -1):
                raise NotPlain
            if not isinstance(value, int | str) or len(found) > MAX_ELEMENTS:
                raise NotPlain
            found += str(value)
        return found

    def _comprehension(self, element: ast.expr, generator: ast.comprehension, scope: Scope) -> list[Value]:
        rows = elements(self._known(self.value(generator.iter, scope)))
        if rows is None or len(rows) > MAX_ELEMENTS:
            raise NotPlain
        inner = Scope({}, scope, scope.places)
        found = []
        for row in rows:
            self.state.step()
            self.bind(generator.target, row, inner)
            if all(operators.truth(self._known(self.value(test, inner))) for test in generator.ifs):
                found.append(self.value(element, inner))
        return found

    def defaults(self, arguments: ast.arguments, scope: Scope) -> dict[str, Value]:
        """The default values of a function's parameters."""
        plain = [*arguments.posonlyargs, *arguments.args]
        found = dict(
            zip((a.arg for a in plain[::-1]), (self.value(d, scope) for d in arguments.defaults[::-1]), strict=False)
        )
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            if default is not None:
                found[argument.arg] = self.value(default, scope)
        return found

    def bind(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Gives the names of a target their values."""
        raise NotImplementedError

    def activated(self, target: Value, tensor: Tensor) -> Value:
        """A tensor behind an activation that is called as a function."""
        assert is_activation(target)
        return applied(self.state, layer(self.state, KERAS, "Activation", [target], {}), tensor, self.state.place)
