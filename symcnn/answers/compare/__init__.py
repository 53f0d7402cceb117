"""Two networks side by side: which layers are counterparts, and what makes their totals differ."""
