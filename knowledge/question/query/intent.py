"""What a question wants: intents declared by the features that they need, tried from the most to the least precise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import COMPARATIVE, Frame
from knowledge.question.tagging.tag import Tag
from knowledge.strategy.model import Kind, Strategy

VALUE_FIELDS = frozenset(
    {
        "target",
        "baseline",
        "latest",
        "year",
        "unit",
        "gap",
        "required_pace",
        "expected",
        "achievement",
        "trend",
        "change",
    }
    | {"value", "scope", "convert", "keeper", "due"}
)
RANKED_FIELDS = frozenset({"achievement", "year", "change", "gap", "target", "baseline", "latest"})
WIDE_STATUS = frozenset({"on_track", "behind", "achieved", "unmet", "no_data", "stale", "not_computable"})


OF_YEARS = ("after_year", "before_year", "from_year", "until_year")
LARGE = 100  # a bare number from which on it is a figure, not the number of a goal


class Intent(StrEnum):
    """What is wanted."""

    HELP = "help"
    WHY = "why"
    REVERSE = "reverse"  # a figure, and which indicator has it
    SUPERLATIVE = "superlative"
    COUNT = "count"
    BY_COUNT = "by_count"  # the goals that have so many indicators or measures
    COMPARE_COUNTS = "compare_counts"  # which of two goals has more measures
    FILTER = "filter"  # the indicators that fulfil conditions
    STANDING = "standing"  # progress of a goal or of the whole strategy
    GOAL_OF = "goal_of"  # which goal something belongs to
    MEMBERS = "members"  # indicators or measures of goals
    LISTING = "listing"  # all entities of a kind
    FIND = "find"  # which entity a topic belongs to
    PASSAGE = "passage"  # what a goal, measure, principle or the vision says
    CHECK = "check"  # whether a figure is right
    LOOKUP = "lookup"  # fields of indicators
    WHICH = "which"  # a field of an indicator that is not named
    OVERVIEW = "overview"  # an indicator by its bare name
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Declaration:
    """An intent and its features: all of `needs`, one of `any_of` (where there are any), none of `without`."""

    intent: Intent
    needs: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def fits(self, features: frozenset[str]) -> bool:
        """Whether a question with those features can have the intent."""
        return self.needs <= features and (not self.any_of or bool(self.any_of & features)) and not (self.without & features)


def _declare(intent: Intent, needs: str = "", any_of: str = "", without: str = "") -> Declaration:
    return Declaration(intent, *(frozenset(words.split()) for words in (needs, any_of, without)))


_ANYTHING_ELSE = "indicator passage topic group numbered whole status it there dated year figure rank count why check"
_SUBJECT = "indicator passage topic measures goals numbered"


def _anything_but(*words: str) -> str:
    return " ".join(word for word in _ANYTHING_ELSE.split() if word not in words)


_NO_FIELD = _anything_but("dated", "year", "check", "count", "it")
DECLARATIONS = (
    _declare(Intent.HELP, "greeting", without=f"{_ANYTHING_ELSE} unsure_group unknown which listing wh asks"),
    _declare(Intent.HELP, "help", without="indicator passage numbered figure group status rank"),
    _declare(Intent.HELP, "nothing"),
    _declare(Intent.WHY, "why", any_of="indicator passage numbered topic group status it field below_baseline rank"),
    _declare(
        Intent.COMPARE_COUNTS,
        "compare goals_numbered counted",
        any_of="measures indicators",
        without="achievement status",
    ),
    _declare(Intent.BY_COUNT, "cardinal goals which", any_of="measures indicators", without="indicator numbered rank"),
    _declare(Intent.BY_COUNT, "cardinal goals", any_of="measures indicators", without="indicator numbered rank totals count"),
    _declare(Intent.BY_COUNT, "cardinal unsure_group measures", without="indicator numbered rank totals count"),
    _declare(Intent.BY_COUNT, "per goals count", any_of="measures indicators", without="indicator numbered rank"),
    _declare(
        Intent.REVERSE,
        "figure",
        without="indicator numbered it threshold count goals principles measures cross_goals",
    ),
    _declare(Intent.REVERSE, "wording indicators", without="indicator numbered"),
    _declare(Intent.REVERSE, "wording which", without="indicator numbered"),
    _declare(Intent.REVERSE, "figure which", without="indicator numbered threshold count"),
    _declare(Intent.SUPERLATIVE, "rank", any_of="group which ranked_field status list among", without="indicator below_baseline"),
    _declare(
        Intent.SUPERLATIVE,
        "compares",
        any_of="group which ranked_field status list among",
        without="indicator below_baseline topic passage goals measures principles",
    ),
    _declare(Intent.SUPERLATIVE, "extreme", without=_anything_but("rank", "check")),
    _declare(Intent.COUNT, "count", any_of="group unsure_group", without="indicator figure rank which topic passage"),
    _declare(Intent.COUNT, "count goals_numbered", any_of="measures indicators", without="figure rank which"),
    _declare(Intent.COUNT, "count goal_named", any_of="measures indicators", without="figure rank"),
    _declare(
        Intent.FILTER, any_of="threshold below_baseline not_number overdue approximate negative", without="indicator topic why"
    ),
    _declare(
        Intent.FILTER, "indicators", any_of="threshold below_baseline not_number overdue approximate negative", without="indicator"
    ),
    _declare(Intent.STANDING, any_of="progress", needs="goals_numbered", without="indicator measures"),
    _declare(Intent.FILTER, any_of="wide_status", without="indicator passage numbered topic principles cross_goals measures"),
    _declare(Intent.FILTER, "wide_status indicators", without="indicator"),
    _declare(Intent.FILTER, "dated indicators", without="indicator passage it"),
    _declare(Intent.FILTER, "unit_word indicators", without="indicator passage it topic"),
    _declare(Intent.FILTER, "dated listing", without=f"{_SUBJECT} it"),
    _declare(Intent.FILTER, "dated target", without=f"{_SUBJECT} baseline latest achievement why"),
    _declare(Intent.FILTER, "dated target_year", without=_SUBJECT),
    _declare(Intent.FILTER, "dated bounded_year year", without=f"{_SUBJECT} it"),
    _declare(Intent.FILTER, "dated scope year", without=f"{_SUBJECT} it"),
    _declare(
        Intent.FILTER, "unit_word listing", without="indicator passage topic measures goals principles cross_goals numbered it"
    ),
    _declare(
        Intent.GOAL_OF,
        "indicator goals_numbered",
        any_of="check indicators",
        without="value_field figure dated status measures principles more wh list",
    ),
    _declare(Intent.FILTER, "indicators_named dated which compare year"),
    _declare(Intent.FILTER, "among", any_of="dated unit_word below_baseline not_number", without="indicator rank"),
    _declare(Intent.GOAL_OF, "goals", any_of="indicator measure_named", without="measures_numbered compare"),
    _declare(Intent.GOAL_OF, "indicator belongs", without="value_field figure dated status measures principles"),
    _declare(Intent.MEMBERS, any_of="measures indicators", needs="goals_numbered"),
    _declare(Intent.STANDING, "progress", any_of="whole all", without="indicator topic passage numbered it principles cross_goals"),
    _declare(Intent.MEMBERS, any_of="measures indicators", needs="goal_named"),
    _declare(Intent.MEMBERS, "goals_numbered", any_of="figures unit", without="measures_numbered description"),
    _declare(
        Intent.LOOKUP,
        "indicator goals_numbered value_field",
        without="target unsure_group measures indicators figures dated compare",
    ),
    _declare(Intent.PASSAGE, "numbered"),
    _declare(Intent.CHECK, "indicator check", any_of="figure dated", without="change trend gap required_pace expected wh unit"),
    _declare(Intent.CHECK, "indicator figure", without="change trend gap required_pace expected wh convert value achievement unit"),
    _declare(Intent.LOOKUP, "indicator", any_of="value_field status dated source figure"),
    _declare(
        Intent.LISTING, "totals", any_of="goals cross_goals principles measures indicators", without="indicator which passage"
    ),
    _declare(Intent.FIND, "goals", any_of="topic passage indicator"),
    _declare(Intent.FIND, "measures", any_of="topic passage"),
    _declare(Intent.FIND, "measures which indicator"),
    _declare(Intent.FIND, "principles", any_of="topic passage"),
    _declare(Intent.LOOKUP, "indicator check"),
    _declare(Intent.STANDING, "status indicators", without="indicator passage topic numbered count measures principles it"),
    _declare(
        Intent.LISTING,
        any_of="cross_goals goals principles measures indicators",
        without="indicator passage topic value_asked it",
    ),
    _declare(Intent.LISTING, "listing", any_of="cross_goals principles", without="indicator passage topic value_asked"),
    _declare(Intent.OVERVIEW, "indicator"),
    _declare(Intent.PASSAGE, "passage source"),
    _declare(Intent.LOOKUP, "topic", any_of="value_field status indicators", without="goals measures principles which"),
    _declare(Intent.PASSAGE, "passage"),
    _declare(Intent.FIND, "topic"),
    _declare(Intent.STANDING, "progress", without="numbered topic it dated figure"),
    _declare(Intent.PASSAGE, "whole"),
    _declare(Intent.LISTING, "unsure_group listing"),
    _declare(Intent.WHICH, any_of="unsure_group target baseline gap required_pace", without=_NO_FIELD),
    _declare(Intent.WHICH, any_of="latest year trend change expected", without=f"{_NO_FIELD} chatter"),
)


def features(frame: Frame, strategy: Strategy, *, follows: bool = False) -> frozenset[str]:
    """What a question holds, as the words that declarations use; `follows` tells that a turn came before it."""
    found = {*_mention_features(frame, strategy), *_group_features(frame), *_cue_features(frame)}
    if frame.years:
        found.add("dated")
    if len({i for m in frame.mentions if m.named for i in m.ids if strategy[i].kind is Kind.INDICATOR}) > 1:
        found.add("indicators_named")
    if frame.among:
        found.add("among")
    if any(_is_figure(tag, frame) for tag in frame.quantities):
        found.add("figure")
    if not follows:
        found -= {"it", "there"}
    if frame.unknown:
        found.add("unknown")
    if not (found or frame.unknown or frame.digits or frame.ordinals or frame.residue):
        found.add("nothing")
    return frozenset(found)


def _is_figure(tag: Tag, frame: Frame) -> bool:
    """Whether a number is a figure and not a number of something: it has a unit or decimals, is large, or is asked about."""
    if tag.quantity is None:
        return False
    quantity = tag.quantity.quantity
    plain = tag.has(Slot.DIGITS) and not quantity.places
    return not plain or quantity.amount >= LARGE or (not frame.numbered and frame.has(Slot.ASK, "which"))


def _mention_features(frame: Frame, strategy: Strategy) -> set[str]:
    found = set()
    for mention in frame.mentions:
        kinds = {strategy[i].kind for i in mention.ids}
        if not mention.named:
            found.add("topic")
        elif Kind.INDICATOR in kinds:
            found.add("indicator")
        elif kinds & {Kind.CITY, Kind.NATIONAL}:
            found.add("whole")
        else:
            found.add("passage")
            found |= {"measure_named"} if Kind.MEASURE in kinds else {"goal_named"} if Kind.GOAL in kinds else set()
    return found


def _group_features(frame: Frame) -> set[str]:
    found = set()
    for group in frame.groups:
        name = "_or_".join(sorted(f"{kind}s" for kind in group.kinds))
        if group.numbers:
            found |= {
                "numbered",
                "goals_numbered" if group.kinds & {Kind.GOAL, Kind.CROSS_GOAL} else f"{name}_numbered",
            }
        elif group.sure:
            found |= {"group", name}
        else:
            found.add("unsure_group")
    return found


def _cue_features(frame: Frame) -> set[str]:
    fields, ranks = set(frame.fields), set(frame.cues.get(Slot.RANK, []))
    judged = frame.has(Slot.STATUS)
    bounded = frame.has(Slot.COMPARE, "over", "under") and bool(frame.quantities) and "achievement" in fields
    chooses = frame.has(Slot.ASK, "which", "compare")
    known = {
        "greeting": frame.greets,
        "chatter": frame.chatters,
        "totals": frame.totals,
        "cardinal": bool(frame.cardinals),
        "asks": bool(fields - {"latest"}),
        "value_field": bool(fields & VALUE_FIELDS),
        "ranked_field": bool(fields & RANKED_FIELDS),
        "belongs": "goal" in fields,
        "source": "source" in fields,
        "field": bool(fields),
        "status": judged,
        "wide_status": frame.has(Slot.STATUS, *WIDE_STATUS),
        "progress": judged or "achievement" in fields,
        "unit_word": frame.has(Slot.UNIT),
        "wording": frame.has(Slot.WORDING),
        "compares": bool(ranks & COMPARATIVE) and chooses,
        "rank": bool(ranks - COMPARATIVE - {"superlative"}) or (bool(ranks) and judged),
        "extreme": bool(ranks & {"worst", "best"}),
        "counted": bool(ranks) or frame.has(Slot.ASK, "count"),
        "listing": frame.has(Slot.ASK, "list", "count", "which"),
        "threshold": bounded,
        "target_year": frame.has(Slot.TIME, "target_year"),
        "bounded_year": frame.has(Slot.COMPARE, *OF_YEARS),
    }
    cues = {value for slot in (Slot.ASK, Slot.FILTER) for value in frame.cues.get(slot, [])}
    refers = {word for word in ("it", "there", "next") if frame.has(Slot.DISCOURSE, word)}
    return cues | refers | (fields & VALUE_FIELDS) | {name for name, holds in known.items() if holds}
