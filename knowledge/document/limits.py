"""How large a document may be: a plan of some hundred pages, and little enough to be read in a minute."""

from __future__ import annotations

LARGEST = 30_000_000  # bytes of a file
LARGEST_PART = 80_000_000  # bytes of a word processor's part without its compression
MOST_PAGES = 300
MOST_LINES = 50_000
MOST_SECONDS = 120.0  # that reading may take, looked at between pages
