"""What a listing is: by the name that it carries, else by what it looks like."""

from __future__ import annotations

import re

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.document import Nature
from symcnn.documents.formats.name_tables import names

_WORDS = late_pattern(r"[A-Za-z][A-Za-z0-9_+-]*")
_WRAPPERS = frozenset({"code-cell", "code-block", "code", "sourcecode", "sourceCode", "language", "highlight", "lang"})
_PYTHON = names("python py python2 python3 py3 ipython ipython3 ipython2 keras pytorch tensorflow")
_NETWORK = frozenset({"cnn", "symcnn"})
_PROSE = names("math note tip warning admonition important hint caution attention seealso exercise solution")
_MODEL = late_pattern(
    r"(?<![\w.])(?:nn|layers|tf|F)\.[A-Za-z]\w*+[.(]|(?<!\w)(?:Sequential|Conv[12]D|Conv[12]d|Dense|MaxPooling2D)\(|\.add\("
    r"|^[ \t]*+(?:import[ \t]++[a-z]|from[ \t]++[\w.]++[ \t]++import\b)",
    re.MULTILINE,
)
_PRINTED = late_pattern(
    r"^[ \t]*+(?:\(\w++\):[ ]\w|[_=\-─━┏┡└]{8,}|Total params|Trainable params|Layer[ ]\(type)", re.MULTILINE
)


def named(info: str) -> Nature | None:
    """What the name of a listing says; nothing for a listing without a name.

    >>> named("python title='x'"), named("{code-cell} ipython3"), named("text"), named(" ")
    (<Nature.PYTHON: 'python'>, <Nature.PYTHON: 'python'>, <Nature.LISTING: 'listing'>, None)
    """
    words = _WORDS.findall(info)
    if words and words[0] in _WRAPPERS:
        if words[0] == "code-cell" and len(words) == 1:
            return Nature.PYTHON
        words = words[1:]
    if not words:
        return None
    return _named(words[0].lower().removeprefix("language-").removeprefix("lang-").removeprefix("highlight-"), info)


def _named(word: str, info: str) -> Nature:
    if word in _PYTHON:
        return Nature.PYTHON
    if word in _NETWORK:
        return Nature.NETWORK
    if word in _PROSE and (word == "math" or info.lstrip().startswith("{")):
        return Nature.PROSE
    return Nature.LISTING


def is_model(code: str) -> bool:
    """Whether a listing without a name is clearly Python code of a model, and not what such code printed.

    >>> is_model("x = layers.Dense(10)(x)"), is_model("(conv1): Conv2d(1, 6, kernel_size=(5, 5))")
    (True, False)
    """
    return _MODEL.search(code) is not None and _PRINTED.search(code) is None


def is_mixed(code: str) -> bool:
    """Whether a listing holds code as well as what it printed."""
    return _MODEL.search(code) is not None and _PRINTED.search(code) is not None
