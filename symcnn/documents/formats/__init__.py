"""From a file that people read to one text with places in it: what is prose, what is code, what is a network."""
