"""What recording shows in Slack: the form, what figures would mean, refusals, dropped files, what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from bot.settings import TOKYO
from handlers.blocks.elements import Element, actions
from handlers.recording.blocks import ViewBody, confirm_view, form_view, indicator_options, notice_view, reason_view
from handlers.recording.confirmation import recorded_message
from handlers.recording.file_blocks import failed_message, offer_message
from handlers.recording.payloads import FileImportValue
from handlers.recording.permission import Refusal
from knowledge.errors import Fault
from knowledge.guide import Guide
from knowledge.measurement.import_text import import_lines
from knowledge.measurement.model import Edit, Recorded
from knowledge.measurement.preview import Preview
from knowledge.measurement.preview_text import doubt_lines, preview_lines
from knowledge.measurement.recording import Recording
from knowledge.measurement.validation import Entry
from knowledge.strategy.model import Indicator, Language
from knowledge.words.messages import Messages, messages

REFUSAL = Refusal(("U0KEEPER01", "S0KEEPERS"), ("S0KEEPERS",))
LONG = "住民基本台帳に基づく人口動態の集計 <https://example.com/a?b=1&c=2> *速報* " * 6


def previews(guide: Guide, indicator: Indicator) -> Iterator[Preview]:
    """An odd figure, an ordinary one, and one for a year that is recorded."""
    recording = Recording(guide.strategy, guide.measurements, lambda: datetime.combine(guide.today(), time(12), TOKYO))  # type: ignore[arg-type]
    for year, value in ((2022, "odd"), (2022, indicator.target.wording.ja), (2021, indicator.baseline.wording.ja)):
        unit = indicator.unit.written or ""
        fields = {"indicator": indicator.id, "year": str(year), "value": f"1,234,567{unit}" if value == "odd" else value}
        checked = recording.check(Entry(fields | {"source": LONG, "note": LONG, "kind": "速報"}))
        if isinstance(checked, Preview):
            yield checked


def views(guide: Guide, words: Messages) -> Iterator[tuple[str, ViewBody]]:
    """The modals, by name."""
    yield "form", form_view(words, "{}")
    for indicator in guide.strategy.indicators:
        yield f"form {indicator.id}", form_view(words, "{}", indicator)
        for number, preview in enumerate(previews(guide, indicator)):
            meaning, doubts = list(preview_lines(preview, guide.strategy, words)), list(doubt_lines(preview, words))
            reason = preview.outcome.needs_reason
            yield f"confirm {indicator.id} {number}", confirm_view(words, meaning, doubts, "{}", reason=reason)
            changed = confirm_view(words, meaning, doubts, "{}", reason=reason, notice=words.say("form.changed"))
            yield f"confirm anew {indicator.id} {number}", changed
    yield "reason", reason_view(words, list(offer_lines(guide, words)), "{}")
    yield "refusal", notice_view(words, REFUSAL.lines(words))


def offer_lines(guide: Guide, words: Messages) -> Iterator[str]:
    """What a file of many rows would do."""
    rows = [preview for indicator in guide.strategy.indicators for preview in previews(guide, indicator)]
    yield from import_lines(
        list(enumerate(rows, start=2)), (Fault("import.note.columns", {"columns": ("F:x",)}),), guide.strategy, words
    )


def recording_scenes(guide: Guide) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, surface, what is shown: a view, or a message's blocks)."""
    for language in Language:
        words = messages(language)
        for name, view in views(guide, words):
            yield f"{name} {language}", "modal", view
        edits = tuple(
            Edit(p.measurement.indicator, p.measurement.year, p.recorded, p.measurement)
            for indicator in guide.strategy.indicators
            for p in previews(guide, indicator)
        )
        shown = {
            "recorded": recorded_message(Recorded(1, edits), guide.strategy, language),
            "undone": recorded_message(Recorded(2, edits[:1], undoes=1), guide.strategy, language),
            "offer": offer_message(
                "実績.csv", list(offer_lines(guide, words)), FileImportValue(file="F1:1.1", language=language), words
            ),
            "failed": failed_message([LONG] * 60, words),
            "refusal": REFUSAL.message(words),
        }
        for name, message in shown.items():
            yield f"{name} {language}", "message", {"blocks": list(message.forms[0])}
        for grouped in (True, False):
            offered = indicator_options(guide.strategy.indicators, guide.strategy, words, grouped=grouped)
            yield f"indicators {grouped} {language}", "message", {"blocks": [actions([menu(offered)])]}


def menu(offered: dict[str, Any]) -> Element:
    """The lines that a menu is filled with from outside, as a menu of their own."""
    return {"type": "static_select", "action_id": "indicator", **offered}
