"""Closed forms: sizes with one floor each, totals, where paths meet."""
