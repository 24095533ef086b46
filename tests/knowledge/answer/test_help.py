"""Help: tasks made from the plan's own names, whose questions are answered and whose commands are understood."""

from __future__ import annotations

import pytest

from knowledge.answer.model import Answer, AnswerStatus
from knowledge.guide import Guide, Question
from knowledge.progress.rules import Status
from knowledge.strategy.model import Language
from knowledge.subcommands import parse_subcommand

HELP = {Language.JAPANESE: "使い方", Language.ENGLISH: "help"}


def helped(guide: Guide, language: Language) -> Answer:
    """The help in a language."""
    answer = guide.ask(Question(HELP[language]))
    assert (answer.status, answer.language) == (AnswerStatus.HELP, language)
    return answer


@pytest.mark.parametrize("language", Language)
def test_every_question_of_help_is_answered(guide: Guide, hanagawa: Guide, language: Language) -> None:
    for asked in (guide, hanagawa):
        examples = helped(asked, language).layout.examples
        assert len(examples) >= 6
        refused = [example for example in examples if asked.ask(Question(example)).status is not AnswerStatus.ANSWERED]
        assert refused == []


@pytest.mark.parametrize("language", Language)
def test_every_command_of_help_is_one(guide: Guide, language: Language) -> None:
    typed = [command for task in helped(guide, language).layout.tasks for command in task.commands]
    assert {parse_subcommand(each.removeprefix("/kpi ")).name for each in typed} == {
        "record", "collection", "digest", "subscribe", "follow", "list", "language",
    }  # fmt: skip
    assert all(each.startswith("/kpi ") for each in typed)


def test_the_questions_are_about_what_is_behind_now(guide: Guide) -> None:
    target = guide.ask(Question(helped(guide, Language.JAPANESE).layout.tasks[0].examples[0]))
    status = guide.ask(Question("遅れている指標は?"))
    assert target.subjects[0] in status.subjects
    assert {fact.value for fact in status.facts if fact.field == "status"} == {Status.BEHIND}
