"""The README's pictures: they are there, and made from what the bot shows."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from bot.workspace import Workspace
from handlers.showcase import Showcase
from knowledge.strategy.model import Language
from tests.house.pages import PAGES, text
from tests.showcase.pictures import DOCS, PICTURES, pages

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
    "collection": ("2022年の実績の照会：あと3件", "こども政策課のみなさんへ", "前回：2,350人（2021年）", "回答する", "✓ "),
}


@pytest.fixture(scope="module")
def rendered(measured: Workspace) -> dict[str, str]:
    """The pages that the pictures are taken of."""
    showcase = Showcase(measured.guide(), measured.recording(), measured.evaluating(), Language.JAPANESE)
    return dict(zip(PICTURES, pages(made(showcase) for made in PICTURES.values()), strict=True))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_it_is_to_show(rendered: dict[str, str], name: str) -> None:
    page = html.unescape(rendered[name])
    assert [each for each in EXPECTED[name] if each not in page] == []


def test_every_picture_stands_on_a_page_and_is_there() -> None:
    shown = {Path(target).name for page in PAGES for target in re.findall(r"docs/[\w-]+\.png|\.\./[\w-]+\.png", text(page))}
    assert {f"{name}.png" for name in PICTURES} <= shown
    assert [name for name in shown if not (DOCS / name).exists()] == []
