"""The guide over several plans of one municipality: picks the plan that a question is about, and says which it was.

A question that names a plan gets that one; else one in a thread gets the thread's plan, and any other the default one. Where
another plan understands more of it (it alone has the name), that one answers. A name that several have is answered by the plan
that was picked, which then is said, with what the others have of that name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.answer.context import AnswerContext
from knowledge.answer.model import Answer, AnswerStatus, Draft, Row
from knowledge.answer.render import compose
from knowledge.answer.several import combined
from knowledge.guide import MOST_QUESTIONS, Guide, Question
from knowledge.ports import DialogueTurn
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.question.text.normalize import LIMIT
from knowledge.side_by_side.attempt import LEAD, Attempt, asks_of_another, best_of, says_something
from knowledge.side_by_side.plan_label import labelled, plan_name, with_others
from knowledge.side_by_side.turn_in_plan import key_of_turn, turn_in
from knowledge.strategy.model import Kind, Language
from knowledge.strategy.plan_key import key_of
from knowledge.strategy.plan_names import PlanMention, PlanNames, asks_for_plans, readable, renamed, without
from knowledge.strategy.plans import Plans
from knowledge.words.messages import messages


class Guides(Guide):
    """Answers questions about several plans; what is about none in particular is the default plan's, the first one's."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        default = guides[0]
        self._plans = Plans(tuple(guide.strategy for guide in guides))
        self._guides = {guide.strategy.key: guide for guide in guides}
        self._names = PlanNames(self._plans)
        self._default = default
        self.strategy = self._plans.together
        self.measurements, self.revisions, self.evaluations = default.measurements, default.revisions, default.evaluations
        self.today, self.calibrate, self.pipeline = default.today, default.calibrate, default.pipeline

    @property
    def default(self) -> Guide:
        """The guide of the plan that is meant where none is named."""
        return self._default

    @property
    def plans(self) -> Plans:
        """The plans that questions can be about, the default one first."""
        return self._plans

    def of(self, entity_id: str) -> Guide:
        """The guide of the plan that an id belongs to; the default plan's where that plan is not served."""
        return self._guides.get(key_of(entity_id), self.default)

    def answer_context(self, language: Language) -> AnswerContext:
        """What answers about any of the plans are written from."""
        return replace(self.default.answer_context(language), strategy=self.strategy)

    def about(self, entity_id: str, language: Language) -> Answer:
        """All about one entity of any plan; KeyError where there is none."""
        guide = self.of(entity_id)
        return self._labelled(guide.about(entity_id, language), guide)

    def look_up(self, query: Query, language: Language, question: str = "") -> Answer:
        """What a query finds in the plan of its subjects, else in the default one."""
        ids = (*query.subjects, *query.owners)
        guide = self.of(ids[0]) if ids else self.default
        return self._labelled(guide.look_up(query, language, question), guide)

    def mentions_in(self, text: str, language: Language | None = None) -> Answer:
        """What a text speaks of in the plan that it names, else in the default one, else in the first that has any of it."""
        mentions = self._names.found(readable(text[:LIMIT]))
        named = [self._first_of(mention.keys) for mention in mentions[:1]]
        tried = [(guide, guide.mentions_in(text, language)) for guide in dict.fromkeys((*named, *self._guides.values()))]
        found = [(guide, answer) for guide, answer in tried if answer.subjects] or tried[:1]
        (guide, answer), *others = found
        if not named and not others and guide is self.default:
            return answer
        words = messages(answer.language)
        rest = [(each.answer_context(answer.language), other) for each, other in others if not named]
        return with_others(self._labelled(answer, guide), rest, words)

    def ask(self, question: Question, turn: DialogueTurn | None = None) -> Answer:
        """The answer of the plan that a question is about, which is said where it could be another's."""
        if len(question.text.strip()) > LIMIT:
            return self.default.ask(question, turn)  # which refuses it
        if question.choice:
            return self._chosen(question, question.choice, turn)
        text = readable(question.text)
        mentions = self._names.found(text)
        if mentions:
            return self._named(question, text, mentions, turn)
        return self._unnamed(question, turn)

    # a question that names plans

    def _named(self, question: Question, text: str, mentions: Sequence[PlanMention], turn: DialogueTurn | None) -> Answer:
        """The answer of the plans that are named: of one, or of each where each mention names another."""
        meant = [self._first_of(mention.keys) for mention in mentions]
        named = list({guide.strategy.key: guide for guide in meant}.values())
        bare = replace(question, text=without(text, mentions))
        if len(named) > 1:
            return self._of_each(question, bare, named, turn)
        attempt = self._in_plan(named[0], question, bare, turn)
        rivals = [self._guides[key] for mention in mentions for key in mention.keys] if len(mentions) == 1 else []
        others = self._also(attempt, [g for g in rivals if g is not attempt.guide] or self._lacking(attempt), bare, turn)
        return self._told(question, attempt, others)

    def _first_of(self, keys: Sequence[str]) -> Guide:
        return self.default if self.default.strategy.key in keys else self._guides[keys[0]]

    def _lacking(self, attempt: Attempt) -> list[Guide]:
        """The plans to say that they have what the named one has not."""
        return [] if attempt.answered or attempt.names else self._others(attempt.guide)

    def _in_plan(self, guide: Guide, question: Question, bare: Question, turn: DialogueTurn | None) -> Attempt:
        """One plan's answer to a question that names it: to what is left of it, or to the question about the plan itself."""
        moved = self._moved(turn, guide)
        _, frames = guide.pipeline.questions(bare.text, moved.language if moved else None)
        if moved and moved.query and not any(map(says_something, frames)):
            answer = guide.look_up(moved.query, guide.language_of(question.text) or moved.language)
            return Attempt(guide, question, moved, 0.0, names=True, made=replace(answer, turn=moved))
        left = Attempt.of(guide, bare, moved)
        if left.answered or left.names:
            return left
        text = readable(question.text)
        name = guide.strategy.whole.name.in_(left.answer.language)
        itself = Attempt.of(guide, replace(question, text=renamed(text, self._names.found(text), name)), moved)
        return itself if itself.answered and not any(map(asks_of_another, frames)) else left

    def _moved(self, turn: DialogueTurn | None, guide: Guide) -> DialogueTurn | None:
        """A thread's last turn as the plan would have it."""
        key = key_of_turn(turn)
        if turn is None or key is None or key == guide.strategy.key:
            return turn
        before = self._guides.get(key)
        return turn_in(turn, before.strategy, guide.strategy) if before else None

    def _of_each(self, question: Question, bare: Question, named: Sequence[Guide], turn: DialogueTurn | None) -> Answer:
        """The answers of several plans to the same question, one after the other."""
        attempts = [self._in_plan(guide, question, bare, turn) for guide in named]
        told = [self._labelled(attempt.answer, attempt.guide) for attempt in attempts]
        answered = [answer for answer in told if answer.status is AnswerStatus.ANSWERED] or told
        return replace(
            answered[0],
            question=question.text,
            conversation=question.conversation,
            subjects=tuple(dict.fromkeys(subject for answer in answered for subject in answer.subjects)),
            facts=tuple(fact for answer in answered for fact in answer.facts),
            sources=tuple(dict.fromkeys(source for answer in answered for source in answer.sources)),
            text="\n\n".join(answer.text for answer in told),
            confidence=min(answer.confidence for answer in answered),
            parts=tuple(told),
        )

    # a question that names none

    def _unnamed(self, question: Question, turn: DialogueTurn | None) -> Answer:
        key = key_of_turn(turn)
        first = self.default if key is None else self._guides.get(key, self.default)
        attempts = [Attempt.of(first, question, turn), *(Attempt.of(guide, question, None) for guide in self._others(first))]
        best = best_of(attempts)
        if asks_for_plans(question.text) and not (best.names or best.answered):
            return replace(self._listed(best.answer.language), question=question.text, conversation=question.conversation)
        if best.cost > LEAD and (typed := _several(first, question)):
            return self._one_by_one(question, typed, turn)
        others = [each for each in attempts if each is not best and each.has_it_too(best, follows=turn is not None)]
        return self._told(question, best, others, labelled=self._could_be_anothers(best, attempts))

    def _one_by_one(self, question: Question, typed: Sequence[str], turn: DialogueTurn | None) -> Answer:
        """The answers to several questions of a message that no plan understands all of, each of its own plan."""
        answers = []
        for each in typed:
            answers.append(self.ask(replace(question, text=each), turn))
            turn = answers[-1].turn or turn
        words = messages(answers[0].language)
        return replace(combined(words, answers), question=question.text, turn=turn)

    def _chosen(self, question: Question, choice: str, turn: DialogueTurn | None) -> Answer:
        """The answer of a choice's plan: to the question, where that is what it is about, else all about the choice."""
        guide = self.of(choice)
        if choice not in guide.strategy:  # its plan is served no more
            return self.ask(replace(question, choice=None), turn)
        moved = self._moved(turn, guide)
        bare = replace(question, text=without(readable(question.text), self._names.found(readable(question.text))), choice=None)
        asked = guide.ask(bare, moved)
        whole = guide.strategy[choice].kind is Kind.CITY
        if asked.status is not AnswerStatus.ANSWERED or not (whole or asked.subjects == (choice,)):
            asked = guide.ask(replace(bare, choice=choice), moved)
        return self._labelled(replace(asked, question=question.text), guide)

    # what is said

    def _also(self, attempt: Attempt, guides: Iterable[Guide], question: Question, turn: DialogueTurn | None) -> list[Attempt]:
        """What other plans have of what was asked."""
        tried = [Attempt.of(guide, question, self._moved(turn, guide)) for guide in guides]
        return [each for each in tried if each.names and each.knows_as_well(attempt) and each.answered]

    def _could_be_anothers(self, best: Attempt, attempts: Sequence[Attempt]) -> bool:
        """Whether it has to be said of which plan an answer is: another one knows the name too, or none is named."""
        if best.guide is not self.default or not best.names:
            return best.guide is not self.default or best.answer.status is not AnswerStatus.NOT_FOUND
        return any(each.names and each.knows_as_well(best) for each in attempts if each is not best)

    def _told(self, question: Question, attempt: Attempt, others: Sequence[Attempt], *, labelled: bool = True) -> Answer:
        answer = replace(attempt.answer, question=question.text)
        if answer.status is AnswerStatus.HELP:
            return self._help(answer)
        if labelled or others:
            answer = self._labelled(answer, attempt.guide)
        words = messages(answer.language)
        contexts = [(each.guide.answer_context(answer.language), each.answer) for each in others]
        return with_others(answer, contexts, words) if others else answer

    def _labelled(self, answer: Answer, guide: Guide) -> Answer:
        words = messages(answer.language)
        return labelled(answer, plan_name(guide.strategy, words), words)

    def _listed(self, language: Language) -> Answer:
        """The plans, each with how many indicators it has."""
        context = self.answer_context(language)
        words, draft = context.words, Draft(AnswerStatus.ANSWERED, Intent.LISTING)
        draft.subjects = [plan.root for plan in self._plans]
        draft.headline = [words.count("side_by_side.list", len(draft.subjects))]
        draft.rows = [
            Row(plan.root, plan_name(plan, words), (words.count("side_by_side.indicators", len(plan.indicators)),))
            for plan in self._plans
        ]
        return compose(context, draft, "", None, 1.0)

    def _help(self, answer: Answer) -> Answer:
        """What can be asked, with the further plans that it can be asked of."""
        words = messages(answer.language)
        line = words.say("side_by_side.help", plans=words.joined(plan_name(each, words) for each in self._plans))
        layout = replace(answer.layout, notes=(*answer.layout.notes, line))
        return replace(answer, text="\n".join((answer.text, words.say("note", text=line))), layout=layout)

    def _others(self, guide: Guide) -> list[Guide]:
        return [each for each in self._guides.values() if each is not guide]


def _several(guide: Guide, question: Question) -> list[str]:
    """The questions of a message, as they were typed; none where it is one, or more than are answered."""
    _, frames = guide.pipeline.questions(question.text)
    typed = [frame.typed for frame in frames]
    parts = all(0 < len(each) < len(question.text) for each in typed)
    return typed if parts and 1 < len(typed) <= MOST_QUESTIONS else []
