"""What a process works out once, worked out before it is forked: patterns, tables of words, messages, the strategy.

Imported last by the process that all children are forked from (`tests/scenarios/child.py`); each child would spend a tenth of a
second on it with its first question, and as much on looking for garbage in what it was forked with.
"""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import WorkspaceSettings
from bot.workspace import open_workspace
from knowledge.guide import Question
from knowledge.notation.units import PACKAGED

with TemporaryDirectory() as _folder:
    _workspace = open_workspace(WorkspaceSettings(Path(_folder) / "shirube.db", PACKAGED, date(2022, 12, 1)))
    for _text in ("出生数は順調?", "Which indicators are behind?"):
        _workspace.guide().ask(Question(_text))
    _workspace.store.close()

gc.collect()
gc.freeze()
