"""Everything that the bot can show in Slack: what the checks of blocks and the pictures are made from.

A surface joins by a function that yields its scenes, listed in `SCENES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handlers.blocks.answer import Place, answer_message
from handlers.message import Blocks
from knowledge.evaluation import read_questions
from knowledge.guide import Guide, Question
from tests.recording_scenes import recording_scenes

SPECS = Path(__file__).parent / "specs"


@dataclass(frozen=True, slots=True)
class Scene:
    """Blocks on a surface: `message`, `home` or `modal`, which has a title and buttons."""

    name: str
    surface: str
    blocks: Blocks
    title: str = ""
    close: str = ""
    submit: str = ""


def questions() -> Iterator[tuple[str, Question]]:
    """All known questions, those of a thread in its order, each with its name."""
    for path in sorted(SPECS.glob("*.jsonl")):
        for item in read_questions(path.name, path.read_text(encoding="utf-8").splitlines()):
            thread = f"gallery:{path.stem}:{item.id}" if len(item.turns) > 1 else None
            for number, turn in enumerate(item.turns):
                yield f"{path.stem} {item.id}.{number}", Question(turn.q, thread)


def answers(guide: Guide) -> Iterator[Scene]:
    """The answers to all known questions, in all forms, where all can see them and where the asker alone does."""
    places = (Place("U0001", "C0001:1.1"), Place(private=True, apart=True))
    for name, question in questions():
        answer = guide.ask(question)
        for place in places:
            for number, form in enumerate(answer_message(answer, place).forms):
                yield Scene(f"{name} {'private' if place.private else 'public'} {number}", "message", form)


def recording(guide: Guide) -> Iterator[Scene]:
    """The form for a figure with all that follows it, and dropped files."""
    for name, surface, shown in recording_scenes(guide):
        title, submit, close = (shown.get(part, {}).get("text", "") for part in ("title", "submit", "close"))
        yield Scene(name, surface, tuple(shown["blocks"]), title, close, submit)


SCENES: tuple[Callable[[Guide], Iterator[Scene]], ...] = (answers, recording)


def scenes(guide: Guide) -> Iterator[Scene]:
    """All scenes."""
    for each in SCENES:
        yield from each(guide)
