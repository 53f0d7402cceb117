"""From a document to text, Markdown, LaTeX or HTML; each format escapes what is not its own."""
