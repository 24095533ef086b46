"""Who may evaluate what, as `SHIRUBE_EVALUATORS` says."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from handlers.recording.recorders import Recorders, Refusal
from knowledge.evaluation.rights import EvaluationRights
from knowledge.strategy.model import Entity
from knowledge.strategy.plan import Strategy


class Evaluators(Recorders):
    """Those who may evaluate; an owner's people what the owner keeps."""

    what = "evaluators"

    def __init__(self, rights: EvaluationRights, strategy: Strategy, client: AsyncWebClient, team: str | None = None) -> None:
        super().__init__(rights.allowed(None, strategy), client, team=team)
        self.rights = rights
        self.strategy = strategy

    async def refusal_of(self, target: Entity | None, user: str, within: float | None = None) -> Refusal | None:
        """Why somebody may not evaluate a target, or anything; None where they may.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now, or not `within` so many seconds.
        """
        return await self.refusal_among(self.rights.allowed(target, self.strategy), user, within)
