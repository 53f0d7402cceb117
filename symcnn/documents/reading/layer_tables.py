"""Tables with a layer in each row: kernel, stride, padding, sizes, receptive field, parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number
from symcnn.documents.reading.kind_names import kind_named
from symcnn.documents.reading.pipe_tables import TableCell, pipe_tables
from symcnn.documents.reading.separators import TIMES
from symcnn.documents.reading.tokens import Token, tokens

_ROLES: tuple[tuple[str, str], ...] = (
    ("name", r"layers?|layer name|name|type|operation|op|stage|block|层|层名|网络层|名称|层类型"),
    ("kernel", r"k|f|kernel|k_?size|kernel_?size|kernel size|filter (?:size|width)|filter|(?:卷积)?核(?:大小|尺寸)?"),
    ("stride", r"s|strides?|步长|步幅|滑动步长"),
    ("padding", r"p|pad|paddings?|填充"),
    ("filters", r"n|channels?|out_?channels|output (?:channels|depth)|#?\s?(?:filters?|kernels?|maps|channels)"
     r"|(?:filter|kernel) num(?:ber)?|number of (?:filters|kernels)|(?:输出)?通道数?|卷积核(?:数量|个数)|核数量?"),
    ("input_channels", r"c|in_?channels|input (?:channels|depth)|输入通道数?"),
    ("input", r"in|i|input|input (?:size|width|shape)|输入|输入(?:大小|尺寸)"),
    ("output", r"out|o|n_?out|output|(?:output |feature map )?(?:size|width|shape)|tensor size"
     r"|(?:activation|tensor) shape|输出|(?:输出|激活值?)(?:大小|尺寸|形状|维度)|张量(?:大小|尺寸|形状)"
     r"|output[ _]dim(?:ension)?s?|大小|尺寸"),
    ("values", r"(?:activation|output) (?:size|count|units)|activations?|(?:number of )?neurons"
     r"|(?:激活值?|神经元)(?:数量?|个数)"),
    ("weights", r"(?:number of )?weights|权重(?:数量?|个数)?"),
    ("biases", r"(?:number of )?bias(?:es)?|偏置(?:数量?|个数)?"),
    ("receptive_field", r"rf|r|receptive field|感受野"),
    ("jump", r"jump|j"),
    ("params", r"(?:#|no\.?|num(?:ber)?\.? of)?\s?(?:trainable |learnable )?(?:params?\.?|parameters?)(?: ?#)?"
     r"|(?:可训练)?参数|参数量|参数数量|参数个数"),
    ("macs", r"macs?|mult-?adds?|maccs?|乘加次数"),
    ("memory", r"memory|mem|内存|显存|memory ?\((?:b|bytes?|kb|mb)\)|内存 ?\((?:b|字节)\)"),
)  # fmt: skip
_HEADS = tuple((role, late_pattern(rf"(?:{pattern})", re.IGNORECASE)) for role, pattern in _ROLES)
_UNIT = late_pattern(r"\(\s*(b|bytes?|字节)\s*\)", re.IGNORECASE)
_DIGIT = late_pattern(r"\d")
_WORD = late_pattern(r"[^\W\d_]{2}")
_PARTS = late_pattern(r"[,/，、]")
_SUMMED = (("output", "values"), ("output", "params"), ("weights", "biases", "params"))
_TUPLE = late_pattern(r"[(\[][ \t]*(?:None|-1|N)?,?[ \t]*(?P<sizes>\d{1,6}(?:[ \t]*,[ \t]*\d{1,6}){1,3})[ \t]*[)\]]")
_IN_NAME = late_pattern(
    r"(?<![A-Za-z])(?P<role>f|k|s|p|kernel|filter|stride|pad(?:ding)?)"
    r"[ \t]*=[ \t]*(?P<value>\d{1,3})(?![\d.])"
)
_ROLES_IN_NAMES = {"f": "kernel", "k": "kernel", "s": "stride", "p": "padding"}
_WINDOW_CELL = late_pattern(
    rf"[ \t]*(?P<kernel>\d{{1,3}}{TIMES}\d{{1,3}}(?:{TIMES}\d{{1,5}})?)"
    r"[ \t]*/[ \t]*(?P<stride>\d{1,2})(?![\d.])"
    r"(?:[ \t]*,[ \t]*(?P<filters>\d{1,5})(?![\d.]))?"
)
_PADDINGS = ("same", "valid")
_WINDOW = ("kernel", "stride", "padding")


@record
class Figure:
    """The numbers of a cell: one, or the sizes of a shape; `printed` is the last of them."""

    start: int
    end: int
    values: tuple[Number, ...]
    printed: Token
    is_worked_out: bool


@record
class LayerRow:
    """A row: the layer's name, its kind in the catalogue ("" where it names none), its figures by role.

    `padding` is the word for it, where the row has one.
    """

    start: int
    end: int
    name: str
    kind: str
    figures: Mapping[str, Figure]
    blank: frozenset[str]
    padding: str = ""


@record
class LayerTable:
    """A table of layers; `heads` are the places of its heads by role, `in_bytes` that the memory's head says bytes."""

    heads: Mapping[str, TableCell]
    in_bytes: bool
    rows: tuple[LayerRow, ...]


def layer_tables(text: str, start: int, end: int) -> Iterator[LayerTable]:
    """The tables of layers in a stretch of normal text: those with a column of kernels, or of figures of layers."""
    for table in pipe_tables(text, start, end):
        heads: tuple[TableCell, ...] = table.heads
        rows: list[tuple[TableCell, ...]] = []
        for cells in table.rows:
            if _is_head(cells):
                yield from _table(text, heads, rows)
                heads, rows = cells, []
            else:
                rows.append(cells)
        yield from _table(text, heads, rows)


def _is_head(cells: Sequence[TableCell]) -> bool:
    """Whether a row within a table says anew what the columns are: words, and no digit, in two cells or more."""
    said = [cell.text for cell in cells[1:] if cell.text]
    return len(said) > 1 and not any(map(_DIGIT.search, said)) and any(_WORD.search(text) for text in said)


def _table(text: str, heads: Sequence[TableCell], rows: Sequence[Sequence[TableCell]]) -> Iterator[LayerTable]:
    columns = [_roles(cell.text) for cell in heads]
    if columns and not any("name" in roles for roles in columns):
        columns[0] = ("name",)
    columns = _as_usual(columns)
    named = {role: cell for roles, cell in zip(columns, heads, strict=True) for role in roles}
    if rows and (_is_told(named) or any({*roles} <= {*named} for roles in _SUMMED)):
        in_bytes = "memory" in named and bool(_UNIT.search(named["memory"].text))
        yield LayerTable(named, in_bytes, tuple(_row(text, columns, cells) for cells in rows))


def _as_usual(columns: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Weights alone are the parameters that a table counts, and activations without shapes its memory."""
    meant: dict[tuple[str, ...], tuple[str, ...]] = {}
    if ("params",) not in columns:
        meant[("weights",)] = ("params",)
    if ("output",) not in columns and ("memory",) not in columns:
        meant[("values",)] = ("memory",)
    return [meant.get(roles, roles) for roles in columns]


def _is_told(named: Mapping[str, TableCell]) -> bool:
    return "kernel" in named and bool({"output", "params", "receptive_field", "macs", "memory"} & {*named})


def _roles(head: str) -> tuple[str, ...]:
    """The role of a column; several where the head is ``K,P,S``."""
    text = re.sub(r"[*`_$\x1f]+", " ", head).strip() if "_" not in head.strip("_*` ") else head.strip("*` ")
    for role, pattern in _HEADS:
        if pattern.fullmatch(text):
            return (role,)
    parts = [_roles(part) for part in _PARTS.split(text)] if _PARTS.search(text) else []
    if parts and all(len(part) == 1 and part[0] in _WINDOW for part in parts):
        return tuple(part[0] for part in parts)
    return ()


def _row(text: str, heads: Sequence[tuple[str, ...]], cells: Sequence[TableCell]) -> LayerRow:
    figures: dict[str, Figure] = {}
    blank: set[str] = set()
    name = padding = ""
    for roles, cell in zip(heads, cells, strict=False):
        if roles == ("name",):
            name = name or cell.text
            figures |= _in_name(text, cell)
        elif not cell.text.strip("-–—/ "):
            blank.update(roles)
        elif roles == ("padding",) and cell.text.lower() in _PADDINGS:
            padding = cell.text.lower()
        elif roles == ("kernel",) and (window := _WINDOW_CELL.match(text, cell.start, cell.end)):
            figures |= _in_window(text, window)
        elif len(roles) == 1:
            figure = _figure(text, cell)
            if figure is not None:
                figures[roles[0]] = figure
        else:
            found = [token for token in tokens(text, cell.start, cell.end) if token.number is not None]
            if len(found) == len(roles):
                figures |= {role: _plain(token) for role, token in zip(roles, found, strict=True)}
    start = cells[0].start if cells else 0
    end = cells[-1].end if cells else 0
    return LayerRow(start, end, name, kind_named(name), figures, frozenset(blank), padding)


def _in_name(text: str, cell: TableCell) -> dict[str, Figure]:
    """What the name of a layer says of its window: ``CONV1 (f=5, s=1)``."""
    found = {}
    for mention in _IN_NAME.finditer(text, cell.start, cell.end):
        (token,) = tokens(text, *mention.span("value"))
        role = _ROLES_IN_NAMES.get(mention["role"][0], "kernel")
        found[role] = _plain(token)
    return found


def _in_window(text: str, window: re.Match[str]) -> dict[str, Figure]:
    """Kernel, stride and filters in one cell: ``11×11×3/4,96``."""
    (stride,) = tokens(text, *window.span("stride"))
    sizes = [token for token in tokens(text, *window.span("kernel")) if token.number is not None]
    values = tuple(size.number.value for size in sizes if size.number is not None)
    found = {"kernel": Figure(*window.span("kernel"), values, sizes[-1], False), "stride": _plain(stride)}
    if window["filters"]:
        (filters,) = tokens(text, *window.span("filters"))
        found["filters"] = _plain(filters)
    return found


def _plain(token: Token) -> Figure:
    assert token.number is not None
    return Figure(token.start, token.end, (token.number.value,), token, False)


def _figure(text: str, cell: TableCell) -> Figure | None:
    """A number, a shape, or the result of a calculation; None for anything else."""
    shape = _TUPLE.fullmatch(cell.text)
    if shape is not None:
        sizes = [token for token in tokens(text, cell.start, cell.end) if token.number is not None]
        sizes = sizes[-len(shape["sizes"].split(",")) :]
        return Figure(cell.start, cell.end, tuple(size.number.value for size in sizes if size.number), sizes[-1], False)
    line = [token for token in tokens(text, cell.start, cell.end) if token.kind != "edge"]
    places = [place for place, token in enumerate(line) if token.kind in ("equal", "about")]
    rest = line[places[-1] + 1 :] if places else line
    if rest and rest[0].kind in ("about", "stop") and rest[0].text in "~≈":
        rest = rest[1:]
    numbers = [token for token in rest[::2] if token.number is not None]
    if not numbers or len(numbers) != (len(rest) + 1) // 2 or any(token.kind != "times" for token in rest[1::2]):
        return None
    values = tuple(token.number.value for token in numbers if token.number is not None)
    return Figure(cell.start, cell.end, values, numbers[-1], bool(places))
