"""The blocks of a sweep, run here or by the workers of a Dask cluster: the same rows in the same order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from symcnn.answers.sweep.swept_blocks import BlockTask, Columns, SweptBlock, in_front, joined, run_block
from symcnn.core.limits import MAX_KEPT_ROWS
from symcnn.core.text.fault import refused

_AHEAD = 3
"""So many blocks a thread are given to the workers before the first is awaited: they never wait, and few rows do."""

_PATIENCE = 10
"""Seconds after which a scheduler that does not answer is given up."""


def run_here(tasks: Iterable[BlockTask]) -> Iterator[SweptBlock]:
    """Runs the blocks in this process."""
    return map(run_block, tasks)


def run_on_dask(tasks: Iterable[BlockTask], address: str) -> Iterator[SweptBlock]:
    """Runs the blocks on a cluster; its workers need this program, with what the extra `sweep` installs.

    Raises `Faulty` where Dask is not installed, or no scheduler answers.
    """
    try:
        import distributed
    except ImportError:
        raise refused("needs-extra", extra="dask", package="distributed") from None
    try:
        made: Any = distributed.Client  # which has no types
        client = made(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise refused("no-scheduler", name=address, why=str(error).split("\n")[0]) from None
    with client:
        threads = sum(client.nthreads().values()) or 1
        waiting: deque[Any] = deque()
        for task in tasks:
            waiting.append(client.submit(run_block, task, pure=False))
            if len(waiting) > _AHEAD * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def gathered(blocks: Iterable[SweptBlock], costs: Sequence[tuple[str, bool]], counted: list[int]) -> Columns | None:
    """The rows of all blocks, or those of their front; how many configurations were run is added to `counted`.

    None where there was no block.

    Raises `Faulty` for more than `MAX_KEPT_ROWS`.
    """
    kept: list[Columns] = []
    for block in blocks:
        counted.append(block.count)
        kept.append(block.columns)
        if costs:
            kept = [in_front(joined(kept), costs)]
        if sum(len(next(iter(each.values()))) for each in kept) > MAX_KEPT_ROWS:
            raise refused("too-many-rows", limit=MAX_KEPT_ROWS)
    return joined(kept) if kept else None
