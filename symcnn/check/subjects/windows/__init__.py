"""What windows make of sizes, and what stacks of them see."""
