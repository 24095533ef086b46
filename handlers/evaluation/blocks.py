"""The form for the evaluation of one entity's fiscal year, with the figures and what is recorded of it already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers.blocks.elements import Element, context, option, plain, section
from handlers.recording.blocks import ViewBody
from handlers.recording.form_state import filled
from handlers.slack.ids import Action, Field, View
from handlers.slack.limits import BLOCK_ID, MODAL_BUTTON, MODAL_TITLE, OPTIONS, PLACEHOLDER
from handlers.slack.mrkdwn import bold, data
from handlers.slack.outgoing import Block
from knowledge.evaluation.model import Evaluation, Section
from knowledge.evaluation.proposed_verdict import is_judged, verdict_words
from knowledge.evaluation.recording import EvaluationRecording
from knowledge.evaluation.text import evaluated_name, fiscal
from knowledge.evaluation.validation import LONGEST_TEXT, LONGEST_WORD
from knowledge.progress.standing import Standing
from knowledge.strategy.model import Entity, Indicator, Language
from knowledge.words.messages import Messages

_YEARS = 6  # fiscal years that can be chosen, the present one among them
_REASON = 250  # characters of a correction's reason


class EvaluationFormState(BaseModel):
    """What travels with the form: the language, what is evaluated, and the number of entries that its year had."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    language: Language
    target: str = ""
    year: int = 0
    seen: int = 0

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> EvaluationFormState:
        """What a view carries."""
        return cls.model_validate_json(view["private_metadata"])


def filled_form(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by field."""
    values = {block.partition(":")[0]: given for block, given in view["state"]["values"].items()}
    return filled({"state": {"values": values}})


def block_of(field: str, state: EvaluationFormState) -> str:
    """The id of a field's block: another one for each entity and year, or Slack would keep what was typed for another one."""
    return f"{field}:{state.target}:{state.year}"[:BLOCK_ID]


def evaluation_view(
    words: Messages, recording: EvaluationRecording, target: Entity | None, year: int, language: Language, notice: str = ""
) -> ViewBody:
    """The form; without a target, the menu to choose one from alone."""
    newest = recording.store.newest(target.id, year) if target else None
    state = EvaluationFormState(
        language=language, target=target.id if target else "", year=year, seen=newest.number if newest else 0
    )
    before = newest.record if newest else None
    blocks = [
        *([section(bold(notice))] if notice else []),
        _menu(Field.TARGET, _targets(words, recording, target), words),
        _menu(Field.YEAR, _years(words, recording, year), words),
        *(_fields(words, recording, target, state, before) if target else []),
    ]
    view: ViewBody = {
        "type": "modal",
        "callback_id": View.EVALUATE,
        "private_metadata": state.model_dump_json(exclude_defaults=True),
        "title": plain(words.say("evaluation.form.title"), MODAL_TITLE),
        "close": plain(words.say("form.close"), MODAL_BUTTON),
        "blocks": blocks,
    }
    return view | ({"submit": plain(words.say("evaluation.form.submit"), MODAL_BUTTON)} if target else {})


def target_options(found: Sequence[Entity], recording: EvaluationRecording, words: Messages) -> list[Element]:
    """The menu's lines for what can be evaluated."""
    return [option(evaluated_name(each, recording.strategy, words), each.id) for each in found[:OPTIONS]]


def _fields(
    words: Messages, recording: EvaluationRecording, target: Entity, state: EvaluationFormState, before: Evaluation | None
) -> list[Block]:
    proposed = recording.reader().proposed(target, state.year)
    beside = [words.say("evaluation.proposed", verdict=proposed)] if proposed else []
    if isinstance(target, Indicator):
        beside.insert(0, words.say("evaluation.form.status", status=_status(recording.standing(target), words)))
    held = before.content if before else {}
    lines = [_input(section_.value, _text(held.get(section_, "")), words, state) for section_ in Section]
    computed = not is_judged(target, recording.strategy)
    return [
        *([section(data(" / ".join(beside)))] if beside else []),
        _input(Field.VERDICT, _verdicts(words, recording, target, held.get("verdict", proposed or "")), words, state),
        *([_input(Field.VERDICT_REASON, _text(held.get("reason", "")), words, state)] if computed else []),
        *lines,
        _input(Field.SOURCE, _line(held.get("source", "")), words, state),
        *([_input(Field.REASON, _line("", _REASON), words, state)] if before else []),
        context([words.say("evaluation.form.note")]),
    ]


def _status(standing: Standing, words: Messages) -> str:
    """The status of the figures, as of the latest one's year."""
    shown, latest = words.status(standing.status), standing.latest
    return words.say("status.as_of", status=shown, year=words.year(standing.indicator.dated(latest.year))) if latest else shown


def _menu(field: Field, element: Element, words: Messages) -> Block:
    label = plain(words.say(f"evaluation.label.{field}"))
    return {"type": "input", "block_id": field, "label": label, "element": element, "dispatch_action": True}


def _targets(words: Messages, recording: EvaluationRecording, chosen: Entity | None) -> Element:
    menu: Element = {
        "type": "external_select",
        "action_id": Action.EVALUATE_TARGET,
        "min_query_length": 0,
        "placeholder": plain(words.say("evaluation.form.choose"), PLACEHOLDER),
    }
    return menu | ({"initial_option": target_options([chosen], recording, words)[0]} if chosen else {})


def _years(words: Messages, recording: EvaluationRecording, year: int) -> Element:
    newest = max(recording.due_year + 1, year)
    years = {shown: option(fiscal(shown, words), str(shown)) for shown in (*range(newest, newest - _YEARS, -1), year)}
    return {
        "type": "static_select",
        "action_id": Action.EVALUATE_YEAR,
        "options": list(years.values()),
        "initial_option": years[year],
    }


def _verdicts(words: Messages, recording: EvaluationRecording, target: Entity, chosen: str) -> Element:
    """The plan's own words with their meanings, or a line to write one in."""
    known = verdict_words(recording.strategy, target.id)
    if not known:
        return _line(chosen, LONGEST_WORD)
    texts = {
        each.word: words.say("evaluation.verdict.meaning", verdict=each.word, meaning=each.meaning) if each.meaning else each.word
        for each in known
    }
    options = {word: option(text, word) for word, text in texts.items()}
    element: Element = {"type": "static_select", "options": list(options.values())[:OPTIONS]}
    element |= {"placeholder": plain(words.say("evaluation.form.verdict"), PLACEHOLDER)}
    return element | ({"initial_option": options[chosen]} if chosen in options else {})


def _text(initial: str) -> Element:
    return _line(initial, LONGEST_TEXT) | {"multiline": True}


def _line(initial: str, longest: int = LONGEST_TEXT) -> Element:
    element: Element = {"type": "plain_text_input", "max_length": longest}
    return element | ({"initial_value": initial} if initial else {})


def _input(field: str, element: Element, words: Messages, state: EvaluationFormState) -> Block:
    return {
        "type": "input",
        "block_id": block_of(field, state),
        "label": plain(words.heading(field) if field in (*map(str, Section), "source") else words.say(f"evaluation.label.{field}")),
        "element": {"action_id": field, **element},
        "optional": True,
    }
