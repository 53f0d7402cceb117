"""`symcnn reconcile`: what a published number of a network counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from symcnn.commands import options
from symcnn.commands.options import Bindings
from symcnn.commands.reply import EXIT_WRONG, Reply

if TYPE_CHECKING:
    from symcnn.answers.reconcile.reconcile import Reconciliation
    from symcnn.answers.reconcile.variations import Variation
    from symcnn.core.written.printed_number import PrintedNumber


@click.command()
@click.argument("file")
@click.option("--params", metavar="NUMBER", help="A number of parameters, such as 25.6M.")
@click.option("--macs", metavar="NUMBER", help="Multiplications with addition, such as 4.12e9.")
@click.option("--flops", metavar="NUMBER", help="Floating-point operations, such as 8.2G.")
@click.option("--memory", metavar="NUMBER", help="Bytes of parameters or values, such as 528MB.")
@options.network
@options.replying
def reconcile(file: str, bindings: Bindings, **numbers: str | None) -> Reply:
    """Which variants of the network in FILE, counted in which ways, give a published number.

    FILE may also be the name of a well-known network, such as ResNet-50. What agrees with the number to its own digits
    comes first, with what adds up to it; where nothing does, the nearest figures, and the exit status is 1.
    """
    from symcnn.commands.loading import variations_of
    from symcnn.pages.build.reconciliation import reconciliation_document
    from symcnn.pages.renderers.reconciliation_json import reconciliation_data

    found = asked_for(variations_of(file, bindings), numbers, "--")
    return Reply(
        lambda: reconciliation_data(found),
        lambda language: reconciliation_document(found, language),
        0 if found.agrees else EXIT_WRONG,
    )


def asked_for(variations: tuple[Variation, ...], numbers: Mapping[str, str | None], sign: str = "") -> Reconciliation:
    """What gives the one number that there is; names of quantities are told behind a `sign`.

    Raises `Faulty` for none or several of them, `FaultyText` for what is no number.
    """
    from symcnn.answers.reconcile.reconcile import reconciled
    from symcnn.core.text.fault import refused

    given = {quantity: text for quantity, text in numbers.items() if text is not None}
    if len(given) != 1:
        first, *others = given or ("",)
        if others:
            raise refused("exclude-each-other", name=f"{sign}{others[0]}", other=f"{sign}{first}")
        raise refused("one-of-these", choices=tuple(f"{sign}{quantity}" for quantity in numbers), usage="")
    ((quantity, text),) = given.items()
    return reconciled(variations, quantity, text, _number(quantity, text))


def _number(quantity: str, text: str) -> PrintedNumber:
    """The number as documents write it, with what its digits can tell.

    Raises `FaultyText`.
    """
    import re

    from symcnn.core.text.fault import Fault, FaultyText
    from symcnn.core.text.source import Source
    from symcnn.documents.reading.numbers import NUMBER, read_number

    match = re.fullmatch(NUMBER, text.strip())
    number = read_number(match) if match is not None else None
    if number is not None and quantity != "memory":
        number = number.in_billions()
    if number is None or number.value <= 0 or number.unit not in ("", "byte" if quantity == "memory" else ""):
        raise FaultyText((Fault("not-a-figure", 0, len(text), {"found": text}),), Source(f"--{quantity}", text))
    return number
