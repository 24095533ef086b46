"""Generated plans of format 2: any levels, labels, units, shapes of targets and times, without a fault."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

TERM = (2021, 2025)
LABELS = st.sampled_from(["", "Ⅰ", "Ⅱ", "(1)", "①", "1-2", "【住む】", "第3章"])
UNITS = st.sampled_from([None, "人", "件", "%", "億円", "百万円", "千人", "㎡", "t-CO2", "人日", "店舗"])
_NAME = st.text("海山川町民交通安全福祉率数年間所", min_size=2, max_size=7)
_WORDS = st.text("あいうえおかきくけこ", min_size=2, max_size=6)
_TIMES = {
    "baseline": st.sampled_from([None, "2019年", "令和元年度", "2020年9月末時点", "2020年度"]),
    "target": st.sampled_from([None, "2025年", "令和7年度末", "2025年度", "R7年度"]),
    "total": st.sampled_from([None, "2021～2025年度累計", "2022～2025年度"]),
}
_SHAPES = ("increase", "decrease", "floor", "ceiling", "maintain", "range", "milestone", "relative", "total", "within", "average")


def _value(number: int, unit: str | None, bound: str = "") -> str:
    return f"{number:,}{unit or ''}{bound}"


def _stated(text: str, when: str | None) -> dict[str, str]:
    return {"value": text} | ({"when": when} if when else {})


@st.composite
def _targets(draw: st.DrawFn, unit: str | None) -> dict[str, Any]:
    """The baseline, the target and how the one becomes the other."""
    shape = draw(st.sampled_from(_SHAPES))
    low = draw(st.integers(0, 5000))
    high = low + draw(st.integers(1, 5000))
    first, last = (high, low) if shape in ("decrease", "within") else (low, high)
    part: dict[str, Any] = {"direction": {"range": "maintain", "within": "ceiling"}.get(shape, shape)}
    texts = [_value(first, unit), _value(last, unit, draw(st.sampled_from(["", "以上"])) if shape in ("increase", "floor") else "")]
    if shape in ("increase", "decrease", "floor", "ceiling", "total", "within", "average"):
        texts[1] += draw(st.sampled_from(["", "※1", "（推計値）", "を達成"]))
    if shape == "maintain":
        texts[1] = draw(st.sampled_from([texts[0], f"{texts[0]}を維持", "現状維持"]))
        part |= {"better": draw(st.sampled_from(["higher", "lower"]))} if draw(st.booleans()) else {}
    elif shape == "range":
        texts[1] = f"{low}~{high}{unit or ''}"
    elif shape in ("milestone", "relative"):
        texts = [draw(st.sampled_from(["調査中", "未着手", "―"])), {"milestone": "策定する", "relative": "現状より改善"}[shape]]
    if shape in ("total", "within", "average"):
        part |= {"aggregate": "average" if shape == "average" else "total"}
        part["direction"] = draw(st.sampled_from(["increase", "decrease"])) if shape == "average" else part["direction"]
        part["direction"] = "increase" if shape == "total" else part["direction"]
        part |= {"recorded": "cumulative"} if shape == "total" and draw(st.booleans()) else {}
    when = draw(_TIMES["total" if "aggregate" in part else "target"])
    part |= {"target": _stated(texts[1], when)}
    if shape == "maintain" and texts[1] == "現状維持":
        part["target"]["amount"] = str(first)
    if draw(st.booleans()) or shape == "maintain":
        part["baseline"] = _stated(texts[0], draw(_TIMES["baseline"]))
    if shape == "increase" and high - low > 1 and draw(st.booleans()):
        part["interim"] = [_stated(_value(low + 1, unit), "2022年度"), _stated(_value(low + 1, unit), "2023年度")][
            : draw(st.integers(1, 2))
        ]
    return part


@st.composite
def _indicator(draw: st.DrawFn, number: int) -> dict[str, Any]:
    unit = draw(UNITS)
    part: dict[str, Any] = {"id": f"n{number}", "name": {"ja": draw(_NAME) + str(number)}, "unit": unit}
    if draw(st.booleans()):
        part["name"]["en"] = f"Name {number}"
    if draw(st.booleans()):
        part["kana"] = draw(st.lists(_WORDS, min_size=1, max_size=2, unique=True))
    if draw(st.booleans()):
        part["aliases"] = {"ja": [f"{draw(_WORDS)}{number}"], "en": [f"alias {number}"]}
    for field in ("definition", "origin", "keeper"):
        if draw(st.booleans()):
            part[field] = draw(_NAME)
    if draw(st.booleans()):
        part |= {"due_month": draw(st.integers(1, 12)), "notes": {draw(st.sampled_from(["備考", "SDGs", "公表 先"])): draw(_NAME)}}
    if draw(st.booleans()):
        part |= {"category": draw(st.sampled_from(["target", "kpi"])), "formerly": [f"old-{number}"]}
    return part | draw(_targets(unit))


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    """The data of a strategy file."""
    count = iter(range(1, 1000))

    def indicators(most: int) -> list[dict[str, Any]]:
        return [draw(_indicator(next(count))) for _ in range(draw(st.integers(0, most)))]

    def level(depth: int) -> list[dict[str, Any]]:
        parts = []
        for _ in range(draw(st.integers(0 if depth else 1, 2))):
            part = {"label": draw(LABELS), "name": {"ja": f"{draw(_NAME)}{next(count)}"}, "indicators": indicators(2)}
            if depth < deepest:
                part[("measures", "projects")[depth]] = level(depth + 1)
            parts.append(part)
        return parts

    deepest = draw(st.integers(0, 2))
    names = draw(st.sampled_from([["分野", "政策", "事業"], ["基本目標", "施策", "取組"], ["みらい", "しごと", "くふう"]]))[
        : deepest + 1
    ]
    strategy: dict[str, Any] = {"name": {"ja": "第2次青葉町総合計画"}, "indicators": indicators(1), "goals": level(0)}
    if draw(st.booleans()):
        strategy |= {
            "vision": {"name": {"ja": "ひかるまち"}},
            "principles": [{"name": {"ja": "ともに"}}, {"name": {"ja": "つなぐ"}}],
        }
    data: dict[str, Any] = {
        "format": 2, "document": "第2次青葉町総合計画", "city": {"name": {"ja": "青葉町"}, "kana": ["あおばちょう"]},
        "period": "令和3年度~令和7年度", "levels": names, "strategy": strategy,
    }  # fmt: skip
    if draw(st.booleans()):
        data |= {"targets_on": draw(st.sampled_from(names)), "source": "青葉町統計書"}
    if draw(st.booleans()):
        computed = [{"word": "A", "least": "100", "meaning": "達成"}, {"word": "B", "least": "70"}]
        judged = [{"word": "X", "meaning": "中止"}, {"word": "保留"}]
        data["evaluation"] = {"rule": "ratio", "verdicts": draw(st.sampled_from([computed, judged, [*computed, *judged]]))}
    return data
