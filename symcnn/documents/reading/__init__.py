"""What a document says about networks: calculations, formulas, tables, shapes; found, not yet judged."""
