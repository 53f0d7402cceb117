"""Documents judged: rules, readings, verdicts, findings, edits."""
