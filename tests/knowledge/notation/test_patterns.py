"""What every match of a pattern holds, and what a text is therefore searched for first."""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from knowledge.notation.patterns import needed, pattern
from knowledge.notation.quantity import find_quantities
from knowledge.notation.units import DATA, read_toml

NAMES = sorted(read_toml(DATA / "time.toml")["needed"])
_AROUND = re.compile(r"\(\?<?[!=](?:[^()\[\]]|\[[^\]]*\])*\)|\\b")  # what looks around: the samples leave it out


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_every_match_holds_what_the_text_is_searched_for_first(name: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(_AROUND.sub("", pattern(name).pattern), fullmatch=True))
    assume(pattern(name).search(text))
    assert needed(name).search(text)


def test_a_text_without_a_digit_holds_no_quantity() -> None:
    assert not list(find_quantities("出生数の目標は何人ですか"))
    assert [found.quantity.plain for found in find_quantities("三千人")] == ["3000"]
