"""Methods and functions of Python's own types, and the methods of layers and models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from symcnn.core.limits import MAX_ELEMENTS
from symcnn.models.frameworks.references import Reference, Value
from symcnn.models.model import KERAS, Note
from symcnn.models.python.code_values import BATCH, CodeLayer, Graph, Instance, Tensor, Unknown
from symcnn.models.python.code_values import Sequential as Chain
from symcnn.models.python.operators import NotPlain, bounded, is_number, is_plain
from symcnn.models.python.spoiling import MUTATING, is_spoiled
from symcnn.models.python.state import State
from symcnn.models.python.tensors import shape
from symcnn.models.python.told_shapes import known_shape

_ONE: Mapping[str, Callable[[Value], Value]] = {"int": int, "float": float, "abs": abs, "round": round}
_SEVERAL: Mapping[str, Callable[[Value], Value]] = {"sum": sum, "min": min, "max": max}


def elements(value: Value) -> list[Value] | None:
    """What a loop over the value runs through, None where that is not known."""
    match value:
        case range():
            return list(value) if len(value) <= MAX_ELEMENTS else None
        case list() | dict() if is_spoiled(value):
            return None
        case list() | tuple() | dict() | str():
            return list(value)
        case Chain(trouble=None):
            return list(value.children.values())
        case Instance(trouble=None) if value.children:
            return list(value.children.values())
    return None


def builtin(name: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """The value of a call of one of Python's own functions.

    Raises `NotPlain` where it is not certain.
    """
    first = given[0] if given else None
    match name, len(given):
        case "print", _:
            return None
        case "range", 1 | 2 | 3 if all(type(value) is int for value in given):
            if len(given) == 3 and given[2] == 0:
                raise NotPlain
            return range(*given)
        case "len", 1:
            if isinstance(first, Tensor):
                return BATCH
            return len(_all(first))
        case (("int" | "float" | "abs" | "round"), 1) if is_number(first):
            return bounded(_ONE[name](first))
        case "str", 1 if isinstance(first, int | str):
            return str(first)
        case "bool", 1 if is_plain(first):
            return bool(first)
        case (("list" | "tuple"), 0):
            return [] if name == "list" else ()
        case (("list" | "reversed"), 1):
            return _all(first)[:: -1 if name == "reversed" else 1]
        case "tuple", 1:
            return tuple(_all(first))
        case "dict", 0:
            return dict(keywords)
        case "enumerate", 1 | 2:
            start = given[1] if len(given) > 1 else keywords.get("start", 0)
            if type(start) is int:
                return list(enumerate(_all(first), start))
        case "zip", _ if given:
            return list(zip(*map(_all, given), strict=False))
        case (("sum" | "min" | "max" | "sorted"), _) if given:
            numbers = _all(first) if len(given) == 1 else list(given)
            if numbers and not keywords and all(map(is_number, numbers)):
                return sorted(numbers) if name == "sorted" else bounded(_SEVERAL[name](numbers))
        case "hasattr", 2 if isinstance(first, Instance) and isinstance(given[1], str):
            return given[1] in first.attributes or first.cls.find(given[1]) is not None
    raise NotPlain


def _all(value: Value) -> list[Value]:
    found = elements(value)
    if found is None:
        raise NotPlain
    return found


def list_method(row: list[Value], name: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """A method of a list, which it may change.

    Raises `NotPlain`.
    """
    if len(row) >= MAX_ELEMENTS or is_spoiled(row):
        raise NotPlain
    match name, given:
        case "sort", [] if keywords.keys() <= {"reverse"} and all(map(is_number, row)):
            row.sort(reverse=keywords.get("reverse") is True)
        case _ if keywords:
            raise NotPlain
        case "reverse", []:
            row.reverse()
        case "clear", []:
            row.clear()
        case "remove", [value] if is_plain(row) and value in row:
            row.remove(value)
        case "pop", [int(place)] if -len(row) <= place < len(row):
            return row.pop(place)
        case "append", [value]:
            row.append(value)
        case "extend", [list() | tuple() as more] if len(row) + len(more) <= MAX_ELEMENTS:
            row.extend(more)
        case "insert", [int(place), value]:
            row.insert(place, value)
        case "pop", [] if row:
            return row.pop()
        case "copy", []:
            return list(row)
        case "index", [value] if is_plain(row) and value in row:
            return row.index(value)
        case _:
            raise NotPlain
    return None


def dict_method(named: dict[Value, Value], name: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """A method of a dict.

    Raises `NotPlain`.
    """
    if is_spoiled(named):
        raise NotPlain
    match name, given:
        case "update", [] | [dict()] if not any(map(is_spoiled, given)):
            for more in (*given, keywords):
                named.update(more if isinstance(more, dict) else keywords)
            return None
        case _ if keywords:
            raise NotPlain
        case "clear", []:
            named.clear()
            return None
        case "setdefault", [int() | str() as key, default]:
            return named.setdefault(key, default)
        case "items", []:
            return list(named.items())
        case "keys", []:
            return list(named)
        case "values", []:
            return list(named.values())
        case "get", [int() | str() as key]:
            return named.get(key)
        case (("get" | "pop"), [int() | str() as key, default]):
            return named.pop(key, default) if name == "pop" else named.get(key, default)
        case "pop", [str() as key] if key in named:
            return named.pop(key)
        case "copy", []:
            return dict(named)
    raise NotPlain


def text_method(text: str, name: str, given: Sequence[Value]) -> Value:
    """A method of a string.

    Raises `NotPlain`.
    """
    if name in ("lower", "upper", "strip") and not given:
        return getattr(text, name)()
    if name in ("startswith", "endswith") and len(given) == 1 and isinstance(given[0], str):
        return getattr(text, name)(given[0])
    raise NotPlain


def model_method(
    state: State, model: Chain | Graph | Instance, name: str, given: Sequence[Value], keywords: Mapping[str, Value]
) -> Value:
    """A method that a framework gives to models: ``model.add(…)``, ``net.children()``, ``model.summary()``."""
    end = state.place[1]
    children = model.children if isinstance(model, Chain | Instance) else {}
    match name:
        case "add" if given and isinstance(model, Chain):
            _append(state, model, str(len(children)), given[0], end)
        case "append" if given and isinstance(model, Chain):
            _append(state, model, str(len(children)), given[0], end)
        case "add_module" | "register_module" if len(given) == 2:
            title = given[0] if isinstance(given[0], str) else str(len(children))
            children.pop(title, None) if children and title == [*children][-1] else None
            if isinstance(model, Instance) and not model.cls.base.endswith("Sequential"):
                model.attributes[title] = given[1]
                state.adopt(given[1])
            elif not isinstance(model, Graph):
                _append(state, model, title, given[1], end)
        case "pop" if isinstance(model, Chain) and children and not given:
            children.popitem()
            state.touched(model, end)
        case _ if name in MUTATING and isinstance(model, Chain | Instance):
            model.trouble = Note(*state.place, "unknown-value", {"name": name})
        case "children" | "named_children" if children:
            return list(children.values()) if name == "children" else list(children.items())
        case "summary":
            state.summarised.add(id(model))
            state.stage(model)
        case "build":
            shape = given[0] if given else keywords.get("input_shape")
            found = known_shape(shape)
            if found:
                state.fed.setdefault(id(model), []).append((found,))
        case "get_layer" if children:
            wanted = given[0] if given else keywords.get("name")
            match = (child for child in children.values() if isinstance(child, CodeLayer) and child.name == wanted)
            return next(match, None) or state.unknown(state.place, name=name)
        case "to" | "cuda" | "cpu" | "eval" | "train" | "float" | "apply" | "double" | "half":
            return model
        case "parameters" | "named_parameters" | "state_dict" | "modules":
            return Unknown(Note(*state.place, "unknown-value", {"name": name}))
        case _:
            return state.unknown(state.place, name=name)
    return None


def _append(state: State, model: Chain | Instance, title: str, child: Value, end: int) -> None:
    if len(model.children) >= MAX_ELEMENTS:
        model.trouble = Note(*state.place, "too-many-layers", {"limit": MAX_ELEMENTS})
        return
    while title in model.children:
        title += "_"
    model.children[title] = child
    state.adopt(child)
    if not isinstance(model, Instance):
        state.touched(model, end)


def attribute(state: State, owner: Value, name: str) -> Value:
    """The value of ``owner.name`` for what is no object of the document's classes; None where there is none."""
    match owner:
        case Reference(path):
            return Reference(f"{path}.{name}")
        case Tensor() if name == "shape":
            return shape(owner) or state.unknown(state.place, name=name)
        case Tensor() if name in ("data", "T"):
            return owner if name == "data" else None
        case Chain() if name == "layers" and owner.framework == KERAS:
            return [child for child in owner.children.values() if not isinstance(child, Tensor)]
        case Chain() if name in owner.children:
            return owner.children[name]
        case Graph() if name in ("input", "output"):
            return owner.inputs if name == "input" else owner.outputs[0]
    return None
