"""Relations between the figures of a document: ratios, sums, shares, memory, costs."""
