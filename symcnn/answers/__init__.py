"""What a network answers: derivations, closed forms, solutions, proofs, comparisons, claims."""
