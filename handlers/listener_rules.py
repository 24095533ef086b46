"""Who may do what a listener does: each is registered with its rule, which is asked at the moment of the click."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from handlers.listening import Listener, adapted


class Rule(Enum):
    """Beyond the access that every request needs (`handlers/middleware/access.py`)."""

    ASK = auto()  # reads, or opens something to read: whoever may ask
    OWN = auto()  # changes nothing but what is one's own: a language, one's welcome, feedback, one's own dropped file
    OWNER = auto()  # takes something away: whoever it belongs to, which the listener compares
    CHANNEL = auto()  # changes what a channel gets: whoever is in it
    COLLECT = auto()  # sets owners, begins or ends collection rounds: the coordinators, asked again by the listener
    EVALUATE = auto()  # records evaluations, or opens the form: the evaluators, asked again by the listener
    PLAN = auto()  # has another plan served: the planners, asked again by the listener
    RECORD = auto()  # changes figures, or opens a form for that: the recorders, asked again by the listener


RULES: dict[Listener, Rule] = {}


def on(where: Callable[[Listener], Any], listener: Listener, rule: Rule) -> None:
    """Register a listener under its rule."""
    RULES[listener] = rule
    where(adapted(listener))
