"""No question raises, whatever words of ours stand in it and whatever was asked before it; what a thread keeps can be kept."""

from __future__ import annotations

import itertools
import json

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from knowledge.dialogue import Dialogue
from knowledge.guide import Question
from knowledge.ports import DialogueTurn
from knowledge.question.lexicon.sources import cue_phrases

_CUES = sorted({phrase.lstrip("=") for _, phrase in cue_phrases()})
_NAMES = [
    "出生数",
    "観光客",
    "健診",
    "基本目標",
    "施策",
    "指標",
    "国",
    "郡山市",
    "births",
    "visitors",
    "goal",
    "measure",
    "indicators",
]
_FIGURES = ["2020年", "令和3年", "2", "3", "3,000人", "50%", "1.5", "〜", "-", "2024"]
_SIGNS = ["、", "。", "?", "\n", ",", ".", " ", "は", "の", "と", "を", "①", "②", "1)", "2)"]

words = st.one_of(
    st.sampled_from(_CUES).flatmap(st.sampled_from), st.sampled_from(_NAMES), st.sampled_from(_FIGURES), st.sampled_from(_SIGNS)
)
texts = st.builds(lambda parts, between: between.join(parts), st.lists(words, min_size=1, max_size=9), st.sampled_from(["", " "]))
_thread = itertools.count()
_TURN = TypeAdapter(DialogueTurn)


@given(st.lists(texts, min_size=1, max_size=3))
def test_no_question_raises(dialogue: Dialogue, turns: list[str]) -> None:
    thread = f"any-{next(_thread)}"
    for text in turns:
        answer = dialogue.ask(Question(text, thread))
        told = json.loads(answer.json())
        assert told["text"]
        assert told["status"] in ("answered", "ambiguous", "not_found", "help")
        assert answer.turn is None or _TURN.validate_json(_TURN.dump_json(answer.turn)) == answer.turn
