"""SymPy as the algebra: our own floor division and modulus, and the way to and from the written form."""
