"""How large a table may be: far more than a city's figures need, and little enough to be read in seconds."""

from __future__ import annotations

LARGEST = 5_000_000  # bytes of a file
MOST_ROWS = 5_000
MOST_COLUMNS = 200
LARGEST_PART = 40_000_000  # bytes of a workbook's part without its compression
MOST_ELEMENTS = 150_000  # of the parts that hold cells and texts
MOST_STYLES = 20_000  # elements of any other part that is read: formats take longest
MOST_MERGED = 200_000  # cells of merged areas
