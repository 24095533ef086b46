"""A document of headings, paragraphs, tables and charts on pages, before it is written in one of the file formats."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from knowledge.report.model import IndicatorPart
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: its text, and the same as a number where it is one to be reckoned with.

    `number` is in the unit that the table tells, shown with `places` decimals.
    """

    text: str = ""
    number: Decimal | None = None
    places: int = 0
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a page; level 2 is the first below the page's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is larger, `small` is for sources and hints."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; without a head it is a form, whose cells are labels and values in turn.

    `widths` are the columns' shares of the page. `caption` names it for screen readers. `roomy` are the rows, from 0, that leave
    room to write in by hand.
    """

    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: tuple[str, ...] = ()
    roomy: range = range(0)

    @property
    def is_form(self) -> bool:
        """Whether its cells are labels and values in turn."""
        return not self.head


@dataclass(frozen=True, slots=True)
class Chart:
    """An indicator's chart; without a trend to draw, the reason stands in its place.

    `figures` is the table on the same page that holds its years, values and expected values in its first three columns.
    """

    part: IndicatorPart
    figures: Table


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Page:
    """What begins on a new page, or on a sheet of its own in a workbook; `name` is the sheet's."""

    title: str
    blocks: tuple[Block, ...]
    name: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `cover` are the lines below the title of its first page, labels and texts."""

    title: str
    subtitle: str
    cover: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    pages: tuple[Page, ...]
    words: Messages
    has_cover: bool = True


def form(caption: str, *pairs: tuple[str, str], columns: int = 1, roomy: range = range(0)) -> Table:
    """A form of labels and values, so many pairs in a row; the last row is filled up."""
    cells = [(Cell(label), Cell(value)) for label, value in pairs]
    cells += [(Cell(), Cell())] * (-len(cells) % columns)
    rows = tuple(tuple(cell for pair in cells[at : at + columns] for cell in pair) for at in range(0, len(cells), columns))
    return Table(caption, rows, (18, 82) if columns == 1 else (18, 32) * columns, roomy=roomy)
