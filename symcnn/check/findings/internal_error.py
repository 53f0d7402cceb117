"""What stands for the answers that a fault of this program has cost."""

from __future__ import annotations

from traceback import extract_tb

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, RulePage
from symcnn.check.findings.finding import Finding, Kind, Sentence

CODE = Code(
    "internal-error",
    RulePage(
        title=("A fault of this program", "本程序的错误"),
        finds=(
            "Nothing in the document: a rule failed on it, and its answers are missing.",
            "与文档内容无关：某条规则在该文档上出错，缺少它的结果。",
        ),
        decides=(
            "What the other rules found stands, and so does what was found in other files; the exit status is 2. "
            "Please report it, with the document and the line that is shown.",
            "其他规则的结果以及其他文件的结果不受影响；退出状态为 2。请附上该文档和所显示的一行报告此问题。",
        ),
        right="",
        other="",
        verdict=Verdict.UNDECIDED,
    ),
)


def lost(rule: Code, error: Exception) -> Finding:
    """The finding that stands for those of a rule that failed."""
    at = extract_tb(error.__traceback__)[-1]
    where = f"{at.filename.rpartition('symcnn')[2].lstrip('/')}:{at.lineno}"
    values = {"rule": rule.name, "error": f"{type(error).__name__}: {error}", "where": where}
    return Finding(0, 0, Kind.CLAIM, CODE, Verdict.UNDECIDED, None, None, Sentence("check.internal-error", {**values}))
