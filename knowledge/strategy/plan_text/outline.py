"""The outline of a plan's text: its headings as a tree, what stands under each, and which of them are the plan's levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.document.model import Place
from knowledge.strategy.model import LEVELS
from knowledge.strategy.plan_text.headings import Heading, Style
from knowledge.strategy.plan_text.words import is_caption, plan_words
from knowledge.strategy.planning_table import TableRow


@dataclass(slots=True)
class Section:
    """A heading with all that stands under it; `items` are its rows of indicators and its sections, in document order."""

    heading: Heading
    place: Place
    parent: Section | None = None
    items: list[TableRow | Section] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)

    @property
    def sections(self) -> Iterator[Section]:
        """The sections directly under it."""
        return (item for item in self.items if isinstance(item, Section))

    @property
    def rows(self) -> Iterator[TableRow]:
        """The indicators directly under it."""
        return (item for item in self.items if isinstance(item, TableRow))

    @property
    def all_sections(self) -> Iterator[Section]:
        """The sections on all levels under it, in document order."""
        for section in self.sections:
            yield section
            yield from section.all_sections

    @property
    def holds_indicators(self) -> bool:
        """Whether an indicator stands under it on any level."""
        return any(self.rows) or any(section.holds_indicators for section in self.sections)

    @property
    def foreign(self) -> bool:
        """Whether it tells another body's plan, the nation's or the prefecture's."""
        name, words = self.heading.name, plan_words()["foreign"]
        return name.startswith(tuple(words["words"])) and any(word in name for word in words["plans"])


class Outline:
    """The tree of a text's headings, built line by line."""

    def __init__(self) -> None:
        self.root = Section(Heading(Style(""), "", ""), Place(0))
        self.current = self.root

    def enter(self, heading: Heading, place: Place) -> Section:
        """Begin a section: beside the last one of its style that it stands under, or under the current one."""
        above = next((s for s in self._open() if s.heading.style == heading.style), None)
        parent = (above.parent if above else None) or self.current
        self.current = Section(heading, place, parent)
        parent.items.append(self.current)
        return self.current

    def _open(self) -> Iterator[Section]:
        section: Section | None = self.current
        while section is not None and section is not self.root:
            yield section
            section = section.parent

    @property
    def in_foreign(self) -> bool:
        """Whether the current section belongs to another body's plan."""
        return any(section.foreign for section in self._open())


def levels_of(outline: Outline) -> tuple[Style, ...]:
    """The styles of headings that are the plan's levels, the highest first.

    Headings with a level's name and a label are. Those with a label alone are where indicators stand under several of them, or
    where they stand under such a level and none of them is a caption (現状と課題).
    """
    found: list[Style] = []
    for section in _own(outline.root):
        style = section.heading.style
        if style in found or not (_is_named(section) if style.word else _is_level(outline, style, tuple(found))):
            continue
        found.append(style)
    return tuple(found[: len(LEVELS)])


def _own(section: Section) -> Iterator[Section]:
    """The sections on all levels that tell this plan."""
    for each in section.sections:
        if not each.foreign:
            yield each
            yield from _own(each)


def _is_named(section: Section) -> bool:
    return bool(section.heading.label)


def _is_level(outline: Outline, style: Style, above: tuple[Style, ...]) -> bool:
    """Whether headings of a style without a level's name are a level."""
    members = [section for section in _own(outline.root) if section.heading.style == style]
    if above:
        members = [section for section in members if any(s.heading.style in above for s in ancestors(section))]
        captions = any(is_caption(section.heading.name) for section in members)
        return not captions and any(section.holds_indicators for section in members)
    return sum(section.holds_indicators for section in members) > 1


def ancestors(section: Section) -> Iterator[Section]:
    """What a section stands under, the nearest first, without the document itself."""
    above = section.parent
    while above is not None and above.parent is not None:
        yield above
        above = above.parent
