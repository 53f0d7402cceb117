"""Whether formulas are equal: proved, refuted with a counterexample, conditional, or undecided."""
