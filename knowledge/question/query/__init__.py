"""The query: built from mentions and tags, with filters, ordinals and negation, and accepted only where its words are covered."""
