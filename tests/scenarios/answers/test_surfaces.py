"""Every surface where staff reach for the bot, from the payload to what then stands in the channel or view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import HANAGAWA
from tests.scenarios.bot import Bot, start_bot
from tests.scenarios.slack import Slack

Part = dict[str, Any]


def elements(message: Part) -> list[Part]:
    """Everything that can be clicked in a message or view."""
    found = []
    for block in message["blocks"]:
        found += block["elements"] if block["type"] in ("actions", "context_actions") else []
        found += [block["accessory"]] if "accessory" in block else []
    return found


def element(message: Part, action: str, number: int = 0) -> Part:
    """The n-th element of a message with that action."""
    return [each for each in elements(message) if each.get("action_id", "").split(":")[0] == action][number]


def labels(message: Part, action: str) -> list[str]:
    """What stands on the elements with that action."""
    return [each["text"]["text"] for each in elements(message) if each.get("action_id", "").split(":")[0] == action]


def types(message: Part) -> set[str]:
    return {block["type"] for block in message["blocks"]}


# mentions and direct messages


def test_an_answer_is_laid_out_in_the_newest_blocks(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("出生数の推移", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    assert {"rich_text", "data_visualization", "context_actions"} <= types(answer)
    assert "2019年 2,440" in answer["text"]


@pytest.mark.both_carriers
@pytest.mark.parametrize(("refused", "left"), [({"data_table"}, {"section"}), ({"*"}, set())])
def test_what_slack_refuses_is_said_in_plainer_blocks_and_at_last_in_words(
    slack: Slack, app: Bot, refused: set[str], left: set[str]
) -> None:
    channel = slack.channel()
    slack.faults.refused_blocks |= refused
    app.mention("遅れている指標は?", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    assert "出生数" in answer["text"]
    assert left <= types({"blocks": answer.get("blocks") or []})
    assert "data_table" not in types({"blocks": answer.get("blocks") or []})


def test_what_a_question_contains_is_never_sent_back_live(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("<!channel> <@U123> <https://evil.example|ここ> *待機児童* の目標は?", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    assert "<" not in answer["text"]
    (call,) = slack.made("chat.postMessage", channel=channel)
    assert call.arguments["unfurl_links"] is call.arguments["unfurl_media"] is call.arguments["mrkdwn"] is False
    assert call.arguments["parse"] == "none"


def test_an_address_in_a_question_comes_back_as_no_link(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("出生数の目標は? https://evil.example/x", channel)
    (private,) = slack.wait(lambda: slack.responses(url))
    assert "質問：出生数の目標は? https：//evil.example/x" in private["text"]
    app.action(element(private, "share"), channel)
    (shared,) = slack.wait(lambda: slack.messages(channel))
    for shown in (private, shared):
        read = [block for block in shown["blocks"] if block["type"] not in ("actions", "context_actions")]
        assert "https://" not in f"{shown['text']}{read}"
    assert {call.arguments["parse"] for call in slack.made("response_url") if "text" in call.arguments} == {"none"}


@pytest.mark.parametrize("refused", [{"rich_text"}, {"*"}])
def test_what_is_refused_of_a_change_or_a_private_answer_is_said_in_plainer_form_too(
    slack: Slack, app: Bot, refused: set[str]
) -> None:
    channel = slack.channel()
    app.mention("出生の目標は?", channel)
    (asked,) = slack.wait(lambda: slack.messages(channel))
    slack.faults.refused_blocks |= refused
    app.action(element(asked, "choose", 1), channel, asked)
    (changed,) = slack.wait(lambda: [m for m in slack.messages(channel) if "出生数の目標は3,000人" in m["text"]])
    url = app.command("出生数の目標は?", channel)
    (private,) = slack.wait(lambda: slack.responses(url))
    for shown in (changed, private):
        assert "出生数の目標は3,000人" in shown["text"]
        assert ("section" in types({"blocks": shown.get("blocks") or []})) is ("*" not in refused)
        assert "rich_text" not in types({"blocks": shown.get("blocks") or []})


# asking back


@pytest.mark.both_carriers
def test_a_click_replaces_the_question_which_one_with_the_answer(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = app.mention("出生の目標は?", channel)
    (asked,) = slack.wait(lambda: slack.messages(channel))
    assert labels(asked, "choose") == ["合計特殊出生率", "出生数"]
    app.action(element(asked, "choose", 1), channel, asked)
    (answer,) = slack.wait(lambda: [m for m in slack.messages(channel) if "3,000人" in m["text"]])
    assert (answer["ts"], answer["thread_ts"]) == (asked["ts"], ts)
    app.mention("じゃあ現状は?", channel, thread=ts)
    assert slack.wait(lambda: [m for m in slack.messages(channel) if "2,350人" in m["text"]])


@pytest.mark.both_carriers
def test_many_candidates_stand_in_a_menu(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention(
        "現状値は? お忙しいところすみませんが、お手数ですが教えていただけますでしょうか。よろしくお願いいたします。", channel
    )
    (asked,) = slack.wait(lambda: slack.messages(channel))
    block = next(block for block in asked["blocks"] if block["type"] == "actions")
    (menu,) = block["elements"]
    clicked = {"type": "static_select", "action_id": menu["action_id"], "block_id": block["block_id"]}
    births = next(option for option in menu["options"] if option["text"]["text"] == "出生数")
    app.action({**clicked, "selected_option": births}, channel, asked)
    (answer,) = slack.wait(lambda: [m for m in slack.messages(channel) if "どれのことでしょうか" not in m["text"]])
    assert answer["ts"] == asked["ts"]
    assert answer["text"].startswith("出生数の現状値は2,510人")


def test_a_click_on_the_nearest_that_there_is_tells_all_about_it(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("出生数の2030年の目標は?", channel)
    (missed,) = slack.wait(lambda: slack.messages(channel))
    assert labels(missed, "choose") == ["出生数"]
    app.action(element(missed, "choose"), channel, missed)
    (answer,) = slack.wait(lambda: [m for m in slack.messages(channel) if "2,350人" in m["text"]])
    assert answer["ts"] == missed["ts"]


@pytest.mark.parametrize("question", ["出生の目標は?", "待機児童数の目標は?", "ヘルプ"])
def test_whoever_asked_can_take_away_what_was_no_answer_too(slack: Slack, app: Bot, question: str) -> None:
    channel = slack.channel()
    app.mention(question, channel)
    (shown,) = slack.wait(lambda: slack.messages(channel))
    app.action(element(shown, "delete"), channel, shown)
    slack.wait(lambda: not slack.messages(channel))


@pytest.mark.both_carriers
def test_what_was_not_found_goes_to_the_maintainers_without_a_name(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("待機児童数の目標は? <@U123>", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    url = app.action(element(answer, "tell"), channel, answer)
    (thanks,) = slack.wait(lambda: slack.responses(url))
    assert "管理者に伝えました" in thanks["text"]
    listed = app.run("feedback").stdout
    assert "待機児童数の目標は?" in listed
    assert "U123" not in listed
    assert slack.users["staff"] not in listed


def test_names_as_they_are_typed_after_the_command_are_left_out(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    for name in ("@tanaka.t", "＠佐藤さん", "taro@city.example"):
        url = app.command(f"{name} 製造品出荷額の目標は?", channel)
        app.wait_until_idle()
        control = element(slack.responses(url)[0], "feedback")
        app.action({**control, "value": control["negative_button"]["value"]}, channel)
    app.wait_until_idle()
    listed = app.run("feedback").stdout
    assert "製造品出荷額の目標は?" in listed
    assert [name for name in ("tanaka", "佐藤", "taro", "city.example") if name in listed] == []


# feedback, and taking an answer away


@pytest.mark.both_carriers
def test_a_wrong_answer_is_kept_for_the_maintainers(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("小売の目標は?", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    control = element(answer, "feedback")
    good = app.action({**control, "value": control["positive_button"]["value"]}, channel, answer)
    slack.wait(lambda: slack.responses(good))
    assert "小売の目標は?" not in app.run("feedback").stdout
    bad = app.action({**control, "value": control["negative_button"]["value"]}, channel, answer)
    slack.wait(lambda: slack.responses(bad))
    assert "[違う] 小売の目標は?" in app.run("feedback").stdout


@pytest.mark.both_carriers
def test_only_the_asker_can_take_an_answer_away(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("出生数の目標は?", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    url = app.action(element(answer, "delete"), channel, answer, user="keeper")
    (refusal,) = slack.wait(lambda: slack.responses(url))
    assert "質問した人だけ" in refusal["text"]
    assert len(slack.messages(channel)) == 1
    app.action(element(answer, "delete"), channel, answer)
    slack.wait(lambda: not slack.messages(channel))


# the command


@pytest.mark.both_carriers
def test_the_command_answers_privately_and_a_click_shares_it(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("出生数の目標は?", channel)
    (private,) = slack.wait(lambda: slack.responses(url))
    assert slack.messages(channel) == []
    shared = app.action({**element(private, "share")}, channel, None, user="staff")
    (answer,) = slack.wait(lambda: slack.messages(channel))
    assert answer["text"].startswith("質問：出生数の目標は?\n出生数の目標は3,000人")
    assert element(answer, "delete")["visible_to_user_ids"] == [slack.users["staff"]]
    app.wait_until_idle()
    assert {"delete_original": True} in [{k: v for k, v in r.items() if k != "url"} for r in slack.responses(shared)]


def test_an_answer_is_shared_once_though_the_private_one_cannot_be_taken_away(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("出生数の目標は?", channel)
    (private,) = slack.wait(lambda: slack.responses(url))
    slack.faults.failing["response_url"] = ["", "service_unavailable"]
    app.action(element(private, "share"), channel)
    slack.wait(lambda: not slack.faults.failing["response_url"])
    app.wait_until_idle()
    assert len(slack.messages(channel)) == 1


@pytest.mark.both_carriers
def test_the_command_alone_offers_examples_to_click(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("", channel)
    (help_,) = slack.wait(lambda: slack.responses(url))
    example = element(help_, "ask")
    url = app.action(example, channel)
    (answer,) = slack.wait(lambda: slack.responses(url))
    assert answer["replace_original"]
    assert "交流人口(観光入込客数)の目標は500万人" in answer["text"]


def test_an_example_that_is_clicked_in_a_channel_is_answered_in_the_thread_of_the_help(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    ts = app.mention("ヘルプ", channel)
    (help_,) = slack.wait(lambda: slack.messages(channel))
    app.action(element(help_, "ask"), channel, help_)
    (answer,) = slack.wait(lambda: slack.messages(channel)[1:])
    assert answer["thread_ts"] == help_["thread_ts"] == ts
    assert answer["text"].startswith("質問：交流人口の目標は？\n交流人口(観光入込客数)の目標は500万人")


def test_an_example_that_is_clicked_in_a_direct_message_is_answered_there_and_can_be_followed_up(slack: Slack, app: Bot) -> None:
    place = slack.direct("keeper")
    app.write("ヘルプ", "keeper")
    (help_,) = slack.wait(lambda: slack.messages(place))
    app.action(element(help_, "ask"), place, help_, "keeper")
    (answer,) = slack.wait(lambda: slack.messages(place)[1:])
    assert "thread_ts" not in answer
    assert "500万人" in answer["text"]
    app.write("現状は?", "keeper")
    (following,) = slack.wait(lambda: slack.messages(place)[2:])
    assert following["text"].startswith("交流人口(観光入込客数)の最新")


@pytest.mark.both_carriers
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("一覧", "12指標のうち"),
        ("list", "Of 12 indicators"),
        ("目標3", "切れ目無い子育て支援"),
        ("goal 3", "Seamless support"),
        ("ヘルプ", "たとえば"),
        ("help", "For example"),
        ("list the goals", "6 goals"),
    ],
)
def test_words_after_the_command(slack: Slack, app: Bot, typed: str, said: str) -> None:
    url = app.command(typed, slack.channel())
    (answer,) = slack.wait(lambda: slack.responses(url))
    assert said in answer["text"]


@pytest.mark.both_carriers
def test_an_ambiguous_command_is_settled_in_place(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("出生の目標は?", channel)
    (asked,) = slack.wait(lambda: slack.responses(url))
    url = app.action(element(asked, "choose", 1), channel)
    (answer,) = slack.wait(lambda: slack.responses(url))
    assert answer["replace_original"]
    assert answer["response_type"] == "ephemeral"
    assert "出生数の目標は3,000人" in answer["text"]
    app.action(element(answer, "share"), channel)
    (shared,) = slack.wait(lambda: slack.messages(channel))
    assert "出生数の目標は3,000人" in shared["text"]


# language


@pytest.mark.both_carriers
def test_the_chosen_language_is_used_where_a_text_has_none(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    url = app.command("言語", channel, user="partner")
    (asked,) = slack.wait(lambda: slack.responses(url))
    url = app.action(element(asked, "language", 1), channel, user="partner")
    (taken,) = slack.wait(lambda: slack.responses(url))
    assert "English" in taken["text"]
    for typed, said in (("", "I am Shirube"), ("3000", "3,000 births"), ("出生数の目標は?", "3,000人")):
        url = app.command(typed, channel, user="partner")
        (answer,) = slack.wait(lambda url=url: slack.responses(url))
        assert said in answer["text"]


def test_an_error_after_a_click_is_told_in_the_language_of_what_was_clicked(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    app.mention("What is the target for births?", channel)
    (answer,) = slack.wait(lambda: slack.messages(channel))
    slack.faults.failing["views.open"] = ["expired_trigger_id"]
    url = app.action(element(answer, "record_open"), channel, answer)
    (told,) = slack.wait(lambda: slack.responses(url))
    assert "Please try again" in told["text"]


# Home


@pytest.mark.both_carriers
def test_home_shows_the_strategy_at_a_glance_and_looks_closer(slack: Slack, app: Bot) -> None:
    app.open_home()
    home = slack.wait(lambda: slack.home("staff"))
    assert home["type"] == "home"
    shown = str(home["blocks"])
    assert all(name in shown for name in ("出生数", "合計特殊出生率", "▼ 遅れ", "まず見るもの", "1年以上更新されていないもの"))
    births = next(e for e in elements(home) if '"births"' in e.get("value", ""))
    app.action(births, view=home)
    (modal,) = slack.wait(slack.modals)
    assert modal["type"] == "modal"
    assert "2,350人" in str(modal["blocks"])


@pytest.mark.both_carriers
def test_where_it_is_too_late_for_a_modal_the_answer_comes_as_a_message(slack: Slack, app: Bot) -> None:
    app.open_home()
    home = slack.wait(lambda: slack.home("staff"))
    slack.faults.failing["views.open"] = ["expired_trigger_id"]
    app.action(next(e for e in elements(home) if '"births"' in e.get("value", "")), view=home)
    (posted,) = slack.wait(lambda: slack.made("chat.postMessage", channel=slack.direct()))
    assert "2,350人" in posted.arguments["text"]


@pytest.mark.both_carriers
def test_home_speaks_the_language_that_was_chosen_there(slack: Slack, app: Bot) -> None:
    app.open_home("partner")
    home = slack.wait(lambda: slack.home("partner"))
    app.action(element(home, "language", 1), view=home, user="partner")
    slack.wait(lambda: "Births" in str(slack.home("partner")))
    slack.calls.clear()
    app.open_home("partner")
    assert "Births" in str(slack.wait(lambda: slack.home("partner")))


def test_a_home_that_slack_refuses_is_shown_in_plain_sections(slack: Slack, app: Bot) -> None:
    slack.faults.refused_blocks.add("header")
    app.open_home()
    home = slack.wait(lambda: slack.home("staff"))
    assert types(home) == {"section", "actions"}
    assert all(text in str(home["blocks"]) for text in ("遅れ3", "出生数", "2,350人", "3,000人（2024年）"))
    assert labels(home, "language") == ["日本語", "English"]


@pytest.mark.parametrize("error", ["view_too_large", "invalid_arguments", "invalid_blocks"])
def test_a_modal_that_slack_refuses_comes_as_a_message(slack: Slack, app: Bot, error: str) -> None:
    app.open_home()
    home = slack.wait(lambda: slack.home("staff"))
    slack.faults.failing["views.open"] = [error]
    app.action(next(e for e in elements(home) if '"births"' in e.get("value", "")), view=home)
    direct = {slack.users["staff"], slack.direct("staff")}  # the channel is known from the first message on
    (posted,) = slack.wait(lambda: [call for call in slack.made("chat.postMessage") if call.arguments["channel"] in direct])
    assert "2,350人" in posted.arguments["text"]


@pytest.fixture(scope="module")
def sprawling(workspace_of_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot that serves a strategy with thirty indicators more than the made-up town's."""
    folder = tmp_path_factory.mktemp("sprawling")
    before, kept = HANAGAWA.read_text(encoding="utf-8").split(f"{INDENT}- id: market-sales", 1)
    more = "".join(MARKET.format(number=number) for number in range(1, 31))
    file = folder / "sprawling.yaml"
    file.write_text(f"{before}{more}{INDENT}- id: market-sales{kept}", encoding="utf-8")
    with start_bot(workspace_of_slack, folder, measured=False, SHIRUBE_STRATEGY=str(file)) as bot:
        yield bot


INDENT = " " * 8
MARKET = """\
        - id: market-{number}
          name: {{ja: 第{number}市場の売上高, en: Sales of market {number}}}
          kana: [だい{number}しじょうのうりあげだか]
          unit: {{ja: 万円}}
          direction: increase
          baseline: {{value: "4,200万円", year: 2021}}
          target: {{value: "6,000万円", year: 2028}}
          quote: {{section: 目標2 指標, text: "第{number}市場 4,200万円(2021) → 6,000万円(2028)"}}
"""


def test_home_keeps_its_size_whatever_the_indicators_and_every_one_can_be_looked_at(slack: Slack, sprawling: Bot) -> None:
    sprawling.open_home()
    home = slack.wait(lambda: slack.home("staff"))
    assert labels(home, "page") == []
    assert len(home["blocks"]) < 40
    assert all(f"第{number}市場の売上高" in str(home["blocks"]) for number in (1, 30))
    slack.faults.refused_blocks.add("divider")
    sprawling.open_home()
    plain = slack.wait(lambda: [view for view in [slack.home("staff")] if view and types(view) == {"section", "actions"}])[0]
    assert "まず見るもの" in str(plain["blocks"])


@pytest.mark.both_carriers
def test_whoever_opens_the_messages_tab_first_is_welcomed_once(slack: Slack, app: Bot) -> None:
    for _ in range(3):
        app.open_home("newcomer", tab="messages")
    app.wait_until_idle()
    (welcome,) = slack.messages(slack.direct("newcomer"))
    assert welcome["text"].startswith("しるべです")
    assert "/kpi ヘルプ" in welcome["text"]
    assert [call.method for call in slack.calls if call.method.startswith("assistant.")] == []
    questions = [each for block in welcome["blocks"] if block["type"] == "actions" for each in block["elements"]]
    assert len(questions) == 3
    app.action(questions[0], slack.direct("newcomer"), welcome, "newcomer")
    (answer,) = slack.wait(lambda: slack.messages(slack.direct("newcomer"))[1:])
    assert "500万人" in answer["text"]
    app.run("forget", slack.users["newcomer"], "--yes")
    assert app.rows("SELECT person FROM welcomes WHERE person = ?", slack.users["newcomer"]) == []


def test_help_lists_tasks_with_the_commands_that_do_them(slack: Slack, app: Bot) -> None:
    url = app.command("ヘルプ", slack.channel())
    (help_,) = slack.wait(lambda: slack.responses(url))
    heads = [block["text"]["text"] for block in help_["blocks"] if block["type"] == "section"]
    assert heads == [
        f"*{title}*"
        for title in ("数字を聞く", "状況を聞く", "くらべる", "戦略を読む", "記録する", "チャンネルに届ける", "そのほか")
    ]
    assert "/kpi まとめ" in str(help_["blocks"])


# the shortcut


@pytest.mark.both_carriers
def test_the_shortcut_finds_what_a_message_speaks_of(slack: Slack, app: Bot) -> None:
    channel = slack.channel()
    message = {"type": "message", "ts": "1.1", "user": slack.users["keeper"], "text": "出生数と小売業、基本目標2の話をしました。"}
    url = app.shortcut("ask_about_message", channel, message)
    (answer,) = slack.wait(lambda: slack.responses(url))
    assert answer["response_type"] == "ephemeral"
    assert all(name in answer["text"] for name in ("出生数", "小売業商品販売額", "基本目標2"))
    assert slack.messages(channel) == []
    app.action(element(answer, "share"), channel)
    (shared,) = slack.wait(lambda: slack.messages(channel))
    assert "小売業商品販売額" in shared["text"]
    assert {each.get("action_id") for each in elements(shared)} == {"delete"}
    assert message["text"] not in str(shared)
    assert "話をしました" not in app.run("feedback").stdout
    tell = element(answer, "tell")
    url = app.action({"action_id": "feedback", "value": tell["value"]}, channel)  # as answers of an older version carry it
    (told,) = slack.wait(lambda: slack.responses(url))
    assert "何も残していません" in told["text"]
    assert "話をしました" not in app.run("feedback").stdout
    url = app.action(tell, channel)
    (told,) = slack.wait(lambda: slack.responses(url))
    assert "メッセージの文だけを" in told["text"]
    assert message["text"] in app.run("feedback").stdout


def test_a_message_that_speaks_of_nothing_is_said_to(slack: Slack, app: Bot) -> None:
    message = {"type": "message", "ts": "1.1", "user": slack.users["keeper"], "text": "お昼はカレー"}
    url = app.shortcut("ask_about_message", slack.channel(), message)
    (answer,) = slack.wait(lambda: slack.responses(url))
    assert "見当たりません" in answer["text"]
