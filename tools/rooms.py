"""The picture of the rooms, drawn from the imports: `python -m tools.rooms` writes docs/rooms.svg anew.

A room is a package of the program: bot, db and handlers, and the packages within knowledge. Rooms stand above those that they
import. Of the arrows, those that follow from others are left out; a dashed line joins rooms that import each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

PICTURE = Path(__file__).parents[1] / "docs" / "rooms.svg"
ROOTS = ("bot", "db", "handlers", "knowledge")
WIDTH, BOX, HEIGHT, GAP = 900, 200, 46, 44
_FONT, _SMALL = 'font-family="sans-serif" font-size="13"', 'font-size="9" fill="#4a4f55"'
Arrows = Mapping[str, frozenset[str]]


def room(module: str) -> str | None:
    """The room that a module is in; None for the modules beside knowledge's rooms, which belong to all of it."""
    first, *rest = module.split(".")
    if first != "knowledge":
        return first
    return f"knowledge.{rest[0]}" if rest and len(rest) > 1 else None


def arrows() -> Arrows:
    """Each room with the rooms that it imports."""
    graph = grimp.build_graph(*ROOTS)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        if here := room(module):
            there = {room(imported) for imported in graph.find_modules_directly_imported_by(module)}
            found.setdefault(here, set()).update(name for name in there if name and name != here)
    return {name: frozenset(imported) for name, imported in sorted(found.items())}


def reached(rooms: Arrows, start: str) -> frozenset[str]:
    """Every room that a room imports, itself or through others."""
    seen: set[str] = set()
    waiting = list(rooms[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(rooms[name])
    return frozenset(seen)


def levels(rooms: Arrows) -> dict[str, int]:
    """How many rooms, at most, stand below each one; rooms that import each other stand side by side."""
    below = {name: reached(rooms, name) for name in rooms}

    def level(name: str) -> int:
        return max((1 + level(other) for other in below[name] if name not in below[other]), default=0)

    return {name: level(name) for name in rooms}


def shown(rooms: Arrows) -> list[tuple[str, str]]:
    """The arrows that do not follow from others; to rooms that import each other, the first one."""
    below = {name: reached(rooms, name) for name in rooms}

    def together(one: str, other: str) -> bool:
        return one in below[other] and other in below[one]

    def follows(name: str, other: str) -> bool:
        middles = rooms[name] - {other}
        return any(
            other in below[middle] and not together(name, middle) and (not together(middle, other) or middle < other)
            for middle in middles
        )

    return [(n, o) for n in rooms for o in sorted(rooms[n]) if (together(n, o) and n < o) or not (together(n, o) or follows(n, o))]


def purpose(name: str) -> str:
    """What a room is, by the first sentence of its docstring."""
    return (import_module(name).__doc__ or "").strip().split("\n")[0].split(". ")[0].rstrip(".")


def picture(rooms: Arrows) -> str:
    """The rooms as an SVG file."""
    heights = levels(rooms)
    rows = [list(row) for _, row in groupby(sorted(rooms, key=lambda name: (-heights[name], name)), key=heights.__getitem__)]
    places = {
        name: ((WIDTH - len(row) * BOX) * (number + 1) / (len(row) + 1) + number * BOX, 10 + place * (HEIGHT + GAP))
        for place, row in enumerate(rows)
        for number, name in enumerate(row)
    }
    height = 20 + len(rows) * (HEIGHT + GAP) - GAP
    lines = [_arrow(places[one], places[other]) for one, other in shown(rooms)]
    boxes = [_box(name, *places[name]) for name in rooms]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {_FONT} role="img">'
    title = "<title>The rooms of the program: each one imports those below it that an arrow leads to</title>"
    return "\n".join([head, title, *lines, *boxes, "</svg>", ""])


def _arrow(one: tuple[float, float], other: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = one, other
    if y1 == y2:
        left, right = sorted((x1, x2))
        path = f"M{left + BOX:.0f} {y1 + HEIGHT / 2:.0f}H{right:.0f}"
        return f'<path d="{path}" stroke="#8a3b00" stroke-dasharray="4 3" fill="none"/>'
    x1, x2, y1 = x1 + BOX / 2, x2 + BOX / 2, y1 + HEIGHT
    return (
        f'<path d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}" stroke="#5f6368" fill="none"/>'
        f'<circle cx="{x2:.0f}" cy="{y2:.0f}" r="3" fill="#5f6368"/>'
    )


def _box(name: str, x: float, y: float) -> str:
    lines = _halves(purpose(name))
    text = "".join(
        f'<text x="{x + BOX / 2:.0f}" y="{y + 28 + 12 * number:.0f}" text-anchor="middle" {_SMALL}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{HEIGHT}" rx="4" fill="#f3f5f7" stroke="#0b4f8a"/>'
        f'<text x="{x + BOX / 2:.0f}" y="{y + 15:.0f}" text-anchor="middle" font-weight="bold">{name}</text>{text}'
    )


def _halves(text: str, longest: int = 40) -> Iterable[str]:
    """The text in two lines at most."""
    if len(text) <= longest:
        return [text]
    cut = text.rfind(" ", 0, longest)
    rest = text[cut + 1 :]
    return [text[:cut], rest if len(rest) <= longest else rest[: longest - 1] + "…"]


if __name__ == "__main__":
    PICTURE.write_text(picture(arrows()), encoding="utf-8")
