"""Collection rounds in Slack: who is asked where, the form that begins a round, its messages, answers, reminders and end."""
