"""The program: settings, commands and processes, and who is handed what.

`cli.main` is the command `shirube`, `workspace.open_workspace` opens a database with its strategy, `app.create_app` makes the
Slack app.
"""
