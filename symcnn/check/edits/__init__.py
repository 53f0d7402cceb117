"""The smallest changes that make a wrong place true."""
