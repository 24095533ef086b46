"""Text that can be shown: whatever was pasted in, no control character and no half of a character gets into the store."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from knowledge.notation.printable import is_printable, printable


@given(st.text(alphabet=st.characters()))
def test_what_is_left_can_be_shown_and_nothing_else_is_taken(text: str) -> None:
    kept = printable(text)
    assert is_printable(kept)
    kept.encode("utf-8")
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r" for sign in kept)
    assert kept == text or not is_printable(text)


def test_japanese_and_line_ends_are_text() -> None:
    assert is_printable("髙﨑①Ⅲ㈱\r\n\t👍🏽 é")
    assert printable("a\ufffeb\U0001ffffc\ud800d\x00e\x9bf") == "abcdef"
