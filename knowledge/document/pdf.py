"""PDF documents: ruled tables cell by cell, the text around them line by line, broken lines put together again."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from knowledge.document.limits import MOST_PAGES, MOST_SECONDS
from knowledge.document.model import Line, Place, one_line
from knowledge.table.model import refused

_BEGINS = re.compile(r"[\W\d_\u2160-\u217f\u2460-\u2473]")  # how a new item begins: a bullet, a bracket, a number
_CLOSE = 1.8  # line heights between two lines of one paragraph, at most


def pdf_lines(name: str, content: bytes) -> Iterator[Line]:
    """The lines of a document, counted on each page.

    Raises:
        TableRefused: it is damaged, encrypted, too long, or takes too long to read.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts on every page
    ends = time.monotonic() + MOST_SECONDS
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise refused(name, "document.pages", limit=MOST_PAGES)
            for number, page in enumerate(document.pages, start=1):
                if time.monotonic() > ends:
                    raise refused(name, "document.slow", page=number)
                for line, cells in enumerate(_page(page), start=1):
                    yield Line(Place(line, number), cells)
                page.close()
    except (PdfminerException, PDFException, PSException, ValueError, TypeError, KeyError) as error:
        raise refused(name, "document.pdf") from error


@dataclass(slots=True)
class _Text:
    """A line of running text with its box on the page."""

    text: str
    top: float
    bottom: float
    right: float

    def continues(self, above: _Text, margin: float) -> bool:
        """Whether it goes on with a line that was broken at the right margin."""
        height, size = self.bottom - self.top, above.bottom - above.top
        full = above.right > margin - 1.5 * size
        return full and abs(height - size) < size / 4 and self.top - above.top < _CLOSE * size and not _BEGINS.match(self.text)


def _page(page: Any) -> Iterator[tuple[str, ...]]:
    """The lines of a page from its top, each as its cells."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox)
    blocks: list[tuple[float, list[tuple[str, ...]]]] = [(text.top, [(text.text,)]) for text in _texts(outside)]
    blocks += [(table.bbox[1], [tuple(map(_cell, row)) for row in table.extract()]) for table in tables]
    for _, rows in sorted(blocks, key=lambda block: block[0]):
        yield from (cells for cells in rows if any(cells))


def _cell(text: str | None) -> str:
    return one_line(text or "")


def _texts(page: Any) -> list[_Text]:
    """The lines of running text, those of one paragraph that were broken at the margin joined."""
    found = [_Text(line["text"], line["top"], line["bottom"], line["x1"]) for line in page.extract_text_lines(return_chars=False)]
    margin = max((text.right for text in found), default=0)
    joined: list[_Text] = []
    for text in found:
        if joined and text.continues(joined[-1], margin):
            above = joined[-1]
            joined[-1] = _Text(one_line(f"{above.text}\n{text.text}"), text.top, text.bottom, text.right)
        else:
            joined.append(text)
    return joined
