"""Named notations: what letters mean in well-known books, courses and documentation, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.vocabulary import Meaning, meaning_of

RESULTS = (
    *("O", "weights", "biases", "params", "neurons", "connections", "macs", "flops"),
    *("receptive_field", "jump", "E"),
)
"""What a formula can be about."""


@record
class Notation:
    """A notation by its name, where it is published, and the meaning of each of its letters.

    A meaning is a quantity of the catalogue, with its axis after a colon. `pads` is the padding of both sides
    together, `I` the input of this layer: ``n_in`` is a name with the role of an input.
    """

    name: str
    source: str
    letters: Mapping[str, Meaning]


def _letters(table: str) -> dict[str, Meaning]:
    found = {}
    for entry in table.split():
        name, _, meaning = entry.partition("=")
        quantity, _, axis = meaning.partition(":")
        found[name] = Meaning(quantity, axis)
    return found


NOTATIONS: tuple[Notation, ...] = (
    Notation(
        "textbook-zh",
        "Chinese lecture notes: WC = K²·C·N, BC = N, PC = WC + BC, O = (I − K)/S + 1",
        _letters("I=I O=O K=K S=S P=P C=C N=N WC=weights BC=biases PC=params D=D G=G"),
    ),
    Notation(
        "dumoulin",
        "V. Dumoulin, F. Visin: A guide to convolution arithmetic for deep learning, 2016, chapter 2",
        _letters("i=I o=O k=K s=S p=P d=D a=A i'=I o'=O k'=K s'=S p'=P"),
    ),
    Notation(
        "cs231n",
        "Stanford CS231n: Convolutional Neural Networks, section Convolutional Layer",
        _letters("W=I H=I:h W'=O H'=O:h F=K S=S P=P K=N D=C O=O W_1=I:w H_1=I:h D_1=C W_2=O:w H_2=O:h D_2=N"),
    ),
    Notation(
        "cs231n-slides", "Stanford CS231n, lecture 5, output size (N − F)/stride + 1", _letters("N=I F=K S=S P=P")
    ),
    Notation(
        "w-k-p-s",
        "tutorials on the web: output size (W − K + 2P)/S + 1",
        _letters("W=I H=I:h K=K P=P S=S O=O W_in=I:w H_in=I:h W_out=O:w H_out=O:h C_in=C C_out=N"),
    ),
    Notation(
        "ng",
        "A. Ng: Convolutional Neural Networks (Coursera), week 1, one layer of a convolutional network",
        _letters(
            "n=I n_in=I n_out=O f=K p=P s=S n_H=O:h n_W=O:w n_C=N n_H_in=I:h n_W_in=I:w n_C_in=C n_h=O:h n_w=O:w"
            " n_c=N n_h_in=I:h n_w_in=I:w n_c_in=C"
        ),
    ),
    Notation(
        "pytorch",
        "PyTorch documentation: Conv2d, ConvTranspose2d, MaxPool2d",
        _letters(
            "H_in=I:h W_in=I:w L_in=I H_out=O:h W_out=O:w L_out=O C_in=C C_out=N groups=G dilation=D bias=biases"
            " K=K F=K k=K S=S s=S P=P p=P D=D"
        ),
    ),
    Notation(
        "keras",
        "Keras documentation: Conv2D, MaxPooling2D",
        _letters("input_shape=I output_shape=O pool_size=K strides=S kernel_size=K filters=N"),
    ),
    Notation(
        "d2l",
        "A. Zhang and others: Dive into Deep Learning, section 7.3, where p is the padding of both sides together",
        _letters("n_h=I:h n_w=I:w k_h=K:h k_w=K:w p_h=pads:h p_w=pads:w s_h=S:h s_w=S:w c_i=C c_o=N"),
    ),
    Notation(
        "machinethink",
        "M. Hollemans: How fast is my model?",
        _letters("K=K C_in=C C_out=N H_in=I:h W_in=I:w H_out=O:h W_out=O:w I=C J=N"),
    ),
    Notation(
        "code",
        "names that programs use",
        _letters(
            "h=I:h w=I:w h_in=I:h w_in=I:w h_out=O:h w_out=O:w out_h=O:h out_w=O:w in_h=I:h in_w=I:w"
            " new_h=O:h new_w=O:w oh=O:h ow=O:w ih=I:h iw=I:w kh=K:h kw=K:w c_in=C c_out=N out=O k=K s=S p=P f=K"
        ),
    ),
    Notation(
        "receptive-field",
        "A. Araujo and others: Computing Receptive Fields of Convolutional Neural Networks, 2019",
        _letters(
            "n_in=I n_out=O r_in=R_in r_out=receptive_field r=receptive_field j_in=J_in j_out=jump j=jump k=K s=S p=P"
            " N_in=I N_out=O RF_in=R_in RF_out=receptive_field RF=receptive_field Jump_in=J_in Jump_out=jump"
            " K=K S=S P=P R_in=R_in R_out=receptive_field J_in=J_in J_out=jump R=receptive_field J=jump"
        ),
    ),
    Notation(
        "mobilenets",
        "A. Howard and others: MobileNets, 2017, section 3.1",
        _letters("D_K=K D_F=O M=C N=N"),
    ),
)


def _in_common() -> dict[str, Meaning]:
    """The letters that mean the same wherever they are used."""
    meanings: dict[str, set[tuple[str, str]]] = {}
    for notation in NOTATIONS:
        for name, meaning in notation.letters.items():
            meanings.setdefault(name, set()).add((meaning.quantity, meaning.axis))
    return {name: Meaning(*found.pop()) for name, found in meanings.items() if len(found) == 1}


COMMON = Notation("common", "letters that mean the same in all of these", _in_common())
"""For formulas whose letters no single notation has."""

_GLUED = late_pattern(r"([A-Z])(in|out|[12])")
_ROLES = {
    **dict.fromkeys(("in", "input", "prev", "previous", "l-1", "i-1", "k-1", "n-1", "t-1"), "in"),
    **dict.fromkeys(("out", "output", "new", "next"), "out"),
    **dict.fromkeys(("l", "i+1", "l+1"), ""),
}
_AXES = {"0": "h", "1": "w"}
_INDEX = late_pattern(r"(.+)\[(\d)\]$")
_OF_INPUT = {"O": "I", "receptive_field": "R_in", "jump": "J_in", "N": "C"}
_OF_OUTPUT = {"I": "O", "C": "N"}


@cache
def canonical(name: str) -> str:
    """The name with its role in one spelling: ``C_{in}``, ``Cin``; ``n_H^{[l-1]}``, ``n_{H,prev}``.

    >>> canonical("Cin"), canonical("N_input"), canonical("r_l-1"), canonical("r_l")
    ('C_in', 'N_in', 'r_in', 'r')
    """
    glued = _GLUED.fullmatch(name)
    if glued:
        name = f"{glued[1]}_{glued[2]}"
    if name.endswith("[l-1]"):
        return f"{canonical(name[:-5])}_in"
    stem, _, mark = name.replace(",", "_").rpartition("_")
    role = _ROLES.get(mark) if stem else None
    return name if role is None else f"{stem}_{role}" if role else stem


def worded(name: str) -> Meaning | None:
    """What a name means by its words: ``kernel_size[0]``, ``Jump(input)``, ``in_channels``; a letter has none."""
    indexed = _INDEX.match(name)
    if indexed:
        found = worded(indexed[1])
        return found and Meaning(found.quantity, _AXES.get(indexed[2], ""), found.kind, found.is_certain)
    if len(name) < 2:
        return None
    found = meaning_of(name)
    if found:
        return found
    stem, _, role = canonical(name).rpartition("_")
    if role in ("in", "out") and stem and (found := worded(stem)):
        quantity = (_OF_INPUT if role == "in" else _OF_OUTPUT).get(found.quantity, found.quantity)
        return Meaning(quantity, found.axis, found.kind, found.is_certain)
    return None
