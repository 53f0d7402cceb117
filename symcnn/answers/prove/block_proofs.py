"""The proof that a formula is the count of a block of layers: of an encoder, a bottleneck, two convolutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from symcnn.answers.prove.asked_formula import Asked, quantities_of
from symcnn.answers.prove.candidates import are_equal, values_of
from symcnn.answers.prove.counts import BLOCK_COUNTS
from symcnn.answers.prove.layer_roles import roles
from symcnn.answers.prove.multiplied import multiplied_out
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.proof import Conditions, Match, Proof, ProofVerdict
from symcnn.answers.prove.prove import domain_of, prove_within
from symcnn.answers.prove.published_blocks import BATCH, BlockOfLayers, blocks, letters_left_out
from symcnn.answers.prove.readings import LetterMeanings
from symcnn.answers.prove.tidy import tidied
from symcnn.core.record import record, replace
from symcnn.core.written.tree import ONE, ZERO, Expr, Num, Op, Sym, names, substituted

_WITH_SIZES = ("macs", "flops")
_BATCHES = frozenset({"B", "b", "batch_size", "batch"})
_MOST_READINGS = 32
_ALSO: Mapping[str, tuple[str, ...]] = {"params": ("params", "trainable")}


@record
class BlockReading:
    """A block, the quantity, and the block's letter for each of the author's."""

    block: BlockOfLayers
    quantity: str
    letters: Mapping[str, str]
    left_out: Mapping[str, Expr]

    def formula(self, quantity: str, *, biases: bool = True, norms: bool = True) -> Expr:
        """What the block's count is in the author's letters."""
        whole = self.block.formula(quantity, biases=biases, norms=norms)
        author = {letter: Sym(name) for name, letter in self.letters.items()}
        return multiplied_out(tidied(substituted(tidied(substituted(whole, self.left_out)), author)))


def block_proof(asked: Asked, known: LetterMeanings) -> Proof | None:
    """The proof of a formula that is the count of a block, with or without biases and normalisations."""
    for reading in _readings(asked, known):
        side = values_of(substituted(asked.side, {name: Sym(letter) for name, letter in reading.letters.items()}))
        plain = {letter: Sym(letter) for letter in reading.letters.values()}
        in_own_letters = replace(reading, letters={letter: letter for letter in plain})
        for quantity in _ALSO.get(reading.quantity, (reading.quantity,)):
            for biases, norms in product((True, False), repeat=2):
                if are_equal(side, values_of(in_own_letters.formula(quantity, biases=biases, norms=norms))):
                    return _proof(asked, reading, quantity, biases=biases, norms=norms)
    return None


def block_refutation(asked: Asked, known: LetterMeanings) -> Proof | None:
    """A formula for a kind of layers that is a block by itself, with all of its letters, and not its count."""
    for reading in _readings(asked, known) if len(asked.kinds) == 1 else ():
        formula = reading.formula(reading.quantity)
        if not _is_of_a_sequence(reading.block):
            continue
        if {*names(formula)} == {*names(asked.side)}:
            proof = prove_within(asked.side, formula, "=", domain_of(asked.side, formula), by_rule=True)
            match = _match(reading, reading.quantity, formula, ())
            return replace(proof, match=match) if proof.verdict is ProofVerdict.REFUTED else None
    return None


def _is_of_a_sequence(block: BlockOfLayers) -> bool:
    """Whether it is one layer, on a sequence where the kind's own rules have maps."""
    return len(block.layers) == 1 and "I" in block.layers[0].arguments


def _readings(asked: Asked, known: LetterMeanings) -> Iterator[BlockReading]:
    about = {quantity: None for reading in asked.readings for quantity in quantities_of(asked, reading) if quantity}
    found = [quantity for quantity in dict.fromkeys((*asked.quantities, *about)) if quantity in BLOCK_COUNTS]
    for block in blocks().values():
        if len(asked.kinds) == 1 and block.kinds != {*asked.kinds}:
            continue
        for letters in islice(_letters(asked, known, block), _MOST_READINGS):
            left_out = letters_left_out(block, {letter: name for name, letter in letters.items()})
            for quantity in found if left_out is not None else ():
                if quantity not in _WITH_SIZES or _has_sizes(block, {*letters.values()}):
                    batch = {} if BATCH in letters.values() else {BATCH: ONE}
                    yield BlockReading(block, quantity, letters, {**(left_out or {}), **batch})


def _has_sizes(block: BlockOfLayers, given: set[str]) -> bool:
    """Whether the sizes of its maps and sequences are told, so that its operations can be counted."""
    sizes = [layer.arguments[name] for layer in block.layers for name in ("I", "O_h") if name in layer.arguments]
    return all({*names(size)} <= given and (names(size) or size == ONE) for size in sizes) and (
        not any(layer.kind == "attention" and layer.arguments.get("I") == ONE for layer in block.layers)
    )


def _letters(asked: Asked, known: LetterMeanings, block: BlockOfLayers) -> Iterator[dict[str, str]]:
    """The ways to read every letter of the formula as one of the block's."""
    spelled = roles(names(asked.side), asked.left)
    options = [_options(name, mark, known, block) for name, mark in spelled.items()]
    for chosen in product(*options) if spelled else ():
        if len({*chosen}) == len(chosen):
            yield dict(zip(spelled, chosen, strict=True))


def _options(name: str, mark: str, known: LetterMeanings, block: BlockOfLayers) -> tuple[str, ...]:
    if name in known.told:
        stems = {parted(meaning)[0] for meaning in known.told[name]}
        return tuple(letter for letter, argument in block.meanings.items() if parted(argument)[0] in stems)
    own = tuple(letter for letter, told in block.letters.items() if not told.names.isdisjoint((name, mark)))
    return (*own, BATCH) if name in _BATCHES else own


def _proof(asked: Asked, reading: BlockReading, quantity: str, *, biases: bool, norms: bool) -> Proof:
    formula = reading.formula(quantity, biases=biases, norms=norms)
    found = prove_within(asked.side, formula, "=", domain_of(asked.side, formula), by_rule=True)
    has_norms = any(layer.is_norm for layer in reading.block.layers)
    left_out = [] if biases or quantity == "weights" or quantity in _WITH_SIZES else ["bias"]
    left_out += ["norms"] if has_norms and not norms and quantity not in _WITH_SIZES else []
    chosen = tuple(Op("=", (Sym(name), ZERO)) for name in left_out)
    found = replace(found, match=_match(reading, quantity, formula, ()))
    usual = reading.formula(quantity)
    failing = prove_within(asked.side, usual, "=", domain_of(asked.side, usual), by_rule=True)
    if not chosen or found.ground is None or failing.counterexample is None:
        return found
    conditions = Conditions(chosen, found.ground, exact=False, offered=True)
    match = _match(reading, quantity, usual, chosen)
    return replace(failing, verdict=ProofVerdict.CONDITIONAL, ground=None, conditions=conditions, match=match)


def _match(reading: BlockReading, quantity: str, formula: Expr, chosen: tuple[Op, ...]) -> Match:
    author = {letter: Sym(name) for name, letter in reading.letters.items()}
    assumed = tuple(
        Op("=", (Sym(name), substituted(value, author)))
        for name, value in reading.left_out.items()
        if name != BATCH and not isinstance(value, Num) and name not in reading.letters
    )
    meanings = reading.block.meanings
    told = tuple((name, meanings[letter]) for name, letter in reading.letters.items() if letter in meanings)
    shown = tuple((name, meaning) for name, meaning in told if meaning != name)
    rule = reading.block.rule(quantity, formula)
    return Match(reading.block.name, quantity, rule, formula, assumed, chosen, shown)
