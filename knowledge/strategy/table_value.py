"""One value of a planning table's row: its number with the row's unit, and when it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from knowledge.errors import Fault
from knowledge.notation.planning import planning
from knowledge.notation.quantity import Unit, normal_form
from knowledge.notation.stated import StatedValue, is_missing, is_parted, is_unknown, per_of, read_stated, unit_word
from knowledge.notation.unit_reader import is_same_unit, read_unit
from knowledge.notation.value_grammar import grammar, is_movement, signs_alone, totalled_in
from knowledge.notation.when import Aggregate, When, read_when
from knowledge.strategy.model import Term
from knowledge.strategy.planning_table import Stated, TableRow
from knowledge.table.head import split_qualifier
from knowledge.table.model import Cell

_BEHIND = re.compile(r"(?P<value>.*\S)\s*[(（\[](?P<when>[^()（）\[\]]*)[)）\]]\s*")
_BEFORE = re.compile(r"[(（\[]?(?P<when>[^()（）\[\]:：\s]*)(?:[)）\]]\s*|\s*[:：]\s*|\s+)(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A stated value with its cell, its text in the row's unit, and its time; `parted` tells that it is several numbers."""

    cell: Cell
    text: str
    stated: StatedValue
    when: When | None
    parted: bool = False

    @property
    def amount(self) -> Decimal | None:
        """The number in base units; None for words and ranges."""
        return self.stated.found.quantity.amount if self.stated.found else None

    @property
    def in_words(self) -> bool:
        """Whether it tells a way, several numbers or that it is not known yet, in place of one number."""
        return self.stated.missing or is_movement(normal_form(self.text)) or self.parted

    def part(self) -> dict[str, str]:
        """As a strategy file has it."""
        return {"value": self.text, **({"when": self.when.wording} if self.when else {})}


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the values of rows with one unit; `term` are the plan's years, told as `period`."""

    unit: str
    term: Term | None = None
    period: str = ""

    def read(self, stated: Stated) -> ReadValue | Fault:
        """A value, or what is wrong with its cell."""
        cell = stated.value
        if cell.problem:
            return cell_fault(f"table.fault.cell.{cell.problem}", cell)
        text, told = split_time(cell.text)
        written = stated.when.text if stated.when and stated.when.text else told or stated.when_in_head
        when = None
        if written and not is_missing(written):
            when = read_when(written)
            if when is None:
                return cell_fault("draft.when", stated.when or cell, given=written)
        return self._with_unit(cell, text, when)

    def as_named(self, name: str, target: ReadValue) -> ReadValue:
        """A target with what its row's name says of years, where its time is a term or the name's bracket tells so many years.

        出生数（5年間の合計） of R2～R6 is a total; a running number (累計) with a year alone stays what it is.
        """
        bare, inside = split_qualifier(name)
        signs = signs_alone(normal_form(inside)) or totalled_in(normal_form(bare))
        stated = target.stated
        if signs is None or stated.aggregate or stated.found is None or (target.when and target.when.aggregate):
            return target
        told = replace(stated, span=signs.span, aggregate=Aggregate(signs.aggregate or Aggregate.TOTAL))
        when = target.when if target.when and target.when.first else self._over_years(told, target.when)
        return replace(target, stated=replace(told, span=None), when=when) if when and when.first else target

    def _with_unit(self, cell: Cell, text: str, when: When | None) -> ReadValue | Fault:
        """A bare number gets the row's unit; one in another unit cannot be read, unless it says by how much a value moves."""
        known = read_unit(self.unit or None)
        stated = read_stated(text, known)
        if stated.units and self.unit and not any(is_same_unit(known.base, unit) for unit in stated.units):
            if not stated.signed:
                return cell_fault("draft.other_unit", cell, given=text, unit=self.unit)
            return ReadValue(cell, text, StatedValue(signed=True), when)
        if stated.found and stated.aggregate is Aggregate.TOTAL and known.base in planning()["share"]["units"]:
            return cell_fault("draft.no_number", cell, given=text)
        over = self._over_years(stated, when)
        if stated.span is not None and over is None:
            return cell_fault("draft.span", cell, given=text)
        whole = with_unit(text, known)
        parted = stated.found is None and stated.ends is None and is_parted(text, known)
        return ReadValue(cell, whole, stated if whole == text else read_stated(whole, known), over, parted)

    def _over_years(self, stated: StatedValue, when: When | None) -> When | None:
        """The time of a value over so many years: the plan's term where it has as many, else as many up to the value's year."""
        span, term = stated.span, self.term
        if span is None or (when and when.first):
            return when if span is None or when is None or span in (0, when.year - (when.first or 0) + 1) else None
        word = planning()["aggregate"][stated.aggregate or Aggregate.TOTAL][0]
        whole = term is not None and span in (0, term.years) and (when is None or when.year == term.last)
        if whole and self.period:
            return read_when(f"{self.period}{word}")
        form = planning()["when"]["span_form"]
        return read_when(form.format(last=when.wording, years=span, word=word)) if when and span else None


def cell_fault(message_id: str, cell: Cell, **values: object) -> Fault:
    """What is wrong with a cell, with its address."""
    return Fault(message_id, {"cell": cell.address, "place": cell.place, **values}, cell.row)


def with_unit(text: str, unit: Unit) -> str:
    """A number without a unit gets the one that is given behind it, before a bound; anything else stays as it is.

    >>> with_unit("120以上", Unit("件")), with_unit("2億", Unit("円", 4)), with_unit("90%", Unit("%"))
    ('120件以上', '2億円', '90%')
    >>> with_unit("累計３００（5年間）", Unit("人"))
    '累計３００人（5年間）'
    """
    stated = read_stated(text, unit)
    if unit.base is None or stated.units or not (stated.found or stated.ends):
        return text
    stripped = text.strip()
    lengths = [len(normal_form(stripped[:n])) for n in range(len(stripped) + 1)]
    place = next(n for n, length in enumerate(lengths) if length >= stated.end)
    if not any(sign.isdecimal() for sign in stripped[:place]):  # ゼロを維持
        return text
    scaled = stated.found is not None and stated.found.quantity.exponent  # 2億 in a column of 万円
    return f"{stripped[:place].rstrip()}{unit.base if scaled else unit.written}{stripped[place:].lstrip()}"


def row_unit(row: TableRow) -> str:
    """The row's unit, else a word that its target has behind its number and that is no unit known by itself.

    A target that is counted by the day, as 1日1,000人, makes its unit one by the day, unless the baseline is counted otherwise.
    """
    word = row.text("unit").strip()
    target = split_time(row.target.value.text)[0] if row.target else ""
    if is_missing(word) and word:
        return ""
    if not word:
        return "" if read_stated(target).found else unit_word(target) or ""
    baseline = split_time(row.baseline.value.text)[0] if row.baseline else ""
    unit = read_unit(word)
    per = per_of(target, unit)
    alike = is_unknown(baseline) or per_of(baseline, unit) == per
    return f"{word}{grammar()['per'][per]}" if per and alike else word


def split_time(text: str) -> tuple[str, str]:
    """A value and the time in the bracket behind it, or before it; a bracket that tells no time stays with the value.

    >>> split_time("300人(R6)"), split_time("R6：5回"), split_time("2,000人")
    (('300人', 'R6'), ('5回', 'R6'), ('2,000人', ''))
    >>> split_time("R2～R6の5年間で300人"), split_time("令和6年度までに100件"), split_time("R6末までに策定")
    (('5年間で300人', 'R2～R6'), ('100件', '令和6年度'), ('R6末までに策定', ''))
    """
    for form in (_BEHIND, _BEFORE):
        found = form.fullmatch(text)
        if found and not (form is _BEFORE and found["when"].isdecimal()) and read_when(found["when"]):
            return found["value"], found["when"]
    return _split_sentence(text)


def _split_sentence(text: str) -> tuple[str, str]:
    """A number and the time that a text names before it with a particle; what is reached in a term of years is their total."""
    for link in _links().finditer(text):
        told, value = text[: link.start()], text[link.end() :].strip()
        when = read_when(told) if any(map(str.isdecimal, value)) else None
        if when:
            within = when.first and not when.aggregate and link[0] in planning()["when"]["within"]
            return value, f"{told}{planning()['aggregate'][Aggregate.TOTAL][0]}" if within else told
    return text, ""


@cache
def _links() -> re.Pattern[str]:
    """The particles between a time and the number that holds then, the longest first."""
    words = planning()["when"]
    return re.compile("|".join(map(re.escape, sorted((*words["links"], *words["within"]), key=len, reverse=True))))
