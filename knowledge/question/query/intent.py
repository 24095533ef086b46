"""What a question wants, and the features by which the grammar tells one intent from another."""

from __future__ import annotations

from enum import StrEnum

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import COMPARATIVE, FROM_CONTEXT, RELATIVE, Frame
from knowledge.question.tagging.tag import Tag
from knowledge.strategy.model import Kind, Strategy

VALUE_FIELDS = frozenset(
    {
        "target",
        "interim",
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
    | {"value", "scope", "convert", "keeper", "contact", "due"}
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
    SERIES = "series"  # the highest, lowest, mean or sum of an indicator's values over the years
    WHICH = "which"  # a field of an indicator that is not named
    OVERVIEW = "overview"  # an indicator by its bare name
    RULE = "rule"  # how a figure or a status is worked out
    REFUSED = "refused"  # what is not the bot's to do: arithmetic over indicators, changes, opinions
    UNKNOWN = "unknown"


def features(frame: Frame, strategy: Strategy, *, follows: bool = False) -> frozenset[str]:
    """What a question holds, as the words that the grammar's rules use; `follows` tells that a turn came before it."""
    found = {*_mention_features(frame, strategy), *_group_features(frame), *_cue_features(frame)}
    if frame.years:
        found.add("dated")
    if len({i for m in frame.mentions if m.named for i in m.ids if strategy[i].kind is Kind.INDICATOR}) > 1:
        found.add("indicators_named")
    if frame.among:
        found.add("among")
    if frame.has(Slot.DISCOURSE, "among"):
        found.add("chooses")
    if frame.where or frame.owners:
        found.add("kept")
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
            found |= {"measure_named"} if kinds & {Kind.MEASURE, Kind.PROJECT} else {"goal_named"} if Kind.GOAL in kinds else set()
            found |= {"goal_named"} if any(strategy.under(i) for i in mention.ids) else set()
    return found


def _group_features(frame: Frame) -> set[str]:
    found = set()
    for group in frame.groups:
        kinds = {Kind.MEASURE if kind is Kind.PROJECT else kind for kind in group.kinds}  # what stands below a goal
        name = "_or_".join(sorted(f"{kind}s" for kind in kinds))
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
    bounded = bool(frame.limits) and "achievement" in fields
    chooses = frame.has(Slot.ASK, "which", "compare")
    known = {
        "greeting": frame.greets,
        "below_baseline": frame.has(Slot.FILTER, "below_baseline", "falling"),
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
        "rank": bool(ranks - RELATIVE) or (bool(ranks) and judged),
        "extreme": bool(ranks & {"worst", "best"}),
        "counted": bool(ranks) or frame.has(Slot.ASK, "count"),
        "listing": frame.has(Slot.ASK, "list", "count", "which"),
        "threshold": bounded,
        "arithmetic": frame.has(Slot.REQUEST, "arithmetic") or _adds_up(frame),
        "how": frame.has(Slot.DISCOURSE, "how"),
        "several": len({m.ids for m in frame.mentions if m.named and len(m.ids) == 1 and m.place != FROM_CONTEXT}) > 1,
        "share": frame.has(Slot.REQUEST, "share"),
        "write": frame.has(Slot.REQUEST, "write"),
        "advice": frame.has(Slot.REQUEST, "advice"),
        "opinion": frame.has(Slot.REQUEST, "opinion"),
        "rule": frame.has(Slot.REQUEST, "rule"),
        "meaning": frame.meaning,
        "ever": frame.has(Slot.SERIES, "ever", "which_year"),
        "once": frame.has(Slot.SERIES, "first_time", "last_time"),
        "limited": bool(frame.limits),
        "extreme_value": bool(ranks & {"most", "least"}),
        "superlative": "superlative" in ranks,
        "newest": "newest" in ranks,
        "last_years": frame.last_years is not None,
        "mean": frame.has(Slot.AGGREGATE, "mean"),
        "sum": frame.has(Slot.AGGREGATE, "sum"),
        "moved": frame.moved,
        "target_year": frame.has(Slot.TIME, "target_year"),
        "bounded_year": frame.has(Slot.COMPARE, *OF_YEARS),
    }
    cues = {value for slot in (Slot.ASK, Slot.FILTER) for value in frame.cues.get(slot, [])}
    refers = {word for word in ("it", "there", "next") if frame.has(Slot.DISCOURSE, word)}
    return cues | refers | (fields & VALUE_FIELDS) | {name for name, holds in known.items() if holds}


def _adds_up(frame: Frame) -> bool:
    """Whether a sum or a mean is asked for."""
    return frame.has(Slot.AGGREGATE, "sum", "mean")
