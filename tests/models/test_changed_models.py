"""Models that code changes after it has made them, or makes in ways that are seldom seen.

Each program with the output of its last layer and the number of its parameters, as PyTorch 2.13 gives them.
"""

from __future__ import annotations

import pytest

from symcnn.check.readings.summaries.summary_models import candidate_of
from symcnn.models.python.read_models import read_models

HEAD = "import torch\nimport torch.nn as nn\n"
PROGRAMS = {
    "sort": (
        """
ch = [16, 8]
ch.sort()
net = nn.Sequential(nn.Conv2d(3, ch[0], 3), nn.Conv2d(8, ch[1], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "reverse": (
        """
hidden = [8, 16, 32]
layers = []
c = 3
for h in hidden:
    layers.append(nn.Conv2d(c, h, 3, 2, 1))
    c = h
hidden.reverse()
for a, b in zip(hidden, hidden[1:]):
    layers.append(nn.ConvTranspose2d(a, b, 3, 2, 1, 1))
net = nn.Sequential(*layers)
y = net(torch.randn(1, 3, 32, 32))
""",
        (8, 16, 16),
        11816,
    ),
    "remove": (
        """
ch = [99, 8, 16]
ch.remove(99)
net = nn.Sequential(nn.Conv2d(3, ch[0], 3), nn.Conv2d(8, ch[1], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "clear": (
        """
ch = [99]
ch.clear()
ch.append(8)
ch += [16]
net = nn.Sequential(nn.Conv2d(3, ch[0], 3), nn.Conv2d(8, ch[1], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "pop0": (
        """
ch = [99, 8, 16]
ch.pop(0)
net = nn.Sequential(nn.Conv2d(3, ch[0], 3), nn.Conv2d(8, ch[1], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "update": (
        """
cfg = {'w': 99}
cfg.update(w=8)
cfg.update({'v': 16})
cfg.setdefault('k', 3)
net = nn.Sequential(nn.Conv2d(3, cfg['w'], cfg['k']), nn.Conv2d(8, cfg['v'], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "slice": (
        """
ch = [1, 2, 3]
ch[0:2] = [8, 16]
net = nn.Sequential(nn.Conv2d(3, ch[0], 3), nn.Conv2d(8, ch[1], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "dellist": (
        """
class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv2d(3, 8, 3), nn.Conv2d(8, 16, 3), nn.Conv2d(16, 4, 3)])
        del self.layers[-1]
        self.head = nn.Conv2d(16, 5, 1)

    def forward(self, x):
        for l in self.layers:
            x = l(x)
        return self.head(x)


net = N()
y = net(torch.randn(1, 3, 20, 20))
""",
        (5, 16, 16),
        1477,
    ),
    "dellist2": (
        """
ch = [99, 8, 16]
del ch[0]
net = nn.Sequential(nn.Conv2d(3, ch[0], 3), nn.Conv2d(8, ch[1], 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "assign_if": (
        """
import sys
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(8, 16, 3))
if len(sys.argv) < 5:
    net[1] = nn.Conv2d(8, 12, 5)
y = net(torch.randn(1, 3, 20, 20))
""",
        (12, 14, 14),
        2636,
    ),
    "assign_attr_if": (
        """
import os

class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.d = nn.Sequential()
        self.d.c = nn.Conv2d(3, 8, 3)

    def forward(self, x):
        return self.d(x)


net = N()
if not os.environ.get('NOPE'):
    net.d.c = nn.Conv2d(3, 12, 5)
y = net(torch.randn(1, 3, 20, 20))
""",
        (12, 16, 16),
        912,
    ),
    "try": (
        """
W = 8
try:
    import nothing_like_this
except ImportError:
    W = 32
else:
    W = 16
finally:
    K = 5
net = nn.Sequential(nn.Conv2d(3, W, K))
y = net(torch.randn(1, 3, 20, 20))
""",
        (32, 16, 16),
        2432,
    ),
    "nonlocal": (
        """
def make():
    c = 3
    def conv(n):
        nonlocal c
        m = nn.Conv2d(c, n, 3)
        c = n
        return m
    return nn.Sequential(conv(8), conv(16))

net = make()
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "setattr": (
        """
class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(3, 8, 3)
        self.c2 = nn.Conv2d(8, 16, 3)
        for i in (1, 2):
            setattr(self, f'c{i}', nn.Conv2d([0, 3, 6][i], 6, 5))

    def forward(self, x):
        return self.c2(self.c1(x))


net = N()
y = net(torch.randn(1, 3, 20, 20))
""",
        (6, 12, 12),
        1362,
    ),
    "globals": (
        """
W = 8
globals()['W'] = 12
net = nn.Sequential(nn.Conv2d(3, W, 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (12, 18, 18),
        336,
    ),
    "dictupdate": (
        """
class C:
    w = 8
    def __init__(self, **kw):
        self.w = 8
        self.__dict__.update(kw)

cfg = C(w=12)
net = nn.Sequential(nn.Conv2d(3, cfg.w, 3))
y = net(torch.randn(1, 3, 20, 20))
""",
        (12, 18, 18),
        336,
    ),
    "stride_set": (
        """
net = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2), nn.Conv2d(8, 16, 3))
net[0].stride = (1, 1)
y = net(torch.randn(1, 3, 20, 20))
""",
        (16, 16, 16),
        1392,
    ),
    "bias_none": (
        """
net = nn.Sequential(nn.Conv2d(3, 8, 3))
net[0].bias = None
y = net(torch.randn(1, 3, 20, 20))
""",
        (8, 18, 18),
        216,
    ),
    "tied": (
        """
class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(20, 20)
        self.b = nn.Linear(20, 20)
        self.b.weight = self.a.weight

    def forward(self, x):
        return self.b(self.a(x))


net = N()
y = net(torch.randn(1, 20))
""",
        (20,),
        440,
    ),
    "namedtuple": (
        """
from typing import NamedTuple

class S(NamedTuple):
    w: int = 8
    k: int = 3

s = S(w=12)
net = nn.Sequential(nn.Conv2d(3, s.w, s.k))
y = net(torch.randn(1, 3, 20, 20))
""",
        (12, 18, 18),
        336,
    ),
    "dataclass": (
        """
from dataclasses import dataclass

@dataclass
class S:
    w: int = 8
    k: int = 3

s = S(12)
net = nn.Sequential(nn.Conv2d(3, s.w, s.k))
y = net(torch.randn(1, 3, 20, 20))
""",
        (12, 18, 18),
        336,
    ),
    "diamond": (
        """
class A(nn.Module):
    def make(self):
        return nn.Conv2d(3, 4, 3)


class B(A):
    pass


class C(A):
    def make(self):
        return nn.Conv2d(3, 9, 5)


class D(B, C):
    def __init__(self):
        super().__init__()
        self.c = self.make()

    def forward(self, x):
        return self.c(x)


net = D()
y = net(torch.randn(1, 3, 20, 20))
""",
        (9, 16, 16),
        684,
    ),
    "ln": (
        """
class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(20, 8)
        self.n = nn.LayerNorm(8, bias=False)

    def forward(self, x):
        return self.n(self.a(x))


net = N()
y = net(torch.randn(1, 20))
""",
        (8,),
        176,
    ),
    "addmod": (
        """
net = nn.Sequential()
net.add_module('a', nn.Conv2d(3, 8, 3))
net.add_module('a', nn.Conv2d(3, 6, 5))
y = net(torch.randn(1, 3, 20, 20))
""",
        (6, 16, 16),
        456,
    ),
    "plainlist": (
        """
class N(nn.Module):
    def __init__(self):
        super().__init__()
        self.ls = [nn.Linear(20, 20), nn.Linear(20, 20)]
        self.o = nn.Linear(20, 2)

    def forward(self, x):
        for l in self.ls:
            x = l(x)
        return self.o(x)


net = N()
y = net(torch.randn(1, 20))
""",
        (2,),
        42,
    ),
    "freeze": (
        """
net = nn.Sequential(nn.Linear(20, 20), nn.Linear(20, 2))
for p in net[0].parameters():
    p.requires_grad = False
y = net(torch.randn(1, 20))
""",
        (2,),
        462,
    ),
    "cat_loop": (
        """
def unit(c, n):
    return nn.Sequential(nn.Conv2d(c, n, 3, padding=1), nn.ReLU())


class Dn(nn.Module):
    def __init__(self, m, c, n):
        super().__init__()
        self.net = nn.Sequential(*[unit(c + i * n, n) for i in range(m)])

    def forward(self, x):
        for u in self.net:
            y = u(x)
            x = torch.cat((x, y), 1)
        return x


d = Dn(3, 4, 6)
y = d(torch.randn(2, 4, 8, 8))
t = nn.Conv2d(22, 10, 1)
z = t(y)
""",
        (22, 8, 8),
        1638,
    ),
    "weight_norm": (
        """
from torch.nn.utils import weight_norm
net = nn.Sequential(weight_norm(nn.Linear(20, 20)))
y = net(torch.randn(1, 20))
""",
        (20,),
        440,
    ),
    "hook": (
        """
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, 3))
net[0].register_forward_hook(lambda m, i, o: o[:, :, ::2, ::2])
y = net(torch.randn(1, 3, 20, 20))
""",
        (8, 7, 7),
        808,
    ),
}
FOLLOWED = (
    "sort", "reverse", "remove", "clear", "pop0", "update", "dellist", "dellist2", "setattr", "globals", "dictupdate",
    "diamond", "addmod", "cat_loop",
)  # fmt: skip


def figures(program: str) -> list[tuple[tuple[int | None, ...], int]]:
    """What the models of a program give: the sizes of the last layer, and the parameters."""
    code = HEAD + program
    models, _ = read_models(code, [(0, len(code))])
    candidates = [candidate_of(model) for model in models if model.name in ("net", "d")]
    rows = [found.rows for found in candidates if found is not None]
    return [(row[-1].output or (), sum(layer.params or 0 for layer in row)) for row in rows]


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_is_said_of_a_changed_model_is_true(name: str) -> None:
    program, output, params = PROGRAMS[name]
    assert set(figures(program)) <= {(output, params)}


@pytest.mark.parametrize("name", FOLLOWED)
def test_the_usual_ways_of_changing_are_followed(name: str) -> None:
    assert figures(PROGRAMS[name][0])


def test_a_loop_that_freezes_leaves_the_trained_ones_open() -> None:
    code = HEAD + PROGRAMS["freeze"][0]
    (model,) = (one for one in read_models(code, [(0, len(code))])[0] if one.name == "net")
    assert model.is_frozen


SAMPLE = "#@tab {first}\nX = torch.rand(2, 20)\n"
NETWORK = "#@tab {second}\nnet = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 1))\nnet(X)\n"


@pytest.mark.parametrize(("first", "second", "disagrees"), [("jax", "pytorch", False), ("pytorch", "pytorch", True)])
def test_a_sample_of_another_tab_is_not_fed(first: str, second: str, disagrees: bool) -> None:
    head, sample, network = HEAD, SAMPLE.format(first=first), NETWORK.format(second=second)
    ends = [len(head), len(head + sample), len(head + sample + network)]
    _, notes = read_models(head + sample + network, list(zip([0, *ends], ends, strict=False)))
    assert any(note.code.endswith("disagree") for note in notes) == disagrees


def test_what_comes_out_of_a_model_is_no_sample_of_the_next() -> None:
    code = HEAD + "a = nn.Conv2d(3, 23, 1)\nb = nn.Sequential(nn.BatchNorm2d(23), nn.Conv2d(23, 4, 1))\n"
    _, notes = read_models(code + "z = b(a(torch.rand(1, 3, 8, 8)))\n", [(0, len(code) + 33)])
    assert not any(note.code.endswith("disagree") for note in notes)


REBOUND = """
class Mine(nn.Module):
    def forward(self, x):
        return norm(x)
norm = nn.BatchNorm2d({first})
net = Mine()
y = net(torch.randn(4, 3, 5, 5))
norm = nn.BatchNorm2d({then})
"""


@pytest.mark.parametrize(("first", "then", "disagrees"), [(3, 8, False), (8, 3, True)])
def test_a_name_of_the_module_has_the_value_of_the_time_of_the_model(first: int, then: int, disagrees: bool) -> None:
    code = HEAD + REBOUND.format(first=first, then=then)
    _, notes = read_models(code, [(0, len(code))])
    assert any(note.code.endswith("disagree") for note in notes) == disagrees
