"""From syntax to a network: layers of known kinds, wired to each other."""
