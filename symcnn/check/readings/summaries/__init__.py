"""Printed summaries of models, row by row: against the code beside them, else by their own arithmetic."""
