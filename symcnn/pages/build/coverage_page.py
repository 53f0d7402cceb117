"""What became of every number of the documents that were checked: a table, and the numbers that are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from symcnn.check.coverage import Account, Coverage
from symcnn.core.record import record
from symcnn.core.text.places import Places
from symcnn.core.written.printable import printable
from symcnn.pages.build.blocks import Block, Inline, Listing, Name, Page, Paragraph, Table, Text
from symcnn.pages.build.phrases import phrases
from symcnn.pages.build.sentences import one_line
from symcnn.pages.build.where import where

_LONGEST_LINE = 100


@record
class FileCoverage:
    """The coverage of a file, whose text is not kept: the numbers that are left are lines that name their places."""

    file: str
    counts: Mapping[str, int]
    left: tuple[str, ...]


def file_coverage(found: Coverage, places: Places, language: str) -> FileCoverage:
    """The coverage of a file with the places as people count them."""
    lines = []
    for start, end in found.left:
        line_start, line_end = places.line_ends(places.position(start)[0])
        said = phrases(language).line(
            "coverage-left-line",
            number=Text(printable(places.source.text[start:end])),
            line=Text(one_line(places.source.text[line_start:line_end].strip(), _LONGEST_LINE)),
        )
        lines.append(f"{where(places, start, phrases(language))}: {said}")
    return FileCoverage(places.source.name, found.counts, tuple(lines))


def coverage_page(files: Sequence[FileCoverage], language: str) -> Page:
    """A line for each file, and one for all of them."""
    say = phrases(language)
    totals = sum((Counter(file.counts) for file in files), Counter[str]())
    header = (say.word("column-file"), *(say.word(f"account-{account.value}") for account in Account))
    rows = [_row(Name(file.file), file.counts) for file in files]
    if len(files) > 1:
        rows.append(_row(say.word("total"), totals))
    table = Table(header, tuple(rows), int(len(files) > 1), frozenset(range(1, len(header))))
    blocks: list[Block] = [Paragraph(say("coverage-title", count=sum(totals.values()))), table]
    left = tuple(line for file in files for line in file.left)
    if left:
        blocks += [Paragraph(say("coverage-left", count=len(left))), Listing(left)]
    return Page(language, say.line("coverage-title", count=sum(totals.values())), {}, tuple(blocks))


def _row(name: Inline, counts: Mapping[str, int]) -> tuple[Inline, ...]:
    return (name, *(Text(str(counts.get(account.value, 0))) for account in Account))
