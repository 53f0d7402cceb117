"""Whether the claims of a `.cnn` file hold."""
