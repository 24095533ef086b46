"""The picture of the report in docs/: its first two pages, as they are printed. It needs chromium and pdftoppm."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from knowledge.answer.context import AnswerContext
from knowledge.report.collect import gather
from knowledge.report.html import html
from tests.scenarios.browser import chromium


def printed(folder: Path, page: str, number: int) -> Image.Image:
    """A page of the printed report."""
    source, target = folder / "report.html", folder / "report.pdf"
    source.write_text(page, encoding="utf-8")
    chromium(folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri())
    subprocess.run(["pdftoppm", "-r", "90", "-png", "-f", str(number), "-l", str(number), target, folder / "page"], check=True)
    file = next(folder.glob("page-*.png"))
    image = Image.open(file).convert("RGB")
    file.unlink()
    return ImageOps.expand(image, border=1, fill="#c4c9cf")


def printed_pages(context: AnswerContext, target: Path) -> Path:
    """Two pages of the printed report side by side: its first, and the second with indicators."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [printed(folder, html(gather(context)), 1), printed(folder, html(gather(context)), 2)]
    width, height = pages[0].size
    sheet = Image.new("RGB", (2 * width + 36, height + 24), "#eef1f4")
    for number, page in enumerate(pages):
        sheet.paste(page, (12 + number * (width + 12), 12))
    sheet.quantize(64).save(target, optimize=True)
    return target
