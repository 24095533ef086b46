"""The only door for a question: `Guide.ask(Question) -> Answer`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from knowledge.answer.confidence import calibrated
from knowledge.answer.context import AnswerContext
from knowledge.answer.dispatch import look_up
from knowledge.answer.fallback import name_of
from knowledge.answer.mentions import mentioned
from knowledge.answer.model import Answer, AnswerStatus, Draft, Layout
from knowledge.answer.render import compose
from knowledge.ports import DialogueTurn, MeasurementStore, RevisionStore
from knowledge.question.dialogue.merge import Context, turn_after
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Entity, Kind, Language, Strategy
from knowledge.words.messages import messages


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed, the thread that it stands in, and the language to use where the text has none.

    `choice` is the entity that was picked where the question was ambiguous, or of what was suggested.
    """

    text: str
    conversation: str | None = None
    language: Language | None = None
    choice: str | None = None


class Guide:
    """Answers questions about one strategy, and remembers nothing: `knowledge.dialogue` keeps what a thread spoke of."""

    def __init__(
        self,
        strategy: Strategy,
        measurements: MeasurementStore,
        revisions: RevisionStore,
        today: Callable[[], date],
        lexicon: Lexicon | None = None,
    ) -> None:
        self.strategy = strategy
        self.measurements = measurements
        self.revisions = revisions
        self.today = today
        self.calibrate: Callable[[float], float] = calibrated
        self.pipeline = Pipeline(strategy, lexicon or Lexicon.of(strategy))

    def desk(self, language: Language) -> AnswerContext:
        """What answers in a language are written from, today."""
        return AnswerContext(self.strategy, self.measurements, self.revisions, self.today(), messages(language))

    def ask(self, question: Question, turn: DialogueTurn | None = None) -> Answer:
        """The answer to a question that follows a turn: a function of both, of what is recorded, and of the day.

        `Answer.turn` is what its thread should remember in place of `turn`; None: nothing new.
        """
        before = question.language or (turn.language if turn else None)
        context = Context(self.strategy, turn) if turn else None
        language, queries = self.pipeline.read(question.text, context, self.today(), before)
        if language is None:
            return self._in_both(question)
        choice = self.strategy.get(question.choice or "")
        if choice:
            queries = _settled(queries, choice)
        desk = self.desk(language)
        drafts = [look_up(desk, query) for query in queries]
        draft = _merged(drafts)
        confidence = self.calibrate(min((query.confidence for query in queries), default=0.0))
        answer = compose(desk, draft, question.text, question.conversation, confidence)
        return replace(answer, turn=turn_after(turn, _turn(language, queries[-1], drafts[-1])))

    def about(self, entity_id: str, language: Language) -> Answer:
        """All about one entity; KeyError where there is none."""
        entity = self.strategy[entity_id]
        desk = self.desk(language)
        return compose(desk, look_up(desk, _about(entity)), name_of(desk, entity_id), None, 1.0)

    def spoken_of(self, text: str, language: Language | None = None) -> Answer:
        """The indicators and goals that any text speaks of; in the reader's language, else in the text's."""
        found, spoken = self.pipeline.spoken_of(text)
        desk = self.desk(language or found or Language.JAPANESE)
        return compose(desk, mentioned(desk, spoken), "", None, 1.0)

    def language_of(self, text: str) -> Language | None:
        """The language that a text would be answered in by itself; None where it is in neither."""
        return self.pipeline.read(text, None, self.today())[0]

    def _in_both(self, question: Question) -> Answer:
        """A question in neither language gets the help in both, the asker's first."""
        query = Query(Intent.HELP)
        parts = []
        for language in sorted(Language, key=lambda language: language is not question.language):
            desk = self.desk(language)
            parts.append(compose(desk, look_up(desk, query), question.text, question.conversation, 0.0))
        layout = Layout(
            headline=tuple(line for part in parts for line in part.layout.headline),
            examples=tuple(example for part in parts for example in part.layout.examples),
        )
        return replace(parts[0], text="\n\n".join(part.text for part in parts), layout=layout)


def _about(entity: Entity) -> Query:
    intent = Intent.OVERVIEW if entity.kind is Kind.INDICATOR else Intent.PASSAGE
    return Query(intent, subjects=(entity.id,))


def _settled(queries: list[Query], choice: Entity) -> list[Query]:
    """The queries with the choice put where they were tied over it; all about the choice where none was."""
    tied = [query.tied and choice.id in query.subjects for query in queries]
    if not any(tied):
        return [_about(choice)]
    return [query.settled_on(choice.id) if open_ else query for query, open_ in zip(queries, tied, strict=True)]


def _merged(drafts: list[Draft]) -> Draft:
    """Several questions in one message get one answer, in their order."""
    if len(drafts) == 1:
        return drafts[0]
    answered = any(draft.status is AnswerStatus.ANSWERED for draft in drafts)
    merged = Draft(AnswerStatus.ANSWERED if answered else drafts[0].status, drafts[0].intent)
    for draft in drafts:
        merged.subjects += [s for s in draft.subjects if s not in merged.subjects]
        merged.facts += draft.facts
        merged.headline += draft.headline
        merged.notes += [note for note in draft.notes if note not in merged.notes]
        merged.rows += draft.rows
        merged.columns = merged.columns or draft.columns
        merged.choices += draft.choices
        merged.sources += draft.sources
        merged.charts += draft.charts
    return merged


def _years(draft: Draft) -> tuple[int, ...]:
    """The years of the recorded figures that an answer told, in its order."""
    return tuple(fact.year for fact in draft.facts if fact.field in ("latest", "measured") and fact.year)


def _spoken_of(query: Query, draft: Draft) -> bool:
    """Whether the subjects are what was asked about; without an answer they may be mere suggestions."""
    known = draft.status is AnswerStatus.NOT_FOUND and query.intent is not Intent.UNKNOWN and not query.tied
    return draft.status is AnswerStatus.ANSWERED or known


def _turn(language: Language, query: Query, draft: Draft) -> DialogueTurn:
    counted = [row.entity for row in draft.rows] if query.intent is Intent.COUNT else []
    listed = draft.subjects if len(draft.subjects) > 1 or draft.choices else counted
    return DialogueTurn(
        language=language,
        intent=query.intent,
        subjects=tuple(draft.subjects if _spoken_of(query, draft) else (missing.owner for missing in query.missing[:1])),
        fields=tuple(field for field in query.select if field != "goal"),
        listed=tuple(listed),
        groups=tuple(query.kinds) if query.intent in (Intent.MEMBERS, Intent.COUNT) else (),
        years=query.years or _years(draft),
    )
