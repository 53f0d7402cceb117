"""The layers of a story in their order, with their figures."""
