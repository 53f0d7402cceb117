"""The verdicts on what a document tells of its layers."""
