"""The README's pictures: they are there, and made from what the bot shows."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from handlers.showcase import Showcase
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, fresh_workspace, load
from tests.house.pages import PAGES, text
from tests.showcase.pictures import DOCS, IN_ENGLISH, PICTURES, pages

EXPECTED = {
    "answer": ("目標に向けて遅れています", "3,000人（2024年）", "<svg", "への直線"),
    "overview": (
        "Only visible to you",
        "Question: What is the overall status?",
        "Of 12 indicators",
        "<table",
        "Births",
        "Share with the channel",
    ),
    "home": ("基本目標6", "▼ 遅れ", "まず見るもの", "詳しく"),
    "digest": ("2022年度第2四半期", "遅れている指標"),
    "record": ("2,310人", "記録する"),
    "import": ("令和4年の実績.xlsx", "要確認", "41,500人", "要確認2件を含めて取り込む", "<table"),
    "alert": ("出生数の状況が「順調」から「遅れ」に変わりました。", "2,350人（2021年）", "通知をやめる"),
    "welcome": ("しるべです。", "はじめに、ひとつ試してみてください。", "/kpi ヘルプ"),
    "help": ("数字を聞く", "状況を聞く", "/kpi 購読"),
    "collection": ("2022年の実績の照会：あと3件", "こども政策課のみなさんへ", "前回：2,350人（2021年）", "回答する", "✓ "),
    "evaluation": ("年度の評価", "出生数", "2021年度", "婚姻数が減っている。", "若い世代が転出している。"),
    "collection.en": ("Figures of 2022: 3 still to come", "Last figure: 2,350 births (2021)"),
    "evaluation.en": ("Yearly evaluation", "Number of births", "Fewer marriages."),
}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages that the pictures are taken of."""
    opened = fresh_workspace(tmp_path_factory.mktemp("pictures"))
    load(opened, SAMPLE)
    scenes = {}
    for language, pictures in ((Language.JAPANESE, PICTURES), (Language.ENGLISH, IN_ENGLISH)):
        showcase = Showcase(opened.guide(), opened.recording(), opened.evaluating(), language)
        scenes |= {name: made(showcase) for name, made in pictures.items()}
    return dict(zip(scenes, pages(scenes.values()), strict=True))


@pytest.mark.parametrize("name", [*PICTURES, *IN_ENGLISH])
def test_a_picture_shows_what_it_is_to_show(rendered: dict[str, str], name: str) -> None:
    page = html.unescape(rendered[name])
    assert [each for each in EXPECTED[name] if each not in page] == []


def test_every_picture_stands_on_a_page_and_is_there() -> None:
    shown = {Path(target).name for page in PAGES for target in re.findall(r"docs/[\w.-]+\.png|\.\./[\w.-]+\.png", text(page))}
    assert {f"{name}.png" for name in (*PICTURES, *IN_ENGLISH)} <= shown
    assert [name for name in shown if not (DOCS / name).exists()] == []
