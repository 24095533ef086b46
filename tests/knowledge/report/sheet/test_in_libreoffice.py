"""The sheets in LibreOffice: opened without repair, and printed on as many pages as there are sheets."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from knowledge.report.sheet.document import Document

Written = Callable[[Document, str], bytes]
_PROGRAM = "soffice"


def printed(folder: Path, name: str, content: bytes) -> tuple[int, str]:
    """How many pages LibreOffice makes of a file, and the text on them."""
    if not shutil.which(_PROGRAM) or not shutil.which("pdftotext"):
        if os.environ.get("CI"):
            pytest.fail("LibreOffice and poppler are missing: CI needs them to open the sheets")
        pytest.skip("LibreOffice is not installed: the sheets are opened in it")
    (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [_PROGRAM, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    pdf = folder / f"{Path(name).stem}.pdf"
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    return text.count("\f"), text


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.thorough
@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_every_sheet_is_a_page(verified: Document, ending: str, written: Written, tmp_path: Path) -> None:
    pages, text = printed(tmp_path, f"sheets{ending}", written(verified, ending))
    assert pages == 1 + len(verified.pages)
    shown = squeezed(text)
    assert [page.title for page in verified.pages if squeezed(page.title) not in shown] == []
    assert "2,350" in text


@pytest.mark.thorough
def test_the_paper_for_the_council_has_two_pages(paper: Document, written: Written, tmp_path: Path) -> None:
    pages, text = printed(tmp_path, "paper.docx", written(paper, ".docx"))
    assert pages == 2
    assert squeezed(paper.pages[1].title) in squeezed(text)


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_every_part_is_well_formed_and_named_by_the_package(verified: Document, ending: str, written: Written) -> None:
    with zipfile.ZipFile(BytesIO(written(verified, ending))) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(packed.read(name))
