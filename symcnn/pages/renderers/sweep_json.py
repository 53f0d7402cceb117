"""The rows of a sweep for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcnn.pages.renderers.json_values import VERSION, plain


def sweep_data(name: str, columns: Mapping[str, Sequence[Any]], count: int) -> dict[str, Any]:
    """What `symcnn sweep --json` says: `count` configurations were run, `rows` are those that were kept."""
    rows = (dict(zip(columns, map(plain, row), strict=True)) for row in zip(*columns.values(), strict=True))
    return {"version": VERSION, "network": name, "count": count, "rows": list(rows)}
