"""A sheet that was ordered, as the reply that announces it carries it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from knowledge.report.sheet.files import SheetKind
from knowledge.strategy.model import Language

SHEET = "sheet"  # the topic of the replies about sheets


class SheetOrder(BaseModel):
    """Which sheet, of which fiscal year, in which language and form; `plan` is the key of the plan that it is of."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    sheet: SheetKind
    year: int
    ending: str
    language: Language
    plan: str = ""

    @property
    def topic(self) -> str:
        """The order as a reply's topic."""
        return f"{SHEET}:{self.model_dump_json()}"

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.sheet}-{self.year}{self.ending}"

    @classmethod
    def of(cls, topic: str | None) -> SheetOrder | None:
        """The order that a topic carries; None where it carries none."""
        _, _, order = (topic or "").partition(":")
        return cls.model_validate_json(order) if order else None
