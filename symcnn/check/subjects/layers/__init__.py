"""From segments to layers: which layer each opens or speaks of, what it says of it, and what follows for it."""
