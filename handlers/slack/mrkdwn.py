"""Text for Slack's mark-up language, mrkdwn: what is data stays data."""

from __future__ import annotations

_TWINS = str.maketrans("*_~`", "＊＿～｀")


def escape(text: str) -> str:
    """Text as data for mrkdwn: nothing in it mentions, links or calls anybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def data(text: str) -> str:
    """A text as data for mrkdwn: escaped, its mark-up shown as wide twins of the characters.

    >>> data("<!channel> *a*")
    '&lt;!channel&gt; ＊a＊'
    """
    return escape(text.translate(_TWINS))


def bold(text: str) -> str:
    """A text as data in bold mrkdwn; its own asterisks would end the bold, so they are shown as their wide twins."""
    return f"*{data(text)}*"


def unlinked(text: str) -> str:
    """A text in which nobody's client finds an address to link.

    >>> unlinked("https://evil.example")
    'https：//evil.example'
    """
    return text.replace("://", "：//")
