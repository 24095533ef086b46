"""Confidence as a share of right answers: a monotone table, fitted on questions with known answers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import ceil

from knowledge.notation.units import DATA, read_toml

FILE = DATA / "confidence.toml"
_BINS = 10
Steps = tuple[tuple[float, float], ...]  # (the highest score of a step, the share of right answers on it), both rising


@cache
def _steps() -> Steps:
    return tuple((score, share) for score, share in read_toml(FILE)["steps"])


def calibrated(score: float, steps: Steps | None = None) -> float:
    """The share of right answers to expect of readings with that score; both are 0 to 1. What is not held at all has 0.

    >>> calibrated(0.7, ((0.5, 0.4), (1.0, 0.9)))
    0.9
    """
    table = steps or _steps()
    if score <= 0:
        return 0.0
    return next((share for top, share in table if score <= top), table[-1][1])


def fit(judged: Iterable[tuple[float, bool]]) -> Steps:
    """The table for (score, whether the answer was right); neighbours out of order are pooled, so that it never falls.

    >>> fit([(0.05, False), (0.15, True), (0.25, False), (1.0, True)])
    ((0.1, 0.0), (0.3, 0.5), (1.0, 1.0))
    """
    bins: dict[int, list[bool]] = {}
    for score, right in judged:
        bins.setdefault(max(1, ceil(score * _BINS)), []).append(right)
    steps: list[tuple[int, list[bool]]] = []
    for number in sorted(bins):
        steps.append((number, bins[number]))
        while len(steps) > 1 and _share(steps[-2][1]) >= _share(steps[-1][1]):
            steps[-2:] = [(number, steps[-2][1] + steps[-1][1])]
    return tuple((number / _BINS, round(_share(answers), 3)) for number, answers in steps)


def _share(answers: list[bool]) -> float:
    return sum(answers) / len(answers)
