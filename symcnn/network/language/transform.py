"""From matched grammar rules to syntax: one method for each rule of `grammar/symcnn.lark`.

The parser calls these as it goes, so no generic tree of the whole file is ever held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Sym, negated
from symcnn.network.language.expression_transform import Children, ExpressionBuilder, fault_at, is_token, unquoted
from symcnn.network.language.keywords import Words
from symcnn.network.language.spelling_faults import AXES, FIXED, check_spelling
from symcnn.network.language.syntax import (
    Abbreviation,
    AgainLine,
    Argument,
    BlockDefinition,
    Citation,
    ClaimLine,
    ConventionLine,
    Custom,
    Definition,
    Guard,
    InputLine,
    LayerLine,
    LetLine,
    Line,
    NetworkLine,
    ParallelLine,
    Parameter,
    Path,
    PresetLine,
    QuantityLine,
    RepeatLine,
    Requirement,
    Rule,
    Setting,
    SourceLine,
    Spelling,
    Statement,
    Texts,
    Trait,
    VariantLine,
    Word,
)


class Builder(ExpressionBuilder):
    """Builds `symcnn.network.language.syntax` from the children of each matched rule; `words` know where it ends."""

    def __init__(self, words: Words) -> None:
        self.words = words

    # statements ---------------------------------------------------------------------------------

    def start(self, children: Children) -> tuple[Statement, ...]:
        return tuple(child for child in children if child is not None)

    def network(self, children: Children) -> NetworkLine:
        keyword, name = children
        return NetworkLine(_word(name), *self.span(keyword))

    def variant(self, children: Children) -> VariantLine:
        keyword, name, *values, texts = children
        return VariantLine(unquoted(name), tuple(values), texts or Texts(), *self.span(keyword))

    def convention(self, children: Children) -> ConventionLine:
        keyword, name, _, value, letter, texts = children
        return ConventionLine(_word(name), value, unquoted(letter or ""), texts or Texts(), *self.span(keyword))

    def preset(self, children: Children) -> PresetLine:
        keyword, name, *choices = children
        return PresetLine(_word(name), tuple(choices), *self.span(keyword))

    def let(self, children: Children) -> LetLine:
        keyword, name, _, value = children
        return LetLine(_word(name), Sym(str(name)) if value is None else value, *self.span(keyword))

    def input(self, children: Children) -> InputLine:
        keyword, shape = children
        return InputLine(shape, *self.span(keyword))

    def layer(self, children: Children) -> LayerLine:
        name, kind, *arguments, inputs = children
        return LayerLine(name, _word(kind), tuple(arguments), inputs or ())

    def again(self, children: Children) -> AgainLine:
        name, keyword, target, inputs = children
        return AgainLine(name, _word(keyword), target, inputs or ())

    def repeat(self, children: Children) -> RepeatLine:
        name, keyword, count, body = children
        return RepeatLine(name, _word(keyword), count, body, self.words.end)

    def parallel(self, children: Children) -> ParallelLine:
        name, keyword, join, *paths = children
        return ParallelLine(name, _word(join), tuple(path for path in paths if path), *self.span(name or keyword))

    def path(self, children: Children) -> Path:
        name, keyword, body = children
        return Path(name, body, *self.span(name or keyword))

    def block(self, children: Children) -> BlockDefinition:
        keyword, name, *parameters, body = children
        return BlockDefinition(_word(name), tuple(parameters), body, *self.span(keyword))

    def body(self, children: Children) -> tuple[Line, ...]:
        return tuple(child for child in children if child is not None)

    def label(self, children: Children) -> Word:
        return _word(children[0])

    def argument(self, children: Children) -> Argument:
        name, _, value = children
        return Argument(str(name), value, name.start_pos, self.words.end)

    def inputs(self, children: Children) -> tuple[Word, ...]:
        return tuple(children)

    def claim(self, children: Children) -> ClaimLine:
        keyword, relation = children
        return ClaimLine(relation, *self.span(keyword))

    def source(self, children: Children) -> SourceLine:
        keyword, key, citation = children
        return SourceLine(_word(key), unquoted(citation), *self.span(keyword))

    def quantity(self, children: Children) -> QuantityLine:
        keyword, name, letter, texts, called = children
        is_argument = keyword.type == "ARGUMENT"
        symbol, names = unquoted(letter or ""), called or Texts()
        return QuantityLine(_word(name), is_argument, symbol, texts, names, *self.span(keyword))

    # layer kinds --------------------------------------------------------------------------------

    def definition(self, children: Children) -> Definition:
        keyword, name, *rest = children

        def parts(kind: type) -> tuple[Any, ...]:
            return tuple(part for part in rest if isinstance(part, kind))

        texts: dict[str, Texts] = dict(part for part in rest if isinstance(part, tuple))
        parameters = tuple(parameter.name for parameter in parts(Parameter))
        for spelling in parts(Spelling):
            check_spelling(spelling, str(name), parameters)
        return Definition(
            name=_word(name),
            parameters=parts(Parameter),
            title=texts.get("title", Texts()),
            about=texts.get("about", Texts()),
            called=texts.get("called", Texts()),
            spellings=parts(Spelling),
            abbreviations=parts(Abbreviation),
            rules=parts(Rule),
            requirements=parts(Requirement),
            customs=parts(Custom),
            parent=next((str(part) for part in rest if isinstance(part, str)), ""),
            traits=tuple(trait for group in parts(list) for trait in group),
            start=keyword.start_pos,
            end=self.words.end,
        )

    def like(self, children: Children) -> str:
        return str(children[0])

    def parameter(self, children: Children) -> Parameter:
        name, _, default = children
        return Parameter(str(name), default, *self.span(name))

    def title(self, children: Children) -> tuple[str, Texts]:
        return "title", children[0]

    def about(self, children: Children) -> tuple[str, Texts]:
        return "about", children[0]

    def called(self, children: Children) -> tuple[str, Texts]:
        return "called", children[0]

    def spelling(self, children: Children) -> Spelling:
        framework, *rest = children
        names = tuple(str(part) for part in rest if is_token(part) and part.type == "NAME")
        star = next((part for part in rest if is_token(part) and part.type == "OPERATOR"), None)
        if star is not None and star != "*":
            raise fault_at("unknown-character", star)
        named_from = len(rest) if star is None else rest.index(star)
        settings = tuple(
            replace(part, by_name=place > named_from) for place, part in enumerate(rest) if isinstance(part, Setting)
        )
        axes = next((part for part in rest if isinstance(part, tuple)), ("",))
        constants = tuple(part for part in rest if isinstance(part, Argument))
        return Spelling(str(framework), names, settings, axes[0], constants, *self.span(framework))

    def axes(self, children: Children) -> tuple[str]:
        if str(children[0]) not in AXES:
            raise fault_at("unknown-axes", children[0], found=str(children[0]), choices=AXES)
        return (str(children[0]),)

    def setting(self, children: Children) -> Setting:
        name, *rest, default = children
        said = [part for part in rest if isinstance(part, tuple)]
        letters = tuple(letter for letter, _ in said if isinstance(letter, str))
        fixed = next((value for value, _ in said if not isinstance(value, str)), None)
        cases = tuple(case for _, found in said for case in found)
        return Setting(str(name), letters, cases, fixed, default, False, *self.span(name))

    def meaning(self, children: Children) -> tuple[str | Expr, tuple[tuple[str, Expr], ...]]:
        if children[0].type == "SIGN":
            number = self.number(children[1:])
            return (negated(number) if children[0] != "+" else number), ()
        token, cases = children[0], children[1] if len(children) > 1 else None
        if token.type == "NUMBER":
            return self.number([token]), ()
        if token.type == "STRING" or (str(token) in FIXED and not cases):
            return Sym(unquoted(token)), ()
        return str(token), cases or ()

    def cases(self, children: Children) -> tuple[tuple[str, Expr], ...]:
        return tuple(children)

    def case(self, children: Children) -> tuple[str, Expr]:
        said, _, value = children
        return str(said), value

    def abbreviation(self, children: Children) -> Abbreviation:
        name, _, expr, *guards = children
        return Abbreviation(str(name), expr, guards[0] if guards else (), *self.span(name))

    def rule(self, children: Children) -> Rule:
        name, _, expr, *notes = children
        guards, texts, citation = _notes(notes)
        return Rule(str(name), expr, guards, texts, citation, *self.span(name))

    def requirement(self, children: Children) -> Requirement:
        code, condition, *notes = children
        guards, texts, _ = _notes(notes)
        return Requirement(unquoted(code), condition, guards, texts, *self.span(code))

    def custom(self, children: Children) -> Custom:
        keyword, condition, *notes = children
        guards, texts, _ = _notes(notes)
        return Custom(condition, guards, texts, *self.span(keyword))

    def traits(self, children: Children) -> list[Trait]:
        *names, guards = children
        return [Trait(str(name), guards or ()) for name in names]

    def when(self, children: Children) -> tuple[Guard, ...]:
        return tuple(children)

    def guard(self, children: Children) -> Guard:
        name, _, value = children
        return Guard(str(name), value)

    def cited(self, children: Children) -> Citation:
        return Citation(str(children[0]), unquoted(children[1]) if children[1] else "")

    def texts(self, children: Children) -> Texts:
        return Texts(tuple(dict(children).items()))

    def text(self, children: Children) -> tuple[str, str]:
        return str(children[0]), unquoted(children[1])

    def span(self, first: Any) -> tuple[int, int]:
        """From the first token, or a name, of the node that is made to the last."""
        return (first.start if isinstance(first, Word) else first.start_pos), self.words.end


def _word(token: Any) -> Word:
    return Word(unquoted(token), token.start_pos, token.end_pos)


def _notes(notes: Iterable[Any]) -> tuple[tuple[Guard, ...], Texts, Citation | None]:
    guards: tuple[Guard, ...] = ()
    texts, citation = Texts(), None
    for note in notes:
        match note:
            case Texts():
                texts = note
            case Citation():
                citation = note
            case _:
                guards += note
    return guards, texts, citation
