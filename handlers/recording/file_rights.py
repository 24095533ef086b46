"""Who may load what stands in a file: the recorders its figures, the evaluators its evaluations."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.evaluation.evaluators import Evaluators
from handlers.recording.recorders import Recorders, Refusal
from knowledge.measurement.file import FilePart, MeasurementFile


@dataclass(frozen=True, slots=True)
class FileRights:
    """What people may load; each question may ask Slack for the members of user groups."""

    recorders: Recorders
    evaluators: Evaluators

    async def refusal(self, user: str) -> Refusal | None:
        """Why somebody may load nothing of any file; None where there is something that they may.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now.
        """
        refusal = await self.recorders.refusal(user)
        return refusal and (refusal if await self.evaluators.refusal(user) else None)

    async def part(self, read: MeasurementFile, user: str) -> FilePart | Refusal | None:
        """What of a file somebody may load: None where that is all of it; or why it is nothing.

        Evaluations are loaded all or none: whoever may not evaluate one of their entities loads none of them.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now.
        """
        figures, evaluations = await self._refusals(read, user)
        if figures and (evaluations or not read.evaluations):
            return figures
        if evaluations and not read.rows:
            return evaluations
        return FilePart.EVALUATIONS if figures else FilePart.FIGURES if evaluations else None

    async def refusal_of(self, read: MeasurementFile, user: str, within: float | None = None) -> Refusal | None:
        """Why somebody may not load a file as a whole; None where they may.

        Raises:
            SlackApiError, ClientError, TimeoutError: Slack does not tell now, or not `within` so many seconds.
        """
        figures, evaluations = await self._refusals(read, user, within)
        return figures or evaluations

    async def _refusals(
        self, read: MeasurementFile, user: str, within: float | None = None
    ) -> tuple[Refusal | None, Refusal | None]:
        """Why somebody may not load the figures of a file, and why not its evaluations."""
        figures = await self.recorders.refusal(user, within) if read.rows else None
        targets = {self.evaluators.strategy.get(form.entry.get("target")) for form in read.evaluations}
        refusals = [await self.evaluators.refusal_of(target, user, within) for target in targets]
        return figures, next(filter(None, refusals), None)
