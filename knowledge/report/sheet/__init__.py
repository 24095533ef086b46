"""Sheets for the council and for verification: one document, written as Word, Excel or HTML."""
