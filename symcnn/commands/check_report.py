"""What a check found, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.check.findings.checked import Checked, Shown
from symcnn.core.record import record


@record
class Report:
    """How a check is reported: what is ``usual`` depends on the files."""

    form: str
    which: Shown
    language: str
    colour: bool

    def of(self, files: Sequence[Checked], *, is_whole: bool) -> str:
        """The report on files; `is_whole` tells that every file that was named could be checked."""
        match self.form:
            case "json":
                from symcnn.pages.renderers.findings_json import check_data
                from symcnn.pages.renderers.json_text import dumped

                return dumped(check_data(files, self.language))
            case "sarif":
                from importlib.metadata import version

                from symcnn.pages.renderers.json_text import dumped
                from symcnn.pages.renderers.sarif import sarif_data

                return dumped(sarif_data(files, self.language, self.which, version("symcnn"), is_whole=is_whole))
            case "github":
                from symcnn.pages.renderers.github_commands import github_commands

                return github_commands(files, self.language, self.which)
        if not is_whole and not any(file.findings for file in files):
            return ""
        from symcnn.pages.build.reports import concise_report, full_report

        is_full = self.form == "full" or (self.form == "usual" and any(file.is_document for file in files))
        report = full_report if is_full else concise_report
        return report(files, self.language, self.which, colour=self.colour)
