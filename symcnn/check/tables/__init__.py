"""Tables read as a whole: the relations between their cells, and which cell is wrong where some of these fail."""
