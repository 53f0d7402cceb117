"""The layer kinds of the catalogue by the words that people use for them."""

from __future__ import annotations

import re

_KINDS: tuple[tuple[str, str], ...] = (
    ("input", r"\binput\b|输入层|^输入$"),
    ("", r"\b(?:transposed?|de)[ _-]?conv|deconv|depth-?wise|separable|point-?wise|inception|residual|bottleneck"
     r"|dilat|atrous|空洞|膨胀"
     r"|up[ _-]?(?:conv|sampl|pool)|unpool|上采样|反池化|\bdw|dw\b|_dw|group"
     r"|转置卷积|反卷积|深度可分离|逐点|global"),
    ("max_pool", r"max[ _.-]?pool|最大池化"),
    ("avg_pool", r"(?:avg|average|mean)[ _.-]?pool|平均池化"),
    ("max_pool", r"\bpool|池化|^pool|下采样|降采样|\b(?:sub|down)-?sampl"),
    ("conv", r"conv|卷积"),
    ("flatten", r"\bflatten|展平"),
    ("dense", r"\bfc|dense|linear|fully[ -]connected|全连接"),
    ("total", r"\btotal\b|\bsum\b|总计|合计|总和"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def kind_named(name: str) -> str:
    """The kind that a layer's name tells, ``"total"`` for a line of totals, ``""`` where it tells none.

    >>> kind_named("conv1_1"), kind_named("MaxPool"), kind_named("第一池化层"), kind_named("Inception 3a")
    ('conv', 'max_pool', 'max_pool', '')
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), "")
