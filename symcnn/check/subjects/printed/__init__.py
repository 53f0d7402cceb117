"""Figures as they are printed, held against exact ones."""
