"""Two ways to write the same: in Slack's newest blocks, and in the sections that every Slack takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from handlers.blocks.chart import chart_block, counts_block
from handlers.blocks.controls import button_controls, icon_controls
from handlers.blocks.elements import context, rich, rich_section, sections
from handlers.blocks.table import row_sections, table_blocks
from handlers.slack.button_value import ButtonValue
from handlers.slack.limits import CHARTS
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.answer.charts import chart_text
from knowledge.answer.model import Chart, Row
from knowledge.words.messages import Messages


class Renderer(Protocol):
    """Writes the parts of an answer as blocks; each gives none for nothing."""

    def strong(self, lines: Sequence[str]) -> list[Block]:
        """What was asked."""
        ...

    def paragraphs(self, lines: Sequence[str]) -> list[Block]:
        """What surrounds it."""
        ...

    def rows(self, rows: Sequence[Row], columns: Sequence[str], caption: str, words: Messages) -> list[Block]:
        """A list's lines."""
        ...

    def charts(self, charts: Sequence[Chart], words: Messages) -> list[Block]:
        """Trends."""
        ...

    def counts(self, title: str, counts: Sequence[tuple[str, int]], words: Messages) -> list[Block]:
        """How many indicators there are of each status, beside a sentence that tells it."""
        ...

    def controls(self, value: ButtonValue, words: Messages, *, judged: bool) -> list[Block]:
        """What can be done with an answer: say whether it is right where it is to be `judged`, take it away."""
        ...


class RichRenderer:
    """Rich text, data tables, charts, feedback buttons: nothing in a text is mark-up."""

    def strong(self, lines: Sequence[str]) -> list[Block]:
        """In bold."""
        return [rich(rich_section("\n".join(lines), strong=True))] if lines else []

    def paragraphs(self, lines: Sequence[str]) -> list[Block]:
        """A paragraph a line."""
        return [rich(rich_section("\n".join(lines)))] if lines else []

    def rows(self, rows: Sequence[Row], columns: Sequence[str], caption: str, words: Messages) -> list[Block]:
        """A table that can be sorted."""
        del words
        return table_blocks(rows, columns, caption)

    def charts(self, charts: Sequence[Chart], words: Messages) -> list[Block]:
        """As many charts as a message takes, each with its target below it."""
        return [block for chart in charts[:CHARTS] for block in (chart_block(chart, words), context([chart.note]))]

    def counts(self, title: str, counts: Sequence[tuple[str, int]], words: Messages) -> list[Block]:
        """As bars."""
        return [counts_block(title, counts, words)] if counts else []

    def controls(self, value: ButtonValue, words: Messages, *, judged: bool) -> list[Block]:
        """Feedback and bin as icons."""
        return icon_controls(value, words, judged=judged)


class PlainRenderer:
    """Sections and buttons."""

    def strong(self, lines: Sequence[str]) -> list[Block]:
        """In bold."""
        return sections(list(map(bold, lines)))

    def paragraphs(self, lines: Sequence[str]) -> list[Block]:
        """A line each."""
        return sections(list(map(data, lines)))

    def rows(self, rows: Sequence[Row], columns: Sequence[str], caption: str, words: Messages) -> list[Block]:
        """A paragraph a row."""
        del columns, caption
        return row_sections(rows, words)

    def charts(self, charts: Sequence[Chart], words: Messages) -> list[Block]:
        """What the charts show, in words."""
        return sections([data(chart_text(chart, words)) for chart in charts])

    def counts(self, title: str, counts: Sequence[tuple[str, int]], words: Messages) -> list[Block]:
        """Nothing: the sentence tells it."""
        del title, counts, words
        return []

    def controls(self, value: ButtonValue, words: Messages, *, judged: bool) -> list[Block]:
        """Feedback and bin as buttons."""
        return button_controls(value, words, judged=judged)
