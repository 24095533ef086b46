"""The way of a question, from top to bottom: normalise, tag, split, frame, complete from the thread, read."""

from __future__ import annotations

from datetime import date

from knowledge.notation.years import fiscal_year
from knowledge.question.dialogue.merge import Context
from knowledge.question.lexicon.fulltext import FullText
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Slot
from knowledge.question.mentions import Spoken, spoken_of
from knowledge.question.query.frame import Frame
from knowledge.question.query.frame_builder import FrameBuilder
from knowledge.question.query.interpreter import Reader
from knowledge.question.query.model import Query
from knowledge.question.tagging.segmentation import split
from knowledge.question.tagging.tagger import Tag, strangeness, tag
from knowledge.question.text.language import detect_language
from knowledge.question.text.question_text import question_text
from knowledge.question.text.respacing import repair_spaces
from knowledge.question.text.romaji import expand
from knowledge.question.text.token import Token, Traced
from knowledge.question.text.tokenizer import tokenize
from knowledge.strategy.model import Language, Strategy


class Pipeline:
    """Reads questions about one strategy."""

    def __init__(self, strategy: Strategy, lexicon: Lexicon) -> None:
        self.strategy = strategy
        self.lexicon = lexicon
        self.text = FullText(strategy)
        self.reader = Reader(strategy)

    def read(
        self, text: str, context: Context | None, today: date, before: Language | None = None
    ) -> tuple[Language | None, list[Query]]:
        """The question's language (None: neither) and a query of each question that the text holds."""
        language, frames = self._frames(text, before)
        queries = []
        for frame in frames:
            _date(frame, today)
            if context:
                context.complete(frame)
            queries.append(self.reader.read(frame, context.goal if context else None, follows=context is not None))
        return language, queries

    def spoken_of(self, text: str) -> tuple[Language | None, Spoken]:
        """A text's language, and what it speaks of, whether it asks for it or not."""
        language, frames = self._frames(text)
        return language, spoken_of(frames, self.reader.entities)

    def _frames(self, text: str, before: Language | None = None) -> tuple[Language | None, list[Frame]]:
        tokens, tags = self._tagged(question_text(text, self.lexicon.spelling))
        frames = [FrameBuilder(tokens, part, self.strategy, self.text).build() for part in split(tokens, tags)]
        return detect_language(tokens, tags, before), frames

    def _tagged(self, traced: Traced) -> tuple[list[Token], tuple[Tag, ...]]:
        """Tokens and tags; words that could be romaji are read as kana where that explains more."""
        typed = list(repair_spaces(tokenize(traced), self.lexicon))
        best = (typed, tag(typed, traced, self.lexicon))
        for known in (self._knows, lambda token: token.start not in self._beside_romaji(typed) and self._knows(token)):
            least = strangeness(*best)
            tokens = list(expand(typed, known)) if least else typed
            if tokens == typed:
                break  # no word is in romaji for sure
            if tokens == best[0]:
                continue
            tags = tag(tokens, traced, self.lexicon)
            best = (tokens, tags) if strangeness(tokens, tags) < least else best
        return best

    def _beside_romaji(self, typed: list[Token]) -> set[int]:
        """Where the words begin that stand beside one that can only be romaji: genki, before koureisha."""
        romaji = [token for token in expand(typed, self._knows) if token.romaji]
        starts = {token.start for token in romaji}
        near = [n for n, token in enumerate(typed) if token.start in starts]
        return {typed[at].start for n in near for at in (n - 1, n + 1) if 0 <= at < len(typed)}

    def _knows(self, token: Token) -> bool:
        return self.lexicon.knows(token.surface)


def _date(frame: Frame, today: date) -> None:
    """Years told from today: 今年, last year, 昨年度."""
    this, fiscal = today.year, fiscal_year(today)
    relative = {
        "this_year": this,
        "last_year": this - 1,
        "year_before_last": this - 2,
        "next_year": this + 1,
        "this_fiscal_year": fiscal,
        "last_fiscal_year": fiscal - 1,
        "next_fiscal_year": fiscal + 1,
    }
    frame.era = frame.era or frame.has(Slot.TIME, "era")
    if frame.has(Slot.FILTER, "overdue") and not any(mention.named for mention in frame.mentions):
        frame.cue(Slot.COMPARE, "before_year")
        frame.years.append(this)
    frame.years += [relative[value] for value in frame.cues.get(Slot.TIME, []) if value in relative]
