"""What translators are told: each message with placeholders says where it is shown and what each of them stands for."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools import translator_comments
from tools.translator_comments import CATALOGUES, Unexplained, comment, commented

LANGUAGES = pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])


@LANGUAGES
def test_each_message_has_the_comment_that_the_table_gives(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert commented(text) == text, "run python -m tools.translator_comments"
    with file.open("rb") as opened:
        told = {message.id: message.auto_comments for message in read_po(opened)}
    (unit,) = told["say.unit"]
    assert (
        unit
        == "Shown in an answer about an indicator: one sentence. {name}: an indicator's name, or a goal's or measure's; {unit}: the unit"
    )


def test_what_the_table_does_not_know_is_named() -> None:
    with pytest.raises(Unexplained, match=r"chart\.x: never_seen"):
        comment("chart.x", "{never_seen} {year}")
    with pytest.raises(Unexplained, match=r"nowhere\.x"):
        comment("nowhere.x", "{name} {year}")
    assert comment("nowhere.x", "no placeholder") == ""


def test_the_table_says_nothing_that_no_message_needs() -> None:
    table = translator_comments._table()
    told = "\n".join(
        line + ";" for file in CATALOGUES for line in file.read_text(encoding="utf-8").split("\n") if line.startswith("#.")
    )
    meanings = {
        f"{{{name}}}: {meaning};" for part in (table["placeholder"], *table["in"].values()) for name, meaning in part.items()
    }
    assert [each for each in sorted(meanings) if each not in told] == []
    assert [where for where in table["shown"].values() if f"Shown {where}. " not in told] == []
