"""Publishes Home tabs, each with the figures of the moment in which it is published."""

from __future__ import annotations

import asyncio
import logging
from weakref import WeakValueDictionary

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks.controls import evaluate_button, record_button
from handlers.collection.home_blocks import collection_blocks
from handlers.home.blocks import home_view, notice_home_view, plain_home_view, plan_buttons
from handlers.slack.error_kinds import slack_code, view_refused
from handlers.slack.replies import PublishHome
from knowledge.answer.overview import glance
from knowledge.collection.model import CollectionStore
from knowledge.collection.round_status import RoundStanding, round_standing
from knowledge.following.model import FollowStore, followed_indicators
from knowledge.guide import Guide

log = logging.getLogger(__name__)


class HomePublisher:
    """Publishes somebody's Home tab; two of the same person's one after another, so that the newer one stays."""

    def __init__(self, client: AsyncWebClient, guide: Guide, follows: FollowStore, collections: CollectionStore) -> None:
        self.client = client
        self.guide = guide
        self.follows = follows
        self.collections = collections
        self._people: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def publish(self, home: PublishHome) -> None:
        """Publish it; in plainer blocks where Slack refuses the better ones, a notice where there is one to show.

        Raises:
            SlackApiError, ClientError, TimeoutError: it could not be published.
        """
        async with self._people.setdefault(home.user, asyncio.Lock()):
            if home.notice:
                await self.client.views_publish(user_id=home.user, view=notice_home_view(home.notice))
            else:
                await self._publish_figures(home)

    async def _publish_figures(self, home: PublishHome) -> None:
        guide = self.guide.of(home.plan) if home.plan else self.guide.default
        context = guide.answer_context(home.language)
        seen = glance(context)
        others = [plan for plan in self.guide.plans if plan.key != guide.strategy.key]
        followed = followed_indicators(self.guide.strategy, self.follows.of(home.user))
        collecting = collection_blocks(self._rounds(), self.collections.owners(), context.words)
        buttons = [record_button(context.words), evaluate_button(context.words)]
        buttons += plan_buttons(others, context.words)
        shown = guide.strategy.root if others else None
        view = home_view(seen, context.words, context.today, home.page, buttons, followed, collecting, shown)
        try:
            await self.client.views_publish(user_id=home.user, view=view)
        except SlackApiError as error:
            if not view_refused(error):
                raise
            log.warning("the Home tab was refused: %s", slack_code(error))
            await self.client.views_publish(user_id=home.user, view=plain_home_view(seen, context.words, home.page, shown))

    def _rounds(self) -> list[RoundStanding]:
        """Where the open collection rounds stand."""
        strategy, measurements = self.guide.strategy, self.guide.measurements
        return [round_standing(each, self.collections, strategy, measurements) for each in self.collections.rounds()]
