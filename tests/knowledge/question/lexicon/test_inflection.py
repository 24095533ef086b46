"""How English words are inflected."""

import pytest

from knowledge.question.lexicon.inflection import adverb, general_words, past, present_participle, third_person


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("accept", ("accepts", "accepted", "accepting")),
        ("accuse", ("accuses", "accused", "accusing")),
        ("carry", ("carries", "carried", "carrying")),
        ("play", ("plays", "played", "playing")),
        ("reach", ("reaches", "reached", "reaching")),
        ("agree", ("agrees", "agreed", "agreeing")),
    ],
)
def test_a_regular_verb_is_inflected(verb: str, forms: tuple[str, str, str]) -> None:
    assert (third_person(verb), past(verb), present_participle(verb)) == forms


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [("absolute", "absolutely"), ("basic", "basically"), ("happy", "happily"), ("possible", "possibly"), ("full", "fully")],
)
def test_an_adverb_is_made(adjective: str, expected: str) -> None:
    assert adverb(adjective) == expected


def test_general_words_stand_in_all_their_forms() -> None:
    words = {word for _, word in general_words()}
    assert {"admitted", "admitting", "gave", "gives", "absolutely", "carried"} <= words
    assert not {"goed", "seed"} & words
