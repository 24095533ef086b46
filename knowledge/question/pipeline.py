"""The way of a question, from top to bottom: normalise, tag, split, frame, complete from the thread, read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.notation.relative_years import RelativeYear
from knowledge.notation.years import fiscal_year
from knowledge.ports import DialogueTurn
from knowledge.question.dialogue.follow_up import Context
from knowledge.question.lexicon.fulltext import FullText
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.question.lexicon.slots import Slot
from knowledge.question.mentions import Spoken, mentions_in
from knowledge.question.query.correction import corrected
from knowledge.question.query.frame import Frame
from knowledge.question.query.frame_builder import FrameBuilder
from knowledge.question.query.interpreter import Reader
from knowledge.question.query.model import Query
from knowledge.question.query.ordinals import spread
from knowledge.question.query.phrases import Phrases
from knowledge.question.query.scene import Scene
from knowledge.question.tagging.segmentation import split
from knowledge.question.tagging.tag import Tag
from knowledge.question.tagging.tagger import strangeness, tag
from knowledge.question.text.bracketing import join_brackets
from knowledge.question.text.characters import signs
from knowledge.question.text.figures_for_words import words_for_figures
from knowledge.question.text.language import detect_language
from knowledge.question.text.loanwords import in_english
from knowledge.question.text.question_text import question_text
from knowledge.question.text.respacing import repair_spaces
from knowledge.question.text.romaji import expand
from knowledge.question.text.token import Script, Token, Traced
from knowledge.question.text.tokenizer import tokenize
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy


class Pipeline:
    """Reads questions about one strategy."""

    def __init__(self, strategy: Strategy, lexicon: Lexicon) -> None:
        self.strategy = strategy
        self.lexicon = lexicon
        self.text = FullText(strategy)
        self.reader = Reader(strategy)

    def questions(self, text: str, before: Language | None = None) -> tuple[Language | None, list[Frame]]:
        """The text's language (None: neither) and a frame for each question that it holds."""
        tokens, tags = self._tagged(question_text(text, self.lexicon.spelling))
        parts = [part for part in split(tokens, Scene(tokens, tags, text).left()) if part] or [()]
        frames = []
        for part in parts:
            frame = FrameBuilder(Phrases(tokens, spread(corrected(tokens, part)), text), self.strategy, self.text).build()
            frame.typed = _typed(text, tokens, part)
            kinds = {"".join(each.surface for each in tokens[tag.start : tag.end]) for tag in part if tag.has(Slot.GROUP)}
            frame.quoted = self.text.quoted(text, kinds, at_end=frame.has(Slot.SERIES, "last_time"))
            frames.append(frame)
        return detect_language(tokens, tags, before), frames

    def read(self, frame: Frame, turn: DialogueTurn | None, today: date) -> Query:
        """What a frame asks for, after the turn before it."""
        context = Context(self.strategy, turn) if turn else None
        said = frozenset(slot for slot, values in frame.cues.items() if values)
        bare = bool(frame.mentions) and not (
            frame.groups or frame.years or frame.quantities or frame.cardinals or frame.ordinals or frame.previous
        )
        _date(frame, today)
        if context:
            merged = context.merge.merged(frame, context.features(frame))
            if merged:
                return merged
            context.complete(frame)
        _date_beside(frame, today)
        query = self.reader.read(frame, context.before.goal if context else None, follows=context is not None)
        return context.merge.moved_to(query, said) if context and bare else query

    def mentions_in(self, text: str) -> tuple[Language | None, Spoken]:
        """A text's language, and what it speaks of, whether it asks for it or not."""
        language, frames = self.questions(text)
        return language, mentions_in(frames, self.reader.entities)

    def _tagged(self, traced: Traced) -> tuple[list[Token], tuple[Tag, ...]]:
        """Tokens and tags; words that could be romaji are read as kana where that explains more."""
        spaced = list(repair_spaces(words_for_figures(list(tokenize(traced)), self.lexicon), self.lexicon))
        typed = join_brackets(spaced, self.lexicon)
        best = self._in_english(*self._in_kana(typed, tag(typed, traced, self.lexicon), traced), traced)
        typed = best[0] if any(token.script is Script.LATIN for token in best[0]) else typed
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

    def _in_kana(self, typed: list[Token], tags: tuple[Tag, ...], traced: Traced) -> tuple[list[Token], tuple[Tag, ...]]:
        """A text whose only kana are katakana is read as in hiragana where that explains more: シュッショウスウハ."""
        scripts = {token.script for token in typed}
        if Script.KATAKANA not in scripts or Script.HIRAGANA in scripts or not strangeness(typed, tags):
            return typed, tags
        tokens = [each._replace(script=Script.HIRAGANA) if each.script is Script.KATAKANA else each for each in typed]
        read = tag(tokens, traced, self.lexicon)
        return (tokens, read) if strangeness(typed, read) < strangeness(typed, tags) else (typed, tags)

    def _in_english(self, typed: list[Token], tags: tuple[Tag, ...], traced: Traced) -> tuple[list[Token], tuple[Tag, ...]]:
        """A text with its English words in katakana as those of the plan, where that explains more: リテールの目標."""
        strange = any(not each.senses and typed[each.start].script is Script.KATAKANA for each in tags)
        tokens = list(in_english(typed, self.lexicon.by_sound)) if strange else typed
        if tokens == typed:
            return typed, tags
        read = tag(tokens, traced, self.lexicon)
        return (tokens, read) if strangeness(tokens, read) < strangeness(typed, tags) else (typed, tags)

    def _beside_romaji(self, typed: list[Token]) -> set[int]:
        """Where the words begin that stand beside one that can only be romaji: genki, before koureisha."""
        romaji = [token for token in expand(typed, self._knows) if token.romaji]
        starts = {token.start for token in romaji}
        near = [n for n, token in enumerate(typed) if token.start in starts]
        return {typed[at].start for n in near for at in (n - 1, n + 1) if 0 <= at < len(typed)}

    def _knows(self, token: Token) -> bool:
        return self.lexicon.knows(token.surface)


def _typed(text: str, tokens: Sequence[Token], part: Sequence[Tag]) -> str:
    """What was typed of a question, from its first word to its last, or to the mark that ends it."""
    items = [place for place, tag in enumerate(part) if tokens[tag.start].key == signs().item]
    said = [tag for tag in part[items[-1] + 1 if items else 0 :] if tag.senses or not tokens[tag.start].script.ends_clause]
    last = part[-1] if part and tokens[part[-1].start].script is Script.SENTENCE else said[-1] if said else None
    return text[tokens[said[0].start].start : tokens[last.end - 1].end].strip() if said and last else text


def _date(frame: Frame, today: date) -> None:
    """Years told from today: 今年, last year, 昨年度, 3年前."""
    frame.era = frame.era or frame.has(Slot.TIME, "era")
    if frame.has(Slot.FILTER, "overdue") and not frame.years and not any(mention.named for mention in frame.mentions):
        frame.cue(Slot.COMPARE, "before_year")
        frame.years.append(today.year)
    relative = (RelativeYear.read(value) for value in frame.cues.get(Slot.TIME, []))
    frame.years += [year.on(today) for year in relative if year]


def _date_beside(frame: Frame, today: date) -> None:
    """前年, the year before: last year, where neither the question nor the thread tells before which."""
    if frame.years or "change" in frame.fields:
        return
    step = -1 if frame.has(Slot.TIME, "year_before_that") else 1 if frame.has(Slot.TIME, "year_after_that") else 0
    if step:
        frame.years.append(fiscal_year(today) + step)
