"""A plan as the table that city halls have: the texts of its two sheets, so that a draft of them is the plan again.

The heads and keys are those that `planning_table` reads. A dash stands where the plan has nothing and a draft would else fill
something in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.notation.planning import planning
from knowledge.strategy.model import LEVELS, Entity, Indicator, Kind, RateRule, Verdict
from knowledge.strategy.plan import Strategy
from knowledge.strategy.planning_table import is_known_head
from knowledge.strategy.table_row import IndicatorCells

Figures = Mapping[str, Mapping[int, str]]  # what is recorded of each indicator, by year


@dataclass(frozen=True)
class TableSheets:
    """The sheets of one plan; `years` are those that get a column for their figures."""

    strategy: Strategy
    figures: Figures
    years: Sequence[int]

    @classmethod
    def of(cls, strategy: Strategy, figures: Figures, this_year: int) -> TableSheets:
        """A column for each recorded year and each of the plan's term that has begun; for this year where there are none."""
        term = strategy.plan.term
        begun = range(term.first, min(term.last, this_year) + 1) if term else ()
        years = {year for recorded in figures.values() for year in recorded} | set(begun)
        return cls(strategy, figures, sorted(years) or [this_year])

    @property
    def title(self) -> str:
        """What the sheet of the indicators is called."""
        title: str = planning()["written"]["sheet"]
        return title

    @property
    def workbook(self) -> dict[str, list[list[str]]]:
        """Both sheets by their titles, the indicators first."""
        return {self.title: self.indicators, planning()["plan"]["sheet"][0]: self.plan}

    @cached_property
    def plan(self) -> list[list[str]]:
        """The sheet 計画: a key and what it is, a row each."""
        rows = ((key, text) for key, text in self._of_plan() if text)
        return [[planning()["plan"]["key"][key][0], text] for key, text in rows]

    @cached_property
    def indicators(self) -> list[list[str]]:
        """The head, and a row for each indicator and for each level that has nothing below it."""
        return [self._head(), *(self._padded(row) for row in self._rows())]

    @property
    def figure_columns(self) -> range:
        """The columns of the years, from 1."""
        end = len(self._head()) - len(self._notes)
        return range(end - len(self.years) + 1, end + 1)

    def _of_plan(self) -> Iterator[tuple[str, str]]:
        strategy, plan = self.strategy, self.strategy.plan
        named = strategy.get(strategy.root)
        yield "document", strategy.document
        yield "municipality", strategy.city.ja
        yield "kana", "、".join(strategy.city_terms.kana)
        yield "english", named.name.en if named and named.name.en != named.name.ja else ""
        yield "period", plan.period or ""
        yield from (("vision", entity.name.ja) for entity in strategy.of_kind(Kind.VISION))
        yield from (("principle", entity.name.ja) for entity in strategy.of_kind(Kind.PRINCIPLE))
        yield "levels", "/".join(self._levels)
        yield "target_level", self._levels[LEVELS.index(plan.targets_on)] if plan.targets_on else ""
        yield "rule", str(plan.evaluation.rule) if plan.evaluation.rule is not RateRule.PROGRESS else ""
        yield "verdicts", "、".join(map(_verdict, plan.evaluation.verdicts))
        yield "source", plan.source or planning()["written"]["none"]

    @cached_property
    def _levels(self) -> list[str]:
        """What the plan calls its levels, usual words where it has no own ones: as many as it has."""
        if self.strategy.plan.levels:
            return [level.name.ja for level in self.strategy.plan.levels]
        deepest = max((n for n, kind in enumerate(LEVELS, start=1) if self._places(kind)), default=0)
        usual: list[str] = planning()["written"]["levels"]
        return usual[:deepest]

    def _places(self, kind: Kind) -> list[Entity]:
        return [entity for entity in self.strategy.of_kind(kind) if not entity.national]

    @cached_property
    def _cells(self) -> IndicatorCells:
        return IndicatorCells.of(self.strategy)

    @cached_property
    def _notes(self) -> dict[str, str]:
        """The heads of further columns by what the plan calls them; one that would be read as another column is changed."""
        heads = dict.fromkeys(head for indicator in self.strategy.indicators for head, _ in indicator.notes)
        known = {head: is_known_head(head, self._levels) for head in heads}
        return {head: planning()["written"]["note"].format(head=head) if known[head] else head for head in heads}

    def _head(self) -> list[str]:
        fiscal = any(indicator.fiscal for indicator in self.strategy.indicators)
        year = planning()["written"]["fiscal_year" if fiscal else "year"]
        return [*self._levels, *self._cells.heads, *(year.format(year=each) for each in self.years), *self._notes.values()]

    def _padded(self, row: Sequence[str]) -> list[str]:
        return [*row, *[""] * (len(self._head()) - len(row))]

    def _rows(self) -> Iterator[list[str]]:
        """All rows: an indicator's own place first, then, where that stands before it, each other place that lists it."""
        again = {place: list(self._listed_again(place)) for place in self._all_places}
        done: set[str] = set()
        for place in self._all_places:
            own = [entity for entity in self.strategy.children(place) if isinstance(entity, Indicator)]
            done |= {indicator.id for indicator in own}
            ready = [indicator for indicator in again[place] if indicator.id in done]
            again[place] = [indicator for indicator in again[place] if indicator.id not in done]
            yield from (self._row(indicator, place) for indicator in (*own, *ready))
            if place != self.strategy.root and not (own or ready or any(self.strategy.children(place, kind) for kind in LEVELS)):
                yield self._above(place)
        yield from (self._row(indicator, place) for place, rest in again.items() for indicator in rest)

    @cached_property
    def _all_places(self) -> list[str]:
        """The plan and all that stands on its levels, in document order."""
        return [self.strategy.root, *(e.id for e in self.strategy.entities if e.kind in LEVELS and not e.national)]

    def _listed_again(self, place: str) -> Iterator[Indicator]:
        """The indicators that are listed there too; not those that stand below it, which belong to it anyhow."""
        for indicator in self.strategy.indicators:
            home = indicator.parent or self.strategy.root
            if place in indicator.also_under and place != self.strategy.root and not f"{home}.".startswith(f"{place}."):
                yield indicator

    def _row(self, indicator: Indicator, place: str) -> list[str]:
        recorded, notes = self.figures.get(indicator.id, {}), dict(indicator.notes)
        if place != (indicator.parent or self.strategy.root):
            recorded = {}
        cells = self._cells.row(indicator)
        figures = (self._cells.figure(indicator, recorded[year]) if year in recorded else "" for year in self.years)
        return [*self._above(place), *cells, *figures, *(notes.get(head, "") for head in self._notes)]

    def _above(self, place: str) -> list[str]:
        """The cells of the levels, each with its label and name."""
        entity = self.strategy.get(place)
        above = [] if entity is None or place == self.strategy.root else [entity, *self.strategy.ancestors(entity)]
        shown = [_printed(each) for each in reversed(above) if each.kind in LEVELS]
        return [*shown, *[""] * (len(self._levels) - len(shown))]


def _printed(entity: Entity) -> str:
    label = str(entity.number) if entity.label is None else entity.label
    return f"{label} {entity.name.ja}".strip()


def _verdict(verdict: Verdict) -> str:
    least = "" if verdict.least is None else f"={verdict.least}"
    return f"{verdict.word}{least}" + (f"({verdict.meaning})" if verdict.meaning else "")
