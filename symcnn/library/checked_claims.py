"""The claims of a network with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from symcnn.answers.claims.claims import ClaimOutcome, Verdict
from symcnn.core.written.spelling import plain_text


@dataclass(frozen=True, repr=False)
class CheckedClaim:
    """A claim of the file and what became of it; `outcome` is the verdict as data of the engine."""

    outcome: ClaimOutcome

    @property
    def text(self) -> str:
        """The claim."""
        return plain_text(self.outcome.claim.relation)

    @property
    def verdict(self) -> Verdict:
        """``right``, ``wrong``, ``rounded``, ``conditional`` or ``undecided``."""
        return self.outcome.verdict

    @property
    def layer(self) -> str | None:
        """The layer that the claim speaks of, if it is one."""
        return self.outcome.layer

    def __repr__(self) -> str:
        return f"<Claim {self.text}: {self.verdict}>"


class CheckedClaims(tuple[CheckedClaim, ...]):
    """All claims of a network, in their order."""

    def __repr__(self) -> str:
        counts = (f"{sum(each.verdict is verdict for each in self)} {verdict}" for verdict in Verdict)
        return f"<Claims: {', '.join(count for count in counts if not count.startswith('0 ')) or 'none'}>"

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {each.verdict}: `{each.text}`" for each in self)
