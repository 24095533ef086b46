"""The form for a subscription on plans of other shapes: their own names of goals, and none where they have none."""

from __future__ import annotations

import pytest

from handlers.digests.subscription_blocks import SubscriptionFormState, subscription_view
from knowledge.digest.subscription import Subscription
from knowledge.digest.subscription_request import USUAL
from knowledge.digest.subscription_text import subscription_text
from knowledge.notation.period import Cadence
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import messages
from tests.conftest import TESTS, moment
from tests.drafting import drafted_plan
from tests.handlers.blocks.slack_rules import MODAL, faults


def drafted(city: str) -> Strategy:
    table = TESTS / "cities" / city / "table.xlsx"
    return drafted_plan(table.name, table.read_bytes())


def subscription(*goals: str) -> Subscription:
    return Subscription("C1", USUAL[Cadence.MONTHLY], Language.JAPANESE, goals, "U1", moment(2024, 6, 1))


@pytest.mark.parametrize("city", ["aonami", "yuzukawa"])  # without goals, and with them under labels of its own
def test_slack_takes_the_form_of_every_plan(city: str) -> None:
    state = SubscriptionFormState(channel="C1", language=Language.JAPANESE)
    assert not list(faults(subscription_view(state, subscription(), drafted(city))["blocks"], MODAL))


def test_goals_are_called_as_the_plan_calls_them() -> None:
    strategy, words = drafted("yuzukawa"), messages(Language.JAPANESE)
    state = SubscriptionFormState(channel="C1", language=Language.JAPANESE)
    form = str(subscription_view(state, subscription(), strategy))
    assert "重点プロジェクト（選ばなければすべて）" in form
    assert "重点2 柚子の里の稼ぐ力プロジェクト" in form
    line = subscription_text(subscription("city.goal.2", "city.goal.9"), strategy, words, moment(2024, 6, 1))
    assert "重点2、city.goal.9" in line
    assert "基本目標" not in line
