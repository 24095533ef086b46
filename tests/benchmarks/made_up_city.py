"""Plans of cities that do not exist, as large as wanted: goals, measures and indicators named from the vocabulary."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from knowledge.strategy.graph import strategy_graph
from knowledge.strategy.parts import StrategyFile
from knowledge.strategy.plan import Strategy
from knowledge.vocabulary.model import Term, vocabulary

GOALS, MEASURES = 6, 4  # of a goal
_FIRST = ("青", "白", "緑", "若", "美", "朝", "東", "南", "広", "高")
_SECOND = ("葉", "浜", "原", "森", "川", "里", "野", "崎", "沢", "瀬")
_AREAS = ("市内の", "中心市街地の", "東部地区の", "西部地区の", "沿岸部の", "支援による", "")


def made_up_city(number: int, indicators: int, chance: random.Random) -> Strategy:
    """A plan with that many indicators."""
    city = _FIRST[number % 10] + _SECOND[number // 10 % 10] + "市"
    entries = list(_indicators(indicators, chance))
    fields = list(dict.fromkeys(term.name for term in vocabulary()))
    goals = [_goal(at, entries[at::GOALS], fields, chance) for at in range(GOALS)]
    content = {
        "format": 2,
        "document": f"{city}総合戦略",
        "city": {"name": {"ja": city}},
        "levels": ["基本目標", "施策"],
        "strategy": {"name": {"ja": f"{city}総合戦略"}, "goals": goals},
    }
    return strategy_graph(StrategyFile.model_validate(content))


def _goal(number: int, entries: list[dict[str, Any]], names: list[str], chance: random.Random) -> dict[str, Any]:
    measures = [
        {
            "label": f"({at + 1})",
            "name": {"ja": f"{chance.choice(names)}の改善と{chance.choice(names)}の向上"},
            "indicators": entries[at::MEASURES],
        }
        for at in range(MEASURES)
    ]
    return {"label": str(number + 1), "name": {"ja": f"{chance.choice(names)}を高めるまち{number + 1}"}, "measures": measures}


def _indicators(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    terms = chance.sample(vocabulary(), count)
    for number, term in enumerate(terms):
        yield _indicator(f"indicator-{number + 1}", term, chance.choice(_AREAS), chance)


def _indicator(name: str, term: Term, area: str, chance: random.Random) -> dict[str, Any]:
    start = chance.randint(20, 90)
    return {
        "id": name,
        "name": {"ja": area + term.name, "en": term.en},
        "category": "kpi",
        "unit": "%",
        "direction": "increase",
        "baseline": {"value": f"{start}%", "when": "2020年度"},
        "target": {"value": f"{start + 9}%", "when": "2025年度"},
    }
