"""How alike a typed span and a phrase are; the fast way is held against a plain reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.question.lexicon.similarity import CUTOFF, align, similarity, word_similarity

KANA = st.text(st.sampled_from("しゅっょうこえんさりつじんち"), min_size=3, max_size=10)


@pytest.mark.parametrize(
    ("phrase", "typed"),
    [
        ("交流人口", "交流人工"),  # wrong conversion
        ("達成率", "達成立"),
        ("出生数", "出征数"),
        ("小売業商品販売額", "小売業商品販額"),  # a character dropped
        ("観光入込客数", "観光入込客数数"),  # doubled
        ("しゅっしょうすう", "しゅしょうすう"),
        ("とくていけんしん", "とくていげんしん"),
        ("現状値", "現状値値"),
    ],
)
def test_a_slip_of_the_hand_passes(phrase: str, typed: str) -> None:
    assert similarity(phrase, typed) >= CUTOFF


@pytest.mark.parametrize(
    ("phrase", "typed"),
    [
        ("出荷額", "出荷量"),
        ("達成率", "達成感"),
        ("出生数", "出荷数"),
        ("受診率", "受給率"),
        ("じゅんちょう", "しちょう"),
        ("就業環境", "自然環境"),
    ],
)
def test_another_word_does_not(phrase: str, typed: str) -> None:
    assert similarity(phrase, typed) < CUTOFF


@given(KANA)
def test_a_phrase_fits_itself_best(phrase: str) -> None:
    assert similarity(phrase, phrase) == 1


@given(KANA, KANA)
def test_a_score_is_between_0_and_1(phrase: str, typed: str) -> None:
    assert 0 <= similarity(phrase, typed) <= 1


@given(KANA, st.text(st.sampled_from("のはをがとも"), max_size=6), st.text(st.sampled_from("のはをがとも"), max_size=6))
def test_a_phrase_is_found_where_it_stands(phrase: str, before: str, after: str) -> None:
    found = align(phrase, before + phrase + after)
    assert found is not None
    assert found.score == 1
    assert (before + phrase + after)[found.start : found.end] == phrase


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("births", "brths"),
        ("number", "nubmer"),
        ("visitors", "vistors"),
        ("many", "mnay"),
        ("for", "fro"),
        ("population", "poplation"),
    ],
)
def test_a_mistyped_word_fits(word: str, typed: str) -> None:
    assert word_similarity(word, typed) > 0


@pytest.mark.parametrize(("word", "typed"), [("target", "market"), ("births", "deaths"), ("rate", "date"), ("the", "toe")])
def test_another_english_word_does_not_fit(word: str, typed: str) -> None:
    assert word_similarity(word, typed) == 0


@given(st.text("abcdefgh", min_size=1, max_size=10), st.text("abcdefgh", min_size=1, max_size=10))
def test_a_word_fits_only_with_as_few_slips_as_the_reference_counts(word: str, typed: str) -> None:
    score = word_similarity(word, typed)
    by_consonants = typed == "".join(
        letter for letter, before in zip(word, " " + word, strict=False) if letter not in "aeiou" + before
    )
    assert score == 0 or by_consonants or score == 1 - OSA.distance(word, typed) / max(len(word), len(typed))


@pytest.mark.parametrize(("word", "typed"), [("jobs", "jbs"), ("target", "trgt"), ("manufacturing", "mnfctrng")])
def test_a_word_without_its_vowels_fits(word: str, typed: str) -> None:
    assert word_similarity(word, typed) > 0


@pytest.mark.parametrize(("word", "typed"), [("sales", "sails"), ("measure", "meashure"), ("birth", "burth")])
def test_a_word_written_by_ear_fits(word: str, typed: str) -> None:
    assert word_similarity(word, typed) > 0


def test_a_short_word_is_not_told_by_ear() -> None:
    assert word_similarity("goal", "gale") == 0


@pytest.mark.parametrize(
    ("word", "typed"),
    [("measures", "msrs"), ("achieved", "achvd"), ("learning", "lrning"), ("goal", "gol"), ("base", "bse"), ("births", "brths")],
)
def test_a_word_is_known_without_its_vowels(word: str, typed: str) -> None:
    assert word_similarity(word, typed) >= CUTOFF


@pytest.mark.parametrize(
    ("word", "typed"), [("goal", "gl"), ("base", "bus"), ("care", "crs"), ("measures", "mrs"), ("target", "trgot")]
)
def test_fewer_consonants_or_other_letters_are_another_word(word: str, typed: str) -> None:
    assert word_similarity(word, typed) < CUTOFF
