"""Candidate search finds what a full scan finds, without scoring every phrase."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.question.lexicon.gram_index import CANDIDATES, GramIndex, grams
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.similarity import align

TEXTS = ["出征数の目標値っていくつ", "観光客の達成立は", "製造品出化額はいつまで", "特定健康審査の受診立", "合計特殊出生立の目票"]


def test_a_single_slip_leaves_grams_whole() -> None:
    phrase = "出生数"
    for place in range(3):
        slipped = phrase[:place] + "X" + phrase[place + 1 :]
        assert set(grams(phrase)) & set(grams(slipped))


def test_what_a_full_scan_would_take_is_among_the_candidates(lexicon: Lexicon) -> None:
    for text in TEXTS:
        scanned = {
            phrase: found.score
            for phrase in (*lexicon.language.fuzzy, *lexicon.plan.fuzzy)
            if len(phrase) > 2 and (found := align(phrase, text)) and found.score < 1
        }
        best = {phrase for phrase, score in scanned.items() if score == max(scanned.values())}
        near = {phrase for i in range(len(text)) for phrase in lexicon.near_phrases(text[max(0, i - 3) : i + 4])}
        assert best <= near, text


@given(st.lists(st.text("あいうえおかき", min_size=2, max_size=6), min_size=1, max_size=40), st.text("あいうえおかき", max_size=12))
def test_candidates_are_few_and_share_grams(phrases: list[str], text: str) -> None:
    found = GramIndex(phrases).ranked(text)
    assert len(found) <= CANDIDATES
    for _, phrase in found:
        assert set(grams(phrase)) & {*grams(text), *text}
