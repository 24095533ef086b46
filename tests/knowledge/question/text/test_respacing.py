"""Words typed without the space between them."""

import pytest

from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.text.normalize import normalize
from knowledge.question.text.respacing import repair_spaces
from knowledge.question.text.tokenizer import tokenize


def words(text: str, lexicon: Lexicon) -> list[str]:
    return [token.surface for token in repair_spaces(tokenize(normalize(text, lexicon.spelling)), lexicon)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("targetscore", ["target", "score"]),
        ("birthstarget please", ["births", "target", "please"]),
        ("visitorsbaseline?", ["visitors", "baseline", "?"]),
    ],
)
def test_two_words_of_ours_are_read_apart(typed: str, read: list[str], lexicon: Lexicon) -> None:
    assert words(typed, lexicon) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("factor youtput", ["factory", "output"]),
        ("ne wjobs target", ["new", "jobs", "target"]),
        ("health yelderly", ["healthy", "elderly"]),
    ],
)
def test_a_letter_on_the_wrong_side_of_the_space_goes_back(typed: str, read: list[str], lexicon: Lexicon) -> None:
    assert words(typed, lexicon) == read


@pytest.mark.parametrize("typed", ["new jobs", "the latest births", "a report for mayor smith"])
def test_words_that_are_right_are_left_alone(typed: str, lexicon: Lexicon) -> None:
    assert words(typed, lexicon) == typed.split()


@pytest.mark.parametrize("typed", ["goalkeeper", "workforce", "mokuhyou", "manufacturing", "birthrate", "xyzzytarget"])
def test_words_of_their_own_and_strange_ones_stay_whole(typed: str, lexicon: Lexicon) -> None:
    assert words(typed, lexicon) == [typed]


def test_each_half_knows_its_place_in_the_text(lexicon: Lexicon) -> None:
    tokens = list(repair_spaces(tokenize(normalize("the targetscore", lexicon.spelling)), lexicon))
    assert [(token.start, token.end) for token in tokens] == [(0, 3), (4, 10), (10, 15)]
