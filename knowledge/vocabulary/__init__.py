"""What municipalities measure: some 400 indicators by field, with their names in both languages; and the names of places."""
