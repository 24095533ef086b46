"""How a question is answered, by every surface: `Guide.ask(Question) -> Answer`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.answer.confidence import calibrated
from knowledge.answer.context import AnswerContext
from knowledge.answer.dispatch import look_up
from knowledge.answer.fallback import name_of
from knowledge.answer.mentions import mentioned
from knowledge.answer.model import Answer, AnswerStatus, Draft, Layout
from knowledge.answer.render import compose
from knowledge.answer.several import combined
from knowledge.answer.tasks import courtesy
from knowledge.evaluation.model import Section
from knowledge.evaluation.none_recorded import NO_EVALUATIONS
from knowledge.evaluation.ports import EvaluationReader
from knowledge.ports import DialogueTurn, MeasurementStore, RevisionStore
from knowledge.question.dialogue.follow_up import language_wanted, turn_after
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.frame import Frame
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.question.text.language import language_by_script
from knowledge.question.text.normalize import LIMIT
from knowledge.strategy.model import Entity, Kind, Language
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plans import Plans
from knowledge.words.messages import messages

MOST_QUESTIONS = 12  # of one message that are answered


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody typed, the thread that it stands in, and the language to use where the text has none.

    `choice` is the entity that was picked where the question was ambiguous, or of what was suggested.
    """

    text: str
    conversation: str | None = None
    language: Language | None = None
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """One question of a message: its query, what was found, how it was typed, and what its thread should remember."""

    query: Query
    draft: Draft
    typed: str
    turn: DialogueTurn


class Guide:
    """Answers questions about one strategy, and remembers nothing: `knowledge.dialogue` keeps what a thread spoke of."""

    def __init__(
        self,
        strategy: Strategy,
        measurements: MeasurementStore,
        revisions: RevisionStore,
        today: Callable[[], date],
        lexicon: Lexicon | None = None,
        evaluations: EvaluationReader = NO_EVALUATIONS,
    ) -> None:
        self.strategy = strategy
        self.measurements = measurements
        self.revisions = revisions
        self.evaluations = evaluations
        self.today = today
        self.calibrate: Callable[[float], float] = calibrated
        self.pipeline = Pipeline(strategy, lexicon or Lexicon.of(strategy))

    @property
    def default(self) -> Guide:
        """The guide of the plan that is meant where none is named."""
        return self

    @property
    def plans(self) -> Plans:
        """The plans that questions can be about."""
        return Plans((self.strategy,))

    def of(self, entity_id: str) -> Guide:  # noqa: ARG002 - there is one plan
        """The guide of the plan that an id belongs to."""
        return self

    def answer_context(self, language: Language) -> AnswerContext:
        """What answers in a language are written from, today."""
        words = messages(language)
        return AnswerContext(self.strategy, self.measurements, self.revisions, self.today(), words, self.evaluations)

    def ask(self, question: Question, turn: DialogueTurn | None = None) -> Answer:
        """The answer to a question that follows a turn: a function of both, of what is recorded, and of the day.

        `Answer.turn` is what its thread should remember in place of `turn`; None: nothing new.
        """
        before = question.language or (turn.language if turn else None)
        if len(question.text.strip()) > LIMIT:
            return self._refused(question, before or language_by_script(question.text[:LIMIT]), "unknown.too_long", LIMIT)
        language, frames = self.pipeline.questions(question.text, before)
        if language is None:
            return self._in_both(question)
        if len(frames) > MOST_QUESTIONS:
            return self._refused(question, language, "unknown.too_many", MOST_QUESTIONS)
        again = turn.query if turn and len(frames) == 1 else None
        wanted = language_wanted(frames[0])
        if again and wanted:
            return self._again(question, again, wanted, turn)
        context = self.answer_context(language)
        steps = self._steps(context, frames, turn, self.strategy.get(question.choice or ""))
        answers = [
            compose(context, step.draft, _repeatable(step), question.conversation, self.calibrate(step.query.confidence))
            for step in steps
        ]
        return replace(combined(context.words, answers), question=question.text, turn=steps[-1].turn)

    def _steps(
        self, context: AnswerContext, frames: Sequence[Frame], turn: DialogueTurn | None, choice: Entity | None
    ) -> list[_Step]:
        """What each question of a message asks and gets: the later ones follow the earlier as in a thread.

        A choice is put where a query is tied over it; where none is, all about it is asked for.
        """
        steps: list[_Step] = []
        picked = False
        for frame in frames:
            query = self.pipeline.read(frame, turn, self.today())
            if choice and query.tied and choice.id in query.subjects:
                query, picked = query.settled_on(choice.id), True
            steps.append(self._step(context, query, frame.typed, turn))
            turn = steps[-1].turn
        if len(steps) > 1 and turn:
            told = tuple(dict.fromkeys(subject for step in steps for subject in step.draft.subjects))
            steps[-1] = replace(steps[-1], turn=replace(turn, listed=told))  # the first, the second: of what was asked about
        return steps if picked or choice is None else [self._step(context, _about(choice), steps[0].typed, turn)]

    def _step(self, context: AnswerContext, query: Query, typed: str, turn: DialogueTurn | None) -> _Step:
        polite = turn is not None and query.intent is Intent.HELP and "help" not in query.asks
        draft = courtesy(context) if polite else look_up(context, query)
        return _Step(query, draft, typed, turn_after(turn, _turn(context.words.language, query, draft)))

    def _again(self, question: Question, query: Query, language: Language, turn: DialogueTurn | None) -> Answer:
        """The last answer of the thread in another language."""
        context = self.answer_context(language)
        answer = compose(context, look_up(context, query), question.text, question.conversation, self.calibrate(query.confidence))
        return replace(answer, turn=replace(turn, language=language) if turn else None)

    def about(self, entity_id: str, language: Language) -> Answer:
        """All about one entity; KeyError where there is none."""
        query = _about(self.strategy[entity_id])
        return self.look_up(query, language, name_of(self.answer_context(language), entity_id))

    def look_up(self, query: Query, language: Language, question: str = "") -> Answer:
        """What a query finds that nobody typed; `question` is how it is repeated before the answer."""
        context = self.answer_context(language)
        return compose(context, look_up(context, query), question, None, 1.0)

    def mentions_in(self, text: str, language: Language | None = None) -> Answer:
        """The indicators and goals that any text speaks of; in the reader's language, else in the text's."""
        found, spoken = self.pipeline.mentions_in(text)
        context = self.answer_context(language or found or Language.JAPANESE)
        draft = mentioned(context, spoken)
        draft.notes += [context.words.say("note.read_in_part", limit=LIMIT)] if len(text) > LIMIT else []
        return compose(context, draft, "", None, 1.0)

    def language_of(self, text: str) -> Language | None:
        """The language that a text would be answered in by itself; None where it is in neither."""
        return self.pipeline.questions(text)[0]

    def _refused(self, question: Question, language: Language, message: str, limit: int) -> Answer:
        """What is not read, because it is more than can be read at once."""
        context = self.answer_context(language)
        draft = Draft(AnswerStatus.NOT_FOUND, Intent.UNKNOWN, headline=[context.words.say(message, limit=limit)])
        return compose(context, draft, question.text, question.conversation, 0.0)

    def _in_both(self, question: Question) -> Answer:
        """A question in neither language gets the help in both, the asker's first."""
        query = Query(Intent.HELP)
        parts = []
        for language in sorted(Language, key=lambda language: language is not question.language):
            context = self.answer_context(language)
            parts.append(compose(context, look_up(context, query), question.text, question.conversation, 0.0))
        layout = Layout(
            headline=tuple(line for part in parts for line in part.layout.headline),
            examples=tuple(example for part in parts for example in part.layout.examples),
            tasks=tuple(task for part in parts for task in part.layout.tasks),
        )
        return replace(parts[0], text="\n\n".join(part.text for part in parts), layout=layout)


def _repeatable(step: _Step) -> str:
    """A question as it may be repeated before its answer: nothing of one that claims a figure, which would look like ours."""
    return "" if step.query.quantities else step.typed


def _about(entity: Entity) -> Query:
    intent = Intent.OVERVIEW if entity.kind is Kind.INDICATOR else Intent.PASSAGE
    return Query(intent, subjects=(entity.id,))


def _years(draft: Draft) -> tuple[int, ...]:
    """The years of the evaluations that an answer tells, else of the recorded figures, in its order."""
    evaluated = tuple(dict.fromkeys(fact.year for fact in draft.facts if fact.field in tuple(Section) and fact.year))
    return evaluated or tuple(fact.year for fact in draft.facts if fact.field in ("latest", "measured") and fact.year)


def _mentions_in(query: Query, draft: Draft) -> bool:
    """Whether the subjects are what was asked about; without an answer they may be mere suggestions."""
    known = draft.status is AnswerStatus.NOT_FOUND and query.intent is not Intent.UNKNOWN and not query.tied
    refused = draft.status is AnswerStatus.NOT_FOUND and bool(query.unclaimed) and not (query.tied or query.topical)
    return draft.status is AnswerStatus.ANSWERED or known or refused


def _turn(language: Language, query: Query, draft: Draft) -> DialogueTurn:
    counted = [row.entity for row in draft.rows] if query.intent is Intent.COUNT else []
    listed = draft.subjects if len(draft.subjects) > 1 or draft.choices else counted
    return DialogueTurn(
        language=language,
        intent=query.intent,
        subjects=tuple(draft.subjects if _mentions_in(query, draft) else (missing.owner for missing in query.missing[:1])),
        fields=tuple(field for field in query.select if field != "goal"),
        listed=tuple(listed),
        groups=tuple(query.kinds) if query.intent in (Intent.MEMBERS, Intent.COUNT) else (),
        years=query.years or _years(draft),
        query=replace(query, unknown=(), unclaimed=(), requested=(), topics=()),
    )
