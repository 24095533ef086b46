"""What a button or a menu's line carries from the answer to the click."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from handlers.slack.limits import BUTTON_VALUE
from knowledge.strategy.model import Language


class ButtonValue(BaseModel):
    """The question and what it was about, as far as the click needs it.

    `asker` is the user who may take the answer away, `right` what feedback says of it, `page` one of the Home tab's from 0;
    `spoken` where the text was no question, but a message that was looked through.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    question: str | None = None
    conversation: str | None = None
    entity: str | None = None
    language: Language | None = None
    asker: str | None = None
    right: bool | None = None
    page: int = 0
    spoken: bool = False

    @classmethod
    def read(cls, value: str) -> ButtonValue:
        """What a value carries; nothing where it is none of ours."""
        try:
            return cls.model_validate_json(value)
        except ValidationError:
            return cls()

    def with_choice(self, value: str) -> ButtonValue:
        """The same with what the value of a menu's line says."""
        return self.model_copy(update=self.read(value).model_dump(exclude_defaults=True))

    def cut(self, limit: int = BUTTON_VALUE) -> str:
        """The value of a button that tells the question on: a question that does not fit is cut."""
        cut = self
        while cut.question and len(cut.whole()) > limit:
            cut = cut.model_copy(update={"question": cut.question[: len(cut.question) * 3 // 4]})
        return cut.packed(limit)

    def whole(self) -> str:
        """All of it, however long."""
        return self.model_dump_json(exclude_defaults=True)

    def packed(self, limit: int = BUTTON_VALUE) -> str:
        """The value of a button; a question that does not fit is left out, and the click then is about the entity alone."""
        whole = self.whole()
        if len(whole) <= limit:
            return whole
        return self.model_copy(update={"question": None, "conversation": None}).model_dump_json(exclude_defaults=True)
