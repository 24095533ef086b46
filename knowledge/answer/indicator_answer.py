"""One indicator's part of an answer in the making: sentences, facts, details and notes, with what they are written from."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answer.comparison import status_shown
from knowledge.answer.facts import FactWriter
from knowledge.answer.model import Fact, Figure
from knowledge.notation.quantity import Quantity
from knowledge.ports import TargetRevision
from knowledge.progress.rules import Shape, Status, expected, shape
from knowledge.progress.standing import Standing
from knowledge.question.query.model import Query
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages

_SURROUNDINGS = ("target", "baseline", "latest", "status")
_SHOWN_ORDER = ("latest", "target", "baseline", "status")
_PROGRESS = frozenset({"status", "achievement", "gap", "required_pace", "expected"})


class IndicatorAnswer:
    """Collects what is said of one indicator. `found` turns False where a field has no answer."""

    def __init__(
        self,
        standing: Standing,
        strategy: Strategy,
        words: Messages,
        query: Query,
        revisions: Sequence[TargetRevision] = (),
    ) -> None:
        self.standing = standing
        self.indicator = standing.indicator
        self.strategy = strategy
        self.words = words
        self.query = query
        self.revisions = revisions
        self.write = FactWriter(standing, words)
        self.facts: list[Fact] = []
        self.headline: list[str] = []
        self.notes: list[str] = []
        self.charted = False
        self.judged = False  # whether a verdict is the answer, so that its rule belongs beside it
        self.told_overdue = False
        self.found = True

    def say(self, message_id: str, **values: object) -> None:
        """Add a sentence about the indicator to the headline."""
        text = self.words.say(message_id, name=self.words.name(self.indicator), **values)
        self.headline.append(self.words.unnested(text) if self.query.era else text)

    def add(self, fact: Fact) -> Fact:
        """Add a fact, once."""
        if fact not in self.facts:
            self.facts.append(fact)
        return fact

    def year(self, year: int | None) -> str:
        """A year as the document and the question write years; None is one that the document does not tell."""
        return self.words.year(None if year is None else self.indicator.dated(year), era=self.query.era)

    @property
    def recent(self) -> dict[int, Quantity]:
        """The values by year: of the years that the question spans or of its last so many, else all."""
        values, years, last = self.standing.values, self.query.span, self.query.last_years
        if last and values:
            years = tuple(range(max(values) - last + 1, max(values) + 1))
        return {year: quantity for year, quantity in values.items() if not years or year in years}

    def told(self, *fields: str) -> bool:
        """Whether a fact of one of those fields is told already."""
        return any(fact.field in fields for fact in self.facts)

    def figures(self) -> list[Figure]:
        """The figures that were not asked for but belong beside the answer; their facts are added."""
        found: dict[str, Figure] = {}
        for field in _SURROUNDINGS:
            fact = None if self.told(field) else self._surrounding(field)
            if fact and fact not in self.facts:
                self.add(fact)
                found[field] = Figure(self.words.heading(fact.field), self._valued(fact))
        return [found[field] for field in _SHOWN_ORDER if field in found]

    def _valued(self, fact: Fact) -> str:
        """A fact's wording, with its year; a status is known by its sign too."""
        if fact.field == "status":
            shown = status_shown(self.standing, self.words)
            return self.words.say("status.as_of", status=shown, year=self._plain(fact.year)) if fact.year else shown
        if fact.year is None:
            return self.words.dated(fact.text, None)
        return self.words.say("cell.value", value=fact.text, year=self._plain(fact.year))

    def _plain(self, year: int) -> str:
        """A year without its era, which the sentence above tells once."""
        return self.words.year(self.indicator.dated(year))

    def _surrounding(self, field: str) -> Fact | None:
        writers = {
            "target": self.write.target,
            "baseline": self.write.baseline,
            "latest": self.write.latest,
            "status": self.write.status,
        }
        return writers[field]()

    def note(self) -> None:
        """Add what must be known beside the figures: a floor, a past target year, a revised target."""
        odd = self.indicator.below_baseline and shape(self.indicator) is Shape.FLOOR
        if odd and self.told("target", "baseline", "gap", "status", "latest", "achievement"):
            self.notes.append(self.words.say("note.below_baseline"))
        if self.standing.overdue and self.told(*_PROGRESS) and not self.told_overdue:
            latest, due = self.standing.latest, self.indicator.target.year
            missing = "" if latest and latest.year >= due else ".missing"
            self.notes.append(self.words.say(f"note.overdue{missing}", year=self.year(due)))
        if self.standing.earlier and self.standing.latest and self.told(*_PROGRESS):
            self.notes.append(self.words.say("note.superseded", year=self.year(self.standing.latest.year)))
        if self.standing.missing_years and self.told("latest", *_PROGRESS):
            years = self.words.joined(self.year(year) for year in self.standing.missing_years)
            self.notes.append(self.words.say("note.missing_years", years=years))
        for revision in self.revisions:
            if self.told(revision.field, *_PROGRESS):
                before = self.words.point(self.indicator, revision.before)
                day = self.words.day(revision.revised_on)
                year = self.year(revision.before.year)
                self.notes.append(self.words.say(f"note.revised.{revision.field}", before=before, year=year, day=day))

    def rule(self) -> str | None:
        """The rule by which the status was judged, with its figures."""
        standing = self.standing
        if standing.status in (Status.NO_DATA, Status.NOT_COMPUTABLE) or standing.latest is None:
            return None
        form = shape(self.indicator)
        if form is not Shape.LINE:
            return self.words.say(f"rule.{form}", target=self.words.level(self.indicator, self.indicator.target))
        if standing.status is Status.ACHIEVED:
            return self.words.say("rule.reached", target=self.words.level(self.indicator, self.indicator.target))
        line = expected(self.indicator, standing.latest.year)
        if line is None:
            return None
        rough = any(point.quantity.approximate for point in (self.indicator.baseline, self.indicator.target) if point.quantity)
        value = self.words.rounded(self.indicator, line)
        shown = self.words.amount(self.indicator, value, more_places=1, approximate=rough or value != line)
        rule = "rule.line.interim" if self.indicator.interim else "rule.line"
        return self.words.say(rule, year=self.year(standing.latest.year), expected=shown)
