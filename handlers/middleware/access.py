"""Who may ask, and where: the channels that are allowed, no guests and no other workspaces unless they are."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError

from handlers.inbox.notify import asker, asker_of, place, team, told
from handlers.inbox.outcome import current
from handlers.language import Languages
from handlers.middleware.installation import Installation
from handlers.slack.error_kinds import slack_code, unreachable
from handlers.slack.events import STEP_EXECUTED
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.people import People
from knowledge.dialogue import Dialogue
from knowledge.words.messages import Messages, messages

log = logging.getLogger(__name__)

_RULES = {
    "channel": "access.channel",
    "guest": "access.guest",
    "unsure": "access.unsure",
    "unknown": "access.unknown",
    "team": "access.team",
}
_FORM_SECONDS = 0.4  # in which Slack has to tell of a person, before a form is acknowledged without


@dataclass(frozen=True, slots=True)
class Access:
    """The rules. No channels: all of them; `teams` are the other workspaces that are welcome."""

    channels: frozenset[str] = frozenset()
    guests: bool = False
    teams: frozenset[str] = frozenset()


async def require_access(
    access: Access,
    people: People,
    languages: Languages,
    dialogue: Dialogue,
    follows_threads: bool,
    body: dict[str, Any],
    context: AsyncBoltContext,
    next_: Callable[[], Awaitable[BoltResponse]],
) -> BoltResponse | None:
    """Let through whoever may ask; tell the others which rule it is that they meet."""
    if _overheard(body, context.bot_user_id) and not follows(body, dialogue, follows_threads=follows_threads):
        return BoltResponse(status=200)  # nobody spoke to the bot: nobody is looked up
    ours = Installation.of(context.authorize_result)
    if not ours.is_meant(body, access.teams):
        log.warning("refused: another installation's request")
        return BoltResponse(status=200)
    rule = await broken_rule(access, people, body, ours)
    if rule is None:
        current().asker = asker_of(body, await languages.likely(body))
        await next_()
        return None
    log.info("refused by the rule %s", rule)
    if _overheard(body, context.bot_user_id) or body.get("type") == "block_suggestion":
        return BoltResponse(status=200)
    words = messages(await languages.asking(body))
    current().add(told(body, OutgoingMessage(rule_text(rule, words)), aside=True))
    return BoltResponse(status=200)


def rule_text(rule: str, words: Messages) -> str:
    """What whoever meets a rule is told of it."""
    return words.say(_RULES[rule])


def _overheard(body: Mapping[str, Any], bot: str | None) -> bool:
    """Whether somebody wrote in a channel without speaking to the bot, which hears it all the same where it follows threads."""
    event = body.get("event") or {}
    direct = str(event.get("channel")).startswith("D")
    return event.get("type") == "message" and not direct and f"<@{bot}>" not in str(event.get("text"))


def follows(body: Mapping[str, Any], dialogue: Dialogue, *, follows_threads: bool) -> bool:
    """Whether a message that is not addressed to the bot stands in a thread that it follows."""
    event = body.get("event") or {}
    thread = event.get("thread_ts")
    return follows_threads and bool(thread) and dialogue.remembers(f"{event.get('channel')}:{thread}")


async def broken_rule(access: Access, people: People, body: Mapping[str, Any], ours: Installation) -> str | None:
    """The rule that is not kept; None: all are.

    Raises:
        SlackApiError, ClientError, TimeoutError: Slack does not tell of them now; it may help to try again.
    """
    if (body.get("event") or {}).get("type") == STEP_EXECUTED:
        return await _step_rule(access, people, asker(body), ours)
    home, user = team(body), asker(body)
    within = _FORM_SECONDS if body.get("type") == "view_submission" else None
    at_home = ours.is_home(body) or home in access.teams
    if not at_home and not await _colleague(people, user, within, ours):
        return "team"
    channel = place(body)
    if access.channels and channel and not channel.startswith("D") and channel not in access.channels:
        return "channel"
    if not access.guests and user:
        return await _guest(people, user, within, foreign=home not in (None, ours.workspace))
    return None


async def _step_rule(access: Access, people: People, user: str | None, ours: Installation) -> str | None:
    """The rule that whoever runs a workflow does not keep; None: all are.

    The event does not name their workspace: whom Slack does not tell of is not let in.

    Raises:
        SlackApiError, ClientError, TimeoutError: it may help to try again.
    """
    try:
        person = await people.person(user) if user else None
    except SlackApiError as error:
        if unreachable(error):
            raise
        log.warning("whoever runs a workflow is not known: %s", slack_code(error))
        person = None
    if person is None:
        return "unknown"
    colleague = ours.organisation is not None and person.organisation == ours.organisation
    if not colleague and person.team not in {ours.workspace, *access.teams}:
        return "team"
    return "guest" if person.guest and not access.guests else None


async def _colleague(people: People, user: str | None, within: float | None, ours: Installation) -> bool:
    """Whether Slack says of somebody of another workspace that they belong to the organisation of ours.

    Raises:
        SlackApiError, ClientError, TimeoutError: it may help to try again.
    """
    if user is None or ours.organisation is None:
        return False
    try:
        person = await people.person(user, within)
    except SlackApiError as error:
        if unreachable(error):
            raise
        return False  # Slack does not tell of strangers
    return person is not None and person.organisation == ours.organisation


async def _guest(people: People, user: str, within: float | None, *, foreign: bool) -> str | None:
    """The rule about guests, where it is not kept; where Slack cannot be asked now, it is asked again later.

    A form is waited for `within` seconds: whoever fills it in was looked at when it was opened.

    Raises:
        SlackApiError, ClientError, TimeoutError: it may help to try again.
    """
    try:
        person = await people.person(user, within)
    except (SlackApiError, ClientError, TimeoutError) as error:
        if within is not None and unreachable(error):
            return None
        if not isinstance(error, SlackApiError) or unreachable(error):
            raise
        log.warning("somebody may be a guest: %s", slack_code(error))
        return None if foreign else "unsure"  # Slack does not tell of the members of other workspaces; these are welcome
    return "guest" if person and person.guest else None
