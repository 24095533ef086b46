"""An answer: the JSON of contract.md, and beside it the parts that a screen lays out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from knowledge.strategy import Language


class AnswerStatus(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"  # several readings are equally good: the subjects are the candidates
    NOT_FOUND = "not_found"  # the strategy does not hold it: the subjects are suggestions
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an answer states. Numbers are decimal strings in base units; `text` is the wording shown."""

    subject: str
    field: str
    value: str | None
    text: str
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from; `quote` is verbatim, None for a measurement's source."""

    document: str
    section: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table about an entity: its name and what is said of it."""

    entity: str
    label: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an answer's text, for a screen to lay out.

    `headline` is what was asked, `details` its surroundings, `notes` what must be known beside it; `rows` are a list's
    lines under `columns`; `choices` are entities to ask back with or to suggest.
    """

    headline: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    choices: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    charted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question gets back; `confidence` is 0 to 1, calibrated."""

    question: str
    conversation: str | None = None
    language: Language
    status: AnswerStatus
    intent: str
    subjects: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    text: str
    sources: tuple[Source, ...] = ()
    confidence: float
    layout: Layout = Layout()

    def json(self) -> str:
        """The answer as contract.md has it; the layout is for screens alone."""
        data = asdict(self)
        del data["layout"]
        return json.dumps(data, ensure_ascii=False)


@dataclass(slots=True)
class Draft:
    """An answer in the making: what a look-up found, before it is put into words around it."""

    status: AnswerStatus
    intent: str
    subjects: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    headline: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    charted: list[str] = field(default_factory=list)
