"""The whole state as a page: gathered once, written as HTML, Markdown or a workbook."""
