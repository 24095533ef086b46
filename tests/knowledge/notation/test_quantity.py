"""Quantities: what people write is read, and what is read is written back the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.quantity import Quantity, Unit, find_quantities, read_quantity, round_to
from knowledge.notation.unit_reader import read_unit


@pytest.mark.parametrize(
    ("written", "amount", "unit"),
    [
        ("4,337 億円", "433700000000", "円"),
        ("約493万人", "4930000", "人"),
        ("61.4万人", "614000", "人"),
        ("３８．２％", "38.2", "%"),
        ("1.47", "1.47", None),
        ("3億7,240万円", "372400000", "円"),
        ("二千五百人", "2500", "人"),
        ("三千人", "3000", "人"),
        ("百万円", "1000000", "円"),
        ("￥372.4 billion", "372400000000", "円"),
        ("372.4bn yen", "372400000000", "円"),
        ("5 million", "5000000", None),
        ("60 percent", "60", "%"),
        ("-5%", "-5", "%"),
        ("7,464 oku yen", "746400000000", "円"),
        ("401,000百万円", "401000000000", "円"),
        ("3,010千人", "3010000", "人"),
        ("63万2千人", "632000", "人"),
        ("▲3.2%", "-3.2", "%"),
        ("△45人", "-45", "人"),
    ],
)
def test_a_quantity_is_read_in_base_units(written: str, amount: str, unit: str | None) -> None:
    found = read_quantity(written)
    assert found is not None
    assert found.quantity.amount == Decimal(amount)
    assert found.quantity.unit == unit


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24l0",
        "2,44O",
        "24,10",
        "1.2.3",
        "人",
        "approximately",
        "12 apples",
        "--5",
        "1,2345",
        "2 440人",
        "2440 5",
        "1万2万",
        "3千5億",
        "1.5万3千人",
        "٢٤",
        "9" * 40,
    ],
)
def test_what_is_no_quantity_is_none(written: str) -> None:
    assert read_quantity(written) is None


@pytest.mark.parametrize("written", ["およそ63万人", "63万人程度", "630,000人ほど", "約63万人前後"])
def test_about_is_kept(written: str) -> None:
    found = read_quantity(written)
    assert found is not None
    assert found.quantity.approximate


def test_points_can_be_of_two_kinds() -> None:
    found = read_quantity("72 points")
    assert found is not None
    assert found.units == ("点", "ポイント")


def test_a_unit_outside_the_table_is_read_where_it_is_expected() -> None:
    found = read_quantity("1,920 kWh", Unit("kWh"))
    assert found is not None
    assert (found.quantity.amount, found.quantity.unit) == (Decimal(1920), "kWh")
    assert read_quantity("1,920 kWh") is None


@pytest.mark.parametrize(
    ("written", "base", "exponent"), [("億円", "円", 8), ("万人", "人", 4), ("%", "%", 0), ("kg", "kg", 0), (None, None, 0)]
)
def test_a_written_unit_is_a_multiplier_and_a_base(written: str | None, base: str | None, exponent: int) -> None:
    assert read_unit(written) == Unit(base, exponent)
    assert read_unit(written).written == written


def test_figures_are_found_in_a_sentence() -> None:
    found = list(find_quantities("出生数の目標は2,500人で、4,337億円ではない?"))
    assert [(each.quantity.plain, each.quantity.unit) for each in found] == [("2500", "人"), ("433700000000", "円")]


WORDS = ("円", "百万円", "千万円", "十億円", "億円", "人", "万人", "百万人", "名", "%", "点", "件", "㎡", "m2", "m3", "m", "km", "ha", "g", "t",
         "kWh", "t-CO2", "千t-CO2", "人日", "人泊", "千人泊", "位", "pt", "件/年", "経営体", "か所")  # fmt: skip
UNITS = st.sampled_from([*map(read_unit, WORDS), Unit(None)])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A quantity as a document writes one."""
    unit = draw(UNITS)
    places = draw(st.integers(0, 2))
    number = Decimal(draw(st.integers(-(10**7), 10**7))).scaleb(-places)
    amount = round_to(number.scaleb(unit.exponent), max(0, places - unit.exponent))
    return Quantity(amount, unit.base, unit.exponent, places, draw(st.booleans()))


def write(quantity: Quantity) -> str:
    """As Japanese documents write it."""
    unit = Unit(quantity.unit, quantity.exponent).written or ""
    return f"{'約' if quantity.approximate else ''}{quantity.written_number:,}{unit}"


@given(quantities())
def test_reading_what_was_written_gives_the_same_quantity(quantity: Quantity) -> None:
    found = read_quantity(write(quantity), Unit(quantity.unit, quantity.exponent))
    assert found is not None
    assert found.quantity == quantity


@pytest.mark.parametrize("word", WORDS)
def test_a_unit_is_written_as_it_was_read(word: str) -> None:
    assert read_unit(word).written == word


@pytest.mark.parametrize(
    ("written", "unit", "amount"),
    [
        ("12m", "m", "12"),
        ("12㎥", "m3", "12"),
        ("10 ㎡", "m2", "10"),
        ("1.5千人泊", "人泊", "1500"),
        ("5pt", "pt", "5"),
        ("120人", "名", "120"),
        ("1,690百万円", "百万円", "1690000000"),
        ("5 million", "人", "5000000"),
    ],
)
def test_a_units_letters_are_no_multiplier(written: str, unit: str, amount: str) -> None:
    found = read_quantity(written, read_unit(unit))
    assert found is not None
    assert found.quantity.amount == Decimal(amount)


@pytest.mark.parametrize(("written", "unit"), [("12mm", "m"), ("12km", "m"), ("10m3", "m"), ("10m3", "人")])
def test_another_unit_is_not_read_as_a_multiplier_of_this_one(written: str, unit: str) -> None:
    assert read_quantity(written, read_unit(unit)) is None


@given(quantities(), st.sampled_from([0, 4, 8]))
def test_another_multiplier_changes_the_writing_and_not_the_amount(quantity: Quantity, exponent: int) -> None:
    rescaled = quantity.rescaled(exponent)
    assert rescaled.amount == quantity.amount
    assert rescaled.written_number.scaleb(exponent) == quantity.amount


@given(quantities())
def test_the_plain_form_is_exact(quantity: Quantity) -> None:
    assert Decimal(quantity.plain) == quantity.amount
    assert "E" not in quantity.plain


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    read_quantity(text)
    list(find_quantities(text))


@pytest.mark.parametrize("text", ["1" * 30 + "x", "9" * 40_000, "1兆" * 10_000, "一" * 40_000, "1,234," * 9_000, "१२३", "٢٠٢٤人"])
def test_what_no_figure_is_written_like_is_none_and_takes_no_time(text: str) -> None:
    assert read_quantity(text) is None
    assert [found for found in find_quantities(text) if found.quantity.amount >= 10**18] == []
