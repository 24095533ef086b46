"""An error in words: what was wrong, where, what to do; the same on the terminal and in Slack."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.errors import FileFaults, SettingsError, ShirubeError
from knowledge.words.messages import Messages


def error_lines(words: Messages, error: ShirubeError) -> Iterator[str]:
    """An error as lines: what was wrong, where, what to do."""
    if isinstance(error, FileFaults):
        for fault in error.faults:
            place = f"{error.name}:{fault.line}" if fault.line else error.name
            yield words.say("fault", place=place, text=words.say(fault.message_id, **fault.values))
        yield words.count(error.message_id, len(error.faults), name=error.name)
        return
    if isinstance(error, SettingsError):
        yield from setting_lines(words, error)
        yield words.count(error.message_id, len(error.faults))
        return
    yield words.say("error", text=words.say(error.message_id, **error.values))


def setting_lines(words: Messages, error: SettingsError) -> Iterator[str]:
    """What is wrong with each setting, and where its value is found."""
    for fault in error.faults:
        remedy = words.say(str(fault.values["remedy"]))
        yield words.say(fault.message_id, **{**fault.values, "remedy": remedy})
