"""The command line: files in, documents out."""
