"""Hoshimi's round of 2025: its 34 indicators, 12 owners that are asked in a channel each, and what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from db.collections import Collections
from db.store import Store
from knowledge.collection.model import Owner
from knowledge.collection.owners import owner_names, owner_of
from knowledge.notation.when import is_stated
from knowledge.strategy.file import read_strategy_file
from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from tests.conftest import TESTS, moment
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

PLAN = TESTS / "cities" / "hoshimi.yaml"
YEAR, DUE = 2025, date(2026, 5, 7)  # the Thursday after the holidays of May
BEGUN = date(2026, 4, 13)
OWNERS = 12
SETTINGS = {
    "SHIRUBE_STRATEGY": str(PLAN),
    "SHIRUBE_TODAY": BEGUN.isoformat(),
    "SHIRUBE_COORDINATORS": "everyone",
    "SHIRUBE_LOOK_UP": "true",
}


@cache
def strategy() -> Strategy:
    """The plan."""
    return strategy_graph(read_strategy_file(PLAN)[0])


@cache
def divided() -> list[Owner]:
    """Twelve owners: the divisions that have most, the indicators of the others given to them."""
    names = owner_names(strategy(), ())
    held = {name: [i for i in strategy().indicators if i.keeper == name] for name in names}
    first = sorted(names, key=lambda name: -len(held[name]))[:OWNERS]
    rest = [indicator.id for name in names if name not in first for indicator in held[name]]
    return [Owner(name, "", entities=tuple(rest[n :: len(first)])) for n, name in enumerate(first)]


def owned_by(owner: str) -> list[Indicator]:
    """The indicators of an owner, as they are divided."""
    return [each for each in strategy().indicators if owner_of(each, strategy(), divided()) == owner]


class Town:
    """The bot over Hoshimi's plan, with a channel for each owner."""

    def __init__(self, slack: Slack, bot: Bot, *, head: str = "keeper") -> None:
        self.slack = slack
        self.bot = bot
        owners = divided()
        self.channels = {owner.name: slack.channel() for owner in owners}
        store = Store(bot.database)
        kept = Collections(store)
        for owner in owners:
            tied = Owner(owner.name, self.channels[owner.name], head=slack.users[head], entities=owner.entities)
            kept.tie(tied, slack.users["staff"], moment(2026, 4, 1))
        store.close()
        self.owners = owners

    def of(self, owner: str) -> list[Indicator]:
        """The indicators of an owner."""
        return owned_by(owner)

    def said(self, owner: str) -> list[dict[str, Any]]:
        """What stands in an owner's channel, the inquiry first."""
        return self.slack.messages(self.channels[owner])

    def inquiry(self, owner: str) -> dict[str, Any]:
        """The one message that asks an owner."""
        (found,) = [
            message for message in self.said(owner) if not message.get("thread_ts") or message["thread_ts"] == message["ts"]
        ]
        return found

    def told(self, user: str = "staff") -> list[str]:
        """What the bot has told somebody directly about rounds."""
        return [message["text"] for message in self.slack.messages(self.slack.direct(user)) if "照会" in message["text"]]

    def begin(self, **chosen: Any) -> Any:
        """Begin the round of 2025 by the form."""
        before = len(self.slack.modals())
        self.bot.command(f"照会 {YEAR}年度", self.channels[self.owners[0].name])
        view = self.slack.wait(lambda: self.slack.modals()[before:])[-1]
        typed = {
            "year": {"year": {"type": "plain_text_input", "value": f"{YEAR}年度"}},
            "due": {"due": {"type": "datepicker", "selected_date": DUE.isoformat()}},
            **chosen,
        }
        return self.bot.submit(view, typed).json()

    def open_answer(self, owner: str, indicator: Indicator) -> dict[str, Any]:
        """The form that an indicator's button in an inquiry opens."""
        message, before = self.inquiry(owner), len(self.slack.modals())
        self.bot.action(answer_button(message, indicator), self.channels[owner], message)
        return self.slack.wait(lambda: self.slack.modals()[before:])[-1]

    def instead(self, owner: str, indicator: Indicator, action: str, **typed: dict[str, Any]) -> Any:
        """Answer by one of the two ways out of the form for a figure."""
        view = self.open_answer(owner, indicator)
        before = len(self.slack.modals())
        (ways,) = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
        self.bot.action(next(each for each in ways if each["action_id"] == action), view=view)
        form = self.slack.wait(lambda: self.slack.modals()[before:])[-1]
        return self.bot.submit(form, {name: {name: value} for name, value in typed.items()}).json()

    def record(self, indicators: list[Indicator], folder: Path) -> None:
        """Record figures of the year from the terminal."""
        rows = [f'{each.id},{YEAR},"{each.baseline.wording.ja}",test,invented' for each in indicators]
        file = folder / "figures.csv"
        file.write_text("\n".join(["indicator,year,value,source,note", *rows]) + "\n", encoding="utf-8")
        done = self.bot.run("import", str(file))
        assert done.returncode == 0, done.stdout + done.stderr

    def clock(self, day: date) -> None:
        """One pass of the clock on a day."""
        self.on(day, "clock", "--once")

    def on(self, day: date, *arguments: str) -> str:
        """What a command says on a day."""
        there = self.bot.environment["SHIRUBE_TODAY"]
        self.bot.environment["SHIRUBE_TODAY"] = day.isoformat()
        done = self.bot.run(*arguments)
        self.bot.environment["SHIRUBE_TODAY"] = there
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def answer_button(message: dict[str, Any], indicator: Indicator) -> dict[str, Any]:
    """The button of an indicator in an inquiry."""
    buttons = [block["accessory"] for block in message["blocks"] if "accessory" in block]
    return next(each for each in buttons if f'"{indicator.id}"' in each["value"])


def recordable(indicators: list[Indicator]) -> list[Indicator]:
    """Those whose baseline is a figure, which can be recorded again without a doubt."""
    return [each for each in indicators if each.baseline.amount and is_stated(each.baseline.year)]


def numbers(text: str) -> list[int]:
    """The numbers in a text."""
    return [int(each) for each in re.findall(r"\d+", text)]


@contextmanager
def hoshimi(slack: Slack, folder: Path, **more: str) -> Iterator[Town]:
    """The bot over Hoshimi's plan, as long as the block."""
    slack.scopes |= {"channels:history", "groups:history"}
    with start_bot(slack, folder, measured=False, **{**SETTINGS, **more}) as bot:
        yield Town(slack, bot)
