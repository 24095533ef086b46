"""`shirube strategy add`, `list`, `default`, `remove`: several plans of the municipality side by side."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.commands.shared import WORDS, agree, help_text, workspace
from bot.workspace import Workspace
from db.further_plans import FurtherPlans
from db.strategies import Strategies
from knowledge.errors import ShirubeError
from knowledge.notation.units import read_text
from knowledge.strategy.plan import Strategy
from knowledge.strategy.plan_file import PlanFile
from knowledge.strategy.plan_key import KEY
from knowledge.strategy.plan_names import names_of
from knowledge.strategy.plans import FIRST, shown_key

_UNFIT = re.compile("[^a-z0-9]+")  # what a key made from a file's name does not hold


@click.command("add", help=help_text("strategy.add"))
@click.option("--key", help=help_text("strategy.add.key"))
@click.option("--default", "is_default", is_flag=True, help=help_text("strategy.add.default"))
@click.option("--yes", is_flag=True, help=help_text("strategy.add.yes"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(file: Path, key: str | None, *, is_default: bool, yes: bool) -> None:
    """Serve a further plan, or a changed file of one."""
    opened = workspace()
    plan = PlanFile(str(file), read_text(file), _key(key or _UNFIT.sub("-", file.stem.lower()).strip("-")))
    strategy = plan.strategy()
    Strategies(opened.store, plan.key).refuse(strategy)
    if before := opened.plans.with_key(plan.key):
        agree(WORDS.say("side_by_side.replace", plan=before.document, key=plan.key, document=strategy.document), yes=yes)
    further = FurtherPlans(opened.store)
    further.add(plan, opened.settings.now())
    if is_default:
        further.choose_default(plan.key)
    click.echo(WORDS.say("side_by_side.added", plan=strategy.document, key=plan.key))
    _name_alikes(opened, strategy)


def _name_alikes(opened: Workspace, plan: Strategy) -> None:
    """Say where questions have no name for a plan that another one has not too."""
    others = {each.document: set(names_of(each)) for each in opened.plans if each.key != plan.key}
    for document, names in others.items():
        if set(names_of(plan)) <= names:
            click.echo(WORDS.say("note", text=WORDS.say("side_by_side.alike", plan=plan.document, other=document)), err=True)


def _key(given: str) -> str:
    """A key that a further plan can have.

    Raises:
        ShirubeError: it is the first plan's, or no key at all.
    """
    if given == FIRST or not re.fullmatch(KEY, given):
        raise ShirubeError("side_by_side.bad_key", given=given, reserved=FIRST)
    return given


@click.command("list", help=help_text("strategy.list"))
def plans() -> None:
    """List the plans that are served, the default one first."""
    opened = workspace()
    for each in opened.plans:
        message = "side_by_side.line.default" if each is opened.plans.default else "side_by_side.line"
        count = WORDS.count("side_by_side.indicators", len(each.indicators))
        click.echo(WORDS.say(message, key=shown_key(each), plan=each.document, count=count))


@click.command("default", help=help_text("strategy.default"))
@click.argument("key")
def default(key: str) -> None:
    """Let a plan answer the questions that name none."""
    opened = workspace()
    chosen = opened.plans.named(key)
    FurtherPlans(opened.store).choose_default(chosen.key)
    click.echo(WORDS.say("side_by_side.default", plan=chosen.document))


@click.command("remove", help=help_text("strategy.remove"))
@click.option("--yes", is_flag=True, help=help_text("strategy.remove.yes"))
@click.argument("key")
def remove(key: str, *, yes: bool) -> None:
    """Serve a further plan no more, after it was said what that means."""
    opened = workspace()
    plan = opened.plans.named(key)
    if not plan.key:
        raise ShirubeError("side_by_side.first_stays", plan=plan.document)
    agree(WORDS.say("side_by_side.remove", plan=plan.document, key=plan.key, count=_recorded(opened, plan)), yes=yes)
    FurtherPlans(opened.store).remove(plan.key, opened.settings.now())
    click.echo(WORDS.say("side_by_side.removed", plan=plan.document))


def _recorded(opened: Workspace, plan: Strategy) -> str:
    """How many figures of a plan were recorded."""
    return WORDS.count("side_by_side.figures", sum(len(opened.measurements.series(each.id)) for each in plan.indicators))
