"""The faults of what was read, for programs: in JSON, in SARIF, as commands to GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from symcnn.core.text.fault import Fault
from symcnn.core.text.places import Places
from symcnn.core.text.source import Source
from symcnn.core.written.printable import printable
from symcnn.network.wiring.corrected_line import corrected_line
from symcnn.pages.build.faults import message
from symcnn.pages.renderers.github_commands import command_line
from symcnn.pages.renderers.sarif import artifact_uri


def faults_data(faults: Iterable[tuple[Fault, Source]], language: str) -> tuple[Mapping[str, Any], ...]:
    """The faults of texts: file, place, code, message, and the line to write where one is known."""
    places: dict[int, Places] = {}
    return tuple(
        _fault_data(fault, places.setdefault(id(source), Places(source)), language) for fault, source in faults
    )


def _fault_data(fault: Fault, places: Places, language: str) -> Mapping[str, Any]:
    span = places.span(fault.start, max(fault.start, fault.end))
    return {
        "file": places.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "code": fault.code,
        "message": message(fault, language),
        "write": corrected_line(fault, places.source.text) if places.source.text else None,
    }


def sarif_notifications(faults: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The faults as notifications of a run, which code scanning shows beside its results."""
    return [
        {
            "descriptor": {"id": fault["code"]},
            "level": "error",
            "message": {"text": printable(fault["message"])},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": artifact_uri(fault["file"])},
                        "region": {
                            "startLine": fault["line"],
                            "startColumn": fault["column"],
                            "endLine": fault["end_line"],
                            "endColumn": fault["end_column"],
                        },
                    }
                }
            ],
        }
        for fault in faults
    ]


def fault_commands(faults: Iterable[Mapping[str, Any]]) -> str:
    """The faults as commands to GitHub."""
    return "".join(command_line("error", _annotated(fault), (printable(fault["message"]),)) + "\n" for fault in faults)


def _annotated(fault: Mapping[str, Any]) -> Mapping[str, Any]:
    place = {"line": fault["line"], "col": fault["column"]}
    if fault["line"] == fault["end_line"]:
        place |= {"endLine": fault["end_line"], "endColumn": fault["end_column"]}
    return {"file": fault["file"], **place, "title": fault["code"]}
