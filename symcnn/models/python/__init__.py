"""Other people's code, read and never run: Keras and PyTorch as networks of the catalogue."""
