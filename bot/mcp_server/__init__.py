"""Read-only tools for assistants by the Model Context Protocol: over HTTP for Slackbot, over stdio for desktop assistants."""
