"""A digest as the Markdown of a canvas: https://docs.slack.dev/surfaces/canvases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.answer.model import Row
from knowledge.digest.text import DigestText, Section

CELLS = 300  # of one table, its head among them
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def canvas_markdown(text: DigestText, channel: str) -> str:
    """The whole digest: the short form, then a part a goal with its table; at the end a link to the channel by its id."""
    words = text.words
    blocks = [f"# {_plain(text.title)}", *map(_plain, (text.dated, *text.corrections)), f"**{_plain(text.lead)}**"]
    for section in (*text.short, *text.whole):
        blocks += _section(section)
    return "\n\n".join([*blocks, "---", f"{_plain(words.say('canvas.channel'))} ![](#{channel})"]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.title)}"
    yield from _tables(section.columns, section.rows)
    if section.lines:
        yield "\n".join(f"* {_plain(line)}" for line in section.lines)


def _tables(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """The rows under their head, in as many tables as Slack's limit wants."""
    width = len(columns)
    each = max(1, CELLS // max(1, width) - 1)
    for start in range(0, len(rows), each):
        lines = [columns, *((row.label, *row.cells) for row in rows[start : start + each])]
        head, *body = (_line(cells, width) for cells in lines)
        yield "\n".join([head, _line(["---"] * width, width, escape=False), *body])


def _line(cells: Sequence[str], width: int, *, escape: bool = True) -> str:
    shown = [_plain(cell) if escape else cell for cell in (*cells, *[""] * width)[:width]]
    return f"| {' | '.join(shown)} |"


def _plain(text: str) -> str:
    """A text as data: in one line, and nothing in it is mark-up, mentions or links."""
    return _MARKS.sub(r"\\\1", " ".join(text.split())).replace("://", "：//")
