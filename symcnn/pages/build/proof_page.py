"""A proof as a document: the verdict, the rule it is about, the steps, the counterexample, the condition."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.prove.proof import (
    NAMELESS,
    Conditions,
    Counterexample,
    Ground,
    Match,
    Proof,
    ProofVerdict,
    TriedReadings,
)
from symcnn.answers.prove.published_blocks import blocks
from symcnn.core.algebra.domains import Domain, least
from symcnn.core.text.sentence import Sentence
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.wiring.layer_kinds import kind
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import Block, Heading, Items, Page, Paragraph, Text
from symcnn.pages.build.phrases import Phrases, cited, condition, phrases


def proof_document(proof: Proof, language: str, *, with_readings: bool = False) -> Page:
    """The document of a proof in a language, and, where they are asked for, what readings were tried."""
    say = phrases(language)
    verdict = say.word(f"verdict-{proof.verdict.value}")
    blocks: list[Block] = [Heading(1, say("prove-title", verdict=verdict, claim=_claim(proof)))]
    if proof.by_layers:
        blocks.append(_paragraph(say, Sentence("prove-by-layers")))
    if proof.match:
        blocks.append(_paragraph(say, *_rule(proof.match, language)))
    if proof.match and proof.match.put_in:
        put_in = Op(proof.relation, (proof.left, proof.right))
        blocks.append(_paragraph(say, Sentence("prove-put-in", {"relation": put_in})))
    match proof.verdict:
        case ProofVerdict.PROVED:
            assert proof.ground is not None
            blocks += _reasons(proof.ground, say)
        case ProofVerdict.CONDITIONAL:
            assert proof.conditions is not None
            assert proof.counterexample is not None
            blocks.append(_paragraph(say, _under(proof.conditions)))
            blocks.append(_paragraph(say, *_against(proof.counterexample)))
            blocks += _reasons(proof.conditions.ground, say, "prove-then")
        case ProofVerdict.REFUTED:
            assert proof.counterexample is not None
            blocks.append(_paragraph(say, *_against(proof.counterexample)))
            if proof.conditions:
                blocks.append(_paragraph(say, _under(proof.conditions)))
            if proof.other:
                blocks.append(_paragraph(say, _other(proof.other, language)))
        case ProofVerdict.UNDECIDED:
            blocks.append(_paragraph(say, *_undecided(proof)))
    if proof.domain.letters and not proof.unknown:
        blocks.append(_paragraph(say, Sentence("prove-domain", {"letters": _letters(proof.domain)})))
    if with_readings and proof.tried:
        blocks += _tried(proof.tried, say, language)
    return Page(language, verdict.text, shown_names(language), tuple(blocks))


def _tried(tried: TriedReadings, say: Phrases, language: str) -> Iterator[Block]:
    """What the formula was compared with: quantities, kinds, and the meanings of its letters."""
    kinds = tuple(Text(kind(name, {}).title.in_language(language) or name) for name in tried.kinds)
    told = {"quantities": tuple(map(Sym, tried.quantities)), "kinds": kinds}
    yield _paragraph(say, Sentence("prove-tried", told))
    readings = [
        say("prove-tried-reading", source=source, letters=tuple(Op("=", tuple(map(Sym, pair))) for pair in letters))
        for source, letters in tried.readings
    ]
    if readings:
        yield Items(tuple(readings))


def _claim(proof: Proof) -> Expr:
    """The relation as it was given: with a quantity's name where the other side is the catalogue's."""
    if proof.given is not None:
        return proof.given
    if not proof.match or proof.match.put_in:
        return proof.right if proof.left == NAMELESS else Op(proof.relation, (proof.left, proof.right))
    claimed = proof.left if proof.relation == "=" else proof.right
    return Op(proof.relation, (Sym(proof.match.quantity), claimed))


def _paragraph(say: Phrases, *sentences: Sentence) -> Paragraph:
    ended = tuple(Sentence("prove-sentence", {"sentence": sentence}) for sentence in sentences)
    return Paragraph(say("prove-sentences", sentences=ended))


def _rule(found: Match, language: str) -> Iterator[Sentence]:
    rule = Op("=", (Sym(found.quantity), found.formula))
    told = {"kind": _title(found, language), "rule": rule, "source": cited(found.rule.citation)}
    yield Sentence("prove-rule", told)
    if found.reading:
        same = tuple(Op("=", (Sym(name), Sym(meaning))) for name, meaning in found.reading)
        yield Sentence("prove-reading", {"letters": same})
    for key, relations in (("prove-chosen", found.chosen), ("prove-assumed", found.assumed)):
        if relations:
            yield Sentence(key, {"relations": relations})


def _title(found: Match, language: str) -> Text:
    block = blocks().get(found.kind)
    return Text((block or kind(found.kind, {})).title.in_language(language) or found.kind)


def _other(found: Match, language: str) -> Sentence:
    relations = (*found.chosen, *found.assumed)
    return Sentence("prove-other", {"kind": _title(found, language), "relations": relations})


def _reasons(argument: Ground, say: Phrases, equal: str = "prove-equal") -> Iterator[Block]:
    """The rewritings, and what both sides come to, in the sentence `equal`."""
    if argument.rewritings:
        yield Items(
            tuple(
                say(
                    "prove-step",
                    step=Op("=", (step.before, step.after)),
                    reason=Sentence(f"identity-{step.identity}"),
                )
                for step in argument.rewritings
            )
        )
    if argument.form is not None:
        yield _paragraph(say, Sentence(equal, {"form": argument.form}))
    else:
        signs = argument.method == "classes" and not argument.equality
        key = "prove-classes-sign" if signs else f"prove-{argument.method}"
        yield _paragraph(say, Sentence(key, {"count": argument.classes}))
    if argument.cases:
        yield Items(tuple(say("prove-where", where=tuple(case.where), value=case.value) for case in argument.cases))


def _under(found: Conditions) -> Sentence:
    key = {
        (True, True): "prove-exactly",
        (True, False): "prove-holds",
        (False, True): "prove-would-exactly",
        (False, False): "prove-would",
    }[found.offered, found.exact]
    return Sentence(key, {"conditions": tuple(map(condition, found.relations))})


def _against(found: Counterexample) -> Iterator[Sentence]:
    left, right = found.values
    sides = {"left": Num(left), "right": Num(right)}
    if not found.point:
        yield Sentence("prove-never", sides)
        return
    yield Sentence(
        "prove-not", {"point": tuple(Op("=", (Sym(name), Num(value))) for name, value in found.point), **sides}
    )
    if found.smallest:
        yield Sentence("prove-smallest")


def _undecided(proof: Proof) -> Iterator[Sentence]:
    if proof.unknown:
        yield Sentence("prove-unknown", {"letters": tuple(map(Sym, proof.unknown))})
        return
    if proof.is_doubtful:
        untold = "prove-doubtful" if proof.match else "prove-no-rule"
        yield Sentence(untold if names(proof.left) and names(proof.right) else "prove-one-number")
        return
    yield Sentence("prove-open", {"count": proof.points})
    if proof.limit:
        yield Sentence("prove-limit", {"limit": proof.limit})


def _letters(domain: Domain) -> tuple[Expr, ...]:
    """``I, K ≥ 1, P ≥ 0, K ≤ I + 2P``"""
    found: list[Expr] = []
    for value in (1, 0):
        letters = [Sym(name) for name in domain.letters if least(name) == value]
        if letters:
            found += [*letters[:-1], Op(">=", (letters[-1], Num(value)))]
    return (*found, *domain.relations)
