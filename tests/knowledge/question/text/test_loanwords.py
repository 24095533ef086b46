"""English words in katakana are known by their sound."""

import pytest

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.text.loanwords import by_sound, in_english, loanword
from knowledge.question.text.token import Traced
from knowledge.question.text.tokenizer import tokenize
from knowledge.strategy.plan import Strategy

WORDS = by_sound(["retail", "retailers", "tourist", "visit", "visitor", "shipments", "manufacturing", "births"])


@pytest.mark.parametrize(
    ("katakana", "word"),
    [
        ("リテール", "retail"),
        ("リテイル", "retail"),
        ("ツーリスト", "tourist"),
        ("ヴィジター", "visitor"),
        ("シップメンツ", "shipments"),
        ("マニュファクチャリング", "manufacturing"),
        ("バスト", None),
        ("レトルト", None),
        ("バース", None),
    ],
)
def test_a_word_in_katakana_is_the_english_one_that_sounds_alike(katakana: str, word: str | None) -> None:
    assert loanword(katakana, WORDS) == word


def test_only_whole_words_in_katakana_are_replaced_and_keep_their_place(koriyama: Strategy) -> None:
    tokens = list(in_english(list(tokenize(Traced.of("リテールの額とプール"))), Lexicon.of(koriyama).by_sound))
    assert [token.surface for token in tokens] == ["retail", *"の額とプル"]
    assert (tokens[0].start, tokens[0].end) == (0, 4)
