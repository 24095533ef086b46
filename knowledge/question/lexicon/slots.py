"""What a phrase can mean: the slots that tags fill."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Slot(StrEnum):
    """What a phrase can be; but for the first nine, the tables of the language files."""

    NAME = "name"  # identifies an entity
    KEYWORD = "keyword"  # a topic of an entity
    CITY = "city"  # the city's own name
    KEEPER = "keeper"  # who keeps figures, as the plan names the division
    WORDING = "wording"  # a value of the document that is no number
    UNIT = "unit"  # a unit's word without a number
    SCALE = "scale"  # the power of ten before a unit's word
    YEAR = "year"  # found by its form, as the two that follow
    QUANTITY = "quantity"
    DIGITS = "digits"
    FIELD = "field"
    STATUS = "status"
    GROUP = "group"
    SCOPE = "scope"
    ASK = "ask"
    RANK = "rank"
    FILTER = "filter"
    DISCOURSE = "discourse"
    TIME = "time"
    ORDINAL = "ordinal"
    NUMBER = "number"
    COUNTER = "counter"
    COMPARE = "compare"
    DIRECTION = "direction"
    POLARITY = "polarity"
    PART = "part"
    REQUEST = "request"
    AGGREGATE = "aggregate"
    SERIES = "series"
    EVALUATION = "evaluation"
    BEYOND = "beyond"
    FILLER = "filler"


class Sense(NamedTuple):
    """One thing that a phrase can mean: an entity's id, or a cue's key."""

    slot: Slot
    value: str


Senses = tuple[Sense, ...]
