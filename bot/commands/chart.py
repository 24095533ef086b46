"""`shirube chart`: one indicator's chart as an image."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.atomic_write import write_files
from bot.commands.shared import WORDS, find_id, help_text, plan_option, workspace
from knowledge.errors import ShirubeError
from knowledge.report.indicator_section import indicator_part
from knowledge.strategy.model import Indicator, Language


@click.command("chart", help=help_text("chart"))
@click.argument("indicator")
@click.option("--lang", type=click.Choice([*map(str, Language)]), default="ja", show_default=True, help=help_text("report.lang"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help=help_text("chart.output"))
@click.option("--overwrite", is_flag=True, help=help_text("backup.overwrite"))
@plan_option
def command(indicator: str, lang: Language, output: Path, plan: str | None, *, overwrite: bool) -> None:
    """Draw the chart into a file, in the form that its name asks for."""
    from knowledge.report.chart import image_format, rasterise  # what draws is loaded where something is drawn
    from knowledge.report.html import chart

    form = image_format(output)
    if form is None:
        raise ShirubeError("chart.ending", name=output.name)
    opened = workspace(plan=plan)
    context = opened.guide().answer_context(Language(lang))
    found = context.strategy.get(find_id(opened, indicator))
    if not isinstance(found, Indicator):
        raise ShirubeError("chart.impossible", name=indicator)
    part = indicator_part(context, context.standing(found))
    if part.trend is None:
        raise ShirubeError("chart.impossible", name=part.name)
    drawing = chart(part, context.words)
    write_files({output: rasterise(drawing) if form == "png" else drawing}, overwrite=overwrite)
    click.echo(WORDS.say("file.written", path=output))
