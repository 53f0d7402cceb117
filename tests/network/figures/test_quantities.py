"""What quantity q of layer L is: one table, and everything that speaks of quantities reads it the same way."""

from __future__ import annotations

import pytest

import symcnn
from symcnn.answers.claims.claims import sides_of
from symcnn.answers.derive.derive import derive
from symcnn.check.check_document import check_document
from symcnn.check.settings import Settings
from symcnn.core.text.fault import Faulty
from symcnn.core.text.source import Source
from symcnn.documents.formats.read_document import read_document
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.figures.quantities import of_layer, owners, quantity_of
from symcnn.network.figures.written_sizes import size_of
from symcnn.network.language.parse import read, read_relation
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.elaborate import elaborate
from symcnn.pages.build.blocks import Math, Table
from symcnn.pages.build.tables import check_columns, table_document

TEXT = """input 32x32x3
block twice(N) {
  c: conv N=N K=3 P=1
  r: relu
}
C1: conv N=6 K=3x5
B: twice N=4
P: max_pool K=2
F: dense N=10
"""

VALUES = [
    ("C1.output", (30, 28, 6)),
    ("C1.O", (30, 28)),
    ("C1.O_h", 30),
    ("C1.O_w", 28),
    ("C1.N", 6),
    ("C1.C", 3),
    ("C1.I", 32),
    ("C1.I_h", 32),
    ("C1.K", (3, 5)),
    ("C1.K_w", 5),
    ("C1.S", 1),
    ("C1.S_w", 1),
    ("C1.receptive_field", (3, 5)),
    ("C1.receptive_field_w", 5),
    ("C1.jump", 1),
    ("C1.jump_w", 1),
    ("C1.weights", 270),
    ("C1.biases", 6),
    ("C1.params", 276),
    ("C1.WC", 270),
    ("C1.PC", 276),
    ("C1.R", (3, 5)),
    ("C1.R_w", 5),
    ("C1.trainable", 276),
    ("C1.param_bytes", 1104),
    ("C1.activation_bytes", 20160),
    ("P.params", 0),
    ("P.K", 2),
    ("P.padding_h", 0),
    ("F.params", 8410),
    ("F.output", (10,)),
    ("B.c.K_h", 3),
    ("B.output", (30, 28, 4)),
    ("B.O", (30, 28)),
    ("B.O_w", 28),
    ("B.N", 4),
    ("B.receptive_field_h", 5),
    ("B.params", 220),
    ("B.activation_bytes", 13440),
    ("input.output", (32, 32, 3)),
    ("total.params", 8906),
    ("total.activation_bytes", 37000),
]
ABSENT = [
    ("C1.parms", "unknown-quantity", "params"),
    ("C1.params_h", "unknown-quantity", "params"),
    ("C1.N_h", "unknown-quantity", ""),
    ("C1.O_d", "unknown-quantity", ""),
    ("C1.Params", "unknown-quantity", "params"),
    ("F.O", "unknown-quantity", ""),
    ("F.K", "unknown-quantity", ""),
    ("B.K", "unknown-quantity", ""),
    ("B.parms", "unknown-quantity", "params"),
    ("total.O", "unknown-quantity", ""),
    ("total.parms", "unknown-quantity", "params"),
    ("C2.params", "unknown-layer", ""),
    ("b.params", "unknown-layer", "B"),
]
COUNTS = ("weights", "params", "connections", "macs", "activation_bytes")


@pytest.fixture(scope="module")
def figures() -> Figures:
    """The figures of the network."""
    network, _ = elaborate(read(Source("a.cnn", TEXT))[0])
    assert network is not None
    return measure(network)[0]


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_the_resolver(figures: Figures, name: str, value: object) -> None:
    owner, _, quantity = name.rpartition(".")
    assert quantity_of(figures, owner, quantity) == value


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_claims_and_solve(figures: Figures, name: str, value: object) -> None:
    assert sides_of(ClaimLine(read_relation(f"{name} = 0")), figures, "")[0] == value


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_the_library(name: str, value: object) -> None:
    owner, _, quantity = name.rpartition(".")
    net = symcnn.parse(TEXT)
    found = getattr(net.total if owner == "total" else net[owner], quantity)
    sizes = found if isinstance(found, tuple) else (found,)
    wanted = value if isinstance(value, tuple) else (value,) * len(sizes)
    assert sizes == wanted


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, value in VALUES if isinstance(value, int)])
def test_prose_beside_a_fenced_network(name: str, value: int) -> None:
    text = f"```cnn\n{TEXT}```\n\nHere {name} = {value}, or else {name} = {value + 7}.\n"
    found = [finding.verdict.value for finding in check_document(read_document("a.md", text), Settings())]
    assert found == ["right", "wrong"]


@pytest.mark.parametrize(("name", "value"), [pair for pair in VALUES if pair[0][0] in "CPF"])
def test_columns(figures: Figures, name: str, value: object) -> None:
    owner, _, quantity = name.rpartition(".")
    check_columns(figures, (quantity,))
    (table,) = (block for block in table_document(figures, "en", (quantity,)).blocks if isinstance(block, Table))
    row = next(row for row in table.rows if getattr(row[0], "text", "") == owner)
    assert row[2] == Math(size_of(value))


@pytest.mark.parametrize(
    ("quantity", "wanted"),
    [
        ("O_h", {"O_h": 30}),
        ("O", {"O_h": 30, "O_w": 28}),
        ("output", {"O_h": 30, "O_w": 28}),
        ("receptive_field_w", {"receptive_field_w": 5}),
        ("params", {"params": 276}),
        ("activation_bytes", {"activation_bytes": 20160}),
    ],
)
def test_derivations(figures: Figures, quantity: str, wanted: dict[str, int]) -> None:
    layer = derive(figures, ("C1",), (quantity,)).layers[0]
    assert {one.target: getattr(one.result, "value", None) for one in layer.derivations} == wanted


def test_an_axis_of_what_all_axes_share_has_the_derivation_of_all(figures: Figures) -> None:
    layer = derive(figures, ("B.c",), ("padding_h",)).layers[0]
    assert {one.target for one in layer.derivations} == {"padding"}


@pytest.mark.parametrize(("name", "code", "meant"), ABSENT)
def test_what_there_is_not(figures: Figures, name: str, code: str, meant: str) -> None:
    """The same fault with the same suggestion, wherever the name is asked for."""
    owner, _, quantity = name.rpartition(".")
    with pytest.raises(Faulty) as resolved:
        quantity_of(figures, owner, quantity)
    fault, asked = resolved.value.fault, owner if code == "unknown-layer" else quantity
    assert (fault.code, fault.values["name"], fault.values["near"]) == (code, asked, meant)
    with pytest.raises(Faulty) as claimed:
        sides_of(ClaimLine(read_relation(f"{name} = 0")), figures, "")
    assert (claimed.value.fault.code, claimed.value.fault.values) == (code, fault.values)
    net = symcnn.parse(TEXT)
    with pytest.raises((AttributeError, KeyError), match=f"did you mean `{meant}`" if meant else "there is no"):
        getattr(net.total if owner == "total" else net[owner], quantity)


@pytest.mark.parametrize("name", ["C1.parms", "total.O", "F.K", "C2.params"])
def test_prose_that_speaks_of_what_there_is_not_is_left_alone(name: str) -> None:
    text = f"```cnn\n{TEXT}```\n\nHere {name} = 3.\n"
    assert not list(check_document(read_document("a.md", text), Settings()))


@pytest.mark.parametrize(("quantity", "meant"), [("parms", "params"), ("params_h", "params"), ("O_d", "")])
def test_columns_and_derivations_that_there_are_not(figures: Figures, quantity: str, meant: str) -> None:
    with pytest.raises(Faulty) as column:
        check_columns(figures, (quantity,))
    with pytest.raises(Faulty) as derivation:
        derive(figures, (), (quantity,))
    for fault in (column.value.fault, derivation.value.fault):
        assert (fault.code, fault.values["name"], fault.values["near"]) == ("unknown-quantity", quantity, meant)


def test_a_given_argument_has_no_derivation(figures: Figures) -> None:
    check_columns(figures, ("K",))
    with pytest.raises(Faulty):
        derive(figures, (), ("K",))


def test_owners(figures: Figures) -> None:
    assert owners(figures) == ("input", "C1", "B.c", "B.r", "P", "F", "B", "total")


@pytest.mark.parametrize("quantity", COUNTS)
def test_totals_are_the_sums_of_the_layers(figures: Figures, quantity: str) -> None:
    layers = [of_layer(figures, found, quantity) for found in figures.counted(quantity)]
    assert quantity_of(figures, "total", quantity) == sum(layers)


def test_a_network_of_one_axis() -> None:
    network, _ = elaborate(read(Source("a.cnn", "input 100x2\nC: conv N=4 K=5"))[0])
    assert network is not None
    one = measure(network)[0]
    assert [quantity_of(one, "C", name) for name in ("O", "K", "receptive_field", "output")] == [96, 5, 5, (96, 4)]
    with pytest.raises(Faulty):
        quantity_of(one, "C", "O_h")


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("let K\nlet n = 4\ninput I x I x 1\nconv N=n K=K", ("K", "I")),
        ("let a = 2*m\ninput 8x8x1\nconv N=a K=3 P=same\nrepeat r { max_pool K=1 round=ceil }", ("r", "m")),
        ("input 8x8x1\na: conv N=4 K=3\nupsample S=2\ncrop_to O=a.O", ()),
        ("block b(N) { conv N=2*N K=3 P=1 }\ninput 8x8x1\nb N=w", ("w",)),
    ],
)
def test_letters_that_nobody_declares_are_symbols_too(text: str, free: tuple[str, ...]) -> None:
    network, _ = elaborate(read(Source("a.cnn", text))[0])
    assert network is not None
    assert measure(network)[0].free_symbols() == free
