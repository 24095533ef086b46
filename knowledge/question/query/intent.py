"""What a question wants."""

from __future__ import annotations

from enum import StrEnum

WIDE_STATUS = frozenset({"on_track", "behind", "achieved", "unmet", "no_data", "stale", "not_computable"})


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
    EVALUATION = "evaluation"  # what staff recorded of a fiscal year: verdict, activities, issues, next steps
    RULE = "rule"  # how a figure or a status is worked out
    REFUSED = "refused"  # what is not the bot's to do: arithmetic over indicators, changes, opinions
    UNKNOWN = "unknown"
