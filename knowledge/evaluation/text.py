"""What evaluations say in words: the same on the terminal, in Slack and in answers."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.proposed_verdict import verdict_words
from knowledge.notation.when import Year
from knowledge.strategy.model import Entity, Kind
from knowledge.strategy.plan import Strategy
from knowledge.words.labels import Labels
from knowledge.words.messages import Messages


def evaluated_name(entity: Entity, strategy: Strategy, words: Messages) -> str:
    """What an evaluated entity is called: an indicator by its name, others by label and name."""
    return words.name(entity) if entity.kind in (Kind.INDICATOR, Kind.CITY) else Labels(strategy, words).titled(entity)


def fiscal(year: int, words: Messages) -> str:
    """A fiscal year."""
    return words.year(Year.fiscal(year))


def verdict_line(evaluation: Evaluation, strategy: Strategy, words: Messages) -> str:
    """The verdict with its meaning in the plan and why it was chosen; empty where there is none."""
    if evaluation.verdict is None:
        return ""
    meaning = next(
        (v.meaning for v in verdict_words(strategy, evaluation.target) if v.word == evaluation.verdict and v.meaning), None
    )
    shown = words.say("evaluation.verdict.meaning", verdict=evaluation.verdict, meaning=meaning) if meaning else evaluation.verdict
    message = "evaluation.verdict.reasoned" if evaluation.reason else "evaluation.verdict"
    return words.say(message, year=fiscal(evaluation.fiscal_year, words), verdict=shown, reason=evaluation.reason)


def section_line(section: Section, text: str, words: Messages) -> str:
    """A text of an evaluation behind its heading, in the words that were recorded."""
    return words.say("evaluation.section", title=words.heading(section), text=text)


def lines_beside_status(evaluation: Evaluation | None, strategy: Strategy, words: Messages) -> Iterator[str]:
    """The verdict with its reason, and the causes, each with its year: what stands beside a status and never in its place."""
    if evaluation is None:
        return
    yield from filter(None, [verdict_line(evaluation, strategy, words)])
    if evaluation.causes:
        title, year = words.heading(Section.CAUSES), fiscal(evaluation.fiscal_year, words)
        yield words.say("evaluation.section.dated", title=title, year=year, text=evaluation.causes)


def evaluation_lines(evaluation: Evaluation, strategy: Strategy, words: Messages) -> Iterator[str]:
    """All that an evaluation says, the verdict first."""
    yield from filter(None, [verdict_line(evaluation, strategy, words)])
    yield from (section_line(section, text, words) for section in Section if (text := evaluation.text(section)))
    if evaluation.source:
        yield words.say("evaluation.section", title=words.heading("source"), text=evaluation.source)
