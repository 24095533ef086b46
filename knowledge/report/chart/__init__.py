"""An indicator's chart as an image: its values, the line that they are compared with, its baseline and its target.

`scale` maps years and amounts to pixels, `labels` finds free places for texts, `layout` puts both together, `drawing` writes the
SVG file and `raster` turns one into a PNG file.
"""

from knowledge.report.chart.drawing import Caption, draw, image_format
from knowledge.report.chart.layout import NARROW, WIDE, Size
from knowledge.report.chart.raster import rasterise

__all__ = ["NARROW", "WIDE", "Caption", "Size", "draw", "image_format", "rasterise"]
