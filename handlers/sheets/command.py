"""The command for a sheet: it is announced at once, and given in the thread of the announcement."""

from __future__ import annotations

from handlers.listening import Replies
from handlers.sheets.order import SheetOrder
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import SlashCommand
from handlers.slack.replies import Asker, Post, Respond
from knowledge.measurement.recording import Recording
from knowledge.notation.years import fiscal_year
from knowledge.report.sheet.request import parse_sheet_request
from knowledge.strategy.plan_names import named_plan
from knowledge.words.messages import Messages


async def order_sheet(command: SlashCommand, words: Messages, argument: str, recording: Recording) -> Replies:
    """Announce the sheet that is asked for; what makes it is told when the announcement stands."""
    plan, rest = named_plan(argument, recording.strategy)
    wanted, this = parse_sheet_request(rest), fiscal_year(recording.today)
    year = this - 1 if wanted.year is None else wanted.year
    if wanted.unread or year > this:
        refusal = (
            words.say("sheet.request.unread", words=words.joined(wanted.unread))
            if wanted.unread
            else words.say("sheet.future", year=year, this_year=this)
        )
        return [Respond(OutgoingMessage(refusal), command.response_url)]
    order = SheetOrder(sheet=wanted.kind, year=year, ending=wanted.ending, language=words.language, plan=plan.key)
    title = words.say(f"sheet.{wanted.kind}.title", year=words.say("year.fiscal", year=year))
    if recording.strategy.side_by_side:
        title = words.say("side_by_side.of", plan=words.name(plan.whole), text=title)
    message = OutgoingMessage(words.say("sheet.request.begun", title=title))
    asker = Asker(command.user_id, words.language, url=command.response_url)
    return [Post(message, command.channel_id, topic=order.topic, asker=asker)]
