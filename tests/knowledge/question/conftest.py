"""The parts of the pipeline, over Koriyama's strategy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.fulltext import FullText
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.pipeline import Pipeline
from knowledge.question.query.correction import corrected
from knowledge.question.query.frame import Frame
from knowledge.question.query.frame_builder import FrameBuilder
from knowledge.question.query.ordinals import spread
from knowledge.question.query.phrases import Phrases
from knowledge.question.tagging.tag import Tag
from knowledge.question.text.question_text import question_text
from knowledge.question.text.token import Token
from knowledge.strategy.plan import Strategy

Tagged = tuple[list[Token], tuple[Tag, ...]]


@pytest.fixture(scope="session")
def lexicon(koriyama: Strategy) -> Lexicon:
    return Lexicon.of(koriyama)


@pytest.fixture(scope="session")
def pipeline(koriyama: Strategy, lexicon: Lexicon) -> Pipeline:
    return Pipeline(koriyama, lexicon)


@pytest.fixture(scope="session")
def tagged(pipeline: Pipeline) -> Callable[[str], Tagged]:
    """Tokens and tags of a text."""
    return lambda text: pipeline._tagged(question_text(text, pipeline.lexicon.spelling))


@pytest.fixture(scope="session")
def framed(koriyama: Strategy, tagged: Callable[[str], Tagged]) -> Callable[[str], Frame]:
    """The frame of a text that is one question."""

    def frame(text: str) -> Frame:
        tokens, tags = tagged(text)
        return FrameBuilder(Phrases(tokens, spread(corrected(tokens, tags)), text), koriyama, FullText(koriyama)).build()

    return frame
