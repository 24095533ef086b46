"""`shirube doctor`: looks the installation over, and says what to do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

import click

from bot.doctor import Doctor, Finding, Verdict
from bot.environment import Environment
from bot.settings import Role
from bot.terminal import WORDS, help_text


@click.command("doctor", help=help_text("doctor"))
@click.option("--role", type=click.Choice([str(role) for role in Role]), help=help_text("doctor.role"))
def command(role: str | None) -> None:
    """Check everything, one line a finding; 1 is the exit status where something is to be done."""
    sys.exit(asyncio.run(_examine(Role(role) if role else None)))


async def _examine(role: Role | None) -> int:
    status = 0
    async for finding in _findings(role):
        click.echo(WORDS.say(f"doctor.verdict.{finding.verdict}", text=finding.text))
        status = status or int(finding.verdict is Verdict.FAULT)
    return status


async def _findings(role: Role | None) -> AsyncIterator[Finding]:
    """Without a role: web's settings, or worker's where those stand."""
    doctor = Doctor(WORDS)
    settings, found = doctor.settings(role or Role.WEB)
    if settings is None and role is None:
        other, alike = doctor.settings(Role.WORKER)
        settings, found = (other, alike) if other else (settings, found)
    workspace, further = doctor.database(Environment.read())
    for finding in (*found, *further):
        yield finding
    if settings:
        async for finding in doctor.slack(settings, workspace):
            yield finding
