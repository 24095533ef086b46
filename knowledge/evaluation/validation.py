"""From what somebody wrote about a fiscal year to an `Evaluation`, by the rules that form, terminal and table share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.errors import Fault
from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.names import EvaluatedNames
from knowledge.evaluation.proposed_verdict import proposed_verdict, verdict_words
from knowledge.measurement.validation import FIRST_YEAR, Entry
from knowledge.notation.planning import squeezed
from knowledge.notation.years import fiscal_year, read_year
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Entity, Indicator
from knowledge.strategy.plan import Strategy
from knowledge.table.text import has_control

LONGEST_TEXT = 1_000  # characters of each text
LONGEST_WORD = 20  # characters of a verdict, where the plan has no words of its own
FIELDS = ("target", "year", "verdict", "verdict_reason", *map(str, Section), "source")


class EvaluationEntryReader:
    """Reads entries about a strategy on a day; knows the names once for all of them.

    `standing_of` gives what the figures say of an indicator, from which the plan's own verdict is proposed.
    """

    def __init__(self, strategy: Strategy, standing_of: Callable[[Indicator], Standing], today: date) -> None:
        self.strategy = strategy
        self.standing_of = standing_of
        self.today = today
        self.names = EvaluatedNames(strategy)

    def read(self, entry: Entry, before: Callable[[str, int], Evaluation | None]) -> Evaluation | list[Fault]:
        """The evaluation that an entry makes of what was recorded `before` of its entity and year; or all that is wrong with it.

        What the entry leaves out stays as it was.
        """
        target, year = self.names.find(entry.get("target")), read_year(entry.get("year"))
        faults = [*self._of_target(entry, target), *self._of_year(entry, year), *_of_texts(entry)]
        if faults or target is None or year is None:
            return _located(faults, entry)
        return self.checked(self._evaluation(entry, target, year).over(before(target.id, year)), entry)

    def checked(self, made: Evaluation, entry: Entry) -> Evaluation | list[Fault]:
        """An evaluation as a whole, or what is wrong with its verdict; a reason for the proposed verdict is left out."""
        target = self.strategy[made.target]
        faults = [*self._of_verdict(made, target)]
        if made.is_empty:
            faults.append(Fault("empty", {"field": "verdict"}))
        agrees = made.verdict is None or made.verdict == self.proposed(target, made.fiscal_year)
        return _located(faults, entry) if faults else replace(made, reason="") if agrees else made

    def _evaluation(self, entry: Entry, target: Entity, year: int) -> Evaluation:
        texts: dict[str, Any] = {section.value: entry.get(section).replace("\r\n", "\n") for section in Section}
        given, words = entry.get("verdict"), [verdict.word for verdict in verdict_words(self.strategy, target.id)]
        verdict = next((word for word in words if squeezed(word) == squeezed(given)), given) or None
        reason, source = entry.get("verdict_reason"), entry.get("source")
        return Evaluation(target.id, year, verdict, reason=reason, source=source, **texts)

    def proposed(self, target: Entity, year: int) -> str | None:
        """The verdict that the figures propose; None where they propose none."""
        return proposed_verdict(self.standing_of(target), year) if isinstance(target, Indicator) else None

    def _of_target(self, entry: Entry, target: Entity | None) -> Iterator[Fault]:
        given = entry.get("target")
        if target is not None:
            return
        if not given:
            yield Fault("target.missing", {"field": "target"})
            return
        nearest = self.names.nearest(given)
        values: dict[str, object] = {"field": "target", "given": given}
        if nearest is None:
            yield Fault("target.none", values)
        else:
            yield Fault("target", {**values, "nearest": nearest.id, "name": nearest.name})

    def _of_year(self, entry: Entry, year: int | None) -> Iterator[Fault]:
        given: dict[str, object] = {"field": "year", "given": entry.get("year")}
        if year is None or year < FIRST_YEAR:
            yield Fault("year", given)
        elif year > fiscal_year(self.today):
            yield Fault("future", {**given, "this_year": fiscal_year(self.today)})

    def _of_verdict(self, made: Evaluation, target: Entity) -> Iterator[Fault]:
        words = [verdict.word for verdict in verdict_words(self.strategy, target.id)]
        proposed = self.proposed(target, made.fiscal_year)
        if made.verdict and words and made.verdict not in words:
            yield Fault("verdict", {"field": "verdict", "given": made.verdict, "known": tuple(words)})
        elif made.verdict and len(made.verdict) > LONGEST_WORD:
            yield Fault("verdict.long", {"field": "verdict", "limit": LONGEST_WORD})
        elif made.verdict and proposed and made.verdict != proposed and not made.reason:
            yield Fault("reason", {"field": "verdict_reason", "verdict": made.verdict, "other": proposed})


def _of_texts(entry: Entry) -> Iterator[Fault]:
    for name in FIELDS:
        text = entry.get(name)
        if has_control(text):
            yield Fault("control", {"field": name})
        elif len(text) > LONGEST_TEXT:
            yield Fault("long", {"field": name, "limit": LONGEST_TEXT})


def _located(faults: list[Fault], entry: Entry) -> list[Fault]:
    return [Fault(f"evaluation.fault.{each.message_id}", each.values, entry.line) for each in faults]
