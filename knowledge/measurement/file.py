"""Measurements from CSV and Excel files: every row read, every fault named with its line; all rows or none."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path

from knowledge.errors import Fault, ImportRefused
from knowledge.measurement.model import Measurement
from knowledge.measurement.validation import Entry, read_entry
from knowledge.notation.quantity import normal_form
from knowledge.notation.tables import DATA, read_toml
from knowledge.strategy.model import Strategy

REQUIRED = ("indicator", "year", "value")
LARGEST = 5_000_000  # bytes; a city's figures are far smaller
MOST_LINES = 5_000
_UNPACKED = 100_000_000  # bytes of a workbook without its compression
_ENCODINGS = ("utf-8-sig", "cp932")
Rows = Iterable[tuple[int, Sequence[str]]]


@cache
def _columns() -> dict[str, str]:
    table = read_toml(DATA / "measurement.toml")["column"]
    return {normal_form(word): column for column, words in table.items() for word in words}


def read_measurements(name: str, content: bytes, strategy: Strategy, today: date) -> list[tuple[int, Measurement]]:
    """The measurements of a file with their lines.

    Raises:
        ImportRefused: anything in the file is wrong; it holds every fault.
    """
    rows = _rows(name, content)
    measurements: list[tuple[int, Measurement]] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, int], int] = {}
    for entry in _entries(name, rows):
        read = read_entry(entry, strategy, today)
        if isinstance(read, list):
            faults += read
            continue
        line = entry.line or 0
        first = seen.setdefault((read.indicator, read.year), line)
        if first != line:
            values: dict[str, object] = {"indicator": read.indicator, "year": read.year, "first": first}
            faults.append(Fault("measurement.fault.doubled", values, line))
        measurements.append((line, read))
    if not measurements and not faults:
        faults.append(Fault("measurement.fault.empty"))
    if faults:
        raise ImportRefused("import.refused", name, tuple(faults))
    return measurements


def _refused(name: str, message_id: str, **values: object) -> ImportRefused:
    return ImportRefused("import.refused", name, (Fault(f"measurement.fault.{message_id}", values),))


def _rows(name: str, content: bytes) -> Rows:
    if len(content) > LARGEST:
        raise _refused(name, "too_large", limit=LARGEST // 1_000_000)
    if Path(name).suffix.lower() in (".xlsx", ".xlsm") or content[:2] == b"PK":
        return _sheet(name, content)
    return _csv(name, content)


def _counted(name: str, rows: Rows) -> Rows:
    """The rows, refused where they are too many; those beyond are not read."""
    read = list(islice(rows, MOST_LINES + 1))
    if len(read) > MOST_LINES:
        raise _refused(name, "too_many", limit=MOST_LINES)
    return read


def _csv(name: str, content: bytes) -> Rows:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            return _counted(name, ((reader.line_num, row) for row in reader))
        except csv.Error as error:
            raise _refused(name, "csv", line=reader.line_num, reason=str(error)) from error
    raise _refused(name, "encoding")


def _sheet(name: str, content: bytes) -> Rows:
    from openpyxl import load_workbook  # heavy, and only an import of Excel needs it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise _refused(name, "too_large", limit=LARGEST // 1_000_000)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = (
            (number, ["" if cell.value is None else _cell(cell.value, cell.number_format or "") for cell in row])
            for number, row in enumerate(sheet.iter_rows(), start=1)
        )
        return _counted(name, rows)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
        raise _refused(name, "xlsx") from error


def _cell(value: object, number_format: str) -> str:
    """A cell as somebody reads it: a year without .0, a date as a day, 38.5 % as it is shown."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        if number_format.endswith("%"):
            return f"{round(value * 100, 6):g}%"
        return f"{round(value, 9):f}".rstrip("0").rstrip(".")
    return str(value)


def _entries(name: str, rows: Rows) -> Iterator[Entry]:
    header: list[str | None] | None = None
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [_columns().get(normal_form(cell)) for cell in row]
            missing = [column for column in REQUIRED if column not in header]
            if missing:
                raise _refused(name, "header", missing=", ".join(missing), expected="indicator,year,value,source,note")
            continue
        fields = {column: cell for column, cell in zip(header, row, strict=False) if column}
        yield Entry(fields, line)
