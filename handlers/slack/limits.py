"""What Slack allows in blocks: https://docs.slack.dev/reference/block-kit/blocks, and what it is known to refuse."""

from __future__ import annotations

import re

MESSAGE_BLOCKS = 50
BLOCK_CHARACTERS = 12_000  # of a message's blocks together: from about 13,200 on it is refused

ALERT_TEXT = 200  # of a notice in a modal
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTAINER_BLOCKS = 10
CONTAINER_TITLE = 150
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 2_000

BLOCK_ID = 255

ACTIONS_ELEMENTS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ACCESSIBILITY_LABEL = 75
CONFIRM_TITLE = 100  # of the question that a button asks before it does something
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150

CHARTS = 2  # a message
CHART_TITLE = 50
CHART_AXIS = 50
CHART_LABEL = 20
CHART_SERIES = 6
CHART_POINTS = 20

TABLE_ROWS = 200  # under the row of heads; a page shows up to 100
TABLE_PAGE = 100

MODAL_TITLE = 24
MODAL_BUTTON = 24
METADATA = 3_000  # of a view
VIEW_BLOCKS = 100
RADIO_OPTIONS = 10
PROMPTS = 4

_END = re.compile(r"\s*[\s(\uff08\u3001\u30fb,]")  # what a name is parted by: space, bracket, comma, dot


def clip_words(text: str, limit: int) -> str:
    """A text within a limit, cut where a word or a bracket ends if there is such a place in its latter half.

    >>> clip_words("checkup rate (insured)", 16)
    'checkup rate…'
    """
    if len(text) <= limit:
        return text
    ends = [end.start() for end in _END.finditer(text, limit // 2, limit)]
    return f"{text[: ends[-1]]}…" if ends else clip(text, limit)


def clip(text: str, limit: int) -> str:
    """A text within a limit; what is cut shows an ellipsis.

    >>> clip("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
