"""The faults of what was read, for programs: in JSON, in SARIF, as commands to GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from symcnn.core.record import record
from symcnn.core.text.fault import Fault
from symcnn.core.text.places import Places
from symcnn.core.text.source import Source
from symcnn.core.written.printable import printable
from symcnn.network.figures.corrected_line import correction
from symcnn.pages.build.faults import message
from symcnn.pages.renderers.github_commands import command_line
from symcnn.pages.renderers.json_values import VERSION
from symcnn.pages.renderers.sarif import artifact_uri, region


@record
class ToldFault:
    """A fault in words: file, place, code, message and the line to write where one is known; and its place in SARIF."""

    data: Mapping[str, Any]
    region: Mapping[str, int]


def told_faults_data(faults: Iterable[tuple[Fault, Source]], language: str) -> tuple[ToldFault, ...]:
    """The faults of texts in words of the language."""
    places: dict[int, Places] = {}
    return tuple(_told(fault, places.setdefault(id(source), Places(source)), language) for fault, source in faults)


def faults_data(faults: Iterable[ToldFault]) -> dict[str, Any]:
    """What a command says that could not do its work."""
    return {"version": VERSION, "faults": [fault.data for fault in faults]}


def _told(fault: Fault, places: Places, language: str) -> ToldFault:
    end = max(fault.start, fault.end)
    span = places.span(fault.start, end)
    data = {
        "file": places.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "code": fault.code,
        "message": message(fault, language),
        "write": correction(fault, places.source) if places.source.text else None,
    }
    return ToldFault(data, region(places, fault.start, end))


def sarif_notifications(faults: Iterable[ToldFault]) -> list[dict[str, Any]]:
    """The faults as notifications of a run, which code scanning shows beside its results."""
    return [
        {
            "descriptor": {"id": fault.data["code"]},
            "level": "error",
            "message": {"text": printable(fault.data["message"])},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": artifact_uri(fault.data["file"])},
                        "region": {**fault.region},
                    }
                }
            ],
        }
        for fault in faults
    ]


def fault_commands(faults: Iterable[ToldFault]) -> str:
    """The faults as commands to GitHub."""
    return "".join(
        command_line("error", _annotated(fault.data), (printable(fault.data["message"]),)) + "\n" for fault in faults
    )


def _annotated(fault: Mapping[str, Any]) -> Mapping[str, Any]:
    place = {"line": fault["line"], "col": fault["column"]}
    if fault["line"] == fault["end_line"]:
        place |= {"endLine": fault["end_line"], "endColumn": fault["end_column"]}
    return {"file": fault["file"], **place, "title": fault["code"]}
