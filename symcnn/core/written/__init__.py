"""The written form: expressions as a person writes them, with their order and brackets."""
