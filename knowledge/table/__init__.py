"""Tables as city halls keep them: CSV and Excel files read as cells that mean what they show."""
