"""What a document says: its formats, and what is read in them."""
