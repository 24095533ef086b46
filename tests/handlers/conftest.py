"""All that the bot can show, made once."""

from __future__ import annotations

import pytest

from knowledge.guide import Guide
from tests.showcase.answers import Scene, scenes


@pytest.fixture(scope="session")
def gallery(guide: Guide, hanagawa: Guide) -> list[Scene]:
    """The scenes of both cities' bots."""
    return [scene for city in (guide, hanagawa) for scene in scenes(city)]
