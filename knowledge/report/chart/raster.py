"""Turns an SVG file into a PNG file. Text needs a font of this machine; a character that no font has is an error."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from xml.etree import ElementTree as ET

import resvg_py

from knowledge.errors import ShirubeError
from knowledge.report.chart.drawing import FONTS

_SCALE = 2.5  # pixels for each one of the drawing: 1,800 across, enough for print
_UNKNOWN = "\U0010ffff"  # no font has it
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><text x="4" y="26" font-family="{}">{}</text></svg>'


def rasterise(svg: bytes, font_folders: Iterable[str] | None = None) -> bytes:
    """The drawing as PNG, with the fonts of the system, or with those of some folders alone.

    Raises ShirubeError where no font has a character of it, since a box in a character's place would say nothing.
    """
    fonts = _fonts(None if font_folders is None else tuple(font_folders))
    text = "".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own drawing
    if missing := fonts.missing(text):
        raise ShirubeError("chart.no_font", characters="".join(missing[:10]))
    return fonts.render(svg.decode(), _SCALE)


@cache
def _fonts(folders: tuple[str, ...] | None) -> Fonts:
    return Fonts(folders)


class Fonts:
    """The fonts that text is drawn with: the system's, or those in some folders."""

    def __init__(self, folders: Iterable[str] | None) -> None:
        self.folders = None if folders is None else list(folders)
        self._known: set[str] = set()  # characters that a font was found to have

    def render(self, svg: str, zoom: float = 1) -> bytes:
        """The drawing as PNG."""
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            background="white",
            languages=["ja", "en"],
            skip_system_fonts=self.folders is not None,
            font_dirs=self.folders,
        )

    @cached_property
    def _unknown(self) -> bytes:
        """What stands for a character that no font has."""
        return self.render(_PROBE.format(FONTS, _UNKNOWN))

    def missing(self, text: str) -> list[str]:
        """The characters that come out as one that no font has."""
        asked = {character for character in text if not character.isspace()} - self._known
        lacking = [each for each in sorted(asked) if self.render(_PROBE.format(FONTS, f"&#{ord(each)};")) == self._unknown]
        self._known |= asked.difference(lacking)
        return lacking
