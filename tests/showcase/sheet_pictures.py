"""Pictures of the sheets in docs/, in both languages: `python -m tests.showcase.sheet_pictures` remakes them.

An indicator's verification sheet and the two pages of the council's paper, as LibreOffice prints them; it needs soffice and
poppler's pdftoppm and pdftotext.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

from knowledge.evaluation.model import Evaluation
from knowledge.guide import Guide
from knowledge.report.sheet.council import council
from knowledge.report.sheet.document import Document
from knowledge.report.sheet.files import sheet_file
from knowledge.report.sheet.verification import verification
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, load, make_workspace
from tests.showcase.pictures import DOCS, EVALUATION

_NAMES = {Language.JAPANESE: "sheets", Language.ENGLISH: "sheets.en"}


def printed(folder: Path, document: Document) -> list[tuple[str, Image.Image]]:
    """The text and the picture of each page."""
    source = folder / "sheet.docx"
    source.write_bytes(sheet_file(document, ".docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source], check=True, capture_output=True
    )
    pdf = folder / "sheet.pdf"
    texts = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")
    subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, folder / "page"], check=True)
    files = sorted(folder.glob("page-*.png"))
    images = [ImageOps.expand(Image.open(file).convert("RGB"), border=1, fill="#c4c9cf") for file in files]
    for file in files:
        file.unlink()
    return list(zip(texts, images, strict=False))


def sheets(folder: Path, guide: Guide, language: Language) -> list[Image.Image]:
    """The sheet of births, and the paper."""
    evaluation = EVALUATION[language]
    evaluations: dict[str, Evaluation] = {evaluation.target: evaluation}
    context, year = guide.answer_context(language), evaluation.fiscal_year
    pages = printed(folder, verification(context, year, evaluations, ""))
    births = next(image for text, image in pages if evaluation.causes in text.replace("\n", ""))
    return [births, *(image for _, image in printed(folder, council(context, year, evaluations, "")))]


def side_by_side(images: list[Image.Image]) -> Image.Image:
    """The pages beside one another on a ground of their own."""
    width, height = images[0].size
    sheet = Image.new("RGB", (len(images) * (width + 12) + 12, height + 24), "#eef1f4")
    for number, page in enumerate(images):
        sheet.paste(page, (12 + number * (width + 12), 12))
    return sheet


def main() -> None:
    """Print the sheets in each language and put their pages side by side."""
    for language, name in _NAMES.items():
        with tempfile.TemporaryDirectory() as temporary:
            opened = make_workspace(Path(temporary))
            load(opened, SAMPLE)
            side_by_side(sheets(Path(temporary), opened.guide(), language)).quantize(64).save(DOCS / f"{name}.png", optimize=True)
            opened.store.close()


if __name__ == "__main__":
    main()
