"""Questions where several plans of one municipality are served: which plan is meant, and which the answer is of."""
