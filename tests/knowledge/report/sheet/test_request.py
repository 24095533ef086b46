"""What the words behind the command for a sheet ask for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from knowledge.report.sheet.files import SheetKind
from knowledge.report.sheet.request import SheetRequest, parse_sheet_request


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", SheetRequest()),
        ("説明　令和5年度 ＷＯＲＤ", SheetRequest(SheetKind.COUNCIL, 2023, ".docx")),
        ("excel council 2021", SheetRequest(SheetKind.COUNCIL, 2021, ".xlsx")),
        ("検証 来週 R4", SheetRequest(SheetKind.VERIFICATION, 2022, unread=("来週",))),
    ],
)
def test_kind_year_and_form_stand_in_any_order(text: str, wanted: SheetRequest) -> None:
    assert parse_sheet_request(text) == wanted


def test_without_the_package_for_word_the_form_is_excels() -> None:
    asked = "from knowledge.report.sheet.request import parse_sheet_request; print(parse_sheet_request('').ending)"
    script = (
        f"import importlib.util as u; real = u.find_spec; u.find_spec = lambda n, *a: None if n == 'docx' else real(n, *a); {asked}"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == ".xlsx\n"
