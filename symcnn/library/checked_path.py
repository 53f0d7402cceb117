"""A file that is checked: the claims of a network, or what a document says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from symcnn.library.answered import shown_safely
from symcnn.library.network_error import telling_python

if TYPE_CHECKING:
    from symcnn.check.findings.checked import Checked


@dataclass(frozen=True, repr=False)
class CheckedFinding:
    """A place of a file and the verdict on it: what `symcnn check --format json` says, as attributes.

    `line` and `column` count from 1; `quote` is what stands there, `why` the reason, `edit` a correction or None.
    """

    found: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name not in self.found:
            raise AttributeError(f"a finding has no {name!r}; it has {', '.join(self.found)}")
        return self.found[name]

    def __dir__(self) -> list[str]:
        return ["found", *self.found]

    def __repr__(self) -> str:
        return f"<{self.found['code']} {self.found['line']}:{self.found['column']}: {self.found['verdict']}>"

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.found,)


class CheckedPath:
    """All findings of a file, in order, and how many of each verdict there are."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        data = self.data()
        self.findings = tuple(map(CheckedFinding, data["findings"]))
        self.counts: Mapping[str, int] = data["counts"]

    @property
    def name(self) -> str:
        """The file's name."""
        return self._checked.places.source.name

    def data(self, language: str = "en") -> Mapping[str, Any]:
        """What ``symcnn check --format json`` says of the file, in "en" or "zh"."""
        from symcnn.pages.renderers.findings_json import file_data

        return file_data(self._checked, language)

    def text(self, language: str = "en") -> str:
        """What ``symcnn check`` prints, without colours."""
        from symcnn.commands.check_report import usual_report

        report = usual_report(language)
        return report.whole([report.of(self._checked, None)], is_whole=self._checked.is_whole)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self._checked,)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {verdict}" for verdict, count in self.counts.items() if count)
        return f"<CheckedPath {self.name!r}: {counts or 'nothing to check'}>"

    def _repr_markdown_(self) -> str:
        return shown_safely(lambda: f"```\n{self.text()}```")


def check(path: str | PathLike[str]) -> CheckedPath:
    """What `symcnn check` finds in a file: of a `.cnn` file its claims, of a document all that it says.

    The settings of the project that the file lies in hold.

    Raises `NetworkError` where the file cannot be read, or its network has faults.
    """
    from symcnn.check.settings import DEFAULTS
    from symcnn.commands.check_report import usual_report
    from symcnn.commands.checked_files import Mend, Run, checked_source
    from symcnn.commands.options import Bindings
    from symcnn.commands.project import find_project
    from symcnn.core.text.files import read_source

    name = fspath(path)
    with telling_python():
        source = read_source(name)
        project = find_project(name)
        settings = project.settings if project else DEFAULTS
        language = settings.language or "en"
        report = usual_report(language)
        run = Run(settings, Bindings((), (), ()), language, Mend.NOT, report, covers=False)
        return CheckedPath(checked_source(source, run))
