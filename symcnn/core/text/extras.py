"""What installs a package that is not there: an extra of this program."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import PackageNotFoundError, requires

from symcnn.core.text.fault import Fault

_OF_DEVELOPERS = frozenset({"test", "dev", "frameworks"})
"""Extras that no command needs."""


def missing_package(error: ModuleNotFoundError) -> Fault | None:
    """The fault of a package that an extra would install; None where none would.

    >>> missing_package(ModuleNotFoundError(name="numpy")).values
    {'package': 'numpy', 'extra': 'sweep'}
    """
    package = str(error.name).partition(".")[0]
    extra = _extra_with(package)
    return Fault("needs-extra", 0, 0, {"package": package, "extra": extra}) if extra else None


def _extra_with(package: str) -> str:
    """The extra with a package; of several the smallest, and nothing where none has it."""
    try:
        needed = requires("symcnn") or ()
    except PackageNotFoundError:
        return ""
    found = [(re.split(r"[^\w.-]", each, maxsplit=1)[0], extra) for each in needed for extra in _extras(each)]
    sizes = Counter(extra for _, extra in found)
    holding = (extra for name, extra in found if name == package and extra not in _OF_DEVELOPERS)
    return min(holding, key=sizes.__getitem__, default="")


def _extras(requirement: str) -> list[str]:
    return re.findall(r"extra\s*==\s*[\"'](\w+)", requirement)
