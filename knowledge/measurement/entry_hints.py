"""What helps to type a figure of an indicator: its unit, the last figure with its year, an example, the year that is next."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.measurement.model import Measurement
from knowledge.measurement.value import example
from knowledge.strategy.model import Indicator
from knowledge.words.messages import Messages


@dataclass(frozen=True, slots=True)
class EntryHints:
    """What is known of an indicator before its next figure is typed; `latest` is the newest one after the baseline."""

    indicator: Indicator
    latest: Measurement | None
    this_year: int

    @property
    def example(self) -> str:
        """A value as this indicator takes it: the last one, else the document's baseline, else its target."""
        baseline = self.indicator.baseline
        if self.latest:
            return self.latest.wording
        return baseline.wording.ja if baseline.quantity else example(self.indicator)

    @property
    def next_year(self) -> int | None:
        """The year after the last figure's, or after the baseline's; None where that still lies ahead."""
        following = int(self.latest.year if self.latest else self.indicator.baseline.year) + 1
        return following if following <= self.this_year else None

    def figures(self, words: Messages) -> list[tuple[str, str]]:
        """Label and text of the unit, the last figure and the target."""
        target = self.indicator.target
        return [
            (words.heading("unit"), self._unit(words)),
            self._last(words),
            (words.heading("target"), words.dated(words.point(self.indicator, target), target.year)),
        ]

    def _unit(self, words: Messages) -> str:
        return self.indicator.unit.written or words.say("form.unit.none")

    def _last(self, words: Messages) -> tuple[str, str]:
        """The last figure; where nothing is recorded, the document's baseline under its own name."""
        if self.latest:
            return words.heading("latest"), words.dated(words.recorded(self.indicator, self.latest), self.latest.year)
        baseline = self.indicator.baseline
        return words.heading("baseline"), words.dated(words.point(self.indicator, baseline), baseline.year)
