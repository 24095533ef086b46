"""The sentences of an answer about one indicator: what the document states, what was measured, how far it has come."""
