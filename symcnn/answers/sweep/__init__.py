"""Figures of many configurations at once: closed forms compiled, run over grids, filtered and ranked."""
