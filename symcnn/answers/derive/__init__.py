"""From figures to derivations: every line of working as data, with nothing said in words."""
