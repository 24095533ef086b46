"""The bot's own words: the only room that turns values and message ids into text."""
