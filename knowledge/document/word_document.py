"""Word's documents: paragraphs and tables in the order in which they stand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table as WordTable

from knowledge.document.limits import LARGEST_PART
from knowledge.document.model import Line, Place, one_line
from knowledge.table.model import refused


def word_lines(name: str, content: bytes) -> Iterator[Line]:
    """The lines of a document; paragraphs and rows are counted.

    Raises:
        TableRefused: it is damaged, too large, or no document.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_PART:
                raise refused(name, "too_large", limit=LARGEST_PART // 1_000_000)
        document = Document(BytesIO(content))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise refused(name, "document.word") from error
    rows: Iterator[tuple[str, ...]] = (
        cells
        for block in document.iter_inner_content()
        for cells in (_rows(block) if isinstance(block, WordTable) else ((text,) for text in block.text.splitlines()))
    )
    for number, cells in enumerate(rows, start=1):
        if any(cells):
            yield Line(Place(number), tuple(cell.strip() for cell in cells))


def _rows(table: WordTable) -> Iterator[tuple[str, ...]]:
    """A table's rows; a merged cell is told once, where it begins."""
    seen: set[object] = set()
    for row in table.rows:
        cells = []
        for cell in row.cells:
            cells.append("" if cell._tc in seen else one_line(cell.text))
            seen.add(cell._tc)
        yield tuple(cells)
