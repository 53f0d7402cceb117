"""Data as JSON text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from symcnn.core.text.late_pattern import late_pattern

_MAY_ACT = late_pattern(
    r"[^\x20-\x7e\n\xae-\u024f\u0391-\u03a1\u03a3-\u03ff\u2190-\u22ff\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]"
)
"""Characters that may be unprintable: all but those that nearly every text is made of."""


def dumped(data: Mapping[str, Any]) -> str:
    """The data as JSON text; other letters than Latin stay readable, and nothing in it acts on a terminal."""
    return _MAY_ACT.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    """Such a character can only stand within a string."""
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]
