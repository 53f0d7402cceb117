"""Many files on all cores, with a bar on a terminal where that takes long."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import TypeVar

import click

T = TypeVar("T")

_FEW_BYTES = 150_000
"""What is read and checked in less time than processes take to start."""
_PATIENCE = 2
"""Seconds until a bar appears."""


def cores() -> int:
    """How many of the machine's cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def of_each(work: Callable[[str], T], names: Sequence[str], jobs: int) -> Iterator[T]:
    """What the work gives for each name, in order; by several processes where that pays.

    The first is done here: what is loaded for it, the processes have from the start.
    """
    if not names:
        return
    yield work(names[0])
    rest = names[1:]
    processes = min(jobs, len(rest))
    if processes < 2 or sum(map(_size, rest)) < _FEW_BYTES:
        yield from map(work, rest)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes) as pool:
        try:
            yield from pool.map(work, rest)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0


def with_bar(done: Iterable[T], count: int) -> Iterator[T]:
    """The same; how many of the count are done is drawn on standard error, where that is a terminal."""
    since, drawn = monotonic(), None
    for place, each in enumerate(done, 1):
        yield each
        if drawn is None and sys.stderr.isatty() and monotonic() - since > _PATIENCE:
            drawn = click.progressbar(length=count, file=sys.stderr)
            drawn.__enter__()
            drawn.update(place - 1)
        if drawn is not None:
            drawn.update(1)
    if drawn is not None:
        drawn.__exit__(None, None, None)
