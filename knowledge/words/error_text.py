"""An error in words: what was wrong, where, what to do; the same on the terminal and in Slack."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.errors import Fault, FileFaults, MessageId, SettingsError, ShirubeError
from knowledge.strategy.model import Text
from knowledge.words.messages import Messages


def error_lines(words: Messages, error: ShirubeError) -> Iterator[str]:
    """An error as lines: what was wrong, where, what to do."""
    if isinstance(error, FileFaults):
        for fault in error.faults:
            place = f"{error.name}:{fault.line}" if fault.line else error.name
            yield words.say("fault", place=place, text=fault_text(words, fault))
        yield words.count(error.message_id, len(error.faults), name=error.name)
        return
    if isinstance(error, SettingsError):
        yield from setting_lines(words, error)
        yield words.count(error.message_id, len(error.faults))
        return
    yield words.say("error", text=words.say(error.message_id, **error.values))


def fault_text(words: Messages, fault: Fault) -> str:
    """A fault or note in words: names and messages among its values in the reader's language, several as an enumeration."""
    return words.say(fault.message_id, **{name: _worded(words, value) for name, value in fault.values.items()})


def _worded(words: Messages, value: object) -> object:
    if isinstance(value, tuple):
        return words.joined(str(_worded(words, each)) for each in value)
    if isinstance(value, Text):
        return value.in_(words.language)
    if isinstance(value, Fault):
        return fault_text(words, value)
    return words.say(value) if isinstance(value, MessageId) else value


def setting_lines(words: Messages, error: SettingsError) -> Iterator[str]:
    """What is wrong with each setting, and where its value is found."""
    for fault in error.faults:
        remedy = words.say(str(fault.values["remedy"]))
        yield words.say(fault.message_id, **{**fault.values, "remedy": remedy})
