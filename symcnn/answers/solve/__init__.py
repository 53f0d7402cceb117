"""The inverse: for which values of a symbol a network fits, or gives what is wanted."""
