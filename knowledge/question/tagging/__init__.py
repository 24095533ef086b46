"""Candidates for each stretch of a question, and the best way to divide the question among them."""
