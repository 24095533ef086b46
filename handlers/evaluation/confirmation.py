"""After evaluations were recorded: the evaluator is told, and can take it back."""

from __future__ import annotations

from handlers.evaluation.evaluators import Evaluators
from handlers.inbox.changes import Changes, ChangeServices
from handlers.listening import Replies
from handlers.recording.confirmation import change_message, change_replies, listed, undo_change
from handlers.recording.payloads import UndoValue
from handlers.slack.ids import Action
from handlers.slack.outgoing import OutgoingMessage
from handlers.slack.payloads import BlockAction
from handlers.slack.replies import Reply
from knowledge.evaluation.model import Evaluation
from knowledge.evaluation.preview_text import edit_line
from knowledge.evaluation.text import evaluation_lines
from knowledge.record_log import Recorded
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.messages import Messages, messages


def evaluated_replies(
    done: Recorded[Evaluation], services: ChangeServices, user: str, language: Language, place: tuple[str, str] | None = None
) -> list[Reply]:
    """What is said of a change of evaluations."""
    message = evaluated_message(done, services.evaluating.strategy, messages(language))
    return change_replies(message, services, user, language, place)


def evaluated_message(done: Recorded[Evaluation], strategy: Strategy, words: Messages) -> OutgoingMessage:
    """What was recorded or taken back; a single evaluation in full."""
    lines = listed([edit_line(edit, strategy, words) for edit in done.edits], words)
    alone = done.edits[0].after if len(done.edits) == 1 else None
    lines += evaluation_lines(alone, strategy, words) if alone else []
    return change_message(done, lines, Action.EVALUATE_UNDO, words)


async def undo_evaluation(click: BlockAction, changes: Changes, evaluators: Evaluators) -> Replies:
    """Take back what was recorded, if whoever asks may still evaluate."""

    def undo(services: ChangeServices, undoable: UndoValue, reason: str) -> list[Reply]:
        done = services.evaluating.undo(undoable.change, by=click.user.id, reason=reason)
        return evaluated_replies(done, services, click.user.id, undoable.language, click.place) if done.change else []

    return await undo_change(click, changes, evaluators, undo)
