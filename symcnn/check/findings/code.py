"""The code of a rule, which cannot be had without its page."""

from __future__ import annotations

from symcnn.answers.claims.claims import Verdict
from symcnn.core.record import record


@record
class Example:
    """A thing that documents hold, in a file of this ending, and the rule's verdict; None where it is left aside."""

    name: str
    ending: str
    verdict: Verdict | None
    text: str


@record
class RulePage:
    """Two documents in Markdown and more examples; the words of the page are a language's message ``page-CODE``.

    The rule finds `right` to be right, or says nothing of it where it `is_silent` on what is right. Of `other` it says
    `verdict`; where there is no `other`, it says nothing of what is not right. The `examples` tell what is understood.
    """

    right: str
    other: str
    verdict: Verdict = Verdict.WRONG
    is_silent: bool = False
    examples: tuple[Example, ...] = ()


@record
class Code:
    """The word by which a rule is selected and silenced, with its page.

    `undecided_is_news` tells that authors see what the rule leaves undecided.
    """

    name: str
    page: RulePage
    undecided_is_news: bool = True
