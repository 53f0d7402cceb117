"""What a check found, file by file and then together, in the form that was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from symcnn.check.findings.checked import Checked, Shown, counts
from symcnn.core.record import record

if TYPE_CHECKING:  # few ask for it
    from symcnn.check.coverage import Coverage
    from symcnn.pages.build.coverage_page import FileCoverage
    from symcnn.pages.renderers.faults_json import ToldFault


@record
class FileReport:
    """What one file adds to a report: its part in the report's form, and how many findings of each verdict it has.

    `coverage` is what became of its numbers, where that is asked for.
    """

    part: Any
    counts: Mapping[str, int]
    coverage: FileCoverage | None = None


@record
class Report:
    """How a check is reported; ``usual`` is full, but for the claims of networks that are right."""

    form: str
    which: Shown
    language: str
    colour: bool

    def of(self, file: Checked, covered: Coverage | None = None) -> FileReport:
        """The part of one file, for which neither the document nor its findings are needed any more."""
        if covered is None:
            return FileReport(self._part(file, None), counts(file.findings))
        from symcnn.pages.build.coverage_page import file_coverage

        told = file_coverage(covered, file.places, self.language)
        return FileReport(self._part(file, covered), counts(file.findings), told)

    def _part(self, file: Checked, covered: Coverage | None) -> Any:
        match self.form:
            case "json":
                from symcnn.pages.renderers.findings_json import file_data

                return file_data(file, self.language, covered)
            case "sarif":
                from symcnn.pages.renderers.sarif import sarif_results

                return sarif_results(file, self.language, self.which)
            case "github":
                from symcnn.pages.renderers.github_commands import github_commands

                return github_commands(file, self.language, self.which)
        from symcnn.pages.build.reports import concise_report, full_report, usual_report

        report = {"full": full_report, "usual": usual_report}.get(self.form, concise_report)
        return report(file, self.language, self.which, colour=self.colour)

    def whole(self, files: Sequence[FileReport], faults: Sequence[ToldFault] = (), *, is_whole: bool) -> str:
        """The report on files; `is_whole` tells that every one could be checked, `faults` what kept some from it."""
        parts = [file.part for file in files]
        totals = sum((Counter(file.counts) for file in files), Counter[str]())
        match self.form:
            case "json":
                from symcnn.pages.renderers.findings_json import check_data
                from symcnn.pages.renderers.json_text import dumped

                return dumped(check_data(parts, totals, (fault.data for fault in faults)))
            case "sarif":
                from importlib.metadata import version

                from symcnn.pages.renderers.faults_json import sarif_notifications
                from symcnn.pages.renderers.json_text import dumped
                from symcnn.pages.renderers.sarif import sarif_data

                results = (result for part in parts for result in part)
                notes = sarif_notifications(faults)
                return dumped(sarif_data(results, self.language, version("symcnn"), notes, is_whole=is_whole))
            case "github":
                from symcnn.pages.renderers.faults_json import fault_commands

                return "".join(parts) + fault_commands(faults)
        if not is_whole and not totals:
            return ""
        from symcnn.pages.build.reports import counts_line

        return "".join(parts) + counts_line(totals, self.language) + self._coverage(files)

    def of_faults(self, faults: Sequence[ToldFault]) -> str:
        """The report where no file was checked at all; nothing in a form that is not for programs."""
        return self.whole((), faults, is_whole=False)

    def _coverage(self, files: Sequence[FileReport]) -> str:
        told = [file.coverage for file in files if file.coverage is not None]
        if not told:
            return ""
        from symcnn.pages.build.coverage_page import coverage_page
        from symcnn.pages.renderers.text_page import text

        return "\n" + text(coverage_page(told, self.language))


def usual_report(language: str) -> Report:
    """What is reported where nothing else is asked for, without colours."""
    return Report("usual", Shown.USUAL, language, colour=False)
