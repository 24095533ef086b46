"""A digest's messages: what Slack takes, in either form, and nothing of it left out."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from handlers.digests.blocks import LEAF, digest_messages, leaves, preview_message
from handlers.slack.mrkdwn import data
from handlers.slack.outgoing import OutgoingMessage
from knowledge.answer.model import Row
from knowledge.digest.model import DigestMark, DigestSpec, digest
from knowledge.digest.text import DigestText, Section, write
from knowledge.notation.period import Period
from knowledge.strategy.model import Language
from tests.conftest import moment
from tests.handlers.blocks.slack_rules import MESSAGE, faults

ISSUE = "0123456789abcdef0123456789abcdef"


@pytest.fixture(params=Language)
def text(measured: Workspace, request: pytest.FixtureRequest) -> DigestText:
    """The digest of a quarter in each language."""
    period = Period.read("2022Q2")
    assert period
    until = DigestMark(moment(2022, 12, 1, 9), measured.measurements.last_entry())
    spec = DigestSpec(period, request.param, DigestMark(moment(2022, 7, 1)), until)
    return write(digest(spec, measured.strategy, measured.measurements, measured.strategies))


def test_slack_takes_every_form_of_every_message(text: DigestText) -> None:
    messages = [*digest_messages(text, ISSUE, "U1"), *digest_messages(text, ISSUE, None), preview_message(text, "{}")]
    assert [fault for message in messages for form in message.forms for fault in faults(form, MESSAGE)] == []


def test_the_text_is_the_whole_and_short_enough_to_be_shown_unfolded(text: DigestText) -> None:
    head, *whole = digest_messages(text, ISSUE, "U1")
    assert head.text == text.text
    assert all(len(message.text) < 4_000 for message in whole)
    lines = {line for message in whole for line in message.text.splitlines()}
    assert {*text.whole_text.splitlines(), *text.invented} == lines


def test_the_head_has_one_table_and_one_chart_and_its_text_tells_what_the_chart_shows(text: DigestText) -> None:
    rich, plain = digest_messages(text, ISSUE, "U1")[0].forms
    kinds = [block["type"] for block in rich]
    assert (kinds.count("data_table"), kinds.count("data_visualization")) == (1, 1)
    (chart,) = [block["chart"] for block in rich if block["type"] == "data_visualization"]
    shown = {point["label"]: point["value"] for series in chart["series"] for point in series["data"]}
    assert sum(shown.values()) == 12
    assert sorted(map(int, re.findall(r"\d+", text.lead)))[:-2] == sorted(shown.values()), text.lead  # without 12 and the new ones
    assert not {"data_table", "data_visualization"} & {block["type"] for block in plain}


def test_every_line_stands_in_every_form(text: DigestText) -> None:
    head, *whole = digest_messages(text, ISSUE, "U1")
    for form in head.forms:
        shown = json.dumps(form, ensure_ascii=False)
        assert all(_shown(line) in shown for section in text.short for line in section.lines)
    rows = [row for section in text.whole for row in section.rows]
    tabled, plain = ("".join(json.dumps(message.forms[n], ensure_ascii=False) for message in whole) for n in (0, -1))
    assert all(_shown(cell) in tabled for row in rows for cell in row.cells)
    assert all(_shown(row.line) in plain for row in rows)


def test_the_details_stand_in_containers_that_can_be_folded_and_in_sections_where_those_are_refused(text: DigestText) -> None:
    _, *whole = digest_messages(text, ISSUE, "U1")
    folded = {block["title"]["text"]: block for message in whole for block in message.forms[0] if block["type"] == "container"}
    wanted = [section for section in text.whole if section.lines and not section.rows]
    assert wanted
    assert set(folded) == {section.title for section in wanted}
    for section in wanted:
        shown = json.dumps(folded[section.title], ensure_ascii=False)
        assert all(_shown(data(line)) in shown for line in section.lines)
    refused = [block["type"] for message in whole for form in message.forms[-2:] for block in form]
    assert "container" not in refused


def test_the_columns_of_what_is_behind_are_sorted_by_their_numbers(text: DigestText) -> None:
    messages = digest_messages(text, ISSUE, "U1")
    tables = [block for message in messages for block in message.forms[0] if block["type"] == "data_table"]
    kinds = [[{row[column]["type"] for row in table["rows"][1:]} for column in range(len(table["rows"][0]))] for table in tables]
    assert kinds
    assert all(columns[0] == {"raw_text"} for columns in kinds)
    assert any({"raw_number"} in columns for columns in kinds)
    assert all(len(column) == 1 for columns in kinds for column in columns)


def _shown(line: str) -> str:
    return json.dumps(line, ensure_ascii=False)[1:-1]


def test_the_owner_alone_sees_the_bin(text: DigestText) -> None:
    (newest, plain) = digest_messages(text, ISSUE, "U1")[0].forms
    (icon,) = newest[-1]["elements"]
    assert (icon["visible_to_user_ids"], icon["value"]) == (["U1"], ISSUE)
    assert plain[-1]["elements"][-1]["value"] == ISSUE
    assert "digest_withdraw" not in json.dumps(digest_messages(text, ISSUE, None)[0].forms)


def test_names_are_data(text: DigestText) -> None:
    hostile = replace(text, title="<!channel> *a*", lead="<@U1>")
    message = digest_messages(hostile, ISSUE, None)[0]
    assert "<@U1>" not in json.dumps(_marked(message))


def _marked(message: OutgoingMessage) -> list[str]:
    """The texts in which mark-up counts."""
    return [
        block["text"]["text"]
        for form in message.forms
        for block in form
        if block["type"] == "section" and block["text"]["type"] == "mrkdwn"
    ]


rows = st.builds(Row, st.just("births"), st.text("a", min_size=1, max_size=80), st.tuples(st.text("b", max_size=200)))
sections = st.builds(
    Section,
    st.text("t", min_size=1, max_size=20),
    st.lists(st.text("l", max_size=900), max_size=9).map(tuple),
    st.just(("name", "value")),
    st.lists(rows, max_size=60).map(tuple),
)


@given(st.lists(sections, max_size=5))
def test_however_long_it_is_it_is_cut_into_messages_that_fit_and_nothing_is_lost(parts: list[Section]) -> None:
    cut = list(leaves(parts))
    assert [row for leaf in cut for piece in leaf for row in piece.rows] == [row for part in parts for row in part.rows]
    assert [line for leaf in cut for piece in leaf for line in piece.lines] == [line for part in parts for line in part.lines]
    for leaf in cut:
        assert sum(bool(piece.rows) for piece in leaf) <= 1
        assert sum(len(line) for piece in leaf for line in piece.lines) <= LEAF
