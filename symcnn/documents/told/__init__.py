"""What a document tells of layers in words, lists and tables: passages, marks, and numbers bound to words."""
