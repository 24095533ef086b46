"""Scenes of recording: the form, what a figure would mean, refusals, dropped files, what was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handlers.blocks.elements import actions, plain
from handlers.recording.blocks import confirm_view, form_view, indicator_options, notice_view, reason_view
from handlers.recording.confirmation import recorded_message
from handlers.recording.file_blocks import failed_message, offer_message, which_plan_message
from handlers.recording.form_state import RecordFormState
from handlers.recording.payloads import FileImportValue
from handlers.recording.plan_blocks import plan_message, served_message
from handlers.recording.recorders import Refusal
from handlers.showcase.evaluation import long_evaluation
from handlers.showcase.scene import GROUP, PERSON, Scene, Showcase, long_text, message_scenes, view_scene
from knowledge.errors import Fault
from knowledge.evaluation.file_rows import EvaluationRow
from knowledge.evaluation.model import Section
from knowledge.evaluation.recording import EvaluationPreview
from knowledge.measurement.file_recording import FileCheck
from knowledge.measurement.import_text import ImportText
from knowledge.measurement.preview import Preview
from knowledge.measurement.validation import Entry
from knowledge.ports import DroppedFile
from knowledge.record_log import Edit, Recorded
from knowledge.strategy.dropped_plan import DroppedPlan
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plans import Plans

REFUSAL = Refusal((PERSON, GROUP), (GROUP,))


def recording_views(showcase: Showcase) -> Iterator[Scene]:
    """The modals: the form, empty and for each indicator, what each figure would mean, the reason for a file, a refusal."""
    words, strategy = showcase.words, showcase.guide.strategy
    state = RecordFormState(language=showcase.language).packed()
    yield view_scene("form", form_view(words, state))
    for indicator in strategy.indicators:
        yield view_scene(f"form {indicator.id}", form_view(words, state, showcase.recording.hints(indicator)))
        for preview in previews(showcase, indicator):
            for notice in ("", words.say("form.changed")):
                yield confirmation(showcase, preview, notice)
    yield view_scene("reason", reason_view(words, list(ImportText(offered(showcase), (), strategy, words).lines()), state))
    yield view_scene("refusal", notice_view(words, REFUSAL.lines(words)))


def plan_messages(showcase: Showcase) -> Iterator[Scene]:
    """A dropped planning table that could be served, here with the plan that is served; and that it is served."""
    words, strategy = showcase.words, showcase.guide.strategy
    offered = FileImportValue(file="F1:1.1", language=showcase.language)
    notes = (Fault("import.note.columns", {"columns": ("F:x",)}),)
    plan = DroppedPlan(PlanFile("plan.csv", ""), strategy, notes, ("x",), figures=True)
    yield from message_scenes("dropped plan", plan_message(plan, ["x"], offered, words, figures=True))
    yield from message_scenes("served plan", served_message(strategy, offered, words, figures=True))


def confirmation(showcase: Showcase, preview: Preview, notice: str = "") -> Scene:
    """The modal in which a figure is confirmed."""
    words, state = showcase.words, RecordFormState(language=showcase.language).packed()
    view = confirm_view(words, preview, showcase.guide.strategy, state, notice)
    return view_scene(f"confirm {preview.measurement.indicator} {preview.measurement.year}", view)


def recording_messages(showcase: Showcase) -> Iterator[Scene]:
    """What was recorded and taken back, a dropped file and what is wrong with one, a refusal, the menu of indicators."""
    words, strategy = showcase.words, showcase.guide.strategy
    shown = [preview for indicator in strategy.indicators for preview in previews(showcase, indicator)]
    edits = tuple(Edit(p.measurement.indicator, p.measurement.year, p.recorded, p.measurement) for p in shown)
    yield from message_scenes("recorded", recorded_message(Recorded(1, edits), strategy, showcase.language))
    yield from message_scenes("undone", recorded_message(Recorded(2, edits[:1], undoes=1), strategy, showcase.language))
    value, check = FileImportValue(file="F1:1.1", language=showcase.language), offered(showcase)
    notes = (Fault("import.note.columns", {"columns": ("F:x",)}),)
    in_doubt = ImportText(check, notes, strategy, words)
    yield from message_scenes("dropped file", offer_message("measurements.csv", in_doubt, value))
    sound = FileCheck(tuple((line, row) for line, row in check.figures if not row.doubts))
    yield from message_scenes("sound file", offer_message("measurements.csv", ImportText(sound, (), strategy, words), value))
    yield from message_scenes(
        "file for one of several plans", which_plan_message(DroppedFile("F1:1.1", PERSON, "x.csv", b""), Plans((strategy,)), words)
    )
    yield from message_scenes("refused file", failed_message([long_text(showcase)] * 60, words))
    yield from message_scenes("refused person", REFUSAL.message(words))
    for grouped in (True, False):
        options: dict[str, Any] = indicator_options(strategy.indicators, strategy, words, grouped=grouped)
        placeholder = plain(words.say("form.placeholder.indicator"))
        menu = {"type": "static_select", "action_id": "indicator", "placeholder": placeholder, **options}  # filled from outside
        yield Scene("menu of indicators", "message", (actions([menu]),))


def previews(showcase: Showcase, indicator: Indicator) -> Iterator[Preview]:
    """An odd figure and the target for this year, and the baseline for the year before, which may be recorded."""
    year = showcase.recording.today.year
    odd = f"1,234,567{indicator.unit.written or ''}"
    text = long_text(showcase)
    given = ((year, odd), (year, indicator.target.wording.ja), (year - 1, indicator.baseline.wording.ja))
    for each, value in given:
        fields = {"indicator": indicator.id, "year": str(each), "value": value, "source": text, "note": text, "kind": "preliminary"}
        checked = showcase.recording.check(Entry(fields))
        if isinstance(checked, Preview):
            yield checked


def offered(showcase: Showcase) -> FileCheck:
    """A file with many figures and an evaluation, which says what another row and the year before say."""
    rows = [preview for indicator in showcase.guide.strategy.indicators for preview in previews(showcase, indicator)]
    evaluation = EvaluationRow(
        1, EvaluationPreview(long_evaluation(showcase), None, None, 0), (Section.ISSUES,), ((Section.CAUSES, 2),)
    )
    return FileCheck(tuple(enumerate(rows, start=2)), (evaluation,))
