"""Well-known networks, each in a file of the language with its sources, and their figures under people's names."""
