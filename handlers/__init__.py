"""Slack payloads in, blocks out: one listener a line."""

from __future__ import annotations

from slack_bolt.app.async_app import AsyncApp

from handlers.access import screen
from handlers.commands import answer_command
from handlers.errors import report
from handlers.forms import check_form, offer_indicators, save_figure
from handlers.ids import Action, Shortcut, View
from handlers.imports import brings_files, explain_file, leave_file, load_file, offer_files
from handlers.mentions import answer_mention
from handlers.messages import answer_message_event
from handlers.opening import open_from_button, open_from_command, open_from_shortcut
from handlers.recorded import FIGURES_RECORDED, tell_recorded, undo_recorded
from handlers.subcommands import subcommand


def register(app: AsyncApp) -> None:
    """All listeners: a table of contents."""
    app.use(screen)
    app.event("app_mention")(answer_mention)
    app.event("message", matchers=[brings_files])(offer_files)
    app.event("message")(answer_message_event)
    app.event(FIGURES_RECORDED)(tell_recorded)
    app.command("/kpi", matchers=subcommand("record"))(open_from_command)
    app.command("/kpi")(answer_command)
    app.shortcut(Shortcut.RECORD)(open_from_shortcut)
    app.action(Action.RECORD_OPEN)(open_from_button)
    app.action(Action.RECORD_UNDO)(undo_recorded)
    app.action(Action.IMPORT)(load_file)
    app.action(Action.IMPORT_DROP)(leave_file)
    app.options(Action.RECORD_INDICATOR)(offer_indicators)
    app.view(View.RECORD_FORM)(check_form)
    app.view(View.RECORD_CONFIRM)(save_figure)
    app.view(View.IMPORT_REASON)(explain_file)
    app.error(report)
