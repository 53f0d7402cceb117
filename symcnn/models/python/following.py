"""Statements followed one by one: names get values, layers are added, functions and classes of the document called.

Where a condition or a loop cannot be decided, the names that it would change become unknown, and so do the
models that it would change.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from symcnn.core.limits import MAX_DEPTH, MAX_ELEMENTS
from symcnn.models.frameworks.layer_classes import layer_class
from symcnn.models.frameworks.references import Reference, Value
from symcnn.models.model import PYTORCH, Note, note_on
from symcnn.models.python import methods, operators
from symcnn.models.python.calls import Calls, Returned
from symcnn.models.python.code_values import (
    Class,
    CodeLayer,
    Function,
    Graph,
    Instance,
    Scope,
    Tensor,
    Trouble,
    Unknown,
)
from symcnn.models.python.code_values import Sequential as Chain
from symcnn.models.python.naming import base_of, framework_of, is_harmless
from symcnn.models.python.operators import NotPlain
from symcnn.models.python.parsed_code import CodePiece
from symcnn.models.python.spoiling import MUTATING, Changes, changes, is_plain, spoil

_FREEZING = ("trainable", "requires_grad")
_WEIGHTS = ("weight", "bias", "kernel")


class _LoopEnd(Exception):
    """``break`` or ``continue``."""

    def __init__(self, goes_on: bool) -> None:
        super().__init__()
        self.goes_on = goes_on


class Statements(Calls):
    """Follows code."""

    def follow(self, piece: CodePiece) -> None:
        """Follows one statement of a module; never raises."""
        state = self.state
        if piece.tree is None:
            state.notes.append(Note(piece.start, piece.end, "broken-code"))
            unknown = state.unknown((piece.start, piece.end), "broken-code")
            for name in piece.changed:
                spoil(state.names.get(name), unknown.note)
            state.names.update((name, unknown) for name in piece.bound)
            return
        scope = Scope(state.names, None, piece.places)
        before = {name: state.names[name] for name in changes([piece.tree]).names if name in state.names}
        try:
            self._execute(piece.tree, scope)
        except Trouble as trouble:
            if trouble.note.code == "too-many-steps":
                state.notes.append(trouble.note)
            self._spoil([piece.tree], scope, trouble.note)
        except (Returned, _LoopEnd):
            pass
        except RecursionError:
            note = Note(piece.start, piece.end, "too-deep", {"limit": MAX_DEPTH})
            state.notes.append(note)
            self._spoil([piece.tree], scope, note)
        for name, value in before.items():
            if state.names.get(name) is not value:
                state.former.setdefault(name, []).append((piece.start, value))

    def block(self, body: Sequence[ast.stmt], scope: Scope) -> None:
        for statement in body:
            self.state.step()
            self._execute(statement, scope)

    def _execute(self, node: ast.stmt, scope: Scope) -> None:
        state = self.state
        if state.depth >= MAX_DEPTH:
            raise state.fail(scope.places.extent(node), "too-deep", limit=MAX_DEPTH)
        state.depth += 1
        outer = state.place
        try:
            self._one(node, scope)
        finally:
            state.depth -= 1
            state.place = outer

    def _one(self, node: ast.stmt, scope: Scope) -> None:
        match node:
            case ast.Assign(targets, value):
                found = self._worked(value, scope)
                for target in targets:
                    self.bind(target, found, scope)
            case ast.AnnAssign(target, _, value) if value is not None:
                self.bind(target, self.value(value, scope), scope)
            case ast.AugAssign():
                self._augment(node, scope)
            case ast.Expr(ast.Call(ast.Name("print"), [value])) if not isinstance(value, ast.Starred):
                self._worked(value, scope)
            case ast.Expr(value):
                self._worked(value, scope)
            case ast.Assert(test):
                self.value(test, scope)
            case ast.Raise():
                raise Trouble(note_on(scope.places.extent(node), "raise"))
            case ast.Return(value):
                raise Returned(None if value is None else self.value(value, scope))
            case ast.If():
                self._branch(node, scope)
            case ast.For(target, rows, body):
                self._loop(node, target, rows, body, scope)
            case ast.With(items, body):
                for item in items:
                    if item.optional_vars is not None:
                        self.bind(item.optional_vars, self.value(item.context_expr, scope), scope)
                self.block(body, scope)
            case ast.Try(body, handlers, orelse, final):
                self._try(body, [*handlers, *orelse], scope)
                self.block(final, scope)
            case ast.FunctionDef(name):
                self._define(node, name, scope)
            case ast.ClassDef():
                self._define_class(node, scope)
            case ast.Import() | ast.ImportFrom():
                self._import(node, scope)
            case ast.Break() | ast.Continue():
                raise _LoopEnd(isinstance(node, ast.Continue))
            case ast.Delete(targets):
                for target in targets:
                    self._delete(target, scope)
            case ast.While() | ast.AsyncFunctionDef() | ast.AsyncFor() | ast.AsyncWith() | ast.Match():
                note = note_on(scope.places.extent(node), type(node).__name__)
                self._leave([node], scope, note)
            case ast.Global(names) | ast.Nonlocal(names):
                for name in names:
                    self._share(name, scope, Unknown(note_on(scope.places.extent(node), name)))

    def _worked(self, node: ast.expr, scope: Scope) -> Value:
        """The value of an expression; what a calculation comes to is kept."""
        found = self.value(node, scope)
        if not isinstance(node, ast.Constant):
            self.state.noted(scope.places.extent(node), found)
        return found

    def _try(self, body: Sequence[ast.stmt], others: Sequence[ast.AST], scope: Scope) -> None:
        """The statements as if nothing were raised; what the others may change instead is not known."""
        self.block(body, scope)
        bound = {name: scope.names.get(name) for name in changes(body).names}
        try:
            self._spoil(others, scope, note_on(scope.places.extent(body[0]), "try"))
        finally:
            scope.names.update(bound)

    def _delete(self, target: ast.expr, scope: Scope) -> None:
        """Takes a name or an element away; what cannot be found is not known any longer."""
        note = note_on(scope.places.extent(target), "del")
        match target:
            case ast.Name(name):
                scope.names[name] = Unknown(note)
            case ast.Subscript(inner, place):
                match self.value(inner, scope), self.value(place, scope):
                    case list() as row, int(at) if -len(row) <= at < len(row):
                        del row[at]
                    case dict() as named, int() | str() as key if key in named:
                        del named[key]
                    case Chain() as chain, int(at) if chain.children and at in (-1, len(chain.children) - 1):
                        chain.children.popitem()
                    case owner, _:
                        spoil(owner, note)
            case _:
                self._spoil([target], scope, note)

    def _share(self, name: str, scope: Scope, unknown: Unknown) -> None:
        """A name that belongs to a scope around this one: what becomes of it there is not followed."""
        scope.names[name] = self.state.names[name] = unknown
        around = scope.outer
        while around is not None:
            if name in around.names:
                around.names[name] = unknown
            around = around.outer

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        if isinstance(node, ast.ImportFrom) and node.level:
            module = f"local.{module}"
        for alias in node.names:
            path = f"{module}.{alias.name}" if module else alias.name
            framework = framework_of(path)
            if framework:
                self.state.prefers_torch = framework == PYTORCH
            if alias.asname is not None:
                scope.names[alias.asname] = Reference(path)
            elif module:
                if alias.name != "*":
                    scope.names[alias.name] = Reference(path)
            else:
                root = path.partition(".")[0]
                scope.names[root] = Reference(root)

    def bind(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Gives the names of a target their values: variables, attributes, several at once."""
        match target:
            case ast.Name(name):
                scope.names[name] = value
                self.state.named(value, name, scope)
                if isinstance(value, Tensor) and scope.names is self.state.names:
                    self.state.flows.append(value.node)
            case ast.Tuple(parts) | ast.List(parts):
                several = methods.elements(value) if not isinstance(value, Unknown) else None
                fits = several is not None and len(several) == len(parts)
                fits = fits and not any(isinstance(part, ast.Starred) for part in parts)
                for place, part in enumerate(parts):
                    unknown = value if isinstance(value, Unknown) else self._unknown(target, scope)
                    inner = part.value if isinstance(part, ast.Starred) else part
                    self.bind(inner, several[place] if several is not None and fits else unknown, scope)
            case ast.Attribute(owner, name):
                changed = self.value(owner, scope)
                self.state.place = scope.places.extent(target)
                self.set(changed, name, value)
            case ast.Subscript(owner, index):
                self._set_item(self.value(owner, scope), self.value(index, scope), value)

    def _unknown(self, node: ast.expr, scope: Scope) -> Unknown:
        return self.state.unknown(scope.places.extent(node), name=type(node).__name__)

    def set(self, owner: Value, name: str, value: Value) -> None:
        """Gives an attribute of an object a value."""
        if name in _FREEZING and isinstance(owner, CodeLayer | Chain | Graph | Instance):
            owner.is_frozen = value is not True
        elif isinstance(owner, Instance):
            owner.attributes[name] = value
            self.state.adopt(value)
        elif isinstance(owner, Class):
            owner.names[name] = value
        elif isinstance(owner, Chain) or (isinstance(owner, CodeLayer) and self._says(owner, name)):
            owner.trouble = Note(*self.state.place, "unknown-value", {"name": name})

    @staticmethod
    def _says(layer: CodeLayer, name: str) -> bool:
        """Whether an attribute says what a layer does: an argument of its class, or its weights."""
        found = layer_class(layer.framework, layer.class_name)
        return name in _WEIGHTS or (found is not None and name in found.parameters)

    def _set_item(self, owner: Value, index: Value, value: Value) -> None:
        match owner:
            case list() if type(index) is int and -len(owner) <= index < len(owner):
                owner[index] = value
            case dict() if isinstance(index, int | str):
                owner[index] = value
            case list() | dict() | Chain():
                spoil(owner, Note(*self.state.place, "unknown-value", {"name": "[]"}))

    def _augment(self, node: ast.AugAssign, scope: Scope) -> None:
        place = scope.places.extent(node)
        old, more = self.value(node.target, scope), self.value(node.value, scope)
        if isinstance(old, list) and isinstance(node.op, ast.Add) and isinstance(more, list | tuple):
            if len(old) + len(more) <= MAX_ELEMENTS:
                old.extend(more)
            else:
                spoil(old, note_on(place, "+="))
            return
        try:
            value = self.combined(type(node.op), old, more, place)
        except Trouble as trouble:
            value = Unknown(trouble.note)
        except NotPlain:
            value = self.state.unknown(place, name="=")
        self.bind(node.target, value, scope)

    def _branch(self, node: ast.If, scope: Scope) -> None:
        """``if``, with its ``elif`` one after the other."""
        while True:
            test = self.value(node.test, scope)
            try:
                holds = operators.truth(self._known(test))
            except (Trouble, NotPlain) as error:
                note = error.note if isinstance(error, Trouble) else note_on(scope.places.extent(node.test), "if")
                self._leave([*node.body, *node.orelse], scope, note)
                return
            match node.orelse:
                case [ast.If() as other] if not holds:
                    node = other
                    continue
            self.block(node.body if holds else node.orelse, scope)
            return

    def _loop(self, node: ast.For, target: ast.expr, rows: ast.expr, body: Sequence[ast.stmt], scope: Scope) -> None:
        value = self.value(rows, scope)
        several = None if isinstance(value, Unknown) else methods.elements(value)
        if several is None:
            note = value.note if isinstance(value, Unknown) else note_on(scope.places.extent(rows), "for")
            self._leave([node], scope, note)
            return
        around = self.state.run
        for row in several:
            self.state.step()
            self.state.run = self.state.next()
            self.bind(target, row, scope)
            try:
                self.block(body, scope)
            except _LoopEnd as end:
                if not end.goes_on:
                    return
            finally:
                self.state.run = around
        self.block(node.orelse, scope)

    def _define(self, node: ast.FunctionDef, name: str, scope: Scope) -> None:
        """A function, or a class's method; what a decorator makes of it is known only for those of frameworks."""
        if not all(map(is_harmless, node.decorator_list)):
            scope.names[name] = self.state.unknown(scope.places.extent(node), name=name)
            return
        function = Function(node, scope, self.defaults(node.args, scope))
        scope.names[name] = function
        if scope.outer is None and scope.names is self.state.names:
            self.state.functions.append(function)

    def _define_class(self, node: ast.ClassDef, scope: Scope) -> None:
        place = scope.places.extent(node)
        parents = tuple(self.value(base, scope) for base in node.bases)
        base = ""
        for parent in parents:
            if isinstance(parent, Reference):
                base = base or base_of(parent.path)
            elif isinstance(parent, Class):
                base = base or parent.base
        made = Class(node.name, parents, {}, base, *place)
        inner = Scope(made.names, scope, scope.places)
        self.block(node.body, inner)
        for name, value in made.names.items():
            if isinstance(value, Function):
                made.names[name] = Function(value.node, scope, value.defaults, made)
        scope.names[node.name] = made
        if not all(map(is_harmless, node.decorator_list)):
            scope.names[node.name] = self.state.unknown(place, name=node.name)
        elif base:
            self.state.classes.append(made)

    def _spoil(self, body: Sequence[ast.AST], scope: Scope, note: Note) -> Changes:
        """Marks what these statements may change as unknown."""
        found = changes(body)
        for expr in found.changed:
            if is_plain(expr):
                spoil(self.value(expr, scope), note)
        for expr in found.called:
            if is_plain(expr):
                self._spoil_method(expr, scope, note)
        for expr, attribute in found.attributes:
            if attribute in _FREEZING:
                self._freeze(body, scope)
            elif is_plain(expr):
                self.set(self.value(expr, scope), attribute, Unknown(note))
        for name in found.names:
            scope.names[name] = Unknown(note)
        return found

    def _freeze(self, body: Sequence[ast.AST], scope: Scope) -> None:
        """Of the models that statements name, nobody knows any longer what is trained."""
        for node in (node for statement in body for node in ast.walk(statement)):
            owner = self.value(node, scope) if isinstance(node, ast.Name) else None
            if isinstance(owner, CodeLayer | Chain | Graph | Instance):
                owner.is_frozen = True

    def _spoil_method(self, expr: ast.Attribute, scope: Scope, note: Note) -> None:
        """A call of a method may change its owner: those that do by their names, and the document's own."""
        owner = self.value(expr.value, scope)
        is_own = isinstance(owner, Instance) and isinstance(owner.cls.find(expr.attr), Function)
        if expr.attr in MUTATING or is_own:
            spoil(owner, note)

    def _leave(self, body: Sequence[ast.AST], scope: Scope, note: Note) -> None:
        """The same for statements that may be left: then nothing is known of what follows."""
        found = self._spoil(body, scope, note)
        if found.breaks:
            raise Trouble(note)
        if found.leaves:
            raise Returned(Unknown(note))
