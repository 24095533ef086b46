"""The made-up plans as a word processor's document and as a web page to print.

The PDF files beside this one are such pages, printed: `python -m tests.knowledge.strategy.plan_texts.printed FOLDER` writes the pages,
`chromium --headless --no-pdf-header-footer --print-to-pdf=FILE PAGE` prints one. `koriyama.pdf` is the packaged strategy's text as a
.docx file, printed by LibreOffice: `soffice --headless --convert-to pdf FILE`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from io import BytesIO
from itertools import groupby
from pathlib import Path

from docx import Document

FOLDER = Path(__file__).parent


def blocks(text: str) -> Iterator[str | list[list[str]]]:
    """The paragraphs of a text, and its tables as rows of cells."""
    lines = (line for line in text.splitlines() if line and not line.startswith("|--"))
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            yield [[cell.strip() for cell in line.strip("|").split("|")] for line in group]
        else:
            yield from group


def as_docx(text: str) -> bytes:
    """A text as a .docx file."""
    document, file = Document(), BytesIO()
    for block in blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, shown in zip(row.cells, cells, strict=True):
                cell.text = shown
    document.save(file)
    return file.getvalue()


STYLE = "body { font-family: 'Noto Serif CJK JP'; width: 120mm } td { border: 1px solid; padding: 1mm; width: 24mm }"


def as_page(text: str) -> str:
    """A text as a web page whose columns are so narrow that lines and cells are broken."""
    shown = [f"<p>{escape(b)}</p>" if isinstance(b, str) else _table(b) for b in blocks(text)]
    return f'<!DOCTYPE html><html lang="ja"><title>plan</title><style>{STYLE}</style><body>{"".join(shown)}</body></html>'


def _table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f'<table style="border-collapse: collapse">{"".join(f"<tr>{row}</tr>" for row in cells)}</table>'


if __name__ == "__main__":
    for path in FOLDER.glob("*.txt"):
        (Path(sys.argv[1]) / f"{path.stem}.html").write_text(as_page(path.read_text(encoding="utf-8")), encoding="utf-8")
