"""Text before it means anything: characters, tokens, spaces, romaji, language."""
