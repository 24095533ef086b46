"""`shirube doctor`: checks the installation and names the remedy of each fault."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.commands.shared import WORDS, help_text
from bot.doctor.checks import Doctor
from bot.doctor.finding import Finding, Verdict
from bot.settings import Role, WorkspaceSettings

_CARRIERS = {Role.WORKER: "SLACK_APP_TOKEN", Role.WEB: "SLACK_SIGNING_SECRET"}  # the secret that only this kind of process needs


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
    """Without a role: the settings of the kinds of process that the secrets in the environment are for."""
    doctor = Doctor(WORDS)
    roles = [role] if role else [kind for kind, secret in _CARRIERS.items() if os.environ.get(secret)]
    looked = [doctor.settings(kind) for kind in roles or [Role.CLOCK]]
    settings = next((settings for settings, _ in looked if settings), None)
    found = dict.fromkeys(finding for _, findings in looked for finding in findings)
    if not roles:
        found[doctor.say.fault("doctor.carrier")] = None
    found |= dict.fromkeys(doctor.variables())
    with TemporaryDirectory() as folder:
        workspace, further = doctor.database(WorkspaceSettings.readable(), Path(folder))
        for finding in (*found, *further):
            yield finding
        if settings:
            async for finding in doctor.slack(settings):
                yield finding
        if workspace:
            async for finding in doctor.blocks(settings, workspace):
                yield finding
            workspace.store.close()
