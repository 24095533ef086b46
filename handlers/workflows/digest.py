"""The step that posts a digest to a channel."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.digests.deliveries import WantedDigest, place_of, publish
from handlers.digests.preview import wanted_digest
from handlers.inbox.changes import Changed, Changes, ChangeServices
from handlers.listening import Replies
from handlers.middleware.access import Access
from handlers.slack.error_kinds import ErrorKind, kind_of, unreachable
from handlers.slack.payloads import StepExecution
from handlers.slack.replies import Asker, FinishStep
from knowledge.digest.delivery import Claim
from knowledge.digest.specs import DigestSpecs
from knowledge.digest.subscription import SubscriptionStore
from knowledge.digest.text import period_name
from knowledge.words.messages import Messages, messages

_PAGE = 1000  # members that Slack lists at a time


async def post_digest(
    step: StepExecution,
    words: Messages,
    changes: Changes,
    access: Access,
    client: AsyncWebClient,
    specs: DigestSpecs,
    subscriptions: SubscriptionStore,
) -> Replies:
    """Post it where whoever runs the workflow is a member; or end the step with what stands in the way."""
    channel, period = step.given("channel"), step.given("period")
    hindrance = await _hindrance(channel, step.user, access, client)
    wanted = wanted_digest(period, channel, words.language, specs, subscriptions)
    if hindrance or wanted is None:
        text = words.say(hindrance) if hindrance else words.say("digest.preview.unread", text=period)
        return [FinishStep(step.function_execution_id, error=text)]
    claim = await changes.make(partial(_published, step, replace(wanted, by=step.user)), place=place_of(channel))
    if claim is None or claim.begins:
        return []
    text = words.say(f"digest.there.{claim.delivery.state}", period=period_name(words, wanted.period))
    return [FinishStep(step.function_execution_id, error=text)]


def _published(step: StepExecution, wanted: WantedDigest, services: ChangeServices) -> Changed[Claim]:
    changed = publish(wanted, Asker(step.user, wanted.language), services, anew=True)
    words = messages(wanted.language)
    answer = words.say("digest.posted", period=period_name(words, wanted.period))
    return Changed(changed.result, [*changed.replies, FinishStep(step.function_execution_id, {"answer": answer})])


async def _hindrance(channel: str, user: str, access: Access, client: AsyncWebClient) -> str | None:
    """The message that says why somebody may not have a digest posted to a channel; None where they may.

    Raises:
        SlackApiError, ClientError, TimeoutError: Slack does not tell now.
    """
    if access.channels and channel not in access.channels:
        return "access.channel"
    try:
        return None if await _is_member(channel, user, client) else "step.digest.not_member"
    except SlackApiError as error:
        if unreachable(error):
            raise
        return "step.digest.members_unread" if kind_of(error) is ErrorKind.SCOPE_MISSING else "step.digest.not_member"


async def _is_member(channel: str, user: str, client: AsyncWebClient) -> bool:
    async for page in await client.conversations_members(channel=channel, limit=_PAGE):
        if user in page["members"]:
            return True
    return False
