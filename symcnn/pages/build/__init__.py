"""From derivations to a document: headings, equations and tables, in words of one language."""
