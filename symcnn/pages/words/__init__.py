"""The words that people are shown."""
