"""Evaluations of fiscal years in Slack: the form, and what is said of what was recorded."""
