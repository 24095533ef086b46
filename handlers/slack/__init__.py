"""Slack itself, without a city: payloads, ids, limits, errors, people, files, and the one way out (`sender`)."""
