"""A proof as a document: the verdict, the rule it is about, the steps, the counterexample, the condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter

from symcnn.core.algebra.domains import Domain, least
from symcnn.pages.build.blocks import Block, Document, Heading, Inline, Items, Math, Paragraph, Text
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.words.words import words
from symcnn.network.wiring.layer_kinds import citations, kind
from symcnn.answers.prove.proof import Argument, Conditions, Counterexample, Match, Proof, Verdict
from symcnn.core.written.tree import Expr, Num, Op, Sym

Parts = tuple[Inline, ...]


def proof_document(proof: Proof, language: str) -> Document:
    """The document of a proof in `language` ("en" or "zh")."""
    say = words(language)
    claim = _claim(proof)
    verdict = say[proof.verdict.value]
    blocks: list[Block] = [Heading(1, (Text(verdict + say["colon"]), Math(claim)))]
    if proof.match:
        blocks.append(_rule(proof.match, language))
    match proof.verdict:
        case Verdict.PROVED:
            assert proof.argument is not None
            blocks += _reasons(proof.argument, language)
        case Verdict.CONDITIONAL:
            assert proof.conditions is not None
            assert proof.counterexample is not None
            blocks.append(_sentence(language, _under(proof.conditions, language)))
            blocks.append(_sentence(language, *_against(proof.counterexample, language)))
            blocks += _reasons(proof.conditions.argument, language, "prove.then")
        case Verdict.REFUTED:
            assert proof.counterexample is not None
            blocks.append(_sentence(language, *_against(proof.counterexample, language)))
            if proof.conditions:
                blocks.append(_sentence(language, _under(proof.conditions, language)))
            if proof.other:
                blocks.append(_sentence(language, _other(proof.other, language)))
        case Verdict.UNDECIDED:
            blocks.append(_sentence(language, *_undecided(proof, language)))
    if proof.domain.letters and not proof.unknown:
        blocks.append(_sentence(language, _phrase(language, "prove.domain", letters=_letters(proof.domain, language))))
    return Document(language, verdict, shown_names(language), tuple(blocks))


def _claim(proof: Proof) -> Expr:
    """The relation as it was given: with a quantity's name where the other side is the catalogue's."""
    if not proof.match or proof.match.put_in:
        return Op(proof.relation, (proof.left, proof.right))
    claimed = proof.left if proof.relation == "=" else proof.right
    return Op(proof.relation, (Sym(proof.match.quantity), claimed))


def _phrase(language: str, key: str, **parts: Parts) -> Parts:
    """A sentence of the table with mathematics in its places."""
    found: list[Inline] = []
    for text, name, _, _ in Formatter().parse(words(language)[key]):
        found += [Text(text)] if text else []
        found += parts[name] if name else ()
    return tuple(found)


def _sentence(language: str, *sentences: Parts) -> Paragraph:
    say = words(language)
    line: list[Inline] = []
    for sentence in sentences:
        line += [Text(" ")] if line and language == "en" else []
        line += [*sentence, Text(say["stop"])]
    return Paragraph(tuple(line))


def _listed(language: str, separator: str, parts: Iterable[Parts]) -> Parts:
    line: list[Inline] = []
    for part in parts:
        line += [Text(words(language)[separator])] if line else []
        line += part
    return tuple(line)


def _count(value: int) -> Parts:
    return (Math(Num(value)),)


def _rule(found: Match, language: str) -> Paragraph:
    cited = found.rule.citation
    source = ""
    if cited:
        source = f" [{citations().get(cited.key, cited.key)}{', ' + cited.place if cited.place else ''}]"
    title = Text(getattr(kind(found.kind, {}).title, language) or found.kind)
    rule = Math(Op("=", (Sym(found.quantity), found.formula)))
    lines = [_phrase(language, "prove.rule", kind=(title,), rule=(rule,), source=(Text(source),))]
    if found.reading:
        same = ((Math(Op("=", (Sym(name), Sym(meaning)))),) for name, meaning in found.reading)
        lines.append(_phrase(language, "prove.reading", letters=_listed(language, "comma", same)))
    for key, relations in (("prove.chosen", found.chosen), ("prove.assumed", found.assumed)):
        if relations:
            said = _listed(language, "comma", ((Math(relation),) for relation in relations))
            lines.append(_phrase(language, key, relations=said))
    return _sentence(language, *lines)


def _other(found: Match, language: str) -> Parts:
    title = Text(getattr(kind(found.kind, {}).title, language) or found.kind)
    said = _listed(language, "comma", ((Math(relation),) for relation in (*found.chosen, *found.assumed)))
    return _phrase(language, "prove.other", kind=(title,), relations=said)


def _reasons(argument: Argument, language: str, equal: str = "prove.equal") -> Iterator[Block]:
    """The rewritings, and what both sides come to, in the sentence `equal`."""
    say = words(language)
    if argument.rewritings:
        yield Items(
            tuple(
                _phrase(
                    language,
                    "prove.step",
                    step=(Math(Op("=", (step.before, step.after))),),
                    reason=(Text(say[f"identity.{step.identity}"]),),
                )
                for step in argument.rewritings
            )
        )
    if argument.form is not None:
        yield _sentence(language, _phrase(language, equal, form=(Math(argument.form),)))
    else:
        signs = argument.method == "classes" and not argument.equality
        key = f"prove.{argument.method}" + (".sign" if signs else "")
        yield _sentence(language, _phrase(language, key, count=_count(argument.classes)))
    if argument.cases:
        yield Items(
            tuple(
                _phrase(
                    language,
                    "prove.where",
                    where=_listed(language, "comma", ((Math(relation),) for relation in case.where)),
                    value=(Math(case.value),),
                )
                for case in argument.cases
            )
        )


def _under(found: Conditions, language: str) -> Parts:
    key = {
        (True, True): "prove.exactly",
        (True, False): "prove.holds",
        (False, True): "prove.would.exactly",
        (False, False): "prove.would",
    }[found.offered, found.exact]
    said = _listed(language, "comma", (_condition(relation, language) for relation in found.relations))
    return _phrase(language, key, conditions=said)


def _condition(relation: Op, language: str) -> Parts:
    match relation:
        case Op("=", (Op("mod", (above, below)), Num(0))):
            return _phrase(language, "prove.divides", below=(Math(below),), above=(Math(above),))
    return (Math(relation),)


def _against(found: Counterexample, language: str) -> Iterator[Parts]:
    point = _listed(language, "comma", ((Math(Op("=", (Sym(name), Num(value)))),) for name, value in found.point))
    left, right = found.values
    sides = {"left": (Math(Num(left)),), "right": (Math(Num(right)),)}
    yield _phrase(language, "prove.not" if point else "prove.never", point=point, **sides)
    if found.smallest and point:
        yield _phrase(language, "prove.smallest")


def _undecided(proof: Proof, language: str) -> Iterator[Parts]:
    if proof.unknown:
        letters = _listed(language, "comma", ((Math(Sym(name)),) for name in proof.unknown))
        yield _phrase(language, "prove.unknown", letters=letters)
        return
    yield _phrase(language, "prove.open", count=_count(proof.points))
    if proof.limit:
        yield _phrase(language, "prove.limit", limit=(Text(proof.limit),))


def _letters(domain: Domain, language: str) -> Parts:
    """``I, K ≥ 1, P ≥ 0, K ≤ I + 2P``"""
    groups: list[Parts] = []
    for value in (1, 0):
        found = [name for name in domain.letters if least(name) == value]
        if found:
            first = _listed(language, "comma", ((Math(Sym(name)),) for name in found[:-1]))
            last = (Math(Op(">=", (Sym(found[-1]), Num(value)))),)
            groups.append(_listed(language, "comma", (part for part in (first, last) if part)))
    groups += [(Math(relation),) for relation in domain.relations]
    return _listed(language, "comma", groups)
