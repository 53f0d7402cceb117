"""The formulas of a document, in its own letters, against the catalogue."""
