"""The picture of the report in docs/: its first page and a goal's, as they are printed.

Remade by `python -m tests.scenarios.report.report_picture`; it needs chromium and pdftoppm.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from knowledge.report.collect import gather
from knowledge.report.html import html
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, load, make_workspace
from tests.scenarios.browser import chromium

PICTURE = Path(__file__).parents[3] / "docs" / "report.png"


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


def main() -> None:
    """Print the report and put two of its pages side by side."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = make_workspace(folder)
        load(opened, SAMPLE)
        answer_context = opened.guide().answer_context(Language.JAPANESE)
        pages = [printed(folder, html(gather(answer_context)), 1), printed(folder, html(gather(answer_context, 3)), 2)]
    width, height = pages[0].size
    sheet = Image.new("RGB", (2 * width + 36, height + 24), "#eef1f4")
    for number, page in enumerate(pages):
        sheet.paste(page, (12 + number * (width + 12), 12))
    PICTURE.parent.mkdir(exist_ok=True)
    sheet.quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
