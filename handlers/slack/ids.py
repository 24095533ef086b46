"""The ids by which Slack tells what was clicked, chosen or sent in."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What a button or menu does. Where one block holds several, `:1`, `:2` … follow."""

    ASK = "ask"  # an example of a question
    CHOOSE = "choose"  # a candidate of an ambiguous question
    COLLECT_ANSWER = "collect_answer"  # answer about an indicator of a round
    COLLECT_END = "collect_end"  # end a round
    COLLECT_LATER = "collect_later"  # in the form for a figure: it is not out yet
    COLLECT_OVER = "collect_over"  # in the form for a figure: it is not measured any more
    DELETE = "delete"  # take an answer away
    DIGEST_POST = "digest_post"  # post a digest that was previewed
    DIGEST_WITHDRAW = "digest_withdraw"  # take a posted digest back
    EVALUATE_OPEN = "evaluate_open"  # the form for an evaluation
    EVALUATE_TARGET = "evaluate_target"  # the menu of what can be evaluated
    EVALUATE_UNDO = "evaluate_undo"  # take back an evaluation
    EVALUATE_YEAR = "evaluate_year"  # another fiscal year was picked in the form
    FEEDBACK = "feedback"  # right or wrong
    FOLLOW = "follow"  # hear of an indicator's turns oneself
    FOLLOW_HERE = "follow_here"  # have the channel hear of them
    IMPORT = "import"  # load a dropped file
    IMPORT_PLAN = "import_plan"  # for which of several plans a dropped file is
    IMPORT_DROP = "import_drop"  # leave a dropped file alone
    LANGUAGE = "language"
    LOOK = "look"  # look closer at an entity
    OWNER_CHOSEN = "owner_chosen"  # another owner was picked in the form
    OWNER_ENTITIES = "owner_entities"  # the menu of measures and indicators
    OWNER_GROUP = "owner_group"  # the menu of user groups
    PAGE = "page"  # another page of the Home tab
    PLAN_BACK = "plan_back"  # serve the plan before again
    PLAN_FIGURES = "plan_figures"  # take a dropped plan's figures alone
    PLAN_SERVE = "plan_serve"  # serve a dropped plan
    RECORD_INDICATOR = "record_indicator"  # the menu of indicators
    RECORD_OPEN = "record_open"  # the form for a figure
    RECORD_UNDO = "record_undo"  # take back what was recorded
    SUBSCRIBE_CADENCE = "subscribe_cadence"  # another cadence was picked in the form
    SUBSCRIPTION_CHANGE = "subscription_change"
    SUBSCRIPTION_END = "subscription_end"
    SUBSCRIPTION_PAUSE = "subscription_pause"
    SUBSCRIPTION_RESUME = "subscription_resume"
    SHARE = "share"  # show an answer to the channel
    UNFOLLOW = "unfollow"
    UNFOLLOW_HERE = "unfollow_here"
    TELL = "tell"  # tell the maintainers what was not understood

    def numbered(self, number: int) -> str:
        """The id of one of several in the same block."""
        return f"{self}:{number}"


class Shortcut(StrEnum):
    """The app's shortcuts; the manifest names them too."""

    ASK_ABOUT_MESSAGE = "ask_about_message"
    RECORD = "record_measurement"


class Step(StrEnum):
    """The steps that Workflow Builder offers; the manifest names them too."""

    LOOK_UP = "look_up_indicator"
    RECORD = "record_figure"
    COLLECT = "start_collection"
    DIGEST = "post_digest"


class View(StrEnum):
    """The modals, by callback id."""

    EVALUATE = "evaluate"
    COLLECT = "collect"  # what a round asks for
    COLLECT_LATER = "collect_later"
    COLLECT_OVER = "collect_over"
    IMPORT_REASON = "import_reason"  # why a file corrects recorded values
    OWNER = "owner"  # where an owner is asked
    RECORD_CONFIRM = "record_confirm"  # what a figure would mean
    RECORD_FORM = "record_form"
    SUBSCRIBE = "subscribe"


class Field(StrEnum):
    """The blocks of modals in which something is filled in; those of the form are the columns of a measurements file."""

    INDICATOR = "indicator"
    TARGET = "target"  # of an evaluation, as the next seven
    VERDICT = "verdict"
    VERDICT_REASON = "verdict_reason"
    ACTIVITIES = "activities"
    CAUSES = "causes"
    ISSUES = "issues"
    NEXT_STEPS = "next_steps"
    YEAR = "year"
    VALUE = "value"
    KIND = "kind"
    SOURCE = "source"
    NOTE = "note"
    REASON = "reason"
    RIGHT = "right"  # that an odd figure is right
    CADENCE = "cadence"
    WEEKDAY = "weekday"
    MONTHDAY = "monthday"
    WEEKDAYS = "weekdays"  # several
    HOLIDAYS = "holidays"
    AT = "at"
    LANGUAGE = "language"
    GOALS = "goals"
    PLACE = "place"  # whether digests come as messages or as a canvas
    OWNER = "owner"
    OWNERS = "owners"
    NAME = "name"  # of a new owner
    CHANNEL = "channel"
    GROUP = "usergroup"
    HEAD = "head"
    ENTITIES = "entities"
    DUE = "due"
    EXPECTED = "expected"
