"""`shirube digest`: a period's digest on standard output, or posted to channels."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.commands.shared import WORDS, help_text, plan_option, workspace
from bot.workspace import Workspace
from knowledge.digest.specs import covering
from knowledge.errors import ShirubeError
from knowledge.notation.period import Cadence, Period
from knowledge.strategy.model import Kind, Language

if TYPE_CHECKING:
    from bot.outbox import OwnOutbox
    from handlers.digests.deliveries import WantedDigest

_PATIENCE_SECONDS = 30.0  # in which a digest is to stand in its channel, at a terminal
_PAUSE_SECONDS = 0.05
_CADENCES = {"quarter": Cadence.QUARTERLY, "month": Cadence.MONTHLY, "week": Cadence.WEEKLY}  # by the option's name


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """What the command line asks for."""

    period: Period
    language: Language
    goals: tuple[str, ...]


@click.command("digest", help=help_text("digest"))
@click.option("--quarter", metavar="2021Q3", help=help_text("digest.quarter"))
@click.option("--month", metavar="2021-10", help=help_text("digest.month"))
@click.option("--week", metavar="2021-W40", help=help_text("digest.week"))
@click.option("--channel", "channels", metavar="C…", multiple=True, help=help_text("digest.channel"))
@click.option("--goal", "goals", metavar="N", type=int, multiple=True, help=help_text("digest.goal"))
@click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    default=WORDS.language.value,
    help=help_text("digest.lang"),
)
@click.option("--dry-run", is_flag=True, help=help_text("digest.dry_run"))
@click.option("--again", is_flag=True, help=help_text("digest.again"))
@plan_option
def command(
    channels: Sequence[str],
    goals: Sequence[int],
    lang: str,
    plan: str | None,
    *,
    dry_run: bool,
    again: bool,
    **periods: str | None,
) -> None:
    """Print the digest, or post it."""
    given = [(cadence, written) for option, cadence in _CADENCES.items() if (written := periods[option])]
    if len(given) > 1:
        raise click.UsageError(WORDS.say("digest.period.many"))
    opened = workspace(plan=plan)
    period = _period(given[0] if given else None, opened)
    chosen = tuple(_goal(opened, number) for number in goals) or covering(opened.strategy)
    wanted = DigestOptions(period, Language(lang), chosen)
    if channels and not dry_run:
        asyncio.run(_post(opened, channels, wanted, again=again))
        return
    if not channels:
        _show(opened, None, wanted)
    for channel in channels:
        click.echo(WORDS.say("digest.would_post", channel=channel))
        _show(opened, channel, wanted)


def _period(given: tuple[Cadence, str] | None, opened: Workspace) -> Period:
    """The period that is meant; the last quarter that is over where none is given.

    Raises:
        ShirubeError: it is no period, or has not begun.
    """
    today = opened.settings.today()
    if given is None:
        return Period.holding(Cadence.QUARTERLY, today).previous
    cadence, written = given
    period = Period.read(written)
    if period is None or period.cadence is not cadence:
        raise ShirubeError(f"digest.period.other.{cadence}", given=written)
    if period.first > today:
        raise ShirubeError("digest.period.future", given=written, first=WORDS.day(period.first))
    return period


def _goal(opened: Workspace, number: int) -> str:
    goals = {goal.number: goal.id for goal in opened.strategy.of_kind(Kind.GOAL) if not goal.national}
    if number not in goals:
        raise ShirubeError("digest.goal.unknown", given=number, numbers=WORDS.joined(map(str, goals)))
    return goals[number]


def _show(opened: Workspace, channel: str | None, wanted: DigestOptions) -> None:
    from bot.services import open_specs

    specs = open_specs(opened)
    text = specs.text(specs.of(channel, wanted.period, wanted.language, wanted.goals))
    click.echo(f"{text.text}\n\n{text.whole_text}")


async def _post(opened: Workspace, channels: Sequence[str], wanted: DigestOptions, *, again: bool) -> None:
    """Post to each channel; one that has the period's digest already is named and left alone.

    Raises:
        ShirubeError: not all of it could be posted.
    """
    from aiohttp import ClientSession, ClientTimeout

    from bot.app import CALL_SECONDS
    from bot.outbox import open_outbox
    from bot.settings import Role, Settings
    from handlers.digests.deliveries import WantedDigest

    settings = Settings.read(Role.CLOCK)
    async with (
        ClientSession(timeout=ClientTimeout(total=CALL_SECONDS)) as session,
        open_outbox(settings, opened, session) as outbox,
    ):
        for channel in channels:
            digest = WantedDigest(channel, wanted.period, wanted.language, wanted.goals)
            done = await _posted(opened, outbox, digest, again=again)
            click.echo(WORDS.say(f"digest.post.{done}", channel=channel, period=wanted.period.key))


async def _posted(opened: Workspace, outbox: OwnOutbox, digest: WantedDigest, *, again: bool) -> str:
    """Post to one channel and wait until it stands there: `done`, or in what state the channel's delivery was before.

    Raises:
        ShirubeError: it could not be posted, or not within the time that one waits at a terminal.
    """
    from bot.clock.own_request import once
    from db.deliveries import Deliveries
    from handlers.digests.deliveries import place_of, publish
    from handlers.slack.replies import Asker
    from knowledge.digest.delivery import DeliveryState

    with once("terminal", place_of(digest.channel)):
        claim = await outbox.changes.make(partial(publish, digest, Asker(), anew=again))
    if claim is None or not claim.begins:
        return str(claim.delivery.state) if claim else "done"
    for _ in range(round(_PATIENCE_SECONDS / _PAUSE_SECONDS)):
        found = Deliveries(opened.store).find(claim.delivery.id)
        if found and found.state is DeliveryState.POSTED:
            return "done"
        if found and found.state is not DeliveryState.OPEN:
            raise ShirubeError("digest.not_posted", channel=digest.channel, reason=found.reason or found.state)
        await asyncio.sleep(_PAUSE_SECONDS)
    return "open"
