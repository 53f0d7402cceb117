"""The layers that a document tells of, what is said of each, and what follows for it."""
