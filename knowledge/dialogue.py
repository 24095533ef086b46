"""Questions in threads: asks the guide, and keeps what each thread spoke of last."""

from __future__ import annotations

from knowledge.answer.model import Answer
from knowledge.guide import Guide, Question
from knowledge.ports import ConversationStore


class Dialogue:
    """Threads of questions to one guide; a question without a conversation stands alone."""

    def __init__(self, guide: Guide, conversations: ConversationStore) -> None:
        self.guide = guide
        self.conversations = conversations

    def ask(self, question: Question) -> Answer:
        """The answer to a question, which follows its thread's last turn and replaces it."""
        if not question.conversation:
            return self.guide.ask(question)
        answer = self.guide.ask(question, self.conversations.last_turn(question.conversation))
        if answer.turn:
            self.conversations.keep_turn(question.conversation, answer.turn)
        return answer

    def remembers(self, conversation: str) -> bool:
        """Whether something was asked in that thread, not too long ago."""
        return self.conversations.last_turn(conversation) is not None
