"""Blocks: pure functions, domain objects in, Slack's JSON out. What Slack allows of them stands in `limits.py`."""
