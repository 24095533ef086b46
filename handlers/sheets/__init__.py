"""Sheets in Slack: ordered by a command, made beside the conversation, given in its thread."""
