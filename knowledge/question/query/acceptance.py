"""How sure a reading is: what it leaves unexplained counts against it, and what no strategy can answer is refused."""

from __future__ import annotations

from dataclasses import replace

from knowledge.notation.tables import notation
from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import FROM_CONTEXT, Frame, Mention
from knowledge.question.query.intent import Intent
from knowledge.question.query.reading import Reading
from knowledge.question.query.resolution import Entities
from knowledge.strategy.model import Indicator, Kind, Strategy

RESIDUE_CUTOFF = 1.5  # unexplained content from which on a question is not taken to be about what it names
_SUBJECTLESS = 0.75  # the same without a subject: what has one of its own takes none from the thread, and means not all of a kind
_TOPIC_WORTH = 0.6  # how much more may be unexplained for each further topic that speaks for what was found
_OF_INDICATORS = (Intent.LOOKUP, Intent.CHECK, Intent.OVERVIEW)
_BY_TOPIC = (Intent.FIND, Intent.GOAL_OF)
_NOBODY = (Intent.PASSAGE, Intent.MEMBERS, Intent.STANDING)  # what names no person
_NEED_SUBJECTS = (*_BY_TOPIC, Intent.PASSAGE, *_OF_INDICATORS)


class Acceptance:
    """Judges readings of frames."""

    def __init__(self, strategy: Strategy, entities: Entities) -> None:
        self.strategy = strategy
        self.entities = entities

    def judged(self, frame: Frame, reading: Reading) -> Reading:
        """The reading with its confidence; UNKNOWN where it cannot be held."""
        if self._refused(frame, reading):
            subjects = () if reading.intent is Intent.WHICH else reading.subjects
            return replace(reading, intent=Intent.UNKNOWN, subjects=subjects, tied=False, confidence=0.0)
        residue = self._unexplained(frame, reading)
        confidence = reading.confidence * max(0.0, 1 - residue / (2 * RESIDUE_CUTOFF))
        topics = len(frame.strangers) if reading.intent in _BY_TOPIC else 0
        cutoff = RESIDUE_CUTOFF + max(0, topics - 1) * _TOPIC_WORTH
        if self._lent(frame) or reading.intent is Intent.LISTING:
            cutoff = _SUBJECTLESS
        if residue >= cutoff and reading.intent is not Intent.HELP:
            return replace(reading, intent=Intent.UNKNOWN, confidence=confidence, tied=False)
        if frame.places or (not reading.subjects and reading.intent in _NEED_SUBJECTS):
            return replace(reading, intent=Intent.UNKNOWN, confidence=0.0, tied=False)
        return replace(reading, confidence=confidence)

    def _lent(self, frame: Frame) -> bool:
        """Whether all that the question is about comes from the thread."""
        return bool(frame.mentions) and all(mention.place == FROM_CONTEXT for mention in frame.mentions)

    def _refused(self, frame: Frame, reading: Reading) -> bool:
        """Whether it asks for what no strategy holds, or not of what was found."""
        return (
            self._asks_for_somebody(frame, reading)
            or self._asks_the_nation(frame, reading)
            or self._counts_a_passage(frame, reading)
            or self._miscounted(frame, reading)
            or (reading.intent is Intent.WHICH and not reading.tied)
        )

    def _asks_for_somebody(self, frame: Frame, reading: Reading) -> bool:
        """Whether a person or an office is sought, whom only an indicator can name."""
        sought = reading.intent in _BY_TOPIC and any(group.sure for group in frame.groups)
        keeper = "keeper" in reading.fields and reading.intent is not Intent.LOOKUP and not sought
        return keeper or ("who" in reading.asks and "scope" not in reading.fields and reading.intent in _NOBODY)

    def _asks_the_nation(self, frame: Frame, reading: Reading) -> bool:
        """Whether an indicator of the nation is sought, or a national part that the strategy does not have."""
        absent = bool(reading.national) and "national" not in self.strategy and reading.intent is not Intent.HELP
        return absent or (bool(frame.national) and reading.intent in _OF_INDICATORS)

    def _counts_a_passage(self, frame: Frame, reading: Reading) -> bool:
        """Whether a number of something is sought, which no passage tells."""
        if reading.intent is not Intent.PASSAGE:
            return False
        headed = not reading.owners and any(mention.place in frame.headed | frame.counted for mention in frame.mentions)
        return headed or (frame.has(Slot.ASK, "count") and not frame.has(Slot.ASK, "list"))

    def _unexplained(self, frame: Frame, reading: Reading) -> float:
        """The weight of what neither the lexicon nor the reading explains."""
        if reading.intent not in _OF_INDICATORS or not reading.subjects:
            return frame.residue
        strangers = [mention for mention in frame.mentions if self._estranged(mention, frame, reading)]
        return frame.residue + sum(frame.strangers.get(mention.place, 0.0) for mention in strangers)

    def _estranged(self, mention: Mention, frame: Frame, reading: Reading) -> bool:
        """Whether a mention speaks of something else than the reading does.

        Beside a name its surroundings may be spoken of, its goal say; but a word that makes one phrase with it changes what
        is meant (外国人観光客数), and so does any other topic where topics are all that there is.
        """
        if mention.place in frame.compounds and self._two_names(frame):
            return True
        own = any(self.entities.own(subject, mention) for subject in reading.subjects)
        if reading.topical or mention.place in frame.compounds:
            return not own
        return not any(self.entities.related(subject, mention) for subject in reading.subjects)

    def uncounted(self, entity_id: str) -> bool:
        """Whether an indicator measures something and counts nothing: sales in yen, a rate."""
        entity = self.strategy[entity_id]
        return isinstance(entity, Indicator) and entity.unit.base in notation().uncounted

    def _miscounted(self, frame: Frame, reading: Reading) -> bool:
        """Whether the number of something is asked for and the indicator named measures something else of it: 小売店の数."""
        counted = {
            i
            for mention in frame.mentions
            if self._tells_apart(mention, frame) and mention.place in frame.counted
            for i in mention.ids
        }
        uncounted = [subject for subject in reading.subjects if self.uncounted(subject)]
        persons = frame.has(Slot.ASK, "persons") and set(frame.fields) <= {"value", "latest"} and reading.intent in _OF_INDICATORS
        return any(subject in counted for subject in uncounted) or (persons and bool(uncounted) and not reading.tied)

    def _tells_apart(self, mention: Mention, frame: Frame) -> bool:
        return mention.named or mention.place in frame.compounds

    def _two_names(self, frame: Frame) -> bool:
        """Whether names of different indicators make one phrase: 観光客の満足度."""
        ids = {i for m in frame.mentions if m.place in frame.compounds and m.named and len(m.ids) == 1 for i in m.ids}
        return len({i for i in ids if self.strategy[i].kind is Kind.INDICATOR}) > 1
