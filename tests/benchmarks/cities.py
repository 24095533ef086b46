"""What a further city costs in memory and time, and how quick a large plan answers: many generated plans in one process.

Run by: python -m tests.benchmarks.cities 300

The plans have 12 to 200 indicators, whose names are composed of the vocabulary's; the bars are 1.5 MB and 50 ms for the lexicon and
the guide of a further city, and a median of 2 ms for an answer on a plan of 200 indicators.
"""

from __future__ import annotations

import gc
import random
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date
from statistics import median, quantiles

from knowledge.guide import Guide, Question
from knowledge.measurement.model import Measurement
from knowledge.ports import TargetRevision
from knowledge.question.lexicon.lexicon import Lexicon
from knowledge.record_log import Revision
from knowledge.strategy.model import Indicator
from knowledge.strategy.plan import Strategy
from tests.benchmarks.made_up_city import made_up_city

FEWEST, MOST = 12, 200
MEGABYTES, MILLISECONDS, ANSWER = 1.5, 50.0, 2.0
ASKED = (
    "{ja}の目標は?",
    "{ja}の最新値は?",
    "{ja}はいつまで?",
    "What is the target for {en}?",
    "{ja}は順調?",
    "待機児童ゼロの指標は?",
)


class NoFigures:
    """A store that holds nothing."""

    def series(self, _indicator: str) -> Sequence[Measurement]:
        return ()

    def history(self, _indicator: str) -> Sequence[Revision[Measurement]]:
        return ()

    def last_entry(self) -> int:
        return 0

    def revisions(self, _indicator: Indicator) -> Sequence[TargetRevision]:
        return ()


NO_FIGURES = NoFigures()


def sizes(count: int) -> Iterator[int]:
    """How many indicators each plan has, from the fewest to the most."""
    yield from (FEWEST + (MOST - FEWEST) * number // max(1, count - 1) for number in range(count))


def guide_of(strategy: Strategy) -> Guide:
    """A guide over a plan without figures."""
    return Guide(strategy, NO_FIGURES, NO_FIGURES, lambda: date(2023, 4, 1), Lexicon.of(strategy))


def questions(strategy: Strategy, chance: random.Random) -> Iterator[str]:
    """Questions about a plan's indicators."""
    for indicator in strategy.indicators:
        yield chance.choice(ASKED).format(ja=indicator.name.ja, en=indicator.name.en)


def main(count: int) -> None:
    """Print megabytes and milliseconds for a further city, and the time of an answer on the largest plan."""
    chance = random.Random(20)
    plans = [made_up_city(number, size, chance) for number, size in enumerate(sizes(count))]
    first = guide_of(plans[0])
    for asked in questions(plans[0], chance):
        first.ask(Question(asked))  # builds what all share
    gc.collect()
    started = time.process_time()
    guides = [guide_of(plan) for plan in plans[1:]]
    milliseconds = (time.process_time() - started) * 1000 / len(guides)
    del guides
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = [guide_of(plan) for plan in plans[1:]]
    for guide in held:
        guide.ask(Question(next(questions(guide.strategy, chance))))  # builds the plan's own indexes
    gc.collect()
    megabytes = (tracemalloc.get_traced_memory()[0] - before) / 1e6 / len(held)
    tracemalloc.stop()
    took = []
    for asked in questions(held[-1].strategy, chance):
        began = time.process_time()
        held[-1].ask(Question(asked))
        took.append((time.process_time() - began) * 1000)
    sys.stdout.write(
        f"{count} cities: a further one costs {megabytes:.2f} MB and {milliseconds:.0f} ms  (bars: {MEGABYTES} MB, {MILLISECONDS:.0f} ms)\n"
    )
    sys.stdout.write(
        f"answers on {MOST} indicators: median {median(took):.2f} ms, p99 {quantiles(took, n=100)[98]:.2f} ms  (bar: {ANSWER} ms median)\n"
    )
    if megabytes > MEGABYTES:  # what takes time depends on the machine's other work too
        sys.exit("a further city takes more memory than it may")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
