"""`shirube report`: the whole state as a page, a text or a workbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from bot.commands.atomic_write import write_files
from bot.commands.shared import WORDS, help_text, plan_option, workspace
from knowledge.errors import ShirubeError
from knowledge.report.collect import gather
from knowledge.report.model import Report
from knowledge.report.sheet.files import ENDINGS, SheetKind, sheet_file
from knowledge.report.sheet.files import sheet as sheet_document
from knowledge.strategy.model import Language


@click.command("report", help=help_text("report"))
@click.option("--goal", type=int, metavar="N", help=help_text("report.goal"))
@click.option("--lang", type=click.Choice([*map(str, Language)]), default="ja", show_default=True, help=help_text("report.lang"))
@click.option("--sheet", type=click.Choice([*map(str, SheetKind)]), help=help_text("report.sheet"))
@click.option("--year", type=int, metavar="YYYY", help=help_text("report.year"))
@click.option("--author", default="", help=help_text("report.author"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help=help_text("report.output"))
@click.option("--overwrite", is_flag=True, help=help_text("backup.overwrite"))
@plan_option
def command(
    goal: int | None,
    lang: Language,
    sheet: SheetKind | None,
    year: int | None,
    author: str,
    output: Path,
    plan: str | None,
    *,
    overwrite: bool,
) -> None:
    """Write the report or a sheet into a file, in the form that its name asks for."""
    make = partial(_sheet, SheetKind(sheet)) if sheet else _report
    files = make(goal, Language(lang), year, author, output, plan)
    folder = charts_folder(output)
    write_files(files, overwrite=overwrite, folder=folder)
    click.echo(WORDS.say("file.written", path=output))
    if any(path.parent == folder for path in files):
        click.echo(WORDS.say("file.written", path=folder))


def _report(goal: int | None, lang: Language, year: int | None, author: str, output: Path, plan: str | None) -> dict[Path, bytes]:
    if year is not None or author:
        raise ShirubeError("report.sheet_only")
    write = _WRITERS.get(output.suffix.lower())
    if write is None:
        raise ShirubeError("report.ending", name=output.name, known=WORDS.joined(_WRITERS))
    return write(gather(workspace(plan=plan).guide().answer_context(lang), goal), output)


def _sheet(
    kind: SheetKind, goal: int | None, lang: Language, year: int | None, author: str, output: Path, plan: str | None
) -> dict[Path, bytes]:
    if goal is not None:
        raise ShirubeError("report.goal_whole")
    if output.suffix.lower() not in ENDINGS:
        raise ShirubeError("report.ending", name=output.name, known=WORDS.joined(ENDINGS))
    opened = workspace(plan=plan)
    guide = opened.guide()
    document = sheet_document(guide.answer_context(lang), kind, year, guide.evaluations, author)
    return {output: sheet_file(document, output.suffix)}


def charts_folder(output: Path) -> Path:
    """The folder of a text report's charts: beside the file, with its name."""
    return output.with_name(f"{output.stem}-charts")


def _html(report: Report, output: Path) -> dict[Path, bytes]:
    from knowledge.report.html import html  # charts take time to load

    return {output: html(report).encode()}


def _markdown(report: Report, output: Path) -> dict[Path, bytes]:
    from knowledge.report.html import drawings, markdown

    folder = charts_folder(output)
    files = {folder / name: drawing for name, drawing in drawings(report).items()}
    return {**files, output: markdown(report, folder.name).encode()}


def _xlsx(report: Report, output: Path) -> dict[Path, bytes]:
    from knowledge.report.workbook import xlsx

    return {output: xlsx(report)}


_WRITERS: dict[str, Callable[[Report, Path], dict[Path, bytes]]] = {".html": _html, ".md": _markdown, ".xlsx": _xlsx}
