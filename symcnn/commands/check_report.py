"""What a check found, file by file and then together, in the form that was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from symcnn.check.findings.checked import Checked, Shown, counts
from symcnn.core.record import record


@record
class FileReport:
    """What one file adds to a report: its part in the report's form, and how many findings of each verdict it has."""

    part: Any
    counts: Mapping[str, int]


@record
class Report:
    """How a check is reported; ``usual`` is full for documents and concise for networks."""

    form: str
    which: Shown
    language: str
    colour: bool

    def of(self, file: Checked) -> FileReport:
        """The part of one file, for which neither the document nor its findings are needed any more."""
        return FileReport(self._part(file), counts(file.findings))

    def _part(self, file: Checked) -> Any:
        match self.form:
            case "json":
                from symcnn.pages.renderers.findings_json import file_data

                return file_data(file, self.language)
            case "sarif":
                from symcnn.pages.renderers.sarif import sarif_results

                return sarif_results(file, self.language, self.which)
            case "github":
                from symcnn.pages.renderers.github_commands import github_commands

                return github_commands(file, self.language, self.which)
        from symcnn.pages.build.reports import concise_report, full_report

        is_full = self.form == "full" or (self.form == "usual" and file.is_document)
        report = full_report if is_full else concise_report
        return report(file, self.language, self.which, colour=self.colour)

    def whole(self, files: Sequence[FileReport], *, is_whole: bool) -> str:
        """The report on files; `is_whole` tells that every file that was named could be checked."""
        parts = [file.part for file in files]
        totals = sum((Counter(file.counts) for file in files), Counter[str]())
        match self.form:
            case "json":
                from symcnn.pages.renderers.findings_json import check_data
                from symcnn.pages.renderers.json_text import dumped

                return dumped(check_data(parts, totals))
            case "sarif":
                from importlib.metadata import version

                from symcnn.pages.renderers.json_text import dumped
                from symcnn.pages.renderers.sarif import sarif_data

                results = (result for part in parts for result in part)
                return dumped(sarif_data(results, self.language, version("symcnn"), is_whole=is_whole))
            case "github":
                return "".join(parts)
        if not is_whole and not totals:
            return ""
        from symcnn.pages.build.reports import counts_line

        return "".join(parts) + counts_line(totals, self.language)
