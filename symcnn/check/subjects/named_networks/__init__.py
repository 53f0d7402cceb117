"""What a document tells of well-known networks."""
