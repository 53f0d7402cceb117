"""Verdicts on what people claim about a network."""
