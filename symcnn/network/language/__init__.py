"""From text to syntax: what stands in a `.cnn` file, and where."""
