"""Every limit on untrusted input: its name, its default, and nothing else.

A limit that is passed is reported under its own name; see `symcnn explain too-large`.
"""

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_NESTING = 64
MAX_STATEMENT_TOKENS = 20_000
MAX_NUMBER_LENGTH = 1_000
MAX_DIGITS = 1_000
MAX_LAYERS = 1_000_000
MAX_BLOCKS = 32
MAX_FAULTS = 50
MAX_RECOVERY = 1_000_000
MAX_EXPONENT = 100
MAX_SEARCH = 10_000
MAX_EXPRESSION = 20_000
MAX_AXES = 3
MAX_TERMS = 10_000
MAX_RESIDUE_CLASSES = 5_000
MAX_POINTS = 20_000
