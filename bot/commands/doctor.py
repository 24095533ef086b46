"""`shirube doctor`: checks the installation and names the remedy of each fault."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.commands.shared import WORDS, help_text
from bot.doctor.checks import Doctor
from bot.doctor.examination import Examination
from bot.doctor.finding import Finding, Verdict
from bot.settings import Role


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
    with TemporaryDirectory() as folder, closing(Examination(Doctor(WORDS), role, Path(folder))) as examination:
        async for finding in examination.installation():
            yield finding
        async for finding in examination.surfaces():
            yield finding
