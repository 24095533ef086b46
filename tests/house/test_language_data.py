"""The language data: it stays small, and says of each table what it is."""

from knowledge.notation.units import read_toml
from tools.language_entries import FOLDER, entries

MOST = 7_125 + 175  # entries: less than half of the 14,469 of version 0.1.0; and those for evaluations, which it had not


def test_no_more_words_are_listed_than_are_needed() -> None:
    assert entries().total() <= MOST


def test_no_word_stands_twice_in_a_list() -> None:
    for path in FOLDER.rglob("*.toml"):
        for table in read_toml(path).values():
            for words in table.values() if isinstance(table, dict) else [table]:
                if isinstance(words, list):
                    assert len({str(word) for word in words}) == len(words), path


def test_every_table_says_what_it_is() -> None:
    for path in FOLDER.rglob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# "), path
