"""What travels with a modal, and what was filled into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers.slack.ids import Field
from knowledge.measurement.validation import Entry
from knowledge.strategy.model import Language

_CHOSEN = ("selected_time", "selected_date", "selected_conversation", "selected_user")


class RecordFormState(BaseModel):
    """A figure on its way: what was typed, in which language, and the number of the year's last entry that was shown."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    language: Language
    fields: dict[str, str] = {}
    seen: int = 0

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> RecordFormState:
        """The draft that a view carries."""
        return cls.model_validate_json(view["private_metadata"])

    @property
    def entry(self) -> Entry:
        """What was typed, by the columns of a measurements file."""
        return Entry(self.fields)

    def packed(self) -> str:
        """As a view carries it."""
        return self.model_dump_json(exclude_defaults=True)


def filled(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by field; only fields with something in them."""
    blocks = view["state"]["values"]
    found = {field: _value(next(iter(blocks[field].values()), {})) for field in Field if field in blocks}
    return {field.value: value for field, value in found.items() if value}


def _value(element: Mapping[str, Any]) -> str:
    """A typed line, a chosen line of a menu, chosen lines or ticked boxes, a time, a day, a channel, a person."""
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    if element.get("selected_options"):
        return ",".join(str(chosen["value"]) for chosen in element["selected_options"])
    chosen = next((element[key] for key in _CHOSEN if element.get(key)), None)
    return str(chosen or element.get("value") or "").strip()
