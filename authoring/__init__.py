"""Tools for who keeps the data; nothing here runs with the bot."""
