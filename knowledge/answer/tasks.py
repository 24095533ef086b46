"""What can be done with the bot: tasks, each with questions to ask or commands to type, made from the strategy's own names."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answer.context import AnswerContext
from knowledge.answer.model import AnswerStatus, Draft, Task
from knowledge.progress.rules import Status
from knowledge.question.query.intent import Intent
from knowledge.question.query.model import Query
from knowledge.strategy.model import Indicator, Kind


def help_(context: AnswerContext, query: Query) -> Draft:
    """What can be asked and done."""
    del query
    draft = Draft(AnswerStatus.HELP, Intent.HELP)
    draft.headline.append(context.words.say("help.what", document=context.words.name(context.strategy.whole)))
    draft.tasks = list(tasks(context))
    draft.examples = [example for task in draft.tasks for example in task.examples]
    return draft


def courtesy(context: AnswerContext) -> Draft:
    """The short word that thanks or a nod in a thread get."""
    return Draft(AnswerStatus.HELP, Intent.HELP, headline=[context.words.say("help.courtesy")])


def tasks(context: AnswerContext) -> Iterator[Task]:
    """The tasks in the order in which newcomers meet them; none where the plan has no indicator."""
    indicators = _by_need(context)
    if not indicators:
        return
    first, second, third = (context.words.short(indicators[n % len(indicators)]) for n in range(3))
    goal = next((each.number for each in context.strategy.of_kind(Kind.GOAL) if not each.national), None)
    asked = context.words.say
    yield _task(context, "figures", asked("example.target", name=first), asked("example.latest", name=second))
    yield _task(context, "status", asked("example.status", name=third), asked("example.list"))
    yield _task(context, "compare", asked("example.trend", name=first), asked("example.compare", name=first, other=second))
    if goal:
        yield _task(context, "read", asked("example.measures", goal=goal))
    yield _task(context, "record", commands=[asked("help.command.record", name=first), asked("help.command.collection")])
    delivered = [asked("help.command.digest"), asked("help.command.subscribe"), asked("help.command.follow", name=first)]
    yield _task(context, "deliver", commands=delivered)
    yield _task(context, "more", commands=[asked("help.command.list"), asked("help.command.language")])


def _task(context: AnswerContext, name: str, *examples: str, commands: list[str] | None = None) -> Task:
    return Task(context.words.say(f"help.task.{name}"), tuple(dict.fromkeys(examples)), tuple(commands or ()))


def _by_need(context: AnswerContext) -> list[Indicator]:
    """The indicators, those that are behind first: what newcomers are shown is what is asked about now."""
    indicators = list(context.strategy.indicators)
    return sorted(indicators, key=lambda each: context.standing(each).status is not Status.BEHIND)
