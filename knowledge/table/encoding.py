"""From the bytes of a text file to its text: Unicode with its marks, and the Japanese encodings that offices write."""

from __future__ import annotations

import codecs
import re

from knowledge.table.model import refused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I")  # how ISO-2022-JP changes its character set
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE container: .xls, or an encrypted .xlsx
_END_OF_FILE = "\x1a"  # as MS-DOS programs end a file


def decode(name: str, content: bytes) -> str:
    """The text of a file.

    Raises:
        TableRefused: the encoding is unknown, mixed, or cannot be told; where it is guessed, its name is said.
    """
    if content.startswith(OLD_EXCEL):
        raise refused(name, "xls")
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked is None and any(escape in content for escape in _ESCAPES):
        marked = "iso2022_jp_ext"
    text = _decoded(content, marked) if marked else _unmarked(name, content)
    if text is None:
        raise refused(name, "encoding")
    return text.removesuffix(_END_OF_FILE)


def _unmarked(name: str, content: bytes) -> str | None:
    text = _decoded(content, "utf-8")
    if text is not None:
        return text
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.isascii() and _decoded(line, "utf-8") is not None:
            raise refused(name, "encoding.mixed", number)
    shift_jis, euc = _decoded(content, "cp932"), _decoded(content, "euc_jp")
    if shift_jis is not None and euc is not None and _HALF_WIDTH_KANA.search(shift_jis):
        raise refused(name, "encoding.named", encoding="EUC-JP")
    return shift_jis if shift_jis is not None else euc


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
