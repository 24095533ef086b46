"""The commands of `shirube`: one module each, with the click command in `command`; `bot.cli` lists them."""
