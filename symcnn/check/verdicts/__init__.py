"""How a figure that is printed stands to the one that is derived."""
