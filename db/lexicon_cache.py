"""The lexicon of the loaded strategy, written down, so that a process need not build it again."""

from __future__ import annotations

from db.store import Store
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.strategy.model import Strategy


class LexiconCache:
    """The lexicon kept in one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def lexicon(self, strategy: Strategy, digest: str) -> Lexicon:
        """The lexicon of a strategy; `digest` is that of everything that it is made from."""
        sql = "SELECT content FROM lexicon WHERE digest = ?"
        with self.store.guarded():
            row = next(self.store.db.query(sql, [digest]), None)
        if row:
            return Lexicon.read(row["content"])
        lexicon = Lexicon.of(strategy)
        with self.store.writing() as db:
            db.table("lexicon").upsert({"id": 1, "digest": digest, "content": lexicon.written()}, pk="id")
        return lexicon
