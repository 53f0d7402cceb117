"""One rule a file: its code with its page, and its check of a document that is read."""
