"""How to write a scenario: `slack` is the fake workspace, `app` the running bot process; both are real and shared by a module.

    def test_a_mention_is_answered_in_its_thread(slack: Slack, app: Bot) -> None:
        channel = slack.channel()                                   # a fresh one for each test
        ts = app.mention("出生数の目標は?", channel)                  # also: write, command, action, shortcut, submit, open_home
        (answer,) = slack.wait(lambda: slack.messages(channel))     # looks again whenever the bot has called Slack
        assert answer["thread_ts"] == ts
        assert "3,000人" in answer["text"]

- `app.wait_until_idle()` waits until all that was acknowledged is answered: after it, what is not there does not come.
- `slack.responses(url)` is what came through the response_url that `app.command(…)` or `app.action(…)` gave;
  `slack.home("staff")`, `slack.modals()` are views; `slack.calls` and `slack.made("chat.update", …)` are every call.
- `slack.faults.refused_blocks.add("data_table")`, `slack.faults.limited["chat.postMessage"] = [1]` (Retry-After in seconds),
  `slack.faults.failing["views.open"] = ["expired_trigger_id"]` make Slack refuse; `slack.scopes.add("users:read")` grants;
  `slack.usergroups["S1"] = [slack.users["keeper"]]` makes a user group. Each test begins without any of it.
- With `E2E_CARRIER=worker` in the environment, the bots are `shirube worker`, and the same scenarios go through Socket Mode.
- `@pytest.mark.both_carriers` plays a scenario over HTTP and through Socket Mode.
- A module that needs other settings makes its own `app` as the one below, by `start_bot(workspace_of_slack, folder, SHIRUBE_CHANNELS="C1")`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.bot import CARRIER, Bot, start_bot
from tests.scenarios.slack import Slack

WITHOUT_CARRIER = (
    "clock_faults",
    "stops",
    "ways_out",
    "clock_alone",
    "doctor",
    "load",
    "processes",
    "report_page",
    "security",
    "socket_mode",
)
collect_ignore_glob = (
    [f"*/test_{name}.py" for name in WITHOUT_CARRIER] if CARRIER == "worker" else []
)  # they know how they are reached


@pytest.fixture(scope="session")
def workspace_of_slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    """The fake workspace, one for the whole run."""
    workspace = Slack(tmp_path_factory.mktemp("slack"))
    yield workspace
    workspace.stop()


@pytest.fixture
def slack(workspace_of_slack: Slack) -> Iterator[Slack]:
    """The fake workspace, without a memory of the test before; nor is the bot of the next module to find what was left."""
    workspace_of_slack.forget()
    yield workspace_of_slack
    workspace_of_slack.forget()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Play what is marked `both_carriers` over HTTP and through Socket Mode."""
    if "app" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both_carriers"):
        carriers = sorted({CARRIER, "worker"}, reverse=True)
        metafunc.parametrize("app", carriers, ids=carriers, indirect=True, scope="module")


@pytest.fixture(scope="module")
def app(request: pytest.FixtureRequest, workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The bot, one for each module and carrier."""
    workspace_of_slack.forget()  # the faults of the test before are not this bot's
    with start_bot(workspace_of_slack, tmp_path_factory.mktemp("bot"), getattr(request, "param", CARRIER)) as bot:
        yield bot
