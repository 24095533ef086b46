"""The clock process: posts digests and reminders that are due, and forgets what is old.

`loop` runs it, `schedule` says what is due, `reminders` and `retention` do their part of each pass.
"""
