"""From a network to its figures: the value of every quantity of every layer, and the totals."""
