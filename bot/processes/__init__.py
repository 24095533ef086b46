"""The processes that take requests from Slack: `web` over HTTP, `socket_mode` over a connection of its own."""
