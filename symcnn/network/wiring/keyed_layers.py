"""A layer whose parts have keys, as Caffe, JSON and YAML write it, as the line of this language that says it."""

from __future__ import annotations

from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.wiring.layer_calls import layer_line
from symcnn.network.wiring.layer_meanings import Own

_PAIR = late_pattern(
    r"[\"']?(?P<key>[A-Za-z_]\w*)[\"']?[ \t]*[:=][ \t]*"
    r"(?P<value>\"[^\"\n]*\"|'[^'\n]*'|\[[^\[\]\n]*\]|\([^()\n]*\)|[\w.+-]+)"
)
_MAPPING = late_pattern(r"\s*(?:[-*+•][ \t]+)?(?P<kind>[^\W\d]\w*)[ \t]*:[ \t]*\{(?P<pairs>[^{}\n]*)\}\s*")
_KEYS = late_pattern(r"[^\n]*\{|\s*<\w|\s*-[ \t]+\w+[ \t]*:|\s*\[\[")
_KIND_KEYS = ("type", "kind", "class_name", "class")
_NO_ARGUMENTS = frozenset({"name", "bottom", "top", "phase", "inputs", "from"})


def keyed_layer(text: str, own: Own) -> str:
    """The line for a statement with keys; nothing for any other.

    >>> keyed_layer('layer { name: "c1" type: "Convolution" convolution_param { num_output: 6 kernel_size: 5 } }', {})
    'c1: conv N=6 K=5'
    >>> keyed_layer("- conv: {N: 6, K: 5}", {})
    'conv N=6 K=5'
    """
    section = _SECTION.match(text)
    if section:
        return _of_section(
            section[1], {each["key"]: each["value"] for each in _PAIR.finditer(text, section.end())}, own
        )
    if not _KEYS.match(text) or len(text) > _LONGEST:
        return ""
    mapping = _MAPPING.fullmatch(text)
    pairs = [
        (each["key"], each["value"].strip("\"'")) for each in _PAIR.finditer(mapping["pairs"] if mapping else text)
    ]
    kind = mapping["kind"] if mapping else next((value for key, value in pairs if key in _KIND_KEYS), "")
    if not kind.isidentifier():
        return ""
    arguments = ", ".join(f"{k}={v}" for k, v in pairs if k not in (*_KIND_KEYS, *_NO_ARGUMENTS))
    name = next((value for key, value in pairs if key == "name" and value.isidentifier()), "")
    return layer_line(f"{name}{': ' if name else ''}{kind}({arguments})", own)


_SECTION = late_pattern(r"\s*\[(\w+)\]")


def _of_section(name: str, values: dict[str, str], own: Own) -> str:
    """The line for a section of Darknet, whose `pad` is half the kernel's size."""
    if name in ("net", "network"):
        sizes = [values.get(side, "") for side in ("height", "width", "channels")]
        return f"input {' x '.join(sizes)}" if all(sizes) else ""
    if values.pop("pad", "0") == "1" and values.get("size", "").isdecimal():
        values["pad"] = str(int(values["size"]) // 2)
    activation = values.pop("activation", "linear")
    normalised = ["batch_norm"] if values.pop("batch_normalize", "0") == "1" else []
    line = layer_line(f"{name}({', '.join(f'{key}={value}' for key, value in values.items())})", own)
    follows = [] if activation == "linear" else [layer_line("leaky_relu" if activation == "leaky" else activation, own)]
    return "; ".join((line, *normalised, *follows)) if line else ""


_LONGEST = 1000
"""A longer statement is no layer."""
