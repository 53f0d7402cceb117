"""The ground: records, limits, text with places, written formulas, the algebra."""
