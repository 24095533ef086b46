"""How the names of a drafted plan are read, with SudachiPy and without it."""

from __future__ import annotations

import pytest

from knowledge.strategy import readings
from knowledge.strategy.readings import Reading, read_name
from knowledge.strategy.table_draft import Draft, draft_from_table
from knowledge.table.reader import read_table

HEAD = "基本目標,ID,指標,よみ,英語名,単位,基準値,基準時点,目標値,目標時点"


@pytest.fixture
def without_sudachi(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the authoring extra is not installed."""
    monkeypatch.setattr(readings, "_tokenizer", lambda: None)


def drafted(*rows: str) -> Draft:
    return draft_from_table(read_table("t.csv", "\n".join(("第2次青葉町総合計画", HEAD, *rows)).encode()))


def guesses(draft: Draft, message_id: str) -> tuple[str, ...]:
    return tuple(name for fault in draft.guesses if fault.message_id == message_id for name in fault.values["names"])


@pytest.mark.usefixtures("without_sudachi")
@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("出生数", Reading("しゅっしょうすう", known=True)),
        ("ごみの再生利用率", Reading("ごみのさいせいりようりつ", known=False)),
        ("健康寿命(女性)", Reading("けんこうじゅみょう(じょせい)", known=False)),
        ("イベントの参加者数", Reading("いべんとのさんかしゃすう", known=False)),
        ("海水浴客数", Reading("かいすいよくきゃくすう", known=False)),
        ("自主防災組織の組織率", Reading("じしゅぼうさいそしきのそしきりつ", known=False)),
        ("住み続けたい町民の割合", Reading("すみつづけたいちょうみんのわりあい", known=False)),
        ("空家等対策", Reading("あきやとうたいさく", known=False)),
        ("ＰＶ／月", None),
        ("鵺鷸の数", None),
    ],
)
def test_a_name_is_put_together_from_what_is_known(name: str, read: Reading | None) -> None:
    assert read_name(name) == read


@pytest.mark.usefixtures("without_sudachi")
def test_what_cannot_be_read_is_told_and_has_no_reading() -> None:
    draft = drafted("A,a,鵺鷸の数,,,人,1,R1年度,2,R7年度", "A,b,星空の数,ほしぞらのかず,,個,1,R1年度,2,R7年度")
    first, second = draft.data["strategy"]["goals"][0]["indicators"]
    assert "kana" not in first
    assert second["kana"] == ["ほしぞらのかず"]
    assert "鵺鷸の数" in guesses(draft, "draft.unread")


def test_names_that_sound_alike_get_no_reading() -> None:
    draft = drafted("A,a,施設の公園数,,,件,1,R1年度,2,R7年度", "A,b,施設の講演数,,,件,1,R1年度,2,R7年度")
    assert all("kana" not in each for each in draft.data["strategy"]["goals"][0]["indicators"])
    assert len(guesses(draft, "draft.unread")) >= 2


def test_english_names_come_from_the_vocabulary_where_the_name_is_a_terms_own() -> None:
    draft = drafted(
        "A,a,出生数,,,人,1,R1年度,2,R7年度", "A,b,婚姻率,,,‰,1,R1年度,2,R7年度", "A,c,転入者数,,Moved in,人,1,R1年度,2,R7年度"
    )
    names = [each["name"].get("en") for each in draft.data["strategy"]["goals"][0]["indicators"]]
    assert names == ["Births", None, "Moved in"]
    assert guesses(draft, "draft.guess.english") == ("出生数 = Births",)
