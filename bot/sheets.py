"""Makes sheets in another thread, over a connection of its own."""

from __future__ import annotations

from contextlib import closing

from bot.workspace import Workspace
from db.evaluations import Evaluations
from db.measurements import Measurements
from db.store import Store
from db.strategies import Strategies
from handlers.sheets.order import SheetOrder
from handlers.sheets.receipts import SheetMaker
from knowledge.answer.context import AnswerContext
from knowledge.evaluation.of_plan import EvaluationsOfPlan
from knowledge.report.sheet.files import sheet, sheet_file
from knowledge.words.messages import messages


def sheet_maker(workspace: Workspace) -> SheetMaker:
    """What makes the sheets of a workspace, with the figures of the moment."""

    def make(order: SheetOrder) -> bytes:
        store = Store(workspace.store.path)
        with closing(store):
            context = AnswerContext(
                workspace.plans.with_key(order.plan) or workspace.strategy,
                Measurements(store),
                Strategies(store),
                workspace.settings.today(),
                messages(order.language),
            )
            evaluations = EvaluationsOfPlan(Evaluations(store), context.strategy.key)
            return sheet_file(sheet(context, order.sheet, order.year, evaluations), order.ending)

    return make
