"""Texts in a drawing: how wide they are, where their lines break, and where they are free of other things."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NARROW_EM, _BOLD = 0.58, 1.06  # an average of sans serif fonts; Japanese characters are one em wide
_ABOVE, _BELOW, _BESIDE = 9.0, 8.0, 9.0  # pixels between a mark and its label


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other lies within."""
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float

    def touches(self, box: Box) -> bool:
        """Whether a point of the line, of thirty along it, lies in the box."""
        shares = (step / 30 for step in range(31))
        points = ((self.x1 + (self.x2 - self.x1) * share, self.y1 + (self.y2 - self.y1) * share) for share in shares)
        return any(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in points)


@dataclass(frozen=True, slots=True)
class Label:
    """A text by its baseline; `anchor` is SVG's: start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str
    box: Box


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in pixels."""
    ems = sum(1 if unicodedata.east_asian_width(character) in "WFA" else _NARROW_EM for character in text)
    return ems * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of about that width: broken at spaces and between Japanese characters, not before punctuation or a unit."""
    lines = [""]
    for part in _unbreakable(text):
        if lines[-1] and text_width((lines[-1] + part).rstrip(), size, bold=bold) > width:
            lines.append("")
        lines[-1] += part
    return tuple(line.strip() for line in lines)


def _unbreakable(text: str) -> Iterator[str]:
    """The pieces of a text that a line may not break within."""
    part = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        punctuation = unicodedata.category(character) in ("Po", "Pe", "Pf", "Lm")
        counter = wide and part[-1:].isdecimal()  # the unit of a number
        between = part and unicodedata.east_asian_width(part[-1]) in "WF"
        breaks = not counter and (part.endswith(" ") or (wide and not punctuation) or between)
        attached = punctuation or character.isspace()
        if part and breaks and not attached and unicodedata.category(part[-1]) != "Ps":
            yield part
            part = ""
        part += character
    yield part


class LabelPlacer:
    """Places labels beside marks, each where it hides least of what is there already."""

    def __init__(self, area: Box, size: float, lines: Iterable[Line]) -> None:
        self.area = area
        self.size = size
        self.lines = tuple(lines)
        self.taken: list[Box] = []

    def keep_free(self, x: float, y: float, radius: float) -> None:
        """Let no label cover a mark."""
        self.taken.append(Box(x - radius, y - radius, x + radius, y + radius))

    def place(self, x: float, y: float, text: str, *, required: bool = True) -> Label | None:
        """The label of a point; None where there is no free place for one that is not required."""
        cost, _, label = min((self._cost(label), order, label) for order, label in enumerate(self._options(x, y, text)))
        if not required and cost >= _COVERING:
            return None
        self.taken.append(label.box)
        return label

    def _options(self, x: float, y: float, text: str) -> Iterator[Label]:
        width, ascent, descent = text_width(text, self.size), self.size * 0.88, self.size * 0.22
        above, below, level = y - _ABOVE, y + _BELOW + ascent, y + self.size * 0.35
        for anchor, left, at in (("middle", x - width / 2, x), ("start", x, x), ("end", x - width, x)):
            for baseline in (above, below):
                yield Label(at, baseline, text, anchor, Box(left, baseline - ascent, left + width, baseline + descent))
        for anchor, left, at in (("start", x + _BESIDE, x + _BESIDE), ("end", x - _BESIDE - width, x - _BESIDE)):
            yield Label(at, level, text, anchor, Box(left, level - ascent, left + width, level + descent))

    def _cost(self, label: Label) -> int:
        covered = sum(label.box.overlaps(box) for box in self.taken)
        crossed = sum(line.touches(label.box) for line in self.lines)
        outside = not self.area.holds(label.box)
        return _COVERING * (covered + 2 * outside) + crossed


_COVERING = 10  # a label over another label or a mark is as bad as one over so many lines
