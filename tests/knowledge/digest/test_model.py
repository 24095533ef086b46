"""Digests: the same figures as the answers, what changed, and what a posted one shows after a correction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace import Workspace
from knowledge.digest.model import AsOf, Digest, DigestMark, DigestSpec, as_of, digest
from knowledge.digest.text import DigestText, write
from knowledge.guide import Guide, Question
from knowledge.measurement.model import Measurement
from knowledge.notation.period import Cadence, Period
from knowledge.notation.quantity import Quantity
from knowledge.ports import TargetRevision
from knowledge.record_log import Revision
from knowledge.strategy.model import Language, Point, Text
from knowledge.strategy.plan import Strategy
from tests.conftest import HANAGAWA, SAMPLE, load, make_workspace, moment

NOW = moment(2022, 12, 1, 10)
QUARTER = Period.read("2022Q3") or pytest.fail("2022Q3 is a quarter")


def spec(workspace: Workspace, language: Language = Language.JAPANESE, goals: tuple[str, ...] = ()) -> DigestSpec:
    """The third quarter of 2022, with all that is recorded by now."""
    return DigestSpec(
        QUARTER, language, DigestMark(moment(2022, 10, 1)), DigestMark(NOW, workspace.measurements.last_entry()), goals
    )


def digest_of(workspace: Workspace, of: DigestSpec) -> Digest:
    """The digest of a specification over a workspace."""
    return digest(of, workspace.strategy, workspace.measurements, workspace.strategies)


def text_of(workspace: Workspace, of: DigestSpec) -> DigestText:
    """The digest of a specification in words."""
    return write(digest_of(workspace, of))


def record(workspace: Workspace, year: int, births: int, reason: str | None = None, now: datetime = NOW) -> None:
    """Record a number of births."""
    quantity = Quantity(Decimal(births), "人")
    rows = [(None, Measurement("births", year, f"{births:,}", quantity, "人口動態統計"))]
    workspace.measurements.record(rows, now, reason=reason)


@pytest.mark.parametrize("language", Language)
def test_its_figures_are_those_of_the_answers(measured: Workspace, guide: Guide, language: Language) -> None:
    text = text_of(measured, spec(measured, language))
    overall = {Language.JAPANESE: "全体の進捗は?", Language.ENGLISH: "What is the overall progress?"}[language]
    answer = guide.ask(Question(overall))
    assert text.lead.startswith(answer.layout.headline[0])
    assert set(answer.layout.rows) == {row for section in text.whole for row in section.rows}
    for standing in digest_of(measured, spec(measured, language)).behind:
        name = standing.indicator.name.in_(language)
        asked = f"{name}の必要なペースは?" if language is Language.JAPANESE else f"What pace does {name} need?"
        (row,) = [row for row in text.short[0].rows if row.entity == standing.indicator.id]
        facts = {fact.field: fact.text for fact in guide.ask(Question(asked)).facts}
        assert facts["required_pace"] in row.cells[3]


def test_it_is_short_enough_to_be_read_aloud_with_the_whole_beside_it(measured: Workspace) -> None:
    text = text_of(measured, spec(measured))
    assert all(len(section.rows) <= 3 and len(section.lines) <= 3 for section in text.short)
    for indicator in measured.strategy.indicators:
        assert indicator.name.ja in text.whole_text


def test_it_says_what_it_covers_and_of_which_day_its_figures_are(measured: Workspace) -> None:
    text = text_of(measured, spec(measured, Language.ENGLISH))
    assert text.title == "Koriyama City Comprehensive Strategy (2020 revision): digest for Q3 of fiscal 2022"
    assert text.dated == ("1 October 2022 to 31 December 2022; figures as of 1 December 2022 · Contains invented sample data")


def test_what_is_behind_tells_how_much_is_missing_and_the_pace_that_it_needs(measured: Workspace) -> None:
    row = text_of(measured, spec(measured)).short[0].rows[1]
    assert row.cells == ("2,350人", "−45人", "あと650人", "約217人の増加", "2021年→2024年")
    assert row.line == "・出生数：2,350人（2021年、2020年比−45人）、目標3,000人まで650人（2024年、毎年約217人の増加が必要）"


def test_deadlines_within_a_year_and_silent_indicators_are_named(measured: Workspace) -> None:
    found = digest_of(measured, spec(measured))
    assert [standing.indicator.id for standing in found.deadlines] == ["safe-community"]
    assert [s.indicator.id for s in found.silent] == [
        "lifelong-learning-satisfaction",
        "social-migration-rate",
        "regional-population",
    ]


def test_nothing_recorded_is_said_plainly(workspace: Workspace) -> None:
    text = text_of(workspace, spec(workspace, Language.ENGLISH))
    assert text.lead.endswith("Nothing new was recorded, and nothing corrected.")
    assert text.short[0].lines[0] == "Nothing is behind."


def test_goals_narrow_it(measured: Workspace) -> None:
    found = digest_of(measured, spec(measured, goals=("city.goal.3",)))
    assert {standing.indicator.id for standing in found.standings} == {"births", "total-fertility-rate"}
    assert {change.indicator.id for change in found.changes} == {"births", "total-fertility-rate"}
    assert "基本目標3" in write(found).lead


def test_what_changed_counts_from_the_last_digest(workspace: Workspace) -> None:
    record(workspace, 2019, 2440)
    last = DigestMark(NOW, workspace.measurements.last_entry())
    record(workspace, 2020, 2395)
    record(workspace, 2019, 2441, reason="確報")
    found = digest_of(workspace, replace(spec(workspace), since=last))
    assert [(c.year, c.before and c.before.wording, c.after and c.after.wording) for c in found.changes] == [
        (2019, "2,440", "2,441"),
        (2020, None, "2,395"),
    ]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (moment(2021, 12, 3), [2020, 2021]),  # as subscribed: with what came since the period, which the next one counts from
        (moment(2021, 12, 20), [2020, 2021]),
        (moment(2022, 12, 1), [2020]),  # of a period that is long over
    ],
)
def test_the_digest_of_a_past_period_tells_what_was_recorded_in_it(workspace: Workspace, made: datetime, told: list[int]) -> None:
    record(workspace, 2020, 2395, now=moment(2021, 11, 10))
    record(workspace, 2021, 2350, now=moment(2021, 12, 2))
    november = Period(Cadence.MONTHLY, date(2021, 11, 1))
    since, until = DigestMark(moment(2021, 11, 1, 0)), DigestMark(made, workspace.measurements.last_entry())
    asked = DigestSpec(november, Language.JAPANESE, since, until)
    assert [change.year for change in digest_of(workspace, asked).changes] == told
    assert (asked.told_until == until) is (told == [2020, 2021])


def test_a_posted_digest_shows_a_correction_and_says_so(workspace: Workspace) -> None:
    record(workspace, 2021, 2350)
    posted = spec(workspace, Language.ENGLISH)
    before = text_of(workspace, posted)
    record(workspace, 2021, 2380, reason="final figure")
    after = text_of(workspace, posted)
    assert "2,350 births (2021, " in before.text
    assert not before.corrections
    assert after.corrections == ("Note, 1 December 2022: Number of births (2021): corrected from 2,350 births to 2,380 births",)
    assert after.text.replace(after.corrections[0], "").count("2,350") == 0
    assert "620 births short of 3,000 births (2024, " in after.text


def test_a_posted_digest_does_not_show_what_is_newer(workspace: Workspace) -> None:
    record(workspace, 2021, 2350)
    posted = spec(workspace)
    before = text_of(workspace, posted)
    record(workspace, 2022, 2300)
    assert text_of(workspace, posted) == before


def test_a_posted_digest_keeps_the_target_that_the_strategy_then_had(koriyama: Strategy) -> None:
    births = koriyama.indicator("births")
    first = Point(Text("3,200人", "3,200人"), 2024, Quantity(Decimal(3200), "人"))
    second = replace(first, quantity=Quantity(Decimal(3100), "人"))
    revisions = [
        TargetRevision("births", "target", first, date(2022, 4, 1)),
        TargetRevision("births", "target", second, date(2023, 4, 1)),
    ]
    targets = [as_of(births, revisions, day).target.amount for day in (date(2022, 3, 31), date(2022, 4, 1), date(2023, 4, 1))]
    assert targets == [3200, 3100, 3000]


def test_another_city_gets_its_own(tmp_path: Path) -> None:
    town = make_workspace(tmp_path, HANAGAWA, date(2024, 3, 1))
    load(town, SAMPLE.parent / "cities" / "hanagawa-measurements.csv")
    until = DigestMark(moment(2024, 3, 1), town.measurements.last_entry())
    text = text_of(town, DigestSpec(Period.read("2023-12") or QUARTER, Language.JAPANESE, DigestMark(moment(2023, 12, 1)), until))
    assert text.title == "花川町まちづくり計画2030 2023年12月のまとめ"
    assert "担当は環境課、数値が出るのは6月" in text.whole_text or "環境課" not in text.whole_text


values = st.integers(0, 10_000)
years = st.integers(2019, 2024)


class History:
    """A history of births in memory."""

    def __init__(self, entries: Sequence[tuple[int, int | None]]) -> None:
        self.entries = [
            Revision("births", year, n, births(year, value), moment(2022, 1, 1) + timedelta(days=n), entry=n)
            for n, (year, value) in enumerate(entries, start=1)
        ]

    def series(self, indicator: str) -> list[Measurement]:
        """The newest value of each year."""
        newest = {entry.year: entry.record for entry in self.history(indicator)}
        return [measurement for _, measurement in sorted(newest.items()) if measurement]

    def history(self, indicator: str) -> list[Revision[Measurement]]:
        """Every entry."""
        return [entry for entry in self.entries if entry.entity == indicator]

    def last_entry(self) -> int:
        """The newest entry."""
        return len(self.entries)


def births(year: int, value: int | None) -> Measurement | None:
    """A number of births; None where an entry takes it back."""
    return None if value is None else Measurement("births", year, str(value), Quantity(Decimal(value), "人"), "sample")


histories = st.lists(st.tuples(years, st.none() | values), max_size=12).map(History)


class NoRevisions:
    """A strategy that was never revised."""

    def revisions(self, indicator: object) -> list[TargetRevision]:
        """None."""
        return []


@pytest.fixture(scope="session")
def of_births(koriyama: Strategy) -> Strategy:
    """A strategy with one indicator."""
    return replace(koriyama, entities=(koriyama["city"], koriyama["births"]))


@given(histories)
def test_a_digest_of_now_shows_what_is_in_force(history: History) -> None:
    assert list(AsOf(history, DigestMark(NOW, history.last_entry())).series("births")) == history.series("births")


@given(histories, st.integers(0, 12))
def test_a_digest_holds_the_years_that_it_was_posted_with_in_their_newest_values(history: History, entry: int) -> None:
    shown = {m.year: m for m in AsOf(history, DigestMark(NOW, entry)).series("births")}
    then = {e.year: e.record for e in history.entries if e.entry <= entry}
    now = {e.year: e.record for e in history.entries}
    assert shown == {year: now[year] for year, measurement in then.items() if measurement and now[year]}


@given(histories, st.integers(0, 12), st.integers(0, 12))
def test_changes_and_corrections_lead_from_what_was_to_what_is_shown(
    of_births: Strategy, history: History, first: int, second: int
) -> None:
    since, until = sorted((first, second))
    found = digest(
        DigestSpec(QUARTER, Language.ENGLISH, DigestMark(NOW, since), DigestMark(NOW, until)), of_births, history, NoRevisions()
    )
    (standing,) = found.standings
    for change in found.changes:
        assert standing.in_year(change.year) == change.after != change.before
    for change in found.corrections:
        assert change.before
        assert any(entry.entry > until and entry.year == change.year for entry in history.entries)
    assert "Number of births" in write(found).whole_text


def test_its_thread_has_a_section_a_goal_and_its_head_none_of_what_is_done(measured: Workspace) -> None:
    text = text_of(measured, spec(measured))
    assert [section.title[:5] for section in text.whole[:-1]] == [f"基本目標{number}" for number in range(1, 7)]
    assert "セーフコミュニティ" not in text.text
    assert text.lead.count("。") == 2


KANJI, KANA = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[\u3041-\u3096\u30a1-\u30faー]")
SMALL = set("ゃゅょぁぃぅぇぉャュョァィゥェォ")
DIGIT_MORAE = {"0": 2, "1": 2, "2": 1, "3": 2, "4": 2, "5": 1, "6": 2, "7": 2, "8": 2, "9": 2}  # ゼロ, いち, に, さん …


def morae(text: str) -> int:
    """No fewer morae than a text has when it is read aloud; what stands in brackets is for the eye, and is left out.

    A kanji has two at most on the average, a digit with its place (せん, ひゃく, じゅう) up to four, % five, a letter two.
    """
    spoken = re.sub(r"（[^（）]*）|\([^()]*\)", "", text)
    numbers = re.findall(r"[\d,]*\d(?:\.\d+)?", spoken)
    rest = re.sub(r"[\d,]*\d(?:\.\d+)?", "", spoken)
    places = sum(
        sum(DIGIT_MORAE[d] for d in n if d.isdigit() and d != "0")
        + 2 * max(0, len(n.replace(",", "").split(".")[0].rstrip("0")) - 1)
        for n in numbers
    )
    fixed = sum(2 for n in numbers if n.rstrip("0") != n) + sum(2 for n in numbers if "." in n)
    signs = 5 * rest.count("%") + 2 * len(re.findall("[A-Za-z]", rest))
    return places + fixed + signs + 2 * len(KANJI.findall(rest)) + len([c for c in KANA.findall(rest) if c not in SMALL])


def spoken_head(text: DigestText) -> str:
    """What is read aloud of a digest's head: what it covers is for the eye."""
    lines = [text.title, text.lead]
    for section in text.short:
        lines += [section.title, *(row.line for row in section.rows), *section.lines]
    return "\n".join(lines)


def test_its_head_is_read_aloud_in_forty_seconds(measured: Workspace) -> None:
    assert morae(spoken_head(text_of(measured, spec(measured)))) <= 300
    words = re.sub(r"\([^()]*\)", "", spoken_head(text_of(measured, spec(measured, Language.ENGLISH))))
    assert len(re.findall(r"[\w,.%−]*\w[\w,.%]*", words)) <= 110
