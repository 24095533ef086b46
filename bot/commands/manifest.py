"""`shirube manifest`: the Slack app's manifest, in its variants."""

from __future__ import annotations

import click

from bot.commands.shared import WORDS, help_text
from bot.manifest import manifest
from handlers.slack.scopes import Feature
from knowledge.strategy.model import Language
from knowledge.words.messages import messages


@click.command("manifest", help=help_text("manifest"))
@click.option("--url", metavar="https://…", help=help_text("manifest.url"))
@click.option("--agent", is_flag=True, help=help_text("manifest.agent"))
@click.option(
    "--with", "features", type=click.Choice([str(feature) for feature in Feature]), multiple=True, help=help_text("manifest.with")
)
@click.option("--lang", type=click.Choice([str(language) for language in Language]), default="ja", help=help_text("manifest.lang"))
def command(url: str | None, features: tuple[str, ...], lang: str, *, agent: bool) -> None:
    """Print it as YAML."""
    if url and not url.startswith("https://"):
        raise click.UsageError(WORDS.say("cli.manifest.usage"))
    if Feature.SLACKBOT in features and not url:
        raise click.UsageError(WORDS.say("cli.manifest.slackbot"))
    click.echo(manifest(messages(Language(lang)), url=url, agent=agent, features=frozenset(map(Feature, features))), nl=False)
