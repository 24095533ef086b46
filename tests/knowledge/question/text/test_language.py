"""A question's language is its grammar's."""

from collections.abc import Callable

import pytest

from knowledge.question.text.language import detect_language
from knowledge.strategy.model import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("出生数の目標は?", "ja"),
        ("net migrationのtargetって何ポイント改善?", "ja"),
        ("Tell me the 目標値 for 小売業商品販売額", "en"),
        ("How many 新規雇用者数 do we need by 2024?", "en"),
        ("shusshousuu no mokuhyou wa?", "ja"),
        ("'; DROP TABLE indicators; -- 合計特殊出生率の目標値は?", "ja"),
        ("births target", "en"),
        ("出生数", "ja"),
        ("Сколько родилось детей?", None),
        ("출생아 수는?", None),
        ("🙂", "ja"),
        ("Quel est le taux de fécondité?", None),
        ("¿Cuántos visitantes hay?", None),
        ("Qual é a taxa de fecundidade?", None),
        ("Wie hoch ist das Ziel für die Besucher?", None),
        ("Quanti visitatori ci sono?", None),
        ("Hoeveel bezoekers zijn er?", None),
        ("Mục tiêu của số ca sinh là bao nhiêu?", None),
        ("游客的目标是多少?", None),
        ("遊客有多少", None),
        ("the target for la la land visitors", "en"),
        ("基本的な目標", "ja"),
        ("受診率目標", "ja"),
        ("lol 受診率あと何%www", "ja"),
        ("RE: 受診率の目標は?", "ja"),
        ("koureisha no mokuhyou de", "ja"),
    ],
)
def test_the_language_of_a_question(tagged: Callable, text: str, language: str | None) -> None:
    assert detect_language(*tagged(text)) == language


def test_a_bare_word_takes_the_threads_language(tagged: Callable) -> None:
    assert detect_language(*tagged("TFR"), Language.JAPANESE) is Language.JAPANESE
    assert detect_language(*tagged("2021"), Language.ENGLISH) is Language.ENGLISH
