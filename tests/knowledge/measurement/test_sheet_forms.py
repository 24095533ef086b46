"""Sheets that were written for figures and evaluations are read back without a difference, in every form and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.workspace import Workspace
from knowledge.errors import Fault, ImportRefused
from knowledge.evaluation.model import Evaluation
from knowledge.measurement.file import MeasurementFile
from knowledge.measurement.model import Measurement, MeasurementKind
from knowledge.notation.quantity import Quantity
from knowledge.report.sheet.document import Chart, Document
from knowledge.report.sheet.files import SheetKind, sheet, sheet_file
from knowledge.strategy.model import Direction, Indicator, Language
from knowledge.strategy.plan import Strategy
from tests.conftest import THOROUGH, fresh_workspace
from tests.drafting import drafted_workspace

CITIES = Path(__file__).parents[2] / "cities"
YEAR = 2021
BOTH = pytest.mark.parametrize("ending", [".docx", ".xlsx"])


def written(opened: Workspace, ending: str, language: Language, year: int = YEAR) -> bytes:
    """The verification sheets as a file; without pictures, which take long."""
    return sheet_file(undrawn(verification(opened, language, year)), ending)


def verification(opened: Workspace, language: Language, year: int = YEAR) -> Document:
    return sheet(opened.guide().answer_context(language), SheetKind.VERIFICATION, year, opened.evaluations)


def written_of(opened: Workspace, ending: str, *names: str) -> bytes:
    """The sheets of some indicators alone, in Japanese."""
    document = undrawn(verification(opened, Language.JAPANESE))
    pages = tuple(page for page in document.pages if page.title.endswith(names))
    assert len(pages) == len(names)
    return sheet_file(replace(document, pages=pages), ending)


def undrawn(document: Document) -> Document:
    pages = (replace(page, blocks=tuple(b for b in page.blocks if not isinstance(b, Chart))) for page in document.pages)
    return replace(document, pages=tuple(pages))


def read(opened: Workspace, content: bytes, ending: str) -> MeasurementFile:
    return opened.recording().read_file(f"sheet{ending}", content)


def recorded(opened: Workspace, year: int) -> list[Measurement]:
    series = (m for indicator in opened.strategy.indicators for m in opened.measurements.series(indicator.id))
    return [measurement for measurement in series if measurement.year <= year]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=30
).map(lambda text: " ".join(text.split()))
LINES = st.lists(WORDS.filter(bool), min_size=1, max_size=3).map("\n".join)


@st.composite
def figures(draw: st.DrawFn, strategy: Strategy) -> list[Measurement]:
    """Some recorded figures, as exact as their unit allows, with all that is said about them."""
    found = []
    for indicator in draw(st.lists(st.sampled_from(strategy.indicators), max_size=4, unique=True)):
        for year in draw(st.lists(st.integers(2015, YEAR), max_size=3, unique=True)):
            quantity, wording = draw(value(indicator))
            kind = draw(st.sampled_from([None, *MeasurementKind]))
            day = draw(st.none() | st.dates(date(2015, 1, 1), date(2022, 12, 1)))
            source, note = draw(WORDS.filter(bool)), draw(st.just("") | WORDS)
            found.append(Measurement(indicator.id, year, wording, quantity, source, note, kind, day))
    return found


@st.composite
def value(draw: st.DrawFn, indicator: Indicator) -> tuple[Quantity | None, str]:
    if indicator.direction in (Direction.MILESTONE, Direction.RELATIVE):
        return None, indicator.target.wording.ja
    number = draw(st.integers(1, 10**7)) if indicator.unit.base in ("円", "人") else draw(st.decimals(0, 100, places=1))
    amount = Decimal(number).scaleb(indicator.unit.exponent)
    exact = Quantity(amount, indicator.unit.base, indicator.unit.exponent, 0, draw(st.booleans()))
    return exact.rescaled(indicator.unit.exponent), str(number)


@st.composite
def evaluations(draw: st.DrawFn, strategy: Strategy) -> list[Evaluation]:
    """Some evaluations of the year, of what can be evaluated."""
    targets = [*strategy.indicators[:3], strategy["city"], strategy["city.goal.1"], strategy["city.goal.1.measure.2"]]
    chosen = draw(st.lists(st.sampled_from(targets), max_size=4, unique_by=lambda each: each.id))
    texts = {"activities": LINES, "causes": LINES, "issues": st.just(""), "next_steps": LINES | st.just(""), "source": WORDS}
    return [Evaluation(each.id, YEAR, draw(st.none() | st.just("C")), **{k: draw(t) for k, t in texts.items()}) for each in chosen]


def compared(measurement: Measurement) -> tuple[object, ...]:
    """What has to come back: the value with its 約, the source and all else; not how the value was once typed."""
    quantity = measurement.quantity
    told = (quantity.amount, quantity.unit, quantity.approximate) if quantity else measurement.wording
    return measurement.indicator, measurement.year, told, measurement.source, measurement.note, measurement.kind, measurement.as_of


@BOTH
@settings(max_examples=200 if THOROUGH else 3)  # a file each
@given(data=st.data())
def test_what_is_written_is_what_is_read(ending: str, data: st.DataObject, koriyama: Strategy) -> None:
    with TemporaryDirectory() as folder:
        opened = fresh_workspace(Path(folder))
        rows = [(None, each) for each in data.draw(figures(koriyama))]
        opened.measurements.record(rows, opened.settings.now())
        evaluated = [(None, each) for each in data.draw(evaluations(koriyama)) if not each.is_empty]
        opened.evaluations.record(evaluated, opened.settings.now())
        if not rows and not evaluated:
            return
        found = read(opened, written(opened, ending, data.draw(st.sampled_from(Language))), ending)
        assert sorted(map(compared, (m for _, m in found.rows)), key=str) == sorted(map(compared, recorded(opened, YEAR)), key=str)
        again = [each for _, each in opened.evaluating().read_file(found)]
        assert sorted(again, key=str) == sorted(opened.evaluations.of_year(YEAR), key=str)
        opened.store.close()


@pytest.fixture(scope="module", params=["kirisawa", "aonami"])
def other_city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A city whose plan is of another shape, with its figures; not to be written to."""
    folder = tmp_path_factory.mktemp(request.param)
    return drafted_workspace(folder, CITIES / request.param / "table.xlsx", date(2024, 6, 1))


@pytest.mark.parametrize(
    ("ending", "language"),
    [
        (".docx", Language.ENGLISH),
        (".xlsx", Language.JAPANESE),
        pytest.param(".docx", Language.JAPANESE, marks=pytest.mark.thorough),
        pytest.param(".xlsx", Language.ENGLISH, marks=pytest.mark.thorough),
    ],
)
def test_plans_of_other_shapes_come_back_too(ending: str, language: Language, other_city: Workspace) -> None:
    found = read(other_city, written(other_city, ending, language, 2023), ending)
    expected = recorded(other_city, 2023)
    assert sorted(map(compared, (m for _, m in found.rows)), key=str) == sorted(map(compared, expected), key=str)
    assert found.rows


BIRTHS = Measurement("births", 2020, "2,395人", Quantity(Decimal(2395), "人"), "住民基本台帳")
VISITORS = Measurement("visitors", 2020, "301万人", Quantity(Decimal(3010000), "人", 4), "観光統計")


def recording_of(folder: Path, *figures: Measurement) -> Workspace:
    """A workspace with figures, and with an evaluation of births."""
    opened = fresh_workspace(folder)
    opened.measurements.record([(None, figure) for figure in figures], opened.settings.now())
    opened.evaluations.record([(None, Evaluation("births", YEAR, causes="婚姻数の減少"))], opened.settings.now())
    return opened


@pytest.fixture(scope="module")
def births(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with one figure; not to be written to."""
    return recording_of(tmp_path_factory.mktemp("births"), BIRTHS)


@pytest.fixture(scope="module")
def workbook(births: Workspace) -> bytes:
    """Its sheets in a workbook."""
    return written_of(births, ".xlsx", "出生数")


@pytest.fixture(scope="module")
def word_file(births: Workspace) -> bytes:
    """Its sheets in a Word file."""
    return written_of(births, ".docx", "出生数")


@pytest.fixture(scope="module")
def workbook_of_two(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook with the figures of two indicators."""
    return written_of(recording_of(tmp_path_factory.mktemp("two"), BIRTHS, VISITORS), ".xlsx", "出生数", "(観光入込客数)")


def faults(opened: Workspace, content: bytes, ending: str) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        opened.evaluating().read_file(read(opened, content, ending))
    return [
        str(told.values["fault"].message_id) if isinstance(told.values.get("fault"), Fault) else told.message_id
        for told in refused.value.faults
    ]


def edited_workbook(content: bytes, sheet_name: str, old: object, new: object) -> bytes:
    book = load_workbook(BytesIO(content))
    (cell,) = [cell for row in book[sheet_name].iter_rows() for cell in row if cell.value == old]
    cell.value = new
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_clerks_figure_and_text_are_read_and_nothing_else_changes(births: Workspace, workbook: bytes) -> None:
    content = edited_workbook(workbook, "出生数", 2395, 2396)
    content = edited_workbook(content, "出生数", "婚姻数の減少", "転出の増加")
    found = read(births, content, ".xlsx")
    assert [(m.year, m.amount, m.source) for _, m in found.rows] == [(2020, Decimal(2396), "住民基本台帳")]
    assert [each.causes for _, each in births.evaluating().read_file(found)] == ["転出の増加"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (2395, "24l0", "measurement.fault.value"),
        (2395, "=A1", "table.fault.cell.formula"),
        (2395, "未集計", "measurement.fault.value.none"),
        ("住民基本台帳", None, "measurement.fault.source"),
        ("実績（人）", "値は", "sheet.no_head"),
        ("births", "berths", "sheet.unknown"),
        ("births", "visitors", "sheet.doubled"),
        ("2021年度", "らいねん", "evaluation.fault.year"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    births: Workspace, workbook_of_two: bytes, old: object, new: object, fault: str
) -> None:
    assert fault in faults(births, edited_workbook(workbook_of_two, "出生数", old, new), ".xlsx")


def edited_word(content: bytes, change: Callable[[object], None]) -> bytes:
    """A Word file with the run that holds the figure changed."""
    file = docx.Document(BytesIO(content))
    (run,) = [run for run in file.element.body.iter(qn("w:r")) if "".join(t.text or "" for t in run.iter(qn("w:t"))) == "2,395"]
    change(run)
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def tracked(run: object) -> None:
    """Take the run out as Word does while it tracks changes."""
    deleted = OxmlElement("w:del")
    run.getparent().replace(run, deleted)
    deleted.append(run)


def struck(run: object) -> None:
    run.get_or_add_rPr().append(OxmlElement("w:strike"))


@pytest.mark.parametrize(("change", "fault"), [(tracked, "table.fault.document.tracked"), (struck, "table.fault.cell.struck")])
def test_a_figure_of_which_word_tells_two_things_is_refused(
    births: Workspace, word_file: bytes, change: Callable[[object], None], fault: str
) -> None:
    assert fault in faults(births, edited_word(word_file, change), ".docx")


def test_runs_and_links_within_a_cell_are_one_text(births: Workspace, word_file: bytes) -> None:
    def parted(run: object) -> None:
        link = OxmlElement("w:hyperlink")
        run.addnext(link)
        text = next(run.iter(qn("w:t")))
        text.text = "2,3"
        second = OxmlElement("w:r")
        more = OxmlElement("w:t")
        more.text = "95"
        second.append(more)
        link.append(second)

    found = read(births, edited_word(word_file, parted), ".docx")
    assert [m.amount for _, m in found.rows] == [Decimal(2395)]


def broken() -> Iterator[bytes]:
    empty = BytesIO()
    docx.Document().save(empty)
    yield empty.getvalue()
    yield empty.getvalue()[:2000] + b"word/document.xml"


@pytest.mark.parametrize("content", list(broken()))
def test_another_word_file_is_refused(workspace: Workspace, content: bytes) -> None:
    with pytest.raises(ImportRefused):
        read(workspace, content, ".docx")
