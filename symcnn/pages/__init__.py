"""Answers as pages: words of a language, blocks, and formats."""
