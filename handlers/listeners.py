"""Every listener with what it answers and who may have it answered: one a line, a table of contents."""

from __future__ import annotations

import re

from slack_bolt.app.async_app import AsyncApp

from handlers.answers.buttons import ask_example, choose, choose_language, delete, judge, share, tell
from handlers.answers.command import answer_command, show_help, show_languages, show_list
from handlers.answers.direct_message import answer_message_event
from handlers.answers.mention import answer_mention
from handlers.answers.message_shortcut import ask_about_message
from handlers.answers.subcommand import subcommand
from handlers.collection.answers import keep_answer, open_answer, open_later, open_over
from handlers.collection.owners import choose_owner, offer_entities, offer_groups, open_owner_form, tie_owner
from handlers.collection.round_form import begin_round, end_round, open_round_form, show_rounds
from handlers.digests.manage import by_command, change_by_click, list_subscriptions, open_by_click
from handlers.digests.preview import post, preview, withdraw
from handlers.digests.subscribe import change_cadence, subscribe, take_subscription
from handlers.errors import report
from handlers.evaluation.confirmation import undo_evaluation
from handlers.evaluation.form import (
    choose_evaluated,
    offer_targets,
    open_evaluation,
    open_evaluation_by_command,
    save_evaluation,
)
from handlers.following.listeners import follow, follow_by_command, follow_here, unfollow, unfollow_by_command, unfollow_here
from handlers.home.listeners import look_closer, open_home, turn_page
from handlers.listener_rules import Rule, on
from handlers.middleware.access import require_access
from handlers.recording.confirmation import undo_recorded
from handlers.recording.file_import import explain_file, leave_file, load_file
from handlers.recording.file_offer import brings_files, offer_files, take_figures
from handlers.recording.modal import check_form, choose_indicator, offer_indicators, save_figure
from handlers.recording.open import open_from_button, open_from_command, open_from_shortcut
from handlers.recording.plan_import import serve_plan, serve_plan_before
from handlers.sheets.command import order_sheet
from handlers.slack.events import STEP_EXECUTED
from handlers.slack.ids import Action, Shortcut, Step, View
from handlers.stale import end_outdated, say_outdated, show_outdated
from handlers.workflows.collect import start_collection
from handlers.workflows.digest import post_digest
from handlers.workflows.look_up import look_up_indicator
from handlers.workflows.record import record_figure

_ANY = re.compile("")


def register_listeners(app: AsyncApp) -> None:
    """Register all listeners; of those that fit a request, the first is asked.

    Bolt asks one after the other, which costs more than some answers: what people ask most by comes first.
    """
    app.use(require_access)
    on(app.event("app_mention"), answer_mention, Rule.ASK)
    on(app.event("message", matchers=[brings_files]), offer_files, Rule.RECORD)
    on(app.event("message"), answer_message_event, Rule.ASK)
    on(app.event("app_home_opened"), open_home, Rule.OWN)
    on(app.command("/kpi", matchers=subcommand(None)), answer_command, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("subscribe")), subscribe, Rule.CHANNEL)
    on(app.command("/kpi", matchers=subcommand("subscriptions")), list_subscriptions, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("unsubscribe")), by_command("end"), Rule.CHANNEL)
    on(app.command("/kpi", matchers=subcommand("pause")), by_command("pause"), Rule.CHANNEL)
    on(app.command("/kpi", matchers=subcommand("resume")), by_command("resume"), Rule.CHANNEL)
    on(app.command("/kpi", matchers=subcommand("digest")), preview, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("follow")), follow_by_command, Rule.CHANNEL)
    on(app.command("/kpi", matchers=subcommand("unfollow")), unfollow_by_command, Rule.CHANNEL)
    on(app.command("/kpi", matchers=subcommand("list")), show_list, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("help")), show_help, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("language")), show_languages, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("record")), open_from_command, Rule.RECORD)
    on(app.command("/kpi", matchers=subcommand("evaluate")), open_evaluation_by_command, Rule.EVALUATE)
    on(app.command("/kpi", matchers=subcommand("owner")), open_owner_form, Rule.COLLECT)
    on(app.command("/kpi", matchers=subcommand("collect")), open_round_form, Rule.COLLECT)
    on(app.command("/kpi", matchers=subcommand("collection")), show_rounds, Rule.ASK)
    on(app.command("/kpi", matchers=subcommand("report")), order_sheet, Rule.ASK)
    on(app.action(Action.SUBSCRIBE_CADENCE), change_cadence, Rule.ASK)
    on(app.view(View.SUBSCRIBE), take_subscription, Rule.CHANNEL)
    on(app.action(Action.SUBSCRIPTION_CHANGE), open_by_click, Rule.CHANNEL)
    on(app.action(re.compile(r"^subscription_(end|pause|resume)$")), change_by_click, Rule.CHANNEL)
    on(app.action(Action.DIGEST_POST), post, Rule.CHANNEL)
    on(app.action(Action.DIGEST_WITHDRAW), withdraw, Rule.OWNER)
    on(app.action(_one_of(Action.FOLLOW)), follow, Rule.OWN)
    on(app.action(_one_of(Action.UNFOLLOW)), unfollow, Rule.OWN)
    on(app.action(_one_of(Action.FOLLOW_HERE)), follow_here, Rule.CHANNEL)
    on(app.action(_one_of(Action.UNFOLLOW_HERE)), unfollow_here, Rule.CHANNEL)
    on(app.action(Action.EVALUATE_OPEN), open_evaluation, Rule.EVALUATE)
    on(app.action(re.compile(f"^({Action.EVALUATE_TARGET}|{Action.EVALUATE_YEAR})$")), choose_evaluated, Rule.ASK)
    on(app.options(Action.EVALUATE_TARGET), offer_targets, Rule.ASK)
    on(app.view(View.EVALUATE), save_evaluation, Rule.EVALUATE)
    on(app.action(Action.EVALUATE_UNDO), undo_evaluation, Rule.EVALUATE)
    on(app.action(Action.OWNER_CHOSEN), choose_owner, Rule.ASK)
    on(app.options(Action.OWNER_GROUP), offer_groups, Rule.ASK)
    on(app.options(Action.OWNER_ENTITIES), offer_entities, Rule.ASK)
    on(app.view(View.OWNER), tie_owner, Rule.COLLECT)
    on(app.view(View.COLLECT), begin_round, Rule.COLLECT)
    on(app.action(Action.COLLECT_END), end_round, Rule.COLLECT)
    on(app.action(Action.COLLECT_ANSWER), open_answer, Rule.RECORD)
    on(app.action(Action.COLLECT_LATER), open_later, Rule.RECORD)
    on(app.action(Action.COLLECT_OVER), open_over, Rule.RECORD)
    on(app.view(re.compile(f"^({View.COLLECT_LATER}|{View.COLLECT_OVER})$")), keep_answer, Rule.RECORD)
    on(app.function(Step.LOOK_UP), look_up_indicator, Rule.ASK)
    on(app.function(Step.RECORD), record_figure, Rule.RECORD)
    on(app.function(Step.COLLECT), start_collection, Rule.COLLECT)
    on(app.function(Step.DIGEST), post_digest, Rule.CHANNEL)
    on(app.shortcut(Shortcut.ASK_ABOUT_MESSAGE), ask_about_message, Rule.ASK)
    on(app.shortcut(Shortcut.RECORD), open_from_shortcut, Rule.RECORD)
    on(app.action(_one_of(Action.ASK)), ask_example, Rule.ASK)
    on(app.action(_one_of(Action.CHOOSE)), choose, Rule.ASK)
    on(app.action(_one_of(Action.DELETE)), delete, Rule.OWNER)
    on(app.action(_one_of(Action.FEEDBACK)), judge, Rule.OWN)
    on(app.action(_one_of(Action.LANGUAGE)), choose_language, Rule.OWN)
    on(app.action(_one_of(Action.LOOK)), look_closer, Rule.ASK)
    on(app.action(_one_of(Action.PAGE)), turn_page, Rule.ASK)
    on(app.action(_one_of(Action.SHARE)), share, Rule.ASK)
    on(app.action(_one_of(Action.TELL)), tell, Rule.OWN)
    on(app.action(Action.RECORD_OPEN), open_from_button, Rule.RECORD)
    on(app.action(Action.RECORD_UNDO), undo_recorded, Rule.RECORD)
    on(app.action(Action.IMPORT), load_file, Rule.RECORD)
    on(app.action(Action.IMPORT_DROP), leave_file, Rule.OWN)
    on(app.action(Action.PLAN_FIGURES), take_figures, Rule.RECORD)
    on(app.action(_one_of(Action.IMPORT_PLAN)), take_figures, Rule.RECORD)
    on(app.action(Action.PLAN_SERVE), serve_plan, Rule.PLAN)
    on(app.action(Action.PLAN_BACK), serve_plan_before, Rule.PLAN)
    on(app.action(Action.RECORD_INDICATOR), choose_indicator, Rule.ASK)
    on(app.options(Action.RECORD_INDICATOR), offer_indicators, Rule.ASK)
    on(app.view(View.RECORD_FORM), check_form, Rule.ASK)
    on(app.view(View.RECORD_CONFIRM), save_figure, Rule.RECORD)
    on(app.view(View.IMPORT_REASON), explain_file, Rule.RECORD)
    on(app.action(_ANY), say_outdated, Rule.ASK)
    on(app.event(STEP_EXECUTED), end_outdated, Rule.ASK)
    on(app.shortcut(_ANY), say_outdated, Rule.ASK)
    on(app.view(_ANY), show_outdated, Rule.ASK)
    app.error(report)


def _one_of(action: Action) -> re.Pattern[str]:
    """The action's id, alone or with a number."""
    return re.compile(rf"^{action}(:\d+)?$")
