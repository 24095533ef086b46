"""Evaluations: what staff say of a fiscal year of an indicator, measure, project, goal or the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from knowledge.strategy.model import Kind

EVALUATED = (Kind.CITY, Kind.GOAL, Kind.MEASURE, Kind.PROJECT, Kind.INDICATOR)  # the kinds that can be evaluated


class Section(StrEnum):
    """A text of an evaluation; the value is the name of its field."""

    ACTIVITIES = "activities"  # 取組状況
    CAUSES = "causes"  # 要因
    ISSUES = "issues"  # 課題
    NEXT_STEPS = "next_steps"  # 今後の方向性


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was recorded of one fiscal year of one entity.

    `target` is the entity's id, `verdict` a word of the plan's or of the evaluators', `reason` why it is another word than the
    figures propose. `author` and `recorded_at` are known once it is recorded; `author` is None where the person was forgotten.
    """

    target: str
    fiscal_year: int
    verdict: str | None = None
    activities: str = ""
    causes: str = ""
    issues: str = ""
    next_steps: str = ""
    reason: str = ""
    source: str = ""
    author: str | None = field(default=None, compare=False)
    recorded_at: datetime | None = field(default=None, compare=False)

    def text(self, section: Section) -> str:
        """The text of a section; empty where none was written."""
        return str(getattr(self, section.value))

    @property
    def content(self) -> Mapping[str, str]:
        """The fields that say something, in the order of the form, without what identifies the evaluation."""
        fields = ("verdict", "reason", *Section, "source")
        return {name: text for name in map(str, fields) if (text := getattr(self, name))}

    @property
    def is_empty(self) -> bool:
        """Whether it holds neither a verdict nor a text."""
        return not set(self.content) - {"reason", "source"}

    def over(self, before: Evaluation | None) -> Evaluation:
        """The same with what it leaves out taken from an earlier entry of its year."""
        texts: Mapping[str, Any] = {**before.content, **self.content} if before else {}
        return replace(self, **texts)

    def contradicts(self, before: Evaluation) -> bool:
        """Whether it changes or removes what an earlier entry said, and does not merely add to it."""
        return any(self.content.get(name) != text for name, text in before.content.items())
