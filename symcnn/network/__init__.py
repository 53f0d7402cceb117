"""From the text of a `.cnn` file to a network and its figures; the catalogue of layer kinds."""
