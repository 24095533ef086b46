"""The catalogues: nothing is missing, nothing is left over, and the compiled files are what the sources say."""

from __future__ import annotations

import ast
import io
import re
import string
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.quantity import Unit, read_quantity
from knowledge.strategy.model import Language
from knowledge.strategy.plan import Strategy
from knowledge.words.catalogue import LOCALE, UnknownMessage
from knowledge.words.messages import messages
from tools.translator_comments import comment

ROOT = Path(__file__).parents[3]
CODE = [path for room in ("bot", "db", "handlers", "knowledge") for path in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "knowledge" / "report" / "templates").iterdir())
# not the term: kinds of entities, columns of files, a sheet, a heading over several sources, a list of goals, a year of either kind
OTHER_USES = (
    "kind.",
    "label.",
    "measurement.column.",
    "import.template.sheet",
    "digest.sources",
    "report.goals",
    "form.label.year",
)
ID = re.compile(r"[a-z][a-z_]*(\.[a-z_0-9]+)+|fault|error|note|row|choice|examples|suggestions|ask_back|overall|unknown")


def catalogue(language: Language) -> Catalog:
    """The source of a language's catalogue."""
    return read_po(io.BytesIO((LOCALE / language / "LC_MESSAGES" / "shirube.po").read_bytes()), locale=language.value)


def texts(language: Language) -> dict[str, tuple[str, ...]]:
    """The texts of each message: one, or one a plural form."""
    found = {}
    for message in catalogue(language):
        message_id = message.id[0] if isinstance(message.id, tuple) else message.id
        if message_id:
            found[message_id] = tuple(message.string) if isinstance(message.string, tuple) else (message.string,)
    return found


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def constants() -> tuple[set[str], set[str]]:
    """(message ids that stand in the code as constants, beginnings of ids that f-strings complete)."""
    whole, begun = set(), set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        whole |= set(re.findall(r'\bsay\("([a-z_.]+)"[,)]', text))
        begun |= set(re.findall(r'\bsay\("([a-z_.]+\.)" ~', text))
    return whole, {start for start in begun if re.fullmatch(r"[a-z_.]+\.", start)}


def test_both_catalogues_have_the_same_messages() -> None:
    assert texts(Language.JAPANESE).keys() == texts(Language.ENGLISH).keys()


@pytest.mark.parametrize("language", Language)
def test_no_message_stands_there_twice(language: Language) -> None:
    source = (LOCALE / language / "LC_MESSAGES" / "shirube.po").read_text(encoding="utf-8")
    ids = re.findall(r'^msgid "([^"]+)"', source, re.MULTILINE)
    assert [message_id for message_id in set(ids) if ids.count(message_id) > 1] == []


@pytest.mark.parametrize("language", Language)
def test_no_message_is_empty(language: Language) -> None:
    assert [message_id for message_id, forms in texts(language).items() if not all(forms)] == []


def test_both_languages_fill_the_same_placeholders() -> None:
    japanese, english = texts(Language.JAPANESE), texts(Language.ENGLISH)
    odd = {
        message_id
        for message_id in japanese
        if set().union(*map(placeholders, japanese[message_id])) - set().union(*map(placeholders, english[message_id]))
    }
    assert not odd


@pytest.mark.parametrize("language", Language)
def test_every_placeholder_is_explained_to_translators(language: Language) -> None:
    for message_id, forms in texts(language).items():
        comment(message_id, " ".join(forms))  # raises where comments.toml lacks one


@pytest.mark.parametrize("language", Language)
def test_a_term_of_the_domain_is_one_message(language: Language) -> None:
    known = {message_id: forms for message_id, forms in texts(language).items() if len(forms) == 1}
    terms = {forms[0].casefold(): message_id for message_id, forms in known.items() if message_id.startswith("term.")}
    again = {
        message_id: terms[forms[0].casefold()]
        for message_id, forms in known.items()
        if forms[0].casefold() in terms and not message_id.startswith(("term.", *OTHER_USES))
    }
    assert again == {}


def test_every_term_is_used() -> None:
    sources = [*CODE, *TEMPLATES]
    source = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    terms = {message_id.removeprefix("term.") for message_id in texts(Language.JAPANESE) if message_id.startswith("term.")}
    assert {term for term in terms if f'"{term}"' not in source} == set()


@pytest.mark.parametrize("language", Language)
def test_an_id_that_no_catalogue_has_is_an_error(language: Language) -> None:
    words = messages(language)
    with pytest.raises(UnknownMessage):
        words.say("status.unheard_of")
    with pytest.raises(UnknownMessage):
        words.count("status.unheard_of", 2)
    with pytest.raises(UnknownMessage):
        words.heading("unheard_of")


def test_a_heading_is_the_term_with_a_capital() -> None:
    assert [messages(language).heading("target_year") for language in Language] == ["目標年", "Target year"]
    assert messages(Language.ENGLISH).field("year") == "target year"


def test_every_message_that_the_code_names_is_in_the_catalogue() -> None:
    whole, _ = constants()
    known = texts(Language.JAPANESE)
    families = {message_id.split(".")[0] for message_id in known}
    named = {message_id for message_id in whole if message_id.split(".")[0] in families and "." in message_id}
    files = {name for name in named if name.endswith((".yaml", ".toml", ".jsonl", ".txt", ".db", ".html", ".md", ".svg"))}
    completed = {message_id for message_id in named if any(k.endswith((f".{message_id}", f"cli.{message_id}.help")) for k in known)}
    assert named - files - known.keys() - completed == set()


def test_no_message_is_left_over() -> None:
    whole, begun = constants()
    source = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    unused = {
        message_id
        for message_id in texts(Language.JAPANESE)
        if message_id not in whole
        and not any(message_id.startswith(start) for start in begun)
        and f'"{message_id.rsplit(".", 1)[-1]}"' not in source
        and f'"{".".join(message_id.split(".")[2:])}"' not in source
        and not message_id.startswith("cli.")
    }
    assert unused == set()


@pytest.mark.parametrize("language", Language)
def test_the_compiled_catalogue_is_the_source_compiled(language: Language) -> None:
    """Remade by: pybabel compile -D shirube -d knowledge/locale."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert (LOCALE / language / "LC_MESSAGES" / "shirube.mo").read_bytes() == compiled.getvalue()


def test_english_names_units_in_english_beside_the_documents(koriyama: Strategy) -> None:
    words = messages(Language.ENGLISH)
    shown = {i.id: words.point(i, i.target) for i in koriyama.indicators}
    assert shown["births"] == "3,000 births"
    assert shown["retail-sales"] == "¥372.4 billion (3,724億円)"
    assert shown["regional-population"] == "614,000 people"
    assert shown["health-checkup-rate"] == "60.0%"
    assert shown["social-migration-rate"] == "an improvement of up to 4 points"


def test_japanese_keeps_the_documents_wording(koriyama: Strategy) -> None:
    words = messages(Language.JAPANESE)
    assert [words.point(i, i.baseline) for i in koriyama.indicators] == [
        "4,337億円", "7,101億円", "325人", "調査中", "約493万人", "1.47", "2,510人", "認証取得", "約65万人", "68,323人", "38.2%", "70.6点",
    ]  # fmt: skip


def test_one_is_counted_in_the_singular(koriyama: Strategy) -> None:
    words = messages(Language.ENGLISH)
    assert words.amount(koriyama.indicator("births"), Decimal(1)) == "1 birth"


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_a_number_as_written_is_the_number(number: Decimal) -> None:
    for language in Language:
        written = messages(language).number(number)
        assert Decimal(written.replace(",", "").replace("−", "-")) == number


@given(st.decimals(min_value=-100, max_value=100, places=6))
def test_percentages_have_one_decimal(share: Decimal) -> None:
    assert re.fullmatch(r"−?[\d,]+\.\d%", messages(Language.ENGLISH).percent(share))


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("4,337億円", "¥433.7 billion (4,337億円)"),
        ("6,000万円", "¥60 million (6,000万円)"),
        ("300円", "¥300 (300円)"),
        ("-3億円", "−¥300 million (−3億円)"),
    ],
)
def test_money_is_told_in_english_by_its_size(koriyama: Strategy, written: str, english: str) -> None:
    found = read_quantity(written)
    assert found is not None
    indicator = replace(koriyama.indicator("retail-sales"), unit=Unit("円", found.quantity.exponent))
    assert messages(Language.ENGLISH).quantity(indicator, found.quantity) == english


HALF_WIDTH = re.compile(r"[()!?]|:(?![/\w-])|(?<![\w.]):")
APART = re.compile(r"`[^`]*`|\{\{.*?\}\}|\{[^}]*\}|https?://\S+|例：shirube [^\n]+")  # code, and what is filled in
PLACES = {"fault"}  # file:line: text, as editors and terminals read it


def test_japanese_prose_has_full_width_punctuation() -> None:
    odd = {
        message_id
        for message_id, forms in texts(Language.JAPANESE).items()
        if message_id not in PLACES and any(HALF_WIDTH.search(APART.sub("", form)) for form in forms)
    }
    assert odd == set()
