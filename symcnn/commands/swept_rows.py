"""The rows of a sweep in files of columns: CSV and Parquet, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from symcnn.answers.sweep.swept_blocks import Columns
from symcnn.core.text.fault import refused

Writer = Callable[[Iterable[Columns], tuple[str, ...], BinaryIO], None]


def write_csv(blocks: Iterable[Columns], names: tuple[str, ...], sink: BinaryIO) -> None:
    """Comma-separated values with a head; numbers of any size are written out."""
    import pyarrow
    from pyarrow import csv

    sink.write((",".join(names) + "\n").encode("utf-8"))
    options = csv.WriteOptions(include_header=False, quoting_style="none")
    for block in blocks:
        columns = [column if column.dtype != object else [str(each) for each in column] for column in block.values()]
        csv.write_csv(pyarrow.table(columns, names=list(block)), sink, options)


def write_parquet(blocks: Iterable[Columns], names: tuple[str, ...], sink: BinaryIO) -> None:
    """Parquet with columns of 64-bit numbers.

    Raises `Faulty` for numbers that 64 bits do not hold.
    """
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, pyarrow.int64()) for name in names])
    with parquet.ParquetWriter(sink, schema) as writer:
        for block in blocks:
            beyond = next((name for name, column in block.items() if column.dtype == object), None)
            if beyond is not None:
                raise refused("beyond-64-bits", name=beyond)
            writer.write_table(pyarrow.table(list(block.values()), schema=schema))


ROW_FILES: dict[str, Writer] = {".csv": write_csv, ".parquet": write_parquet}
"""How files with these endings are written."""
