"""Of two statuses of which one is denied, the other one is asked for; denied together, neither is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.question.lexicon.slots import Slot
from knowledge.question.query.frame import Frame


@pytest.mark.parametrize(
    ("text", "statuses", "negated"),
    [
        ("遅れてるのは要らない、達成した指標教えて", ["achieved"], False),
        ("達成した指標を教えて、遅れてるのは要らない", ["achieved"], False),
        ("not the ones behind, the achieved indicators please", ["achieved"], False),
        ("achieved indicators, not the ones behind", ["achieved"], False),
        ("遅れでも達成でもない指標は?", ["behind", "achieved"], True),
        ("遅れでも、達成でもない指標は?", ["behind", "achieved"], True),
        ("indicators neither behind nor achieved", ["behind", "achieved"], True),
        ("which indicators are not behind?", ["behind"], True),
    ],
)
def test_the_status_that_is_not_denied(framed: Callable[[str], Frame], text: str, statuses: list[str], negated: bool) -> None:
    frame = framed(text)
    assert frame.cues[Slot.STATUS] == statuses
    assert (Slot.STATUS in frame.negated) is negated
