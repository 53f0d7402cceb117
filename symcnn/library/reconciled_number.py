"""What a published number of a network counts: what `symcnn reconcile` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from symcnn.library.answered import Answered

if TYPE_CHECKING:
    from symcnn.answers.reconcile.reconcile import Reconciliation
    from symcnn.pages.build.blocks import Page


class ReconciledNumber(Answered):
    """What gives a published number, the plainest first, as `symcnn reconcile` prints it; false where nothing does."""

    result: Reconciliation

    def document(self, language: str = "en") -> Page:
        """The page in "en" or "zh"."""
        from symcnn.pages.build.reconciliation import reconciliation_document

        return reconciliation_document(self.result, language)

    def data(self) -> Mapping[str, Any]:
        """What ``symcnn reconcile --json`` says."""
        from symcnn.pages.renderers.reconciliation_json import reconciliation_data

        return reconciliation_data(self.result)

    def __bool__(self) -> bool:
        return self.result.agrees

    def _said(self) -> str:
        first = next(iter(self.result.explanations), None)
        told = "nothing" if first is None else f"{first.value} ({' + '.join(first.counting.quantities)})"
        return f"{told} {'gives' if self.result.agrees else 'is nearest to'} {self.result.published}"
