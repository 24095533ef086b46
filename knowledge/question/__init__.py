"""Questions: a text becomes a query about entities, fields, years and bounds, or is refused.

`pipeline` runs the steps in order: `text` normalises and splits, `tagging` finds candidates from the `lexicon`, `query` builds
and judges the query, `dialogue` completes it from the thread.
"""
