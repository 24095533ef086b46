"""A rehearsal of a strategy file: each indicator is asked about in usual wordings, before anybody does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.intent import Intent
from knowledge.question.text.characters import signs
from knowledge.strategy.model import Indicator, Language
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.everyday import siblings
from knowledge.words.messages import messages

WORDINGS = ("target", "latest", "status", "baseline", "year", "now", "achievement", "trend", "gap", "bare")
_MOST = 4  # indicators that one can be mixed up with; a question that any could be meant by is not understood


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One question about an indicator and which ones were understood: none, others, or several."""

    indicator: Indicator
    question: str
    understood: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the indicator alone was understood."""
        return self.understood == (self.indicator.id,)


def rehearse(strategy: Strategy, today: date) -> Iterator[Rehearsal]:
    """Every indicator in ten wordings, in each language in which it has a name."""
    pipeline = Pipeline(strategy, Lexicon.of(strategy))
    for indicator in strategy.indicators:
        for question in _questions(indicator):
            yield Rehearsal(indicator, question, _understood(pipeline, question, today))


def confused(strategy: Strategy, rehearsed: Sequence[Rehearsal]) -> list[tuple[Indicator, Indicator]]:
    """The pairs of indicators of which one was understood for the other; to be asked back for what brackets tell apart is fine."""
    pairs: dict[frozenset[str], tuple[Indicator, Indicator]] = {}
    for each in rehearsed:
        near = {sibling.id for sibling in siblings(strategy, each.indicator)}
        for other in each.understood:
            if other != each.indicator.id and not (other in near and each.indicator.id in each.understood):
                pair = (each.indicator, strategy.indicator(other))
                pairs.setdefault(frozenset((each.indicator.id, other)), pair)
    return list(pairs.values())


def _questions(indicator: Indicator) -> Iterator[str]:
    """The wordings, the name in turn as it is, without its linking particles, and in kana."""
    particle = signs().link
    names = dict.fromkeys((indicator.name.ja, indicator.name.ja.replace(particle, ""), *indicator.terms.kana[:1]))
    yield from _filled(Language.JAPANESE, list(names))
    if indicator.name.en != indicator.name.ja:
        yield from _filled(Language.ENGLISH, [indicator.name.en])


def _filled(language: Language, names: Sequence[str]) -> Iterator[str]:
    words = messages(language)
    for number, wording in enumerate(WORDINGS):
        yield words.say(f"coach.ask.{wording}", name=names[number % len(names)])


def _understood(pipeline: Pipeline, question: str, today: date) -> tuple[str, ...]:
    """The indicators that a question is understood to be about."""
    _, frames = pipeline.questions(question)
    queries = [pipeline.read(frame, None, today) for frame in frames]
    subjects = (subject for query in queries if query.intent is not Intent.UNKNOWN for subject in query.subjects)
    known = pipeline.strategy
    found = tuple(dict.fromkeys(subject for subject in subjects if isinstance(known.get(subject), Indicator)))
    return found if len(found) <= _MOST else ()
