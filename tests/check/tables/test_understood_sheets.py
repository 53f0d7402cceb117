"""The relations of a table with some cells changed are those of the table, whatever was known of it before."""

from __future__ import annotations

import pytest

from symcnn.check.read import Read
from symcnn.check.tables.sheet_cells import Assumed
from symcnn.check.tables.sheets import Place, sheet_of
from symcnn.check.tables.understood_sheets import SheetMemory, relations_of
from symcnn.documents.formats.read_document import read_document
from symcnn.documents.told.layer_columns import layer_table
from symcnn.documents.told.table_grids import grids

LAYERS = """| layer | kernel | output | params | MACs | memory | share |
|---|---|---|---|---|---|---|
| conv 3→8 | 3 | 30×30×8 | 224 | 194400 | 896 B | 10.6 % |
| conv 8→8 | 3 | 28×28×8 | 584 | 451584 | 2336 B | 27.5 % |
| conv 8→12 | 3 | 26×26×12 | 876 | 584064 | 3504 B | 41.3 % |
| conv 12→4 | 3 | 24×24×4 | 436 | 248832 | 1744 B | 20.6 % |
| total | | | 2120 | 1478880 | | |
"""
GROUPED = """| groups | weights | MACs |
|---|---|---|
| 1 | 4608 | 903168 |
| 2 | 2304 | 451584 |
| 4 | 1152 | 225792 |
| 8 | 576 | 112896 |
"""


@pytest.mark.parametrize("text", [LAYERS, GROUPED])
def test_what_is_kept_of_rows_and_columns_is_what_they_give_anew(text: str) -> None:
    read = Read(read_document("a.md", text))
    (grid,) = grids(read.text, read.passages)
    table = layer_table(read.text, grid)
    assert table is not None
    sheet = sheet_of(read.text, table, read.story, read.segments)
    memory = SheetMemory({}, {})
    places: list[Place] = [(at, slot) for at, row in enumerate(sheet.rows) for slot in row.cells]
    names = set()
    for place in [None, *places, None]:
        changes = {} if place is None else {place: (7,)}
        found = relations_of(sheet, Assumed(), changes, memory)
        assert found == relations_of(sheet, Assumed(), changes, SheetMemory({}, {}))
        names |= {one.name for one in found}
    assert names >= ({"bytes", "share", "total"} if text is LAYERS else {"proportion"})
