"""Parts of other people's packages without the rest: a package's first lines may load all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec


@contextmanager
def bare_package(name: str) -> Iterator[None]:
    """Within it, modules of a package are imported and the package itself is not run; others see nothing of it.

    >>> with bare_package("wsgiref"):
    ...     from wsgiref import headers
    >>> headers.Headers, "wsgiref" in sys.modules
    (<class 'wsgiref.headers.Headers'>, False)
    """
    spec = None if name in sys.modules else find_spec(name)
    if spec is None:
        yield
        return
    sys.modules[name] = module_from_spec(spec)
    try:
        yield
    finally:
        for loaded in [loaded for loaded in sys.modules if loaded == name or loaded.startswith(f"{name}.")]:
            del sys.modules[loaded]
