"""A strategy file drafted from a plan's own text: its goals and measures, its indicators, what was guessed, what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.document.model import Line, Place
from knowledge.errors import Fault, StrategyFileError
from knowledge.strategy.plan_text.facts import document_name, period_of
from knowledge.strategy.plan_text.headings import Style
from knowledge.strategy.plan_text.outline import Outline, Section, ancestors, levels_of
from knowledge.strategy.plan_text.reader import PlanTextReader, TextCell, titles
from knowledge.strategy.plan_text.words import caption, plan_words
from knowledge.strategy.planning_table import PlanningTable, TableRow
from knowledge.strategy.points import plan_term
from knowledge.strategy.table_draft import Draft, draft_from_plan
from knowledge.table.model import Cell

_OWN_WORDS = {  # messages that name a planning table's remedy, and those that name the drafted file's
    "draft.guess.document": "draft.text.document",
    "draft.guess.municipality": "draft.text.municipality",
    "draft.guess.readings": "draft.text.readings",
    "draft.guess.english": "draft.text.english",
    "draft.unread": "draft.text.no_reading",
}


def draft_from_text(name: str, lines: Sequence[Line]) -> Draft:
    """The strategy file that a plan's text describes, without what could not be read, which is listed.

    Raises:
        StrategyFileError: no indicator, or no municipality, is found in the text.
    """
    texts = tuple(titles(lines))
    period = period_of(texts) or ""
    term = plan_term(period)
    reader = PlanTextReader(name, period, term.years if term else None)
    reader.read(lines)
    table = _Levels(reader.outline).table(name, document_name(texts), period)
    if not any(row.text("name") for row in table.rows):
        raise StrategyFileError("draft.refused", name, (Fault("draft.text.no_indicator"), *reader.unread))
    draft = draft_from_plan(table, partial=True)
    draft.unread = [*reader.unread, *draft.unread]
    draft.guesses = list(_in_own_words(draft.guesses))
    return draft


def _in_own_words(guesses: Sequence[Fault]) -> Iterator[Fault]:
    """Guesses with the remedy that a text has; the directions together."""
    directions = tuple(str(guess.values["direction_of"]) for guess in guesses if guess.message_id == "draft.guess.direction")
    for guess in guesses:
        if guess.message_id in _OWN_WORDS:
            yield replace(guess, message_id=_OWN_WORDS[guess.message_id])
        elif guess.message_id != "draft.guess.direction":
            yield guess
    if directions:
        yield Fault("draft.text.directions", {"names": directions})


class _Levels:
    """An outline's levels as a planning table's, and its sections as that table's rows."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.styles = levels_of(outline)
        self.labelled: dict[tuple[Section | None, str, str], Section] = {}

    def table(self, name: str, document: str | None, period: str) -> PlanningTable:
        """The table; a plan without a name of its own is called after its file."""
        plan: dict[str, tuple[Cell, ...]] = {"source": (_cell(document or Path(name).name, Place(0)),)}
        if period:
            plan["period"] = (_cell(period, Place(0)),)
        vision = self._vision()
        if vision:
            plan["vision"] = (_cell(vision.heading.name, vision.place),)
        principles = tuple(_cell(text, Place(0)) for text in self._principles())
        if principles:
            plan["principle"] = principles
        names = tuple(map(self._level_name, self.styles))
        return PlanningTable(name, document or "", plan, names, tuple(self._rows(self.outline.root, ())))

    def _rows(self, section: Section, above: tuple[Cell, ...]) -> Iterator[TableRow]:
        """The rows of a section and of all below it: one for each level's name, one for each indicator."""
        for item in section.items:
            if isinstance(item, TableRow):
                yield replace(item, levels=above)
            elif not item.foreign and self._is_part(item, above):
                levels = (*above, _cell(item.heading.text, item.place)) if item.heading.style in self.styles else above
                if levels is not above:
                    yield TableRow(item.place.line, levels, {})
                yield from self._rows(item, levels)

    def _is_part(self, item: Section, above: tuple[Cell, ...]) -> bool:
        """Whether a section is the plan's: not a second one of a label, nor one of a level without a number and indicators."""
        heading = item.heading
        if heading.style not in self.styles:
            return True
        if heading.style.word:
            return bool(heading.label) or item.holds_indicators
        return bool(above) or item.holds_indicators

    def _vision(self) -> Section | None:
        """A heading of the highest level that has no number, with a sentence in place of a name."""
        top = self.styles[:1]
        sections = (s for s in self.outline.root.all_sections if not any(a.foreign for a in (s, *ancestors(s))))
        found = (s for s in sections if (s.heading.style,) == top and s.heading.style.word and not s.heading.label)
        return next((s for s in found if not s.holds_indicators), None)

    def _level_name(self, style: Style) -> str:
        """What a level is called: by its headings, else by its labels' form, else as plans usually do below the first."""
        names = plan_words()["level"]
        return str(style.word or names.get(style.form) or names["below" if style in self.styles[1:] else "first"])

    def _principles(self) -> Sequence[str]:
        """What stands by points under a heading of principles, before the plan's levels."""
        words = plan_words()["plan"]["principles"]
        for section in self.outline.root.all_sections:
            named = any(caption(section.heading.name).endswith(word) for word in words)
            if named and section.heading.style not in self.styles:
                below = [s.bullets for s in section.sections if s.heading.style not in self.styles or not s.heading.label]
                return [*section.bullets, *(text for bullets in below for text in bullets)]
        return []


def _cell(text: str, place: Place) -> TextCell:
    return TextCell(place.line, 1, text, line=place)
