"""An answer: what `shirube ask --json` prints, and beside it the parts that a screen lays out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from knowledge.ports import DialogueTurn
from knowledge.strategy.model import Language

RECOGNISED = 5  # how many choices are told with the figures that they are recognised by
QUOTED = 3  # how many passages a text quotes; a longer list names its document alone


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
    """Where a statement comes from; `quote` is verbatim, None for a measurement's source.

    Of an evaluation, `section` tells the fiscal year that it is of.
    """

    document: str
    section: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table about an entity: its name and what is said of it; `line` is the same as a text has it.

    `numbers` are what the label and each cell are sorted by, in base units; None for what is no number.
    """

    entity: str
    label: str
    cells: tuple[str, ...] = ()
    line: str = ""
    numbers: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside the answer: what it is, and its value with the year."""

    label: str
    value: str


class ChartKind(StrEnum):
    """How a chart is drawn."""

    LINE = "line"  # over years that all have a value
    BAR = "bar"  # a bar for each value that is known


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a chart: its name, and a value for each of the chart's labels."""

    name: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """An indicator's values with what they are held against.

    Values are in the unit that the document writes (億円), which is `unit`; `labels` are years, or what each bar is; `note` has the
    target.
    """

    entity: str
    title: str
    unit: str
    kind: ChartKind
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An entity to ask back with or to suggest, as a menu shows it.

    `detail` is what it is recognised by in a text; `measured` whether a recorded figure is part of it; `short` is a shorter name,
    for a control that has no room for `label`.
    """

    entity: str
    label: str
    detail: str = ""
    measured: bool = False
    short: str = ""

    def name_within(self, limit: int) -> str:
        """Its name where it fits into so many characters, else its short one."""
        return self.label if len(self.label) <= limit else self.short or self.label


@dataclass(frozen=True, slots=True)
class Task:
    """Something that can be done with the bot: questions to ask, and what to type after Slack's command line."""

    title: str
    examples: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of an answer's text, for a screen to lay out.

    `headline` is what was asked, `figures` and `details` its surroundings, `notes` what must be known beside it; `rows`
    are a list's lines under `columns`; `choices` are entities to ask back with or to suggest; `tasks` are what help lists, whose
    questions stand in `examples` too.
    """

    headline: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    details: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    examples: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question gets back.

    `parts` are the answers to several questions of one message; `confidence` is 0 to 1, calibrated; `turn` is what its
    thread should remember, None: nothing new.
    """

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
    parts: tuple[Answer, ...] = ()
    turn: DialogueTurn | None = None

    def json(self) -> str:
        """The answer as one JSON object; layout and parts are for screens alone, the turn for the thread."""
        data = asdict(replace(self, layout=Layout(), parts=(), turn=None))
        del data["layout"], data["parts"], data["turn"]
        return json.dumps(data, ensure_ascii=False)


@dataclass(slots=True)
class Draft:
    """An answer in the making: what a look-up found, before it is put into words around it."""

    status: AnswerStatus
    intent: str
    subjects: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    headline: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    guessed: bool = False  # whether the choices are the nearest names, and none that the question named
    examples: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
