"""The cells of one indicator in a planning table, written so that they are read as the indicator again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.notation.planning import planning
from knowledge.notation.quantity import read_quantity
from knowledge.notation.when import Aggregate, Year
from knowledge.strategy.model import Direction, Indicator, Point, Term
from knowledge.strategy.parts import ValuePart
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_key import local_id
from knowledge.strategy.planning_table import Stated, TableRow
from knowledge.strategy.points import stated_point
from knowledge.strategy.table_direction import direction_word, first_word
from knowledge.strategy.table_indicator import IndicatorReader
from knowledge.strategy.table_value import split_time, with_unit
from knowledge.table.model import Cell

_OWN = ("id", "name", "kana", "aliases", "english", "category", "definition", "origin", "keeper", "month")
_HOW = ("unit", "direction", "counting", "baseline", "baseline_when")
_RARE = (
    "short",
    "short_english",
    "baseline_number",
    "target_number",
    "formerly",
)  # columns that are there only where an indicator needs them
_BETTER = {"at_least": "floor", "at_most": "ceiling"}


@dataclass(frozen=True)
class IndicatorCells:
    """Writes the rows of one plan: its term, how many interim targets a row has room for, and which rare columns there are."""

    term: Term | None
    interims: int
    rare: tuple[str, ...]

    @classmethod
    def of(cls, strategy: Strategy) -> IndicatorCells:
        """Columns for all that the plan's indicators hold."""
        interims = max((len(indicator.interim) for indicator in strategy.indicators), default=0)
        all_of_them = cls(strategy.plan.term, max(interims, 1), _RARE)
        rows = [all_of_them._fields(indicator) for indicator in strategy.indicators]
        return cls(strategy.plan.term, max(interims, 1), tuple(name for name in _RARE if any(row[name] for row in rows)))

    @property
    def heads(self) -> list[str]:
        """The heads, the plan's levels and years left out."""
        pairs = ["interim", "interim_when"] * self.interims
        return [first_word("head", key) for key in (*_OWN, *_HOW, *pairs, "target", "target_when", *self.rare)]

    def row(self, indicator: Indicator) -> list[str]:
        """The cells below those heads."""
        fields = self._fields(indicator)
        interims = [_stated(point, indicator) for point in indicator.interim]
        between = [text for pair in interims for text in pair] + ["", ""] * (self.interims - len(interims))
        return [*(fields[key] for key in (*_OWN, *_HOW)), *between, *(fields[key] for key in ("target", "target_when", *self.rare))]

    @staticmethod
    def figure(indicator: Indicator, wording: str) -> str:
        """A recorded figure: a bare number where it is one in the row's unit."""
        bare = wording.removesuffix(indicator.unit.written or "").strip()
        found = read_quantity(bare)
        plain = found is not None and not found.units and not found.quantity.exponent and not found.quantity.approximate
        return bare if plain and bare.replace(",", "").replace(".", "").lstrip("-").isdecimal() else wording

    def _fields(self, indicator: Indicator) -> dict[str, str]:
        written = planning()["written"]
        none = written["none"]
        aliases = [*indicator.terms.aliases_ja, *indicator.terms.aliases_en]
        baseline, target = _stated(indicator.baseline, indicator), _stated(indicator.target, indicator)
        fields = {
            "id": local_id(indicator.id),
            "name": indicator.name.ja,
            "kana": written["between"].join(indicator.terms.kana) or none,
            "aliases": written["between"].join(sorted(aliases, key=str.isascii)),
            "english": indicator.name.en if indicator.name.en != indicator.name.ja else none,
            "short": indicator.short.ja if indicator.short else "",
            "short_english": indicator.short.en if indicator.short and indicator.short.en != indicator.short.ja else "",
            "category": first_word("category", indicator.category) if indicator.category else "",
            "definition": indicator.definition or "",
            "origin": indicator.origin or "",
            "keeper": indicator.keeper or "",
            "month": written["month"].format(month=indicator.due_month) if indicator.due_month else "",
            "unit": indicator.unit.written or none,
            "counting": _counting(indicator),
            "baseline": baseline[0],
            "baseline_when": baseline[1],
            "target": target[0],
            "target_when": target[1],
            "formerly": written["between"].join(indicator.formerly),
        }
        fields["direction"] = self._direction(indicator, fields)
        return fields | self._numbers(indicator, fields)

    def _direction(self, indicator: Indicator, fields: dict[str, str]) -> str:
        """The shortest words that are read as the indicator's direction."""
        way = first_word("direction", indicator.direction)
        if indicator.better and indicator.direction is Direction.MAINTAIN:
            return f"{way}・{first_word('direction', _BETTER[indicator.better])}"
        word = direction_word(indicator.direction, indicator.aggregate)
        if indicator.aggregate is None or self._read(fields | {"direction": word}).get("direction") == indicator.direction:
            return word
        return f"{way}・{first_word('direction', 'average' if indicator.aggregate is Aggregate.AVERAGE else 'total')}"

    def _numbers(self, indicator: Indicator, fields: dict[str, str]) -> dict[str, str]:
        """The numbers that the strategy file gives for wordings in which a table's reader finds another one or none."""
        read = self._read(fields)
        points = (("baseline", indicator.baseline), ("target", indicator.target))
        return {
            f"{name}_number": "" if self._is_read(read.get(name), point, indicator) else _number(point, indicator)
            for name, point in points
        }

    def _is_read(self, part: Mapping[str, Any] | None, point: Point, indicator: Indicator) -> bool:
        """Whether what was read of a row has the number of a point."""
        if point.quantity is None:
            return True
        return part is not None and stated_point(ValuePart(**part), indicator.unit, self.term).amount == point.amount

    def _read(self, fields: dict[str, str]) -> dict[str, Any]:
        """What the table's reader makes of a row."""
        cells = {key: Cell(1, 1, text) for key, text in fields.items() if text}
        baseline, target = (
            Stated(cells[name], cells.get(f"{name}_when")) if name in cells else None for name in ("baseline", "target")
        )
        return IndicatorReader(self.term).read(TableRow(1, (), cells, (), baseline, target)).values


def _stated(point: Point, indicator: Indicator) -> tuple[str, str]:
    """The value and the time of a point as the document writes them; a year alone gets the word for it."""
    text, bracketed = split_time(point.wording.ja)
    when = point.year.when.wording if isinstance(point.year, Year) else planning()["written"]["when"].format(year=point.year)
    return with_unit(text, indicator.unit), when or bracketed


def _number(point: Point, indicator: Indicator) -> str:
    """A point's number in the unit that the document writes."""
    return f"{point.quantity.rescaled(indicator.unit.exponent).written_number:f}" if point.quantity else ""


def _counting(indicator: Indicator) -> str:
    if indicator.cumulative:
        return first_word("counting", "cumulative")
    return first_word("counting", "yearly") if indicator.aggregate is Aggregate.TOTAL else ""
