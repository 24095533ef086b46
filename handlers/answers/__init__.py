"""Listeners that answer questions: mentions, direct messages, `/kpi`, the message shortcut, and the buttons."""
