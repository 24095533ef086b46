"""The lexicons of the loaded strategies, written down, so that a process need not build them again."""

from __future__ import annotations

from db.store import Store
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.strategy.plan import Strategy


class LexiconCache:
    """The lexicons kept in one store, one a plan."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def lexicon(self, strategy: Strategy, digest: str) -> Lexicon:
        """The lexicon of a strategy; `digest` is that of everything that it is made from."""
        table = "further_lexicons" if strategy.key else "lexicon"
        row = next(iter(self.store.rows(f"SELECT content FROM {table} WHERE digest = ?", [digest])), None)  # noqa: S608
        if row:
            return Lexicon.read(row["content"])
        lexicon = Lexicon.of(strategy)
        with self.store.writing() as db:
            place = {"key": strategy.key} if strategy.key else {"id": 1}
            db.table(table).upsert({**place, "digest": digest, "content": lexicon.written()}, pk=next(iter(place)))
        return lexicon
