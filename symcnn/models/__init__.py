"""Models of other programs, read and never run: each becomes a network of the catalogue."""
